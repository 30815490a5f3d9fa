"""Changing a password oneself, and handing out a new one."""

from datetime import datetime

from ocop.accounts import passwords
from ocop.accounts.models import User
from ocop.accounts.queries import people
from ocop.accounts.rules import Outcome
from ocop.accounts.rules import passwords as rules
from ocop.accounts.rules.devices import Place
from ocop.accounts.rules.people import OWN_PASSWORD
from ocop.accounts.services import attempts, sessions
from ocop.accounts.services.notes import note
from ocop.audit import Actor
from ocop.core.db import db
from ocop.core.errors import DomainError, WrongState


def is_own(person: User, password: str, *, place: Place, now: datetime) -> bool:
    """Whether somebody who is signed in knows the password too; guessing here is counted like guessing at the door.

    To be called with the request's transaction given back (`loading.stand_aside`).
    """
    attempt = attempts.knock(person.username, address=place.address, now=now)
    if not attempts.password_opens(attempt, password):
        attempts.refuse(attempt, "password_refused")
        return False
    with db.separately():
        attempts.succeed(attempt, Outcome.SIGNED_IN)
    return True


def change(person: User, *, old: str, new: str, place: Place, now: datetime) -> str | None:
    """Give oneself a new password: all sessions end, one begins here, whose token is returned; None for a wrong old password.

    To be called with the request's transaction given back. Raises DomainError when the rules refuse the new password.
    """
    if sentence := rules.problem(new, username=person.username):
        raise DomainError(sentence, field="new")
    if not is_own(person, old, place=place, now=now):
        return None
    hashed = passwords.hash_password(new)
    user = people.person(person.id)
    user.password_hash, user.must_change_password = hashed, False
    sessions.end_all(user, now=now)
    note(user, "change_password", user)
    return sessions.begin(user, place=place, second_factor=user.totp_secret is not None, now=now)


def reset(user: User, *, hashed: str, by: Actor, now: datetime) -> None:
    """Give somebody a password to be changed at the first sign-in; what is signed in under the account ends.

    Raises WrongState for one's own: that is `change`.
    """
    if by.id == user.id:
        raise WrongState(OWN_PASSWORD)
    user.password_hash, user.must_change_password = hashed, True
    sessions.end_all(user, now=now)
    note(by, "reset_password", user)
