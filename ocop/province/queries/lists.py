"""Lists over all units: plans, registrations, products; each row with the unit that it belongs to."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import NamedTuple, TypeVar

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, false, func, select

from ocop.core.db import db
from ocop.documents.models import Document
from ocop.documents.rules import full_number
from ocop.plans.models import Plan
from ocop.plans.rules import OUTSIDE, State
from ocop.producers.models import Producer
from ocop.products.models import Product, ProductSet
from ocop.products.queries import matching
from ocop.registrations.models import Registration
from ocop.registrations.rules import Kind
from ocop.registrations.rules import State as RegistrationState
from ocop.tenancy import Unit
from ocop.ui.listing import ListQuery, Page

UNIT, STATE, KIND, STARS = "don-vi", "tinh-trang", "loai", "sao"
PLAN_FILTERS = (UNIT, STATE)
PLAN_SORTS: dict[str, tuple[SQLColumnExpression[object], ...]] = {
    "don-vi": (Unit.sort_key, Plan.ordinal),
    "ngay": (Plan.issued_on, Unit.sort_key),
    "gui": (Plan.sent_at, Unit.sort_key),
}
REGISTRATION_FILTERS = (UNIT, KIND, STATE)
REGISTRATION_SORTS: dict[str, tuple[SQLColumnExpression[object], ...]] = {
    "don-vi": (Unit.sort_key, Registration.kind, Product.sort_key),
    "ten": (Product.sort_key,),
    "chu-the": (Producer.sort_key, Product.sort_key),
    "loai": (Registration.kind, Product.sort_key),
}
PRODUCT_FILTERS = (UNIT, STARS)
PRODUCT_SORTS: dict[str, tuple[SQLColumnExpression[object], ...]] = {
    "don-vi": (Product.tenant_id, Product.sort_key),
    "ten": (Product.sort_key,),
    "sao": (Product.stars, Product.sort_key),
}
EXPORT_BATCH = 500

Line = TypeVar("Line")


class PlanLine(NamedTuple):
    """A plan that left its unit's desk once."""

    plan_id: int
    slug: str
    unit: str
    state: State
    number: str | None
    symbol: str
    token: str | None
    issued_on: date | None
    sent_at: datetime | None
    received_at: datetime | None
    supplements: bool

    @property
    def full_number(self) -> str:
        """ "87/KH-UBND"."""
        return full_number(self.number, self.symbol)


class RegistrationLine(NamedTuple):
    """A registration of the year, with product, producer and unit."""

    registration_id: int
    slug: str
    unit: str
    product: str
    producer: str
    kind: Kind
    state: RegistrationState
    expected_stars: int | None
    quarter: int | None


class ProductLine(NamedTuple):
    """A product with its producer, set and unit; `until` is the earliest possible end of its stars."""

    product_id: int
    slug: str
    unit: str
    product: str
    producer: str
    product_set: str | None
    stars: int | None
    until: date | None


def plans(query: ListQuery, cycle_id: int) -> Page[PlanLine]:
    """One page of the plans that the units issued for the year, replaced ones too."""
    return _page(query, _plans(query, cycle_id), PLAN_SORTS, Plan.id, PlanLine._make)


def all_plans(query: ListQuery, cycle_id: int) -> Iterator[PlanLine]:
    """Every plan that the list shows on all its pages."""
    return _all(query, _plans(query, cycle_id), PLAN_SORTS, Plan.id, PlanLine._make)


def registrations(query: ListQuery, cycle_id: int) -> Page[RegistrationLine]:
    """One page of the registrations of the year."""
    return _page(query, _registrations(query, cycle_id), REGISTRATION_SORTS, Registration.id, RegistrationLine._make)


def all_registrations(query: ListQuery, cycle_id: int) -> Iterator[RegistrationLine]:
    """Every registration that the list shows on all its pages."""
    return _all(query, _registrations(query, cycle_id), REGISTRATION_SORTS, Registration.id, RegistrationLine._make)


def products(query: ListQuery) -> Page[ProductLine]:
    """One page of the products of all units."""
    return _page(query, _products(query), PRODUCT_SORTS, Product.id, ProductLine._make)


def all_products(query: ListQuery) -> Iterator[ProductLine]:
    """Every product that the list shows on all its pages."""
    return _all(query, _products(query), PRODUCT_SORTS, Product.id, ProductLine._make)


def _plans(query: ListQuery, cycle_id: int) -> Select[*tuple[object, ...]]:
    columns = (
        Plan.id,
        Unit.slug,
        Unit.name,
        Plan.state,
        Document.number,
        Document.symbol,
        Document.token,
        Plan.issued_on,
        Plan.sent_at,
        Plan.received_at,
        Plan.supplements,
    )
    found = (
        select(*columns)
        .select_from(Plan)
        .join(Unit, Unit.id == Plan.tenant_id)
        .join(Document, Document.id == Plan.document_id)
        .where(Plan.cycle_id == cycle_id, Plan.state.in_(OUTSIDE), *_of_unit(query))
    )
    if query.folded:
        found = found.where(Document.folded.contains(query.folded, autoescape=True))
    if state := query.filters.get(STATE):
        found = found.where(Plan.state == State(state) if state in set(State) else false())
    return found


def _registrations(query: ListQuery, cycle_id: int) -> Select[*tuple[object, ...]]:
    columns = (
        Registration.id,
        Unit.slug,
        Unit.name,
        Product.name,
        Producer.name,
        Registration.kind,
        Registration.state,
        Registration.expected_stars,
        Registration.quarter,
    )
    found = (
        select(*columns)
        .select_from(Registration)
        .join(Unit, Unit.id == Registration.tenant_id)
        .join(Product, Product.id == Registration.product_id)
        .join(Producer, Producer.id == Product.producer_id)
        .where(Registration.cycle_id == cycle_id, *_of_unit(query))
    )
    if query.folded:
        found = found.where(matching(query.folded))
    if kind := query.filters.get(KIND):
        found = found.where(Registration.kind == Kind(kind) if kind in set(Kind) else false())
    if state := query.filters.get(STATE):
        wanted = RegistrationState(state) if state in set(RegistrationState) else None
        found = found.where(Registration.state == wanted if wanted else false())
    return found


def _products(query: ListQuery) -> Select[*tuple[object, ...]]:
    columns = (
        Product.id,
        Unit.slug,
        Unit.name,
        Product.name,
        Producer.name,
        ProductSet.name,
        Product.stars,
        Product.stars_until,
    )
    found = (
        select(*columns)
        .select_from(Product)
        .join(Unit, Unit.id == Product.tenant_id)
        .join(Producer, Producer.id == Product.producer_id)
        .outerjoin(ProductSet, ProductSet.id == Product.set_id)
        .where(*_of_unit(query))
    )
    if query.folded:
        found = found.where(matching(query.folded))
    if stars := query.filters.get(STARS):
        found = found.where(Product.stars == int(stars) if stars in {"3", "4", "5"} else Product.stars.is_(None))
    return found


def _of_unit(query: ListQuery) -> tuple[ColumnElement[bool], ...]:
    slug = query.filters.get(UNIT)
    return (Unit.slug == slug,) if slug else ()


def _page(
    query: ListQuery,
    found: Select[*tuple[object, ...]],
    sorts: Mapping[str, tuple[SQLColumnExpression[object], ...]],
    key: SQLColumnExpression[int],
    made: Callable[[Iterable[object]], Line],
) -> Page[Line]:
    rows = db.session.execute(_sorted(query, found, sorts, key).limit(query.per_page).offset(query.offset))
    total = db.session.scalar(found.with_only_columns(func.count(key), maintain_column_froms=True))
    return Page([made(row) for row in rows], total or 0, query)


def _all(
    query: ListQuery,
    found: Select[*tuple[object, ...]],
    sorts: Mapping[str, tuple[SQLColumnExpression[object], ...]],
    key: SQLColumnExpression[int],
    made: Callable[[Iterable[object]], Line],
) -> Iterator[Line]:
    rows = db.session.execute(_sorted(query, found, sorts, key).execution_options(yield_per=EXPORT_BATCH))
    return (made(row) for row in rows)


def _sorted(
    query: ListQuery,
    found: Select[*tuple[object, ...]],
    sorts: Mapping[str, tuple[SQLColumnExpression[object], ...]],
    key: SQLColumnExpression[int],
) -> Select[*tuple[object, ...]]:
    """Rows without a value come last whichever way the list runs."""
    columns = [*sorts[query.sort], key]
    if query.descending:
        return found.order_by(*(column.desc().nulls_last() for column in columns))
    return found.order_by(*(column.asc().nulls_last() for column in columns))
