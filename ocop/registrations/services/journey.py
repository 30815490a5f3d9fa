"""What officers note on a product's way through the year: steps carried out, and support."""

from dataclasses import asdict
from datetime import date

from flask_babel import gettext as _

from ocop import audit
from ocop.accounts.models import User
from ocop.core.db import db
from ocop.core.errors import DomainError
from ocop.registrations.models import CycleStep, Registration, StepDone, Support
from ocop.registrations.queries import journey as queries
from ocop.registrations.rules.journey import SUPPORT_FACTS, StepFacts, SupportFacts


def note_step(registration: Registration, step: CycleStep, facts: StepFacts, *, by: User, today: date) -> StepDone:
    """Note that a step was carried out, or correct the note; raises `DomainError` for a day to come."""
    if facts.done_on > today:
        raise DomainError(_("Ngày thực hiện không được sau hôm nay."), field="done_on")
    row = queries.step_done(registration.id, step.id)
    before = row.done_on if row else None
    if row is None:
        row = StepDone(registration_id=registration.id, step_id=step.id, **asdict(facts))
        db.session.add(row)
    else:
        row.done_on, row.done_by, row.note = facts.done_on, facts.done_by, facts.note
    name = registration.product.name
    audit.record(by, "note_step", row, name=name, change={step.title: (before, facts.done_on)})
    return row


def undo_step(registration: Registration, step: CycleStep, *, by: User) -> None:
    """Take the note of a step back, when it was made by mistake."""
    row = queries.step_done(registration.id, step.id)
    if row is None:
        return
    audit.record(by, "discard", row, name=registration.product.name, change={step.title: (row.done_on, None)})
    db.session.delete(row)


def add_support(registration: Registration, facts: SupportFacts, *, by: User) -> Support:
    """Note a piece of help, planned or given; raises `DomainError` for help given without a date, or a negative amount."""
    _check(facts)
    row = Support(registration_id=registration.id, noted_by=by.name, **asdict(facts))
    db.session.add(row)
    known = {name: (None, value) for name, value in asdict(facts).items() if value not in (None, False)}
    audit.record(by, "add", row, name=registration.product.name, change=known)
    return row


def change_support(support: Support, facts: SupportFacts, *, name: str, by: User) -> None:
    """Correct a piece of help of the product `name`."""
    _check(facts)
    after = asdict(facts)
    changed = {one: (getattr(support, one), after[one]) for one in SUPPORT_FACTS if getattr(support, one) != after[one]}
    for one, (_before, value) in changed.items():
        setattr(support, one, value)
    if changed:
        audit.record(by, "change", support, name=name, change=changed)


def remove_support(support: Support, *, name: str, by: User) -> None:
    """Strike a piece of help that was noted by mistake; the trail keeps what it said."""
    said = {one: (value, None) for one in SUPPORT_FACTS if (value := getattr(support, one)) not in (None, False)}
    audit.record(by, "discard", support, name=name, change=said)
    db.session.delete(support)


def _check(facts: SupportFacts) -> None:
    if facts.done and facts.dated is None:
        raise DomainError(_("Đã hỗ trợ thì vui lòng ghi ngày."), field="dated")
    if facts.amount is not None and facts.amount < 0:
        raise DomainError(_("Số tiền không được âm."), field="amount")
