"""The four faces, what they can print, and how wide it is.

Every string on its way to paper passes through `sound`: composed to NFC, invisible characters dropped, and refused when
a character is in no face of ours, because ReportLab would print an empty box without a word.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

_FOLDER = Path(__file__).parent / "fonts"
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_KEPT_WORDS = 20_000


class LackingCharacterError(ValueError):
    """A character that no face can print; `character` and `code` ("U+2610") name it."""

    def __init__(self, character: str) -> None:
        self.character = character
        self.code = f"U+{ord(character):04X}"
        self.name = unicodedata.name(character, "")
        named = f"{self.code} {self.name}".strip()
        super().__init__(f"Phông chữ của văn bản không có ký tự “{character}” ({named}).")


@dataclass(slots=True, eq=False)
class Face:
    """One face; widths are in points for a size of 1 pt."""

    name: str
    font: TTFont
    widths: dict[str, float]
    space: float
    words: dict[str, float] = field(default_factory=dict)

    def width(self, text: str, size: float) -> float:
        return sum(map(self.widths.__getitem__, text)) * size

    def word(self, text: str) -> float:
        """The width of a word at 1 pt; official Vietnamese repeats its words, so they are measured once."""
        known = self.words.get(text)
        if known is not None:
            return known
        if len(self.words) >= _KEPT_WORDS:
            self.words.clear()
        width = self.words[text] = sum(map(self.widths.__getitem__, text))
        return width


def _loaded(style: str) -> Face:
    name = f"Tinos-{style}"
    font = TTFont(name, str(_FOLDER / f"{name}.ttf"), asciiReadable=False)
    pdfmetrics.registerFont(font)
    widths = {chr(code): font.face.charWidths[code] / 1000 for code in font.face.charToGlyph if code >= 32}
    widths["\u00a0"] = widths[" "]
    return Face(name, font, widths, widths[" "])


REGULAR = _loaded("Regular")
BOLD = _loaded("Bold")
ITALIC = _loaded("Italic")
BOLD_ITALIC = _loaded("BoldItalic")
FACES = (REGULAR, BOLD, ITALIC, BOLD_ITALIC)

REPERTOIRE = frozenset(REGULAR.widths).intersection(BOLD.widths, ITALIC.widths, BOLD_ITALIC.widths)
_SOUND = REPERTOIRE | {"\n"}


def sound(text: str) -> str:
    """The text as it may be printed; raises `LackingCharacterError`."""
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if _SOUND.issuperset(text):
        return text
    text = text.translate(_INVISIBLE).replace("\t", " ").replace("\r\n", "\n").replace("\r", "\n")
    lacking = next((character for character in text if character not in _SOUND), None)
    if lacking is not None:
        raise LackingCharacterError(lacking)
    return text
