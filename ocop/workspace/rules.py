"""What a unit's home page says: what waits for a person, what is missing, and the one thing to do next."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from itertools import chain

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from ocop.plans.rules import State
from ocop.tenancy import Permission

Asks = Callable[[Permission], bool]
"""Whether the person at the desk holds a permission."""


class Work(StrEnum):
    """One kind of line on the home page."""

    MAKE_PLAN = "make_plan"
    FINISH_PLAN = "finish_plan"
    MEND_PLAN = "mend_plan"
    CHECK_CONTENT = "check_content"
    CHECK_FORM = "check_form"
    MARK_FOR_SIGNATURE = "mark_for_signature"
    NUMBER_PLAN = "number_plan"
    SEND_PLAN = "send_plan"
    SEND_PLAN_DOWN = "send_plan_down"
    ANSWER_COMMENTS = "answer_comments"
    NUMBER_LETTERS = "number_letters"
    ATTACH_COPIES = "attach_copies"
    READ_INCOMING = "read_incoming"
    ENTER_INCOMING = "enter_incoming"
    SUBMIT_REGISTRATIONS = "submit_registrations"
    REGISTER_AGAIN = "register_again"
    RECEIVE_PLANS = "receive_plans"
    REMIND_UNITS = "remind_units"
    DECIDE_REGISTRATIONS = "decide_registrations"
    REGISTER_TARGETS = "register_targets"
    NAME_CONTACT = "name_contact"
    PLACE_PRODUCERS = "place_producers"
    SORT_PRODUCTS = "sort_products"
    REGISTER_PRODUCTS = "register_products"
    DATE_RECOGNITIONS = "date_recognitions"
    MAKE_DOSSIERS = "make_dossiers"
    RENEW_EVIDENCE = "renew_evidence"


SENTENCES: Mapping[Work, LazyString] = {
    Work.MAKE_PLAN: _l("Đơn vị chưa lập kế hoạch năm"),
    Work.FINISH_PLAN: _l("Kế hoạch năm đang soạn, chưa trình"),
    Work.MEND_PLAN: _l("Kế hoạch bị trả lại, số lý do chưa sửa"),
    Work.CHECK_CONTENT: _l("Kế hoạch chờ lãnh đạo phòng kiểm tra nội dung"),
    Work.CHECK_FORM: _l("Kế hoạch chờ Văn phòng kiểm tra thể thức"),
    Work.MARK_FOR_SIGNATURE: _l("Kế hoạch đã kiểm tra, chờ chuyển trình ký"),
    Work.NUMBER_PLAN: _l("Kế hoạch trình ký, chờ ghi số, ngày ban hành"),
    Work.SEND_PLAN: _l("Kế hoạch đã ban hành, chờ gửi về tỉnh"),
    Work.SEND_PLAN_DOWN: _l("Kế hoạch đã ban hành, chờ gửi các đơn vị"),
    Work.ANSWER_COMMENTS: _l("Tỉnh góp ý kế hoạch, số ý kiến cần tiếp thu bằng kế hoạch mới"),
    Work.NUMBER_LETTERS: _l("Văn bản đã chốt chờ ghi số, ngày"),
    Work.ATTACH_COPIES: _l("Văn bản đã ban hành chưa có bản ký, đóng dấu"),
    Work.READ_INCOMING: _l("Văn bản đến chưa đọc"),
    Work.ENTER_INCOMING: _l("Văn bản đến chưa vào sổ"),
    Work.SUBMIT_REGISTRATIONS: _l("Đăng ký còn dự thảo, cần trả lời cảnh báo và trình"),
    Work.REGISTER_AGAIN: _l("Sản phẩm đến hạn chưa đăng ký đánh giá lại"),
    Work.RECEIVE_PLANS: _l("Kế hoạch của đơn vị chờ tiếp nhận"),
    Work.REMIND_UNITS: _l("Đơn vị quá hạn ban hành kế hoạch"),
    Work.DECIDE_REGISTRATIONS: _l("Đăng ký sản phẩm chờ tỉnh xem xét"),
    Work.REGISTER_TARGETS: _l("Chỉ tiêu chưa đăng ký"),
    Work.NAME_CONTACT: _l("Chưa có cán bộ đầu mối trong danh bạ"),
    Work.PLACE_PRODUCERS: _l("Chủ thể chưa rõ xã, phường, thị trấn"),
    Work.SORT_PRODUCTS: _l("Sản phẩm chưa xếp bộ sản phẩm"),
    Work.REGISTER_PRODUCTS: _l("Chưa có sản phẩm nào đăng ký trong năm"),
    Work.DATE_RECOGNITIONS: _l("Sản phẩm được công nhận nhưng chưa rõ ngày hết hạn"),
    Work.MAKE_DOSSIERS: _l("Đăng ký tỉnh đã chấp nhận, chưa lập hồ sơ"),
    Work.RENEW_EVIDENCE: _l("Minh chứng đã hết hạn"),
}
STEPS: Mapping[Work, LazyString] = {
    Work.MAKE_PLAN: _l("Lập kế hoạch năm"),
    Work.FINISH_PLAN: _l("Soạn tiếp kế hoạch"),
    Work.MEND_PLAN: _l("Sửa kế hoạch bị trả lại"),
    Work.CHECK_CONTENT: _l("Kiểm tra nội dung kế hoạch"),
    Work.CHECK_FORM: _l("Kiểm tra thể thức kế hoạch"),
    Work.MARK_FOR_SIGNATURE: _l("Chuyển kế hoạch trình ký"),
    Work.NUMBER_PLAN: _l("Ghi số, ngày kế hoạch"),
    Work.SEND_PLAN: _l("Gửi kế hoạch về tỉnh"),
    Work.SEND_PLAN_DOWN: _l("Gửi kế hoạch cho các đơn vị"),
    Work.ANSWER_COMMENTS: _l("Lập kế hoạch mới theo góp ý"),
    Work.NUMBER_LETTERS: _l("Ghi số văn bản"),
    Work.ATTACH_COPIES: _l("Đính kèm bản ký"),
    Work.READ_INCOMING: _l("Đọc văn bản đến"),
    Work.ENTER_INCOMING: _l("Vào sổ văn bản đến"),
    Work.SUBMIT_REGISTRATIONS: _l("Trình danh sách đăng ký"),
    Work.REGISTER_AGAIN: _l("Đăng ký đánh giá lại"),
    Work.RECEIVE_PLANS: _l("Tiếp nhận kế hoạch"),
    Work.REMIND_UNITS: _l("Đôn đốc đơn vị chậm"),
    Work.DECIDE_REGISTRATIONS: _l("Xem xét đăng ký"),
    Work.REGISTER_TARGETS: _l("Đăng ký chỉ tiêu"),
    Work.NAME_CONTACT: _l("Ghi cán bộ đầu mối"),
    Work.PLACE_PRODUCERS: _l("Bổ sung địa bàn chủ thể"),
    Work.SORT_PRODUCTS: _l("Xếp bộ sản phẩm"),
    Work.REGISTER_PRODUCTS: _l("Đăng ký sản phẩm"),
    Work.DATE_RECOGNITIONS: _l("Bổ sung ngày công nhận"),
    Work.MAKE_DOSSIERS: _l("Lập hồ sơ"),
    Work.RENEW_EVIDENCE: _l("Thay minh chứng hết hạn"),
}
AWAITED_BY: Mapping[Permission, Mapping[State, Work]] = {
    Permission.CHECK_CONTENT: {State.WITH_HEAD: Work.CHECK_CONTENT},
    Permission.CHECK_FORM: {State.WITH_OFFICE: Work.CHECK_FORM},
    Permission.MARK_FOR_SIGNATURE: {State.CHECKED: Work.MARK_FOR_SIGNATURE},
    Permission.NUMBER_DOCUMENT: {State.FOR_SIGNATURE: Work.NUMBER_PLAN},
    Permission.SEND_DOCUMENT: {State.ISSUED: Work.SEND_PLAN},
}
"""Whose step a plan waits for in a state."""


@dataclass(frozen=True)
class PlanFacts:
    """The plan that the unit works on or goes by; `open_reasons` of a returned draft, `comments` of the province."""

    id: int
    state: State
    open_reasons: int = 0
    comments: int = 0


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What the records of a unit say on a day."""

    year: int | None
    plan: PlanFacts | None = None
    first_issued: date | None = None
    first_sent: datetime | None = None
    letters_to_number: int = 0
    copies_missing: int = 0
    unread: int = 0
    not_entered: int = 0
    drafts: int = 0
    due_again: int = 0
    registrations: int = 0
    targets: int = 0
    targets_registered: int = 0
    has_contact: bool = True
    producers_without_commune: int = 0
    products_without_set: int = 0
    ending: int = 0
    undated: int = 0
    without_dossier: int = 0
    evidence_ended: int = 0


@dataclass(frozen=True, kw_only=True)
class DeskFacts:
    """What the province's desk sees of the units below: plans by their standing, registrations to look at."""

    units: int = 0
    issued: int = 0
    arrived: int = 0
    to_receive: int = 0
    received: int = 0
    commented: int = 0
    overdue: Sequence[str] = ()
    submitted: int = 0


@dataclass(frozen=True)
class Line:
    """One line: what, how many, and the page where it is done."""

    work: Work
    endpoint: str
    arguments: Mapping[str, str | int] = field(default_factory=dict)
    count: int = 1
    counted: bool = True

    @property
    def sentence(self) -> LazyString:
        return SENTENCES[self.work]

    @property
    def step(self) -> LazyString:
        return STEPS[self.work]


def waiting(facts: Facts, may: Asks, desk: DeskFacts | None = None) -> tuple[Line, ...]:
    """What waits for a person with these permissions, the most pressing first."""
    lines = chain(
        _of_units(desk, may) if desk else (),
        _of_plan(facts, may, at_the_top=desk is not None),
        _of_papers(facts, may),
        _of_registrations(facts, may),
    )
    return tuple(line for line in lines if line.count)


def missing(facts: Facts, may: Asks, *, desk: bool) -> tuple[Line, ...]:
    """What the unit's records of the year lack; only what the person can open."""
    return tuple(line for line in _missing(facts, may, desk) if line.count)


def next_step(waits: Sequence[Line], lacks: Sequence[Line]) -> Line | None:
    """The one thing to do next: what waits for the person, else what is missing; None when nothing is left to do."""
    return next(iter((*waits, *lacks)), None)


def _of_units(desk: DeskFacts, may: Asks) -> Iterator[Line]:
    if may(Permission.RECEIVE_PLAN):
        yield Line(Work.RECEIVE_PLANS, "province.home", {"tinh-trang": "cho-tiep-nhan"}, desk.to_receive)
    if may(Permission.REMIND_UNITS):
        yield Line(Work.REMIND_UNITS, "plans.reminder", {}, len(desk.overdue))
    if may(Permission.DECIDE_REGISTRATION):
        yield Line(Work.DECIDE_REGISTRATIONS, "province.registrations", {"tinh-trang": "submitted"}, desk.submitted)


def _of_plan(facts: Facts, may: Asks, *, at_the_top: bool) -> Iterator[Line]:
    plan = facts.plan
    if plan is None:
        if facts.year is not None and may(Permission.PREPARE_PLAN):
            yield Line(Work.MAKE_PLAN, "plans.index", counted=False)
        return
    place = {"plan_id": plan.id}
    for permission, steps in AWAITED_BY.items():
        if plan.state in steps and may(permission):
            work = steps[plan.state]
            down = at_the_top and work is Work.SEND_PLAN
            yield Line(Work.SEND_PLAN_DOWN if down else work, "plans.show", place, counted=False)
    if not may(Permission.PREPARE_PLAN):
        return
    if plan.state is State.DRAFT and plan.open_reasons:
        yield Line(Work.MEND_PLAN, "plans.show", place, plan.open_reasons)
    elif plan.state is State.DRAFT:
        yield Line(Work.FINISH_PLAN, "plans.show", place, counted=False)
    if plan.state is State.COMMENTED:
        yield Line(Work.ANSWER_COMMENTS, "plans.show", place, plan.comments)


def _of_papers(facts: Facts, may: Asks) -> Iterator[Line]:
    if may(Permission.NUMBER_DOCUMENT):
        yield Line(Work.NUMBER_LETTERS, "documents.index", {"tinh-trang": "frozen"}, facts.letters_to_number)
    if may(Permission.ATTACH_SIGNED_COPY):
        yield Line(Work.ATTACH_COPIES, "documents.index", {"tinh-trang": "issued"}, facts.copies_missing)
    if may(Permission.NUMBER_DOCUMENT):
        yield Line(Work.ENTER_INCOMING, "documents.arrivals", {"tinh-trang": "chua-so-den"}, facts.not_entered)
    elif may(Permission.VIEW):
        yield Line(Work.READ_INCOMING, "documents.arrivals", {}, facts.unread)


def _of_registrations(facts: Facts, may: Asks) -> Iterator[Line]:
    if may(Permission.EDIT_REGISTRY):
        yield Line(Work.SUBMIT_REGISTRATIONS, "registrations.index", {"tinh-trang": "draft"}, facts.drafts)
        yield Line(Work.REGISTER_AGAIN, "registrations.due", {}, facts.due_again)
        accepted = {"ho-so": "chua-lap", "tinh-trang": "accepted"}
        yield Line(Work.MAKE_DOSSIERS, "dossiers.index", accepted, facts.without_dossier)


def _missing(facts: Facts, may: Asks, desk: bool) -> Iterator[Line]:
    if facts.year is not None and not desk and may(Permission.PREPARE_PLAN):
        lacking = facts.targets - facts.targets_registered
        yield Line(Work.REGISTER_TARGETS, "programme.targets", {"year": facts.year}, lacking)
    if not desk and may(Permission.EDIT_REGISTRY):
        yield Line(Work.REGISTER_PRODUCTS, "registrations.index", count=int(not facts.registrations), counted=False)
        yield Line(Work.PLACE_PRODUCERS, "producers.index", {"xa": "chua-ro"}, facts.producers_without_commune)
        yield Line(Work.SORT_PRODUCTS, "products.index", {"bo": "chua-ro"}, facts.products_without_set)
        yield Line(Work.DATE_RECOGNITIONS, "recognition.index", {"tinh-trang": "unknown"}, facts.undated)
        yield Line(Work.RENEW_EVIDENCE, "evidence.index", {"han": "het-han"}, facts.evidence_ended)
    if may(Permission.MANAGE_PEOPLE):
        yield Line(Work.NAME_CONTACT, "accounts_people.index", count=int(not facts.has_contact), counted=False)
