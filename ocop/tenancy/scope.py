"""The scope of a session: whose rows it sees and whether it may write. It is entered once and lives in `session.info`."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flask import current_app, g
from sqlalchemy import Connection, text
from sqlalchemy.orm import Session as AnySession

from ocop.core.db import db

KEY = "ocop.scope"
PROVINCE_ROLE = "ocop_province"


class ScopeMissing(RuntimeError):
    """A statement touches rows that belong to units, but nobody said whose."""


class ScopeClosed(RuntimeError):
    """A write in a scope that only reads, or a row of another unit."""


class ScopeSwitched(RuntimeError):
    """A session that already has a scope is asked to take another; its identity map would leak."""


@dataclass(frozen=True)
class Scope:
    """Whose rows a session sees: the given units; a single one when it may write."""

    units: frozenset[int]
    writable: bool
    across: bool = False

    @property
    def unit(self) -> int:
        """The one unit of a scope that is not across units."""
        (only,) = self.units
        return only


def of_unit(unit_id: int, *, writable: bool) -> Scope:
    """The scope of one unit's own rows."""
    return Scope(frozenset({unit_id}), writable)


def over(units: frozenset[int]) -> Scope:
    """A reading scope over several units: the province's window."""
    return Scope(units, writable=False, across=True)


def current(session: AnySession) -> Scope | None:
    """The scope that the session has entered, or None."""
    scope = session.info.get(KEY)
    assert scope is None or isinstance(scope, Scope)
    return scope


def enter(scope: Scope, session: AnySession | None = None) -> None:
    """Give the session its scope; raises `ScopeSwitched` when it already has another."""
    target = session if session is not None else db.session()
    before = current(target)
    if before is not None and before != scope:
        raise ScopeSwitched("a session keeps the scope that it entered first")
    target.info[KEY] = scope
    if before is None and target.in_transaction():
        wall_in(target.connection(), scope)


def wall_in(connection: Connection, scope: Scope) -> None:
    """Tell PostgreSQL, for this transaction, which unit the row-level security lets through."""
    if connection.dialect.name != "postgresql":
        return
    connection.execute(
        text("select set_config('app.unit', :unit, true), set_config('role', :role, true)"),
        {
            "unit": "" if scope.across else str(scope.unit),
            "role": PROVINCE_ROLE if scope.across else "none",
        },
    )


@contextmanager
def acting_in(unit_id: int) -> Iterator[None]:
    """A fresh session in the writable scope of one unit, committed at the end: the command line, jobs, what runs afterwards."""
    with current_app.app_context():
        g.writes = True
        enter(of_unit(unit_id, writable=True))
        yield
        db.settle(keep=True)
