"""Document 1: Kế hoạch triển khai Chương trình OCOP of a year, sections I-IV; carries document 2 as its annexes.

Issued by a UBND (kind KH). Decree 30/2020/NĐ-CP, Annex I and Annex III, form 1.4.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ocop.paperwork.elements import Citation, Letterhead, Recipients, Rendition, Signing
from ocop.paperwork.forms.plan_annexes import NO_ANNEXES, Annexes, annex_parts, annexes_named
from ocop.paperwork.kit import wording
from ocop.paperwork.kit.story import (
    Closing,
    Look,
    Paragraph,
    Part,
    Story,
    Title,
    ending,
    head,
    legal_bases,
    structured,
)


@dataclass(frozen=True, slots=True)
class Section:
    """Sections are numbered I, II, … in the order given; `text` is structured text (see `kit.outline`)."""

    title: str
    text: str


class Change(StrEnum):
    """What a plan does to the earlier one it names (Decree 30/2020, Art. 18.3)."""

    REPLACES = "thay thế"
    SUPPLEMENTS = "điều chỉnh, bổ sung"


@dataclass(frozen=True, slots=True)
class Earlier:
    change: Change
    document: Citation


@dataclass(frozen=True, slots=True)
class Plan:
    """`year` is the year of issue, printed while the date is blank. `subject` is the trích yếu."""

    letterhead: Letterhead
    year: int
    subject: str
    bases: tuple[str, ...]
    intro: str
    sections: tuple[Section, ...]
    closing: str
    signing: Signing
    recipients: Recipients
    annexes: Annexes = NO_ANNEXES
    earlier: Earlier | None = None
    kind: str = "Kế hoạch"

    def story(self, rendition: Rendition) -> Story:
        text = Part(
            (
                head(self.letterhead, rendition, self.year),
                Title(self.kind, self.subject),
                *legal_bases(self.bases),
                *structured(self.intro),
                *self._sections(),
                *annexes_named(self.annexes, self.kind),
                *self._change(),
                *ending(structured(wording.or_dots(self.closing))),
                Closing(self.signing, self.recipients),
            )
        )
        return (text, *annex_parts(self.annexes, self.kind, self.letterhead, self.year, rendition))

    def _sections(self) -> Iterator[Paragraph]:
        for place, section in enumerate(self.sections, start=1):
            yield Paragraph(f"{wording.roman(place)}. {section.title.upper()}", Look.SECTION)
            yield from structured(wording.or_dots(section.text))

    def _change(self) -> Iterator[Paragraph]:
        if self.earlier:
            yield Paragraph(f"{self.kind} này {self.earlier.change} {wording.cited(self.earlier.document)}.")
