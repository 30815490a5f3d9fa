"""Looking up what was done for registered products: steps of the yearly cycle, and support."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from ocop.core.db import db
from ocop.core.errors import NotYours
from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.registrations.models import CycleStep, Registration, StepDone, Support, SupportKind
from ocop.registrations.rules.journey import Sums, sums


@dataclass(frozen=True)
class Walked:
    """A step of the cycle, and what was noted about it."""

    step: CycleStep
    done: StepDone | None


@dataclass(frozen=True)
class SupportLine:
    """What one registered product got and is to get, by the names of the kinds."""

    registration_id: int
    product: str
    producer: str
    given: tuple[str, ...]
    planned: tuple[str, ...]
    sums: Sums


def steps(registration: Registration, *, filed_on: date) -> Sequence[Walked]:
    """The steps of the edition under which it was filed, in their order, with what was noted."""
    edition = select(func.max(CycleStep.valid_from)).where(CycleStep.valid_from <= filed_on).scalar_subquery()
    rows = db.session.execute(
        select(CycleStep, StepDone)
        .outerjoin(StepDone, (StepDone.step_id == CycleStep.id) & (StepDone.registration_id == registration.id))
        .where(CycleStep.valid_from == edition)
        .order_by(CycleStep.position, CycleStep.id)
    )
    return [Walked(step, done) for step, done in rows]


def step(step_id: int) -> CycleStep:
    """A step of the cycle; raises `NotYours` for none."""
    found = db.session.get(CycleStep, step_id)
    if found is None:
        raise NotYours
    return found


def step_done(registration_id: int, step_id: int) -> StepDone | None:
    """What was noted about a step of a registration."""
    return db.session.scalar(
        select(StepDone).where(StepDone.registration_id == registration_id, StepDone.step_id == step_id)
    )


def support_kinds() -> Sequence[SupportKind]:
    """What a product may be helped with, in the order of the law."""
    return db.session.scalars(select(SupportKind).order_by(SupportKind.position, SupportKind.id)).all()


def supports(registration_id: int) -> Sequence[Support]:
    """The help for one registration, by kind and date."""
    return db.session.scalars(
        select(Support)
        .join(Support.kind)
        .where(Support.registration_id == registration_id)
        .options(joinedload(Support.kind))
        .order_by(SupportKind.position, Support.dated, Support.id)
    ).all()


def support(registration_id: int, support_id: int) -> Support:
    """One piece of help of a registration; raises `NotYours`."""
    found = db.session.scalar(
        select(Support)
        .where(Support.id == support_id, Support.registration_id == registration_id)
        .options(joinedload(Support.kind))
    )
    if found is None:
        raise NotYours
    return found


def supported(cycle_id: int) -> Sequence[SupportLine]:
    """The products of a year for which help is planned or given, in Vietnamese order; one statement."""
    rows = db.session.execute(
        select(Registration.id, Product.name, Producer.name, SupportKind.name, Support.done, Support.amount)
        .join(Product, Product.id == Registration.product_id)
        .join(Producer, Producer.id == Product.producer_id)
        .join(Support, Support.registration_id == Registration.id)
        .join(SupportKind, SupportKind.id == Support.kind_id)
        .where(Registration.cycle_id == cycle_id)
        .order_by(Product.sort_key, Registration.id, SupportKind.position, Support.id)
    ).tuples()
    lines = []
    for (key, product, producer), group in groupby(rows, key=lambda row: row[:3]):
        pieces = [(kind, done, amount) for *_head, kind, done, amount in group]
        lines.append(
            SupportLine(
                registration_id=key,
                product=product,
                producer=producer,
                given=tuple(dict.fromkeys(kind for kind, done, _amount in pieces if done)),
                planned=tuple(dict.fromkeys(kind for kind, done, _amount in pieces if not done)),
                sums=sums([(done, amount) for _kind, done, amount in pieces]),
            )
        )
    return lines
