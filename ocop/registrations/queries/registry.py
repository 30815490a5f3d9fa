"""The list of a year's registrations: page by page, whole, or only the rows that were ticked."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, false, func, select
from sqlalchemy.orm import InstrumentedAttribute, aliased, contains_eager, joinedload, selectinload

from ocop.core.db import db
from ocop.producers.models import Producer
from ocop.products import queries as products
from ocop.products.models import Product, ProductSet
from ocop.registrations.models import Registration, Support
from ocop.registrations.rules import Kind, State
from ocop.tenancy import Kind as UnitKind
from ocop.tenancy import Unit
from ocop.tenancy.units import KIND_NAMES
from ocop.ui.listing import ListQuery, Page, Picked

SORTS: dict[
    str,
    tuple[
        InstrumentedAttribute[str]
        | InstrumentedAttribute[int | None]
        | InstrumentedAttribute[Kind]
        | InstrumentedAttribute[State],
        ...,
    ],
] = {
    "ten": (Product.sort_key,),
    "chu-the": (Producer.sort_key, Product.sort_key),
    "loai": (Registration.kind, Product.sort_key),
    "quy": (Registration.quarter, Product.sort_key),
    "tinh-trang": (Registration.state, Product.sort_key),
}
FILTERS = ("loai", "tinh-trang", "chu-the", "nam")
EXPORT_BATCH = 500
MOST_AT_ONCE = 200
"""So many registrations are submitted, withdrawn or printed in one go: each is judged by itself."""


class Line(NamedTuple):
    """A registration as the list shows it: plain values, which cost a fraction of the loaded thing."""

    id: int
    name: str
    producer: str
    commune_kind: UnitKind | None
    commune_name: str | None
    product_set: str | None
    kind: Kind
    state: State
    present_stars: int | None
    expected_stars: int | None
    quarter: int | None
    support_needed: str | None
    note: str | None
    created_by: str
    submitted_at: datetime | None
    supported: int

    @property
    def commune(self) -> str:
        """ "phường Mũi Né"; empty when it is unknown."""
        return f"{KIND_NAMES[self.commune_kind]} {self.commune_name}" if self.commune_kind else ""


COMMUNE = aliased(Unit)
GIVEN = (
    select(func.count(Support.id))
    .where(Support.registration_id == Registration.id, Support.done)
    .correlate(Registration)
    .scalar_subquery()
)
LINES: Select[*tuple[object, ...]] = (
    select(
        Registration.id, Product.name, Producer.name, COMMUNE.kind, COMMUNE.name, ProductSet.name, Registration.kind,
        Registration.state, Product.stars, Registration.expected_stars, Registration.quarter,
        Registration.support_needed, Registration.note, Registration.created_by, Registration.submitted_at, GIVEN,
    )
    .join(Registration.product)
    .join(Product.producer)
    .outerjoin(COMMUNE, COMMUNE.id == Producer.commune_id)
    .outerjoin(ProductSet, ProductSet.id == Product.set_id)
)  # fmt: skip
"""The list's statement, built once: building it cost as much as sending it."""


def listed(query: ListQuery, *, cycle_id: int) -> Page[Line]:
    """One page of a year's registrations, with products and producers."""
    wanted = _lines(query, cycle_id).add_columns(func.count().over()).limit(query.per_page).offset(query.offset)
    rows = db.session.execute(wanted).all()
    total = rows[0][-1] if rows else _count(query, cycle_id) if query.page > 1 else 0
    return Page([Line._make(values) for *values, _total in rows], total, query)


def all_listed(query: ListQuery, *, cycle_id: int) -> Iterator[Line]:
    """Every row that the list shows on all its pages, read in batches."""
    rows = db.session.execute(_lines(query, cycle_id).execution_options(yield_per=EXPORT_BATCH))
    return (Line._make(values) for values in rows)


def chosen(picked: Picked, query: ListQuery, *, cycle_id: int) -> Sequence[Registration]:
    """The registrations of the year that were ticked, or all that the filters leave, as `registration` loads one.

    Raises `NotYours` when a ticked one is not among the unit's of the year, `DomainError` when none or too many are meant.
    """
    meant = _found(query, cycle_id) if picked.everything else [
        Registration.cycle_id == cycle_id, Registration.id.in_(picked.keys)
    ]  # fmt: skip
    rows = db.session.scalars(
        select(Registration)
        .join(Registration.product)
        .join(Product.producer)
        .where(*meant)
        .options(
            contains_eager(Registration.product).options(
                contains_eager(Product.producer).joinedload(Producer.commune), joinedload(Product.product_set)
            ),
            selectinload(Registration.warnings),
        )
        .order_by(Product.sort_key, Registration.id)
        .limit(MOST_AT_ONCE + 1)
    ).all()
    return picked.met(rows, most=MOST_AT_ONCE)


def _lines(query: ListQuery, cycle_id: int) -> Select[*tuple[object, ...]]:
    rows = LINES.where(*_found(query, cycle_id))
    for column in (*SORTS[query.sort], Registration.id):
        rows = rows.order_by(column.desc().nulls_last() if query.descending else column.asc().nulls_last())
    return rows


def _count(query: ListQuery, cycle_id: int) -> int:
    counted = (
        select(func.count(Registration.id))
        .join(Registration.product)
        .join(Product.producer)
        .where(*_found(query, cycle_id))
    )
    return db.session.scalar(counted) or 0


def _found(query: ListQuery, cycle_id: int) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [Registration.cycle_id == cycle_id]
    if query.folded:
        conditions.append(products.matching(query.folded))
    if kind := query.filters.get("loai"):
        conditions.append(Registration.kind == Kind(kind) if kind in set(Kind) else false())
    if state := query.filters.get("tinh-trang"):
        conditions.append(Registration.state == State(state) if state in set(State) else false())
    if producer := query.filters.get("chu-the"):
        conditions.append(Product.producer_id == products.key(producer))
    return conditions
