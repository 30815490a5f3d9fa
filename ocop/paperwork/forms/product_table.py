"""The list of registered products that documents 3, 24 and 36 carry as their annex."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ocop.paperwork.elements import Letterhead, Rendition
from ocop.paperwork.kit import wording
from ocop.paperwork.kit.story import Align, AnnexHead, Column, Paragraph, Part, Table, attached_to


@dataclass(frozen=True, slots=True)
class RegisteredProduct:
    """One registration of the year; `kind` is "Mới", "Nâng hạng" or "Đánh giá lại", `unit` the district it belongs to."""

    product: str
    producer: str | None
    commune: str | None
    product_set: str | None
    kind: str
    current_star: int | None = None
    aimed_star: int | None = None
    unit: str = ""
    note: str = ""


def product_annex(
    products: Sequence[RegisteredProduct],
    title: str,
    kind: str,
    letterhead: Letterhead,
    year: int,
    rendition: Rendition,
) -> Part:
    """The list on its own landscape pages; products of several units stand under a band for each unit."""
    attached = attached_to(kind, letterhead, year, rendition)
    return Part((AnnexHead("Phụ lục", title, attached), _table(products), _counted(products)), landscape=True)


def _table(products: Sequence[RegisteredProduct]) -> Table:
    units = dict.fromkeys(product.unit for product in products)
    if len(units) < 2:
        return Table(_COLUMNS, tuple(_rows(products, 1)))
    rows: list[tuple[str, ...]] = []
    bands: set[int] = set()
    number = 1
    for place, unit in enumerate(units, start=1):
        own = [product for product in products if product.unit == unit]
        bands.add(len(rows))
        rows.append(
            (wording.roman(place), wording.or_dots(unit), *[""] * 6, f"{wording.two_digits(len(own))} sản phẩm")
        )
        rows += _rows(own, number)
        number += len(own)
    return Table(_COLUMNS, rows, frozenset(bands))


def _rows(products: Sequence[RegisteredProduct], first: int) -> Iterator[tuple[str, ...]]:
    for place, product in enumerate(products, start=first):
        yield (
            str(place),
            wording.or_dots(product.product),
            wording.or_dots(product.producer),
            wording.or_dots(product.commune),
            wording.or_dots(product.product_set),
            product.kind,
            f"{product.current_star} sao" if product.current_star else "",
            wording.stars(product.aimed_star),
            product.note,
        )


def _counted(products: Sequence[RegisteredProduct]) -> Paragraph:
    kinds = dict.fromkeys(product.kind for product in products)
    parts = [
        f"{wording.two_digits(sum(product.kind == kind for product in products))} {wording.lowered(kind)}"
        for kind in kinds
        if kind
    ]
    detail = f", trong đó {wording.joined(parts)}" if parts else ""
    return Paragraph(wording.ended(f"Danh mục này có {wording.two_digits(len(products))} sản phẩm{detail}"))


_COLUMNS = (
    Column("TT", 9, Align.CENTRE),
    Column("Tên sản phẩm", 35),
    Column("Chủ thể", 39),
    Column("Địa chỉ", 28),
    Column("Bộ sản phẩm", 31),
    Column("Hình thức", 22, Align.CENTRE),
    Column("Hiện có", 15, Align.CENTRE, "Hạng sao"),
    Column("Đăng ký", 15, Align.CENTRE, "Hạng sao"),
    Column("Ghi chú", 36),
)
