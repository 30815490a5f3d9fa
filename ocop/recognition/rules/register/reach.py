"""How far the cells of a sheet reach, and whether its XML is whole: asked before calamine makes room for a rectangle of them.

What calamine reads must be seen here too: cells without a reference, in small letters, or behind a bracket in quotes.
"""

import re
from collections.abc import Mapping
from xml.parsers import expat

from ocop.recognition.rules.register.package import MOST_CELLS, Oversized

ATTRIBUTE = rb"""[\w:]+\s*=\s*"[^"<>]*\""""
CELL = re.compile(rb"<(?!/)(?:[^\s<>]*:)?c(?=[\s/>])")
PLAIN_CELL = re.compile(rb"""<c r="[A-Z]{1,3}[0-9]{1,7}"(?: [st]="[^"<>]*")*/?>""")
"""As nearly every program writes it; fast to tell."""

USUAL_CELL = re.compile(
    rb"<(?:\w+:)?c\s+(?:"
    + ATTRIBUTE
    + rb"""\s+)*?r\s*=\s*["'][A-Z]{1,3}[0-9]{1,7}["'](?:\s+"""
    + ATTRIBUTE
    + rb")*\s*/?>"
)
FAR_ROW = re.compile(rb"""<(?:\w+:)?c\b[^<>]*\br\s*=\s*["'][A-Z]+([0-9]{6,})["'][^<>]*(?<!/)>""")
FAR_COLUMN = re.compile(rb"""<(?:\w+:)?c\b[^<>]*\br\s*=\s*["']([A-Z]{2,})([0-9]+)["'][^<>]*(?<!/)>""")
EVERY_ROW = re.compile(rb"""<(?:\w+:)?c\b[^<>]*\br\s*=\s*["'][A-Z]{1,3}([0-9]{1,7})["'][^<>]*(?<!/)>""")
LOOKS_FAR = re.compile(rb"""["'](?:[A-Z]+[0-9]{6,}|[A-Z]{2,}[0-9]+)["']""")
LAST_NEAR_ROW, LAST_NEAR_COLUMN = 99_999, 26
"""Fast to tell from the length of a reference; almost every register lies inside."""

REFERENCE = re.compile(r"([A-Za-z]{1,7})([0-9]{1,10})")


def refuse_far_cells(sheet: bytes) -> None:
    """Raises Oversized where calamine would allocate too large a rectangle for a sheet, or for some rows of one.

    Raises ValueError for what is no XML. Nothing need follow the rows.
    """
    usual = _is_usual(sheet)
    walk = _Walk(counting=not usual)
    walk.through(sheet)
    if (_area(sheet) if usual else walk.area) > MOST_CELLS:
        raise Oversized


def column(name: bytes) -> int:
    """The number of a column, from one: "AA" is 27."""
    number = 0
    for letter in name:
        number = number * 26 + letter - ord("A") + 1
    return number


def _is_usual(sheet: bytes) -> bool:
    """Whether each cell names its place in the way that the patterns below find."""
    cells = _times(CELL, sheet)
    return cells == _times(PLAIN_CELL, sheet) or cells == _times(USUAL_CELL, sheet)


def _times(pattern: re.Pattern[bytes], sheet: bytes) -> int:
    return sum(1 for _ in pattern.finditer(sheet))


def _area(sheet: bytes) -> int:
    """The cells of the rectangle that calamine will allocate, or a little more."""
    if not LOOKS_FAR.search(sheet):
        return LAST_NEAR_ROW * LAST_NEAR_COLUMN
    rows = max(map(int, FAR_ROW.findall(sheet)), default=LAST_NEAR_ROW)
    columns = max((column(name) for name, _ in FAR_COLUMN.findall(sheet)), default=LAST_NEAR_COLUMN)
    if rows * columns > LAST_NEAR_ROW * LAST_NEAR_COLUMN and rows == LAST_NEAR_ROW:
        rows = max((int(row) for row in EVERY_ROW.findall(sheet)), default=1)
    return rows * columns if EVERY_ROW.search(sheet) else 0


class _Walk:
    """Through the elements of a sheet one by one, counting as calamine does."""

    def __init__(self, *, counting: bool) -> None:
        self._row = self._column = 0
        self._last_row = self._last_column = 0
        self._parser = expat.ParserCreate()
        self._parser.StartDoctypeDeclHandler = _refuse_document_type
        if counting:
            self._parser.StartElementHandler = self._start

    @property
    def area(self) -> int:
        """The cells of the rectangle between the first cell and the farthest."""
        return self._last_row * self._last_column

    def through(self, sheet: bytes) -> None:
        """Raises ValueError for what is no XML."""
        try:
            self._parser.Parse(sheet, False)
        except expat.ExpatError as wrong:
            raise ValueError(str(wrong)) from wrong

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        of = name.rpartition(":")[2]
        if of == "row":
            self._row = _number(attributes["r"]) if "r" in attributes else self._row + 1
            self._column = 0
        elif of == "c":
            self._cell(attributes.get("r"))

    def _cell(self, reference: str | None) -> None:
        row = self._row
        self._column += 1
        if reference is not None:
            found = REFERENCE.fullmatch(reference)
            if not found:
                raise ValueError("a cell without a place")
            row, self._column = int(found[2]), max(self._column, column(found[1].upper().encode()))
        self._last_row, self._last_column = max(self._last_row, row), max(self._last_column, self._column)


def _number(written: str) -> int:
    if not (written.isascii() and written.isdecimal() and len(written) <= 10):
        raise ValueError("a row without a number")
    return int(written)


def _refuse_document_type(*_about: object) -> None:
    raise ValueError("a part declares a document type")
