"""The whole demonstration, in the order in which an office would have made it."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from ocop.accounts.models import User
from ocop.core.db import db
from ocop.seed import people, plans, programme, registry, survey, units
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
    unit_keys, communes = registry.keys()
    registry.load(unit_keys, communes, cycles)
    survey.load(unit_keys, cycles[min(cycles)])
    plans.load(cycles)
    return names


def _top(made: Mapping[str, Unit]) -> int:
    """The province: the one unit with nothing above it."""
    (only,) = (unit.id for unit in made.values() if unit.parent_id is None)
    return only


def listed(names: Sequence[str]) -> list[str]:
    """The accounts in a few lines: accounts of the same units share one."""
    by_account: dict[str, list[str]] = {}
    for name in names:
        account, dot, unit = name.partition(".")
        by_account.setdefault(account, []).append(dot + unit)
    alike: dict[tuple[str, ...], list[str]] = {}
    for account, units_of in by_account.items():
        alike.setdefault(tuple(units_of), []).append(account)
    return [
        ", ".join(accounts_of) + (f"  +  {', '.join(units_of)}" if any(units_of) else "")
        for units_of, accounts_of in alike.items()
    ]
