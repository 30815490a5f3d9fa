"""All rows of all tables as lines of JSON, and back: what a backup carries, whichever of the two databases it came from.

Works on the owner's connection and past the guard, so it belongs to tenancy and to nobody else.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from itertools import islice

from sqlalchemy import Connection, Date, Numeric, Table, delete, func, insert, select, text

from ocop.core.db import Base, Moment

CHUNK = 1_000

Line = dict[str, object]

LAW = frozenset({"requirements"})
"""Tables that `init` fills from the data files: they say nothing about whether anybody works here, and a backup's rows
take the place of theirs."""


def tables() -> list[Table]:
    """Every table, parents before children."""
    return list(Base.metadata.sorted_tables)


def is_empty(connection: Connection) -> bool:
    """Whether nobody works in this database yet."""
    return all(
        not connection.scalar(select(func.count()).select_from(table)) for table in tables() if table.name not in LAW
    )


def revision(connection: Connection) -> str:
    """The migration that the schema stands at."""
    return str(connection.scalar(text("select version_num from alembic_version")))


def take(connection: Connection, table: Table) -> Iterator[str]:
    """The rows of a table in the order of their keys, a line of JSON each."""
    for row in connection.execute(select(table).order_by(table.c.id)).mappings():
        yield json.dumps({name: _out(value) for name, value in row.items()}, ensure_ascii=False)


def put(connection: Connection, table: Table, lines: Iterable[str]) -> int:
    """Write lines that `take` gave into an empty table, or in the place of law; returns how many."""
    if table.name in LAW:
        connection.execute(delete(table))
    rows = (_row(table, json.loads(line)) for line in lines)
    written = 0
    while chunk := list(islice(rows, CHUNK)):
        connection.execute(insert(table), chunk)
        written += len(chunk)
    return written


def defer(connection: Connection) -> None:
    """Check foreign keys at the end of this transaction only: rows of one table may point to each other."""
    statement = (
        "pragma defer_foreign_keys=on" if connection.dialect.name == "sqlite" else "set constraints all deferred"
    )
    connection.execute(text(statement))


def renumber(connection: Connection) -> None:
    """Let PostgreSQL's sequences go on after the highest key; SQLite needs nothing."""
    if connection.dialect.name != "postgresql":
        return
    for table in tables():
        connection.execute(
            text(
                f"select setval(pg_get_serial_sequence('{table.name}', 'id'), max(id)) from {table.name} having max(id) > 0"
            )
        )


def _row(table: Table, line: Line) -> Line:
    return {name: _in(table, name, value) for name, value in line.items()}


def _out(value: object) -> object:
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _in(table: Table, name: str, value: object) -> object:
    if not isinstance(value, str):
        return value
    kind = table.c[name].type
    if isinstance(kind, Moment):
        return datetime.fromisoformat(value)
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    return Decimal(value) if isinstance(kind, Numeric) else value
