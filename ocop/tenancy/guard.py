"""The guard on the session: every statement on owned rows is narrowed to the scope, or refused.

Row-level security of PostgreSQL stands behind it (`wall`); the shapes of statement that are refused are in `shapes`.
"""

from functools import lru_cache
from typing import cast
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Executable, event
from sqlalchemy.orm import ORMExecuteState, SessionTransaction, UOWTransaction, with_loader_criteria
from sqlalchemy.orm import Session as AnySession
from sqlalchemy.orm.attributes import get_history
from sqlalchemy.orm.base import PASSIVE_NO_INITIALIZE
from sqlalchemy.sql.base import ExecutableOption
from sqlalchemy.sql.elements import ClauseElement

from ocop.core.db import Session
from ocop.tenancy.models import Owned
from ocop.tenancy.scope import ScopeClosed, ScopeMissing, current, wall_in
from ocop.tenancy.shapes import examine

REMEMBERED = 1_000
"""Scopes whose criterion is kept: more than a province has units."""

NARROWED = 32
"""Scopes for which one statement is kept narrowed; a statement with its key takes some kilobytes."""


def install() -> None:
    """Put the guard on the application's session class; idempotent."""
    if event.contains(Session, "do_orm_execute", narrow):
        return
    event.listen(Session, "do_orm_execute", narrow)
    event.listen(Session, "after_begin", wall)
    event.listen(Session, "before_flush", refuse_foreign_rows)


def narrow(state: ORMExecuteState) -> None:
    """Add the scope's criterion to a statement, or refuse it."""
    loading = state.is_relationship_load or state.is_column_load
    touched = examine(cast(ClauseElement, state.statement), is_orm=state.is_orm_statement or loading)
    scope = current(state.session)
    if touched and scope is None:
        raise ScopeMissing(f"no scope for {', '.join(sorted(touched))}")
    if scope is None or not (touched or loading):
        return
    if (state.is_update or state.is_delete) and not scope.writable:
        raise ScopeClosed("this scope only reads")
    state.statement = _narrowed(state.statement, scope.units)


_kept: WeakKeyDictionary[Executable, dict[frozenset[int], Executable]] = WeakKeyDictionary()


def _narrowed(statement: Executable, units: frozenset[int]) -> Executable:
    """The statement with its criterion, kept for as long as the statement itself lives.

    Statements of pages are written once and asked again and again; narrowed anew, SQLAlchemy would each time work out the
    key of its SQL from the start. What is kept are statements, never rows.
    """
    kept = _kept.setdefault(statement, {})
    narrowed = kept.get(units)
    if narrowed is None:
        if len(kept) >= NARROWED:
            kept.clear()
        narrowed = kept[units] = statement.options(criterion(units))
    return narrowed


@lru_cache(maxsize=REMEMBERED)
def criterion(of: frozenset[int]) -> ExecutableOption:
    """The loader criterion that narrows every owned entity to these units, wherever it stands in a statement."""
    units = sorted(of)
    if len(units) == 1:
        only = units[0]
        return with_loader_criteria(Owned, lambda cls: cls.tenant_id == only, include_aliases=True)
    return with_loader_criteria(Owned, lambda cls: cls.tenant_id.in_(units), include_aliases=True)


def wall(session: AnySession, _transaction: SessionTransaction, connection: Connection) -> None:
    """At the start of a transaction: tell PostgreSQL the scope."""
    scope = current(session)
    if scope is not None:
        wall_in(connection, scope)


def refuse_foreign_rows(session: AnySession, _context: UOWTransaction, _instances: object) -> None:
    """A flush writes only rows of the scope's own unit, and never moves a row to another."""
    scope = current(session)
    changed = [row for row in (*session.new, *session.dirty, *session.deleted) if isinstance(row, Owned)]
    if not changed:
        return
    if scope is None:
        raise ScopeMissing("no scope for a write of owned rows")
    if not scope.writable:
        raise ScopeClosed("this scope only reads")
    new = session.new
    for row in changed:
        history = get_history(row, "tenant_id", PASSIVE_NO_INITIALIZE)
        if row in new and not history.added:
            row.tenant_id = scope.unit
            history = get_history(row, "tenant_id", PASSIVE_NO_INITIALIZE)
        if {*history.added, *history.unchanged, *history.deleted} - {None, scope.unit}:
            raise ScopeClosed(f"{type(row).__name__} belongs to another unit")
