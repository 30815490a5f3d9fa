"""Registrations of the year."""

from datetime import UTC, datetime

from sqlalchemy import select

from ocop.accounts.models import User
from ocop.core.db import db
from ocop.products.models import Product
from ocop.programme.models import Cycle
from ocop.registrations import services
from ocop.registrations.models import Registration
from ocop.registrations.rules import Kind, RegistrationFacts
from tests.factories import world

NOW = datetime(2024, 5, 13, 2, tzinfo=UTC)


def cycle() -> Cycle:
    """The year 2024."""
    return db.session.scalars(select(Cycle).where(Cycle.year == 2024)).one()


def officer(slug: str = "phan-thiet", role: str = "officer") -> User:
    """The unit's person with a role."""
    return db.session.scalars(select(User).where(User.username == world.username(slug, role))).one()


def registration(of: Product, kind: Kind = Kind.NEW, stars: int | None = 3, by: User | None = None) -> Registration:
    """A draft."""
    facts = RegistrationFacts(expected_stars=stars)
    return services.register(of, kind=kind, cycle=cycle(), facts=facts, by=by or officer(), now=NOW)
