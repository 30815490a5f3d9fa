"""The cells of a sheet row by row, kept outside memory piece by piece."""

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ocop.recognition.rules.register.cells import BLANK, Cell
from ocop.recognition.rules.register.spool import Long, Spool

Row = list[Cell]
Position = tuple[int, int]
"""Row and column, counted from zero."""

Span = tuple[Position, Position]
"""The corners of a merged range, both included."""

ROWS_OF_A_PIECE = 2_000


class Disordered(Exception):
    """A piece begins above the end of the one before."""


class Grid(Long[Row]):
    """The rows of a sheet, to be walked again and again: `grid[0]` is row 1 of Excel, and all are equally wide.

    Whoever takes a row does not change it.
    """

    def __init__(self) -> None:
        self._pieces: Spool[list[Row]] = Spool(at_once=1, at_hand=0)
        self._firsts = array("L")
        self._height = 0
        self._width = 0

    @property
    def area(self) -> int:
        """How many cells there are, the empty ones among them."""
        return self._height * self._width

    def add(self, first: int, rows: list[Row], amendments: Mapping[Position, Cell]) -> None:
        """Add rows below those that are there, from number `first` on; amendments stand where a cell says something else.

        Raises `Disordered` where one of the rows is there already.
        """
        begins = [row for row, _column in amendments] + ([first] if rows else [])
        if not begins:
            return
        top = min(begins)
        if top < self._height:
            raise Disordered
        piece: list[Row] = [*([] for _ in range(top, first if rows else top)), *rows]
        for (row, column), cell in amendments.items():
            _put(piece, row - top, column, cell)
        for start in range(0, len(piece), ROWS_OF_A_PIECE):
            self._pieces.append(piece[start : start + ROWS_OF_A_PIECE])
            self._firsts.append(top + start)
        self._height = top + len(piece)
        self._width = max(self._width, *map(len, piece))

    def __len__(self) -> int:
        return self._height

    def __iter__(self) -> Iterator[Row]:
        number = 0
        for first, rows in zip(self._firsts, self._pieces, strict=True):
            yield from ([BLANK] * self._width for _ in range(number, first))
            yield from map(self._widened, rows)
            number = first + len(rows)

    def _at(self, place: int) -> Row:
        piece = bisect_right(self._firsts, place) - 1
        if piece < 0:
            return self._widened([])
        rows, within = self._pieces[piece], place - self._firsts[piece]
        return self._widened(rows[within] if within < len(rows) else [])

    def _widened(self, row: Row) -> Row:
        return row if len(row) == self._width else [*row, *[BLANK] * (self._width - len(row))]


def _put(rows: list[Row], row: int, column: int, cell: Cell) -> None:
    rows.extend([] for _ in range(row + 1 - len(rows)))
    rows[row].extend([BLANK] * (column + 1 - len(rows[row])))
    rows[row][column] = cell


@dataclass(frozen=True)
class Sheet:
    """One sheet: `rows[0]` is row 1 of Excel. Positions in `merged` count from zero, both corners included."""

    name: str
    rows: Sequence[Row]
    merged: Sequence[Span] = ()
    hidden: bool = False

    @cached_property
    def merged_from(self) -> Mapping[int, Sequence[Span]]:
        """The merged ranges by the row in which they begin."""
        found: defaultdict[int, list[Span]] = defaultdict(list)
        for span in self.merged:
            found[span[0][0]].append(span)
        return found

    @cached_property
    def merged_below(self) -> Mapping[int, Sequence[int]]:
        """By column, the rows whose cell is merged with the one above."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        for (top, left), (bottom, right) in self.merged:
            for column in range(left, right + 1):
                found[column] += range(top + 1, min(bottom, len(self.rows) - 1) + 1)
        return found
