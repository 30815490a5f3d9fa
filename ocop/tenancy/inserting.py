"""New rows of a unit by the thousand: what an import needs, with the promises of a flush and a tenth of its time.

The guard refuses `insert()` of owned rows, since a statement may name any tenant; here the tenant is the scope's own.
"""

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import Column, Connection, Insert, Table, func, insert, inspect, select
from sqlalchemy.orm import Session as AnySession

from ocop.core.db import db
from ocop.tenancy.models import Owned
from ocop.tenancy.scope import ScopeClosed, ScopeMissing, current

Row = Mapping[str, object]
Heard = Callable[[AnySession, type[Owned], Sequence[Row]], None]

_listening: list[Heard] = []


def listen(heard: Heard) -> None:
    """Tell `heard` of every batch of rows that goes past the session and its events; idempotent."""
    if heard not in _listening:
        _listening.append(heard)


def add_rows(model: type[Owned], rows: Sequence[Row]) -> None:
    """Insert new rows of the scope's unit, given by their columns' names, in one statement; nothing is loaded.

    Raises `ScopeMissing` without a scope, `ScopeClosed` where the scope only reads or a row names another unit,
    `ValueError` where the rows do not all name the same columns.
    """
    if not rows:
        return
    statement, prepared = _prepared(model, rows)
    db.session().connection().execute(statement, prepared)
    _tell(model, rows)


def add_keyed_rows(model: type[Owned], rows: Sequence[Row]) -> list[int]:
    """The same; gives the keys that the rows got, in their order."""
    if not rows:
        return []
    statement, prepared = _prepared(model, rows)
    connection, key = db.session().connection(), _table(model).c.id
    if connection.dialect.name == "sqlite":
        keys = _next_keys(connection, key, len(rows))
        connection.execute(statement, [{**row, "id": one} for row, one in zip(prepared, keys, strict=True)])
    else:
        keys = list(connection.execute(statement.returning(key, sort_by_parameter_order=True), prepared).scalars())
    _tell(model, rows)
    return keys


def _next_keys(connection: Connection, key: Column[int], count: int) -> list[int]:
    """The keys that the embedded database would give: asked for one by one it takes a statement for each row.

    It has one writer; a transaction that saw an older state is refused when it writes.
    """
    last = connection.execute(select(func.max(key))).scalar() or 0
    return list(range(last + 1, last + 1 + count))


def _tell(model: type[Owned], rows: Sequence[Row]) -> None:
    for heard in _listening:
        heard(db.session(), model, rows)


def _prepared(model: type[Owned], rows: Sequence[Row]) -> tuple[Insert, list[dict[str, object]]]:
    """The statement and its rows, each with the scope's unit; what the session still holds is written first."""
    session = db.session()
    scope = current(session)
    if scope is None:
        raise ScopeMissing(f"no scope for a write of {_table(model).name}")
    if not scope.writable:
        raise ScopeClosed("this scope only reads")
    named = rows[0].keys()
    for row in rows:
        if row.keys() != named:
            raise ValueError("rows that are inserted together name the same columns")
        if row.get("tenant_id", scope.unit) != scope.unit:
            raise ScopeClosed(f"{model.__name__} belongs to another unit")
    session.flush()
    return insert(_table(model)), [{**row, "tenant_id": scope.unit} for row in rows]


def _table(model: type[Owned]) -> Table:
    table = inspect(model).local_table
    assert isinstance(table, Table)
    return table
