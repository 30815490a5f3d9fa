"""The people of a unit. Users are un-owned, so each of these names the unit it is asked for."""

from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import contains_eager, selectinload

from ocop.accounts.models import RoleGrant, User
from ocop.accounts.rules import Role
from ocop.core.db import db
from ocop.core.errors import NotYours
from ocop.tenancy import Unit
from ocop.ui.listing import ListQuery, Page

SORTS = ("ten", "tai-khoan")
FILTERS = ("vai-tro", "tinh-trang")
CLOSED = "ngung"


def people(unit_id: int, query: ListQuery) -> Page[User]:
    """A page of a unit's people, roles loaded."""
    return _page(User.unit_id == unit_id, query)


def every_person(unit_id: int, query: ListQuery) -> Iterator[User]:
    """All people that the list shows on all its pages, roles loaded."""
    return iter(db.session.scalars(_in_order(_found(User.unit_id == unit_id, query), query)).all())


def heads(query: ListQuery) -> Page[User]:
    """A page of the heads of all units, for the operator; unit and roles loaded."""
    return _page(User.grants.any(RoleGrant.role == Role.HEAD), query)


def units_without_head() -> Sequence[Unit]:
    """The units that work here and that nobody leads."""
    led = select(User.unit_id).where(
        User.active, User.unit_id.is_not(None), User.grants.any(RoleGrant.role == Role.HEAD)
    )
    return db.session.scalars(
        select(Unit).where(Unit.slug.is_not(None), Unit.id.not_in(led)).order_by(Unit.sort_key)
    ).all()


def person(user_id: int) -> User:
    """The person with this key, roles loaded; raises `NotYours`."""
    found = db.session.scalar(select(User).where(User.id == user_id).options(selectinload(User.grants)))
    if found is None:
        raise NotYours
    return found


def person_of_unit(unit_id: int, user_id: int) -> User:
    """A person of this unit, roles loaded; raises `NotYours` for a person of another."""
    found = person(user_id)
    if found.unit_id != unit_id:
        raise NotYours
    return found


def head(user_id: int) -> User:
    """Somebody who leads a unit, roles loaded; raises `NotYours` for everybody else."""
    found = person(user_id)
    if Role.HEAD not in found.roles:
        raise NotYours
    return found


def username_taken(username: str) -> bool:
    """Whether an account has this name."""
    return db.session.scalar(select(User.id).where(User.username == username)) is not None


def heads_besides(user: User) -> int:
    """How many other people lead the person's unit; their unit is locked, so that two heads cannot remove each other at once."""
    db.session.scalar(select(Unit.id).where(Unit.id == user.unit_id).with_for_update())
    return (
        db.session.scalar(
            select(func.count(User.id)).where(
                User.unit_id == user.unit_id,
                User.id != user.id,
                User.active,
                User.grants.any(RoleGrant.role == Role.HEAD),
            )
        )
        or 0
    )


def top_unit_id() -> int | None:
    """The unit at the top, whose chain records what belongs to no unit; None before units were loaded."""
    return db.session.scalar(
        select(Unit.id).where(Unit.parent_id.is_(None), Unit.slug.is_not(None)).order_by(Unit.id).limit(1)
    )


def _page(whose: ColumnElement[bool], query: ListQuery) -> Page[User]:
    found = _found(whose, query)
    rows = db.session.scalars(_in_order(found, query).offset(query.offset).limit(query.per_page)).all()
    total = db.session.scalar(select(func.count(User.id)).outerjoin(User.unit).where(*found)) or 0
    return Page(rows, total, query)


def _in_order(found: list[ColumnElement[bool]], query: ListQuery) -> Select[User]:
    columns = (User.username,) if query.sort == "tai-khoan" else (User.sort_key, User.id)
    return (
        select(User)
        .outerjoin(User.unit)
        .where(*found)
        .options(selectinload(User.grants), contains_eager(User.unit))
        .order_by(*(column.desc() if query.descending else column for column in columns))
    )


def _found(whose: ColumnElement[bool], query: ListQuery) -> list[ColumnElement[bool]]:
    conditions = [whose]
    for word in query.folded.split():
        places = (User.folded, User.username, Unit.folded)
        conditions.append(or_(*(place.contains(word, autoescape=True) for place in places)))
    role = query.filters.get("vai-tro")
    if role in set(Role):
        conditions.append(User.grants.any(RoleGrant.role == Role(role)))
    if standing := query.filters.get("tinh-trang"):
        conditions.append(User.active.is_not(standing == CLOSED))
    return conditions
