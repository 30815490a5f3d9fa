"""A công văn that carries a list of products as its annex: what documents 3 and 36 have in common.

Decree 30/2020/NĐ-CP, Annex III, form 1.5.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ocop.paperwork.elements import AS_ABOVE, Letterhead, Recipients, Rendition, Signing
from ocop.paperwork.forms.product_table import RegisteredProduct, product_annex
from ocop.paperwork.kit import wording
from ocop.paperwork.kit.story import Addressees, Closing, Part, Story, ending, head, structured


@dataclass(frozen=True)
class ProductLetter:
    """`text` is structured text; `programme` ends the title of the list: "năm 2024". Without products there is no annex."""

    list_title: ClassVar[str]

    letterhead: Letterhead
    year: int
    about: str
    addressees: tuple[str, ...]
    text: str
    products: tuple[RegisteredProduct, ...]
    closing: str
    signing: Signing
    recipients: Recipients
    programme: str = ""

    def story(self, rendition: Rendition) -> Story:
        letter = Part(
            (
                head(self.letterhead, rendition, self.year, about=self.about),
                Addressees(self.addressees),
                *structured(self.text),
                *ending(structured(wording.or_dots(self.closing))),
                Closing(self.signing, self.recipients.answering(AS_ABOVE)),
            )
        )
        if not self.products:
            return (letter,)
        title = f"{self.list_title} {self.programme}".strip()
        return (letter, product_annex(self.products, title, "Công văn", self.letterhead, self.year, rendition))
