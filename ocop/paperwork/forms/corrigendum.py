"""Document 30, second half: công văn đính chính, which mends a mistake of form in an issued document.

A mistake of content needs a new document (see `plan.Earlier`). Decree 30/2020/NĐ-CP, Art. 18.3; Annex III, form 1.5.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ocop.paperwork.elements import AS_ABOVE, Citation, Letterhead, Recipients, Rendition, Signing
from ocop.paperwork.kit import wording
from ocop.paperwork.kit.story import Addressees, Closing, Paragraph, Part, Story, ending, head, structured


@dataclass(frozen=True, slots=True)
class Correction:
    """Where ("dòng 3, trang 2"), what was printed, what it reads instead."""

    place: str
    printed: str
    corrected: str


@dataclass(frozen=True, slots=True)
class Corrigendum:
    letterhead: Letterhead
    year: int
    about: str
    addressees: tuple[str, ...]
    document: Citation
    cause: str
    corrections: tuple[Correction, ...]
    signing: Signing
    recipients: Recipients
    closing: str = "Các nội dung khác của văn bản nêu trên không thay đổi."

    def story(self, rendition: Rendition) -> Story:
        return (
            Part(
                (
                    head(self.letterhead, rendition, self.year, about=self.about),
                    Addressees(self.addressees),
                    Paragraph(self._opening(), stays=True),
                    *self._corrections(),
                    *ending(structured(wording.or_dots(self.closing))),
                    Closing(self.signing, self.recipients.answering(AS_ABOVE)),
                )
            ),
        )

    def _opening(self) -> str:
        author = wording.or_dots(self.letterhead.name)
        cause = f"Do {wording.lowered(wording.bare(self.cause))}, " if self.cause.strip() else ""
        return f"{cause}{author} đính chính {wording.cited(self.document)} như sau:"

    def _corrections(self) -> Iterator[Paragraph]:
        for place, one in enumerate(self.corrections, start=1):
            printed, corrected = wording.or_dots(one.printed), wording.or_dots(one.corrected)
            mark = f"{place}." if len(self.corrections) > 1 else "-"
            where = wording.or_dots(one.place)
            yield Paragraph(f"{mark} Tại {where}: đã in “{printed}”, nay sửa thành “{corrected}”.")
