"""From the cookie of a request to the person: the session row decides, so that ending it ends the sign-in at once."""

from datetime import timedelta
from hashlib import sha256

from flask import Request, current_app, g, session
from flask_login import LoginManager
from sqlalchemy import select, update
from sqlalchemy.orm import joinedload

from ocop.accounts.models import User, UserSession
from ocop.core import clock
from ocop.core.db import db
from ocop.core.settings import Settings

COOKIE_KEY = "token"
SEEN_EVERY = timedelta(minutes=1)


def install(login: LoginManager) -> None:
    """Let Flask-Login ask us for the person of a request."""
    login.request_loader(person_of)


def token_hash(token: str) -> str:
    """What the database keeps of a session's token."""
    return sha256(token.encode()).hexdigest()


def person_of(_request: Request) -> User | None:
    """The person whose live session the cookie names, with roles loaded; None when it is missing, ended, idle or too old."""
    token = session.get(COOKIE_KEY)
    if not isinstance(token, str):
        return None
    row = db.session.scalar(
        select(UserSession)
        .where(UserSession.token_hash == token_hash(token), UserSession.ended_at.is_(None))
        .options(joinedload(UserSession.user).joinedload(User.grants))
    )
    if row is None or not row.user.active or expired(row):
        return None
    g.user_session_id = row.id
    _note_seen(row)
    return row.user


def expired(row: UserSession) -> bool:
    """Whether a session lay idle too long or reached its absolute limit (`OCOP_IDLE_MINUTES`, `OCOP_ABSOLUTE_HOURS`)."""
    settings: Settings = current_app.extensions["ocop.settings"]
    now = clock.real_now()
    idle = now - row.seen_at > timedelta(minutes=settings.idle_minutes)
    old = now - row.started_at > timedelta(hours=settings.absolute_hours)
    return idle or old


def _note_seen(row: UserSession) -> None:
    now = clock.real_now()
    if now - row.seen_at < SEEN_EVERY:
        return
    key = row.id

    def write() -> None:
        db.session.execute(update(UserSession).where(UserSession.id == key).values(seen_at=now))

    db.afterwards(write)
