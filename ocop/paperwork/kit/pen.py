"""A thin pen over ReportLab's canvas: text, rules, boxes; y grows upwards from the lower edge.

Text goes down as finished operators (`Canvas.addLiteral`), encoded by tables that live as long as the document: asking
the canvas letter by letter took half of a long annex's time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportlab.pdfgen.canvas import Canvas

from ocop.paperwork.kit.fonts import Face
from ocop.paperwork.kit.lines import Line
from ocop.paperwork.kit.styles import DESCENT, RULE, Set, Style

RED = (0.85, 0.0, 0.0)

Placed = tuple[float, float, str]
"""A string with the x of its beginning and the y of its baseline."""


class _Encoder:
    """Turns strings of one face into the operators that show them, within one document."""

    def __init__(self, canvas: Canvas, face: Face) -> None:
        self.canvas, self.face = canvas, face
        self.codes: dict[int, str] = {}
        self.rare: dict[int, tuple[int, str]] = {}

    def shown(self, text: str, size: float) -> str:
        """The operators; the font is that of `chosen`, and is so again afterwards."""
        codes = self.codes
        try:
            encoded = "".join([codes[code] for code in map(ord, text)])
        except KeyError:
            return self._learnt(text, size)
        return f"({encoded}) Tj"

    def chosen(self, size: float, subset: int = 0) -> str:
        name = self.face.font.getSubsetInternalName(subset, self.canvas._doc)
        return f"{name} {size:g} Tf"

    def _learnt(self, text: str, size: float) -> str:
        for letter in text:
            if ord(letter) not in self.codes and ord(letter) not in self.rare:
                self._learn(letter)
        return self._mixed(text, size) if self.rare else self.shown(text, size)

    def _learn(self, letter: str) -> None:
        """A document with more than 224 different letters of one face needs a second subset for the rest."""
        ((subset, encoded),) = self.face.font.splitString(letter, self.canvas._doc)
        escaped = self.canvas._escape(encoded)
        if subset == 0:
            self.codes[ord(letter)] = escaped
        else:
            self.rare[ord(letter)] = (subset, escaped)

    def _mixed(self, text: str, size: float) -> str:
        operators: list[str] = []
        for letter in text:
            subset, escaped = self.rare.get(ord(letter)) or (0, self.codes[ord(letter)])
            operators.append(f"{self.chosen(size, subset)} ({escaped}) Tj")
        return f"{' '.join(operators)} {self.chosen(size)}"


class Pen:
    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self._encoders: dict[str, _Encoder] = {}

    def strings(self, placed: Iterable[Placed], face: Face, size: float) -> None:
        """Many strings of one face and size in one text object."""
        encoder = self._encoder(face)
        shown = encoder.shown
        body = "\n".join([f"1 0 0 1 {x:.2f} {y:.2f} Tm {shown(text, size)}" for x, y, text in placed])
        if body:
            self.canvas.addLiteral(f"BT {encoder.chosen(size)}\n{body}\nET")

    def string(self, x: float, baseline: float, text: str, face: Face, size: float) -> None:
        self.strings([(x, baseline, text)], face, size)

    def centred(self, middle: float, baseline: float, text: str, face: Face, size: float) -> None:
        self.string(middle - face.width(text, size) / 2, baseline, text, face, size)

    def paragraph(
        self, x: float, top: float, lines: Sequence[Line], style: Style, width: float, first: float = 0.0
    ) -> None:
        """Lines from `top` downwards; `first` indents the first of them."""
        encoder = self._encoder(style.face)
        size, baseline = style.size, top - baseline_drop(style)
        operators = [f"BT {encoder.chosen(size)}"]
        for line in lines:
            spare = width - first - line.width
            gaps = _spaces(line.text) if line.full and style.fill is Set.JUSTIFIED else 0
            start = x + first + _shift(style.fill, spare)
            stretch = f"{spare / gaps:.3f}" if gaps else "0"
            operators.append(f"{stretch} Tw 1 0 0 1 {start:.2f} {baseline:.2f} Tm {encoder.shown(line.text, size)}")
            baseline -= style.leading
            first = 0.0
        operators.append("0 Tw ET")
        self.canvas.addLiteral("\n".join(operators))

    def rule(self, middle: float, y: float, length: float) -> None:
        self.canvas.setLineWidth(RULE)
        self.canvas.line(middle - length / 2, y, middle + length / 2, y)

    def _encoder(self, face: Face) -> _Encoder:
        known = self._encoders.get(face.name)
        if known is None:
            known = self._encoders[face.name] = _Encoder(self.canvas, face)
        return known


def _spaces(text: str) -> int:
    """A no-break space is stretched like any other: the font has one code for both."""
    return text.count(" ") + text.count("\u00a0")


def _shift(fill: Set, spare: float) -> float:
    if fill is Set.CENTRE:
        return spare / 2
    return spare if fill is Set.RIGHT else 0.0


def baseline_drop(style: Style) -> float:
    """From the top of a line to its baseline: the leading's spare lies above the letters."""
    return style.leading - DESCENT * style.size
