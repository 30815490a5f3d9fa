"""The two clocks of a plan: issued on time by the date of the document, arrived on time by the moment of sending."""

from dataclasses import dataclass
from datetime import date

from ocop.core.clock import office_date
from ocop.plans.models import Plan
from ocop.programme import queries as programme
from ocop.programme.models import Extension, Milestone
from ocop.programme.rules import Deadline, Timeliness


@dataclass(frozen=True)
class Clocks:
    """How a plan stands against the milestone of its year; `days_late` are days past the last day, 0 or less on time."""

    milestone: Milestone
    extension: Extension | None
    deadline: Deadline
    arrival: Deadline
    issued: Timeliness
    arrived: Timeliness
    days_left: int
    issued_late: int
    arrived_late: int


def clocks(plan: Plan, *, today: date) -> Clocks | None:
    """The clocks of a unit's first plan; None for one that follows it, which no milestone asks for, or without milestone."""
    milestone = programme.milestone(plan.cycle_id, programme.PLAN_ISSUED)
    if milestone is None or plan.replaces_id is not None:
        return None
    extension = programme.extension(milestone.id)
    deadline = programme.deadline(milestone, extension)
    arrival = programme.arrival_deadline(milestone, extension)
    sent_on = office_date(plan.sent_at) if plan.sent_at else None
    return Clocks(
        milestone=milestone,
        extension=extension,
        deadline=deadline,
        arrival=arrival,
        issued=deadline.judge(plan.issued_on, today=today),
        arrived=arrival.judge_moment(plan.sent_at, today=today),
        days_left=deadline.days_left(today),
        issued_late=-deadline.days_left(plan.issued_on or today),
        arrived_late=-arrival.days_left(sent_on or today),
    )
