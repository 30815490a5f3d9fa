"""Which units have not issued their plan: read through a window, since the desk that asks is one unit itself."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import select

from ocop.plans.queries.overview import PlanRow, overview_of, statement
from ocop.plans.rules import IN_FORCE, State
from ocop.programme import queries as programme
from ocop.programme.models import Cycle, Extension, Milestone
from ocop.programme.rules import deadline
from ocop.tenancy import Workspace, units, window
from ocop.tenancy.window import Window


class _Until(NamedTuple):
    unit_id: int
    until: date


@dataclass(frozen=True, slots=True)
class LateRow:
    """A unit without an issued plan: how far it has come (None: nothing made), and its own last day."""

    unit_id: int
    name: str
    title: str
    state: State | None
    last_day: date | None
    overdue: bool


def late_units(cycle: Cycle, *, desk: Workspace, on: date) -> list[LateRow]:
    """The units below the desk whose plan is not issued, in Vietnamese order."""
    below = units.below(desk.id, on)
    milestone = programme.milestone(cycle.id, programme.PLAN_ISSUED)
    with window(frozenset(unit.id for unit in below) | {desk.id}) as view:
        plans = {row.unit_id: row for row in overview_of(view.look(statement(cycle.id)))}
        extended = _extensions(milestone, view)
    return [
        _row(unit, plans.get(unit.id), milestone, extended.get(unit.id), on)
        for unit in below
        if unit.id not in plans or plans[unit.id].state not in IN_FORCE
    ]


def _extensions(milestone: Milestone | None, view: Window) -> dict[int, date]:
    if milestone is None:
        return {}
    rows = view.look(select(Extension.tenant_id, Extension.until).where(Extension.milestone_id == milestone.id))
    return dict(map(_Until._make, rows))


def _row(unit: Workspace, plan: PlanRow | None, milestone: Milestone | None, until: date | None, on: date) -> LateRow:
    state = plan.state if plan else None
    if milestone is None:
        return LateRow(unit.id, unit.full_name, unit.title, state, None, False)
    last_day = deadline(milestone.due, inclusive=milestone.inclusive, extended_until=until).last_day
    return LateRow(unit.id, unit.full_name, unit.title, state, last_day, on > last_day)
