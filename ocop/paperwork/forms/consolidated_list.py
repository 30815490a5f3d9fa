"""Document 24: danh mục tổng hợp chủ thể, sản phẩm đăng ký of the whole province, an annex of the document it goes with.

Made by Sở NN&PTNT. Decree 30/2020/NĐ-CP, Annex I, III.1.
"""

from __future__ import annotations

from dataclasses import dataclass

from ocop.paperwork.elements import Letterhead, Rendition
from ocop.paperwork.forms.product_table import RegisteredProduct, product_annex
from ocop.paperwork.kit.story import Story


@dataclass(frozen=True, slots=True)
class ConsolidatedList:
    """`kind` is the document that carries it: "Công văn", "Báo cáo"; products come in the order of their units."""

    letterhead: Letterhead
    year: int
    products: tuple[RegisteredProduct, ...]
    kind: str = "Công văn"
    title: str = "Danh mục tổng hợp chủ thể, sản phẩm đăng ký đánh giá, phân hạng"

    def story(self, rendition: Rendition) -> Story:
        return (product_annex(self.products, self.title, self.kind, self.letterhead, self.year, rendition),)
