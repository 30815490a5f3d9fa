"""Tables that stay fast and flat however long they are.

Widths are fixed before the first row, a row's height follows from its longest cell, and a cell that fits one line is
never broken; a page draws only its own rows. The head repeats on every page.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple

from ocop.paperwork.kit.flow import Flow
from ocop.paperwork.kit.fonts import BOLD, REGULAR, Face, sound
from ocop.paperwork.kit.lines import broken
from ocop.paperwork.kit.pen import Pen, Placed
from ocop.paperwork.kit.story import Align, Column, Table
from ocop.paperwork.kit.styles import DESCENT, TABLE_LEADING, TABLE_PADDING, TABLE_RULE, TABLE_SIZE

_VERTICAL = 2 * 2.5
_DROP = TABLE_LEADING - DESCENT * TABLE_SIZE - 0.6


class Cell(NamedTuple):
    lines: tuple[str, ...]
    widths: tuple[float, ...]


class Row(NamedTuple):
    cells: tuple[Cell, ...]
    lines: int
    face: Face

    @property
    def height(self) -> float:
        return self.lines * TABLE_LEADING + _VERTICAL


class Frame(NamedTuple):
    """What all pages of a table share."""

    columns: tuple[Column, ...]
    widths: tuple[float, ...]
    head: Row
    groups: tuple[tuple[int, int, Row], ...]

    @property
    def band(self) -> float:
        """The height of the row of groups above the titles."""
        return max((row.height for _, _, row in self.groups), default=0.0)

    @property
    def height(self) -> float:
        return self.head.height + self.band


class TableFlow:
    before = 6.0
    stays = False

    def __init__(self, frame: Frame, rows: Sequence[Row], levels: Sequence[float], start: int, stop: int) -> None:
        """The rows from `start` to `stop`; `levels` are the heights summed up from the first row of all."""
        self.frame, self.rows, self.levels = frame, rows, levels
        self.start, self.stop = start, stop
        self.tail_stays = False

    @property
    def height(self) -> float:
        return self.frame.height + self.levels[self.stop] - self.levels[self.start]

    @classmethod
    def of(cls, table: Table, width: float, page: float) -> TableFlow:
        """`page` is the free height of a page: a row that is taller is continued on the next."""
        frame = _frame(table.columns, width)
        tallest = max(1, int((page - frame.height - _VERTICAL) / TABLE_LEADING))
        rooms = [cell_width - 2 * TABLE_PADDING for cell_width in frame.widths]
        rows: list[Row] = []
        for place, texts in enumerate(table.rows):
            row = _row(texts, rooms, BOLD if place in table.bold else REGULAR, table.lines)
            rows += [row] if row.lines <= tallest else _cut(row, tallest)
        levels = [0.0, *accumulate(row.height for row in rows)]
        return cls(frame, rows, levels, 0, len(rows))

    @property
    def least(self) -> float:
        return self.frame.height + (self.rows[self.start].height if self.start < self.stop else 0.0)

    def split(self, room: float, *, keep: bool) -> tuple[Flow, Flow] | None:
        reach = self.levels[self.start] + room - self.frame.height + 0.01
        most = self.stop - 1 if keep else self.stop
        middle = min(most, bisect_right(self.levels, reach, self.start, self.stop + 1) - 1)
        if middle <= self.start:
            return None
        head = TableFlow(self.frame, self.rows, self.levels, self.start, middle)
        tail = TableFlow(self.frame, self.rows, self.levels, middle, self.stop)
        tail.tail_stays = self.tail_stays
        return head, tail

    def draw(self, pen: Pen, x: float, top: float) -> None:
        edges = [x]
        for width in self.frame.widths:
            edges.append(edges[-1] + width)
        under = self._draw_head(pen, edges, top)
        levels = [under]
        placed: dict[Face, list[Placed]] = {}
        places = [(column.align, *sides) for column, sides in zip(self.frame.columns, pairwise(edges), strict=True)]
        for row in self.rows[self.start : self.stop]:
            _place(placed.setdefault(row.face, []), row, places, under)
            under -= row.height
            levels.append(under)
        for face, strings in placed.items():
            pen.strings(strings, face, TABLE_SIZE)
        self._draw_rules(pen, edges, top, levels)

    def _draw_head(self, pen: Pen, edges: list[float], top: float) -> float:
        frame = self.frame
        grouped = {place for first, last, _ in frame.groups for place in range(first, last + 1)}
        for first, last, row in frame.groups:
            _centred(pen, row.cells[0], edges[first], edges[last + 1], top, frame.band)
        for place, cell in enumerate(frame.head.cells):
            from_top = frame.band if place in grouped else 0.0
            _centred(pen, cell, edges[place], edges[place + 1], top - from_top, frame.height - from_top)
        return top - frame.height

    def _draw_rules(self, pen: Pen, edges: list[float], top: float, levels: list[float]) -> None:
        left, right, bottom = edges[0], edges[-1], levels[-1]
        rules = [(left, level, right, level) for level in (top, *levels)]
        inner = {place for first, last, _ in self.frame.groups for place in range(first + 1, last + 1)}
        for place, edge in enumerate(edges):
            rules.append((edge, top - self.frame.band if place in inner else top, edge, bottom))
        for first, last, _ in self.frame.groups:
            rules.append((edges[first], top - self.frame.band, edges[last + 1], top - self.frame.band))
        pen.canvas.setLineWidth(TABLE_RULE)
        pen.canvas.lines(rules)


def _place(strings: list[Placed], row: Row, places: Sequence[tuple[Align, float, float]], top: float) -> None:
    for (align, left, right), cell in zip(places, row.cells, strict=True):
        baseline = top - _VERTICAL / 2 - _DROP - (row.lines - len(cell.lines)) * TABLE_LEADING / 2
        for text, wide in zip(cell.lines, cell.widths, strict=True):
            if text:
                strings.append((_start(align, left, right, wide), baseline, text))
            baseline -= TABLE_LEADING


def _start(align: Align, left: float, right: float, wide: float) -> float:
    if align is Align.LEFT:
        return left + TABLE_PADDING
    return right - TABLE_PADDING - wide if align is Align.RIGHT else (left + right - wide) / 2


def _centred(pen: Pen, cell: Cell, left: float, right: float, top: float, height: float) -> None:
    baseline = top - (height - len(cell.lines) * TABLE_LEADING) / 2 - _DROP
    for text, wide in zip(cell.lines, cell.widths, strict=True):
        pen.string((left + right - wide) / 2, baseline, text, BOLD, TABLE_SIZE)
        baseline -= TABLE_LEADING


def _frame(columns: tuple[Column, ...], width: float) -> Frame:
    shares = sum(column.share for column in columns)
    widths = tuple(width * column.share / shares for column in columns)
    rooms = [cell_width - 2 * TABLE_PADDING for cell_width in widths]
    head = _row([column.title for column in columns], rooms, BOLD)
    groups: list[tuple[int, int, Row]] = []
    for name, run in groupby(enumerate(columns), key=lambda numbered: numbered[1].group):
        places = [place for place, _ in run]
        if name:
            room = sum(widths[places[0] : places[-1] + 1]) - 2 * TABLE_PADDING
            groups.append((places[0], places[-1], _row([name], [room], BOLD)))
    return Frame(columns, widths, head, tuple(groups))


def _row(texts: Sequence[str], rooms: Sequence[float], face: Face, least: int = 1) -> Row:
    cells = tuple([_cell(text, room, face) for text, room in zip(texts, rooms, strict=True)])
    return Row(cells, max(least, *[len(cell.lines) for cell in cells]), face)


def _cell(text: str, room: float, face: Face) -> Cell:
    text = sound(text)
    if "\n" not in text:
        wide = face.word(text) * TABLE_SIZE
        if wide <= room:
            return Cell((text,), (wide,))
    lines = broken(text, face, TABLE_SIZE, room)
    return Cell(tuple([line.text for line in lines]), tuple([line.width for line in lines]))


def _cut(row: Row, tallest: int) -> list[Row]:
    """A row taller than a page, as rows of at most `tallest` lines."""
    pieces = []
    for start in range(0, row.lines, tallest):
        stop = start + tallest
        cells = tuple(Cell(cell.lines[start:stop] or ("",), cell.widths[start:stop] or (0.0,)) for cell in row.cells)
        pieces.append(Row(cells, max(len(cell.lines) for cell in cells), row.face))
    return pieces
