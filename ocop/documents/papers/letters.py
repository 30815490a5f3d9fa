"""The blanks of a letter that people fill in on a page: read out of its content as text, and put back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING, cast

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from ocop import paperwork
from ocop.core.text import dates
from ocop.paperwork import Recipients
from ocop.paperwork.forms.comments import SectionComment
from ocop.paperwork.rewritten import Passage, Shape

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


@dataclass(frozen=True)
class Blank:
    """One blank: the name of its field, what the page calls it, how it is written, what stands in it as text."""

    name: str
    label: str | LazyString
    shape: Shape
    text: str
    required: bool = False

    @property
    def value(self) -> str | date | None:
        """What a field of a form is given: a day as a day, the rest as its text."""
        if self.shape is Shape.DAY:
            return dates.parse_day(self.text) if self.text else None
        return self.text


BLANKS: dict[str, tuple[LazyString, Shape]] = {
    "about": (_l("Trích yếu (V/v)"), Shape.LINE),
    "subject": (_l("Trích yếu"), Shape.LINE),
    "addressees": (_l("Kính gửi (mỗi nơi một dòng)"), Shape.LINES),
    "bases": (_l("Căn cứ (mỗi căn cứ một dòng)"), Shape.LINES),
    "opening": (_l("Phần mở đầu"), Shape.TEXT),
    "text": (_l("Nội dung"), Shape.TEXT),
    "requests": (_l("Nội dung đề nghị"), Shape.TEXT),
    "ground": (_l("Lý do thu hồi"), Shape.TEXT),
    "responsible": (_l("Nơi chịu trách nhiệm thi hành"), Shape.TEXT),
    "cause": (_l("Lý do đính chính"), Shape.TEXT),
    "demand": (_l("Yêu cầu thực hiện"), Shape.TEXT),
    "enclosed": (_l("Hồ sơ gửi kèm (mỗi tài liệu một dòng)"), Shape.LINES),
    "reply_by": (_l("Hạn trả lời"), Shape.DAY),
    "reply_to": (_l("Nơi nhận kết quả"), Shape.LINE),
    "contact": (_l("Đầu mối liên hệ"), Shape.LINE),
    "closing": (_l("Câu kết"), Shape.TEXT),
}
REQUIRED = frozenset({"about", "subject", "addressees"})
RECIPIENTS = "recipients"
SECTIONS = "sections"
SECTION_BLANKS: dict[str, LazyString] = {
    "remark": _l("Nội dung góp ý"),
    "reason": _l("Lý do"),
    "request": _l("Đề nghị"),
}


def blanks(content: paperwork.Document) -> tuple[Blank, ...]:
    """What may be filled in, in the order of the paper."""
    return tuple(_blanks(content))


def passages(content: paperwork.Document) -> tuple[Passage, ...]:
    """The same texts as the press looks for them in a returned Word file."""
    return tuple(Passage(one.name, one.text, one.shape) for one in _blanks(content))


def filled(content: paperwork.Document, texts: Mapping[str, str]) -> paperwork.Document:
    """The content with these texts in its blanks, by their names; the rest stays."""
    changed: dict[str, object] = {}
    for name, (_label, shape) in BLANKS.items():
        if name in texts:
            changed[name] = _value(texts[name], shape, getattr(content, name))
    if RECIPIENTS in texts:
        changed[RECIPIENTS] = replace(_recipients(content), entries=_lines(texts[RECIPIENTS]))
    if _sections(content):
        changed[SECTIONS] = tuple(_section(one, place, texts) for place, one in enumerate(_sections(content)))
    return cast(paperwork.Document, replace(cast("DataclassInstance", content), **changed))


def subject_of(content: paperwork.Document) -> str:
    """The trích yếu, which a công văn carries as V/v."""
    return str(getattr(content, "subject", "") or getattr(content, "about", ""))


def addressees_of(content: paperwork.Document) -> tuple[str, ...]:
    """Everybody whom the paper itself names as receiver."""
    named = getattr(content, RECIPIENTS, None)
    entries = named.entries if isinstance(named, Recipients) else ()
    return (*getattr(content, "addressees", ()), *entries)


def _blanks(content: paperwork.Document) -> Iterator[Blank]:
    for name in (field.name for field in fields(cast("DataclassInstance", content))):
        if name in BLANKS:
            label, shape = BLANKS[name]
            yield Blank(name, label, shape, _text(getattr(content, name), shape), name in REQUIRED)
        elif name == SECTIONS:
            yield from _section_blanks(content)
        elif name == RECIPIENTS:
            yield Blank(name, _l("Nơi nhận (mỗi nơi một dòng)"), Shape.LINES, "\n".join(_recipients(content).entries))


def _section_blanks(content: paperwork.Document) -> Iterator[Blank]:
    for place, section in enumerate(_sections(content)):
        for name, label in SECTION_BLANKS.items():
            yield Blank(
                _section_field(place, name), f"{section.section}: {label}", Shape.TEXT, getattr(section, name) or ""
            )


def _sections(content: paperwork.Document) -> tuple[SectionComment, ...]:
    found = getattr(content, SECTIONS, ())
    return tuple(one for one in found if isinstance(one, SectionComment))


def _section(section: SectionComment, place: int, texts: Mapping[str, str]) -> SectionComment:
    remark, reason, request = (texts.get(_section_field(place, name), "") for name in SECTION_BLANKS)
    return replace(section, remark=remark, reason=reason or None, request=request or None)


def _section_field(place: int, name: str) -> str:
    return f"section_{place}_{name}"


def _recipients(content: paperwork.Document) -> Recipients:
    found = getattr(content, RECIPIENTS, None)
    return found if isinstance(found, Recipients) else Recipients()


def _text(value: object, shape: Shape) -> str:
    if value is None:
        return ""
    if shape is Shape.LINES and isinstance(value, tuple):
        return "\n".join(value)
    return dates.day(value) if isinstance(value, date) else str(value)


def _value(text: str, shape: Shape, before: object) -> object:
    if shape is Shape.LINES:
        return _lines(text)
    if shape is Shape.DAY:
        return dates.parse_day(text) if text else None
    return None if before is None and not text else text


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
