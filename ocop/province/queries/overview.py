"""The rows of the super-view: sums and plans of every unit in a fixed number of statements, never the products themselves."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import func, select

from ocop.core.db import db
from ocop.plans.models import PlanReceipt
from ocop.plans.queries import PlanRow, overview, punctuality
from ocop.plans.queries.records import NOT_IN_PLAN
from ocop.plans.rules.figures import Figures
from ocop.programme.models import Cycle, Milestone
from ocop.province.rules import UnitRow
from ocop.registrations.models import Registration
from ocop.registrations.rules import Kind
from ocop.tenancy import Workspace

NOTHING: Mapping[Kind, int] = {}


def unit_rows(units: Sequence[Workspace], cycle: Cycle, milestone: Milestone, *, today: date) -> list[UnitRow]:
    """One row for each of the units, in their order; a unit without a plan has its row too. Four statements."""
    clocks = punctuality.punctuality_of(
        db.session.execute(punctuality.statement(milestone, [one.id for one in units], today=today))
    )
    plans = {row.unit_id: row for row in overview(cycle.id)}
    receipts = _receipts([row.plan_id for row in plans.values()])
    registered = _registered(cycle.id)
    return [
        _row(one, clocks[one.id], plans.get(one.id), receipts.get(one.id), registered.get(one.id, NOTHING))
        for one in units
    ]


def _row(
    unit: Workspace,
    clock: punctuality.Punctuality,
    plan: PlanRow | None,
    receipt: Figures | None,
    registered: Mapping[Kind, int],
) -> UnitRow:
    funding = plan.funding if plan else None
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
        new=receipt.new if receipt else registered.get(Kind.NEW, 0),
        upgrade=receipt.upgrade if receipt else registered.get(Kind.UPGRADE, 0),
        reassessment=receipt.reassessment if receipt else registered.get(Kind.REASSESSMENT, 0),
        funding=receipt.total if receipt else funding,
        frozen=receipt is not None,
    )


def _receipts(plan_ids: Sequence[int]) -> Mapping[int, Figures]:
    """The figures that a receipt froze, by unit key."""
    rows = db.session.execute(
        select(PlanReceipt.tenant_id, PlanReceipt.figures).where(PlanReceipt.plan_id.in_(plan_ids))
    )
    return {unit_id: Figures.load(kept) for unit_id, kept in rows}


def _registered(cycle_id: int) -> Mapping[int, Mapping[Kind, int]]:
    """How many registrations of each kind belong into the units' plans, by unit key."""
    found: defaultdict[int, dict[Kind, int]] = defaultdict(dict)
    rows = db.session.execute(
        select(Registration.tenant_id, Registration.kind, func.count(Registration.id))
        .where(Registration.cycle_id == cycle_id, Registration.state.not_in(NOT_IN_PLAN))
        .group_by(Registration.tenant_id, Registration.kind)
    )
    for unit_id, kind, count in rows:
        found[unit_id][kind] = count
    return found
