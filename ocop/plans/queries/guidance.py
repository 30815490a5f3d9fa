"""What lies at the other end: the province's own plan for a unit that compares with it, a plan's arrival at the desk."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import select

from ocop.documents.models import Incoming
from ocop.plans.models import Plan, PlanSection
from ocop.plans.rules import IN_FORCE
from ocop.plans.rules.comparing import PlanText, SectionText
from ocop.tenancy import window


class _Arrival(NamedTuple):
    number: str | None
    on: date | None


def province_text(cycle_id: int, *, province_id: int) -> PlanText | None:
    """The words of the plan that the province issued for the year, None before it is issued."""
    with window(frozenset({province_id})) as view:
        rows = view.look(
            select(PlanSection.key, PlanSection.heading, PlanSection.text)
            .join(Plan, Plan.id == PlanSection.plan_id)
            .where(Plan.cycle_id == cycle_id, Plan.state.in_(IN_FORCE), Plan.supplements.is_(False))
            .order_by(Plan.ordinal.desc(), PlanSection.position)
        )
    return PlanText(tuple(SectionText(*map(str, row)) for row in rows)) if rows else None


def arrival(token: str, *, desk_id: int) -> tuple[str | None, date | None]:
    """Số đến and ngày đến of a document in the register of the desk that it was sent to; (None, None) while not entered."""
    with window(frozenset({desk_id})) as view:
        rows = view.look(select(Incoming.incoming_number, Incoming.incoming_on).where(Incoming.token == token))
    return _Arrival._make(rows[0]) if rows else _Arrival(None, None)
