"""Reading a unit's own trail, and walking its chain to the first broken entry."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from sqlalchemy import ColumnElement, Select, func, select

from ocop.audit import rules
from ocop.audit.models import AuditEntry, AuditHead
from ocop.audit.rules.words import Names, keys_of
from ocop.core import clock
from ocop.core.db import db
from ocop.core.text import dates
from ocop.ui.listing import ListQuery, Page

Namer: TypeAlias = Callable[[AbstractSet[str]], Mapping[str, str]]

ACCOUNTS = "users"
_NAMERS: dict[str, Namer] = {}
READ_AT_ONCE = 500
YEARS = range(1900, 2101)
"""Filters that name another year are passed over: at the ends of the calendar no day comes before or after."""

THING, ACTOR, SINCE, UNTIL = "loai", "nguoi", "tu", "den"
FILTERS = (THING, ACTOR, SINCE, UNTIL)
"""Filters of the trail in its address; both days are office days and count themselves."""


@dataclass(frozen=True)
class Chain:
    """The state of a unit's chain: how many sound entries, the last seal, and where and how it is broken, if it is."""

    length: int
    last_seal: str
    broken_at: int | None = None
    fault: rules.Fault | None = None


def trail(query: ListQuery) -> Page[AuditEntry]:
    """A page of the trail, newest first."""
    rows = db.session.scalars(_newest_first(query).offset(query.offset).limit(query.per_page)).all()
    total = db.session.scalar(select(func.count(AuditEntry.id)).where(*_conditions(query))) or 0
    return Page(rows, total, query)


def whole_trail(query: ListQuery) -> Iterator[AuditEntry]:
    """All entries asked for, newest first, read a few hundred at a time."""
    return iter(db.session.scalars(_newest_first(query)).yield_per(READ_AT_ONCE))


def unread_days(query: ListQuery) -> Sequence[str]:
    """What stands in the boxes for days and is none; it narrows nothing."""
    return [text for name in (SINCE, UNTIL) if (text := query.filters.get(name)) and _day(query, name) is None]


def things() -> Sequence[str]:
    """The kinds of thing that the trail speaks of."""
    return db.session.scalars(select(AuditEntry.thing).distinct().order_by(AuditEntry.thing)).all()


def actors() -> Sequence[str]:
    """The accounts that the trail names."""
    return db.session.scalars(select(AuditEntry.actor).distinct().order_by(AuditEntry.actor)).all()


def teach_names(table: str, names: Namer) -> None:
    """Let the rows of a table be called by name on the page of the trail; the room that knows them is a later one."""
    _NAMERS[table] = names


def names(entries: Sequence[AuditEntry]) -> Names:
    """The names behind the keys that these entries speak of, by table."""
    wanted = keys_of(entry.change for entry in entries)
    return {table: _NAMERS[table](keys) for table, keys in wanted.items() if keys and table in _NAMERS}


def named(accounts: Sequence[str]) -> Mapping[str, str]:
    """The names of the people behind these accounts, as far as they are known."""
    return _NAMERS[ACCOUNTS](frozenset(accounts)) if ACCOUNTS in _NAMERS else {}


def head() -> tuple[int, str]:
    """The number and the seal of the chain's last entry, as its head remembers them."""
    found = db.session.scalar(select(AuditHead))
    return (0, rules.START) if found is None else (found.sequence, found.digest)


def chain() -> Chain:
    """Walk the scope's chain from its first entry; the walk ends at the first one whose place or seal is wrong."""
    previous, length = rules.START, 0
    for entry in db.session.scalars(select(AuditEntry).order_by(AuditEntry.sequence)).yield_per(READ_AT_ONCE):
        link = rules.Link(entry.sequence, entry.previous, entry.digest, entry.seal())
        fault = rules.fault_of(link, expected=length + 1, previous=previous)
        if fault is not None:
            return Chain(length, previous, length + 1, fault)
        previous, length = entry.digest, length + 1
    if head() != (length, previous):
        return Chain(length, previous, length + 1, rules.Fault.CUT)
    return Chain(length, previous)


def _newest_first(query: ListQuery) -> Select[AuditEntry]:
    return select(AuditEntry).where(*_conditions(query)).order_by(AuditEntry.sequence.desc())


def _conditions(query: ListQuery) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if thing := query.filters.get(THING):
        conditions.append(AuditEntry.thing == thing)
    if actor := query.filters.get(ACTOR):
        conditions.append(AuditEntry.actor == actor)
    if query.text:
        conditions.append(AuditEntry.thing_name.icontains(query.text, autoescape=True))
    if since := _day(query, SINCE):
        conditions.append(AuditEntry.at >= clock.start_of(since))
    if until := _day(query, UNTIL):
        conditions.append(AuditEntry.at < clock.start_of(until + timedelta(days=1)))
    return conditions


def _day(query: ListQuery, name: str) -> date | None:
    try:
        day = dates.parse_day(query.filters.get(name, ""))
    except dates.NotADate:
        return None
    return day if day.year in YEARS else None
