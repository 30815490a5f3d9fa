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
WITHOUT_VALUE = frozenset({"ngay", "gui", "sao"})
"""Orders by a value that a row may lack: such rows come last. The others run along an index."""

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


class Found(NamedTuple):
    """The rows that a query asks for, and the statement that counts them with no more joins than the conditions need."""

    rows: Select[*tuple[object, ...]]
    counted: Select[int]


def plans(query: ListQuery, cycle_id: int) -> Page[PlanLine]:
    """One page of the plans that the units issued for the year, replaced ones too."""
    found = _plans(query, cycle_id)
    return _page(query, found, PLAN_SORTS, Plan.id, PlanLine._make)


def all_plans(query: ListQuery, cycle_id: int) -> Iterator[PlanLine]:
    """Every plan that the list shows on all its pages."""
    found = _plans(query, cycle_id)
    return _all(query, found, PLAN_SORTS, Plan.id, PlanLine._make)


def registrations(query: ListQuery, cycle_id: int) -> Page[RegistrationLine]:
    """One page of the registrations of the year."""
    found = _registrations(query, cycle_id)
    return _page(query, found, REGISTRATION_SORTS, Registration.id, RegistrationLine._make)


def all_registrations(query: ListQuery, cycle_id: int) -> Iterator[RegistrationLine]:
    """Every registration that the list shows on all its pages."""
    found = _registrations(query, cycle_id)
    return _all(query, found, REGISTRATION_SORTS, Registration.id, RegistrationLine._make)


def products(query: ListQuery) -> Page[ProductLine]:
    """One page of the products of all units."""
    found = _products(query)
    return _page(query, found, PRODUCT_SORTS, Product.id, ProductLine._make)


def all_products(query: ListQuery) -> Iterator[ProductLine]:
    """Every product that the list shows on all its pages."""
    found = _products(query)
    return _all(query, found, PRODUCT_SORTS, Product.id, ProductLine._make)


def _plans(query: ListQuery, cycle_id: int) -> Found:
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
    conditions = [Plan.cycle_id == cycle_id, Plan.state.in_(OUTSIDE), *_of_unit(query, Plan.tenant_id)]
    if query.folded:
        conditions.append(Document.folded.contains(query.folded, autoescape=True))
    if state := query.filters.get(STATE):
        conditions.append(Plan.state == State(state) if state in set(State) else false())
    rows = (
        select(*columns)
        .select_from(Plan)
        .join(Unit, Unit.id == Plan.tenant_id)
        .join(Document, Document.id == Plan.document_id)
    )
    counted = select(func.count(Plan.id)).join(Document, Document.id == Plan.document_id)
    return Found(rows.where(*conditions), counted.where(*conditions))


def _registrations(query: ListQuery, cycle_id: int) -> Found:
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
    conditions = [Registration.cycle_id == cycle_id, *_of_unit(query, Registration.tenant_id)]
    if query.folded:
        conditions.append(matching(query.folded))
    if kind := query.filters.get(KIND):
        conditions.append(Registration.kind == Kind(kind) if kind in set(Kind) else false())
    if state := query.filters.get(STATE):
        wanted = RegistrationState(state) if state in set(RegistrationState) else None
        conditions.append(Registration.state == wanted if wanted else false())
    rows = (
        select(*columns)
        .select_from(Registration)
        .join(Unit, Unit.id == Registration.tenant_id)
        .join(Product, Product.id == Registration.product_id)
        .join(Producer, Producer.id == Product.producer_id)
    )
    counted = select(func.count(Registration.id))
    if query.folded:
        counted = counted.join(Product, Product.id == Registration.product_id).join(
            Producer, Producer.id == Product.producer_id
        )
    return Found(rows.where(*conditions), counted.where(*conditions))


def _products(query: ListQuery) -> Found:
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
    conditions = [*_of_unit(query, Product.tenant_id)]
    if query.folded:
        conditions.append(matching(query.folded))
    if stars := query.filters.get(STARS):
        conditions.append(Product.stars == int(stars) if stars in {"3", "4", "5"} else Product.stars.is_(None))
    rows = (
        select(*columns)
        .select_from(Product)
        .join(Unit, Unit.id == Product.tenant_id)
        .join(Producer, Producer.id == Product.producer_id)
        .outerjoin(ProductSet, ProductSet.id == Product.set_id)
    )
    counted = select(func.count(Product.id))
    if query.folded:
        counted = counted.join(Producer, Producer.id == Product.producer_id)
    return Found(rows.where(*conditions), counted.where(*conditions))


def _of_unit(query: ListQuery, owner: SQLColumnExpression[int]) -> tuple[ColumnElement[bool], ...]:
    slug = query.filters.get(UNIT)
    return (owner.in_(select(Unit.id).where(Unit.slug == slug)),) if slug else ()


def _page(
    query: ListQuery,
    found: Found,
    sorts: Mapping[str, tuple[SQLColumnExpression[object], ...]],
    key: SQLColumnExpression[int],
    made: Callable[[Iterable[object]], Line],
) -> Page[Line]:
    rows = db.session.execute(_sorted(query, found, sorts, key).limit(query.per_page).offset(query.offset))
    return Page([made(row) for row in rows], db.session.scalar(found.counted) or 0, query)


def _all(
    query: ListQuery,
    found: Found,
    sorts: Mapping[str, tuple[SQLColumnExpression[object], ...]],
    key: SQLColumnExpression[int],
    made: Callable[[Iterable[object]], Line],
) -> Iterator[Line]:
    rows = db.session.execute(_sorted(query, found, sorts, key).execution_options(yield_per=EXPORT_BATCH))
    return (made(row) for row in rows)


def _sorted(
    query: ListQuery,
    found: Found,
    sorts: Mapping[str, tuple[SQLColumnExpression[object], ...]],
    key: SQLColumnExpression[int],
) -> Select[*tuple[object, ...]]:
    columns = [column.desc() if query.descending else column.asc() for column in (*sorts[query.sort], key)]
    if query.sort in WITHOUT_VALUE:
        columns = [column.nulls_last() for column in columns]
    return found.rows.order_by(*columns)
