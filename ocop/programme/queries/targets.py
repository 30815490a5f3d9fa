"""Targets of part II: what the plan asks, what a unit registered, what the province assigned, what is counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from ocop.core.db import db
from ocop.programme.models import Target, UnitTarget
from ocop.tallies import queries as tallies


@dataclass(frozen=True)
class TargetLine:
    """One target as the scope's unit meets it; `counted` is None while no records are kept that it could be counted from."""

    target: Target
    registered: int | None
    assigned: int | None
    assigned_by: str | None
    counted: int | None
    version: int


def targets(cycle_id: int) -> Sequence[Target]:
    """The targets of a cycle in their order."""
    return db.session.scalars(select(Target).where(Target.cycle_id == cycle_id).order_by(Target.position)).all()


def unit_targets(cycle_id: int, *, lock: bool = False) -> Mapping[int, UnitTarget]:
    """What the scope's unit registered and was assigned, by target key; locked when it is about to change."""
    wanted = select(UnitTarget).join(Target, UnitTarget.target_id == Target.id).where(Target.cycle_id == cycle_id)
    rows = db.session.scalars(wanted.with_for_update(of=UnitTarget) if lock else wanted)
    return {row.target_id: row for row in rows}


def target_lines(cycle_id: int) -> Sequence[TargetLine]:
    """All targets of a cycle for the scope's unit; three statements. A tally named like the metric is its count."""
    answered = unit_targets(cycle_id)
    counts: dict[str, int] = {}
    for figures in tallies.by_unit(cycle_id).values():
        counts.update(figures)
    return [_line(one, answered.get(one.id), counts) for one in targets(cycle_id)]


def version_of(answered: Mapping[int, UnitTarget]) -> int:
    """The version of a unit's whole answer: it grows with every change of any of its targets."""
    return sum(row.version for row in answered.values())


def _line(target: Target, own: UnitTarget | None, counts: Mapping[str, int]) -> TargetLine:
    counted = counts.get(target.metric)
    if own is None:
        return TargetLine(target, None, None, None, counted, 0)
    return TargetLine(target, own.registered, own.assigned, own.assigned_by, counted, own.version)
