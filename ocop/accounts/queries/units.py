"""Units as their keeper sees them: no business data."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload

from ocop.core.db import db
from ocop.core.errors import NotYours
from ocop.tenancy import Unit
from ocop.tenancy.models import UnitName
from ocop.ui.listing import ListQuery, Page

SORTS = ("ten", "ma")


def listed(query: ListQuery) -> Page[Unit]:
    """A page of the units that work here, the unit above loaded."""
    found = _found(query)
    column = Unit.code if query.sort == "ma" else Unit.sort_key
    rows = db.session.scalars(
        select(Unit)
        .where(*found)
        .options(joinedload(Unit.parent))
        .order_by(column.desc() if query.descending else column, Unit.id)
        .offset(query.offset)
        .limit(query.per_page)
    ).all()
    total = db.session.scalar(select(func.count(Unit.id)).where(*found)) or 0
    return Page(rows, total, query)


def workspaces() -> Sequence[Unit]:
    """All units that work here, in Vietnamese order, the top first."""
    return db.session.scalars(
        select(Unit).where(Unit.slug.is_not(None)).order_by(Unit.parent_id.is_not(None), Unit.sort_key)
    ).all()


def unit(unit_id: int) -> Unit:
    """A unit that works here, with the unit above; raises `NotYours`."""
    found = db.session.scalar(
        select(Unit).where(Unit.id == unit_id, Unit.slug.is_not(None)).options(joinedload(Unit.parent))
    )
    if found is None:
        raise NotYours
    return found


def names_of(unit_id: int) -> Sequence[UnitName]:
    """The names that a unit bore before, the latest first."""
    return db.session.scalars(
        select(UnitName).where(UnitName.unit_id == unit_id).order_by(UnitName.valid_to.desc())
    ).all()


def named_since(unit: Unit) -> date:
    """The day from which the unit bears its name of today."""
    names = names_of(unit.id)
    ended = names[0].valid_to if names else None
    return ended + timedelta(days=1) if ended else unit.valid_from


def slug_taken(slug: str) -> bool:
    """Whether a unit works under this word."""
    return db.session.scalar(select(Unit.id).where(Unit.slug == slug)) is not None


def code_taken(code: str, valid_from: date) -> bool:
    """Whether a unit has this code from this day on."""
    known = select(Unit.id).where(Unit.code == code, Unit.valid_from == valid_from)
    return db.session.scalar(known) is not None


def _found(query: ListQuery) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [Unit.slug.is_not(None)]
    for word in query.folded.split():
        conditions.append(
            or_(
                Unit.folded.contains(word, autoescape=True),
                Unit.slug.contains(word, autoescape=True),
                Unit.code == word,
            )
        )
    return conditions
