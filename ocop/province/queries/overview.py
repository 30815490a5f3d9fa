"""The rows of the super-view: sums and plans of every unit in a fixed number of statements, never the products themselves."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import select

from ocop.core.db import db
from ocop.plans.models import PlanReceipt
from ocop.plans.queries import PlanRow, overview, punctuality
from ocop.plans.rules.figures import Figures, together
from ocop.programme.models import Cycle, Milestone
from ocop.province.rules import UnitRow
from ocop.registrations.rules import Kind
from ocop.tallies import queries as tallies
from ocop.tenancy import Workspace

REGISTERED = {kind: f"registrations_{kind.value}" for kind in Kind}
"""The tally of each kind, kept by the room of registrations."""

NOTHING: Mapping[str, int] = {}


def unit_rows(units: Sequence[Workspace], cycle: Cycle, milestone: Milestone, *, today: date) -> list[UnitRow]:
    """One row for each of the units, in their order; a unit without a plan has its row too. Four statements."""
    clocks = punctuality.punctuality_of(
        db.session.execute(punctuality.statement(milestone, [one.id for one in units], today=today))
    )
    plans = {row.unit_id: row for row in overview(cycle.id)}
    receipts = _receipts(plans.values())
    sums = tallies.by_unit(cycle.id, keys=tuple(REGISTERED.values()))
    return [
        _row(one, clocks[one.id], plans.get(one.id), receipts.get(one.id), sums.get(one.id, NOTHING)) for one in units
    ]


def _row(
    unit: Workspace,
    clock: punctuality.Punctuality,
    plan: PlanRow | None,
    receipt: Figures | None,
    sums: Mapping[str, int],
) -> UnitRow:
    return UnitRow(
        unit_id=unit.id,
        slug=unit.slug,
        name=unit.title,
        state=plan.state if plan else None,
        plan_id=plan.plan_id if plan else None,
        number=plan.number if plan else None,
        dated=plan.issued_on if plan else None,
        document_token=plan.document_token if plan else None,
        signed_copy=plan.signed_copy if plan else None,
        replacing=plan.replacing if plan else None,
        issued=clock.issued,
        issued_on=clock.issued_on,
        arrived=clock.arrived,
        sent_at=clock.sent_at,
        until=clock.until,
        new=receipt.new if receipt else sums.get(REGISTERED[Kind.NEW], 0),
        upgrade=receipt.upgrade if receipt else sums.get(REGISTERED[Kind.UPGRADE], 0),
        reassessment=receipt.reassessment if receipt else sums.get(REGISTERED[Kind.REASSESSMENT], 0),
        funding=_funding(plan, receipt),
        frozen=receipt is not None,
    )


def _funding(plan: PlanRow | None, receipt: Figures | None) -> int | None:
    """Money in đồng; None while no line of money is filled in."""
    if receipt is not None:
        return receipt.total if receipt.funding else None
    return plan.funding if plan else None


def _receipts(plans: Collection[PlanRow]) -> Mapping[int, Figures]:
    """The figures that receipts froze, by unit key; only of units all of whose plans in force were received."""
    wanted = {row.unit_id: (row.plan_id, *row.beside) for row in plans}
    found = {
        plan_id: Figures.load(kept)
        for plan_id, kept in db.session.execute(
            select(PlanReceipt.plan_id, PlanReceipt.figures).where(
                PlanReceipt.plan_id.in_([key for keys in wanted.values() for key in keys])
            )
        )
    }
    return {
        unit_id: together([found[key] for key in keys])
        for unit_id, keys in wanted.items()
        if all(key in found for key in keys)
    }
