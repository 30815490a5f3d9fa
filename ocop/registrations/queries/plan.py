"""What the unit's plan of a year lists in its annexes, and how many of each kind."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager

from ocop.core.db import db
from ocop.products.models import Product
from ocop.recognition import queries as recognition
from ocop.recognition.models import Recognition
from ocop.registrations.models import Registration
from ocop.registrations.queries.year import WHOLE_PRODUCT
from ocop.registrations.rules import IN_PLAN, Kind, State


@dataclass(frozen=True)
class PlanLine:
    """A registration as an annex of the plan lists it; the present recognition with its stars and its end, from - to."""

    registration_id: int
    product_id: int
    product: str
    producer: str
    commune: str
    product_set: str
    state: State
    expected_stars: int | None
    quarter: int | None
    present_stars: int | None
    decision_number: str | None
    recognised_earliest: date | None
    recognised_latest: date | None
    expires_earliest: date | None
    expires_latest: date | None
    note: str | None


@dataclass(frozen=True)
class PlanLines:
    """The rows of the three annexes, in Vietnamese order."""

    new: tuple[PlanLine, ...]
    upgrade: tuple[PlanLine, ...]
    reassessment: tuple[PlanLine, ...]


def counts(cycle_id: int) -> Mapping[Kind, int]:
    """How many registrations of each kind belong into the unit's plan of a year."""
    rows = db.session.execute(
        select(Registration.kind, func.count(Registration.id))
        .where(Registration.cycle_id == cycle_id, Registration.state.in_(IN_PLAN))
        .group_by(Registration.kind)
    ).tuples()
    found = dict(rows.all())
    return {kind: found.get(kind, 0) for kind in Kind}


def for_plan(cycle_id: int) -> PlanLines:
    """What the unit's plan of a year lists: submitted registrations and whatever came of them, by kind."""
    rows = db.session.scalars(
        select(Registration)
        .join(Registration.product)
        .where(Registration.cycle_id == cycle_id, Registration.state.in_(IN_PLAN))
        .options(contains_eager(Registration.product).options(*WHOLE_PRODUCT))
        .order_by(Product.sort_key, Registration.id)
    ).all()
    present = recognition.standing_ones([row.product_id for row in rows])
    lines = {kind: tuple(_line(row, present.get(row.product_id)) for row in rows if row.kind is kind) for kind in Kind}
    return PlanLines(lines[Kind.NEW], lines[Kind.UPGRADE], lines[Kind.REASSESSMENT])


def _line(row: Registration, present: Recognition | None) -> PlanLine:
    product = row.product
    return PlanLine(
        registration_id=row.id,
        product_id=product.id,
        product=product.name,
        producer=product.producer.name,
        commune=product.producer.commune_name,
        product_set=product.product_set.name if product.product_set else "",
        state=row.state,
        expected_stars=row.expected_stars,
        quarter=row.quarter,
        present_stars=present.stars_given if present else None,
        decision_number=present.decision_number if present else None,
        recognised_earliest=present.earliest if present else None,
        recognised_latest=present.latest if present else None,
        expires_earliest=present.expires_earliest if present else None,
        expires_latest=present.expires_latest if present else None,
        note=row.note,
    )
