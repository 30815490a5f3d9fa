"""Reading a unit's own trail, and walking a chain to its first broken entry."""

from collections.abc import Sequence

from sqlalchemy import func, select

from ocop.audit import rules
from ocop.audit.models import AuditEntry, AuditHead
from ocop.core.db import db


def trail(*, thing: str | None, page: int, per_page: int) -> tuple[Sequence[AuditEntry], int]:
    """A page of the trail, newest first, and the number of entries in all."""
    wanted = [AuditEntry.thing == thing] if thing else []
    rows = db.session.scalars(
        select(AuditEntry)
        .where(*wanted)
        .order_by(AuditEntry.sequence.desc())
        .limit(per_page)
        .offset((page - 1) * per_page)
    ).all()
    total = db.session.scalar(select(func.count(AuditEntry.id)).where(*wanted)) or 0
    return rows, total


def of_thing(thing: str, thing_id: int) -> Sequence[AuditEntry]:
    """Everything that happened to one thing, oldest first."""
    return db.session.scalars(
        select(AuditEntry)
        .where(AuditEntry.thing == thing, AuditEntry.thing_id == thing_id)
        .order_by(AuditEntry.sequence)
    ).all()


def first_broken() -> int | None:
    """The sequence number of the scope's first entry whose seal or place is wrong; None when the chain is whole."""
    previous, expected = rules.START, 1
    for entry in db.session.scalars(select(AuditEntry).order_by(AuditEntry.sequence)).yield_per(500):
        if entry.sequence != expected or entry.previous != previous or entry.digest != seal(entry):
            return expected
        previous, expected = entry.digest, expected + 1
    head = db.session.scalar(select(AuditHead))
    if head is not None and (head.sequence, head.digest) != (expected - 1, previous):
        return expected
    return None


def seal(entry: AuditEntry) -> str:
    """The seal that an entry's own content asks for."""
    return rules.digest(
        previous=entry.previous,
        tenant_id=entry.tenant_id,
        sequence=entry.sequence,
        at=entry.at,
        actor_id=entry.actor_id,
        actor=entry.actor,
        act=entry.act,
        thing=entry.thing,
        thing_id=entry.thing_id,
        thing_name=entry.thing_name,
        change=entry.change,
        address=entry.address,
    )
