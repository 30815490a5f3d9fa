"""Reading the public catalogue, with no scope; and, at the desk, whether a product stands in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import ColumnElement, UnaryExpression, and_, func, select, true
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from ocop.attachments.services import store
from ocop.catalogue import rules
from ocop.catalogue.models import CatalogueEntry
from ocop.catalogue.rules import Maker, Obstacle
from ocop.core.db import db
from ocop.core.errors import NotYours
from ocop.documents.models import Stamp
from ocop.documents.rules import Standing
from ocop.producers.models import Producer
from ocop.products.models import Product, ProductSet
from ocop.recognition import queries as recognition
from ocop.tenancy import Unit
from ocop.tenancy.units import KIND_NAMES
from ocop.ui.listing import ListQuery, Page

SORTS: dict[str, tuple[InstrumentedAttribute[str] | InstrumentedAttribute[int] | InstrumentedAttribute[date], ...]] = {
    "ten": (CatalogueEntry.sort_key,),
    "sao": (CatalogueEntry.stars,),
    "het-han": (CatalogueEntry.expires_earliest,),
}
UNIT, SET, STARS = "don-vi", "bo", "sao"
FILTERS = (UNIT, SET, STARS)
PER_PAGE = 24
DECISION = "QD"


@dataclass(frozen=True)
class Choices:
    """By what the catalogue can be narrowed: units and sets that have a product in it, and the stars that occur."""

    units: Sequence[tuple[str, str]]
    sets: Sequence[tuple[int, str]]
    stars: Sequence[int]


@dataclass(frozen=True)
class Photo:
    """A photo in the file store, with the hash of its bytes."""

    path: Path
    sha256: str


def listed(query: ListQuery, *, today: date) -> Page[CatalogueEntry]:
    """One page of the products in force on a day, with the names of their units, communes and sets."""
    rows = db.session.execute(
        select(CatalogueEntry, func.count().over())
        .where(in_force(today), *_found(query))
        .options(
            joinedload(CatalogueEntry.unit),
            joinedload(CatalogueEntry.commune).joinedload(Unit.parent),
            joinedload(CatalogueEntry.product_set),
        )
        .order_by(*_order(query))
        .limit(query.per_page)
        .offset(query.offset)
    ).all()
    return Page([entry for entry, _ in rows], rows[0][1] if rows else 0, query)


def choices(today: date) -> Choices:
    """What to choose from, in Vietnamese order of units and by number of sets."""
    standing = select(CatalogueEntry.unit_id).where(in_force(today))
    of_sets = select(CatalogueEntry.set_id).where(in_force(today))
    stars = select(CatalogueEntry.stars).where(in_force(today)).distinct().order_by(CatalogueEntry.stars.desc())
    there = db.session.scalars(select(Unit).where(Unit.id.in_(standing)).order_by(Unit.sort_key))
    sets = db.session.scalars(select(ProductSet).where(ProductSet.id.in_(of_sets)).order_by(ProductSet.number))
    return Choices(
        units=[(one.slug or "", f"{KIND_NAMES[one.kind].capitalize()} {one.name}") for one in there],
        sets=[(one.number, one.name) for one in sets],
        stars=db.session.scalars(stars).all(),
    )


def entry(token: str) -> CatalogueEntry | None:
    """The entry at an address, in force or not, with the names of its unit, commune and set."""
    return db.session.scalar(
        select(CatalogueEntry)
        .where(CatalogueEntry.token == token)
        .options(
            joinedload(CatalogueEntry.unit),
            joinedload(CatalogueEntry.commune).joinedload(Unit.parent),
            joinedload(CatalogueEntry.product_set),
        )
    )


def photo(token: str, *, small: bool, today: date) -> Photo:
    """The photo at an address while its product is in force; raises `NotYours` for any other."""
    found = db.session.execute(
        select(CatalogueEntry.photo_sha256, CatalogueEntry.thumbnail_sha256).where(
            CatalogueEntry.photo == token, in_force(today)
        )
    ).one_or_none()
    digest = (found.thumbnail_sha256 if small else found.photo_sha256) if found else None
    if digest is None or not store.place(digest).exists():
        raise NotYours
    return Photo(store.place(digest), digest)


def decision(entry: CatalogueEntry) -> str | None:
    """The code by which the decision that recognised a product is verified, when the portal itself issued it."""
    number, _slash, symbol = (entry.decision_number or "").partition("/")
    if not symbol or entry.decided_on is None:
        return None
    above = select(Unit.parent_id).where(Unit.id == entry.unit_id).scalar_subquery()
    return db.session.scalar(
        select(Stamp.token)
        .where(
            Stamp.kind == DECISION,
            Stamp.number == number,
            Stamp.symbol == symbol,
            Stamp.dated == entry.decided_on,
            Stamp.status == Standing.IN_FORCE,
            (Stamp.unit_id == entry.unit_id) | (Stamp.unit_id == above),
        )
        .limit(1)
    )


def in_force(today: date) -> ColumnElement[bool]:
    """Whether an entry's earliest possible end has not passed; the last day still belongs to it."""
    return CatalogueEntry.expires_earliest >= today


def address(product: Product, *, today: date) -> str | None:
    """The token under which everybody sees a product on a day."""
    return db.session.scalar(
        select(CatalogueEntry.token).where(CatalogueEntry.product_id == product.id, in_force(today))
    )


def obstacle(product: Product, *, today: date) -> Obstacle:
    """Why a product without an address on a day has none; its producer must be loaded."""
    row = recognition.standing_one(product.id)
    if row is None:
        return Obstacle.NOT_RECOGNISED
    of_time = rules.obstacle_of_time(
        stars=row.stars, stated_expired=row.stated_expired, ends=row.expires_earliest, today=today
    )
    maker = product.producer
    name = rules.public_name(known_of(maker))
    return of_time or (name if isinstance(name, Obstacle) else Obstacle.NOT_RECOGNISED)


def known_of(producer: Producer) -> Maker:
    """What decides under which name a producer may be shown; consent counts once it is written down when it was given."""
    consent = producer.public_consent and producer.consent_on is not None
    return Maker(producer.name, producer.registered_name, producer.legal_form, consent)


def consented() -> ColumnElement[bool]:
    """The same consent in SQL."""
    return and_(Producer.public_consent, Producer.consent_on.is_not(None))


def _found(query: ListQuery) -> list[ColumnElement[bool]]:
    conditions = [and_(true(), *(_holds(word) for word in query.folded.split()))]
    if slug := query.filters.get(UNIT):
        conditions.append(CatalogueEntry.unit_id.in_(select(Unit.id).where(Unit.slug == slug)))
    if number := query.filters.get(SET):
        conditions.append(CatalogueEntry.set_id.in_(select(ProductSet.id).where(ProductSet.number == _number(number))))
    if stars := query.filters.get(STARS):
        conditions.append(CatalogueEntry.stars == _number(stars))
    return conditions


def _holds(word: str) -> ColumnElement[bool]:
    return CatalogueEntry.folded.contains(word, autoescape=True)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else 0


def _order(query: ListQuery) -> list[UnaryExpression[str] | UnaryExpression[int] | UnaryExpression[date]]:
    first = [column.desc() if query.descending else column.asc() for column in SORTS[query.sort]]
    return [*first, CatalogueEntry.sort_key.asc(), CatalogueEntry.id.asc()]
