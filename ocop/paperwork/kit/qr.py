"""The QR code in the bottom margin: one vector path, drawn once per document and placed on its pages."""

from __future__ import annotations

from functools import lru_cache

import segno

from ocop.paperwork.kit.pen import Pen
from ocop.paperwork.kit.styles import MARGIN_LEFT, MM

SIDE = 17 * MM
FROM_EDGE = 5 * MM
_FORM = "verification-code"


class PayloadError(ValueError):
    """Phones disagree on the encoding of anything but ASCII in a QR code."""


@lru_cache(maxsize=256)
def _runs(payload: str) -> tuple[int, tuple[tuple[int, int, int], ...]]:
    """The number of modules on a side, and the dark runs as (row, first column, length)."""
    if not payload.isascii():
        raise PayloadError(payload)
    matrix = segno.make(payload, error="m", micro=False).matrix
    runs: list[tuple[int, int, int]] = []
    for row, modules in enumerate(matrix):
        column = 0
        while column < len(modules):
            length = 0
            while column + length < len(modules) and modules[column + length]:
                length += 1
            if length:
                runs.append((row, column, length))
            column += length + 1
    return len(matrix), tuple(runs)


def define(pen: Pen, payload: str) -> None:
    """Draws the code once, to be placed by `place`; raises `PayloadError`."""
    modules, runs = _runs(payload)
    side = SIDE / modules
    pen.canvas.beginForm(_FORM, 0, 0, SIDE, SIDE)
    draw_runs(pen, 0.0, 0.0, side, modules, runs)
    pen.canvas.endForm()


def draw_runs(pen: Pen, x: float, y: float, side: float, modules: int, runs: tuple[tuple[int, int, int], ...]) -> None:
    path = pen.canvas.beginPath()
    for row, column, length in runs:
        path.rect(x + column * side, y + (modules - 1 - row) * side, length * side, side)
    pen.canvas.drawPath(path, stroke=0, fill=1)


def place(pen: Pen) -> None:
    """On the left of the bottom margin: never at the right edge, where the seal joins the pages, nor over a title."""
    pen.canvas.saveState()
    pen.canvas.translate(MARGIN_LEFT, FROM_EDGE)
    pen.canvas.doForm(_FORM)
    pen.canvas.restoreState()
