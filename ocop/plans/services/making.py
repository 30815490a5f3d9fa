"""Making plans: the year's first one out of the template and the records, later ones out of the plan they follow."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from ocop import audit
from ocop.accounts.models import User
from ocop.core import clock
from ocop.core.db import db
from ocop.core.errors import WrongState
from ocop.core.text.dates import day
from ocop.paperwork.kit.wording import lowered
from ocop.plans import queries
from ocop.plans.models import Plan, PlanActivity, PlanBudgetLine, PlanSection
from ocop.plans.rules import IN_FORCE, State
from ocop.plans.rules.deriving import Derived, derive
from ocop.plans.rules.template import DISTRICT, PROVINCE
from ocop.plans.services.moving import hold, must_be, note_maker
from ocop.programme import queries as programme
from ocop.programme.models import Cycle
from ocop.tenancy import Workspace


def make(cycle: Cycle, *, unit: Workspace, by: User, now: datetime) -> Plan:
    """The unit's first plan of the year, drafted from the year's text and the records.

    Asking again, or twice at once, gives the plan that is there. Raises `TemplateMissing`.
    """
    known = queries.first_plan(cycle.id)
    if known is not None:
        return known
    template = queries.template(cycle.id, PROVINCE if unit.id == cycle.unit_id else DISTRICT)
    facts = queries.unit_facts(cycle, unit=unit, on=clock.office_date(now))
    keys = ",".join(piece.key for piece in template.pieces if piece.part == "basis")
    derived = derive(template, facts, citations=queries.citations(keys))
    try:
        with db.session.begin_nested():
            plan = _draft(derived, cycle=cycle, by=by, now=now)
    except IntegrityError:
        known = queries.first_plan(cycle.id)
        assert known is not None
        return known
    note_maker(plan, by)
    if unit.id != cycle.unit_id:
        _add_calendar(plan, cycle, unit)
    audit.record(by, "make", plan, name=plan.name)
    return plan


def make_successor(plan: Plan, *, supplements: bool, by: User, now: datetime) -> Plan:
    """A new draft that is to replace an issued plan, or to supplement it: the next ordinal, prefilled from it.

    Asking again gives the draft that is there (Decree 30/2020, Art. 18.3). Raises `WrongState` unless the plan is in force.
    """
    held = hold(plan)
    known = queries.open_successor(held.id)
    if known is not None:
        return known
    must_be(held, *IN_FORCE)
    new = Plan(
        cycle_id=held.cycle_id,
        ordinal=queries.last_ordinal(held.cycle_id) + 1,
        name=held.name,
        state=State.DRAFT,
        replaces_id=held.id,
        supplements=supplements,
        subject=_changing(held.subject) if supplements else held.subject,
        legal_bases=held.legal_bases,
        recipients=held.recipients,
        filed=held.filed,
        made_by=by.name,
        made_by_id=by.id,
        made_at=now,
        counted_at=held.counted_at,
    )
    db.session.add(new)
    db.session.flush()
    _copy_parts(held, new, by=by, now=now)
    note_maker(new, by)
    change = {"replaces_id": (None, held.id), "supplements": (None, supplements)}
    audit.record(by, "make", new, name=new.name, change=change)
    return new


def discard(plan: Plan, *, by: User) -> None:
    """Delete a draft that never was frozen; raises `WrongState` otherwise."""
    held = hold(plan)
    must_be(held, State.DRAFT)
    if held.document_id is not None:
        raise WrongState(_("Kế hoạch đã từng chốt trình ký nên được lưu lại. Vui lòng sửa dự thảo thay vì xóa."))
    audit.record(by, "discard", held, name=held.name)
    db.session.delete(held)
    db.session.flush()


def _draft(derived: Derived, *, cycle: Cycle, by: User, now: datetime) -> Plan:
    plan = Plan(
        cycle_id=cycle.id,
        ordinal=1,
        name=_("Kế hoạch OCOP năm %(year)s", year=cycle.year),
        state=State.DRAFT,
        subject=derived.subject,
        legal_bases=derived.bases,
        recipients=derived.recipients,
        filed=derived.filed,
        made_by=by.name,
        made_by_id=by.id,
        made_at=now,
        counted_at=now,
    )
    db.session.add(plan)
    db.session.flush()
    db.session.add_all(
        PlanSection(
            plan_id=plan.id,
            key=one.key,
            position=position,
            heading=one.heading,
            text=one.text,
            derived=one.text,
            edited_by=by.name,
            edited_by_id=by.id,
            edited_at=now,
        )
        for position, one in enumerate(derived.sections)
    )
    db.session.flush()
    return plan


def _add_calendar(plan: Plan, cycle: Cycle, unit: Workspace) -> None:
    """The year's milestones are the first lines of the calendar."""
    milestones = [one for one in programme.milestones(cycle.id) if one.key != programme.PLAN_ISSUED]
    db.session.add_all(
        PlanActivity(
            plan_id=plan.id,
            position=position,
            content=one.title,
            period=f"{'Đến hết' if one.inclusive else 'Trước'} {day(one.due)}",
            in_charge=unit.division or "",
            cooperating=None,
        )
        for position, one in enumerate(milestones)
    )
    db.session.flush()


def _changing(subject: str) -> str:
    """The trích yếu of a plan that changes parts of the one with this trích yếu."""
    return f"Điều chỉnh, bổ sung Kế hoạch {lowered(subject)}"


def _copy_parts(old: Plan, new: Plan, *, by: User, now: datetime) -> None:
    db.session.add_all(
        PlanSection(
            plan_id=new.id,
            key=one.key,
            position=one.position,
            heading=one.heading,
            text=one.text,
            derived=one.derived,
            edited_by=by.name,
            edited_by_id=by.id,
            edited_at=now,
        )
        for one in queries.sections(old.id)
    )
    db.session.add_all(
        PlanBudgetLine(plan_id=new.id, position=one.position, purpose=one.purpose, source=one.source, amount=one.amount)
        for one in queries.budget(old.id)
    )
    db.session.add_all(
        PlanActivity(
            plan_id=new.id,
            position=one.position,
            content=one.content,
            period=one.period,
            in_charge=one.in_charge,
            cooperating=one.cooperating,
        )
        for one in queries.activities(old.id)
    )
    db.session.flush()
