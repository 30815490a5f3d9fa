"""Reads back what was printed: letters with face, size and place, and rules. Millimetres from the top left."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import pypdfium2 as pdfium
import pypdfium2.raw as raw

MM = 72 / 25.4


@dataclass(frozen=True)
class Glyph:
    letter: str
    x0: float
    x1: float
    baseline: float
    size: float
    face: str


@dataclass(frozen=True)
class Line:
    """Letters on one baseline; a gap wider than a column's gutter begins another line."""

    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        return "".join(glyph.letter for glyph in self.glyphs).strip()

    @property
    def inked(self) -> list[Glyph]:
        return [glyph for glyph in self.glyphs if glyph.letter.strip()]

    @property
    def x0(self) -> float:
        return self.inked[0].x0

    @property
    def x1(self) -> float:
        return self.inked[-1].x1

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def length(self) -> float:
        return self.x1 - self.x0

    @property
    def baseline(self) -> float:
        return self.inked[0].baseline

    @property
    def size(self) -> float:
        return self.inked[0].size

    @property
    def face(self) -> str:
        return self.inked[0].face


@dataclass(frozen=True)
class Box:
    """A drawn path by its bounds."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def length(self) -> float:
        return self.x1 - self.x0

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def flat(self) -> bool:
        return self.bottom - self.top < 0.6


class Page:
    def __init__(self, page: pdfium.PdfPage) -> None:
        self.width, self.height = page.get_width() / MM, page.get_height() / MM
        text = page.get_textpage()
        self.text: str = text.get_text_bounded().replace("\r\n", "\n")
        self.glyphs = list(_glyphs(text, self.height))
        self.boxes = list(_boxes(page, self.height))
        text.close()

    @cached_property
    def lines(self) -> list[Line]:
        rows: dict[float, list[Glyph]] = {}
        for glyph in self.glyphs:
            rows.setdefault(round(glyph.baseline, 1), []).append(glyph)
        return [line for baseline in sorted(rows) for line in _columns(sorted(rows[baseline], key=lambda one: one.x0))]

    def line(self, beginning: str) -> Line:
        return next(line for line in self.lines if line.text.startswith(beginning))

    def rule_under(self, line: Line) -> Box:
        """The nearest flat path below the line's letters that shares its middle."""
        below = [
            box
            for box in self.boxes
            if box.flat and 0 < box.top - line.baseline < 4 and abs(box.middle - line.middle) < 1.0
        ]
        return min(below, key=lambda box: box.top)


def _boxes(page: pdfium.PdfPage, height: float) -> Iterator[Box]:
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=1):
        left, bottom, right, top = item.get_bounds()
        yield Box(left / MM, height - top / MM, right / MM, height - bottom / MM)


def _glyphs(text: pdfium.PdfTextPage, height: float) -> Iterator[Glyph]:
    name, flags = ctypes.create_string_buffer(100), ctypes.c_int()
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(text.count_chars()):
        if raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        left, _, right, _ = text.get_charbox(index)
        raw.FPDFText_GetFontInfo(text, index, name, 100, flags)
        yield Glyph(
            chr(raw.FPDFText_GetUnicode(text, index)),
            left / MM,
            right / MM,
            height - y.value / MM,
            raw.FPDFText_GetFontSize(text, index),
            name.value.decode().split("+")[-1],
        )


def pages(pdf: bytes) -> list[Page]:
    file = pdfium.PdfDocument(pdf)
    read = [Page(page) for page in file]
    file.close()
    return read


def text(pdf: bytes) -> str:
    """All pages, each after a form feed."""
    return "\f".join(page.text for page in pages(pdf))


def flat(pdf: bytes) -> str:
    """The words with single spaces, so that line breaks do not matter."""
    return " ".join(text(pdf).split())


def _columns(row: list[Glyph]) -> Iterator[Line]:
    current: list[Glyph] = []
    reached = 0.0
    for glyph in row:
        if not glyph.letter.strip():
            if current:
                current.append(glyph)
            continue
        gutter = 12 if current and not current[-1].letter.strip() else 6
        if current and glyph.x0 - reached > gutter:
            yield Line(tuple(current))
            current = []
        current.append(glyph)
        reached = glyph.x1
    if current and any(glyph.letter.strip() for glyph in current):
        yield Line(tuple(current))
