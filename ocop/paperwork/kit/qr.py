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
def _path(payload: str) -> tuple[int, str]:
    """The number of modules on a side, and the dark runs as one path in units of a module."""
    if not payload.isascii():
        raise PayloadError(payload)
    matrix = segno.make(payload, error="m", micro=False).matrix
    runs: list[str] = []
    for row, modules in enumerate(matrix):
        column = 0
        while column < len(modules):
            length = 0
            while column + length < len(modules) and modules[column + length]:
                length += 1
            if length:
                runs.append(f"{column} {len(matrix) - 1 - row} {length} 1 re")
            column += length + 1
    return len(matrix), " ".join(runs) + " f"


def define(pen: Pen, payload: str) -> None:
    """Draws the code once, to be placed by `place`; raises `PayloadError`."""
    pen.canvas.beginForm(_FORM, 0, 0, SIDE, SIDE)
    draw(pen, payload, SIDE)
    pen.canvas.endForm()


def draw(pen: Pen, payload: str, side: float) -> None:
    """The code with its lower left corner at the origin."""
    modules, path = _path(payload)
    pen.canvas.scale(side / modules, side / modules)
    pen.canvas.addLiteral(path)


def place(pen: Pen) -> None:
    """On the left of the bottom margin: never at the right edge, where the seal joins the pages, nor over a title."""
    pen.canvas.saveState()
    pen.canvas.translate(MARGIN_LEFT, FROM_EDGE)
    pen.canvas.doForm(_FORM)
    pen.canvas.restoreState()
