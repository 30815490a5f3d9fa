"""Handing a plan on, passing it, sending it back with a reason for each section; and what was decided on paper."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from ocop import audit
from ocop.accounts.models import User
from ocop.attachments.models import Attachment
from ocop.core import clock, settings
from ocop.core.db import db
from ocop.core.errors import DomainError
from ocop.core.text.normal import nfc, nfc_lines
from ocop.plans import queries
from ocop.plans.models import Plan, PlanCheck, PlanReason
from ocop.plans.rules import Check, State
from ocop.plans.rules.checking import AWAITED, after_passing
from ocop.plans.services.moving import hold, move, must_be, must_not_be_maker
from ocop.plans.services.versions import HANDED_ON, keep_version

Reasons = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class OnPaper:
    """A decision that was taken on paper: who decided, on which day, the scan that shows it."""

    decided_by: str
    decided_on: date
    scan: Attachment | None = None


def submit(plan: Plan, *, by: User, now: datetime) -> None:
    """Hand a draft to the head of the division.

    Raises `WrongState` unless it is a draft, `DomainError` while a reason for which it was sent back is unanswered.
    """
    held = hold(plan)
    must_be(held, State.DRAFT)
    waiting = [one for one in queries.open_reasons(held.id) if one.mended_at is None]
    if waiting:
        raise DomainError(
            ngettext(
                "Còn %(count)s ý kiến trả lại chưa xử lý. Vui lòng sửa rồi đánh dấu đã sửa từng ý kiến.",
                "Còn %(count)s ý kiến trả lại chưa xử lý. Vui lòng sửa rồi đánh dấu đã sửa từng ý kiến.",
                len(waiting),
                count=len(waiting),
            )
        )
    move(held, State.WITH_HEAD)
    keep_version(held, occasion=HANDED_ON, by=by, now=now)
    audit.record(by, "submit", held, name=held.name, change={"state": (State.DRAFT, State.WITH_HEAD)})


def pass_on(plan: Plan, step: Check, *, by: User, now: datetime, note: str = "") -> None:
    """Pass the check that the plan waits for; raises `OwnWork` for a maker, `WrongState` when it waits for another."""
    held = _awaiting(plan, step)
    must_not_be_maker(held, by)
    _decide(held, step, passed=True, by=by, now=now, note=note)


def send_back(plan: Plan, step: Check, *, reasons: Reasons, by: User, now: datetime) -> None:
    """Send the plan back to its makers with the reason for each section.

    Raises `DomainError` without any reason, `OwnWork` for a maker, `WrongState` when the plan waits for another check.
    """
    held = _awaiting(plan, step)
    must_not_be_maker(held, by)
    _decide(held, step, passed=False, by=by, now=now, reasons=reasons)


def record_from_paper(
    plan: Plan,
    step: Check,
    *,
    passed: bool,
    reasons: Reasons,
    paper: OnPaper,
    by: User,
    now: datetime,
) -> None:
    """The clerk enters a decision on content or form that was taken on paper; it is marked as such.

    Raises `OwnWork` for a maker, `DomainError` without who decided or with a day that lies ahead, `WrongState`.
    """
    held = _awaiting(plan, step)
    must_not_be_maker(held, by)
    check_paper(paper, now=now)
    _decide(held, step, passed=passed, by=by, now=now, reasons=reasons, paper=paper)


def answer(plan: Plan, reason: PlanReason, *, text: str, by: User, now: datetime) -> None:
    """The officer has mended what a reason asked for; an answer in words may say how. Raises `WrongState`."""
    held = hold(plan)
    must_be(held, State.DRAFT)
    before = reason.answer
    reason.answer, reason.mended_at = nfc_lines(text) or None, now
    audit.record(by, "mend", held, name=held.name, change={reason.section_key: (before, reason.answer or "đã sửa")})


def check_paper(paper: OnPaper, *, now: datetime) -> None:
    """Refuse a decision on paper without a name, or from a day that lies ahead; raises `DomainError`."""
    if not nfc(paper.decided_by):
        raise DomainError(_("Vui lòng ghi người đã quyết định trên bản giấy."), field="decided_by")
    if paper.decided_on > clock.office_date(now):
        raise DomainError(_("Ngày quyết định không được sau ngày hôm nay. Vui lòng kiểm tra lại."), field="decided_on")


def note_check(
    plan: Plan, step: Check, *, passed: bool, by: User, now: datetime, note: str = "", paper: OnPaper | None = None
) -> PlanCheck:
    """Write a decision down."""
    check = PlanCheck(
        plan_id=plan.id,
        step=step,
        passed=passed,
        by=by.name,
        by_id=by.id,
        at=now,
        from_paper=paper is not None,
        decided_by=nfc(paper.decided_by) if paper else None,
        decided_on=paper.decided_on if paper else None,
        scan_id=paper.scan.id if paper and paper.scan else None,
        note=nfc_lines(note) or None,
    )
    db.session.add(check)
    db.session.flush()
    return check


def _awaiting(plan: Plan, step: Check) -> Plan:
    held = hold(plan)
    must_be(held, *(state for state, awaited in AWAITED.items() if awaited is step))
    return held


def _decide(
    plan: Plan,
    step: Check,
    *,
    passed: bool,
    by: User,
    now: datetime,
    note: str = "",
    reasons: Reasons | None = None,
    paper: OnPaper | None = None,
) -> None:
    before = plan.state
    told = {key: words for key, given in (reasons or {}).items() if (words := nfc_lines(given))}
    if not passed and not told:
        raise DomainError(_("Vui lòng nêu lý do trả lại ở ít nhất một mục."))
    move(plan, after_passing(step, office_checks=settings.current().office_check) if passed else State.DRAFT)
    check = note_check(plan, step, passed=passed, by=by, now=now, note=note, paper=paper)
    if not passed:
        db.session.add_all(PlanReason(check_id=check.id, section_key=key, reason=words) for key, words in told.items())
    change = {"state": (before, plan.state)} | {key: (None, words) for key, words in told.items() if not passed}
    act = "pass" if passed else "send_back"
    audit.record(by, f"{act}_from_paper" if paper else act, plan, name=plan.name, change=change)
