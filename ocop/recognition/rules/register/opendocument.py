"""What an ods file says about its cells and calamine does not pass on: errors."""

import io
from collections.abc import Iterator, Mapping, Sequence
from xml.etree import ElementTree

from ocop.recognition.rules.register.cells import Broken, Cell
from ocop.recognition.rules.register.package import MOST_CELLS, Oversized, Package

MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"
CONTENT = "content.xml"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
VALUE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
VALUE_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
ROWS_REPEATED, COLUMNS_REPEATED = f"{TABLE}number-rows-repeated", f"{TABLE}number-columns-repeated"
LARGEST_CONTENT = 64 * 2**20
"""Bytes; the whole part lies in memory as a tree."""

MOST_TEXT = 64 * 2**20
"""Signs, each as often as its cell is repeated: calamine writes out every repetition."""


def is_one(package: Package) -> bool:
    return "mimetype" in package and package.part("mimetype").strip() == MIMETYPE


def amendments(package: Package) -> Mapping[str, Mapping[tuple[int, int], Cell]]:
    """By sheet name, the cells that show an error; raises Oversized, KeyError and ValueError for a broken package."""
    if package.size(CONTENT) > LARGEST_CONTENT:
        raise Oversized
    content = package.part(CONTENT)
    if b"<!DOCTYPE" in content:
        raise ValueError("a part declares a document type")
    try:
        root = ElementTree.parse(io.BytesIO(content)).getroot()
    except ElementTree.ParseError as wrong:
        raise ValueError(str(wrong)) from wrong
    tables = [(table.get(f"{TABLE}name", ""), list(_filled(table))) for table in root.iter(f"{TABLE}table")]
    if sum(_area(cells) for _, cells in tables) > MOST_CELLS or _signs(root) > MOST_TEXT:
        raise Oversized
    return {
        name: {(row, column): Broken(_shown(cell)) for row, column, cell in cells if _is_error(cell)}
        for name, cells in tables
    }


def _filled(table: ElementTree.Element) -> Iterator[tuple[int, int, ElementTree.Element]]:
    """The cells that hold something, with the row and column of their last repetition."""
    row_number = -1
    for row in table.iter(f"{TABLE}table-row"):
        row_number += int(row.get(ROWS_REPEATED, "1"))
        column = -1
        for cell in row:
            if cell.tag not in CELLS:
                continue
            column += int(cell.get(COLUMNS_REPEATED, "1"))
            if _said(cell):
                yield row_number, column, cell


def _area(cells: Sequence[tuple[int, int, ElementTree.Element]]) -> int:
    return max((row + 1 for row, _, _ in cells), default=0) * max((column + 1 for _, column, _ in cells), default=0)


def _signs(root: ElementTree.Element) -> int:
    """How much the cells say once every repetition is written out."""
    return sum(
        int(row.get(ROWS_REPEATED, "1")) * int(cell.get(COLUMNS_REPEATED, "1")) * _said(cell)
        for row in root.iter(f"{TABLE}table-row")
        for cell in row
    )


def _said(cell: ElementTree.Element) -> int:
    """The signs of what a cell holds, as text in it or as a value beside it; nothing for an empty one."""
    beside = sum(len(value) for name, value in cell.attrib.items() if name.startswith(VALUE))
    return beside + len(cell) + sum(map(len, cell.itertext()))


def _is_error(cell: ElementTree.Element) -> bool:
    return cell.get(VALUE_TYPE) == "error"


def _shown(cell: ElementTree.Element) -> str:
    return "".join(cell.itertext()).strip() or "#N/A"
