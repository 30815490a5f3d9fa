"""The sheets on which the pages of other files are mounted: a line above that says what the page is, a page number below."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from ocop.paperwork.kit import styles
from ocop.paperwork.kit.fonts import ITALIC, REGULAR, Face, sound
from ocop.paperwork.kit.pen import Pen
from ocop.paperwork.kit.press import ONE_AT_A_TIME
from ocop.paperwork.kit.styles import MM

SIDE, LINE_BASELINE, FOOT_BASELINE = 15 * MM, 9 * MM, 7 * MM
ROOM_ABOVE, ROOM_BELOW = 13 * MM, 13 * MM
SIZE = 10.0
ELLIPSIS = "…"

Box = tuple[float, float, float, float]
"""Left, lower, right and upper edge in points."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One sheet; without a line above, the page that comes onto it takes the whole sheet."""

    line: str = ""
    landscape: bool = False

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        upright = (styles.PAGE_WIDTH, styles.PAGE_HEIGHT)
        return (upright[1], upright[0]) if self.landscape else upright

    @property
    def room(self) -> Box:
        """Where the mounted page goes."""
        width, height = self.size
        if not self.line:
            return (0.0, 0.0, width, height)
        return (SIDE, ROOM_BELOW, width - SIDE, height - ROOM_ABOVE)


def drawn(frames: Iterable[Frame], *, first: int, total: int) -> bytes:
    """Empty sheets as one PDF, numbered from `first`, of `total` in the whole. Raises `LackingCharacterError`."""
    buffer = BytesIO()
    with ONE_AT_A_TIME:
        canvas = Canvas(buffer, invariant=1, pageCompression=1, initialFontName=REGULAR.name, initialFontSize=SIZE)
        pen = Pen(canvas)
        for number, frame in enumerate(frames, first):
            _sheet(pen, frame, f"Trang {number}/{total}")
        canvas.save()
    return buffer.getvalue()


def _sheet(pen: Pen, frame: Frame, number: str) -> None:
    width, height = frame.size
    pen.canvas.setPageSize((width, height))
    if frame.line:
        pen.string(SIDE, height - LINE_BASELINE, cut(sound(frame.line), ITALIC, width - 2 * SIDE), ITALIC, SIZE)
        pen.rule(width / 2, height - ROOM_ABOVE + 2, width - 2 * SIDE)
    pen.string(width - SIDE - REGULAR.width(number, SIZE), FOOT_BASELINE, number, REGULAR, SIZE)
    pen.canvas.showPage()


def cut(text: str, face: Face, room: float) -> str:
    """As much of a text as fits onto one line."""
    if face.width(text, SIZE) <= room:
        return text
    while text and face.width(text + ELLIPSIS, SIZE) > room:
        text = text[:-1]
    return text.rstrip() + ELLIPSIS
