"""Document 28: tờ trình by which the division submits the year's plan to its UBND.

Issued by the division (UBND … upright above PHÒNG … bold). Decree 30/2020/NĐ-CP, Annex III, form 1.4 with Kính gửi.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ocop.paperwork.elements import AS_ABOVE, Letterhead, Recipients, Rendition, Signing
from ocop.paperwork.kit import wording
from ocop.paperwork.kit.story import (
    Addressees,
    Closing,
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
class Submission:
    """`text` is structured text with its own numbering; `enclosed` names the papers that go with it."""

    letterhead: Letterhead
    year: int
    subject: str
    addressees: tuple[str, ...]
    bases: tuple[str, ...]
    text: str
    enclosed: tuple[str, ...]
    closing: str
    signing: Signing
    recipients: Recipients

    def story(self, rendition: Rendition) -> Story:
        return (
            Part(
                (
                    head(self.letterhead, rendition, self.year),
                    Title("Tờ trình", self.subject),
                    Addressees(self.addressees),
                    *legal_bases(self.bases),
                    *structured(self.text),
                    *self._enclosed(),
                    *ending(structured(wording.or_dots(self.closing))),
                    Closing(self.signing, self.recipients.answering(AS_ABOVE)),
                )
            ),
        )

    def _enclosed(self) -> Iterator[Paragraph]:
        if not self.enclosed:
            return
        yield Paragraph("Hồ sơ gửi kèm Tờ trình này gồm:", stays=True)
        yield from (Paragraph(f"- {text}") for text in wording.enumerated(self.enclosed))
