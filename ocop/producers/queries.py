"""Looking producers up."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from flask_babel import gettext as _
from sqlalchemy import (
    ColumnElement,
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
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from ocop.core.db import db
from ocop.core.errors import DomainError, NotYours
from ocop.producers.models import ChainLink, Producer, ProducerRevenue, ProducerSensitive
from ocop.producers.rules import LegalForm, is_named
from ocop.tenancy import Kind as UnitKind
from ocop.tenancy import Unit
from ocop.tenancy.units import KIND_NAMES
from ocop.ui import asides
from ocop.ui.listing import ListQuery, Page, Picked

SORTS: dict[str, tuple[InstrumentedAttribute[str] | InstrumentedAttribute[LegalForm | None], ...]] = {
    "ten": (Producer.sort_key,),
    "loai-hinh": (Producer.legal_form, Producer.sort_key),
    "xa": (Unit.sort_key, Producer.sort_key),
}
FILTERS = ("loai-hinh", "xa")
UNKNOWN = "chua-ro"
EXPORT_BATCH = 500
BETWEEN_NAMES = " | "
"""Parts the name from a differing registered name in the folded column; no folded word holds it."""
THINGS = "producers"
"""Under this name later rooms tell apart producers whom no source names."""


class Choice(NamedTuple):
    """A producer to choose; one whom no source names is told by its place and product."""

    id: int
    name: str


CHOICES = (
    select(Producer.id, Producer.name, Producer.address, Unit.kind, Unit.name)
    .outerjoin(Producer.commune)
    .where(Producer.merged_into_id.is_(None))
    .order_by(Producer.sort_key, Producer.id)
)


class Line(NamedTuple):
    """A producer as the list shows it: plain values, which cost a fraction of the loaded thing."""

    id: int
    name: str
    legal_form: LegalForm | None
    commune_kind: UnitKind | None
    commune_name: str | None
    address: str | None
    registration_number: str | None
    registration_date: date | None
    tax_code: str | None
    representative: str | None
    labour_total: int | None
    labour_local: int | None
    labour_women: int | None

    @property
    def commune(self) -> str:
        """ "phường Mũi Né"; empty when it is unknown."""
        return f"{KIND_NAMES[self.commune_kind]} {self.commune_name}" if self.commune_kind else ""


LINES = (
    select(
        Producer.id, Producer.name, Producer.legal_form, Unit.kind, Unit.name, Producer.address,
        Producer.registration_number, Producer.registration_date, Producer.tax_code, Producer.representative,
        Producer.labour_total, Producer.labour_local, Producer.labour_women,
    )
    .outerjoin(Producer.commune)
)  # fmt: skip


def producer(producer_id: int) -> Producer:
    """The producer with its commune; raises `NotYours`."""
    found = db.session.scalar(select(Producer).where(Producer.id == producer_id).options(joinedload(Producer.commune)))
    if found is None:
        raise NotYours
    return found


def sensitive(producer_id: int) -> ProducerSensitive | None:
    """The protected facts of a producer, when any are kept. Whoever shows them notes it in the trail."""
    return db.session.scalar(select(ProducerSensitive).where(ProducerSensitive.producer_id == producer_id))


def revenues(producer_id: int) -> Sequence[ProducerRevenue]:
    """What a producer earned by year, the latest first."""
    return db.session.scalars(
        select(ProducerRevenue).where(ProducerRevenue.producer_id == producer_id).order_by(ProducerRevenue.year.desc())
    ).all()


def revenue_of(producer_id: int, year: int) -> ProducerRevenue | None:
    """What a producer earned in one year."""
    return db.session.scalar(
        select(ProducerRevenue).where(ProducerRevenue.producer_id == producer_id, ProducerRevenue.year == year)
    )


def revenue_in(producer_id: int, year: int) -> ProducerRevenue:
    """The same; raises `NotYours` where none is kept."""
    found = revenue_of(producer_id, year)
    if found is None:
        raise NotYours
    return found


def chain_links(producer_id: int) -> Sequence[ChainLink]:
    """With whom a producer works along the value chain, with partners who are producers of the unit."""
    return db.session.scalars(
        select(ChainLink)
        .where(ChainLink.producer_id == producer_id)
        .options(joinedload(ChainLink.partner))
        .order_by(ChainLink.role, ChainLink.id)
    ).all()


def chain_link(producer_id: int, link_id: int) -> ChainLink:
    """One of the links of a producer; raises `NotYours`."""
    found = db.session.scalar(
        select(ChainLink)
        .where(ChainLink.id == link_id, ChainLink.producer_id == producer_id)
        .options(joinedload(ChainLink.partner))
    )
    if found is None:
        raise NotYours
    return found


def links_to(producer_id: int) -> Sequence[ChainLink]:
    """The links of others in which a producer is the partner."""
    return db.session.scalars(select(ChainLink).where(ChainLink.partner_id == producer_id)).all()


def listed(query: ListQuery) -> Page[Line]:
    """One page of the list, with communes."""
    page = _page(query.sort, query.descending)
    page = page.where(*_found(query)) if query.narrowed else page
    rows = db.session.execute(page, {"most": query.per_page, "before": query.offset}).all()
    lines_shown = _named_somehow([Line._make(values) for *values, _total in rows])
    return Page(lines_shown, rows[0][-1] if rows else 0, query)


def all_listed(query: ListQuery, picked: Picked | None = None) -> Iterator[Line]:
    """Every row that the list shows on all its pages, or only the ticked ones, read in batches.

    Raises `DomainError` when nothing was ticked, `NotYours` when a ticked one is not the unit's.
    """
    meant = _found(query) if picked is None or picked.everything else _ticked(picked)
    lines = LINES.where(*meant).order_by(*_order(query.sort, query.descending))
    told = asides.told_apart(THINGS)
    found = db.session.execute(lines.execution_options(yield_per=EXPORT_BATCH))
    return (_named_by(Line._make(values), told) for values in found)


def choices() -> list[Choice]:
    """All producers of the scope in Vietnamese order, for choosing one; merged ones are left out."""
    told = asides.told_apart(THINGS)
    return [
        Choice(
            key,
            name
            if is_named(name)
            else unnamed(address, f"{KIND_NAMES[kind]} {place}" if place else None, told.get(key)),
        )
        for key, name, address, kind, place in db.session.execute(CHOICES)
    ]


def title(of: Producer) -> str:
    """The name of a producer, or by what one whom no source names is known; its commune must have been loaded."""
    if is_named(of.name):
        return of.name
    return unnamed(of.commune_name, asides.told_apart(THINGS).get(of.id))


def shown(name: str) -> str:
    """A producer's name as screens show it; paper keeps the dots of a producer whom no source names."""
    return name if is_named(name) else unnamed()


def unnamed(*known_by: str | None) -> str:
    """How a producer whom no source names is called, by what is known of place and product; never by a person."""
    known = ", ".join(filter(None, known_by))
    return str(_("Chưa rõ tên, %(place)s", place=known)) if known else str(_("Chưa rõ tên"))


def named(folded: str) -> Sequence[Producer]:
    """The producers of the scope whose folded name is exactly this."""
    same = or_(Producer.folded == folded, Producer.folded.startswith(folded + BETWEEN_NAMES, autoescape=True))
    return db.session.scalars(
        select(Producer).where(same, Producer.merged_into_id.is_(None)).order_by(Producer.id)
    ).all()


def count() -> int:
    """How many producers the scope has, merged ones not counted."""
    return db.session.scalar(select(func.count(Producer.id)).where(Producer.merged_into_id.is_(None))) or 0


def count_of(form: LegalForm) -> int:
    """How many of them are of a legal form."""
    wanted = select(func.count(Producer.id)).where(Producer.merged_into_id.is_(None), Producer.legal_form == form)
    return db.session.scalar(wanted) or 0


def matching(folded: str) -> ColumnElement[bool]:
    """Whether every word of a folded search stands somewhere in the name, registered number, tax code or commune."""
    return and_(
        true(),
        *(
            or_(
                Producer.folded.contains(word, autoescape=True),
                Producer.tax_code.startswith(word, autoescape=True),
                Producer.registration_number.istartswith(word, autoescape=True),
                Producer.commune_id.in_(select(Unit.id).where(Unit.folded.contains(word, autoescape=True))),
            )
            for word in folded.split()
        ),
    )


def _found(query: ListQuery) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [Producer.merged_into_id.is_(None)]
    if query.folded:
        conditions.append(matching(query.folded))
    if form := query.filters.get("loai-hinh"):
        conditions.append(_of_form(form))
    if commune := query.filters.get("xa"):
        conditions.append(Producer.commune_id.is_(None) if commune == UNKNOWN else Producer.commune_id == _key(commune))
    return conditions


def _named_somehow(lines: list[Line]) -> list[Line]:
    if all(is_named(one.name) for one in lines):
        return lines
    told = asides.told_apart(THINGS)
    return [_named_by(one, told) for one in lines]


def _named_by(line: Line, told: Mapping[int, str]) -> Line:
    """The commune has a column of its own in lists."""
    return line if is_named(line.name) else line._replace(name=unnamed(told.get(line.id)))


def _ticked(picked: Picked) -> list[ColumnElement[bool]]:
    if not picked:
        raise DomainError(_("Vui lòng đánh dấu ít nhất một dòng."))
    meant: list[ColumnElement[bool]] = [Producer.id.in_(picked.keys), Producer.merged_into_id.is_(None)]
    if db.session.scalar(select(func.count(Producer.id)).where(*meant)) != len(picked.keys):
        raise NotYours
    return meant


@cache
def _page(sort: str, descending: bool) -> Select[*tuple[Any, ...]]:
    """A page of the list in one order, with the number of all rows; written once, as writing takes longer than asking."""
    there = LINES.add_columns(func.count().over()).where(Producer.merged_into_id.is_(None))
    most, before = bindparam("most", type_=Integer), bindparam("before", type_=Integer)
    return there.order_by(*_order(sort, descending)).limit(most).offset(before)


def _order(
    sort: str, descending: bool
) -> list[UnaryExpression[str] | UnaryExpression[LegalForm | None] | UnaryExpression[int]]:
    columns = (*SORTS[sort], Producer.id)
    return [column.desc() if descending else column.asc() for column in columns]


def _of_form(value: str) -> ColumnElement[bool]:
    if value == UNKNOWN:
        return Producer.legal_form.is_(None)
    return Producer.legal_form == LegalForm(value) if value in set(LegalForm) else false()


def _key(value: str) -> int:
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 10 else 0
