"""What the province does with a unit's plan: it receives it, or comments and asks for a new one."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from flask_babel import gettext as _
from sqlalchemy import select

from ocop import audit
from ocop.accounts.models import User
from ocop.core import clock
from ocop.core.db import db
from ocop.core.errors import DomainError, WrongState
from ocop.core.text.normal import nfc, nfc_lines
from ocop.documents import services as documents
from ocop.documents.models import Incoming
from ocop.documents.rules import parse_number
from ocop.paperwork.forms.plan import Plan as Paper
from ocop.plans import papers
from ocop.plans.models import Plan, PlanComment, PlanReceipt
from ocop.plans.papers.annexes import SOURCE_NAMES
from ocop.plans.rules import State
from ocop.plans.rules.content import Remark
from ocop.plans.rules.figures import Figures
from ocop.plans.services.moving import Known, hold, move, must_be
from ocop.plans.services.signing import paper_of
from ocop.tenancy import Workspace, acting_in

SOURCES = {name: source for source, name in SOURCE_NAMES.items()}
NOT_SENT = (State.DRAFT, State.WITH_HEAD, State.WITH_OFFICE, State.CHECKED, State.FOR_SIGNATURE, State.ISSUED)


def receive(plan: Plan, *, number: str, on: date, by: User, now: datetime) -> PlanReceipt:
    """Take the plan in under its số đến: from now on the figures that the province consolidates stand.

    Raises `DomainError` at `number` or `on`, `WrongState` unless the plan lies with the province.
    """
    held = hold(plan)
    _must_lie_with_us(held)
    incoming = _checked(number, on, held, now=now)
    before = held.state
    move(held, State.RECEIVED)
    held.received_at = now
    receipt = PlanReceipt(
        plan_id=held.id,
        received_at=now,
        received_by=by.name,
        incoming_number=incoming,
        incoming_on=on,
        figures=figures_of(papers.signed_paper(paper_of(held))).dump(),
    )
    db.session.add(receipt)
    change = {"state": (before, State.RECEIVED), "incoming_number": (None, incoming)}
    audit.record(by, "receive", held, name=held.name, change=change)
    return receipt


def enter_at_desk(plan: Plan, receipt: PlanReceipt, *, desk: Workspace, by: User, now: datetime) -> None:
    """Once this request is over: the same số đến stands in the register of the desk, unless its clerk entered one before."""
    token, number, on = paper_of(plan).token, receipt.incoming_number, receipt.incoming_on
    if number is None or on is None:
        return
    who = Known(by)

    def write() -> None:
        with acting_in(desk.id):
            arrived = db.session.scalar(select(Incoming).where(Incoming.token == token))
            if arrived is not None and arrived.incoming_number is None:
                documents.receive(arrived, number=number, on=on, by=who, now=now)

    db.afterwards(write)


def comment(plan: Plan, *, remarks: Mapping[str, Remark], by: User, now: datetime) -> Sequence[PlanComment]:
    """Comment on sections: the unit answers with a new plan, since an issued one never changes.

    Raises `DomainError` without a comment, or for one without its reason; `WrongState` unless the plan lies with the
    province.
    """
    held = hold(plan)
    _must_lie_with_us(held)
    told = {key: one for key, one in remarks.items() if nfc(one.comment)}
    if not told:
        raise DomainError(_("Vui lòng góp ý ở ít nhất một mục."))
    if any(not nfc(one.reason) for one in told.values()):
        raise DomainError(_("Vui lòng nêu lý do của từng ý kiến góp ý."))
    before = held.state
    move(held, State.COMMENTED)
    made = [
        PlanComment(
            plan_id=held.id,
            section_key=key,
            comment=nfc_lines(one.comment),
            reason=nfc_lines(one.reason),
            by=by.name,
            at=now,
        )
        for key, one in told.items()
    ]
    db.session.add_all(made)
    change = {"state": (before, State.COMMENTED)} | {key: (None, one.comment) for key, one in told.items()}
    audit.record(by, "comment", held, name=held.name, change=change)
    return made


def figures_of(paper: Paper) -> Figures:
    """The figures of the signed page, not of records that may have moved on since."""
    rows = paper.annexes
    funding: Counter[str] = Counter()
    for line in rows.funding:
        funding[SOURCES[line.source].value] += line.amount or 0
    return Figures(len(rows.new), len(rows.upgrades), len(rows.reassessments), dict(funding))


def _must_lie_with_us(plan: Plan) -> None:
    if plan.state in NOT_SENT:
        raise WrongState(_("Đơn vị chưa gửi kế hoạch này về tỉnh. Vui lòng đôn đốc, chờ bản ký của đơn vị."))
    if plan.state is State.RECEIVED:
        raise WrongState(_("Kế hoạch này đã được tiếp nhận. Ý kiến sau tiếp nhận vui lòng gửi bằng công văn."))
    must_be(plan, State.SENT, State.COMMENTED)


def _checked(number: str, on: date, plan: Plan, *, now: datetime) -> str | None:
    if not nfc(number):
        return None
    parsed = parse_number(number)
    if parsed is None:
        raise DomainError(_("Vui lòng nhập số đến bằng chữ số, ví dụ 125."), field="number")
    if on > clock.office_date(now):
        raise DomainError(_("Ngày đến không được sau ngày hôm nay. Vui lòng kiểm tra lại."), field="on")
    if plan.issued_on is not None and on < plan.issued_on:
        raise DomainError(_("Ngày đến không được trước ngày ban hành. Vui lòng kiểm tra lại."), field="on")
    return str(parsed)
