"""Marks that no face of ours has and that are therefore drawn: check boxes and stars."""

from __future__ import annotations

from math import cos, pi, sin

from ocop.paperwork.kit.pen import Pen

GOLD = (0.80, 0.58, 0.10)
_INNER = 0.382
"""Of the outer radius: the points of a regular star lie on the lines through their neighbours."""


def star(pen: Pen, middle: float, centre: float, radius: float, *, filled: bool) -> None:
    """A five-pointed star, gold when `filled`, else its outline."""
    canvas = pen.canvas
    canvas.saveState()
    canvas.setStrokeColorRGB(*GOLD)
    canvas.setFillColorRGB(*GOLD)
    canvas.setLineWidth(0.9)
    path = canvas.beginPath()
    for corner in range(10):
        reach = radius if corner % 2 == 0 else radius * _INNER
        angle = pi / 2 + corner * pi / 5
        x, y = middle + reach * cos(angle), centre + reach * sin(angle)
        if corner == 0:
            path.moveTo(x, y)
        else:
            path.lineTo(x, y)
    path.close()
    canvas.drawPath(path, stroke=1, fill=1 if filled else 0)
    canvas.restoreState()


def check_box(pen: Pen, x: float, baseline: float, size: float, *, checked: bool) -> None:
    """A square as high as a capital letter of `size`, with a tick in it when `checked`."""
    side = size * 0.72
    canvas = pen.canvas
    canvas.setLineWidth(0.7)
    canvas.rect(x, baseline - side * 0.06, side, side)
    if checked:
        canvas.setLineWidth(1.3)
        bottom = baseline - side * 0.06
        canvas.line(x + side * 0.20, bottom + side * 0.50, x + side * 0.42, bottom + side * 0.24)
        canvas.line(x + side * 0.42, bottom + side * 0.24, x + side * 0.82, bottom + side * 0.80)
