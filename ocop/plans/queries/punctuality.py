"""The two clocks of all units' plans at once: issued on time by the document's date, arrived on time by the sending.

The clocks go by a unit's first plan of the year: a plan that later replaces it does not make the unit late.
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Row, Select, and_, func, select

from ocop.plans.models import Plan
from ocop.programme import queries as programme
from ocop.programme.models import Extension, Milestone
from ocop.programme.rules import Timeliness
from ocop.tenancy import Unit


class Punctuality(NamedTuple):
    """How one unit's first plan meets the milestone; `until` is the last day of an extension."""

    unit_id: int
    issued_on: date | None
    sent_at: datetime | None
    until: date | None
    issued: Timeliness
    arrived: Timeliness


def statement(of: Milestone, units: Collection[int], *, today: date) -> Select[*tuple[object, ...]]:
    """One row for each of the units, those without a plan too; for a session or for a window."""
    first = (
        select(
            Plan.tenant_id.label("unit_id"),
            func.min(Plan.issued_on).label("issued_on"),
            func.min(Plan.sent_at).label("sent_at"),
        )
        .where(Plan.cycle_id == of.cycle_id, Plan.supplements.is_(False))
        .group_by(Plan.tenant_id)
        .subquery()
    )
    columns = (
        Unit.id,
        first.c.issued_on,
        first.c.sent_at,
        Extension.until,
        programme.issued_on_time(of, first.c.issued_on, Extension.until, today=today),
        programme.arrived_on_time(of, first.c.sent_at, Extension.until, today=today),
    )
    return (
        select(*columns)
        .outerjoin(first, first.c.unit_id == Unit.id)
        .outerjoin(Extension, and_(Extension.tenant_id == Unit.id, Extension.milestone_id == of.id))
        .where(Unit.id.in_(units))
    )


def punctuality_of(rows: Iterable[Row[*tuple[object, ...]]]) -> dict[int, Punctuality]:
    """The rows of `statement` by unit key."""
    found = map(Punctuality._make, rows)
    return {one.unit_id: one._replace(issued=Timeliness(one.issued), arrived=Timeliness(one.arrived)) for one in found}
