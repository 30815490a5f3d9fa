"""A thin pen over ReportLab's canvas: text, rules, boxes; y grows upwards from the lower edge."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from ocop.paperwork.kit.fonts import Face
from ocop.paperwork.kit.lines import Line
from ocop.paperwork.kit.styles import DESCENT, RULE, Set, Style

RED = (0.85, 0.0, 0.0)


class Pen:
    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas

    def string(self, x: float, baseline: float, text: str, face: Face, size: float) -> None:
        self.canvas.setFont(face.name, size)
        self.canvas.drawString(x, baseline, text)

    def centred(self, middle: float, baseline: float, text: str, face: Face, size: float) -> None:
        self.string(middle - face.width(text, size) / 2, baseline, text, face, size)

    def paragraph(
        self, x: float, top: float, lines: list[Line], style: Style, width: float, first: float = 0.0
    ) -> None:
        """Lines from `top` downwards in one text object; `first` indents the first of them."""
        face, size, leading, fill = style.face, style.size, style.leading, style.fill
        baseline = top - baseline_drop(style)
        writer = self.canvas.beginText()
        writer.setFont(face.name, size, leading)
        stretch = 0.0
        for line in lines:
            spare = width - first - line.width
            start = x + first
            if fill is Set.CENTRE:
                start += spare / 2
            elif fill is Set.RIGHT:
                start += spare
            elif fill is Set.JUSTIFIED:
                gaps = line.text.count(" ") if line.full else 0
                wanted = spare / gaps if gaps else 0.0
                if wanted != stretch:
                    writer.setWordSpace(wanted)
                    stretch = wanted
            writer.setTextOrigin(start, baseline)
            writer.textOut(line.text)
            baseline -= leading
            first = 0.0
        if stretch:
            writer.setWordSpace(0)
        self.canvas.drawText(writer)

    def rule(self, middle: float, y: float, length: float) -> None:
        self.canvas.setLineWidth(RULE)
        self.canvas.line(middle - length / 2, y, middle + length / 2, y)


def baseline_drop(style: Style) -> float:
    """From the top of a line to its baseline: the leading's spare lies above the letters."""
    return style.leading - DESCENT * style.size
