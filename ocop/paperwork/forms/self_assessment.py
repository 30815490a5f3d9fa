"""Document 5: báo cáo tự đánh giá of one product, signed by the producer (form 02 of Decision 148/QĐ-TTg).

The four parts that the rule asks for; what only the producer can tell is left as room to write.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ocop.core.text.dates import day
from ocop.paperwork.elements import Rendition
from ocop.paperwork.forms.producer import ROOM, ProducerFacts, asked, representative
from ocop.paperwork.kit import wording
from ocop.paperwork.kit.story import (
    Align,
    Choices,
    Column,
    Element,
    Hand,
    Look,
    Nation,
    Paragraph,
    Part,
    Signed,
    Story,
    Table,
    Title,
)

_TOGETHER = 12
"""Boxes that stay on one page."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A paper that the producer has or has not (None: not known), as the form ticks it."""

    name: str
    there: bool | None = None


@dataclass(frozen=True, slots=True)
class SelfAssessment:
    """`description` is the product's make and standards, `again` a product that was recognised before."""

    year: int
    producer: ProducerFacts
    product: str | None
    description: str | None
    proofs: tuple[Proof, ...]
    evidence: tuple[tuple[str, str], ...]
    place: str | None
    again: bool = False

    def story(self, rendition: Rendition) -> Story:
        return (Part((*self._general(), *self._results(), *self._criteria(), *self._plans())),)

    def _general(self) -> Iterator[Element]:
        one = self.producer
        yield Nation()
        yield Title("Báo cáo", f"Tự đánh giá về sản phẩm đăng ký đánh giá, phân hạng OCOP năm {self.year}")
        yield Paragraph("I. THÔNG TIN CHUNG", Look.SECTION)
        yield asked("1. Tên chủ thể", one.name)
        yield asked("2. Loại hình tổ chức", one.legal_form)
        yield asked("3. Địa chỉ", one.address)
        yield Paragraph(f"4. Điện thoại: {wording.or_dots(one.phone)}; thư điện tử: {wording.or_dots(one.email)}")
        yield Paragraph("5. Người đại diện theo pháp luật", stays=True)
        yield from representative(one)
        since, number = (
            wording.or_dots(day(one.established) if one.established else None),
            wording.or_dots(one.registration),
        )
        yield Paragraph(f"6. Ngày thành lập, đăng ký kinh doanh: {since}; số giấy: {number}")
        yield asked("7. Tên sản phẩm", self.product)
        yield asked("Mô tả quy cách, tiêu chuẩn", self.description)
        yield Paragraph("Giấy tờ đã có:", stays=True)
        boxes = tuple((proof.name, bool(proof.there)) for proof in self.proofs)
        yield from (Choices(boxes[start : start + _TOGETHER]) for start in range(0, len(boxes), _TOGETHER))
        yield from _told("8. Quá trình hình thành, phát triển của chủ thể")
        yield from _told("9. Tổ chức bộ máy, nhân lực")

    def _results(self) -> Iterator[Element]:
        yield Paragraph("II. THỰC HIỆN PHƯƠNG ÁN SẢN XUẤT, KINH DOANH", Look.SECTION)
        yield from _told("1. Vùng nguyên liệu, công nghệ sản xuất, chế biến, đóng gói")
        yield from _told("2. Chất lượng, tiêu chuẩn, bao bì, nhãn của sản phẩm và những thay đổi")
        yield from _told("3. Thị trường, kênh phân phối")
        yield from _told("4. Sản lượng, doanh thu, lợi nhuận")
        if self.again:
            yield from _told("5. Những thay đổi, kết quả đạt được từ khi được công nhận OCOP")

    def _criteria(self) -> Iterator[Element]:
        yield Paragraph("III. TỰ ĐÁNH GIÁ THEO BỘ TIÊU CHÍ", Look.SECTION)
        yield Paragraph(
            "Chủ thể tự chấm điểm theo thứ tự tiêu chí của Bộ sản phẩm đăng ký, mô tả và dẫn tài liệu minh chứng cho từng "
            "tiêu chí. Tài liệu minh chứng kèm theo gồm:",
            stays=True,
        )
        rows = tuple((str(place), name, what, "") for place, (name, what) in enumerate(self.evidence, start=1))
        yield Table(_EVIDENCE, rows)
        yield asked("- Tổng điểm tự đánh giá", None)
        yield asked("- Hạng sao tự đánh giá", None)

    def _plans(self) -> Iterator[Element]:
        yield Paragraph("IV. KẾ HOẠCH SẢN XUẤT, KINH DOANH", Look.SECTION)
        yield from _told("Định hướng phát triển sản phẩm, tổ chức sản xuất, mở rộng thị trường trong thời gian tới")
        yield Paragraph("Chủ thể cam đoan nội dung Báo cáo này là đúng sự thật.")
        dated = f"{self.place or wording.DOTS}, {wording.date_or_gap(None, self.year)}"
        yield Signed(
            (
                Hand(
                    dated,
                    "Đại diện theo pháp luật",
                    "(Ký, đóng dấu nếu có, ghi rõ họ tên)",
                    self.producer.representative,
                ),
            )
        )


def _told(question: str) -> Iterator[Paragraph]:
    """A question that the producer answers in its own words."""
    yield Paragraph(f"{question}:", stays=True)
    yield Paragraph(ROOM)


_EVIDENCE = (
    Column("TT", 10, Align.CENTRE),
    Column("Nội dung", 52),
    Column("Tài liệu", 74),
    Column("Có kèm theo", 24, Align.CENTRE),
)
