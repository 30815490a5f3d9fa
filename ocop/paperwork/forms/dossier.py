"""The front of a product's dossier: its cover and the table of contents, in the order of the criteria.

No office issues it: the producer hands it in (Decision 148/QĐ-TTg; Decision 26/2026/QĐ-TTg, Art. 6.1).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ocop.paperwork.elements import Rendition
from ocop.paperwork.forms.producer import asked
from ocop.paperwork.kit import wording
from ocop.paperwork.kit.story import (
    Align,
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

ABSENT = "Chưa có"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the contents: what the law asks for, what answers it, and on which page it begins, if it has one."""

    criterion: str
    asked: str
    answered: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class DossierFront:
    """`kind` reads "Đăng ký mới"; `rule` cites the edition by which the contents are ordered."""

    year: int
    producer: str | None
    address: str | None
    product: str | None
    product_set: str | None
    kind: str
    stars: int | None
    place: str | None
    rule: str
    entries: tuple[Entry, ...]

    def story(self, rendition: Rendition) -> Story:
        return (Part(tuple(self._cover())), Part(tuple(self._contents())))

    def _cover(self) -> Iterator[Element]:
        yield Nation()
        yield Title("Hồ sơ sản phẩm", f"Đăng ký đánh giá, phân hạng sản phẩm OCOP năm {self.year}")
        yield asked("Chủ thể", self.producer)
        yield asked("Địa chỉ", self.address)
        yield asked("Sản phẩm", self.product)
        yield asked("Bộ sản phẩm", self.product_set)
        yield asked("Loại đăng ký", self.kind)
        yield asked("Hạng sao dự kiến", f"{self.stars} sao" if self.stars else None)
        yield Paragraph("Hồ sơ gồm các tài liệu ghi ở mục lục, xếp theo thứ tự tiêu chí của Bộ sản phẩm.")
        dated = f"{self.place or wording.DOTS}, {wording.date_or_gap(None, self.year)}"
        yield Signed((Hand(dated, "Đại diện chủ thể", "(Ký, đóng dấu nếu có, ghi rõ họ tên)", None),))

    def _contents(self) -> Iterator[Element]:
        yield Paragraph("MỤC LỤC HỒ SƠ", Look.CENTRED_BOLD)
        rows = tuple(
            (str(number), one.criterion, one.asked, one.answered, str(one.page) if one.page else "")
            for number, one in enumerate(self.entries, 1)
        )
        yield Table(_CONTENTS, rows)
        yield Paragraph(f"Căn cứ sắp xếp: {self.rule}.")


_CONTENTS = (
    Column("TT", 10, Align.CENTRE),
    Column("Tiêu chí", 17, Align.CENTRE),
    Column("Nội dung", 52),
    Column("Tài liệu", 68),
    Column("Trang", 14, Align.CENTRE),
)
