"""What the province's desk looks at: one unit's list before it decides, the lists of all units, names that are alike."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import case, null, select, tuple_
from sqlalchemy.orm import aliased, contains_eager, selectinload

from ocop.core.db import db
from ocop.producers.models import Producer
from ocop.products import queries as products
from ocop.products.models import Product, ProductSet
from ocop.recognition.models import Recognition
from ocop.recognition.rules import HIGHEST
from ocop.registrations.models import Registration
from ocop.registrations.queries.year import WHOLE_PRODUCT
from ocop.registrations.rules import Kind, State
from ocop.tenancy import Kind as UnitKind
from ocop.tenancy import Unit, Workspace, units, window
from ocop.tenancy.units import KIND_NAMES

_ONLY_PROPOSED = (
    select(Recognition.id)
    .where(
        Recognition.product_id == Product.id,
        Recognition.tenant_id == Product.tenant_id,
        Recognition.stars == HIGHEST,
        Recognition.five_star_candidate,
        Recognition.ended_as.is_(None),
    )
    .exists()
)
_STARS_GIVEN = case((_ONLY_PROPOSED, null()), else_=Product.stars)
"""Five stars that the province only proposed print as none: the ministry gives them."""


@dataclass(frozen=True)
class Twin:
    """A product of another unit with nearly the same name, for the province's eyes."""

    name: str
    producer: str
    unit: str


class UnitLine(NamedTuple):
    """A registration of one of several units, as the province lists it; `commune` within a sentence, "" when unknown."""

    unit: Workspace
    product: str
    producer: str
    commune: str
    product_set: str | None
    kind: Kind
    present_stars: int | None
    expected_stars: int | None


def waiting(cycle_id: int) -> Sequence[Registration]:
    """What the unit submitted and the province has not decided, with products, producers and answered warnings."""
    return db.session.scalars(
        select(Registration)
        .join(Registration.product)
        .where(Registration.cycle_id == cycle_id, Registration.state == State.SUBMITTED)
        .options(contains_eager(Registration.product).options(*WHOLE_PRODUCT), selectinload(Registration.warnings))
        .order_by(Product.sort_key, Registration.id)
    ).all()


def following(registration: Registration) -> Registration | None:
    """The line that waits for the province below this one in the unit's list."""
    product = registration.product
    return db.session.scalars(
        select(Registration)
        .join(Registration.product)
        .where(
            Registration.cycle_id == registration.cycle_id,
            Registration.state == State.SUBMITTED,
            tuple_(Product.sort_key, Registration.id) > tuple_(product.sort_key, registration.id),
        )
        .order_by(Product.sort_key, Registration.id)
        .limit(1)
    ).one_or_none()


def twins(registration: Registration, family: frozenset[int]) -> Sequence[Twin]:
    """Products of nearly the same name in the units of a family, with whose they are."""
    names = products.similar_names(registration.product.name)
    keys = [one.product_id for one in names if one.product_id != registration.product_id]
    if not keys:
        return ()
    wanted = (
        select(Product.name, Producer.name, Unit.name)
        .join(Product.producer)
        .join(Unit, Unit.id == Product.tenant_id)
        .where(Product.id.in_(keys))
        .order_by(Product.sort_key, Product.id)
    )
    with window(family) as opened:
        return [Twin(str(name), str(producer), str(unit)) for name, producer, unit in opened.look(wanted)]


def of_units(cycle_id: int, *, desk: Workspace, states: Collection[State], on: date) -> Sequence[UnitLine]:
    """The registrations of all units below a desk that stand in these states, by unit and name in Vietnamese order."""
    below = {unit.id: unit for unit in units.below(desk.id, on)}
    commune = aliased(Unit)
    wanted = (
        select(
            Product.tenant_id, Product.name, Producer.name, commune.kind, commune.name, ProductSet.name,
            Registration.kind, _STARS_GIVEN, Registration.expected_stars,
        )
        .join(Product, Product.id == Registration.product_id)
        .join(Producer, Producer.id == Product.producer_id)
        .outerjoin(commune, commune.id == Producer.commune_id)
        .outerjoin(ProductSet, ProductSet.id == Product.set_id)
        .where(Registration.cycle_id == cycle_id, Registration.state.in_(states))
        .order_by(Product.sort_key, Registration.id)
    )  # fmt: skip
    places = {unit_id: place for place, unit_id in enumerate(below)}
    with window(frozenset(below)) as opened:
        found = [_FromWindow._make(row) for row in opened.look(wanted)]
    return [_unit_line(below[row.unit_id], row) for row in sorted(found, key=lambda row: places[row.unit_id])]


class _FromWindow(NamedTuple):
    unit_id: int
    product: str
    producer: str
    commune_kind: UnitKind | None
    commune: str | None
    product_set: str | None
    kind: Kind
    present_stars: int | None
    expected_stars: int | None


def _unit_line(unit: Workspace, row: _FromWindow) -> UnitLine:
    commune = f"{KIND_NAMES[row.commune_kind]} {row.commune}" if row.commune_kind else ""
    return UnitLine(
        unit, row.product, row.producer, commune, row.product_set, row.kind, row.present_stars, row.expected_stars
    )
