"""Sessions and attempts to sign in."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import ColumnElement, bindparam, func, select
from sqlalchemy.orm import joinedload

from ocop.accounts.models import RecoveryCode, SignInAttempt, User, UserSession
from ocop.accounts.rules import Outcome
from ocop.accounts.rules.attempts import FAILURES, FAMILIAR_FOR, WINDOW, Standing
from ocop.accounts.rules.second_factor import HALFWAY_FOR
from ocop.core import settings
from ocop.core.db import db
from ocop.core.errors import NotYours

LIVE = (
    UserSession.ended_at.is_(None),
    UserSession.seen_at >= bindparam("idle_since"),
    UserSession.started_at >= bindparam("too_old_since"),
)
"""Not ended, not idle, not too old."""

SESSION = (
    select(UserSession)
    .where(UserSession.token_hash == bindparam("shown"), *LIVE)
    .options(joinedload(UserSession.user).options(joinedload(User.grants), joinedload(User.unit)))
)
"""Every request asks it, so it is written once."""


def token_hash(token: str) -> str:
    """What the database keeps of a session's token."""
    return sha256(token.encode()).hexdigest()


def session_of(token: str, *, now: datetime) -> UserSession | None:
    """The live session with this token; its person, roles and unit loaded.

    None when it ended, lay idle, is too old, waited too long for its second factor, or when the account is closed.
    """
    if not token:
        return None
    row = db.session.scalar(SESSION, {"shown": token_hash(token), **_limits(now)})
    if row is None or not row.user.active:
        return None
    if is_halfway(row) and now - row.started_at > HALFWAY_FOR:
        return None
    return row


def is_halfway(row: UserSession) -> bool:
    """Whether the password was shown but the second factor is still to come."""
    return not row.second_factor and factor_needed(row.user)


def factor_needed(user: User) -> bool:
    """Whether the account has a second factor, or one of its roles must have (`OCOP_SECOND_FACTOR_ROLES`)."""
    return user.totp_secret is not None or factor_demanded(user)


def factor_demanded(user: User) -> bool:
    """Whether one of the roles must have a second factor."""
    return not user.roles.isdisjoint(settings.current().second_factor_roles)


def live_sessions(user_id: int, *, now: datetime) -> Sequence[UserSession]:
    """Where a person is signed in, the latest seen first."""
    return db.session.scalars(
        select(UserSession)
        .where(UserSession.user_id == user_id, *LIVE)
        .order_by(UserSession.seen_at.desc(), UserSession.id.desc()),
        _limits(now),
    ).all()


def own_session(user_id: int, session_id: int) -> UserSession:
    """One session of this person; raises `NotYours` when it is somebody else's."""
    found = db.session.scalar(select(UserSession).where(UserSession.id == session_id, UserSession.user_id == user_id))
    if found is None:
        raise NotYours
    return found


def standing(username: str, address: str, *, now: datetime) -> Standing:
    """The failures of an account and of an address within the window."""
    familiar = _signed_in_from(username, address, since=now - FAMILIAR_FOR)
    of_account = [SignInAttempt.username == username]
    if familiar:
        of_account.append(SignInAttempt.address == address)
    return Standing(
        of_account=_failures(*of_account, since=now - WINDOW),
        of_address=_failures(SignInAttempt.address == address, since=now - WINDOW),
        familiar=familiar,
    )


def recovery_codes_left(user_id: int) -> int:
    """How many recovery codes were not used yet."""
    return (
        db.session.scalar(
            select(func.count(RecoveryCode.id)).where(RecoveryCode.user_id == user_id, RecoveryCode.used_at.is_(None))
        )
        or 0
    )


def _limits(now: datetime) -> dict[str, datetime]:
    """The moments that `LIVE` compares with (`OCOP_IDLE_MINUTES`, `OCOP_ABSOLUTE_HOURS`)."""
    limits = settings.current()
    return {
        "idle_since": now - timedelta(minutes=limits.idle_minutes),
        "too_old_since": now - timedelta(hours=limits.absolute_hours),
    }


def _signed_in_from(username: str, address: str, *, since: datetime) -> bool:
    found = db.session.scalar(
        select(SignInAttempt.id)
        .where(
            SignInAttempt.username == username,
            SignInAttempt.address == address,
            SignInAttempt.at >= since,
            SignInAttempt.outcome == Outcome.SIGNED_IN,
        )
        .limit(1)
    )
    return found is not None


def _failures(*conditions: ColumnElement[bool], since: datetime) -> int:
    counted = select(func.count(SignInAttempt.id)).where(
        *conditions, SignInAttempt.at >= since, SignInAttempt.outcome.in_(FAILURES)
    )
    return db.session.scalar(counted) or 0
