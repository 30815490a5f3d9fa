"""The lists of a year as they stand in the records, with the letterheads and signatures of a day."""

from collections.abc import Sequence
from datetime import date

from ocop.core.text.dates import day
from ocop.paperwork.forms.consolidated_list import ConsolidatedList
from ocop.paperwork.forms.registration_list import RegistrationList
from ocop.paperwork.forms.selected_products import SelectedProducts
from ocop.programme import queries as programme
from ocop.programme.models import Cycle
from ocop.registrations import queries
from ocop.registrations.papers import lists
from ocop.registrations.papers.lists import Sender
from ocop.registrations.queries import UnitLine
from ocop.tenancy import IssuingBody, Workspace, units


def list_of_the_unit(cycle: Cycle, *, unit: Workspace, on: date) -> RegistrationList:
    """Document 3 of a unit, to the department of the unit above."""
    above = bodies_of(unit.parent_id or unit.id, on)
    return lists.registration_list(
        lists.of_one_unit(queries.for_plan(cycle.id)),
        unit=unit,
        sender=committee(unit, on),
        receiver=above.get("department") or above["ubnd"],
        through=above.get("sub_department"),
        order=_order(cycle),
        year=cycle.year,
        on=on,
    )


def list_of_all_units(cycle: Cycle, lines: Sequence[UnitLine], *, desk: Workspace, on: date) -> ConsolidatedList:
    """Document 24 of a desk with these lines."""
    return lists.consolidated_list(lists.of_all_units(lines), sender=department(desk, on), year=cycle.year, on=on)


def selection(cycle: Cycle, lines: Sequence[UnitLine], *, desk: Workspace, on: date) -> SelectedProducts:
    """Document 36 of a desk with these lines, to the units that they belong to."""
    return lists.selected_products(
        lists.of_all_units(lines),
        sender=department(desk, on),
        units=list({line.unit.id: line.unit for line in lines}.values()),
        steps=_steps(cycle),
        order=_order(cycle),
        year=cycle.year,
        on=on,
    )


def committee(unit: Workspace, on: date) -> Sender:
    """The people's committee, for which the division drafts."""
    bodies = bodies_of(unit.id, on)
    division = bodies.get("division")
    return Sender(bodies["ubnd"], division.symbol if division else None)


def department(desk: Workspace, on: date) -> Sender:
    """The department in charge, for which its office drafts; the committee where the desk has no department."""
    bodies = bodies_of(desk.id, on)
    office = bodies.get("sub_department")
    return Sender(bodies.get("department") or bodies["ubnd"], office.symbol if office else None)


def bodies_of(unit_id: int, on: date) -> dict[str, IssuingBody]:
    """A unit's issuing bodies on a day by their kinds."""
    return {body.kind: body for body in units.bodies(unit_id, on)}


def _order(cycle: Cycle) -> str | None:
    """The plan from above that sets the year's dates."""
    milestone = programme.milestone(cycle.id, programme.PLAN_ISSUED)
    return milestone.legal_basis.citation if milestone and milestone.legal_basis else None


def _steps(cycle: Cycle) -> list[str]:
    """The year's dates after the plan, in words."""
    return [
        f"{one.title}: {'đến hết' if one.inclusive else 'trước'} ngày {day(one.due)}"
        for one in programme.milestones(cycle.id)
        if one.key != programme.PLAN_ISSUED
    ]
