"""Knocking at the door: an attempt is counted and committed before what was shown is looked at."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from ocop import audit
from ocop.accounts.models import SignInAttempt, User
from ocop.accounts.passwords import verify_password
from ocop.accounts.queries import sessions
from ocop.accounts.rules.attempts import Outcome, is_held
from ocop.accounts.services.notes import THING, chain_of
from ocop.audit import Someone
from ocop.core.db import db
from ocop.tenancy import acting_in


@dataclass(frozen=True)
class Knock:
    """One counted attempt, and the account that it is about, by value; no account has `user_id` None."""

    attempt_id: int
    held: bool
    username: str
    user_id: int | None
    unit_id: int | None
    password_hash: str | None


def knock(username: str, *, address: str, now: datetime) -> Knock:
    """Count an attempt, then look whether there were too many.

    Two transactions of their own: when every attempt is committed before any is weighed, parallel guesses see one another,
    and never more than the limit are looked at.
    """
    with db.separately():
        attempt = SignInAttempt(username=username, address=address, at=now)
        db.session.add(attempt)
        db.session.flush()
        attempt_id = attempt.id
    with db.separately():
        held = is_held(sessions.standing(username, address, now=now))
        if held:
            _close(attempt_id, Outcome.HELD)
        user = db.session.scalar(select(User).where(User.username == username, User.active))
        if user is None:
            return Knock(attempt_id, held, username, None, None, None)
        return Knock(attempt_id, held, username, user.id, chain_of(user.unit_id), user.password_hash)


def password_opens(attempt: Knock, password: str) -> bool:
    """Whether the password is the account's. The same work is done for unknown, wrong and held, so that time tells nothing."""
    return verify_password(attempt.password_hash, password) and not attempt.held


def refuse(attempt: Knock, act: str) -> None:
    """End an attempt that opened nothing; a known account's unit reads of it in its trail, unless it was held."""
    if attempt.held or attempt.unit_id is None:
        with db.separately():
            _close(attempt.attempt_id, Outcome.HELD if attempt.held else Outcome.REFUSED)
        return
    with acting_in(attempt.unit_id):
        _close(attempt.attempt_id, Outcome.REFUSED)
        somebody = Someone(attempt.user_id, attempt.username)
        audit.record(somebody, act, THING, name=attempt.username, thing_id=attempt.user_id)


def succeed(attempt: Knock, outcome: Outcome) -> None:
    """End an attempt that opened the door, or half of it."""
    _close(attempt.attempt_id, outcome)


def _close(attempt_id: int, outcome: Outcome) -> None:
    db.session.execute(update(SignInAttempt).where(SignInAttempt.id == attempt_id).values(outcome=outcome))
