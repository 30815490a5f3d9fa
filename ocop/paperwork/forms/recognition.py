"""Documents 13 and 17: quyết định công nhận with its list, and quyết định thu hồi giấy chứng nhận.

A chairman's own decisions. Decree 30/2020/NĐ-CP, Annex I, II.6; Annex III, form 1.2.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ocop.paperwork.elements import Citation, Letterhead, Recipients, Rendition, Signing
from ocop.paperwork.kit import wording
from ocop.paperwork.kit.story import (
    Align,
    AnnexHead,
    Closing,
    Column,
    Look,
    Paragraph,
    Part,
    Story,
    Table,
    Title,
    attached_to,
    ending,
    head,
    legal_bases,
)

_TITLE = "Danh mục sản phẩm OCOP được công nhận"


@dataclass(frozen=True, slots=True)
class RecognisedProduct:
    """`graded` stands in place of the stars for a product that has none from a decision: "Tiềm năng 5 sao"."""

    product: str
    producer: str | None
    address: str | None
    star: int | None
    code: str | None = None
    points: str | None = None
    note: str = ""
    graded: str = ""


@dataclass(frozen=True, slots=True)
class RecognitionDecision:
    """`authority` is the office that decides ("Chủ tịch Ủy ban nhân dân thành phố …"); `months` the time it holds."""

    letterhead: Letterhead
    year: int
    subject: str
    authority: str
    bases: tuple[str, ...]
    products: tuple[RecognisedProduct, ...]
    responsible: str
    signing: Signing
    recipients: Recipients
    months: int = 36
    programme: str = ""

    def story(self, rendition: Rendition) -> Story:
        producers = {product.producer for product in self.products if product.producer}
        counted = f"{wording.two_digits(len(self.products))} sản phẩm"
        counted += f" của {wording.two_digits(len(producers))} chủ thể" if producers else ""
        articles = (
            f"Công nhận {counted} đạt hạng sao Chương trình Mỗi xã một sản phẩm (OCOP) {self.programme}".strip()
            + " (theo Phụ lục kèm theo Quyết định này).",
            f"Kết quả công nhận có giá trị {self.months} tháng kể từ ngày ký Quyết định này. Chủ thể được dùng nhãn hiệu "
            "OCOP theo hạng sao, giữ vững chất lượng sản phẩm và chịu sự kiểm tra, giám sát theo quy định.",
            f"{wording.bare(wording.or_dots(self.responsible))} chịu trách nhiệm thi hành Quyết định này.",
        )
        decision = _decision(self, rendition, articles)
        return (decision, self._list(rendition)) if self.products else (decision,)

    def _list(self, rendition: Rendition) -> Part:
        attached = attached_to("Quyết định", self.letterhead, self.year, rendition)
        rows = tuple(
            (
                str(place),
                wording.or_dots(one.product),
                wording.or_dots(one.producer),
                wording.or_dots(one.address),
                one.code or wording.FEW_DOTS,
                one.points or wording.FEW_DOTS,
                one.graded or wording.stars(one.star),
                one.note,
            )
            for place, one in enumerate(self.products, start=1)
        )
        title = AnnexHead("Phụ lục", f"{_TITLE} {self.programme}".strip(), attached)
        remark = wording.ended(f"Danh mục này có {wording.two_digits(len(rows))} sản phẩm")
        return Part((title, Table(_LIST, rows), Paragraph(remark)), landscape=True)


@dataclass(frozen=True, slots=True)
class RevocationDecision:
    """`ground` is the legal ground in words, `recognition` the decision that is undone for these products."""

    letterhead: Letterhead
    year: int
    subject: str
    authority: str
    bases: tuple[str, ...]
    producer: str
    products: tuple[str, ...]
    recognition: Citation
    ground: str
    responsible: str
    signing: Signing
    recipients: Recipients

    def story(self, rendition: Rendition) -> Story:
        named = "; ".join(wording.bare(product) for product in self.products) or wording.DOTS
        articles = (
            f"Thu hồi giấy chứng nhận sản phẩm OCOP của {wording.or_dots(self.producer)} đối với: {named}; đã được công "
            f"nhận tại {wording.cited(self.recognition)}.",
            f"Lý do thu hồi: {wording.bare(wording.or_dots(self.ground))}. Kể từ ngày Quyết định này có hiệu lực, chủ thể "
            "không được dùng nhãn hiệu OCOP trên sản phẩm, bao bì, tài liệu quảng bá và nộp lại giấy chứng nhận.",
            f"{wording.bare(wording.or_dots(self.responsible))} chịu trách nhiệm thi hành Quyết định này. Quyết định này có "
            "hiệu lực kể từ ngày ký.",
        )
        return (_decision(self, rendition, articles),)


def _decision(
    decision: RecognitionDecision | RevocationDecision, rendition: Rendition, articles: Iterable[str]
) -> Part:
    numbered = list(_articles(articles))
    return Part(
        (
            head(decision.letterhead, rendition, decision.year),
            Title("Quyết định", decision.subject),
            Paragraph(decision.authority.upper(), Look.CENTRED_BOLD),
            *legal_bases(decision.bases),
            Paragraph("QUYẾT ĐỊNH:", Look.CENTRED_BOLD, stays=True),
            *ending(numbered),
            Closing(decision.signing, decision.recipients.answering(f"Như Điều {len(numbered)}")),
        )
    )


def _articles(texts: Iterable[str]) -> Iterator[Paragraph]:
    for place, text in enumerate(texts, start=1):
        yield Paragraph(text, Look.LEADING, lead=f"Điều {place}.")


_LIST = (
    Column("TT", 10, Align.CENTRE),
    Column("Tên sản phẩm", 48),
    Column("Chủ thể", 50),
    Column("Địa chỉ", 42),
    Column("Mã sản phẩm", 44, Align.CENTRE),
    Column("Điểm", 16, Align.CENTRE),
    Column("Hạng sao", 18, Align.CENTRE),
    Column("Ghi chú", 22),
)
