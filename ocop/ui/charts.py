"""Charts as ReportLab drawings: the same drawing is a picture on the page (SVG in an `<img>`) and a flowable on paper.

A chart never stands alone: the page has the table of its figures beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response
from reportlab.graphics import renderSVG
from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.lib.colors import HexColor

from ocop.core.text import numbers

INK, SOFT, GROUND = HexColor("#1d232a"), HexColor("#4a5560"), HexColor("#e7e9ec")
DONE, REACHED, GOAL = HexColor("#1c4f82"), HexColor("#0d5132"), HexColor("#8f1d21")

ROW, BAR, SIZE = 26.0, 12.0, 11.0
LABELS, FIGURES, GAP = 0.36, 0.14, 8.0
"""Shares of the width for labels and figures; the gap between them and the bars in points."""

PAGE_FACE = "Helvetica"
"""The browser puts its own sans serif in its place; paper names a face of the kit."""


@dataclass(frozen=True)
class Bar:
    """One line of a chart: what is counted, how far it is, and the goal if there is one."""

    label: str
    value: int
    goal: int | None = None

    @property
    def figures(self) -> str:
        """ "7/20", or "7" without a goal."""
        told = numbers.integer(self.value)
        return told if self.goal is None else f"{told}/{numbers.integer(self.goal)}"


def bars(rows: Sequence[Bar], *, width: float = 640.0, face: str = PAGE_FACE) -> Drawing:
    """Horizontal bars on one scale, with a mark at each goal; `width` in points, every row 26 points high."""
    drawing = Drawing(width, max(len(rows), 1) * ROW)
    longest = max((max(row.value, row.goal or 0) for row in rows), default=0) or 1
    left, right = width * LABELS, width * (1 - FIGURES)
    for number, row in enumerate(rows):
        middle = drawing.height - (number + 0.5) * ROW
        text = middle - SIZE * 0.35
        drawing.add(String(0, text, row.label, fontName=face, fontSize=SIZE, fillColor=INK))
        _bar(drawing, row, left, middle, (right - left) / longest, right - left)
        drawing.add(String(right + GAP, text, row.figures, fontName=face, fontSize=SIZE, fillColor=SOFT))
    return drawing


def respond_svg(drawing: Drawing) -> Response:
    """The drawing as a picture for an `<img>`."""
    return Response(svg(drawing), mimetype="image/svg+xml")


def svg(drawing: Drawing) -> str:
    """The drawing as SVG text."""
    return str(renderSVG.drawToString(drawing))


def _bar(drawing: Drawing, row: Bar, left: float, middle: float, unit: float, room: float) -> None:
    bottom = middle - BAR / 2
    drawing.add(Rect(left, bottom, room, BAR, fillColor=GROUND, strokeColor=None))
    reached = row.goal is not None and row.value >= row.goal
    if row.value > 0:
        colour = REACHED if reached else DONE
        drawing.add(Rect(left, bottom, row.value * unit, BAR, fillColor=colour, strokeColor=None))
    if row.goal is not None:
        place = left + row.goal * unit
        drawing.add(Line(place, bottom - 3, place, bottom + BAR + 3, strokeColor=GOAL, strokeWidth=1.5))
