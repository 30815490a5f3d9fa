"""What calamine reads in a package, as rows of a grid."""

from collections.abc import Iterator, Mapping
from math import isfinite
from typing import BinaryIO, NamedTuple

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from ocop.recognition.rules.register.cells import BLANK, Broken, Cell
from ocop.recognition.rules.register.grid import Grid, Position, Row, Sheet, Span
from ocop.recognition.rules.register.package import Oversized

MOST_MERGED = 5_000_000
LONGEST_CELL = 32_767
"""Signs; Excel keeps no more in a cell."""


class About(NamedTuple):
    """A sheet before it is read."""

    name: str
    hidden: bool


def worksheets(book: CalamineWorkbook) -> list[About]:
    """The sheets of a workbook in their order; charts are left out."""
    return [
        About(one.name, one.visible is not SheetVisibleEnum.Visible)
        for one in book.sheets_metadata
        if one.typ is SheetTypeEnum.WorkSheet
    ]


def whole_sheets(file: BinaryIO, amendments: Mapping[str, Mapping[Position, Cell]]) -> Iterator[Sheet]:
    """The sheets of a file that is read in one piece; by sheet, what stands where calamine gives something else."""
    with CalamineWorkbook.from_filelike(file) as book:
        for about in worksheets(book):
            read = book.get_sheet_by_name(about.name)
            yield sheet(about, whole_grid(read, amendments.get(about.name, {})), merged_in(read))


def whole_grid(read: CalamineSheet, amendments: Mapping[Position, Cell]) -> Grid:
    """All rows of a sheet."""
    grid = Grid()
    first, rows = rows_in(read)
    grid.add(first, rows, amendments)
    return grid


def rows_in(read: CalamineSheet) -> tuple[int, list[Row]]:
    """The number of the first filled row, from zero, and the rows from there on; raises Oversized for an endless cell."""
    if not read.start:
        return 0, []
    first, left = read.start
    return first, [[*[BLANK] * left, *map(_possible, row)] for row in read.to_python(skip_empty_area=True)]


def _possible(cell: Cell) -> Cell:
    """What Excel itself may hold: no number is endless or none, no text endless; a file may say so all the same."""
    if type(cell) is str and len(cell) > LONGEST_CELL:
        raise Oversized
    return Broken("#NUM!") if type(cell) is float and not isfinite(cell) else cell


def merged_in(read: CalamineSheet) -> tuple[Span, ...]:
    """The merged ranges of a sheet."""
    return tuple(read.merged_cell_ranges or ())


def sheet(about: About, grid: Grid, merged: tuple[Span, ...]) -> Sheet:
    """Raises Oversized where ranges are merged over the whole sheet again and again."""
    if sum(_cells(span, len(grid)) for span in merged) > MOST_MERGED:
        raise Oversized
    return Sheet(about.name, grid, merged, about.hidden)


def _cells(span: Span, height: int) -> int:
    (top, left), (bottom, right) = span
    return max(min(bottom, height) - top + 1, 0) * (right - left + 1)
