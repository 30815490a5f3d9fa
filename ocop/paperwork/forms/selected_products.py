"""Document 36: công văn by which the Sở sends the units the list of products that were selected.

Issued by Sở NN&PTNT. Decree 30/2020/NĐ-CP, Annex III, form 1.5.
"""

from dataclasses import dataclass

from ocop.paperwork.forms.product_letter import ProductLetter


@dataclass(frozen=True)
class SelectedProducts(ProductLetter):
    """What the province chose from the units' registrations."""

    list_title = "Danh mục sản phẩm được chọn tham gia đánh giá, phân hạng"
