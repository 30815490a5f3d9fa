"""Looking dossiers up, and what the records say around them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, false, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, contains_eager, joinedload, selectinload

from ocop.core.db import db
from ocop.core.errors import NotYours
from ocop.dossiers.models import Dossier, DossierLine, DossierProof, Evidence
from ocop.producers.models import Producer
from ocop.products import queries as products
from ocop.products.models import Product
from ocop.programme import queries as programme
from ocop.programme import rules as deadlines
from ocop.programme.models import Milestone
from ocop.registrations.models import Registration
from ocop.registrations.rules import IN_PLAN, State
from ocop.ui.listing import ListQuery, Page

SORTS: dict[
    str, tuple[InstrumentedAttribute[str] | InstrumentedAttribute[State] | InstrumentedAttribute[int | None], ...]
] = {
    "ten": (Product.sort_key,),
    "chu-the": (Producer.sort_key, Product.sort_key),
    "tinh-trang": (Registration.state, Product.sort_key),
}
FILTERS = ("nam", "tinh-trang", "chu-the", "ho-so")
MADE, NOT_MADE = "da-lap", "chua-lap"
EXPORT_BATCH = 100
COUNCILS = ("district_assessment", "province_assessment")
"""The milestones at which councils look into dossiers, the lower one first."""

STARS_OF_PROVINCE = 4
"""From so many stars on the province's council judges too (Decision 148/QĐ-TTg)."""

LINES = (
    selectinload(Dossier.lines).options(
        joinedload(DossierLine.requirement),
        selectinload(DossierLine.proofs).joinedload(DossierProof.evidence).joinedload(Evidence.attachment),
    ),
)


@dataclass(frozen=True)
class Row:
    """A registration of the year, with its dossier when one is made."""

    registration: Registration
    dossier: Dossier | None


def dossier(dossier_id: int) -> Dossier:
    """The dossier with its registration, product, producer, lines, evidence and files; raises `NotYours`."""
    found = db.session.scalar(_whole().where(Dossier.id == dossier_id))
    if found is None:
        raise NotYours
    return found


def of_registration(registration_id: int) -> Dossier | None:
    """The dossier of a registration, bare."""
    return db.session.scalar(select(Dossier).where(Dossier.registration_id == registration_id))


def line(row: Dossier, line_id: int) -> DossierLine:
    """A line of a loaded dossier; raises `NotYours`."""
    found = next((one for one in row.lines if one.id == line_id), None)
    if found is None:
        raise NotYours
    return found


def proof(line_id: int, evidence_id: int) -> DossierProof | None:
    """The place of a piece of evidence on a line."""
    return db.session.scalar(
        select(DossierProof).where(DossierProof.line_id == line_id, DossierProof.evidence_id == evidence_id)
    )


def listed(query: ListQuery, *, cycle_id: int) -> Page[Row]:
    """One page of a year's registrations with their dossiers."""
    found = db.session.execute(_rows(query, cycle_id).limit(query.per_page).offset(query.offset)).tuples().all()
    counted = (
        select(func.count(Registration.id))
        .join(Registration.product)
        .outerjoin(Dossier, Dossier.registration_id == Registration.id)
        .where(*_found(query, cycle_id))
    )
    return Page([Row(*one) for one in found], db.session.scalar(counted) or 0, query)


def batches(query: ListQuery, *, cycle_id: int) -> Iterator[Sequence[Row]]:
    """Every row that the list shows on all its pages, some at a time."""
    offset = 0
    while found := db.session.execute(_rows(query, cycle_id).limit(EXPORT_BATCH).offset(offset)).tuples().all():
        yield [Row(*one) for one in found]
        offset += EXPORT_BATCH


def council_day(cycle_id: int, stars: int | None) -> date | None:
    """The day of the last council that looks into a dossier of so many stars; None where the year sets none."""
    return last_day(council(programme.milestones(cycle_id), stars))


def last_day(milestone: Milestone | None) -> date | None:
    """The last day on which the council is on time: "trước ngày 01/8" is 31/7."""
    return deadlines.last_day(milestone.due, inclusive=milestone.inclusive) if milestone else None


def council(milestones: Sequence[Milestone], stars: int | None) -> Milestone | None:
    """The milestone of the last council that looks into a dossier of so many stars."""
    wanted = COUNCILS if (stars or 0) >= STARS_OF_PROVINCE else COUNCILS[:1]
    known = {one.key: one for one in milestones}
    return next((known[key] for key in reversed(wanted) if key in known), None)


def _whole() -> Select[Dossier]:
    return select(Dossier).options(
        joinedload(Dossier.bound),
        joinedload(Dossier.registration).options(
            selectinload(Registration.warnings),
            joinedload(Registration.product).options(
                joinedload(Product.producer).joinedload(Producer.commune), joinedload(Product.product_set)
            ),
        ),
        *LINES,
    )


def _rows(query: ListQuery, cycle_id: int) -> Select[Registration, Dossier]:
    rows = (
        select(Registration, Dossier)
        .join(Registration.product)
        .join(Product.producer)
        .outerjoin(Dossier, Dossier.registration_id == Registration.id)
        .where(*_found(query, cycle_id))
        .options(contains_eager(Registration.product).contains_eager(Product.producer), *LINES)
    )
    for column in (*SORTS[query.sort], Registration.id):
        rows = rows.order_by(column.desc() if query.descending else column.asc())
    return rows


def _found(query: ListQuery, cycle_id: int) -> list[ColumnElement[bool]]:
    shown = or_(Registration.state.in_(IN_PLAN), Dossier.id.is_not(None))
    conditions: list[ColumnElement[bool]] = [Registration.cycle_id == cycle_id, shown]
    if query.folded:
        conditions.append(products.matching(query.folded))
    if state := query.filters.get("tinh-trang"):
        conditions.append(Registration.state == State(state) if state in set(State) else false())
    if producer := query.filters.get("chu-the"):
        conditions.append(Product.producer_id == products.key(producer))
    if made := query.filters.get("ho-so"):
        conditions.append(Dossier.id.is_not(None) if made == MADE else Dossier.id.is_(None))
    return conditions
