"""Document 6: báo cáo of the commune about some contents of a dossier (form 03 of Decision 148/QĐ-TTg).

Issued by the UBND of the commune where the product is made; what its officers saw there is left to them to write.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ocop.paperwork.elements import AS_ABOVE, Letterhead, Recipients, Rendition, Signing
from ocop.paperwork.forms.producer import ROOM, ProducerFacts, asked, representative
from ocop.paperwork.kit import wording
from ocop.paperwork.kit.story import (
    Addressees,
    Closing,
    Element,
    Look,
    Paragraph,
    Part,
    Story,
    Title,
    ending,
    head,
)

_SEEN = (
    ("Sử dụng nguyên liệu địa phương", "tỷ lệ, nguồn cung cấp so với mô tả của chủ thể"),
    ("Sử dụng lao động địa phương", "số lao động thực tế so với mô tả của chủ thể"),
    ("Nguồn gốc ý tưởng sản phẩm", "sản phẩm truyền thống hay mới của địa phương"),
    ("Bản sắc, trí tuệ địa phương", "giống, nguyên liệu, điều kiện, kinh nghiệm, cách làm riêng của địa phương"),
)


@dataclass(frozen=True, slots=True)
class CommuneReport:
    """`findings` answers, in this order: local materials, local labour, origin of the idea, local character."""

    letterhead: Letterhead
    year: int
    addressees: tuple[str, ...]
    producer: ProducerFacts
    product: str | None
    findings: tuple[str, ...]
    signing: Signing
    recipients: Recipients

    def story(self, rendition: Rendition) -> Story:
        request = (
            f"{wording.or_dots(self.letterhead.name)} đề nghị {wording.joined(self.addressees or (wording.DOTS,))} xem xét, "
            f"đánh giá, phân hạng sản phẩm {wording.or_dots(self.product)} của {wording.or_dots(self.producer.name)}."
        )
        return (
            Part(
                (
                    head(self.letterhead, rendition, self.year),
                    Title("Báo cáo", "Đánh giá một số nội dung của hồ sơ đăng ký đánh giá, phân hạng sản phẩm OCOP"),
                    Addressees(self.addressees),
                    *self._general(),
                    *self._seen(),
                    *ending((Paragraph(request),)),
                    Closing(self.signing, self.recipients.answering(AS_ABOVE)),
                )
            ),
        )

    def _general(self) -> Iterator[Element]:
        yield Paragraph("I. THÔNG TIN CHUNG VỀ HỒ SƠ", Look.SECTION)
        yield asked("1. Tên chủ thể", self.producer.name)
        yield asked("2. Loại hình tổ chức", self.producer.legal_form)
        yield asked("3. Địa chỉ", self.producer.address)
        yield Paragraph("4. Người đại diện theo pháp luật", stays=True)
        yield from representative(self.producer)
        yield asked("5. Sản phẩm đăng ký đánh giá", self.product)

    def _seen(self) -> Iterator[Element]:
        yield Paragraph("II. ĐÁNH GIÁ CỦA ỦY BAN NHÂN DÂN CẤP XÃ", Look.SECTION)
        for place, (topic, about) in enumerate(_SEEN, start=1):
            yield Paragraph(f"{place}. {topic} ({about}):", stays=True)
            yield Paragraph(self._finding(place) or ROOM)

    def _finding(self, place: int) -> str:
        return self.findings[place - 1].strip() if place <= len(self.findings) else ""
