"""DỰ THẢO across every page of a draft, under the text and pale enough to read through."""

from __future__ import annotations

from ocop.paperwork.kit.fonts import BOLD
from ocop.paperwork.kit.pen import Pen

_TEXT = "DỰ THẢO"
_SIZE = 110.0
_GREY = 0.87


def draw(pen: Pen, width: float, height: float) -> None:
    canvas = pen.canvas
    canvas.saveState()
    canvas.setFillGray(_GREY)
    canvas.translate(width / 2, height / 2)
    canvas.rotate(45)
    pen.centred(0, -_SIZE / 3, _TEXT, BOLD, _SIZE)
    canvas.restoreState()
