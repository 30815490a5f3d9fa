"""Document 14: giấy chứng nhận OCOP, landscape, with stars and a verification code of its own.

Issued by the body that recognised the product, on the strength of its decision (document 13).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ocop.paperwork.elements import Citation, Letterhead, Rendition, Signing
from ocop.paperwork.kit import wording
from ocop.paperwork.kit.story import Certificate, Part, Story


@dataclass(frozen=True, slots=True)
class OcopCertificate:
    """`valid_until` is the last day of validity; `product_code` that of the edition ("60-593-22921-01-2024")."""

    letterhead: Letterhead
    year: int
    product: str
    producer: str | None
    address: str | None
    star: int | None
    decision: Citation
    valid_until: date | None
    signing: Signing
    product_code: str | None = None

    def story(self, rendition: Rendition) -> Story:
        until = self.valid_until
        last_day = f"{until.day:02d}/{until.month:02d}/{until.year}" if until else wording.DOTS
        particulars = [
            f"{wording.number_line(self.letterhead, rendition)}",
            f"Theo {wording.cited(self.decision)}.",
            f"Có giá trị đến ngày {last_day}.",
        ]
        if self.product_code:
            particulars.insert(1, f"Mã sản phẩm: {self.product_code}")
        certificate = Certificate(
            issuer=" ".join(self.letterhead.issuer) or wording.DOTS,
            product=self.product,
            producer=self.producer,
            address=self.address,
            star=self.star,
            particulars=tuple(particulars),
            dated=wording.date_line(self.letterhead, rendition, self.year),
            signing=self.signing,
            code=rendition.qr,
        )
        return (Part((certificate,), landscape=True, coded=False),)
