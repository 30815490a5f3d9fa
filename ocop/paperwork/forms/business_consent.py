"""Document 7: công văn by which the UBND agrees to a producer's plan of production and business.

Issued by a UBND before the product is developed. Decree 30/2020/NĐ-CP, Annex III, form 1.5.
"""

from __future__ import annotations

from dataclasses import dataclass

from ocop.paperwork.elements import AS_ABOVE, Letterhead, Recipients, Rendition, Signing
from ocop.paperwork.kit import wording
from ocop.paperwork.kit.story import Addressees, Closing, Part, Story, ending, head, structured


@dataclass(frozen=True, slots=True)
class BusinessConsent:
    """`text` is structured text."""

    letterhead: Letterhead
    year: int
    about: str
    addressees: tuple[str, ...]
    text: str
    closing: str
    signing: Signing
    recipients: Recipients

    def story(self, rendition: Rendition) -> Story:
        return (
            Part(
                (
                    head(self.letterhead, rendition, self.year, about=self.about),
                    Addressees(self.addressees),
                    *structured(self.text),
                    *ending(structured(wording.or_dots(self.closing))),
                    Closing(self.signing, self.recipients.answering(AS_ABOVE)),
                )
            ),
        )
