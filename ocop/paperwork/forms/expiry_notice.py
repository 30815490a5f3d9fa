"""Document 16: thông báo sắp hết thời hạn công nhận, sent at least 30 days before the end (Decision 148/QĐ-TTg).

Issued by the body that recognised. Decree 30/2020/NĐ-CP, Annex III, form 1.4.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ocop.paperwork.elements import Citation, Letterhead, Recipients, Rendition, Signing
from ocop.paperwork.kit import wording
from ocop.paperwork.kit.story import (
    Align,
    Closing,
    Column,
    Paragraph,
    Part,
    Story,
    Table,
    Title,
    ending,
    head,
    legal_bases,
    structured,
)


@dataclass(frozen=True, slots=True)
class Expiring:
    """`graded` stands in place of the stars for a product that has none from a decision: "Tiềm năng 5 sao"."""

    product: str
    star: int | None
    decision: str | None
    expires: date | None
    graded: str = ""


@dataclass(frozen=True, slots=True)
class ExpiryNotice:
    """To one producer. `dossier_by` is the last day to hand in the dossier without a gap, `dossier_to` where."""

    letterhead: Letterhead
    year: int
    subject: str
    bases: tuple[str, ...]
    producer: str
    products: tuple[Expiring, ...]
    dossier_by: date | None
    dossier_to: str
    closing: str
    signing: Signing
    recipients: Recipients
    rule: Citation | None = None

    def story(self, rendition: Rendition) -> Story:
        return (
            Part(
                (
                    head(self.letterhead, rendition, self.year),
                    Title("Thông báo", self.subject),
                    *legal_bases(self.bases),
                    Paragraph(self._opening(), stays=True),
                    Table(_COLUMNS, tuple(_row(place, one) for place, one in enumerate(self.products, start=1))),
                    Paragraph(self._demand()),
                    *ending(structured(wording.or_dots(self.closing))),
                    Closing(self.signing, self.recipients),
                )
            ),
        )

    def _opening(self) -> str:
        author, producer = wording.or_dots(self.letterhead.name), wording.or_dots(self.producer)
        return f"{author} thông báo đến {producer} các sản phẩm OCOP sắp hết thời hạn công nhận sau đây:"

    def _demand(self) -> str:
        by = wording.official_date(self.dossier_by) if self.dossier_by else f"ngày {wording.DOTS}"
        under = f", theo {wording.cited(self.rule)}" if self.rule else ""
        return (
            f"Để không gián đoạn thời hạn công nhận, đề nghị chủ thể hoàn thiện hồ sơ đánh giá lại và nộp tại "
            f"{wording.or_dots(self.dossier_to)} trước {by}{under}."
        )


_COLUMNS = (
    Column("TT", 10, Align.CENTRE),
    Column("Tên sản phẩm", 56),
    Column("Hạng sao", 20, Align.CENTRE),
    Column("Quyết định công nhận", 46),
    Column("Hết thời hạn công nhận", 32, Align.CENTRE),
)


def _row(place: int, one: Expiring) -> tuple[str, ...]:
    expires = f"{one.expires.day:02d}/{one.expires.month:02d}/{one.expires.year}" if one.expires else wording.FEW_DOTS
    return (
        str(place),
        wording.or_dots(one.product),
        one.graded or wording.stars(one.star),
        wording.or_dots(one.decision),
        expires,
    )
