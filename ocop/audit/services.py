"""Writing the trail."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from flask import has_request_context, request
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from ocop.audit import rules
from ocop.audit.models import AuditEntry, AuditHead
from ocop.core import clock
from ocop.core.db import db
from ocop.tenancy import acting_in
from ocop.tenancy.inserting import add_rows

Change = Mapping[str, tuple[object, object]]

WRITTEN = (
    "sequence", "at", "actor_id", "actor", "act", "thing", "thing_id", "thing_name", "change", "address", "previous",
    "digest",
)  # fmt: skip


class Actor(Protocol):
    """Whoever acts."""

    @property
    def id(self) -> int | None:
        """The person's key; None for the system."""

    @property
    def username(self) -> str:
        """The account's name as the trail shows it."""


class System:
    """The system itself, when no person acts: the command line, jobs."""

    id: int | None = None
    username = "hệ thống"


@dataclass(frozen=True)
class Someone:
    """An actor by value, who outlives the request's session."""

    id: int | None
    username: str


@dataclass(frozen=True)
class Deed:
    """One of many acts that are recorded together; `thing` names the kind of the row, as its table does."""

    act: str
    thing: str
    thing_id: int
    name: str
    change: Change


def record(
    by: Actor, act: str, thing: object, *, name: str = "", change: Change | None = None, thing_id: int | None = None
) -> AuditEntry:
    """Add an entry to the chain of the scope's unit: `by` did `act` (a verb) to `thing` (a row, or the name of its kind).

    `change` maps a field to (before, after). The rows must have their keys, so the session is flushed first.
    """
    db.session.flush()
    head = _head()
    kind, key = _kind_and_key(thing)
    entry = _next(
        head,
        by,
        act=act,
        thing=kind,
        thing_id=thing_id if thing_id is not None else key,
        name=name or getattr(thing, "name", "") or "",
        change=change or {},
    )
    db.session.add(entry)
    db.session.flush()
    return entry


def record_many(by: Actor, deeds: Sequence[Deed]) -> None:
    """The same for many acts of one person at one time: the same entries in the same chain, in a handful of statements."""
    if not deeds:
        return
    head = _head()
    entries = [
        _next(head, by, act=one.act, thing=one.thing, thing_id=one.thing_id, name=one.name, change=one.change)
        for one in deeds
    ]
    add_rows(AuditEntry, [{name: getattr(entry, name) for name in WRITTEN} for entry in entries])


def last_entry() -> int:
    """The number of the last entry in the chain of the scope's unit; 0 before the first."""
    return db.session.scalar(select(AuditHead.sequence)) or 0


def hold() -> None:
    """Let nobody else write to the trail of the scope's unit, and so to its register, until the transaction ends."""
    _head()


def touched_since(sequence: int, things: Collection[str]) -> bool:
    """Whether somebody did something to these kinds of thing after an entry; from now on nobody else does.

    The chain is locked until the transaction ends, as it is by whoever writes an entry.
    """
    head = _head()
    if head.sequence == sequence:
        return False
    later = select(AuditEntry.id).where(AuditEntry.sequence > sequence, AuditEntry.thing.in_(things)).limit(1)
    return db.session.scalar(later) is not None


def note_afterwards(
    by: Actor,
    act: str,
    thing: str,
    *,
    unit_id: int,
    name: str = "",
    thing_id: int | None = None,
    change: Change | None = None,
) -> None:
    """Note in a unit's chain, once the request is over and in a transaction of its own, what has no scope to be recorded in.

    For accesses (a view, a print, a download) and for acts on people and units, which belong to no scope.
    """
    known = Someone(by.id, by.username)

    def write() -> None:
        with acting_in(unit_id):
            record(known, act, thing, name=name, thing_id=thing_id, change=change)

    db.afterwards(write)


def _next(
    head: AuditHead, by: Actor, *, act: str, thing: str, thing_id: int | None, name: str, change: Change
) -> AuditEntry:
    """The next link of the chain, sealed; the head has moved on to it."""
    entry = AuditEntry(
        tenant_id=head.tenant_id,
        sequence=head.sequence + 1,
        at=clock.real_now().replace(microsecond=0),
        actor_id=by.id,
        actor=by.username,
        act=act,
        thing=thing,
        thing_id=thing_id,
        thing_name=name,
        change={field: [_plain(before), _plain(after)] for field, (before, after) in change.items()},
        address=(request.remote_addr or "") if has_request_context() else "",
        previous=head.digest,
    )
    entry.digest = entry.seal()
    head.sequence, head.digest = entry.sequence, entry.digest
    return entry


def _head() -> AuditHead:
    """The unit's chain head, locked until the transaction ends; made at the first entry."""
    locked = select(AuditHead).with_for_update().execution_options(populate_existing=True)
    head = db.session.scalar(locked)
    if head is not None:
        return head
    try:
        with db.session.begin_nested():
            db.session.add(AuditHead(sequence=0, digest=rules.START))
    except IntegrityError:
        pass  # another writer made it in the meantime and has committed
    found = db.session.scalar(locked)
    assert found is not None
    return found


def _kind_and_key(thing: object) -> tuple[str, int | None]:
    if isinstance(thing, str):
        return thing, None
    key = getattr(thing, "id", None)
    return str(getattr(type(thing), "__tablename__", type(thing).__name__)), key


def _plain(value: object) -> str | None:
    return None if value is None else str(value)
