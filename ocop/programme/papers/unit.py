"""The forms of a unit, blank: what is not known yet stays as dots."""

from ocop.paperwork import Citation, Recipients
from ocop.paperwork.forms.corrigendum import Correction, Corrigendum
from ocop.paperwork.forms.expiry_notice import Expiring, ExpiryNotice
from ocop.paperwork.forms.plan import Plan, Section
from ocop.paperwork.forms.registration_list import RegistrationList
from ocop.paperwork.forms.submission import Submission
from ocop.paperwork.forms.survey_request import SurveyRequest
from ocop.paperwork.kit.wording import DOTS
from ocop.programme.papers.head import ROWS, Head

PLAN_SECTIONS = ("Mục đích, yêu cầu", "Mục tiêu", "Nội dung và kinh phí thực hiện", "Tổ chức thực hiện")


def plan(head: Head) -> Plan:
    """Document 1 with its four sections left to write."""
    return Plan(
        letterhead=head.letterhead, year=head.year,
        subject=f"Triển khai Chương trình mỗi xã một sản phẩm (OCOP) năm {head.year}",
        bases=(f"Căn cứ {DOTS}",), intro=f"{head.letterhead.name} ban hành Kế hoạch như sau:",
        sections=tuple(Section(title, DOTS) for title in PLAN_SECTIONS), closing="", signing=head.signing,
        recipients=Recipients((DOTS,)),
    )  # fmt: skip


def registration_list(head: Head) -> RegistrationList:
    """Document 3; its list is printed from the register or filled in on the list of document 27."""
    return RegistrationList(
        letterhead=head.letterhead, year=head.year,
        about=f"gửi danh sách sản phẩm đăng ký tham gia Chương trình OCOP năm {head.year}", addressees=(DOTS,),
        text=DOTS, products=(), closing="", signing=head.signing, recipients=Recipients((DOTS,)),
    )  # fmt: skip


def expiry_notice(head: Head) -> ExpiryNotice:
    """Document 16 with three lines to fill in."""
    return ExpiryNotice(
        letterhead=head.letterhead, year=head.year, subject="Sắp hết thời hạn công nhận sản phẩm OCOP",
        bases=(f"Căn cứ {DOTS}",), producer="", products=(Expiring("", None, None, None),) * 3, dossier_by=None,
        dossier_to="", closing="", signing=head.signing, recipients=Recipients((DOTS,)),
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


def corrigendum(head: Head) -> Corrigendum:
    """Document 30."""
    return Corrigendum(
        letterhead=head.letterhead, year=head.year, about=f"đính chính {DOTS}", addressees=(DOTS,),
        document=Citation("Văn bản", None, "", None, DOTS), cause=DOTS, corrections=(Correction(DOTS, DOTS, DOTS),),
        signing=head.signing, recipients=Recipients((DOTS,)),
    )  # fmt: skip
