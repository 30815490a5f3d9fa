"""Document 4: phiếu đăng ký đánh giá, phân hạng of one product, signed by the producer (form 01 of Decision 148/QĐ-TTg).

No office issues it: it has neither symbol nor recipients. Its second page is for the offices that take it in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ocop.paperwork.elements import Rendition
from ocop.paperwork.forms.producer import ProducerFacts, asked
from ocop.paperwork.kit import wording
from ocop.paperwork.kit.story import Choices, Element, Hand, Look, Nation, Paragraph, Part, Signed, Story, Title


@dataclass(frozen=True, slots=True)
class Receipt:
    """An office that takes the form in ("Ủy ban nhân dân cấp huyện"), with the pattern of its number."""

    office: str
    number_pattern: str


@dataclass(frozen=True, slots=True)
class RegistrationForm:
    """`kind` is 1 for a first assessment, 2 for an upgrade, 3 for a re-assessment; `province` within a sentence."""

    province: str
    year: int
    producer: ProducerFacts
    product: str | None
    product_set: str | None
    kind: int | None
    place: str | None
    receipts: tuple[Receipt, ...]

    def story(self, rendition: Rendition) -> Story:
        return (Part(tuple(self._asked())), Part(tuple(self._received())))

    def _asked(self) -> Iterator[Element]:
        yield Nation()
        yield Title("Phiếu đăng ký", f"Đánh giá, phân hạng sản phẩm OCOP {self.province} năm {self.year}")
        yield Paragraph("1. Chủ thể đăng ký", Look.HEADING)
        yield asked("- Tên chủ thể", self.producer.name)
        yield asked("- Người đại diện theo pháp luật", self.producer.representative)
        yield asked("- Chức vụ", self.producer.position)
        yield asked("- Địa chỉ liên hệ", self.producer.address)
        phone, email = wording.or_dots(self.producer.phone), wording.or_dots(self.producer.email)
        yield Paragraph(f"- Điện thoại: {phone}; thư điện tử: {email}")
        yield Paragraph("2. Sản phẩm đăng ký", Look.HEADING)
        yield asked("- Tên sản phẩm", self.product)
        yield asked("- Bộ sản phẩm (ngành, nhóm, phân nhóm)", self.product_set)
        kinds = ("Lần đầu", "Nâng hạng", "Đánh giá lại")
        boxes = tuple((name, place == self.kind) for place, name in enumerate(kinds, start=1))
        yield Choices(boxes, "- Lần đăng ký:")
        yield Paragraph("3. Tài liệu gửi kèm", Look.HEADING)
        yield Paragraph("- Báo cáo tự đánh giá về sản phẩm (bản giấy và bản điện tử) cùng tài liệu minh chứng.")
        yield asked("- Sản phẩm mẫu (số lượng)", None)
        yield Paragraph(
            "Chủ thể cam đoan các thông tin trên là đúng, chấp hành quy định về đánh giá, phân hạng sản phẩm OCOP và chịu "
            "trách nhiệm trước pháp luật về hồ sơ đăng ký."
        )
        dated = f"{self.place or wording.DOTS}, {wording.date_or_gap(None, self.year)}"
        yield Signed(
            (Hand(dated, "Đại diện chủ thể", "(Ký, đóng dấu nếu có, ghi rõ họ tên)", self.producer.representative),)
        )

    def _received(self) -> Iterator[Element]:
        yield Paragraph("PHẦN DÀNH CHO CƠ QUAN TIẾP NHẬN", Look.CENTRED_BOLD)
        for place, receipt in enumerate(self.receipts, start=1):
            yield Paragraph(f"{place}. {receipt.office}", Look.HEADING)
            yield Paragraph(f"- Phiếu số: {receipt.number_pattern}")
            yield Paragraph(f"- Ngày nhận: {wording.date_or_gap(None, None)}")
            yield asked("- Người nhận", None)
            yield Signed((Hand("", "Cơ quan tiếp nhận", "(Ký, đóng dấu, ghi rõ họ tên)", None),))
