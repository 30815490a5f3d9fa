"""Milestones, more time for single units, and the deadlines that follow."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Date, bindparam, case, literal, select
from sqlalchemy.orm import joinedload

from ocop.core.db import db
from ocop.core.errors import NotYours
from ocop.programme import rules
from ocop.programme.models import Cycle, Extension, Milestone

PLAN_ISSUED = "plan_issued"
MILESTONES = (
    select(Milestone).where(Milestone.cycle_id == bindparam("cycle")).options(joinedload(Milestone.legal_basis))
)


@dataclass(frozen=True)
class Standing:
    """A milestone as the scope's unit meets it on a day; `arrival` differs from `deadline` when the province set its own day."""

    milestone: Milestone
    extension: Extension | None
    deadline: rules.Deadline
    arrival: rules.Deadline
    days_left: int
    closed: bool


def milestones(cycle_id: int) -> Sequence[Milestone]:
    """The milestones of a cycle by date, each with its legal basis."""
    return db.session.scalars(MILESTONES.order_by(Milestone.due), {"cycle": cycle_id}).all()


def milestone(cycle_id: int, key: str) -> Milestone | None:
    """One milestone of a cycle by its key, with its legal basis."""
    return db.session.scalar(MILESTONES.where(Milestone.key == key), {"cycle": cycle_id})


def milestone_of(milestone_id: int, *, province_id: int, lock: bool = False) -> Milestone:
    """A milestone of the province's programme with its cycle, locked when it is about to change; raises `NotYours`."""
    wanted = (
        select(Milestone)
        .join(Milestone.cycle)
        .where(Milestone.id == milestone_id, Cycle.unit_id == province_id)
        .options(joinedload(Milestone.cycle, innerjoin=True), joinedload(Milestone.legal_basis))
    )
    found = db.session.scalar(wanted.with_for_update(of=Milestone) if lock else wanted)
    if found is None:
        raise NotYours
    return found


def extension(milestone_id: int) -> Extension | None:
    """More time that the scope's unit was given for a milestone."""
    return db.session.scalar(select(Extension).where(Extension.milestone_id == milestone_id))


def extensions(milestone_id: int) -> Mapping[int, Extension]:
    """The extensions of all units in the scope for a milestone, by unit key."""
    found = db.session.scalars(select(Extension).where(Extension.milestone_id == milestone_id))
    return {row.tenant_id: row for row in found}


def standings(cycle_id: int, *, today: date) -> Sequence[Standing]:
    """How the scope's unit stands to each milestone of a cycle; two statements."""
    known = milestones(cycle_id)
    own = {
        row.milestone_id: row
        for row in db.session.scalars(
            select(Extension)
            .join(Milestone, Extension.milestone_id == Milestone.id)
            .where(Milestone.cycle_id == cycle_id)
        )
    }
    return [_standing(one, own.get(one.id), today) for one in known]


def deadline(of: Milestone, extended: Extension | None) -> rules.Deadline:
    """When a unit's document is on time."""
    return rules.deadline(
        of.due, inclusive=of.inclusive, locked=of.locked, extended_until=extended.until if extended else None
    )


def arrival_deadline(of: Milestone, extended: Extension | None) -> rules.Deadline:
    """When a unit's document has arrived on time: the province's own date if it set one, else the milestone's."""
    return rules.deadline(
        of.arrival_due or of.due,
        inclusive=of.inclusive if of.arrival_due is None else True,
        locked=of.locked,
        extended_until=extended.until if extended else None,
    )


def last_day(ordinary: date, until: rules.Days) -> ColumnElement[date]:
    """The last day on time as an SQL expression: the extension's own day when it is later."""
    plain = literal(ordinary, Date)
    return case((until > plain, until), else_=plain)


def issued_on_time(of: Milestone, done_on: rules.Days, until: rules.Days, *, today: date) -> ColumnElement[str]:
    """`deadline(…).judge` in SQL, for lists of many units; `until` is the last day of the unit's extension."""
    return rules.judged(done_on, last_day(deadline(of, None).last_day, until), today=today)


def arrived_on_time(of: Milestone, done_at: rules.Moments, until: rules.Days, *, today: date) -> ColumnElement[str]:
    """`arrival_deadline(…).judge_moment` in SQL."""
    return rules.judged_moment(done_at, last_day(arrival_deadline(of, None).last_day, until), today=today)


def _standing(of: Milestone, extended: Extension | None, today: date) -> Standing:
    limit = deadline(of, extended)
    return Standing(of, extended, limit, arrival_deadline(of, extended), limit.days_left(today), limit.closed(today))
