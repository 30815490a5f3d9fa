"""What a statement touches, and the shapes of statement that no criterion can narrow.

Four shapes leaked from the obvious guard and are refused here: a statement that is not an ORM statement, a bare table or
column of an owned table inside one, text, and a bulk insert or an update of `tenant_id`.
"""

from collections.abc import Iterator, Mapping
from typing import cast

from sqlalchemy import Table
from sqlalchemy.orm import Mapper
from sqlalchemy.sql import visitors
from sqlalchemy.sql.dml import Delete, Insert, Update
from sqlalchemy.sql.elements import ClauseElement, TextClause
from sqlalchemy.sql.schema import Column
from sqlalchemy.sql.selectable import Alias, Select

from ocop.core.db import Base
from ocop.tenancy.models import Owned

REMEMBERED = 2_000


class Unguarded(RuntimeError):
    """A statement whose rows the guard cannot narrow; write it as a plain ORM statement."""


def mappers() -> Iterator[Mapper[object]]:
    """The mapped owned classes."""
    yield from (mapper for mapper in Base.registry.mappers if issubclass(mapper.class_, Owned))


def owned_tables() -> frozenset[str]:
    """The names of all tables whose rows belong to a unit."""
    return frozenset(mapper.local_table.name for mapper in mappers() if isinstance(mapper.local_table, Table))


_examined: dict[object, frozenset[str]] = {}


def examine(statement: ClauseElement, *, is_orm: bool) -> frozenset[str]:
    """The owned tables that a statement touches at any depth; raises `Unguarded` when it cannot be narrowed.

    Statements of one shape are examined once: the key under which SQLAlchemy caches their SQL is the key here.
    """
    key = statement._generate_cache_key()
    known = (key.key, is_orm) if key is not None and key.key is not None else None
    if known is not None and known in _examined:
        return _examined[known]
    touched = _examine(statement, is_orm=is_orm)
    if known is not None:
        if len(_examined) >= REMEMBERED:
            _examined.clear()
        _examined[known] = touched
    return touched


def _examine(statement: ClauseElement, *, is_orm: bool) -> frozenset[str]:
    owned = _owned()
    elements = list(_elements(statement))
    touched = frozenset(name for name in map(_table_name, elements) if name in owned)
    if isinstance(statement, Insert) and _target(statement) in owned:
        raise Unguarded("owned rows are added to the session, never inserted in bulk")
    if isinstance(statement, Update) and _target(statement) in owned and _sets_tenant(statement):
        raise Unguarded("a row never moves to another unit")
    if not is_orm and touched:
        raise Unguarded("not an ORM statement: select entities or their attributes")
    _refuse_bare(elements, owned)
    return touched


def _refuse_bare(elements: list[ClauseElement], owned: frozenset[str]) -> None:
    beside: set[int] = set()
    for element in elements:
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


def _table_name(element: ClauseElement) -> str:
    place = element.table if isinstance(element, Column) else element
    return place.name if isinstance(place, Table) else ""


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
