"""Beginning and ending sessions. Only the hash of a token is kept; whoever has the token has the session."""

import secrets
from datetime import datetime

from sqlalchemy import ColumnElement, update

from ocop.accounts.models import User, UserSession
from ocop.accounts.queries.sessions import token_hash
from ocop.accounts.rules.devices import Place
from ocop.accounts.services.notes import note
from ocop.core.db import db

TOKEN_BYTES = 32


def begin(user: User, *, place: Place, second_factor: bool, now: datetime) -> str:
    """Open a session and return its token, which is never shown again."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    db.session.add(
        UserSession(
            user_id=user.id,
            token_hash=token_hash(token),
            started_at=now,
            seen_at=now,
            address=place.address,
            device=place.device,
            second_factor=second_factor,
        )
    )
    db.session.flush()
    return token


def end(row: UserSession, *, by: User, now: datetime) -> None:
    """End one of a person's own sessions; ending an ended one changes nothing."""
    if row.ended_at is None:
        row.ended_at = now
        note(by, "end_session", by, change={"device": (row.device, None)})


def end_others(user: User, *, besides: int, now: datetime) -> None:
    """End all of a person's sessions but the one at hand."""
    _end_where(UserSession.user_id == user.id, UserSession.id != besides, now=now)
    note(user, "end_other_sessions", user)


def end_all(user: User, *, now: datetime) -> None:
    """End all of a person's sessions, at once and everywhere."""
    _end_where(UserSession.user_id == user.id, now=now)


def end_with_token(token: str, *, now: datetime) -> None:
    """End the session that a browser had before, if any."""
    _end_where(UserSession.token_hash == token_hash(token), now=now)


def sign_out(token: str, *, by: User, now: datetime) -> None:
    """End the session at hand."""
    end_with_token(token, now=now)
    note(by, "sign_out", by)


def _end_where(*conditions: ColumnElement[bool], now: datetime) -> None:
    db.session.execute(
        update(UserSession).where(*conditions, UserSession.ended_at.is_(None)).values(ended_at=now),
        execution_options={"synchronize_session": "fetch"},
    )
