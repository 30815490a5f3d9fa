"""The way in: the password, and where it is asked for the second factor."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from ocop.accounts.queries import people
from ocop.accounts.queries import sessions as known_sessions
from ocop.accounts.rules import Outcome
from ocop.accounts.rules.devices import Place
from ocop.accounts.services import attempts, second_factor, sessions
from ocop.accounts.services.notes import note
from ocop.accounts.services.second_factor import Enrolled
from ocop.core.db import db


@dataclass(frozen=True)
class Entry:
    """A session that was begun: its token, and what the sign-in still waits for ("", "code", "enrolment")."""

    token: str
    waits_for: str = ""


@dataclass(frozen=True)
class Entrant:
    """Somebody who showed the password and still owes the second factor, by value."""

    user_id: int
    username: str
    enrolled: bool


class Refusal(Enum):
    """Why a code does not open: nobody stands halfway (any more), or it is wrong, used, or held."""

    NOBODY = "nobody"
    WRONG = "wrong"


def sign_in(username: str, *, password: str, place: Place, old_token: str, now: datetime) -> Entry | None:
    """Open the door to whoever shows the right password; None when unknown, wrong, closed or held, which look all the same.

    To be called before the request touches the database: attempt and hashing stay outside its transaction.
    """
    attempt = attempts.knock(username, address=place.address, now=now)
    if not attempts.password_opens(attempt, password) or attempt.user_id is None:
        attempts.refuse(attempt, "sign_in_refused")
        return None
    user = people.person(attempt.user_id)
    sessions.end_with_token(old_token, now=now)
    halfway = known_sessions.factor_needed(user)
    attempts.succeed(attempt, Outcome.HALF if halfway else Outcome.SIGNED_IN)
    token = sessions.begin(user, place=place, second_factor=False, now=now)
    if halfway:
        return Entry(token, "code" if user.totp_secret else "enrolment")
    note(user, "sign_in", user)
    return Entry(token)


def entrant(token: str, *, now: datetime) -> Entrant | None:
    """Who stands halfway with this token; None when nobody does (any more)."""
    row = known_sessions.session_of(token, now=now)
    if row is None or not known_sessions.is_halfway(row):
        return None
    return Entrant(row.user_id, row.user.username, row.user.totp_secret is not None)


def show_code(token: str, *, code: str, place: Place, now: datetime) -> str | Refusal:
    """Complete a sign-in by the phone's code or a recovery code; returns the new token.

    Like the password: counted before it is looked at, and called before the request touches the database. A code is used up even
    if what follows fails.
    """
    with db.separately():
        standing = entrant(token, now=now)
    if standing is None:
        return Refusal.NOBODY
    attempt = attempts.knock(standing.username, address=place.address, now=now)
    with db.separately():
        shown = not attempt.held and second_factor.use_code(people.person(standing.user_id), code, now=now)
    if not shown:
        attempts.refuse(attempt, "second_factor_refused")
        return Refusal.WRONG
    attempts.succeed(attempt, Outcome.SIGNED_IN)
    user = people.person(standing.user_id)
    sessions.end_with_token(token, now=now)
    note(user, "sign_in", user)
    return sessions.begin(user, place=place, second_factor=True, now=now)


def enrol_at_the_door(who: Entrant, *, secret: str, code: str, place: Place, now: datetime) -> Enrolled | None:
    """Take up the second factor and complete the sign-in with it; None for a wrong code."""
    user = people.person(who.user_id)
    enrolled = second_factor.enrol(user, secret=secret, code=code, place=place, now=now)
    if enrolled is not None:
        note(user, "sign_in", user)
    return enrolled
