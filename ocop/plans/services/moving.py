"""Moving a plan from state to state, one hand at a time, and the words for why it is locked."""

from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy import inspect

from ocop.accounts.models import User
from ocop.core.db import db
from ocop.core.errors import Forbidden, WrongState
from ocop.plans import queries, rules
from ocop.plans.models import Plan, PlanMaker
from ocop.plans.rules import State
from ocop.plans.rules.checking import may_check
from ocop.plans.rules.locks import Lock, lock


@dataclass(frozen=True)
class LockWords:
    """Why a plan cannot be written in, and what to do instead."""

    why: LazyString
    instead: LazyString


LOCKED: dict[Lock, LockWords] = {
    Lock.UNDER_CHECK: LockWords(
        _l("Kế hoạch đang được kiểm tra nên tạm khóa."),
        _l("Cần sửa thì đề nghị người đang kiểm tra trả lại, kèm lý do của từng mục."),
    ),
    Lock.FOR_SIGNATURE: LockWords(
        _l("Kế hoạch đã chốt bản trình ký: nội dung phải đúng với bản giấy đang trình."),
        _l("Cần sửa thì lãnh đạo bỏ chốt, nêu lý do, trước khi văn thư vào số."),
    ),
    Lock.ISSUED: LockWords(
        _l("Kế hoạch đã ban hành nên không thay đổi được nữa (Nghị định 30/2020/NĐ-CP, Điều 18)."),
        _l("Nội dung cần đổi thì lập kế hoạch thay thế hoặc kế hoạch bổ sung, có số và ngày riêng."),
    ),
    Lock.REPLACED: LockWords(
        _l("Kế hoạch đã được thay thế nên không thay đổi được nữa."),
        _l("Vui lòng làm việc với kế hoạch thay thế."),
    ),
}
OPEN = LockWords(
    _l("Kế hoạch đang là dự thảo."), _l("Vui lòng hoàn thành các bước kiểm tra trước khi thực hiện bước này.")
)


class OwnWork(Forbidden):
    """Whoever wrote in a plan asks to check it."""

    sentence = _l(
        "Đồng chí đã tham gia soạn kế hoạch này nên không kiểm tra, duyệt được. Đề nghị người khác thực hiện."
    )


def lock_words(state: State) -> LockWords | None:
    """Why a plan in this state is locked and what to do instead; None for a draft."""
    held = lock(state)
    return LOCKED[held] if held else None


def hold(plan: Plan) -> Plan:
    """Wait until nobody else works on the plan, and see it as they left it."""
    db.session.flush()
    columns = [attribute.key for attribute in inspect(Plan).column_attrs]
    db.session.refresh(plan, columns, with_for_update=True)
    return plan


def move(plan: Plan, end: State) -> None:
    """Take the step, or refuse with what to do instead; raises `WrongState`."""
    if not rules.may_move(plan.state, end):
        raise WrongState(refusal(plan.state))
    plan.state = end


def must_be(plan: Plan, *states: State) -> None:
    """Refuse unless the plan is in one of the states; raises `WrongState`."""
    if plan.state not in states:
        raise WrongState(refusal(plan.state))


def refusal(state: State) -> str:
    """The two sentences of a lock as one."""
    words = lock_words(state) or OPEN
    return f"{words.why} {words.instead}"


def must_not_be_maker(plan: Plan, by: User) -> None:
    """Refuse whoever wrote in the plan; raises `OwnWork`."""
    if not may_check(by.id, makers=queries.makers(plan.id)):
        raise OwnWork


def note_maker(plan: Plan, by: User) -> None:
    """Remember who wrote in the plan."""
    if by.id not in queries.makers(plan.id):
        db.session.add(PlanMaker(plan_id=plan.id, user_id=by.id))
        db.session.flush()


class Known:
    """A person as plain values, which outlive the request's session: for what is done once it is over."""

    def __init__(self, by: User) -> None:
        self.id: int | None = by.id
        self.username = by.username
