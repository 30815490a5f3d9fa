"""Reading a unit's own trail, and walking its chain to the first broken entry."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, func, select

from ocop.audit import rules
from ocop.audit.models import AuditEntry, AuditHead
from ocop.core import clock
from ocop.core.db import db

READ_AT_ONCE = 500


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which entries are asked for; what is None or empty narrows nothing. Both days are office days and count themselves."""

    thing: str = ""
    actor: str = ""
    text: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Chain:
    """The state of a unit's chain: how many sound entries, the last seal, and where and how it is broken, if it is."""

    length: int
    last_seal: str
    broken_at: int | None = None
    fault: rules.Fault | None = None


def trail(wanted: Wanted, *, offset: int, limit: int) -> tuple[Sequence[AuditEntry], int]:
    """A page of the trail, newest first, and the number of entries on all pages."""
    rows = db.session.scalars(_newest_first(wanted).offset(offset).limit(limit)).all()
    total = db.session.scalar(select(func.count(AuditEntry.id)).where(*_conditions(wanted))) or 0
    return rows, total


def whole_trail(wanted: Wanted) -> Iterator[AuditEntry]:
    """All entries asked for, newest first, read a few hundred at a time."""
    return iter(db.session.scalars(_newest_first(wanted)).yield_per(READ_AT_ONCE))


def things() -> Sequence[str]:
    """The kinds of thing that the trail speaks of."""
    return db.session.scalars(select(AuditEntry.thing).distinct().order_by(AuditEntry.thing)).all()


def actors() -> Sequence[str]:
    """The accounts that the trail names."""
    return db.session.scalars(select(AuditEntry.actor).distinct().order_by(AuditEntry.actor)).all()


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


def _newest_first(wanted: Wanted) -> Select[AuditEntry]:
    return select(AuditEntry).where(*_conditions(wanted)).order_by(AuditEntry.sequence.desc())


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions = []
    if wanted.thing:
        conditions.append(AuditEntry.thing == wanted.thing)
    if wanted.actor:
        conditions.append(AuditEntry.actor == wanted.actor)
    if wanted.text:
        conditions.append(AuditEntry.thing_name.icontains(wanted.text, autoescape=True))
    if wanted.since is not None:
        conditions.append(AuditEntry.at >= clock.start_of(wanted.since))
    if wanted.until is not None:
        conditions.append(AuditEntry.at < clock.start_of(wanted.until + timedelta(days=1)))
    return conditions
