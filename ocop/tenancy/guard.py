"""The guard on the session: every statement on owned rows is narrowed to the scope, or refused.

Four shapes leaked from the obvious guard and are refused here: a statement that is not an ORM statement, a bare table or
column of an owned table inside one, text, and a bulk insert or an update of `tenant_id`. Row-level security of PostgreSQL
stands behind it.
"""

from collections.abc import Iterator, Mapping
from typing import cast

from sqlalchemy import Connection, Table, event, inspect
from sqlalchemy.orm import Mapper, ORMExecuteState, SessionTransaction, UOWTransaction, with_loader_criteria
from sqlalchemy.orm import Session as AnySession
from sqlalchemy.sql import visitors
from sqlalchemy.sql.base import ExecutableOption
from sqlalchemy.sql.dml import Delete, Insert, Update
from sqlalchemy.sql.elements import ClauseElement, TextClause
from sqlalchemy.sql.schema import Column
from sqlalchemy.sql.selectable import Alias, Select

from ocop.core.db import Base, Session
from ocop.tenancy.models import Owned
from ocop.tenancy.scope import Scope, ScopeClosed, ScopeMissing, current, wall_in


class Unguarded(RuntimeError):
    """A statement whose rows the guard cannot narrow; write it as a plain ORM statement."""


def install() -> None:
    """Put the guard on the application's session class; idempotent."""
    if event.contains(Session, "do_orm_execute", narrow):
        return
    event.listen(Session, "do_orm_execute", narrow)
    event.listen(Session, "after_begin", wall)
    event.listen(Session, "before_flush", refuse_foreign_rows)


def owned_tables() -> frozenset[str]:
    """The names of all tables whose rows belong to a unit."""
    return frozenset(
        mapper.local_table.name
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, Owned) and isinstance(mapper.local_table, Table)
    )


def narrow(state: ORMExecuteState) -> None:
    """Add the scope's criterion to a statement, or refuse it."""
    statement = cast(ClauseElement, state.statement)
    _refuse_shapes(statement, is_orm=_is_orm(state))
    touched = owned_in(statement)
    scope = current(state.session)
    if touched and scope is None:
        raise ScopeMissing(f"no scope for {', '.join(sorted(touched))}")
    if scope is None or not (touched or state.is_relationship_load or state.is_column_load):
        return
    if (state.is_update or state.is_delete) and not scope.writable:
        raise ScopeClosed("this scope only reads")
    state.statement = state.statement.options(criterion(scope))


def criterion(scope: Scope) -> ExecutableOption:
    """The loader criterion that narrows every owned entity, wherever it stands in a statement."""
    units = sorted(scope.units)
    if len(units) == 1:
        only = units[0]
        return with_loader_criteria(Owned, lambda cls: cls.tenant_id == only, include_aliases=True)
    return with_loader_criteria(Owned, lambda cls: cls.tenant_id.in_(units), include_aliases=True)


def owned_in(statement: ClauseElement) -> set[str]:
    """The owned tables that a statement touches at any depth."""
    owned = _owned()
    return {table.name for table in _tables(statement) if table.name in owned}


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
    for row in changed:
        history = inspect(row).attrs.tenant_id.history
        if row in session.new and not history.added:
            row.tenant_id = scope.unit
            history = inspect(row).attrs.tenant_id.history
        if {*history.added, *history.unchanged, *history.deleted} - {None, scope.unit}:
            raise ScopeClosed(f"{type(row).__name__} belongs to another unit")


def _is_orm(state: ORMExecuteState) -> bool:
    return bool(state.is_orm_statement or state.is_relationship_load or state.is_column_load)


def _refuse_shapes(statement: ClauseElement, *, is_orm: bool) -> None:
    owned = _owned()
    if isinstance(statement, Insert) and _target(statement) in owned:
        raise Unguarded("owned rows are added to the session, never inserted in bulk")
    if isinstance(statement, Update) and _target(statement) in owned and _sets_tenant(statement):
        raise Unguarded("a row never moves to another unit")
    if not is_orm and owned_in(statement):
        raise Unguarded("not an ORM statement: select entities or their attributes")
    beside: set[int] = set()
    for element in _elements(statement):
        if isinstance(element, TextClause):
            raise Unguarded("text has no scope")
        if isinstance(element, Select):
            beside |= _beside_their_entity(element)
        for source in _sources(element):
            if _owned_table(source) in owned and not _of_entity(source) and id(source) not in beside:
                raise Unguarded(f"bare table or column of {_owned_table(source)}: use the mapped class")


def _sources(element: ClauseElement) -> Iterator[ClauseElement]:
    """What an element reads from: itself when it is a column, the FROM list and joins when it is a SELECT."""
    if isinstance(element, Column):
        yield element
    elif isinstance(element, Select):
        yield from element._from_obj
        yield from (cast(ClauseElement, join[0]) for join in element._setup_joins)


def _beside_their_entity(statement: Select[*tuple[object, ...]]) -> set[int]:
    """Bare columns, by identity, in a condition of a SELECT of their own entity, as `Session.get` writes them."""
    entities = {_owned_table(column) for column in statement._raw_columns if _of_entity(column)}
    found = set()
    for condition in statement._where_criteria:
        inside = list(visitors.iterate(condition))
        if not any(isinstance(element, Select) for element in inside):
            found |= {id(one) for one in inside if isinstance(one, Column) and _owned_table(one) in entities}
    return found


def _owned_table(source: ClauseElement) -> str:
    """The table behind a column, a table or an alias of one; empty for subqueries and the rest."""
    place = source.table if isinstance(source, Column) else source
    while isinstance(place, Alias):
        place = place.element
    return place.name if isinstance(place, Table) else ""


def _of_entity(source: ClauseElement) -> bool:
    return "parententity" in source._annotations or "parentmapper" in source._annotations


def _target(statement: Insert | Update) -> str:
    return str(getattr(statement.table, "name", ""))


def _sets_tenant(statement: Update) -> bool:
    values = cast(Mapping[object, object], statement._values or {})
    rows = [row for many in statement._multi_values or () for row in many]
    named = {getattr(key, "key", key) for key in values} | {getattr(key, "key", key) for row in rows for key in row}
    return "tenant_id" in named


def _tables(statement: ClauseElement) -> Iterator[Table]:
    for element in _elements(statement):
        if isinstance(element, Table):
            yield element
        elif isinstance(element, Column) and isinstance(element.table, Table):
            yield element.table


def _elements(statement: ClauseElement) -> Iterator[ClauseElement]:
    yield from cast(Iterator[ClauseElement], visitors.iterate(statement))
    if isinstance(statement, (Insert, Update, Delete)):
        yield from cast(Iterator[ClauseElement], visitors.iterate(statement.table))


_names: dict[int, frozenset[str]] = {}


def _owned() -> frozenset[str]:
    """Owned table names, worked out again only when a model was added."""
    count = len(Base.metadata.tables)
    if count not in _names:
        _names.clear()
        _names[count] = owned_tables()
    return _names[count]


def mappers() -> Iterator[Mapper[object]]:
    """The mapped owned classes: tests walk them."""
    yield from (mapper for mapper in Base.registry.mappers if issubclass(mapper.class_, Owned))
