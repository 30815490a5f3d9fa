"""The province's own plan, read by a unit that compares its text with it."""

from sqlalchemy import select

from ocop.plans.models import Plan, PlanSection
from ocop.plans.rules import IN_FORCE
from ocop.plans.rules.comparing import PlanText, SectionText
from ocop.tenancy import window


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
