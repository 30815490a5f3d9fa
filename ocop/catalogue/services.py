"""Keeping the public catalogue: what changes a product, its producer or its recognition changes its entry.

The rooms that make those changes come before this one and do not know it: the session is watched instead, and the entries
are written in the same transaction, just before it is committed.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import TypedDict

from sqlalchemy import event, select
from sqlalchemy.orm import Session as AnySession
from sqlalchemy.orm import UOWTransaction, joinedload

from ocop.catalogue import rules
from ocop.catalogue.models import CatalogueAddress, CatalogueEntry
from ocop.catalogue.rules import Maker, Obstacle
from ocop.core.db import Session, db
from ocop.core.text.dates import Precision
from ocop.core.text.normal import fold
from ocop.core.tokens import new_token
from ocop.producers.models import Producer
from ocop.producers.rules import LegalForm
from ocop.products.models import Product, ProductLink, ProductPhoto, ProductStandard
from ocop.products.rules import CHANNEL_NAMES
from ocop.recognition import queries as recognition
from ocop.recognition.models import Recognition

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
    db.session.add_all(CatalogueEntry(product_id=key, token=tokens[key], **wanted[key]) for key in sorted(new))
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
    db.session.add_all(CatalogueAddress(product_id=key, token=token) for key, token in fresh.items())
    return known | fresh


def _wanted(product_ids: Sequence[int]) -> Iterator[tuple[int, Facts]]:
    """What everybody may see of those of the products that everybody may see."""
    products = db.session.scalars(select(Product).where(Product.id.in_(product_ids))).all()
    makers = _makers({one.producer_id for one in products})
    standing = recognition.standing_ones([one.id for one in products])
    shown = []
    for product in products:
        row, maker = standing.get(product.id), makers[product.producer_id]
        name = rules.public_name(Maker(maker.name, maker.registered_name, maker.legal_form, maker.public_consent))
        if row is None or isinstance(name, Obstacle):
            continue
        if (
            rules.obstacle_of_time(stars=row.stars, stated_expired=row.stated_expired, ends=row.expires_earliest)
            is None
        ):
            shown.append((product, maker, row, name))
    beside = _Beside([product.id for product, *_ in shown])
    for product, maker, row, name in shown:
        yield product.id, _facts(product, maker, row, name, beside)


def _makers(producer_ids: Collection[int]) -> Mapping[int, Producer]:
    return {one.id: one for one in db.session.scalars(select(Producer).where(Producer.id.in_(producer_ids)))}


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
            self.links[link.product_id].append([CHANNEL_NAMES[link.channel], link.url])
        for one in db.session.scalars(
            select(ProductStandard).where(ProductStandard.product_id.in_(product_ids)).order_by(ProductStandard.id)
        ):
            until = one.valid_until.isoformat() if one.valid_until else ""
            self.standards[one.product_id].append([one.label, until])


def _facts(product: Product, maker: Producer, row: Recognition, name: str, beside: _Beside) -> Facts:
    assert row.stars is not None
    assert row.expires_earliest is not None
    certain = row.decided is not None and row.decided.precision is Precision.DAY
    photo = beside.photos.get(product.id)
    return Facts(
        unit_id=product.tenant_id,
        name=product.name,
        folded=fold(f"{product.name} {name}"),
        sort_key=product.sort_key,
        set_id=product.set_id,
        stars=row.stars,
        expires_earliest=row.expires_earliest,
        expires_latest=row.expires_latest or row.expires_earliest,
        decision_number=row.decision_number,
        decided_on=row.earliest if certain else None,
        producer=name,
        legal_form=maker.legal_form,
        commune_id=maker.commune_id,
        traceability_url=product.traceability_url,
        photo=rules.photo_address(photo.attachment.token) if photo else None,
        photo_sha256=photo.attachment.sha256 if photo else None,
        thumbnail_sha256=photo.thumbnail.sha256 if photo else None,
        photo_alt=photo.alt if photo else None,
        photo_width=photo.width if photo else None,
        photo_height=photo.height if photo else None,
        links=beside.links[product.id],
        standards=beside.standards[product.id],
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
