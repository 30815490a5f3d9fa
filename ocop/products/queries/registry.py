"""Looking products up, and finding names that are nearly the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any, NamedTuple

from flask_babel import gettext as _
from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Date,
    Integer,
    Select,
    UnaryExpression,
    and_,
    bindparam,
    false,
    func,
    or_,
    select,
    true,
)
from sqlalchemy.orm import InstrumentedAttribute, aliased, contains_eager, joinedload
from sqlalchemy.sql.base import ExecutableOption

from ocop.core.db import db
from ocop.core.errors import NotYours
from ocop.producers.models import Producer
from ocop.products import rules
from ocop.products.models import Product, ProductName, ProductNameMark, ProductSet, ProductStandard
from ocop.tenancy import Kind as UnitKind
from ocop.tenancy import Unit
from ocop.tenancy.units import KIND_NAMES
from ocop.ui.listing import ListQuery, Page, Picked

SORTS: dict[str, tuple[InstrumentedAttribute[str] | InstrumentedAttribute[int | None], ...]] = {
    "ten": (Product.sort_key,),
    "chu-the": (Producer.sort_key, Product.sort_key),
    "bo": (Product.set_id, Product.sort_key),
    "sao": (Product.stars, Product.sort_key),
}
FILTERS = ("bo", "sao", "chu-the", "tem", "chung-nhan")
UNKNOWN, NONE = "chua-ro", "chua"
LACKING = "thieu"
EXPIRED = "het-han"
EXPORT_BATCH = 500
MOST_AT_ONCE = 1_000
"""So many products are changed in one go."""
MOST_CANDIDATES = 2_000
"""More names than this with the same telling words are not compared one by one: the answer is "many" anyway."""


class Line(NamedTuple):
    """A product as the list shows it: plain values, which cost a fraction of the loaded thing."""

    id: int
    name: str
    code: str | None
    stars: int | None
    stars_until: date | None
    producer: str
    product_set: str | None
    commune_kind: UnitKind | None
    commune_name: str | None
    fresh_or_raw: bool
    has_stamp: bool | None
    has_label: bool | None
    barcode: str | None
    traceability_url: str | None
    lacks_stamp_or_label: bool | None

    @property
    def commune(self) -> str:
        """ "phường Mũi Né"; empty when it is unknown."""
        return f"{KIND_NAMES[self.commune_kind]} {self.commune_name}" if self.commune_kind else ""


COMMUNE = aliased(Unit)
LINES = (
    select(
        Product.id, Product.name, Product.code, Product.stars, Product.stars_until, Producer.name, ProductSet.name,
        COMMUNE.kind, COMMUNE.name, Product.fresh_or_raw, Product.has_stamp, Product.has_label, Product.barcode,
        Product.traceability_url,
    )
    .join(Product.producer)
    .outerjoin(COMMUNE, COMMUNE.id == Producer.commune_id)
    .outerjoin(Product.product_set)
)  # fmt: skip


class Shortcomings(NamedTuple):
    """How many products from three stars on lack stamp or label, and how many hold an expired certificate."""

    lacking: int
    expired: int


@dataclass(frozen=True)
class SimilarName:
    """A name of any unit that is alike, and how alike (1 is the same words)."""

    product_id: int
    unit_id: int
    likeness: Fraction


@dataclass(frozen=True)
class Similar:
    """Products with nearly the same name: the scope's own ones, and how many other units have without saying whose."""

    own: Sequence[Product]
    elsewhere: int

    def __bool__(self) -> bool:
        return bool(self.own or self.elsewhere)


def product(product_id: int) -> Product:
    """The product with its producer, commune and set; raises `NotYours`."""
    found = db.session.scalar(select(Product).where(Product.id == product_id).options(*_loaded()))
    if found is None:
        raise NotYours
    return found


def of_nameless_producers() -> dict[int, str]:
    """By which product a producer whom no source names is known, by the producers' keys."""
    rows = db.session.execute(
        select(Product.producer_id, func.min(Product.name), func.count())
        .join(Product.producer)
        .where(Producer.sort_key == "")
        .group_by(Product.producer_id)
    )
    return {
        key: _("sản phẩm %(name)s và %(more)s sản phẩm khác", name=name, more=count - 1)
        if count > 1
        else _("sản phẩm %(name)s", name=name)
        for key, name, count in rows
    }


def listed(query: ListQuery, *, today: date) -> Page[Line]:
    """One page of the list, with the names of producers and sets."""
    page = _page(query.sort, query.descending)
    if narrowing := _found(query, today):
        page = page.where(*narrowing)
    rows = db.session.execute(page, {"today": today, "most": query.per_page, "before": query.offset}).all()
    return Page([Line._make(values) for *values, _total in rows], rows[0][-1] if rows else 0, query)


def all_listed(query: ListQuery, *, today: date) -> Iterator[Product]:
    """Every row that the list shows on all its pages, read in batches."""
    yield from db.session.scalars(_rows(query, today).execution_options(yield_per=EXPORT_BATCH))


def all_lines(query: ListQuery, *, today: date) -> Iterator[Line]:
    """The same as the list shows them."""
    lines = (
        LINES.add_columns(lacking_stamp_or_label(today))
        .where(*_found(query, today))
        .order_by(*_order(query.sort, query.descending))
    )
    return (Line._make(values) for values in db.session.execute(lines.execution_options(yield_per=EXPORT_BATCH)))


def chosen(picked: Picked, query: ListQuery, *, today: date) -> Sequence[Product]:
    """The products that were ticked, or all that the filters leave, with their sets and producers.

    Raises `NotYours` when a ticked one is not the unit's, `DomainError` when none or too many are meant.
    """
    meant = _found(query, today) if picked.everything else [Product.id.in_(picked.keys)]
    rows = db.session.scalars(
        select(Product)
        .join(Product.producer)
        .where(*meant)
        .options(contains_eager(Product.producer), joinedload(Product.product_set))
        .order_by(Product.sort_key, Product.id)
        .limit(MOST_AT_ONCE + 1)
    ).all()
    return picked.met(rows, most=MOST_AT_ONCE)


def of_producer(producer_id: int) -> Sequence[Product]:
    """The products of one producer, with their sets."""
    return db.session.scalars(
        select(Product).where(Product.producer_id == producer_id).options(*_loaded()).order_by(Product.sort_key)
    ).all()


def named(folded: str, producer_id: int) -> Product | None:
    """The product of a producer whose folded name is exactly this."""
    return db.session.scalar(
        select(Product)
        .where(Product.folded == folded, Product.producer_id == producer_id)
        .order_by(Product.id)
        .limit(1)
    )


def count() -> int:
    """How many products the scope has."""
    return db.session.scalar(select(func.count(Product.id))) or 0


def shortcomings(*, today: date) -> Shortcomings:
    """How many products of the scope lack something that an officer should see to, in one statement."""
    return Shortcomings(*db.session.execute(_shortcomings(), {"today": today}).one())


def holding_expired(today: date | BindParameter[date]) -> ColumnElement[bool]:
    """Whether a product holds a standard whose last day lies before `today`."""
    return Product.id.in_(select(ProductStandard.product_id).where(ProductStandard.valid_until < today))


def name_of(product_id: int) -> ProductName | None:
    """The entry of a product among the names of all units."""
    return db.session.scalar(select(ProductName).where(ProductName.product_id == product_id))


def similar(name: str, *, besides: int | None = None) -> Similar:
    """Products whose name is nearly `name`, but for the product `besides` itself; the most alike first."""
    found = [one for one in similar_names(name) if one.product_id != besides]
    keys = [one.product_id for one in found]
    own = db.session.scalars(select(Product).where(Product.id.in_(keys)).options(joinedload(Product.producer))).all()
    place = {key: place for place, key in enumerate(keys)}
    return Similar(sorted(own, key=lambda one: place[one.id]), len(found) - len(own))


def similar_names(name: str) -> list[SimilarName]:
    """The names of all units that are nearly `name`, the most alike first; whose they are only the province may be shown."""
    words = rules.words_of(name)
    fewest, most = rules.alike_sizes(len(words))
    candidates = select(ProductNameMark.name_id).where(
        ProductNameMark.mark.in_(rules.marks(words)), ProductNameMark.size.between(fewest, most)
    )
    rows = db.session.execute(
        select(ProductName.product_id, ProductName.unit_id, ProductName.folded)
        .where(ProductName.id.in_(candidates))
        .limit(MOST_CANDIDATES)
    )
    found = [
        SimilarName(product_id, unit_id, rules.likeness(words, rules.folded_words(folded)))
        for product_id, unit_id, folded in rows
    ]
    return sorted(
        (one for one in found if one.likeness >= rules.ALIKE), key=lambda one: (-one.likeness, one.product_id)
    )


def matching(folded: str) -> ColumnElement[bool]:
    """Whether every word of a folded search stands in a product's name or codes, or its producer's name, tax code or commune."""
    return and_(
        true(),
        *(
            or_(
                Product.folded.contains(word, autoescape=True),
                Product.code.contains(word, autoescape=True),
                Product.barcode.startswith(word, autoescape=True),
                Producer.folded.contains(word, autoescape=True),
                Producer.tax_code.startswith(word, autoescape=True),
                Producer.commune_id.in_(select(Unit.id).where(Unit.folded.contains(word, autoescape=True))),
            )
            for word in folded.split()
        ),
    )


def lacking_stamp_or_label(today: date | BindParameter[date]) -> ColumnElement[bool]:
    """`rules.lacks_stamp_or_label` as SQL."""
    return and_(
        Product.stars >= rules.STARS_WITH_STAMP,
        or_(Product.stars_until.is_(None), Product.stars_until >= today),
        or_(
            Product.has_stamp.is_(None), Product.has_stamp.is_(False),
            Product.has_label.is_(None), Product.has_label.is_(False),
        ),
    )  # fmt: skip


def lacks_stamp_or_label(product: Product, *, today: date) -> bool:
    """Whether a product that bears stars today lacks stamp or label, or nobody has noted them."""
    return rules.lacks_stamp_or_label(
        stars=product.stars,
        until=product.stars_until,
        has_stamp=product.has_stamp,
        has_label=product.has_label,
        today=today,
    )


def key(text: str) -> int:
    """The number of a filter in an address; 0, which no row has, for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def _loaded() -> tuple[ExecutableOption, ...]:
    return joinedload(Product.producer).joinedload(Producer.commune), joinedload(Product.product_set)


def _rows(query: ListQuery, today: date) -> Select[Product]:
    return (
        select(Product)
        .join(Product.producer)
        .where(*_found(query, today))
        .options(contains_eager(Product.producer).joinedload(Producer.commune), joinedload(Product.product_set))
        .order_by(*_order(query.sort, query.descending))
    )


def _order(sort: str, descending: bool) -> list[UnaryExpression[str] | UnaryExpression[int | None]]:
    columns = (*SORTS[sort], Product.id)
    return [column.desc().nulls_last() if descending else column.asc().nulls_last() for column in columns]


@cache
def _page(sort: str, descending: bool) -> Select[*tuple[Any, ...]]:
    """A page of the list in one order, with the number of all rows; written once, as writing takes longer than asking."""
    lines = LINES.add_columns(lacking_stamp_or_label(bindparam("today", type_=Date)), func.count().over())
    most, before = bindparam("most", type_=Integer), bindparam("before", type_=Integer)
    return lines.order_by(*_order(sort, descending)).limit(most).offset(before)


@cache
def _shortcomings() -> Select[int, int]:
    today = bindparam("today", type_=Date)
    lacking, expired = (
        select(func.count(Product.id)).where(condition).scalar_subquery()
        for condition in (lacking_stamp_or_label(today), holding_expired(today))
    )
    return select(lacking, expired)


def _found(query: ListQuery, today: date) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if query.folded:
        conditions.append(matching(query.folded))
    if chosen := query.filters.get("bo"):
        conditions.append(Product.set_id.is_(None) if chosen == UNKNOWN else Product.set_id == key(chosen))
    if stars := query.filters.get("sao"):
        conditions.append(Product.stars.is_(None) if stars == NONE else Product.stars == key(stars))
    if producer := query.filters.get("chu-the"):
        conditions.append(Product.producer_id == key(producer))
    if certificate := query.filters.get("chung-nhan"):
        conditions.append(holding_expired(today) if certificate == EXPIRED else false())
    if stamp := query.filters.get("tem"):
        conditions.append(lacking_stamp_or_label(today) if stamp == LACKING else false())
    return conditions
