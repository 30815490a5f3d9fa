"""All units' plans of a year at a glance: what the super-view and the reminder read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import aliased

from ocop.attachments.models import Attachment
from ocop.core.db import db
from ocop.documents.models import Document
from ocop.documents.rules import full_number
from ocop.plans.models import Plan, PlanBudgetLine
from ocop.plans.rules import IN_FORCE, State


class Line(NamedTuple):
    """What the statement gives for one plan."""

    unit_id: int
    plan_id: int
    replaces_id: int | None
    state: State
    issued_on: date | None
    sent_at: datetime | None
    received_at: datetime | None
    number: str | None
    symbol: str
    token: str | None
    scan: str | None
    money: int | None


@dataclass(frozen=True, slots=True)
class PlanRow:
    """How far one unit has come: its plan in force, else the one it works on. `replacing` tells of a newer one not yet issued.

    Money in đồng, None while no line is filled in. The signed page lies at `/tep/<signed_copy>`. `beside` are the keys of
    other plans in force, which only a unit has that others went into; the money is that of all.
    """

    unit_id: int
    plan_id: int
    state: State
    number: str | None
    issued_on: date | None
    sent_at: datetime | None
    received_at: datetime | None
    funding: int | None
    document_token: str | None
    signed_copy: str | None
    replacing: State | None
    beside: tuple[int, ...] = ()


def overview(cycle_id: int) -> Sequence[PlanRow]:
    """One row for each unit in the scope that has a plan for the year; in one statement. Units without one are not in it."""
    return overview_of(db.session.execute(statement(cycle_id)).all())


@lru_cache(maxsize=8)
def statement(cycle_id: int) -> Select[*tuple[object, ...]]:
    """The statement behind the overview, for a session or for a window; put together once for each year."""
    scan = aliased(Attachment)
    money = (
        select(func.sum(PlanBudgetLine.amount))
        .where(PlanBudgetLine.plan_id == Plan.id, PlanBudgetLine.tenant_id == Plan.tenant_id)
        .correlate(Plan)
        .scalar_subquery()
    )
    columns = (
        Plan.tenant_id,
        Plan.id,
        Plan.replaces_id,
        Plan.state,
        Plan.issued_on,
        Plan.sent_at,
        Plan.received_at,
        Document.number,
        Document.symbol,
        Document.token,
        scan.token,
        money,
    )
    return (
        select(*columns)
        .outerjoin(Document, Document.id == Plan.document_id)
        .outerjoin(scan, scan.id == Document.signed_copy_id)
        .where(Plan.cycle_id == cycle_id, Plan.supplements.is_(False))
        .order_by(Plan.tenant_id, Plan.ordinal)
    )


def overview_of(rows: Iterable[Row[*tuple[object, ...]]]) -> Sequence[PlanRow]:
    """The rows of `statement`, one for each unit."""
    lines = map(Line._make, rows)
    return [_row(list(of_unit)) for _unit, of_unit in groupby(lines, key=lambda line: line.unit_id)]


def _row(plans: Sequence[Line]) -> PlanRow:
    latest = plans[-1]
    replaced = {plan.replaces_id for plan in plans if plan.state in IN_FORCE}
    *others, shown = [plan for plan in plans if plan.state in IN_FORCE and plan.plan_id not in replaced] or [latest]
    money = [plan.money for plan in (*others, shown) if plan.money is not None]
    return PlanRow(
        unit_id=shown.unit_id,
        plan_id=shown.plan_id,
        state=shown.state,
        number=full_number(shown.number, shown.symbol) if shown.number else None,
        issued_on=shown.issued_on,
        sent_at=shown.sent_at,
        received_at=shown.received_at,
        funding=sum(money) if money else None,
        document_token=shown.token,
        signed_copy=shown.scan,
        replacing=latest.state if latest is not shown else None,
        beside=tuple(plan.plan_id for plan in others),
    )
