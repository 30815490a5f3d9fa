"""Which forms the press has: key, number in the list of documents, Vietnamese name, class."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from ocop.paperwork.elements import Rendition
from ocop.paperwork.forms.business_consent import BusinessConsent
from ocop.paperwork.forms.certificate import OcopCertificate
from ocop.paperwork.forms.comments import Comments
from ocop.paperwork.forms.commune_report import CommuneReport
from ocop.paperwork.forms.consolidated_list import ConsolidatedList
from ocop.paperwork.forms.corrigendum import Corrigendum
from ocop.paperwork.forms.expiry_notice import ExpiryNotice
from ocop.paperwork.forms.plan import Plan
from ocop.paperwork.forms.plan_annexes import PlanAnnexes
from ocop.paperwork.forms.recognition import RecognitionDecision, RevocationDecision
from ocop.paperwork.forms.registers import IncomingRegister, OutgoingRegister
from ocop.paperwork.forms.registration_form import RegistrationForm
from ocop.paperwork.forms.registration_list import RegistrationList
from ocop.paperwork.forms.reminder import Reminder
from ocop.paperwork.forms.selected_products import SelectedProducts
from ocop.paperwork.forms.self_assessment import SelfAssessment
from ocop.paperwork.forms.submission import Submission
from ocop.paperwork.forms.survey_request import SurveyRequest
from ocop.paperwork.kit.story import Story


class Document(Protocol):
    """A form filled in: a frozen dataclass that can tell itself from top to bottom."""

    def story(self, rendition: Rendition) -> Story: ...


@dataclass(frozen=True, slots=True)
class Form:
    number: int
    name: str
    document: type[Document]


FORMS: Mapping[str, Form] = {
    "plan": Form(1, "Kế hoạch triển khai Chương trình OCOP trong năm", Plan),
    "plan_annexes": Form(2, "Phụ lục của kế hoạch", PlanAnnexes),
    "registration_list": Form(3, "Công văn gửi danh sách đăng ký", RegistrationList),
    "registration_form": Form(4, "Phiếu đăng ký đánh giá, phân hạng sản phẩm", RegistrationForm),
    "self_assessment": Form(5, "Báo cáo tự đánh giá về sản phẩm", SelfAssessment),
    "commune_report": Form(6, "Báo cáo của Ủy ban nhân dân cấp xã về hồ sơ sản phẩm", CommuneReport),
    "business_consent": Form(7, "Công văn thống nhất phương án sản xuất, kinh doanh", BusinessConsent),
    "recognition": Form(13, "Quyết định công nhận sản phẩm OCOP", RecognitionDecision),
    "certificate": Form(14, "Giấy chứng nhận OCOP", OcopCertificate),
    "expiry_notice": Form(16, "Thông báo sắp hết thời hạn công nhận", ExpiryNotice),
    "revocation": Form(17, "Quyết định thu hồi giấy chứng nhận", RevocationDecision),
    "reminder": Form(23, "Công văn đôn đốc", Reminder),
    "consolidated_list": Form(24, "Danh mục tổng hợp sản phẩm đăng ký", ConsolidatedList),
    "survey_request": Form(27, "Công văn đề nghị rà soát, đăng ký sản phẩm", SurveyRequest),
    "submission": Form(28, "Tờ trình ban hành kế hoạch", Submission),
    "comments": Form(29, "Công văn góp ý, đề nghị hoàn thiện kế hoạch", Comments),
    "corrigendum": Form(30, "Công văn đính chính", Corrigendum),
    "outgoing_register": Form(35, "Sổ đăng ký văn bản đi", OutgoingRegister),
    "incoming_register": Form(35, "Sổ đăng ký văn bản đến", IncomingRegister),
    "selected_products": Form(36, "Công văn gửi danh mục sản phẩm được chọn", SelectedProducts),
}

_KEYS = {form.document: key for key, form in FORMS.items()}


def key_of(document: Document) -> str:
    """The key under which the document's form is registered."""
    return _KEYS[type(document)]
