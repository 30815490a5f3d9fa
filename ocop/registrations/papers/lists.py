"""Documents 3, 24 and 36: the unit's list for the department, the list of all units, and what was selected."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ocop.documents import papers as documents
from ocop.paperwork import Letterhead, Recipients
from ocop.paperwork.forms.consolidated_list import ConsolidatedList
from ocop.paperwork.forms.product_table import RegisteredProduct
from ocop.paperwork.forms.registration_list import RegistrationList
from ocop.paperwork.forms.selected_products import SelectedProducts
from ocop.registrations.queries import PlanLine, PlanLines, UnitLine
from ocop.registrations.rules import Kind
from ocop.tenancy import IssuingBody, Workspace

LETTER = "CV"
KIND_WORDS = {Kind.NEW: "Mới", Kind.UPGRADE: "Nâng hạng", Kind.REASSESSMENT: "Đánh giá lại"}
COUNTED = {Kind.NEW: "Đăng ký mới", Kind.UPGRADE: "Đăng ký nâng hạng", Kind.REASSESSMENT: "Đăng ký đánh giá lại"}
PROGRAMME = "Chương trình mỗi xã một sản phẩm (OCOP)"


@dataclass(frozen=True, slots=True)
class Sender:
    """Who issues a công văn, and the mark of the office that drafts it: "PKT" in "87/UBND-PKT"."""

    body: IssuingBody
    drafter: str | None

    @property
    def letterhead(self) -> Letterhead:
        """The letterhead with the issuer's mark and the drafter's."""
        return documents.letterhead(self.body, symbol="-".join(filter(None, (self.body.symbol, self.drafter))))


def of_one_unit(lines: PlanLines) -> tuple[RegisteredProduct, ...]:
    """The unit's list: new products first, then those to be upgraded, then those to be assessed again."""
    of_kinds = ((Kind.NEW, lines.new), (Kind.UPGRADE, lines.upgrade), (Kind.REASSESSMENT, lines.reassessment))
    return tuple(_own(kind, line) for kind, of_kind in of_kinds for line in of_kind)


def of_all_units(lines: Iterable[UnitLine]) -> tuple[RegisteredProduct, ...]:
    """The list of all units, each under its name."""
    return tuple(
        RegisteredProduct(
            line.product,
            line.producer or None,
            _capitalised(line.commune),
            line.product_set,
            KIND_WORDS[line.kind],
            line.present_stars,
            line.expected_stars,
            line.unit.title,
        )
        for line in lines
    )


def registration_list(
    products: tuple[RegisteredProduct, ...],
    *,
    unit: Workspace,
    sender: Sender,
    receiver: IssuingBody,
    through: IssuingBody | None,
    order: str | None,
    year: int,
    on: date,
) -> RegistrationList:
    """Document 3; `order` cites the province's plan of the year, `through` is the department's office in charge."""
    issuer = sender.body.name
    opening = (
        f"{_following(order, year)}, sau khi rà soát các sản phẩm trên địa bàn, {issuer} gửi danh sách chủ thể, sản phẩm "
        f"đăng ký tham gia {PROGRAMME} năm {year}:"
    )
    lasting = (
        f"Danh sách chi tiết kèm theo Công văn này. Khi có thay đổi, {issuer} sẽ gửi văn bản điều chỉnh, nêu rõ lý do."
    )
    return RegistrationList(
        letterhead=sender.letterhead,
        year=on.year,
        about=f"gửi danh sách chủ thể, sản phẩm đăng ký tham gia Chương trình OCOP năm {year}",
        addressees=(f"{receiver.name} ({through.name})" if through else receiver.name,),
        text="\n".join((opening, *_counted(products), lasting)),
        products=products,
        closing=f"Kính đề nghị {receiver.name} theo dõi, tổng hợp.",
        signing=documents.signing(sender.body, kind=LETTER, on=on),
        recipients=Recipients(
            tuple(filter(None, (f"Lãnh đạo UBND {unit.full_name}", unit.division))), filed=sender.body.filed
        ),
        programme=f"năm {year}",
    )


def consolidated_list(
    products: tuple[RegisteredProduct, ...], *, sender: Sender, year: int, on: date
) -> ConsolidatedList:
    """Document 24: what all units registered."""
    title = f"Danh mục tổng hợp chủ thể, sản phẩm đăng ký đánh giá, phân hạng năm {year}"
    return ConsolidatedList(sender.letterhead, on.year, products, title=title)


def selected_products(
    products: tuple[RegisteredProduct, ...],
    *,
    sender: Sender,
    units: Sequence[Workspace],
    steps: Sequence[str],
    order: str | None,
    year: int,
    on: date,
) -> SelectedProducts:
    """Document 36 to the units that have a product on the list; `steps` are the year's milestones in words."""
    issuer = sender.body.name
    opening = (
        f"{_following(order, year)}, trên cơ sở danh sách đăng ký của các địa phương, {issuer} gửi danh mục "
        f"{_products(products)} được chọn tham gia đánh giá, phân hạng năm {year} (Phụ lục kèm theo)."
    )
    asked = (
        "Đề nghị Ủy ban nhân dân các địa phương:",
        "- Thông báo cho chủ thể có sản phẩm trong danh mục; hướng dẫn hoàn thiện sản phẩm, hồ sơ và minh chứng theo Bộ tiêu chí.",
        *(f"- {step}." for step in steps),
        f"- Báo ngay {issuer} khi có sản phẩm không thể tham gia, nêu rõ lý do.",
    )
    return SelectedProducts(
        letterhead=sender.letterhead,
        year=on.year,
        about=f"danh mục sản phẩm được chọn tham gia đánh giá, phân hạng OCOP năm {year}",
        addressees=tuple(f"Ủy ban nhân dân {unit.full_name}" for unit in units),
        text="\n".join((opening, *asked)),
        products=products,
        closing="Đề nghị Ủy ban nhân dân các địa phương quan tâm, phối hợp thực hiện.",
        signing=documents.signing(sender.body, kind=LETTER, on=on),
        recipients=Recipients(("Ủy ban nhân dân tỉnh (báo cáo)",), filed=sender.body.filed),
        programme=f"năm {year}",
    )


def _own(kind: Kind, line: PlanLine) -> RegisteredProduct:
    return RegisteredProduct(
        line.product,
        line.producer or None,
        _capitalised(line.commune),
        line.product_set or None,
        KIND_WORDS[kind],
        line.present_stars,
        line.expected_stars,
        note=line.note or "",
    )


def _capitalised(commune: str) -> str | None:
    """ "Phường Phú Hài" in a cell of its own; None prints as a blank."""
    return commune[:1].upper() + commune[1:] or None


def _following(order: str | None, year: int) -> str:
    return f"Thực hiện {order}" if order else f"Thực hiện {PROGRAMME} năm {year}"


def _products(products: Sequence[RegisteredProduct]) -> str:
    """ "06 sản phẩm của 05 chủ thể"; a producer that nobody named is not counted."""
    producers = {one.producer for one in products if one.producer}
    counted = f"{len(products):02d} sản phẩm"
    return f"{counted} của {len(producers):02d} chủ thể" if producers else counted


def _counted(products: Sequence[RegisteredProduct]) -> tuple[str, ...]:
    of_kinds = {kind: sum(one.kind == word for one in products) for kind, word in KIND_WORDS.items()}
    return (
        f"- Tổng số: {_products(products)}.",
        *(f"- {COUNTED[kind]}: {number:02d} sản phẩm." for kind, number in of_kinds.items() if number),
    )
