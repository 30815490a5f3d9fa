"""A line of drawn check boxes, each before its words."""

from __future__ import annotations

from ocop.paperwork.kit import marks
from ocop.paperwork.kit.flow import Whole
from ocop.paperwork.kit.fonts import REGULAR, sound
from ocop.paperwork.kit.lines import Line, broken
from ocop.paperwork.kit.pen import Pen, baseline_drop
from ocop.paperwork.kit.story import Choices
from ocop.paperwork.kit.styles import BETWEEN_PARAGRAPHS, BODY_LEADING, BODY_SIZE, INDENT, Set, Style

_STYLE = Style(REGULAR, BODY_SIZE, BODY_LEADING, Set.LEFT)
_AFTER_BOX = 5.0
_BETWEEN = 22.0
_BOX = BODY_SIZE * 0.72


class ChoicesFlow(Whole):
    """Boxes stand side by side while the line holds them, else each on a line of its own."""

    before = BETWEEN_PARAGRAPHS

    def __init__(self, choices: Choices, width: float) -> None:
        self.label = sound(choices.label)
        self.start = INDENT + (REGULAR.width(f"{self.label} ", BODY_SIZE) if self.label else 0.0)
        self.checked = [checked for _, checked in choices.options]
        self.width = width - INDENT - _BOX - _AFTER_BOX
        self.texts = [broken(sound(text), REGULAR, BODY_SIZE, self.width) for text, _ in choices.options]
        needed = sum(_BOX + _AFTER_BOX + lines[0].width + _BETWEEN for lines in self.texts) - _BETWEEN
        self.in_line = all(len(lines) == 1 for lines in self.texts) and self.start + needed <= width
        rows = 1 if self.in_line else sum(len(lines) for lines in self.texts) + (1 if self.label else 0)
        self.height = rows * BODY_LEADING

    def draw(self, pen: Pen, x: float, top: float) -> None:
        baseline = top - baseline_drop(_STYLE)
        if self.label:
            pen.string(x + INDENT, baseline, self.label, REGULAR, BODY_SIZE)
        if self.in_line:
            self._in_line(pen, x + self.start, top)
        else:
            self._one_by_one(pen, x + INDENT, top - BODY_LEADING if self.label else top)

    def _in_line(self, pen: Pen, x: float, top: float) -> None:
        for lines, checked in zip(self.texts, self.checked, strict=True):
            self._option(pen, x, top, lines, checked)
            x += _BOX + _AFTER_BOX + lines[0].width + _BETWEEN

    def _one_by_one(self, pen: Pen, x: float, top: float) -> None:
        for lines, checked in zip(self.texts, self.checked, strict=True):
            self._option(pen, x, top, lines, checked)
            top -= len(lines) * BODY_LEADING

    def _option(self, pen: Pen, x: float, top: float, lines: list[Line], checked: bool) -> None:
        marks.check_box(pen, x, top - baseline_drop(_STYLE), BODY_SIZE, checked=checked)
        pen.paragraph(x + _BOX + _AFTER_BOX, top, lines, _STYLE, self.width)
