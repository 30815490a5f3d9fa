"""Blank forms of the press in the letterhead of the scope's unit: what an office fills in by hand or in Word."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from ocop import paperwork
from ocop.documents import papers
from ocop.paperwork import Rendition
from ocop.programme.papers import desk
from ocop.programme.papers import unit as own
from ocop.programme.papers.head import Head
from ocop.tenancy import IssuingBody, Workspace, units


@dataclass(frozen=True)
class Blank:
    """A form that can be had blank: the body that issues it ("ubnd", "division"), its symbol, when it is used, how it is made."""

    body: str
    symbol: str
    kind: str
    used: LazyString
    made: Callable[[Head], paperwork.Document]


UNIT_BLANKS: Mapping[str, Blank] = {
    "plan": Blank("ubnd", "KH", "KH", _l("Kế hoạch năm của đơn vị"), own.plan),
    "submission": Blank("division", "TTr", "TTr", _l("Phòng chuyên môn trình Ủy ban nhân dân"), own.submission),
    "survey_request": Blank(
        "ubnd", "", "CV", _l("Gửi cấp xã, chủ thể khi bắt đầu năm; kèm biểu đăng ký"), own.survey_request
    ),
    "registration_list": Blank("ubnd", "", "CV", _l("Gửi danh sách đăng ký về tỉnh"), own.registration_list),
    "expiry_notice": Blank(
        "ubnd", "TB", "TB", _l("Báo chủ thể ít nhất 30 ngày trước khi hết thời hạn công nhận"), own.expiry_notice
    ),
    "corrigendum": Blank("ubnd", "", "CV", _l("Đính chính văn bản đã ban hành có sai sót"), own.corrigendum),
}
DESK_BLANKS: Mapping[str, Blank] = {
    "reminder": Blank("department", "", "CV", _l("Đôn đốc đơn vị chưa ban hành hoặc gửi kế hoạch"), desk.reminder),
    "comments": Blank("department", "", "CV", _l("Góp ý kế hoạch của đơn vị"), desk.comments),
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
