"""Sums per unit: where recognitions stand, and what was registered and assigned of each target."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from ocop.core.db import db
from ocop.programme import queries as programme
from ocop.programme.models import Target, UnitTarget
from ocop.recognition.models import Recognition
from ocop.recognition.queries import standing_on
from ocop.recognition.rules import Standing
from ocop.tallies import queries as tallies
from ocop.tenancy import Workspace

NO_ANSWER: tuple[int | None, int, int | None, int] = (None, 0, None, 0)


@dataclass(frozen=True)
class Radar:
    """How many recognitions of one unit stand where."""

    unit: Workspace
    counts: Mapping[Standing, int]

    def of(self, standing: Standing) -> int:
        """How many stand there."""
        return self.counts.get(standing, 0)


@dataclass(frozen=True)
class TargetSum:
    """A target with what all units registered, were assigned and have done; None while no unit says anything."""

    target: Target
    registered: int | None
    units_registered: int
    assigned: int | None
    units_assigned: int
    counted: int | None

    @property
    def adds_up(self) -> bool:
        """Shares of different units have no sum."""
        return self.target.measure != "%"


def radar(units: Sequence[Workspace], *, today: date) -> list[Radar]:
    """Where the recognitions of each unit stand on a day; one statement."""
    found: defaultdict[int, dict[Standing, int]] = defaultdict(dict)
    where = standing_on(today)
    rows = db.session.execute(
        select(Recognition.tenant_id, where, func.count(Recognition.id)).group_by(Recognition.tenant_id, where)
    )
    for unit_id, standing, count in rows:
        found[unit_id][Standing(standing)] = count
    return [Radar(one, found[one.id]) for one in units]


def column_sums(rows: Sequence[Radar], standings: Iterable[Standing]) -> list[int]:
    """The sum of each column of the radar."""
    return [sum(row.of(one) for row in rows) for one in standings]


def targets(cycle_id: int) -> list[TargetSum]:
    """The year's targets with the sums of the units; three statements."""
    rows = db.session.execute(
        select(
            UnitTarget.target_id,
            func.sum(UnitTarget.registered),
            func.count(UnitTarget.registered),
            func.sum(UnitTarget.assigned),
            func.count(UnitTarget.assigned),
        )
        .join(Target, Target.id == UnitTarget.target_id)
        .where(Target.cycle_id == cycle_id)
        .group_by(UnitTarget.target_id)
    )
    answered = {key: (registered, units, assigned, given) for key, registered, units, assigned, given in rows}
    counts = _counts(cycle_id)
    return [
        TargetSum(one, *answered.get(one.id, NO_ANSWER), counted=counts.get(one.metric))
        for one in programme.targets(cycle_id)
    ]


def _counts(cycle_id: int) -> Mapping[str, int]:
    """What is counted of all units, by figure."""
    found: defaultdict[str, int] = defaultdict(int)
    for figures in tallies.by_unit(cycle_id).values():
        for key, value in figures.items():
            found[key] += value
    return dict(found)
