"""Blank forms of the press in the letterhead of the scope's unit: what an office fills in by hand or in Word."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from ocop import paperwork
from ocop.documents import papers
from ocop.paperwork import Citation, Letterhead, Recipients, Rendition, Signing
from ocop.paperwork.forms.comments import Comments, SectionComment
from ocop.paperwork.forms.plan import Plan, Section
from ocop.paperwork.forms.reminder import LateUnit, Reminder
from ocop.paperwork.forms.submission import Submission
from ocop.paperwork.forms.survey_request import SurveyRequest
from ocop.paperwork.kit.wording import DOTS
from ocop.tenancy import IssuingBody, Workspace, units

ROWS = 12
PLAN_SECTIONS = ("Mục đích, yêu cầu", "Mục tiêu", "Nội dung và kinh phí thực hiện", "Tổ chức thực hiện")


@dataclass(frozen=True)
class Head:
    """Who issues the blank: letterhead and signing block of one body of the unit, and the year."""

    letterhead: Letterhead
    signing: Signing
    year: int


@dataclass(frozen=True)
class Blank:
    """A form that can be had blank: the body that issues it ("ubnd", "division"), its symbol, when it is used, how it is made."""

    body: str
    symbol: str
    kind: str
    used: LazyString
    made: Callable[[Head], paperwork.Document]


def plan(head: Head) -> Plan:
    """Document 1 with its four sections left to write."""
    return Plan(
        letterhead=head.letterhead, year=head.year,
        subject=f"Triển khai Chương trình mỗi xã một sản phẩm (OCOP) năm {head.year}",
        bases=(f"Căn cứ {DOTS}",), intro=f"{head.letterhead.name} ban hành Kế hoạch như sau:",
        sections=tuple(Section(title, DOTS) for title in PLAN_SECTIONS), closing="", signing=head.signing,
        recipients=Recipients((DOTS,)),
    )  # fmt: skip


def survey_request(head: Head) -> SurveyRequest:
    """Document 27 with its list to fill in."""
    return SurveyRequest(
        letterhead=head.letterhead, year=head.year,
        about=f"rà soát, đăng ký sản phẩm tham gia Chương trình OCOP năm {head.year}", addressees=(DOTS,),
        opening=DOTS, requests=DOTS, reply_by=None, reply_to="", closing="", signing=head.signing,
        recipients=Recipients((DOTS,)), contact=DOTS, blank_rows=ROWS,
    )  # fmt: skip


def submission(head: Head) -> Submission:
    """Document 28."""
    return Submission(
        letterhead=head.letterhead, year=head.year,
        subject=f"Ban hành Kế hoạch triển khai Chương trình OCOP năm {head.year}", addressees=(DOTS,),
        bases=(f"Căn cứ {DOTS}",), text=DOTS, enclosed=(DOTS,), closing="", signing=head.signing,
        recipients=Recipients((DOTS,)),
    )  # fmt: skip


def reminder(head: Head) -> Reminder:
    """Document 23 with an empty table."""
    return Reminder(
        letterhead=head.letterhead, year=head.year,
        about=f"đôn đốc ban hành Kế hoạch triển khai Chương trình OCOP năm {head.year}", addressees=(DOTS,),
        opening=DOTS, late=tuple(LateUnit("", "", None) for _ in range(ROWS)), demand=DOTS, closing="",
        signing=head.signing, recipients=Recipients((DOTS,)),
    )  # fmt: skip


def comments(head: Head) -> Comments:
    """Document 29."""
    return Comments(
        letterhead=head.letterhead, year=head.year,
        about=f"góp ý, đề nghị hoàn thiện Kế hoạch triển khai Chương trình OCOP năm {head.year}", addressees=(DOTS,),
        on=Citation("Kế hoạch", None, "KH-UBND", None, DOTS), sections=(SectionComment(DOTS, DOTS, None),),
        reply_by=None, closing="", signing=head.signing, recipients=Recipients((DOTS,)),
    )  # fmt: skip


UNIT_BLANKS: Mapping[str, Blank] = {
    "plan": Blank("ubnd", "KH", "KH", _l("Kế hoạch năm của đơn vị"), plan),
    "submission": Blank("division", "TTr", "TTr", _l("Phòng chuyên môn trình Ủy ban nhân dân"), submission),
    "survey_request": Blank(
        "ubnd", "", "CV", _l("Gửi cấp xã, chủ thể khi bắt đầu năm; kèm biểu đăng ký"), survey_request
    ),
}
DESK_BLANKS: Mapping[str, Blank] = {
    "reminder": Blank("department", "", "CV", _l("Đôn đốc đơn vị chưa ban hành hoặc gửi kế hoạch"), reminder),
    "comments": Blank("department", "", "CV", _l("Góp ý kế hoạch của đơn vị"), comments),
}


def blanks(unit: Workspace) -> Mapping[str, Blank]:
    """The blank forms that a unit uses: the province's desk has its letters, the units theirs."""
    return {**UNIT_BLANKS, **DESK_BLANKS} if unit.parent_id is None else UNIT_BLANKS


def blank_pdf(blank: Blank, unit: Workspace, *, on: date) -> bytes:
    """The blank as PDF, without number, date, code or watermark."""
    return paperwork.render_pdf(_filled(blank, unit, on), Rendition.for_signature(qr=None))


def blank_docx(blank: Blank, unit: Workspace, *, on: date) -> bytes:
    """The blank for Word."""
    return paperwork.render_docx(_filled(blank, unit, on), Rendition.for_signature(qr=None))


def _filled(blank: Blank, unit: Workspace, on: date) -> paperwork.Document:
    bodies = units.bodies(unit.id, on)
    body = next((one for one in bodies if one.kind == blank.body), bodies[0])
    symbol = f"{blank.symbol}-{body.symbol}" if blank.symbol else _letter_symbol(body)
    head = Head(papers.letterhead(body, symbol=symbol), papers.signing(body, kind=blank.kind, on=on), on.year)
    return blank.made(head)


def _letter_symbol(body: IssuingBody) -> str:
    """A letter has no kind in its symbol but the drafting office behind the body's: "UBND-PKT" (Decree 30/2020, Annex I, II.3)."""
    drafter = body.filed.rsplit(",", 1)[-1].strip()
    return body.symbol if drafter == "VT" else f"{body.symbol}-{drafter}"
