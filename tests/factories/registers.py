"""Registers as offices keep them: workbooks, communes, lines and stored products for the tests of the importer."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import xlsxwriter

from ocop.core.text.dates import PartialDate
from ocop.recognition.rules.register import (
    Commune,
    Gazetteer,
    Known,
    LegalForm,
    Line,
    Recognition,
    Register,
    read_register,
    read_workbook,
)

SINCE = date(2020, 1, 1)
COMMUNES = (
    Commune("23221", "Tân Hà", "xa", "600", SINCE, None, "Đức Linh"),
    Commune("23257", "Tân Hà", "xa", "601", SINCE, None, "Hàm Tân"),
    Commune("23237", "Bình Tân", "phuong", "594", SINCE, None, "La Gi"),
    Commune("23047", "Bình Tân", "xa", "596", SINCE, None, "Bắc Bình"),
    Commune("23200", "Sùng Nhơn", "xa", "600", SINCE, None, "Đức Linh"),
    Commune("23194", "Đức Tài", "thi_tran", "600", SINCE, None, "Đức Linh"),
    Commune("23212", "Đức Hạnh", "xa", "600", SINCE, None, "Đức Linh"),
    Commune("22921", "Phú Hài", "phuong", "593", SINCE, None, "Phan Thiết"),
    Commune("22939", "Bình Hưng", "phuong", "593", SINCE, date(2024, 11, 30), "Phan Thiết"),
    Commune("22951", "Hưng Long", "phuong", "593", SINCE, date(2024, 11, 30), "Phan Thiết"),
    Commune("22951", "Bình Hưng", "phuong", "593", date(2024, 12, 1), None, "Phan Thiết"),
    Commune("23122", "Hàm Thạnh", "xa", "598", SINCE, None, "Hàm Thuận Nam"),
    Commune("23110", "Thuận Nam", "thi_tran", "598", SINCE, None, "Hàm Thuận Nam"),
    Commune("23140", "Thuận Quí", "xa", "598", SINCE, None, "Hàm Thuận Nam", ("Thuận Quý",)),
)
IN_2024 = date(2024, 5, 13)


def gazetteer(own_district: str | None = None, on: date | None = IN_2024) -> Gazetteer:
    return Gazetteer(COMMUNES, own_district=own_district, on=on)


REGISTER_HEADINGS = (
    "TT", "Tên sản phẩm", "Nhóm", "Loại hình", "Chủ thể", "Xã", "Địa chỉ", "Người đại diện", "Điện thoại",
    "Hạng hiện tại", "Ngày hết hạn",
)  # fmt: skip
FIVE = ("Hạng", "Ngày", "Năm", "Số QĐ", "Cơ quan")


@dataclass
class SheetOf:
    """A sheet to write: rows of cells and the ranges merged in it, as (first row, first column, last row, last column)."""

    rows: Sequence[Sequence[object]]
    merged: Sequence[tuple[int, int, int, int]] = ()
    name: str | None = None
    hidden: bool = False
    formats: Mapping[tuple[int, int], str] = field(default_factory=dict)


def workbook(*sheets: SheetOf | Sequence[Sequence[object]]) -> bytes:
    """An xlsx file; a cell that is an exception is written as the error that Excel shows."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as book:
        for number, given in enumerate(sheets):
            sheet = given if isinstance(given, SheetOf) else SheetOf(given)
            written = book.add_worksheet(sheet.name or f"Sheet{number + 1}")
            if sheet.hidden:
                written.hide()
            for row, cells in enumerate(sheet.rows):
                for column, cell in enumerate(cells):
                    _write(book, written, row, column, cell, sheet.formats.get((row, column)))
            for top, left, bottom, right in sheet.merged:
                written.merge_range(top, left, bottom, right, "")
                _write(book, written, top, left, sheet.rows[top][left], None)
    return target.getvalue()


def _write(book, sheet, row: int, column: int, cell: object, number_format: str | None) -> None:
    if isinstance(cell, Exception):
        sheet.write_formula(row, column, "=Sheet9!A1", None, str(cell))
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, cell, book.add_format({"num_format": number_format or "dd/mm/yyyy"}))
    elif isinstance(cell, str):
        sheet.write_string(row, column, cell)
    elif cell is not None:
        sheet.write(row, column, cell)


def grouped_register(*rows: Sequence[object], title: Sequence[object] = ("SỔ THEO DÕI SẢN PHẨM OCOP",)) -> SheetOf:
    """The official register with its heading of two rows, groups merged over their five columns."""
    above = [*REGISTER_HEADINGS, "Công nhận lần 1", *[None] * 4, "Công nhận lần 2", *[None] * 4, "Ghi chú"]
    below = [*[None] * len(REGISTER_HEADINGS), *FIVE, *FIVE, None]
    return SheetOf([title, [], above, below, *rows], merged=((2, 11, 2, 15), (2, 16, 2, 20)))


def reading(
    *sheets: SheetOf | Sequence[Sequence[object]],
    own_district: str | None = None,
    answers=None,
    on: date | None = IN_2024,
) -> Register:
    return read_register(read_workbook(workbook(*sheets)), gazetteer(own_district, on), answers)


def day(text: str) -> PartialDate:
    return PartialDate.parse(text)


def recognition(stars: int = 3, when: str | None = "25/9/2023", decision: str = "", authority: str = "") -> Recognition:
    return Recognition(stars, day(when) if when else None, decision, authority)


def line(row: int = 5, product: str = "Hạt sen", producer: str = "HTX Sùng Nhơn", **given) -> Line:
    defaults = {"stars": 3, "recognitions": (recognition(),), "form": LegalForm.COOPERATIVE, "commune_stated": True}
    return Line(row=row, sheet="Sheet1", product=product, producer=producer, **(defaults | given))


def known(product: str = "Hạt sen", producer: str = "HTX Sùng Nhơn", **given) -> Known:
    defaults = {"key": "1", "stars": 3, "recognitions": (recognition(),), "form": LegalForm.COOPERATIVE}
    return Known(product=product, producer=producer, **(defaults | given))


def open_document(*cells: str) -> bytes:
    """An ods file of one sheet with one row of text."""
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text")
    )
    row = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in cells
    )
    sheet = f'<table:table table:name="Sổ"><table:table-row>{row}</table:table-row></table:table>'
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    body = f"<office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body>"
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("mimetype", kind)
        package.writestr("META-INF/manifest.xml", manifest)
        package.writestr("content.xml", f"<office:document-content {names}>{body}</office:document-content>")
    return target.getvalue()
