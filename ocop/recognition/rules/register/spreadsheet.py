"""An xlsx file read slice by slice: however many rows it has, only some thousands lie in memory."""

from collections.abc import Iterator

from python_calamine import CalamineSheet, CalamineWorkbook

from ocop.recognition.rules.register import openxml
from ocop.recognition.rules.register.cell_reader import About, merged_in, rows_in, sheet, worksheets
from ocop.recognition.rules.register.grid import Disordered, Grid, Sheet, Span
from ocop.recognition.rules.register.package import MOST_CELLS, Oversized, Package, packed
from ocop.recognition.rules.register.reach import refuse_far_cells
from ocop.recognition.rules.register.shared_strings import SharedStrings
from ocop.recognition.rules.register.slices import SLICE, Cutting, Uncut

LARGEST_PIECE = 64 * 2**20
"""Bytes of a sheet that cannot be cut; what offices keep is a tenth of it."""

MOST_SHEETS = 200
"""A register has a sheet for each year or month at most."""


def sheets(package: Package) -> Iterator[Sheet]:
    """The sheets in their order.

    Raises Oversized for what would take too much memory, CalamineError, KeyError and ValueError for a broken package.
    """
    reader = _Reader(package)
    found = reader.worksheets()
    if len(found) > MOST_SHEETS:
        raise Oversized
    area = 0
    for about in found:
        part = reader.book.parts_of_sheets[about.name]
        try:
            grid, merged = reader.slice_by_slice(about, part, MOST_CELLS - area)
        except (Uncut, Disordered):
            grid, merged = reader.in_one_piece(about, part)
        area += grid.area
        if area > MOST_CELLS:
            raise Oversized
        yield sheet(about, grid, merged)


def slice_size(beside: int) -> int:
    """Bytes of a slice: no fewer than calamine reads beside it each time."""
    return max(SLICE, beside)


class _Reader:
    """A package of one sheet or a piece of one is made for calamine again and again, with the few parts that it needs."""

    def __init__(self, package: Package) -> None:
        self.book = openxml.book(package)
        self._package = package
        beside = {name: package.part(name) for name in openxml.BESIDE if name in package}
        for content in beside.values():
            openxml.refuse_false_counts(content, len(content))
        self._beside = list(beside.items())
        self._strings = SharedStrings(self._blocks_of_strings()) if openxml.STRINGS in package else None
        self._size = slice_size(sum(map(len, beside.values())))

    def worksheets(self) -> list[About]:
        with CalamineWorkbook.from_filelike(packed(self._beside)) as book:
            return worksheets(book)

    def slice_by_slice(self, about: About, part: str, most: int) -> tuple[Grid, tuple[Span, ...]]:
        """Raises `Uncut` or `Disordered` for a sheet that must be read in one piece."""
        grid = Grid()
        cutting = Cutting(self._package.blocks(part), self._size)
        for piece in cutting:
            refuse_far_cells(piece.xml)
            rows, strings = self._strings.of(piece.rows) if self._strings else (piece.rows, b"")
            read = self._read(about, part, piece._replace(rows=rows).xml, strings)
            grid.add(*rows_in(read), self.book.amendments(piece.rows))
            if grid.area > most:
                raise Oversized
        return grid, merged_in(self._read(about, part, cutting.merged, b""))

    def in_one_piece(self, about: About, part: str) -> tuple[Grid, tuple[Span, ...]]:
        if self._package.size(part) > LARGEST_PIECE:
            raise Oversized
        xml = self._package.part(part)
        openxml.refuse_false_counts(xml, len(xml))
        refuse_far_cells(xml)
        read = self._read(about, part, xml, self._strings.whole if self._strings else b"")
        grid = Grid()
        grid.add(*rows_in(read), self.book.amendments(xml))
        return grid, merged_in(read)

    def _read(self, about: About, part: str, xml: bytes, strings: bytes) -> CalamineSheet:
        beside = [*self._beside, (openxml.STRINGS, strings)] if strings else self._beside
        with CalamineWorkbook.from_filelike(packed([*beside, (part, xml)])) as book:
            return book.get_sheet_by_name(about.name)

    def _blocks_of_strings(self) -> Iterator[bytes]:
        size = self._package.size(openxml.STRINGS)
        for block in self._package.blocks(openxml.STRINGS):
            openxml.refuse_false_counts(block, size)
            yield block
