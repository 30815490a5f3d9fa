"""Document 3: công văn gửi Sở NN&PTNT (Chi cục PTNT) danh sách đăng ký, with the list as its annex.

Issued by a UBND. Decree 30/2020/NĐ-CP, Annex III, form 1.5.
"""

from dataclasses import dataclass

from ocop.paperwork.forms.product_letter import ProductLetter


@dataclass(frozen=True)
class RegistrationList(ProductLetter):
    """What a unit registers for the year."""

    list_title = "Danh mục sản phẩm đăng ký đánh giá, phân hạng"
