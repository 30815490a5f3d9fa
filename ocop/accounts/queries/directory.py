"""The contact officers (đầu mối) of the units of a family: names and office addresses that colleagues may see of each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from ocop.accounts.models import User
from ocop.core.db import db
from ocop.tenancy import Workspace, units


@dataclass(frozen=True)
class Contact:
    """One line of the directory; without a name the unit has named nobody yet."""

    unit: Workspace
    name: str | None
    title: str | None = None
    phone: str | None = None
    email: str | None = None


def contacts(of: Workspace, *, on: date) -> Sequence[Contact]:
    """The contact officers of the top unit and of all below it that exist on a day; units without one stand there too."""
    top = _top(of)
    family = [top, *units.below(top.id, on)]
    found: dict[int, list[User]] = {unit.id: [] for unit in family}
    for user in db.session.scalars(
        select(User).where(User.unit_id.in_(found), User.is_contact, User.active).order_by(User.sort_key, User.id)
    ):
        found[user.unit_id or 0].append(user)
    return [line for unit in family for line in _lines(unit, found[unit.id])]


def _lines(unit: Workspace, people: Sequence[User]) -> list[Contact]:
    if not people:
        return [Contact(unit, None)]
    return [Contact(unit, one.name, one.title, one.phone, one.email) for one in people]


def _top(unit: Workspace) -> Workspace:
    above = unit
    while above.parent_id is not None:
        above = units.by_id(above.parent_id)
    return above
