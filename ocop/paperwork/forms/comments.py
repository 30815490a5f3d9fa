"""Document 29: công văn góp ý, by which Sở NN&PTNT asks a unit to complete its plan, with a reason for each section.

The Sở comments, it does not approve. Decree 30/2020/NĐ-CP, Annex III, form 1.5.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ocop.paperwork.elements import AS_ABOVE, Citation, Letterhead, Recipients, Rendition, Signing
from ocop.paperwork.kit import wording
from ocop.paperwork.kit.story import (
    Addressees,
    Closing,
    Look,
    Paragraph,
    Part,
    Story,
    ending,
    head,
    structured,
)


@dataclass(frozen=True, slots=True)
class SectionComment:
    """What is said of one section ("Mục III. Nội dung, kinh phí"), why, and what is asked for."""

    section: str
    remark: str
    reason: str | None
    request: str | None = None


@dataclass(frozen=True, slots=True)
class Comments:
    letterhead: Letterhead
    year: int
    about: str
    addressees: tuple[str, ...]
    on: Citation
    sections: tuple[SectionComment, ...]
    reply_by: date | None
    closing: str
    signing: Signing
    recipients: Recipients
    opening: str = ""

    def story(self, rendition: Rendition) -> Story:
        return (
            Part(
                (
                    head(self.letterhead, rendition, self.year, about=self.about),
                    Addressees(self.addressees),
                    *structured(self.opening or self._opening()),
                    *self._comments(),
                    *self._reply(),
                    *ending(structured(wording.or_dots(self.closing))),
                    Closing(self.signing, self.recipients.answering(AS_ABOVE)),
                )
            ),
        )

    def _opening(self) -> str:
        author = wording.or_dots(self.letterhead.name)
        return f"Sau khi xem xét {wording.cited(self.on)}, {author} có ý kiến góp ý như sau:"

    def _comments(self) -> Iterator[Paragraph]:
        for place, comment in enumerate(self.sections, start=1):
            yield Paragraph(f"{place}. {wording.bare(comment.section)}", Look.HEADING)
            yield from _prefixed("Nội dung góp ý", comment.remark)
            yield from _prefixed("Lý do", wording.or_dots(comment.reason))
            if comment.request:
                yield from _prefixed("Đề nghị", comment.request)

    def _reply(self) -> Iterator[Paragraph]:
        if self.reply_by:
            by = wording.official_date(self.reply_by)
            yield Paragraph(f"Đề nghị hoàn thiện, ban hành và gửi lại trước {by} để theo dõi, tổng hợp.")


def _prefixed(label: str, text: str) -> Iterator[Paragraph]:
    """The words behind their label; further lines of a structured text follow as they are."""
    first, *others = text.strip().split("\n")
    yield Paragraph(f"- {label}: {first.strip()}")
    yield from structured("\n".join(others))
