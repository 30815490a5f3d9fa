"""The whole demonstration, in the order in which an office would have made it."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from ocop.accounts.models import User
from ocop.core.db import db
from ocop.seed import people, plans, programme, registry, units
from ocop.tenancy import Unit


def accounts() -> list[str]:
    """The accounts that are there already; none in an empty database."""
    return list(db.session.scalars(select(User.username).order_by(User.id)))


def load(password: str) -> list[str]:
    """Load everything into an empty, migrated database; returns the accounts."""
    made = units.load()
    cycles = {year: one.id for year, one in programme.load(_top(made)).items()}
    names = people.load(made, password)
    db.session.commit()
    registry.load(*registry.keys(), cycles)
    plans.load(cycles)
    return names


def _top(made: Mapping[str, Unit]) -> int:
    """The province: the one unit with nothing above it."""
    (only,) = (unit.id for unit in made.values() if unit.parent_id is None)
    return only


def listed(names: Sequence[str]) -> list[str]:
    """The accounts in a few lines: units that have the same accounts share one."""
    by_unit: dict[str, list[str]] = {}
    for name in names:
        account, _, unit = name.partition(".")
        by_unit.setdefault(unit, []).append(account)
    alike: dict[tuple[str, ...], list[str]] = {}
    for unit, accounts_of in by_unit.items():
        alike.setdefault(tuple(accounts_of), []).append(unit)
    return [
        f"{', '.join(accounts_of)}" + (f"  +  {', '.join('.' + unit for unit in units_of)}" if units_of != [""] else "")
        for accounts_of, units_of in alike.items()
    ]
