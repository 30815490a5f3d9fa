"""The whole demonstration, in the order in which an office would have made it."""

from collections.abc import Sequence

from sqlalchemy import select

from ocop.accounts.models import User
from ocop.core.db import db
from ocop.seed import people, programme, units


def accounts() -> list[str]:
    """The accounts that are there already; none in an empty database."""
    return list(db.session.scalars(select(User.username).order_by(User.id)))


def load(password: str) -> list[str]:
    """Load everything into an empty, migrated database; returns the accounts."""
    made = units.load()
    programme.load(made["60"].id)
    names = people.load(made, password)
    db.session.commit()
    return names


def listed(names: Sequence[str]) -> list[str]:
    """The accounts in lines, one per unit."""
    by_unit: dict[str, list[str]] = {}
    for name in names:
        account, _, unit = name.partition(".")
        by_unit.setdefault(unit, []).append(account)
    return [f"{unit or 'quản trị'}: {', '.join(f'{one}.{unit}' if unit else one for one in found)}" for unit, found in by_unit.items()]
