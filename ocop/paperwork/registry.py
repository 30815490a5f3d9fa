"""Which forms the press has: key, number in the list of documents, Vietnamese name, class."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from ocop.paperwork.elements import Rendition
from ocop.paperwork.forms.comments import Comments
from ocop.paperwork.forms.plan import Plan
from ocop.paperwork.forms.plan_annexes import PlanAnnexes
from ocop.paperwork.forms.reminder import Reminder
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
    "reminder": Form(23, "Công văn đôn đốc", Reminder),
    "survey_request": Form(27, "Công văn đề nghị rà soát, đăng ký sản phẩm", SurveyRequest),
    "submission": Form(28, "Tờ trình ban hành kế hoạch", Submission),
    "comments": Form(29, "Công văn góp ý, đề nghị hoàn thiện kế hoạch", Comments),
}

_KEYS = {form.document: key for key, form in FORMS.items()}


def key_of(document: Document) -> str:
    """The key under which the document's form is registered."""
    return _KEYS[type(document)]
