"""Units go into another one: looked at first, then carried out whole or not at all. What becomes of the rows is in `succession`.

Works on the owner's connection and past the guard, as `dump` does. Nothing that was issued is touched: a document keeps its
bytes, number and issuing body, which ends; the trail stays with the unit that made it.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from flask import current_app, g
from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Row,
    String,
    Table,
    delete,
    func,
    or_,
    select,
    text,
    type_coerce,
    update,
)  # fmt: skip

from ocop.core.db import Base, db
from ocop.tenancy import dump, succession, wall
from ocop.tenancy.models import Kind
from ocop.tenancy.scope import enter, of_unit
from ocop.tenancy.shapes import owned_tables
from ocop.tenancy.succession import Alike, Emptied, Folded, Renumbered, Unfinished
from ocop.tenancy.units import KIND_NAMES

SHOWN = 10
"""Rows of one kind that are named; of more, the number is told."""
PATIENCE = "30s"


@dataclass(frozen=True)
class Place:
    """A unit that goes or receives."""

    id: int
    slug: str
    title: str
    parent_id: int | None
    successor_id: int | None
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class Merger:
    """Which units go into which one, and the first day on which only that one is there."""

    sources: tuple[Place, ...]
    into: Place
    since: date

    @property
    def all(self) -> tuple[Place, ...]:
        """Every unit concerned, the receiving one first."""
        return (self.into, *self.sources)


@dataclass
class Outlook:
    """What a merger would move (rows by table, then by unit), what stands against it, and what to look at afterwards."""

    rows: dict[str, dict[int, int]] = field(default_factory=dict)
    obstacles: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


Met = Row[Any]
"""A row of any table."""


class UnknownUnit(LookupError):
    """No unit works under the slug that the message names."""


@contextmanager
def transaction() -> Iterator[Connection]:
    """The owner's transaction; given up at the end unless the caller commits the connection."""
    g.writes = True
    with db.engine.connect() as connection:
        dump.defer(connection)
        yield connection


@contextmanager
def joining(connection: Connection, unit_id: int) -> Iterator[None]:
    """A session in the writable scope of one unit that takes part in the owner's transaction: it stands or falls with it."""
    with current_app.app_context():
        enter(of_unit(unit_id, writable=True))
        db.session().connection(bind_arguments={"bind": connection})
        yield
        db.session.commit()


def close_the_doors(connection: Connection) -> None:
    """Wait until whoever is inside has left, and let nobody in before the end: on PostgreSQL every door reads `units`.

    SQLite has one writer, which this transaction is.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"set local lock_timeout = '{PATIENCE}'"))
        connection.execute(text("lock table units in access exclusive mode"))


def merger(connection: Connection, sources: Sequence[str], into: str, since: date) -> Merger:
    """The units behind the slugs; raises `UnknownUnit`."""
    return Merger(tuple(_place(connection, slug) for slug in dict.fromkeys(sources)), _place(connection, into), since)


def look(connection: Connection, of: Merger, *, today: date) -> Outlook:
    """What would move and what stands against it; nothing is changed."""
    found = Outlook()
    found.obstacles += _obstacles_of_units(connection, of, today)
    for table in _moving():
        found.rows[table.name] = _count(connection, table.c.tenant_id, of.all)
    for column in _following():
        if column.table.name not in owned_tables():
            found.rows[column.table.name] = _count(connection, column, of.all)
    for one in succession.UNFINISHED:
        (found.obstacles if one.stops else found.notices).extend(_unfinished(connection, of, one))
    found.obstacles += _issued_later(connection, of)
    found.notices += _meetings(connection, of)
    for alike in succession.ALIKE:
        found.notices += _alike(connection, of, alike)
    return found


def carry_out(connection: Connection, of: Merger) -> list[str]:
    """Move everything that moves and end the units that go; returns what was folded, for the trail.

    Raises IntegrityError, at the latest when the connection commits, if a key that nobody thought of meets another.
    """
    for emptied in succession.EMPTIED:
        _empty(connection, of, emptied)
    for renumbered in succession.RENUMBERED:
        _renumber(connection, of, renumbered)
    said = [line for folded in succession.FOLDED for line in _fold(connection, of, folded)]
    gone = [one.id for one in of.sources]
    for table in _moving():
        connection.execute(update(table).where(table.c.tenant_id.in_(gone)).values(tenant_id=of.into.id))
    for column in _following():
        connection.execute(update(column.table).where(column.in_(gone)).values({column: of.into.id}))
    _end(connection, of, gone)
    return said


def _place(connection: Connection, slug: str) -> Place:
    units = _table("units")
    row = connection.execute(select(units).where(units.c.slug == slug)).one_or_none()
    if row is None:
        raise UnknownUnit(slug)
    title = f"{KIND_NAMES[Kind(row.kind)]} {row.name}"
    return Place(row.id, slug, title, row.parent_id, row.successor_id, row.valid_from, row.valid_to)


def _obstacles_of_units(connection: Connection, of: Merger, today: date) -> Iterator[str]:
    if not wall.owns(connection):
        yield "Lệnh này cần vai trò chủ sở hữu bảng. Hãy đặt OCOP_DATABASE_OWNER_URL rồi chạy lại."
    if of.since > today:
        yield "Ngày hợp nhất ở sau ngày hôm nay. Hãy chạy lệnh từ ngày đó trở đi."
    if of.into.id in {one.id for one in of.sources}:
        yield f"Đơn vị nhận {of.into.title} cũng là đơn vị được hợp nhất. Hãy bỏ khỏi danh sách."
    if of.into.valid_from > of.since or of.into.valid_to is not None:
        yield f"Đơn vị nhận {of.into.title} không tồn tại từ ngày hợp nhất. Hãy thêm đơn vị bằng new-unit với đúng ngày."
    units = _table("units")
    for one in of.sources:
        if one.valid_to is not None:
            yield f"Đơn vị {one.title} đã kết thúc từ trước. Hãy bỏ khỏi danh sách."
        if one.valid_from >= of.since:
            yield f"Đơn vị {one.title} chưa có trước ngày hợp nhất. Hãy kiểm tra lại ngày."
        if one.parent_id is None or one.parent_id != of.into.parent_id:
            yield f"Đơn vị {one.title} không cùng cấp trên với {of.into.title}. Chỉ hợp nhất các đơn vị cùng cấp trên."
        below = select(func.count()).where(units.c.parent_id == one.id, units.c.slug.is_not(None))
        if connection.scalar(below):
            yield f"Dưới {one.title} có đơn vị làm việc riêng. Hãy hợp nhất các đơn vị đó trước."


def _unfinished(connection: Connection, of: Merger, what: Unfinished) -> Iterator[str]:
    table = _table(what.table)
    waiting = type_coerce(table.c.state, String).in_(what.states)
    for unit in of.all if what.receiver_too else of.sources:
        names = select(table.c[what.name]).where(table.c.tenant_id == unit.id, waiting).order_by(table.c.id)
        for name in connection.scalars(names):
            yield what.sentence.format(name=name, unit=unit.title)


def _issued_later(connection: Connection, of: Merger) -> Iterator[str]:
    documents, bodies = _table("documents"), _table("issuing_bodies")
    for unit in of.sources:
        last = connection.scalar(
            select(func.max(documents.c.dated))
            .join(bodies, bodies.c.id == documents.c.body_id)
            .where(bodies.c.unit_id == unit.id)
        )
        if last is not None and last >= of.since:
            yield (
                f"{unit.title.capitalize()} có văn bản ngày {last.day}/{last.month}/{last.year}, không trước ngày hợp nhất."
                " Hãy chọn ngày sau đó."
            )


def _meetings(connection: Connection, of: Merger) -> Iterator[str]:
    for renumbered in succession.RENUMBERED:
        for key, met in _groups(connection, of, _table(renumbered.table), renumbered.within, across=True):
            yield renumbered.notice.format(key=_label(connection, renumbered.within, key), count=len(met))
    for emptied in succession.EMPTIED:
        count = sum(len(met) - 1 for _key, met in _groups(connection, of, _table(emptied.table), (emptied.column,)))
        if count:
            yield emptied.notice.format(count=count)
    for folded in succession.FOLDED:
        for key, met in _groups(connection, of, _table(folded.table), folded.key):
            if folded.notice:
                yield folded.notice.format(key=_label(connection, folded.key, key), count=len(met))


def _alike(connection: Connection, of: Merger, what: Alike) -> Iterator[str]:
    table, key = _table(what.table), (what.column,)
    for (value,), met in _groups(connection, of, table, key, beside=(what.name,), across=True, where=what.standing):
        names = "; ".join(str(getattr(row, what.name)) for row in met[:SHOWN])
        yield what.notice.format(value=value, names=names)


def _groups(
    connection: Connection, of: Merger, table: Table, key: Sequence[str], *,
    beside: Sequence[str] = (), across: bool = False, where: str = "true",
) -> list[tuple[tuple[object, ...], list[Met]]]:  # fmt: skip
    """Rows of these units that meet under one key: the receiving unit's first, then in the order of the units that go.

    `beside` names the columns that are wanted beside the key. With `across` only such as come from more than one unit.
    A key of nothing at all meets nobody.
    """
    wanted = {name: table.c[name] for name in ("id", "tenant_id", *key, *beside)}
    those = select(*wanted.values()).where(table.c.tenant_id.in_([one.id for one in of.all]), text(where))
    place = {one.id: at for at, one in enumerate(of.all)}
    found: defaultdict[tuple[object, ...], list[Met]] = defaultdict(list)
    for row in connection.execute(those):
        value = tuple(getattr(row, name) for name in key)
        if any(one not in (None, "") for one in value):
            found[value].append(row)
    for rows in found.values():
        rows.sort(key=lambda row: (place[row.tenant_id], row.id))
    return [
        (value, rows)
        for value, rows in found.items()
        if len(rows) > 1 and (not across or len({row.tenant_id for row in rows}) > 1)
    ]


def _empty(connection: Connection, of: Merger, what: Emptied) -> None:
    table = _table(what.table)
    for _key, rows in _groups(connection, of, table, (what.column,)):
        given_up = [row.id for row in rows[1:]]
        connection.execute(update(table).where(table.c.id.in_(given_up)).values({what.column: None}))


def _renumber(connection: Connection, of: Merger, what: Renumbered) -> None:
    """Count on, the highest number first, so that none meets another on the way."""
    table = _table(what.table)
    for _key, rows in _groups(connection, of, table, what.within, beside=(what.number,), across=True):
        last = 0
        for unit in of.all:
            own = sorted((getattr(row, what.number), row.id) for row in rows if row.tenant_id == unit.id)
            for number, key in reversed(own):
                connection.execute(update(table).where(table.c.id == key).values({what.number: last + number}))
            last += own[-1][0] if own else 0


def _fold(connection: Connection, of: Merger, what: Folded) -> Iterator[str]:
    """Make one row of several; says which went, as they were."""
    table = _table(what.table)
    unsummed = set(
        connection.scalars(
            select(table.c.id).where(table.c.tenant_id.in_([one.id for one in of.all]), text(what.unsummed))
        )
    )
    for _key, (kept, *others) in _groups(connection, of, table, what.key, beside=table.c.keys()):
        rows, gone = (kept, *others), [row.id for row in others]
        values: dict[str, object] = {name: max(getattr(row, name) for row in rows) for name in what.latest}
        values |= {name: None if kept.id in unsummed else _sum(rows, name) for name in what.sums}
        connection.execute(update(table).where(table.c.id == kept.id).values(values))
        for child in _children(table):
            connection.execute(update(child.table).where(child.in_(gone)).values({child: kept.id}))
        connection.execute(delete(table).where(table.c.id.in_(gone)))
        if what.notice:
            yield from (f"{what.table} {_written(row)}" for row in rows)


def _sum(rows: Sequence[Met], name: str) -> int | None:
    known = [getattr(row, name) for row in rows if getattr(row, name) is not None]
    return sum(known) if known else None


def _written(row: Met) -> str:
    return json.dumps(dict(row._mapping), ensure_ascii=False, default=str)


def _end(connection: Connection, of: Merger, gone: Sequence[int]) -> None:
    """Units and their bodies end the day before; what is below them on the day goes with them."""
    units, bodies, blocks = _table("units"), _table("issuing_bodies"), _table("signing_blocks")
    last = of.since - timedelta(days=1)
    connection.execute(
        update(units).where(units.c.parent_id.in_(gone), _standing(units, of.since)).values(parent_id=of.into.id)
    )
    connection.execute(update(units).where(units.c.id.in_(gone)).values(valid_to=last, successor_id=of.into.id))
    own = select(bodies.c.id).where(bodies.c.unit_id.in_(gone))
    connection.execute(
        update(blocks).where(blocks.c.body_id.in_(own), _standing(blocks, of.since)).values(valid_to=last)
    )
    connection.execute(
        update(bodies).where(bodies.c.unit_id.in_(gone), _standing(bodies, of.since)).values(valid_to=last)
    )


def _standing(table: Table, on: date) -> ColumnElement[bool]:
    return or_(table.c.valid_to.is_(None), table.c.valid_to >= on)


def _count(connection: Connection, column: Column[object], units: Sequence[Place]) -> dict[int, int]:
    counted = select(column, func.count()).where(column.in_([one.id for one in units])).group_by(column)
    return {int(str(unit)): number for unit, number in connection.execute(counted)}


def _label(connection: Connection, names: Sequence[str], key: Sequence[object]) -> str:
    said = []
    for name, value in zip(names, key, strict=True):
        where, called = succession.LABELS[name]
        table = _table(where)
        said.append(str(connection.scalar(select(table.c[called]).where(table.c.id == value))))
    return ", ".join(said)


def _moving() -> list[Table]:
    """The owned tables that move, parents before children."""
    return [table for table in dump.tables() if table.name in owned_tables() - succession.STAYS.keys()]


def _following() -> list[Column[object]]:
    return [_table(table).c[column] for table, _dot, column in (one.partition(".") for one in succession.FOLLOWS)]


def _children(table: Table) -> list[Column[object]]:
    """The columns of other tables that hold keys of this one."""
    return [
        key.parent
        for other in dump.tables()
        for key in other.foreign_keys
        if key.column.table is table and key.column.name == "id"
    ]


def _table(name: str) -> Table:
    return Base.metadata.tables[name]
