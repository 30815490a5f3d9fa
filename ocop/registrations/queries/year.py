"""Looking the year's registrations up."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, false, func, select
from sqlalchemy.orm import InstrumentedAttribute, aliased, contains_eager, joinedload, selectinload

from ocop.core import clock
from ocop.core.db import db
from ocop.core.errors import DomainError, NotYours
from ocop.producers import rules as producers
from ocop.producers.models import Producer
from ocop.products import queries as products
from ocop.products.models import Product, ProductSet
from ocop.programme import queries as programme
from ocop.programme.models import Cycle
from ocop.recognition import queries as recognition
from ocop.recognition.models import Recognition
from ocop.recognition.rules import RUNNING
from ocop.registrations import rules
from ocop.registrations.models import Registration, RegistrationWarning, Support
from ocop.registrations.rules import IN_PLAN, OVER, Circumstances, Kind, Recognised, State
from ocop.tenancy import Kind as UnitKind
from ocop.tenancy import Unit, Workspace, units, window
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


def registration(registration_id: int) -> Registration:
    """The registration with its product, producer, commune, set and answered warnings; raises `NotYours`."""
    found = db.session.scalar(
        select(Registration)
        .where(Registration.id == registration_id)
        .options(
            joinedload(Registration.product).options(
                joinedload(Product.producer).joinedload(Producer.commune), joinedload(Product.product_set)
            ),
            selectinload(Registration.warnings),
        )
    )
    if found is None:
        raise NotYours
    return found


def cycle_of(year: int) -> Cycle | None:
    """The programme of a year."""
    return next((one for one in programme.cycles() if one.year == year), None)


def warning(registration_id: int, code: str) -> RegistrationWarning | None:
    """The answer that was given to one concern."""
    return db.session.scalar(
        select(RegistrationWarning).where(
            RegistrationWarning.registration_id == registration_id, RegistrationWarning.code == code
        )
    )


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
    if not picked:
        raise DomainError(_("Vui lòng đánh dấu ít nhất một dòng."))
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
    if not picked.everything and len(rows) < len(picked.keys):
        raise NotYours
    if len(rows) > MOST_AT_ONCE:
        raise DomainError(_("Mỗi lần làm được tối đa %(most)s dòng. Vui lòng lọc bớt.", most=MOST_AT_ONCE))
    return rows


def of_product(product_id: int) -> Sequence[Registration]:
    """All registrations of a product, the latest first."""
    return db.session.scalars(
        select(Registration).where(Registration.product_id == product_id).order_by(Registration.id.desc())
    ).all()


def alive(product_id: int, cycle_id: int) -> Registration | None:
    """The registration of a product that runs in a year."""
    return db.session.scalar(
        select(Registration)
        .where(
            Registration.product_id == product_id, Registration.cycle_id == cycle_id, Registration.state.not_in(OVER)
        )
        .limit(1)
    )


def same(product_id: int, cycle_id: int, kind: Kind) -> Registration | None:
    """The registration of a product as a kind in a year, over or not."""
    return db.session.scalar(
        select(Registration).where(
            Registration.product_id == product_id, Registration.cycle_id == cycle_id, Registration.kind == kind
        )
    )


def counts(cycle_id: int) -> Mapping[Kind, int]:
    """How many registrations of each kind belong into the unit's plan of a year."""
    rows = db.session.execute(
        select(Registration.kind, func.count(Registration.id))
        .where(Registration.cycle_id == cycle_id, Registration.state.in_(IN_PLAN))
        .group_by(Registration.kind)
    ).tuples()
    found = dict(rows.all())
    return {kind: found.get(kind, 0) for kind in Kind}


def waiting(cycle_id: int) -> Sequence[Registration]:
    """What the unit submitted and the province has not decided, with products, producers and answered warnings."""
    return db.session.scalars(
        select(Registration)
        .join(Registration.product)
        .where(Registration.cycle_id == cycle_id, Registration.state == State.SUBMITTED)
        .options(
            contains_eager(Registration.product).options(
                joinedload(Product.producer).joinedload(Producer.commune), joinedload(Product.product_set)
            ),
            selectinload(Registration.warnings),
        )
        .order_by(Product.sort_key, Registration.id)
    ).all()


def due_again(cycle: Cycle) -> Sequence[Recognition]:
    """Recognitions that end in the year or soon after and whose product is not registered for it yet, with products."""
    ending = recognition.ending_by(rules.ending_by(cycle.year), today=clock.today())
    registered = set(db.session.scalars(_registered(cycle)))
    return [one for one in ending if one.product_id not in registered]


def due_count(cycle: Cycle) -> int:
    """How many these are."""
    return recognition.count_ending_by(rules.ending_by(cycle.year), besides=_registered(cycle))


def recognised(product_id: int, *, today: date) -> Recognised | None:
    """The standing recognition of a product as the rules of registration ask about it."""
    row = recognition.standing_one(product_id)
    return Recognised(row.stars, row.expires_earliest, row.standing_on(today) in RUNNING) if row else None


def circumstances(registration: Registration) -> Circumstances:
    """What the records say around a registration whose product and producer are loaded."""
    product = registration.product
    product_set = db.session.get(ProductSet, product.set_id) if product.set_id else None
    similar = products.similar(product.name, besides=product.id)
    return Circumstances(
        similar_own=tuple(f"{one.name} ({one.producer.name})" for one in similar.own),
        similar_elsewhere=similar.elsewhere,
        fresh_or_raw=product.fresh_or_raw,
        names_agree=producers.names_agree(product.producer.name, product.producer.registered_name),
        lines_cover=rules.lines_cover(
            product.producer.business_lines, product.name, product_set.name if product_set else None
        ),
        carried_out_not=_came_to_nothing(registration),
        commune_known=product.producer.commune_id is not None,
        lacks_stamp_or_label=products.lacks_stamp_or_label(product, today=clock.today()),
    )


@dataclass(frozen=True)
class Twin:
    """A product of another unit with nearly the same name, for the province's eyes."""

    name: str
    producer: str
    unit: str


def twins(registration: Registration, family: frozenset[int]) -> Sequence[Twin]:
    """Products of nearly the same name in the units of a family, with whose they are."""
    names = products.similar_names(registration.product.name)
    keys = [one.product_id for one in names if one.product_id != registration.product_id]
    if not keys:
        return ()
    wanted = (
        select(Product.name, Producer.name, Unit.name)
        .join(Product.producer)
        .join(Unit, Unit.id == Product.tenant_id)
        .where(Product.id.in_(keys))
        .order_by(Product.sort_key, Product.id)
    )
    with window(family) as opened:
        return [Twin(str(name), str(producer), str(unit)) for name, producer, unit in opened.look(wanted)]


@dataclass(frozen=True)
class PlanLine:
    """A registration as an annex of the plan lists it; the present recognition with its stars and its end, from - to."""

    registration_id: int
    product_id: int
    product: str
    producer: str
    commune: str
    product_set: str
    state: State
    expected_stars: int | None
    quarter: int | None
    present_stars: int | None
    decision_number: str | None
    recognised_earliest: date | None
    recognised_latest: date | None
    expires_earliest: date | None
    expires_latest: date | None
    note: str | None


@dataclass(frozen=True)
class PlanLines:
    """The rows of the three annexes, in Vietnamese order."""

    new: tuple[PlanLine, ...]
    upgrade: tuple[PlanLine, ...]
    reassessment: tuple[PlanLine, ...]


def for_plan(cycle_id: int) -> PlanLines:
    """What the unit's plan of a year lists: submitted registrations and whatever came of them, by kind."""
    rows = db.session.scalars(
        select(Registration)
        .join(Registration.product)
        .where(Registration.cycle_id == cycle_id, Registration.state.in_(IN_PLAN))
        .options(
            contains_eager(Registration.product).options(
                joinedload(Product.producer).joinedload(Producer.commune), joinedload(Product.product_set)
            )
        )
        .order_by(Product.sort_key, Registration.id)
    ).all()
    present = recognition.standing_ones([row.product_id for row in rows])
    lines = {kind: tuple(_line(row, present.get(row.product_id)) for row in rows if row.kind is kind) for kind in Kind}
    return PlanLines(lines[Kind.NEW], lines[Kind.UPGRADE], lines[Kind.REASSESSMENT])


class UnitLine(NamedTuple):
    """A registration of one of several units, as the province lists it; `commune` within a sentence, "" when unknown."""

    unit: Workspace
    product: str
    producer: str
    commune: str
    product_set: str | None
    kind: Kind
    present_stars: int | None
    expected_stars: int | None


def of_units(cycle_id: int, *, desk: Workspace, states: Collection[State], on: date) -> Sequence[UnitLine]:
    """The registrations of all units below a desk that stand in these states, by unit and name in Vietnamese order."""
    below = {unit.id: unit for unit in units.below(desk.id, on)}
    commune = aliased(Unit)
    wanted = (
        select(
            Product.tenant_id, Product.name, Producer.name, commune.kind, commune.name, ProductSet.name,
            Registration.kind, Product.stars, Registration.expected_stars,
        )
        .join(Product, Product.id == Registration.product_id)
        .join(Producer, Producer.id == Product.producer_id)
        .outerjoin(commune, commune.id == Producer.commune_id)
        .outerjoin(ProductSet, ProductSet.id == Product.set_id)
        .where(Registration.cycle_id == cycle_id, Registration.state.in_(states))
        .order_by(Product.sort_key, Registration.id)
    )  # fmt: skip
    places = {unit_id: place for place, unit_id in enumerate(below)}
    with window(frozenset(below)) as opened:
        found = [_FromWindow._make(row) for row in opened.look(wanted)]
    return [_unit_line(below[row.unit_id], row) for row in sorted(found, key=lambda row: places[row.unit_id])]


class _FromWindow(NamedTuple):
    unit_id: int
    product: str
    producer: str
    commune_kind: UnitKind | None
    commune: str | None
    product_set: str | None
    kind: Kind
    present_stars: int | None
    expected_stars: int | None


def _unit_line(unit: Workspace, row: _FromWindow) -> UnitLine:
    commune = f"{KIND_NAMES[row.commune_kind]} {row.commune}" if row.commune_kind else ""
    return UnitLine(
        unit, row.product, row.producer, commune, row.product_set, row.kind, row.present_stars, row.expected_stars
    )


def _line(row: Registration, present: Recognition | None) -> PlanLine:
    product = row.product
    return PlanLine(
        registration_id=row.id,
        product_id=product.id,
        product=product.name,
        producer=product.producer.name,
        commune=product.producer.commune_name,
        product_set=product.product_set.name if product.product_set else "",
        state=row.state,
        expected_stars=row.expected_stars,
        quarter=row.quarter,
        present_stars=present.stars if present else None,
        decision_number=present.decision_number if present else None,
        recognised_earliest=present.earliest if present else None,
        recognised_latest=present.latest if present else None,
        expires_earliest=present.expires_earliest if present else None,
        expires_latest=present.expires_latest if present else None,
        note=row.note,
    )


def _came_to_nothing(registration: Registration) -> tuple[int, ...]:
    """Earlier years in which the product was registered without a result."""
    years = db.session.scalars(
        select(Cycle.year)
        .join(Registration, Registration.cycle_id == Cycle.id)
        .where(
            Registration.product_id == registration.product_id,
            Registration.id != registration.id,
            Cycle.year < select(Cycle.year).where(Cycle.id == registration.cycle_id).scalar_subquery(),
            Registration.state.not_in({State.RESULT, State.WITHDRAWN, State.REFUSED, State.IDEA, State.DRAFT}),
        )
        .order_by(Cycle.year)
    )
    return tuple(dict.fromkeys(years))


def _lines(query: ListQuery, cycle_id: int) -> Select[*tuple[object, ...]]:
    rows = LINES.where(*_found(query, cycle_id))
    for column in (*SORTS[query.sort], Registration.id):
        rows = rows.order_by(column.desc().nulls_last() if query.descending else column.asc().nulls_last())
    return rows


def _registered(cycle: Cycle) -> Select[int]:
    return select(Registration.product_id).where(
        Registration.cycle_id == cycle.id, Registration.state.not_in({State.REFUSED, State.WITHDRAWN})
    )


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
