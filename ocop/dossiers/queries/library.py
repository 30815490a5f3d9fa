"""Looking evidence up."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, contains_eager, joinedload

from ocop.accounts.models import User
from ocop.attachments.models import Attachment
from ocop.core.db import db
from ocop.core.errors import NotYours
from ocop.dossiers import rules
from ocop.dossiers.models import Dossier, DossierLine, DossierProof, Evidence, Requirement
from ocop.dossiers.rules import Validity
from ocop.producers.models import Producer
from ocop.products import queries as products
from ocop.products.models import Product
from ocop.registrations.models import Registration
from ocop.ui.listing import ListQuery, Page

SORTS: dict[str, tuple[InstrumentedAttribute[str] | InstrumentedAttribute[date | None], ...]] = {
    "ten": (Evidence.sort_key,),
    "chu-the": (Producer.sort_key, Evidence.sort_key),
    "han": (Evidence.valid_until, Evidence.sort_key),
}
FILTERS = ("chu-the", "loai", "han")
ENDED, ENDING, ENDLESS, OLD = "het-han", "sap-het", "khong-han", "cu"
EXPORT_BATCH = 500


def evidence(evidence_id: int) -> Evidence:
    """The evidence with its producer, product and file; raises `NotYours`."""
    found = db.session.scalar(select(Evidence).where(Evidence.id == evidence_id).options(*_LOADED))
    if found is None:
        raise NotYours
    return found


def listed(query: ListQuery, *, today: date, ahead: Mapping[str, date]) -> Page[Evidence]:
    """One page of the library; `ahead` says for each kind of proof until when an end is near."""
    rows = db.session.scalars(_rows(query, today, ahead).limit(query.per_page).offset(query.offset)).all()
    counted = select(func.count(Evidence.id)).join(Evidence.producer).where(*_found(query, today, ahead))
    return Page(rows, db.session.scalar(counted) or 0, query)


def all_listed(query: ListQuery, *, today: date, ahead: Mapping[str, date]) -> Iterator[Evidence]:
    """Every row that the list shows on all its pages, read in batches."""
    yield from db.session.scalars(_rows(query, today, ahead).execution_options(yield_per=EXPORT_BATCH))


def of_producer(producer_id: int, keys: Collection[str]) -> Sequence[Evidence]:
    """The current evidence of a producer of these kinds, with files, the newest first."""
    return db.session.scalars(
        select(Evidence)
        .where(Evidence.producer_id == producer_id, Evidence.key.in_(keys), *CURRENT)
        .options(*_LOADED)
        .order_by(Evidence.id.desc())
    ).all()


def keys_sent_by_commune(commune_id: int | None) -> frozenset[int]:
    """The keys of the current evidence that a commune's own people brought for its producers."""
    return frozenset(
        db.session.scalars(
            select(Evidence.id)
            .join(Evidence.producer)
            .join(Evidence.attachment)
            .where(Producer.commune_id == commune_id, Attachment.uploaded_by.in_(_people_of(commune_id)), *CURRENT)
        )
    )


def of_commune(commune_id: int | None) -> Sequence[tuple[Producer, Sequence[Evidence]]]:
    """The producers of a commune in Vietnamese order, each with its current evidence; none without a commune."""
    makers = db.session.scalars(
        select(Producer)
        .where(Producer.commune_id == commune_id, Producer.merged_into_id.is_(None))
        .order_by(Producer.sort_key, Producer.id)
    ).all()
    found: dict[int, list[Evidence]] = {maker.id: [] for maker in makers}
    wanted = select(Evidence).where(Evidence.producer_id.in_(found), *CURRENT).order_by(Evidence.sort_key, Evidence.id)
    for one in db.session.scalars(wanted):
        found[one.producer_id].append(one)
    return [(maker, found[maker.id]) for maker in makers]


def sent_by_commune(evidence_id: int, commune_id: int) -> Evidence:
    """Evidence of one of a commune's producers that the commune's own people brought, with its file.

    Raises `NotYours` for what somebody else brought, for another commune's, and for what was withdrawn.
    """
    found = db.session.scalar(
        select(Evidence)
        .join(Evidence.producer)
        .join(Evidence.attachment)
        .where(
            Evidence.id == evidence_id,
            Evidence.withdrawn_at.is_(None),
            Producer.commune_id == commune_id,
            Attachment.revoked_at.is_(None),
            Attachment.uploaded_by.in_(_people_of(commune_id)),
        )
        .options(contains_eager(Evidence.attachment))
    )
    if found is None:
        raise NotYours
    return found


def predecessors(evidence_id: int) -> Sequence[Evidence]:
    """What this evidence replaced directly, the latest first."""
    return db.session.scalars(
        select(Evidence).where(Evidence.replaced_by_id == evidence_id).options(*_LOADED).order_by(Evidence.id.desc())
    ).all()


def places_in(evidence_id: int, dossier_ids: Collection[int]) -> Sequence[DossierProof]:
    """The places of a piece of evidence in these dossiers."""
    return db.session.scalars(
        select(DossierProof)
        .join(DossierLine, DossierLine.id == DossierProof.line_id)
        .where(DossierProof.evidence_id == evidence_id, DossierLine.dossier_id.in_(dossier_ids))
    ).all()


def dossiers_with(evidence_id: int) -> Sequence[Dossier]:
    """The dossiers in which a piece of evidence stands, with registrations and products."""
    return db.session.scalars(
        select(Dossier)
        .where(
            Dossier.id.in_(
                select(DossierLine.dossier_id)
                .join(DossierProof, DossierProof.line_id == DossierLine.id)
                .where(DossierProof.evidence_id == evidence_id)
            )
        )
        .options(joinedload(Dossier.registration).joinedload(Registration.product))
        .order_by(Dossier.id.desc())
    ).all()


def products_of(producer_id: int) -> Sequence[Product]:
    """The products of a producer in Vietnamese order."""
    return db.session.scalars(
        select(Product).where(Product.producer_id == producer_id).order_by(Product.sort_key, Product.id)
    ).all()


def ahead(kinds: Mapping[str, Requirement], today: date) -> Mapping[str, date]:
    """Until which day an end is near, for each kind of proof."""
    return {key: today + timedelta(days=row.warning_days) for key, row in kinds.items()}


def standing(row: Evidence, kinds: Mapping[str, Requirement], today: date) -> Validity:
    """How far a piece of evidence may be relied on."""
    days = kinds[row.key].warning_days if row.key in kinds else 0
    return rules.validity(row.valid_until, on=today, warning_days=days)


CURRENT = (Evidence.replaced_by_id.is_(None), Evidence.withdrawn_at.is_(None))
_LOADED = (
    joinedload(Evidence.producer).joinedload(Producer.commune),
    joinedload(Evidence.product),
    joinedload(Evidence.attachment),
)


def _people_of(commune_id: int | None) -> Select[str]:
    """The accounts of a commune; none without a commune."""
    return select(User.username).where(User.commune_id == commune_id)


def _rows(query: ListQuery, today: date, ahead: Mapping[str, date]) -> Select[Evidence]:
    rows = (
        select(Evidence)
        .join(Evidence.producer)
        .where(*_found(query, today, ahead))
        .options(contains_eager(Evidence.producer), joinedload(Evidence.product), joinedload(Evidence.attachment))
    )
    for column in (*SORTS[query.sort], Evidence.id):
        rows = rows.order_by(column.desc().nulls_last() if query.descending else column.asc().nulls_last())
    return rows


def _found(query: ListQuery, today: date, ahead: Mapping[str, date]) -> list[ColumnElement[bool]]:
    conditions = [_of_end(query.filters.get("han", ""), today, ahead)]
    if query.folded:
        conditions.append(_matching(query.folded))
    if producer := query.filters.get("chu-the"):
        conditions.append(Evidence.producer_id == products.key(producer))
    if kind := query.filters.get("loai"):
        conditions.append(Evidence.key == kind)
    return conditions


def _of_end(wanted: str, today: date, ahead: Mapping[str, date]) -> ColumnElement[bool]:
    if wanted == OLD:
        return or_(Evidence.replaced_by_id.is_not(None), Evidence.withdrawn_at.is_not(None))
    chosen = {
        "": true(),
        ENDED: Evidence.valid_until < today,
        ENDING: and_(Evidence.valid_until >= today, _ending(ahead)),
        ENDLESS: Evidence.valid_until.is_(None),
    }
    return and_(*CURRENT, chosen.get(wanted, false()))


def _ending(ahead: Mapping[str, date]) -> ColumnElement[bool]:
    """Whether the end lies within the days of warning of its kind."""
    days: dict[date, list[str]] = {}
    for key, day in ahead.items():
        days.setdefault(day, []).append(key)
    return or_(false(), *(and_(Evidence.key.in_(keys), Evidence.valid_until <= day) for day, keys in days.items()))


def _matching(folded: str) -> ColumnElement[bool]:
    return and_(
        true(),
        *(
            or_(
                Evidence.folded.contains(word, autoescape=True),
                Producer.folded.contains(word, autoescape=True),
                Evidence.number.icontains(word, autoescape=True),
            )
            for word in folded.split()
        ),
    )
