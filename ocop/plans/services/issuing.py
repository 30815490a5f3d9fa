"""After the signature: number and date, the signed page, the sending; and the old plan that gives way."""

from collections.abc import Sequence
from datetime import date, datetime

from flask_babel import gettext as _
from sqlalchemy import select

from ocop import audit
from ocop.accounts.models import User
from ocop.attachments.models import Attachment
from ocop.audit.services import Actor
from ocop.core import clock
from ocop.core.db import db
from ocop.core.errors import DomainError, WrongState
from ocop.core.text.dates import day
from ocop.documents import services as documents
from ocop.documents.models import Document
from ocop.documents.rules import Channel, Series, full_number
from ocop.documents.services.following import follow
from ocop.plans.models import Plan
from ocop.plans.rules import IN_FORCE, State
from ocop.plans.services.moving import hold, move, must_be
from ocop.plans.services.signing import mark_for_signature, paper_of
from ocop.programme import queries as programme
from ocop.tenancy import IssuingBody, Workspace, units


def give_number(plan: Plan, *, number: str, dated: date, by: User, now: datetime) -> Document:
    """Issue the plan under the number and date of the office's register; a body that numbers here gets its next number.

    Raises what `documents.number_external` raises, `WrongState` unless the plan is frozen, or when the province has
    closed the milestone.
    """
    held = hold(plan)
    must_be(held, State.FOR_SIGNATURE)
    _refuse_when_closed(held, on=clock.office_date(now))
    document = paper_of(held)
    if db.session.get_one(IssuingBody, document.body_id).series == Series.OWN:
        documents.number_own(document, dated=dated, by=by, now=now)
    else:
        documents.number_external(document, number=number, dated=dated, by=by, now=now)
    move(held, State.ISSUED)
    held.issued_on = dated
    change = {"state": (State.FOR_SIGNATURE, State.ISSUED), "number": (None, _number(document)), "dated": (None, dated)}
    audit.record(by, "issue", held, name=held.name, change=change)
    return document


def take_number_back(plan: Plan, *, reason: str, by: User, now: datetime) -> None:
    """The number was typed wrongly: back to the frozen plan, while it has no signed page and was not sent.

    Raises `WrongState` later, `DomainError` without a reason.
    """
    held = hold(plan)
    must_be(held, State.ISSUED)
    document = paper_of(held)
    before = _number(document)
    documents.void_number(document, reason=reason, by=by, now=now)
    move(held, State.FOR_SIGNATURE)
    held.issued_on = None
    change = {"number": (before, None), "reason": (None, reason)}
    audit.record(by, "take_number_back", held, name=held.name, change=change)


def attach_signed_copy(plan: Plan, scan: Attachment, *, reason: str = "", by: User, now: datetime) -> None:
    """Keep the signed and stamped page; the plan follows as it does when the page came home in the box of scans.

    Raises what `documents.attach_signed_copy` raises, `WrongState` before the number is given.
    """
    held = hold(plan)
    must_be(held, State.ISSUED)
    documents.attach_signed_copy(paper_of(held), scan, by=by, now=now, reason=reason)


class PlanFollows:
    """The plan behind a document: with its signed page a plan that replaces another takes its place."""

    def hold(self, document: Document) -> None:
        """Lock the plan, if the document has one here."""
        if (plan := _plan_of(document)) is not None:
            hold(plan)

    def signed(self, document: Document, scan: Attachment, *, by: Actor, now: datetime) -> None:
        """Note it in the plan's own trail, and put the plan that it replaces out of force."""
        if (plan := _plan_of(document)) is None:
            return
        audit.record(by, "attach_signed_copy", plan, name=plan.name, change={"signed_copy": (None, scan.name)})
        _take_the_place(plan, document, by=by, now=now)


follow("plan", PlanFollows())


def send(plan: Plan, *, unit: Workspace, channel: Channel, on: date, by: User, now: datetime) -> None:
    """Send the signed plan to those above, once: sending again changes nothing.

    Raises what `documents.dispatch` raises, `WrongState` before the plan is issued.
    """
    held = hold(plan)
    if held.sent_at is not None and held.state in IN_FORCE:
        return
    must_be(held, State.ISSUED)
    receivers = receivers_of(unit, on=on)
    document = paper_of(held)
    documents.dispatch(document, receivers=receivers, channel=channel, on=on, by=by, now=now)
    move(held, State.SENT)
    held.sent_at = now
    change = {"state": (State.ISSUED, State.SENT), "receivers": (None, "; ".join(name for name, _key in receivers))}
    audit.record(by, "send", held, name=held.name, change=change)


def receivers_of(unit: Workspace, *, on: date) -> Sequence[tuple[str, int | None]]:
    """Whom a unit sends its plan to: the department of the unit above; the unit at the top, everybody below."""
    if unit.parent_id is None:
        return [(units.body(below.id, "ubnd", on).name, below.id) for below in units.below(unit.id, on)]
    return [(units.body(unit.parent_id, "department", on).name, unit.parent_id)]


def record_issued(plan: Plan, *, unit: Workspace, number: str, dated: date, by: User, now: datetime) -> Document:
    """Enter a plan that was issued on paper before it was made here: no checks, straight to its number and date.

    The words count as frozen on the day of the paper. Raises `OwnWork` when `by` wrote in it,
    `DomainError` at `dated` for a year that can only be a slip.
    """
    held = hold(plan)
    must_be(held, State.DRAFT)
    if dated.year < programme.cycle(held.cycle_id).year - 1:
        raise DomainError(_("Ngày ban hành quá xa năm của kế hoạch. Vui lòng kiểm tra lại năm."), field="dated")
    held.state = State.CHECKED
    mark_for_signature(held, unit=unit, by=by, now=clock.start_of(dated))
    return give_number(held, number=number, dated=dated, by=by, now=now)


def _plan_of(document: Document) -> Plan | None:
    return db.session.scalar(select(Plan).where(Plan.document_id == document.id))


def _take_the_place(plan: Plan, document: Document, *, by: Actor, now: datetime) -> None:
    """The plan that this one replaces goes out of force, and its public page says by which (Decree 30/2020, Art. 18.3)."""
    if plan.replaces_id is None or plan.supplements:
        return
    old = hold(db.session.get_one(Plan, plan.replaces_id))
    if old.state not in IN_FORCE:
        return
    before = old.state
    move(old, State.REPLACED)
    documents.replace(paper_of(old), by_new=document, by=by, now=now)
    change = {"state": (before, State.REPLACED), "replaced_by": (None, _number(document))}
    audit.record(by, "replace", old, name=old.name, change=change)


def _refuse_when_closed(plan: Plan, *, on: date) -> None:
    """Only a first plan can come too late; one that follows after comments may."""
    milestone = programme.milestone(plan.cycle_id, programme.PLAN_ISSUED) if plan.replaces_id is None else None
    if milestone is None:
        return
    deadline = programme.deadline(milestone, programme.extension(milestone.id))
    if deadline.closed(on):
        raise WrongState(
            _(
                "Tỉnh đã khóa mốc ban hành kế hoạch từ sau ngày %(day)s. Đề nghị tỉnh gia hạn rồi vào số.",
                day=day(deadline.last_day),
            )
        )


def _number(document: Document) -> str:
    return full_number(document.number, document.symbol)
