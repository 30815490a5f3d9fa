"""The second factor: taking it up, using it, giving it up."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

import pyotp
from sqlalchemy import CursorResult, Update, delete, or_, update

from ocop.accounts.models import RecoveryCode, User
from ocop.accounts.queries import people
from ocop.accounts.queries.sessions import factor_demanded
from ocop.accounts.rules import second_factor as rules
from ocop.accounts.rules.devices import Place
from ocop.accounts.services import passwords, sealing, sessions
from ocop.accounts.services.notes import note
from ocop.audit import Actor
from ocop.core.db import db
from ocop.core.errors import WrongState
from ocop.core.tokens import ALPHABET


@dataclass(frozen=True)
class Enrolled:
    """A session that was begun with a new second factor, and the recovery codes to be shown once."""

    token: str
    codes: Sequence[str]


def new_secret() -> str:
    """A secret to share with a phone, 160 bits in base 32."""
    return pyotp.random_base32()


def use_code(user: User, code: str, *, now: datetime) -> bool:
    """Use up a code of the phone or a recovery code; each works once, also when two requests bring it at the same time."""
    if user.totp_secret is None:
        return False
    secret = sealing.opened(user.totp_secret, user_id=user.id)
    step = rules.matching_step(secret, code, at=now, after=user.totp_last_step) if secret else None
    if step is not None:
        later = or_(User.totp_last_step.is_(None), User.totp_last_step < step)
        return _changed(update(User).where(User.id == user.id, later).values(totp_last_step=step))
    unused = (RecoveryCode.user_id == user.id, RecoveryCode.used_at.is_(None))
    kept = RecoveryCode.code_hash == rules.recovery_hash(user.id, code)
    return _changed(update(RecoveryCode).where(*unused, kept).values(used_at=now))


def enrol(user: User, *, secret: str, code: str, place: Place, now: datetime) -> Enrolled | None:
    """Take up the second factor once the phone has shown a right code, None for a wrong one; other sessions end."""
    step = rules.matching_step(secret, code, at=now, after=None)
    if step is None:
        return None
    user.totp_secret, user.totp_last_step = sealing.sealed(secret, user_id=user.id), step
    sessions.end_all(user, now=now)
    note(user, "enrol_second_factor", user)
    token = sessions.begin(user, place=place, second_factor=True, now=now)
    return Enrolled(token, _new_codes(user))


def renew_codes(person: User, *, password: str, place: Place, now: datetime) -> Sequence[str] | None:
    """New recovery codes, and the old ones are void; None when the password is not the person's.

    To be called with the request's transaction given back (`loading.stand_aside`). Raises WrongState without a second factor.
    """
    if person.totp_secret is None:
        raise WrongState(rules.NOT_TAKEN_UP)
    if not passwords.is_own(person, password, place=place, now=now):
        return None
    user = people.person(person.id)
    note(user, "renew_recovery_codes", user)
    return _new_codes(user)


def give_up(person: User, *, password: str, place: Place, now: datetime) -> bool:
    """Do without a second factor from now on; False when the password is not the person's.

    To be called with the request's transaction given back. Raises WrongState when a role must have it.
    """
    if factor_demanded(person):
        raise WrongState(rules.MUST_HAVE)
    if not passwords.is_own(person, password, place=place, now=now):
        return False
    user = people.person(person.id)
    _forget(user)
    note(user, "remove_second_factor", user)
    return True


def remove(user: User, *, by: Actor, now: datetime) -> None:
    """Remove somebody's second factor when the phone is lost; what is signed in under the account ends.

    Raises WrongState for one's own: that is `give_up`, which asks for the password.
    """
    if by.id == user.id:
        raise WrongState(rules.OWN_FACTOR)
    _forget(user)
    sessions.end_all(user, now=now)
    note(by, "remove_second_factor", user)


def _forget(user: User) -> None:
    user.totp_secret, user.totp_last_step = None, None
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))


def _new_codes(user: User) -> Sequence[str]:
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
    codes = [_code() for _ in range(rules.RECOVERY_CODES)]
    db.session.add_all(
        RecoveryCode(user_id=user.id, code_hash=rules.recovery_hash(user.id, code), used_at=None) for code in codes
    )
    db.session.flush()
    return [rules.spelled(code) for code in codes]


def _code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(rules.RECOVERY_LENGTH))


def _changed(statement: Update) -> bool:
    """Whether the statement changed exactly one row."""
    done = cast(CursorResult[object], db.session.execute(statement))
    return done.rowcount == 1
