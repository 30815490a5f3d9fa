"""The database session and the base of all models; one transaction a request, committed once at the edge."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from sqlite3 import Connection as SqliteConnection
from typing import NoReturn

from flask import Flask, current_app, g, has_app_context, has_request_context, request
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session as FlaskSession
from sqlalchemy import Connection, DateTime, Dialect, Engine, Enum, MetaData, event
from sqlalchemy.engine.interfaces import DBAPIConnection, ExceptionContext
from sqlalchemy.orm import DeclarativeBase, registry
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import TypeDecorator

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
READ_ONLY = "ocop_read_only"

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept in UTC; SQLite keeps no zone, so it is given back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _values(kind: type[StrEnum]) -> list[str]:
    return [member.value for member in kind]


class Base(DeclarativeBase):
    """The base of every model."""

    registry = registry(
        metadata=MetaData(naming_convention=NAMES),
        type_annotation_map={
            datetime: Moment(),
            StrEnum: Enum(StrEnum, native_enum=False, length=32, values_callable=_values),
        },
    )


class Session(FlaskSession):
    """The session of the application; the bulk methods bypass every event and are refused."""

    def bulk_save_objects(self, *args: object, **kwargs: object) -> NoReturn:
        raise RuntimeError("bulk_save_objects bypasses the tenant guard: use add_all")

    def bulk_insert_mappings(self, *args: object, **kwargs: object) -> NoReturn:
        raise RuntimeError("bulk_insert_mappings bypasses the tenant guard: use add_all")

    def bulk_update_mappings(self, *args: object, **kwargs: object) -> NoReturn:
        raise RuntimeError("bulk_update_mappings bypasses the tenant guard: change the rows")


class Database(SQLAlchemy):
    """Flask-SQLAlchemy with the edge of a request: commit once, then what may run afterwards."""

    def afterwards(self, act: Callable[[], None]) -> None:
        """Run `act` in a transaction of its own once the request's own has been committed."""
        if not has_app_context():
            raise RuntimeError("no request to run after")
        if "afterwards" not in g:
            g.afterwards = []
        g.afterwards.append(act)

    @contextmanager
    def separately(self) -> Iterator[None]:
        """A transaction of its own in a fresh session, committed at the end; never inside a writing request on SQLite."""
        with current_app.app_context():
            g.writes = True
            yield
            self.session.commit()

    def settle(self, *, keep: bool) -> None:
        """End the request's transaction, then run what was left for afterwards."""
        if not keep:
            self.session.rollback()
            return
        self.session.commit()
        for act in g.pop("afterwards", []):
            with self.separately():
                act()


# What was loaded stays loaded after the commit: the request ends there, and what runs afterwards has its own session.
# What a statement carried stays out of messages and so out of the log: protected facts of people may be in it.
db = Database(
    model_class=Base,
    disable_autonaming=True,
    session_options={"class_": Session, "expire_on_commit": False},
    engine_options={"hide_parameters": True},
)


def init(app: Flask) -> None:
    """Attach the database to the application and set both engines' habits."""
    db.init_app(app)
    with app.app_context():
        prepare(db.engine)


def prepare(engine: Engine) -> None:
    """SQLite: WAL, foreign keys, five seconds of patience, immediate transactions for writers; both: errors without values."""
    event.listen(engine, "handle_error", _say_no_values)
    if engine.dialect.name != "sqlite":
        return
    event.listen(engine, "connect", _open_sqlite)
    event.listen(engine, "begin", _begin_sqlite)


def _say_no_values(failure: ExceptionContext) -> None:
    """PostgreSQL quotes the failing row in the detail of its message; only the first line of the message is kept."""
    primary = getattr(getattr(failure.original_exception, "diag", None), "message_primary", None)
    if not primary:
        return
    failure.original_exception.args = (primary,)
    if failure.sqlalchemy_exception is not None:
        failure.sqlalchemy_exception.args = (f"({type(failure.original_exception).__name__}) {primary}",)


def _open_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    assert isinstance(connection, SqliteConnection)
    connection.isolation_level = None
    for pragma in ("busy_timeout=5000", "journal_mode=WAL", "foreign_keys=ON", "synchronous=NORMAL"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """Writers lock at once: a transaction that reads first and writes later fails when another wrote in between.

    Who writes is known beforehand: an unsafe request, and whoever opened a session to write (`separately`, `acting_in`).
    """
    if connection.get_execution_options().get(READ_ONLY):
        writing = False
    elif has_app_context() and g.get("writes"):
        writing = True
    else:
        writing = has_request_context() and request.method not in SAFE_METHODS
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
