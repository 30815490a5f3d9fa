"""One registration, those of a product, and the products that are due for one in a year."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from ocop.core import clock
from ocop.core.db import db
from ocop.core.errors import NotYours
from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.programme import queries as programme
from ocop.programme.models import Cycle
from ocop.recognition import queries as recognition
from ocop.recognition.models import Recognition
from ocop.recognition.rules import RUNNING
from ocop.registrations import rules
from ocop.registrations.models import Registration, RegistrationWarning
from ocop.registrations.rules import OVER, Kind, Recognised, State

WHOLE_PRODUCT = (joinedload(Product.producer).joinedload(Producer.commune), joinedload(Product.product_set))
"""Loads a product with its producer, commune and set."""


def registration(registration_id: int) -> Registration:
    """The registration with its product, producer, commune, set and answered warnings; raises `NotYours`."""
    found = db.session.scalar(
        select(Registration)
        .where(Registration.id == registration_id)
        .options(joinedload(Registration.product).options(*WHOLE_PRODUCT), selectinload(Registration.warnings))
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


def _registered(cycle: Cycle) -> Select[int]:
    return select(Registration.product_id).where(
        Registration.cycle_id == cycle.id, Registration.state.not_in({State.REFUSED, State.WITHDRAWN})
    )
