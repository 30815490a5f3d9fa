"""Looking recognitions up: the radar of a unit, the history of a product."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Date,
    Integer,
    Select,
    UnaryExpression,
    bindparam,
    case,
    false,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.orm import InstrumentedAttribute, contains_eager, joinedload

from ocop.core.db import db
from ocop.core.errors import NotYours
from ocop.core.text.dates import PartialDate
from ocop.producers.models import Producer
from ocop.products import queries as products
from ocop.products.models import Product
from ocop.recognition.models import Recognition
from ocop.recognition.rules import EDITION_148, RUNNING, Edition, Standing, standing, written
from ocop.tenancy import Kind, Unit
from ocop.tenancy.units import KIND_NAMES
from ocop.ui.listing import ListQuery, Page

SORTS: dict[
    str, tuple[InstrumentedAttribute[str] | InstrumentedAttribute[date | None] | InstrumentedAttribute[int | None], ...]
] = {
    "het-han": (Recognition.expires_earliest, Product.sort_key),
    "ten": (Product.sort_key,),
    "chu-the": (Producer.sort_key, Product.sort_key),
    "sao": (Recognition.stars, Product.sort_key),
}
FILTERS = ("tinh-trang", "sao", "chu-the")
EXPORT_BATCH = 500
LIMITS = ("day", "notice_by", "expiring_by")
Limit = date | BindParameter[date]


class Line(NamedTuple):
    """A recognition as the radar shows it: plain values, which cost a fraction of the loaded things."""

    product_id: int
    product: str
    producer: str
    stars: int | None
    expires_earliest: date | None
    expires_latest: date | None
    stated_expired: bool
    revoked_on: date | None
    ended_as: Standing | None
    notice_on: date | None
    decision_number: str | None
    earliest: date | None
    latest: date | None
    decision_precision: str | None
    issuer: str | None
    source: str | None
    commune_kind: Kind | None
    commune: str | None

    @property
    def decided(self) -> PartialDate | None:
        """The date of the decision where it is known to the day, the month or the year."""
        return written(self.earliest, self.decision_precision)

    @property
    def commune_name(self) -> str:
        """ "phường Mũi Né"; empty when it is unknown."""
        return f"{KIND_NAMES[self.commune_kind]} {self.commune}" if self.commune_kind else ""

    def standing_on(self, day: date) -> Standing:
        """Where it stands on a day."""
        return standing(
            self.expires_earliest,
            today=day,
            stated_expired=self.stated_expired,
            revoked=self.revoked_on is not None,
            ended_as=self.ended_as,
        )


_LINES = (
    select(
        Recognition.product_id, Product.name, Producer.name, Recognition.stars, Recognition.expires_earliest,
        Recognition.expires_latest, Recognition.stated_expired, Recognition.revoked_on, Recognition.ended_as,
        Recognition.notice_on, Recognition.decision_number, Recognition.earliest, Recognition.latest,
        Recognition.decision_precision, Recognition.issuer, Recognition.source, Unit.kind, Unit.name,
    )
    .select_from(Recognition)
    .join(Recognition.product)
    .join(Product.producer)
    .outerjoin(Producer.commune)
)  # fmt: skip


def recognition(recognition_id: int) -> Recognition:
    """The recognition with its product and producer; raises `NotYours`."""
    found = db.session.scalar(
        select(Recognition)
        .where(Recognition.id == recognition_id)
        .options(joinedload(Recognition.product).joinedload(Product.producer).joinedload(Producer.commune))
    )
    if found is None:
        raise NotYours
    return found


def history(product_id: int) -> Sequence[Recognition]:
    """The recognitions of a product, the latest first; those of an unknown day by the day they were last seen."""
    return db.session.scalars(
        select(Recognition)
        .where(Recognition.product_id == product_id)
        .order_by(func.coalesce(Recognition.earliest, Recognition.last_seen).desc().nulls_last(), Recognition.id.desc())
    ).all()


def histories(product_ids: Collection[int]) -> Mapping[int, list[Recognition]]:
    """The same for many products, by product key."""
    found: defaultdict[int, list[Recognition]] = defaultdict(list)
    for row in db.session.scalars(select(Recognition).where(Recognition.product_id.in_(product_ids))):
        found[row.product_id].append(row)
    for rows in found.values():
        rows.sort(key=lambda row: (row.earliest or row.last_seen or date.min, row.id), reverse=True)
    return found


def standing_one(product_id: int) -> Recognition | None:
    """The recognition of a product that none followed and nobody revoked, in force or not."""
    return db.session.scalar(
        select(Recognition)
        .where(Recognition.product_id == product_id, *standing_alone())
        .order_by(Recognition.id.desc())
        .limit(1)
    )


def standing_ones(product_ids: Sequence[int]) -> Mapping[int, Recognition]:
    """The same for many products, by product key."""
    rows = db.session.scalars(
        select(Recognition).where(Recognition.product_id.in_(product_ids), *standing_alone()).order_by(Recognition.id)
    )
    return {row.product_id: row for row in rows}


def listed(query: ListQuery, *, today: date) -> Page[Line]:
    """One page of the radar."""
    page = _page(query.sort, query.descending)
    page = page.where(*_found(query, today)) if query.narrowed else _followed_by_none(page)
    rows = db.session.execute(page, {"most": query.per_page, "before": query.offset}).all()
    return Page([Line(*values) for *values, _ in rows], rows[0][-1] if rows else 0, query)


def all_listed(query: ListQuery, *, today: date) -> Iterator[Line]:
    """Every row that the radar shows on all its pages, read in batches."""
    rows = _LINES.where(*_found(query, today)).order_by(*_order(query.sort, query.descending))
    yield from map(Line._make, db.session.execute(rows.execution_options(yield_per=EXPORT_BATCH)))


def counts(today: date) -> Mapping[Standing, int]:
    """How many recognitions of the scope stand where on a day; every standing is there."""
    found = dict(
        db.session.execute(_counted(), dict(zip(LIMITS, _limits(today, EDITION_148), strict=True))).tuples().all()
    )
    return {standing: found.get(standing.value, 0) for standing in Standing}


def in_force(today: date) -> int:
    """How many recognitions of the scope are in force on a day, by their earliest possible end."""
    running = standing_on(today).in_([standing.value for standing in RUNNING])
    return db.session.scalar(select(func.count(Recognition.id)).where(running)) or 0


def ending_by(day: date, *, today: date) -> Sequence[Recognition]:
    """Standing recognitions that may end by a day, those of unknown end among them, with products: who is to be re-assessed."""
    return db.session.scalars(
        select(Recognition)
        .join(Recognition.product)
        .where(*standing_alone(), or_(Recognition.expires_earliest.is_(None), Recognition.expires_earliest <= day))
        .options(contains_eager(Recognition.product).joinedload(Product.producer).joinedload(Producer.commune))
        .order_by(Recognition.expires_earliest.asc().nulls_last(), Product.sort_key, Recognition.id)
    ).all()


def count_ending_by(day: date, *, besides: Select[int]) -> int:
    """How many such recognitions there are, but for those of the products `besides`."""
    return (
        db.session.scalar(
            select(func.count(Recognition.id)).where(
                *standing_alone(),
                or_(Recognition.expires_earliest.is_(None), Recognition.expires_earliest <= day),
                Recognition.product_id.not_in(besides),
            )
        )
        or 0
    )


def standing_with_products() -> Sequence[Recognition]:
    """The same for every product of the scope, with products, producers and communes, by name."""
    return db.session.scalars(
        select(Recognition)
        .join(Recognition.product)
        .where(*standing_alone())
        .options(contains_eager(Recognition.product).joinedload(Product.producer).joinedload(Producer.commune))
        .order_by(Product.sort_key, Recognition.id)
    ).all()


def standing_on(day: date, edition: Edition = EDITION_148) -> ColumnElement[str]:
    """`Recognition.standing_on` as SQL, for lists that filter and count by it."""
    return _standing(*_limits(day, edition))


def _limits(day: date, edition: Edition) -> tuple[date, date, date]:
    """The day itself, and the last days on which an end is near enough for a notice and for the radar."""
    return day, day + timedelta(days=edition.notice_days), day + timedelta(days=edition.expiring_days)


def _standing(day: Limit, notice_by: Limit, expiring_by: Limit) -> ColumnElement[str]:
    ends = Recognition.expires_earliest
    return case(
        (Recognition.revoked_on.is_not(None), literal(Standing.REVOKED.value)),
        (Recognition.ended_as == Standing.RENEWED, literal(Standing.RENEWED.value)),
        (Recognition.ended_as == Standing.UPGRADED, literal(Standing.UPGRADED.value)),
        (Recognition.stated_expired, literal(Standing.EXPIRED.value)),
        (ends.is_(None), literal(Standing.UNKNOWN.value)),
        (ends < day, literal(Standing.EXPIRED.value)),
        (ends <= notice_by, literal(Standing.NOTICE_DUE.value)),
        (ends <= expiring_by, literal(Standing.EXPIRING.value)),
        else_=literal(Standing.IN_FORCE.value),
    )


def standing_alone() -> tuple[ColumnElement[bool], ...]:
    """What is true of a recognition that none followed and nobody revoked, in force or not."""
    return Recognition.ended_as.is_(None), Recognition.revoked_on.is_(None)


@cache
def _page(sort: str, descending: bool) -> Select[*tuple[Any, ...]]:
    """A page of the radar in one order, with the number of all rows; written once, as writing takes longer than asking."""
    most, before = bindparam("most", type_=Integer), bindparam("before", type_=Integer)
    return _LINES.add_columns(func.count().over()).order_by(*_order(sort, descending)).limit(most).offset(before)


@cache
def _followed_by_none(page: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """The same without history, as it is when nobody narrowed it."""
    return page.where(Recognition.ended_as.is_(None))


@cache
def _counted() -> Select[str, int]:
    where = _standing(*(bindparam(name, type_=Date) for name in LIMITS))
    return select(where, func.count(Recognition.id)).group_by(where)


def _order(
    sort: str, descending: bool
) -> list[UnaryExpression[str] | UnaryExpression[date | None] | UnaryExpression[int | None]]:
    columns = (*SORTS[sort], Recognition.id)
    return [column.desc().nulls_last() if descending else column.asc().nulls_last() for column in columns]


def _found(query: ListQuery, today: date) -> list[ColumnElement[bool]]:
    """History is left out unless it is asked for: what another recognition followed no longer waits for anything."""
    conditions: list[ColumnElement[bool]] = []
    if query.folded:
        named = products.matching(query.folded)
        conditions.append(or_(named, Recognition.decision_number.icontains(query.text, autoescape=True)))
    if stars := query.filters.get("sao"):
        conditions.append(Recognition.stars == products.key(stars))
    if producer := query.filters.get("chu-the"):
        conditions.append(Product.producer_id == products.key(producer))
    wanted = query.filters.get("tinh-trang")
    if wanted is None:
        conditions.append(Recognition.ended_as.is_(None))
    else:
        conditions.append(standing_on(today) == wanted if wanted in set(Standing) else false())
    return conditions
