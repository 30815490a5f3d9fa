"""The draft comes back from Word: what differs, section by section, and what of it is taken over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from ocop.accounts.models import User
from ocop.core.errors import DomainError, StaleEdit
from ocop.core.text.normal import nfc_lines
from ocop.paperwork import returned
from ocop.paperwork.forms.plan import Plan as Paper
from ocop.paperwork.returned import Note
from ocop.plans import papers, queries
from ocop.plans.models import Plan
from ocop.plans.rules import State
from ocop.plans.rules.comparing import Compared, differences, lines
from ocop.plans.rules.content import TEXT
from ocop.plans.rules.deriving import CLOSING, OPENING
from ocop.plans.services.editing import save_section
from ocop.plans.services.moving import hold, must_be

REFUSED: dict[type[returned.ReturnedError], LazyString] = {
    returned.NotWordError: _l("Không đọc được tệp này như một tệp Word (.docx). Vui lòng lưu lại từ Word rồi tải lên."),
    returned.ActiveWordError: _l(
        "Tệp có macro hoặc đối tượng nhúng nên không được nhận. Vui lòng lưu thành tệp .docx thường, bỏ đối tượng nhúng."
    ),
    returned.TooLargeWordError: _l(
        "Tệp lớn hơn mọi kế hoạch thông thường nên không được nhận. Vui lòng bỏ ảnh rồi lưu lại."
    ),
}


@dataclass(frozen=True)
class Suggested:
    """A section as it stands in the file: the text, what differs, and the version of the draft's own text."""

    compared: Compared
    text: str
    version: int


@dataclass(frozen=True)
class FromWord:
    """What a returned file says. While it has `changes` nothing is taken over, since it says two things at once."""

    sections: tuple[Suggested, ...]
    lacking: tuple[str, ...]
    changes: tuple[Note, ...]
    comments: tuple[Note, ...]
    tables: int


def compare_word(plan: Plan, content: bytes, *, paper: Paper) -> FromWord:
    """The file beside the draft, whose printed form today is `paper`; nothing is changed.

    Raises `DomainError` at `file` for what is no Word file, carries macros, or is too large; `WrongState` unless a draft.
    """
    must_be(plan, State.DRAFT)
    numbered = [
        one for one in plan.sections if one.key not in {OPENING, CLOSING} and (one.text or not plan.supplements)
    ]
    headings = [one.heading for one in numbered]
    try:
        ends = _after_the_sections(paper, headings)
        found = returned.read(content, headings, ends=ends)
    except returned.ReturnedError as error:
        raise DomainError(REFUSED[type(error)], field="file") from None
    pairs = [(section, text) for section, text in zip(numbered, found.sections, strict=True) if text is not None]
    return FromWord(
        sections=tuple(
            Suggested(
                Compared(section.key, section.heading, tuple(differences(section.text, text))),
                nfc_lines(text),
                section.version,
            )
            for section, text in pairs
            if lines(section.text) != lines(text)
        ),
        lacking=tuple(section.heading for section, text in zip(numbered, found.sections, strict=True) if text is None),
        changes=found.changes,
        comments=found.comments,
        tables=found.tables,
    )


def take_over_word(plan: Plan, *, texts: Mapping[str, str], version: int, by: User, now: datetime) -> int:
    """Put texts of a returned file in place of the draft's, by section; returns how many. `version` is the sum of theirs.

    Raises `StaleEdit` with all these texts and those that stand when somebody saved one of them in between, and then takes
    nothing over; `WrongState` unless a draft, `NotYours` for a section that the plan has not, `DomainError` for none.
    """
    held = hold(plan)
    must_be(held, State.DRAFT)
    if not texts:
        raise DomainError(_("Vui lòng đánh dấu ít nhất một mục để nhận."), field="take")
    standing = {key: queries.section(held.id, key) for key in texts}
    now_at = sum(one.version for one in standing.values())
    if now_at != version:
        raise StaleEdit(
            mine={f"{TEXT}{key}": nfc_lines(text) for key, text in texts.items()},
            theirs={f"{TEXT}{key}": one.text for key, one in standing.items()},
            version=now_at,
        )
    for key, text in texts.items():
        save_section(held, key, text=text, version=standing[key].version, by=by, now=now)
    return len(texts)


def _after_the_sections(paper: Paper, headings: Sequence[str]) -> tuple[str, ...]:
    """What the press prints between the last section and the signature: no part of the section."""
    bare = returned.read(papers.docx(_without_text(paper)), headings)
    last = bare.sections[-1] if bare.sections else None
    return tuple((last or "").splitlines()[1:])


def _without_text(paper: Paper) -> Paper:
    """The same plan with one line in each section, so that what follows the last is told apart."""
    return replace(paper, sections=tuple(replace(one, text="-") for one in paper.sections))
