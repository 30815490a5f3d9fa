"""From the cookie of a request to the person: the session row decides, so that ending it ends the sign-in at once."""

from datetime import timedelta

from flask import Request, g, request, session
from flask_login import LoginManager, current_user
from sqlalchemy import update

from ocop.accounts.models import User, UserSession
from ocop.accounts.queries import sessions
from ocop.accounts.queries.sessions import token_hash
from ocop.accounts.rules.devices import Place, short_device
from ocop.core import clock
from ocop.core.db import db

__all__ = ["COOKIE_KEY", "forget", "install", "person_of", "place", "remember", "stand_aside", "token", "token_hash"]

COOKIE_KEY = "token"
LANGUAGE = "language"
SEEN_EVERY = timedelta(minutes=1)


def install(login: LoginManager) -> None:
    """Let Flask-Login ask us for the person of a request."""
    login.request_loader(person_of)


def person_of(_request: Request) -> User | None:
    """The person whose live session the cookie names, with roles loaded; None while it waits for its second factor."""
    row = sessions.session_of(token(), now=clock.real_now())
    if row is None or sessions.is_halfway(row):
        return None
    g.user_session_id = row.id
    _note_seen(row)
    return row.user


def token() -> str:
    """The session's token that the browser showed; empty for none."""
    shown = session.get(COOKIE_KEY)
    return shown if isinstance(shown, str) else ""


def remember(new_token: str) -> None:
    """Begin a new cookie with this token; of the old one only the chosen language stays."""
    language = session.get(LANGUAGE)
    session.clear()
    g.pop("csrf_token", None)  # Flask-WTF made it for the cookie that was just cleared
    session[COOKIE_KEY] = new_token
    if language:
        session[LANGUAGE] = language


def forget() -> None:
    """Leave nothing of the sign-in in the cookie; the chosen language stays."""
    remember("")
    session.pop(COOKIE_KEY)


def place() -> Place:
    """From where this request comes."""
    return Place(request.remote_addr or "", short_device(request.user_agent.string))


def stand_aside() -> User:
    """The signed-in person, detached, and the request's transaction given back.

    For slow work such as hashing, during which an open transaction would keep everybody else from writing on SQLite. To be called
    before anything is changed: raises RuntimeError when something would be lost.
    """
    person = current_user._get_current_object()
    assert isinstance(person, User)
    if db.session.new or db.session.dirty or db.session.deleted:
        raise RuntimeError("something was changed before the slow work")
    if person in db.session:
        db.session.expunge(person)
    db.session.rollback()
    return person


def _note_seen(row: UserSession) -> None:
    now = clock.real_now()
    if now - row.seen_at < SEEN_EVERY:
        return
    key = row.id

    def write() -> None:
        db.session.execute(update(UserSession).where(UserSession.id == key).values(seen_at=now))

    db.afterwards(write)
