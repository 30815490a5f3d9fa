"""The OCOP certificate: one landscape sheet, framed, set to be hung on a wall."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ocop.paperwork.kit import marks, qr, wording
from ocop.paperwork.kit.flow import Whole
from ocop.paperwork.kit.fonts import BOLD, ITALIC, REGULAR, Face, sound
from ocop.paperwork.kit.letterhead import MOTTO_TEXT, NATION_TEXT
from ocop.paperwork.kit.lines import Line, balanced
from ocop.paperwork.kit.pen import Pen
from ocop.paperwork.kit.signatures import powers
from ocop.paperwork.kit.story import Certificate
from ocop.paperwork.kit.styles import MARGIN_LEFT, MARGIN_TOP, MM, PAGE_HEIGHT, PAGE_WIDTH, SINGLE, Set, Style

_RED = (0.62, 0.07, 0.09)
_BLACK = (0.0, 0.0, 0.0)
_WIDTH, _HEIGHT = PAGE_HEIGHT, PAGE_WIDTH
_MIDDLE = _WIDTH / 2
_FRAME = 9 * MM
_INNER_FRAME = 12 * MM
_TEXT_WIDTH = _WIDTH - 2 * 34 * MM
_STAR = 6.0 * MM
_STAR_GAP = 5.2 * MM
_CODE = 24 * MM
_STAR_ROOM = 2.5 * MM
_TOP = _INNER_FRAME + 6 * MM
_FOOT = 62 * MM
"""The height kept for the code and the signature above the lower edge."""
_AIR = 5 * MM
"""Between the rank and the place and date to its right below."""
_SIGNING_MIDDLE = _WIDTH - 78 * MM
_SIGNING_WIDTH = 100 * MM
_NAME = 22 * MM
_PEN_ROOM = 12 * MM
_LOWEST = _INNER_FRAME + 2 * MM
_SIZES = (1.0, 0.88, 0.76, 0.66, 0.56, 0.48, 0.4, 0.34)
"""Names shrink step by step until the sheet holds them."""

Colour = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class _Band:
    """Centred lines of one look with free space above."""

    lines: list[Line]
    style: Style
    colour: Colour = _BLACK

    @property
    def height(self) -> float:
        return self.style.before + len(self.lines) * self.style.leading


class CertificateFlow(Whole):
    def __init__(self, certificate: Certificate, width: float, height: float) -> None:
        self.certificate, self.width, self.height = certificate, width, height
        room = _HEIGHT - _TOP - _FOOT - _AIR - 2 * (_STAR + _STAR_ROOM)
        self.bands: list[_Band] = []
        for scale in _SIZES:
            self.bands = _bands(certificate, scale)
            spare = room - sum(band.height for band in self.bands)
            if spare >= 0:
                break
        self.spread = max(0.0, spare) / (len(self.bands) - 2)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        canvas = pen.canvas
        canvas.saveState()
        canvas.translate(x - MARGIN_LEFT, top + MARGIN_TOP - _HEIGHT)
        _frame(pen)
        level = _HEIGHT - _TOP
        for place, band in enumerate(self.bands):
            if place == len(self.bands) - 1:
                level -= _STAR_ROOM + self.spread / 2 + _STAR
                _stars(pen, level, self.certificate.star)
                level -= _STAR + _STAR_ROOM - self.spread / 2
            level = _band(pen, band, level - (self.spread if place > 1 else 0.0))
        _foot(pen, self.certificate)
        canvas.restoreState()


def _bands(certificate: Certificate, scale: float) -> list[_Band]:
    star = f"Đạt hạng {certificate.star} sao" if certificate.star else f"Đạt hạng {wording.DOTS} sao"
    return [
        _set(NATION_TEXT, 13, 0),
        _set(MOTTO_TEXT, 14, 0),
        _set(certificate.issuer.upper(), 15 * scale, 10),
        _set("GIẤY CHỨNG NHẬN", 34, 0, colour=_RED),
        _set("SẢN PHẨM OCOP", 20, 0, colour=_RED),
        _set("Chứng nhận sản phẩm", 14, 2, italic=True),
        _set(wording.or_dots(certificate.product), 27 * scale, 0),
        _set(f"của {wording.or_dots(certificate.producer)}", 17 * scale, 0),
        _set(f"Địa chỉ: {wording.or_dots(certificate.address)}", 13.5 * scale, 0, plain=True),
        _set(star, 17, 0, colour=_RED),
    ]


def _set(
    text: str, size: float, before: float, *, italic: bool = False, plain: bool = False, colour: Colour = _BLACK
) -> _Band:
    face = ITALIC if italic else REGULAR if plain else BOLD
    style = Style(face, size, size * SINGLE, Set.CENTRE, before=before)
    return _Band(balanced(sound(text), face, size, _TEXT_WIDTH), style, colour)


def _band(pen: Pen, band: _Band, top: float) -> float:
    top -= band.style.before
    pen.canvas.setFillColorRGB(*band.colour)
    pen.paragraph(_MIDDLE - _TEXT_WIDTH / 2, top, band.lines, band.style, _TEXT_WIDTH)
    pen.canvas.setFillColorRGB(*_BLACK)
    under = top - len(band.lines) * band.style.leading
    if band.lines[0].text == MOTTO_TEXT:
        pen.rule(_MIDDLE, under - 3, band.lines[0].width)
    return under


def _stars(pen: Pen, centre: float, reached: int | None) -> None:
    step = 2 * _STAR + _STAR_GAP
    for place in range(5):
        marks.star(pen, _MIDDLE + (place - 2) * step, centre, _STAR, filled=place < (reached or 0))


def _frame(pen: Pen) -> None:
    canvas = pen.canvas
    canvas.setStrokeColorRGB(*_RED)
    canvas.setLineWidth(2.6)
    canvas.rect(_FRAME, _FRAME, _WIDTH - 2 * _FRAME, _HEIGHT - 2 * _FRAME)
    canvas.setStrokeColorRGB(*marks.GOLD)
    canvas.setLineWidth(0.9)
    canvas.rect(_INNER_FRAME, _INNER_FRAME, _WIDTH - 2 * _INNER_FRAME, _HEIGHT - 2 * _INNER_FRAME)
    for x in (_INNER_FRAME, _WIDTH - _INNER_FRAME):
        for y in (_INNER_FRAME, _HEIGHT - _INNER_FRAME):
            _corner(pen, x, y, inwards=(1 if x < _MIDDLE else -1, 1 if y < _HEIGHT / 2 else -1))
    canvas.setStrokeColorRGB(*_BLACK)


def _corner(pen: Pen, x: float, y: float, *, inwards: tuple[int, int]) -> None:
    """Two nested brackets and a lozenge."""
    canvas = pen.canvas
    right, up = inwards
    for reach, step in ((22 * MM, 3 * MM), (13 * MM, 5 * MM)):
        canvas.line(x + right * step, y + up * step, x + right * reach, y + up * step)
        canvas.line(x + right * step, y + up * step, x + right * step, y + up * reach)
    middle_x, middle_y, half = x + right * 8.5 * MM, y + up * 8.5 * MM, 1.7 * MM
    path = canvas.beginPath()
    path.moveTo(middle_x, middle_y + half)
    for dx, dy in ((half, 0.0), (0.0, -half), (-half, 0.0)):
        path.lineTo(middle_x + dx, middle_y + dy)
    path.close()
    canvas.setFillColorRGB(*marks.GOLD)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.setFillColorRGB(*_BLACK)


def _foot(pen: Pen, certificate: Certificate) -> None:
    left = 36 * MM
    if certificate.code:
        pen.canvas.saveState()
        pen.canvas.translate(left, 21 * MM)
        qr.draw(pen, certificate.code, _CODE, page=1)
        pen.canvas.restoreState()
        left += _CODE + 5 * MM
    _particulars(pen, certificate.particulars, left)
    _signing(pen, certificate)


def _particulars(pen: Pen, texts: Sequence[str], x: float) -> None:
    """Beside the code; smaller where long names would push them off the sheet."""
    width = _SIGNING_MIDDLE - _SIGNING_WIDTH / 2 - x - 2 * MM
    top = 21 * MM + _CODE
    for scale in _SIZES:
        style = Style(REGULAR, 11 * scale, 14 * scale, Set.LEFT)
        lined = [balanced(sound(text), style.face, style.size, width) for text in texts]
        if sum(len(lines) * style.leading + 2 for lines in lined) <= top - _LOWEST:
            break
    for lines in lined:
        pen.paragraph(x, top, lines, style, width)
        top -= len(lines) * style.leading + 2


def _signing(pen: Pen, certificate: Certificate) -> None:
    """Place and date, who signs, room for the signature, the name; smaller where a title is long."""
    words = [(certificate.dated, ITALIC), *((power, BOLD) for power in powers(certificate.signing))]
    for scale in _SIZES:
        stack = [_set_narrow(text, face, 13 * scale) for text, face in words]
        name = _set_narrow(wording.or_dots(certificate.signing.name), BOLD, 14 * scale)
        above_name = _NAME + (len(name[0]) - 1) * name[1].leading
        if sum(len(lines) * style.leading for lines, style in stack) <= _FOOT - above_name - _PEN_ROOM:
            break
    top = _FOOT
    for lines, style in stack:
        pen.paragraph(_SIGNING_MIDDLE - _SIGNING_WIDTH / 2, top, lines, style, _SIGNING_WIDTH)
        top -= len(lines) * style.leading
    lines, style = name
    pen.paragraph(_SIGNING_MIDDLE - _SIGNING_WIDTH / 2, above_name, lines, style, _SIGNING_WIDTH)


def _set_narrow(text: str, face: Face, size: float) -> tuple[list[Line], Style]:
    style = Style(face, size, size * SINGLE, Set.CENTRE)
    return balanced(sound(text), face, size, _SIGNING_WIDTH), style
