"""People beyond the world's, what they type, and what their phones show."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pyotp
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from ocop.accounts.models import RoleGrant, SignInAttempt, User, UserSession
from ocop.accounts.passwords import hash_password
from ocop.accounts.rules import Role
from ocop.audit.models import AuditEntry
from ocop.core import clock
from ocop.core.db import db
from ocop.tenancy import acting_in
from tests.factories import world

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
NEW_PASSWORD = "mot cau that de nho"


def sign_in(
    client: FlaskClient, username: str, password: str = world.PASSWORD, *, address: str = "10.0.0.1", wanted: str = ""
) -> TestResponse:
    """Show name and password at the door, from a network address."""
    return client.post(
        "/dang-nhap",
        data={"username": username, "password": password, "next": wanted},
        environ_overrides={"REMOTE_ADDR": address},
    )


def is_in(client: FlaskClient) -> bool:
    """Whether the browser is signed in."""
    return client.get("/tai-khoan/").status_code == 200


def key_of(app: Flask, username: str) -> int:
    """The key of an account."""
    with app.app_context():
        return db.session.scalars(select(User.id).where(User.username == username)).one()


def mend(app: Flask, username: str, **values: object) -> None:
    """Change an account behind the portal's back."""
    with app.app_context():
        db.session.execute(update(User).where(User.username == username).values(**values))
        db.session.commit()


def hire(app: Flask, username: str, slug: str, *roles: Role, password: str = world.PASSWORD, **values: object) -> int:
    """A further person of a unit; returns the key."""
    with app.app_context():
        user = User(
            username=username,
            unit_id=world.unit_id(slug),
            password_hash=hash_password(password),
            created_at=clock.real_now(),
            grants=[RoleGrant(role=role) for role in roles],
            **({"name": username} | values),
        )
        db.session.add(user)
        db.session.commit()
        return user.id


def phone_shows(at: datetime | None = None, secret: str = SECRET) -> str:
    """The code of a phone at a moment, now unless said otherwise."""
    return pyotp.TOTP(secret).at(at or clock.real_now())


def trail(app: Flask, slug: str) -> Sequence[AuditEntry]:
    """A unit's trail, oldest first."""
    with app.app_context():
        unit_id = world.unit_id(slug)
    with app.app_context(), acting_in(unit_id):
        rows = db.session.scalars(select(AuditEntry).order_by(AuditEntry.sequence)).all()
        db.session.expunge_all()
        return rows


def acts(app: Flask, slug: str) -> list[tuple[str, str]]:
    """Who did what, by a unit's trail, oldest first."""
    return [(entry.actor, entry.act) for entry in trail(app, slug)]


def attempts(app: Flask) -> list[str]:
    """How the attempts to sign in ended, oldest first."""
    with app.app_context():
        return [row.outcome.value for row in db.session.scalars(select(SignInAttempt).order_by(SignInAttempt.id))]


def live_sessions(app: Flask, username: str) -> int:
    """How many sessions of an account were not ended."""
    with app.app_context():
        rows = db.session.scalars(
            select(UserSession).join(UserSession.user).where(User.username == username, UserSession.ended_at.is_(None))
        )
        return len(rows.all())


def newest_session(app: Flask, username: str) -> int:
    """The key of the latest session of an account."""
    with app.app_context():
        return db.session.scalars(
            select(UserSession.id)
            .join(UserSession.user)
            .where(User.username == username)
            .order_by(UserSession.id.desc())
            .limit(1)
        ).one()


def age_sessions(app: Flask, by: timedelta) -> None:
    """Let sessions grow older."""
    with app.app_context():
        for row in db.session.scalars(select(UserSession)):
            row.started_at, row.seen_at = row.started_at - by, row.seen_at - by
        db.session.commit()
