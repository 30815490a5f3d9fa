"""Keeping the public catalogue: what changes a product, its producer or its recognition changes its entry.

The rooms that make those changes come before this one and do not know it: the session is watched instead, and the entries
are written in the same transaction, just before it is committed.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple, TypedDict

from sqlalchemy import event, insert, select
from sqlalchemy.orm import Session as AnySession
from sqlalchemy.orm import UOWTransaction, joinedload

from ocop.catalogue import queries, rules
from ocop.catalogue.models import CatalogueAddress, CatalogueEntry
from ocop.catalogue.rules import Maker, Obstacle
from ocop.core.db import Session, db
from ocop.core.text.dates import Precision
from ocop.core.text.normal import fold
from ocop.core.tokens import new_token
from ocop.producers.models import Producer
from ocop.producers.rules import LegalForm
from ocop.products.models import Product, ProductLink, ProductPhoto, ProductStandard
from ocop.recognition import queries as recognition
from ocop.recognition.models import Recognition
from ocop.recognition.rules import HIGHEST
from ocop.tenancy import Owned, inserting

TOUCHED = "ocop.catalogue.touched"
AT_ONCE = 500


class Facts(TypedDict):
    """The fields of an entry that follow from the unit's own records."""

    unit_id: int
    name: str
    folded: str
    sort_key: str
    set_id: int | None
    stars: int
    stars_proposed: bool
    expires_earliest: date
    expires_latest: date
    decision_number: str | None
    decided_on: date | None
    producer: str
    legal_form: LegalForm | None
    commune_id: int | None
    traceability_url: str | None
    photo: str | None
    photo_sha256: str | None
    thumbnail_sha256: str | None
    photo_alt: str | None
    photo_width: int | None
    photo_height: int | None
    links: list[list[str]]
    standards: list[list[str]]


def watch() -> None:
    """Follow every change of a product, a producer or a recognition, whoever makes it; idempotent."""
    if event.contains(Session, "after_flush", _note):
        return
    event.listen(Session, "after_flush", _note)
    event.listen(Session, "before_commit", _follow)
    event.listen(Session, "after_soft_rollback", _forget)
    inserting.listen(_note_rows)


def rebuild(unit_id: int) -> int:
    """Make the entries of the scope's unit anew from its records; returns how many were not as they should be."""
    of_records = set(db.session.scalars(select(Product.id)))
    of_entries = set(db.session.scalars(select(CatalogueEntry.product_id).where(CatalogueEntry.unit_id == unit_id)))
    return keep(of_records | of_entries)


def keep(product_ids: Collection[int]) -> int:
    """Bring the entries of these products of the scope up to date; returns how many were changed."""
    waiting = iter(sorted(product_ids))
    changed = 0
    while some := list(islice(waiting, AT_ONCE)):
        changed += _keep(some)
    db.session.flush()
    return changed


def _keep(product_ids: Sequence[int]) -> int:
    wanted = dict(_wanted(product_ids))
    entries = {
        one.product_id: one
        for one in db.session.scalars(select(CatalogueEntry).where(CatalogueEntry.product_id.in_(product_ids)))
    }
    for gone in entries.keys() - wanted.keys():
        db.session.delete(entries[gone])
    new = wanted.keys() - entries.keys()
    tokens = _tokens(new)
    rows = [{"product_id": key, "token": tokens[key], **wanted[key]} for key in sorted(new)]
    if rows:
        db.session.execute(insert(CatalogueEntry).execution_options(dml_strategy="raw"), rows)
    changed = len(new) + len(entries.keys() - wanted.keys())
    for key in entries.keys() & wanted.keys():
        changed += _changed(entries[key], wanted[key])
    return changed


def _changed(entry: CatalogueEntry, facts: Facts) -> bool:
    differing = {name: value for name, value in facts.items() if getattr(entry, name) != value}
    for name, value in differing.items():
        setattr(entry, name, value)
    return bool(differing)


def _tokens(product_ids: Collection[int]) -> Mapping[int, str]:
    """The addresses of products; those that have none yet are given one."""
    if not product_ids:
        return {}
    rows = db.session.scalars(select(CatalogueAddress).where(CatalogueAddress.product_id.in_(product_ids)))
    known = {row.product_id: row.token for row in rows}
    fresh = {key: new_token() for key in sorted(set(product_ids) - known.keys())}
    inserting.add_rows(CatalogueAddress, [{"product_id": key, "token": token} for key, token in fresh.items()])
    return known | fresh


class _Row(NamedTuple):
    """A product with its producer and its standing recognition: what of them may come before everybody."""

    product_id: int
    unit_id: int
    name: str
    sort_key: str
    set_id: int | None
    traceability_url: str | None
    maker: str
    registered_name: str | None
    legal_form: LegalForm | None
    consent: bool
    commune_id: int | None
    stars: int | None
    five_star_candidate: bool
    stated_expired: bool
    earliest: date | None
    precision: str | None
    decision_number: str | None
    expires_earliest: date | None
    expires_latest: date | None


ROWS = (
    select(
        Product.id, Product.tenant_id, Product.name, Product.sort_key, Product.set_id, Product.traceability_url,
        Producer.name, Producer.registered_name, Producer.legal_form, queries.consented(), Producer.commune_id,
        Recognition.stars, Recognition.five_star_candidate, Recognition.stated_expired, Recognition.earliest,
        Recognition.decision_precision, Recognition.decision_number, Recognition.expires_earliest,
        Recognition.expires_latest,
    )
    .join(Product.producer)
    .join(Recognition, Recognition.product_id == Product.id)
    .where(*recognition.standing_alone())
    .order_by(Recognition.id)
)  # fmt: skip


def _wanted(product_ids: Sequence[int]) -> Iterator[tuple[int, Facts]]:
    """What everybody may see of those of the products that everybody may see."""
    rows = db.session.execute(ROWS.where(Product.id.in_(product_ids))).all()
    shown = []
    for row in {row.product_id: row for row in map(_Row._make, rows)}.values():
        name = rules.public_name(Maker(row.maker, row.registered_name, row.legal_form, row.consent))
        of_time = rules.obstacle_of_time(stars=row.stars, stated_expired=row.stated_expired, ends=row.expires_earliest)
        if of_time is None and not isinstance(name, Obstacle):
            shown.append((row, name))
    beside = _Beside([row.product_id for row, _name in shown])
    for row, name in shown:
        yield row.product_id, _facts(row, name, beside)


class _Beside:
    """What stands beside products in other tables: their main photos, shops and standards, by product."""

    def __init__(self, product_ids: Sequence[int]) -> None:
        self.photos: dict[int, ProductPhoto] = {}
        self.links: defaultdict[int, list[list[str]]] = defaultdict(list)
        self.standards: defaultdict[int, list[list[str]]] = defaultdict(list)
        for photo in db.session.scalars(
            select(ProductPhoto)
            .where(ProductPhoto.product_id.in_(product_ids))
            .options(joinedload(ProductPhoto.attachment), joinedload(ProductPhoto.thumbnail))
            .order_by(ProductPhoto.position.desc(), ProductPhoto.id.desc())
        ):
            if photo.attachment.revoked_at is None:
                self.photos[photo.product_id] = photo
        for link in db.session.scalars(
            select(ProductLink).where(ProductLink.product_id.in_(product_ids)).order_by(ProductLink.id)
        ):
            self.links[link.product_id].append([link.channel.value, link.url])
        for one in db.session.scalars(
            select(ProductStandard).where(ProductStandard.product_id.in_(product_ids)).order_by(ProductStandard.id)
        ):
            until = one.valid_until.isoformat() if one.valid_until else ""
            self.standards[one.product_id].append([one.label, until])


def _facts(row: _Row, name: str, beside: _Beside) -> Facts:
    assert row.stars is not None
    assert row.expires_earliest is not None
    photo = beside.photos.get(row.product_id)
    return Facts(
        unit_id=row.unit_id,
        name=row.name,
        folded=fold(f"{row.name} {name}"),
        sort_key=row.sort_key,
        set_id=row.set_id,
        stars=row.stars,
        stars_proposed=row.five_star_candidate and row.stars == HIGHEST,
        expires_earliest=row.expires_earliest,
        expires_latest=row.expires_latest or row.expires_earliest,
        decision_number=row.decision_number,
        decided_on=row.earliest if row.precision == Precision.DAY else None,
        producer=name,
        legal_form=row.legal_form,
        commune_id=row.commune_id,
        traceability_url=row.traceability_url,
        photo=rules.photo_address(photo.attachment.token) if photo else None,
        photo_sha256=photo.attachment.sha256 if photo else None,
        thumbnail_sha256=photo.thumbnail.sha256 if photo else None,
        photo_alt=photo.alt if photo else None,
        photo_width=photo.width if photo else None,
        photo_height=photo.height if photo else None,
        links=beside.links[row.product_id],
        standards=beside.standards[row.product_id],
    )


def _note(session: AnySession, _context: UOWTransaction) -> None:
    """Remember what a flush has touched."""
    products: set[int] = set()
    makers: set[int] = set()
    for row in (*session.new, *session.dirty, *session.deleted):
        if isinstance(row, Product):
            products.add(row.id)
        elif isinstance(row, (Recognition, ProductPhoto, ProductLink, ProductStandard)):
            products.add(row.product_id)
        elif isinstance(row, Producer):
            makers.add(row.id)
    if products or makers:
        before = session.info.setdefault(TOUCHED, (set(), set()))
        before[0].update(products)
        before[1].update(makers)


def _note_rows(session: AnySession, model: type[Owned], rows: Sequence[inserting.Row]) -> None:
    """Remember the recognitions of an import: nothing else that it inserts brings a product into the catalogue."""
    if model is Recognition:
        products, _makers = session.info.setdefault(TOUCHED, (set(), set()))
        products.update(row["product_id"] for row in rows)


def _follow(session: AnySession) -> None:
    """Before the commit: the entries of what was touched."""
    if session.in_nested_transaction():
        return
    session.flush()
    products, makers = session.info.pop(TOUCHED, (set(), set()))
    waiting = iter(sorted(makers))
    while some := list(islice(waiting, AT_ONCE)):
        products.update(session.scalars(select(Product.id).where(Product.producer_id.in_(some))))
    if products:
        keep(products)


def _forget(session: AnySession, _transaction: object) -> None:
    if not session.in_nested_transaction():
        session.info.pop(TOUCHED, None)
