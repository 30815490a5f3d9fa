"""Reading the year's programme."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Date, case, literal, select
from sqlalchemy.orm import joinedload, selectinload

from ocop.core.db import db
from ocop.core.text.normal import fold
from ocop.programme import rules
from ocop.programme.models import Cycle, Extension, Guidance, LegalBasis, Milestone, Target, Task, UnitTarget

PLAN_ISSUED = "plan_issued"


def current_cycle(on: date) -> Cycle | None:
    """The cycle that a day falls into: the latest one opened by then, else the first that is coming."""
    opened = select(Cycle).where(Cycle.opened_on <= on).order_by(Cycle.opened_on.desc()).limit(1)
    coming = select(Cycle).order_by(Cycle.opened_on).limit(1)
    return db.session.scalar(opened) or db.session.scalar(coming)


def cycle(cycle_id: int) -> Cycle:
    """The cycle with this key, which must exist."""
    return db.session.get_one(Cycle, cycle_id)


def cycles() -> Sequence[Cycle]:
    """All cycles, the latest first."""
    return db.session.scalars(select(Cycle).order_by(Cycle.year.desc())).all()


def milestones(cycle_id: int) -> Sequence[Milestone]:
    """The milestones of a cycle by date, each with its legal basis."""
    return db.session.scalars(
        select(Milestone)
        .where(Milestone.cycle_id == cycle_id)
        .options(joinedload(Milestone.legal_basis))
        .order_by(Milestone.due)
    ).all()


def milestone(cycle_id: int, key: str) -> Milestone | None:
    """One milestone of a cycle by its key, with its legal basis."""
    return db.session.scalar(
        select(Milestone)
        .where(Milestone.cycle_id == cycle_id, Milestone.key == key)
        .options(joinedload(Milestone.legal_basis))
    )


def extension(milestone_id: int) -> Extension | None:
    """More time that the scope's unit was given for a milestone."""
    return db.session.scalar(select(Extension).where(Extension.milestone_id == milestone_id))


def extensions(milestone_id: int) -> Mapping[int, Extension]:
    """The extensions of all units in the scope for a milestone, by unit key."""
    found = db.session.scalars(select(Extension).where(Extension.milestone_id == milestone_id))
    return {row.tenant_id: row for row in found}


def deadline(of: Milestone, extended: Extension | None) -> rules.Deadline:
    """When a unit's document is on time."""
    return rules.deadline(
        of.due, inclusive=of.inclusive, locked=of.locked, extended_until=extended.until if extended else None
    )


def arrival_deadline(of: Milestone, extended: Extension | None) -> rules.Deadline:
    """When a unit's document has arrived on time: the province's own date if it set one, else the milestone's."""
    return rules.deadline(
        of.arrival_due or of.due,
        inclusive=of.inclusive if of.arrival_due is None else True,
        locked=of.locked,
        extended_until=extended.until if extended else None,
    )


def last_day(ordinary: date, until: ColumnElement[date | None]) -> ColumnElement[date]:
    """The last day on time as an SQL expression: the extension's own day when it is later."""
    plain = literal(ordinary, Date)
    return case((until > plain, until), else_=plain)


def targets(cycle_id: int) -> Sequence[Target]:
    """The targets of a cycle in their order."""
    return db.session.scalars(select(Target).where(Target.cycle_id == cycle_id).order_by(Target.position)).all()


def unit_targets(cycle_id: int) -> Mapping[int, UnitTarget]:
    """What the scope's unit registered and was assigned, by target key."""
    rows = db.session.scalars(
        select(UnitTarget).join(Target, UnitTarget.target_id == Target.id).where(Target.cycle_id == cycle_id)
    )
    return {row.target_id: row for row in rows}


def tasks(cycle_id: int) -> Sequence[Task]:
    """The tasks of part IV in their order."""
    return db.session.scalars(select(Task).where(Task.cycle_id == cycle_id).order_by(Task.position)).all()


def legal_bases(keys: Sequence[str]) -> Sequence[LegalBasis]:
    """Legal texts by key, in the order asked; unknown keys are left out."""
    found = {row.key: row for row in db.session.scalars(select(LegalBasis).where(LegalBasis.key.in_(keys)))}
    return [found[key] for key in keys if key in found]


def law() -> Sequence[LegalBasis]:
    """The whole register of legal bases, the latest first; those with an unknown date last."""
    return db.session.scalars(
        select(LegalBasis).order_by(LegalBasis.dated.desc().nulls_last(), LegalBasis.number)
    ).all()


def guidance(text: str = "") -> Sequence[Guidance]:
    """Documents from above, the latest first, searched without accents in number, issuer, title and summary."""
    found = select(Guidance).order_by(Guidance.dated.desc().nulls_last(), Guidance.id)
    if text:
        found = found.where(Guidance.folded.contains(fold(text), autoescape=True))
    return db.session.scalars(found).all()


def guidance_one(guidance_id: int) -> Guidance | None:
    """One document from above."""
    return db.session.get(Guidance, guidance_id)


def with_everything(cycle_id: int) -> Cycle:
    """A cycle with its milestones, targets and tasks loaded: what a new year is copied from."""
    return db.session.scalars(
        select(Cycle)
        .where(Cycle.id == cycle_id)
        .options(selectinload(Cycle.milestones), selectinload(Cycle.targets), selectinload(Cycle.tasks))
    ).one()
