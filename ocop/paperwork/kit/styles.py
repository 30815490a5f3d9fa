"""Sizes, weights and distances of Decree 30/2020, Annex I, in one place. Points unless a name says millimetres."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from ocop.paperwork.kit.fonts import BOLD, BOLD_ITALIC, ITALIC, REGULAR, Face
from ocop.paperwork.kit.story import Look

MM = 72 / 25.4

PAGE_WIDTH, PAGE_HEIGHT = 210 * MM, 297 * MM
MARGIN_TOP, MARGIN_BOTTOM, MARGIN_LEFT, MARGIN_RIGHT = 20 * MM, 25 * MM, 30 * MM, 18 * MM
PAGE_NUMBER_BASELINE = 13 * MM
PAGE_NUMBER_SIZE = 14.0

SINGLE = 1.15
"""The single line spacing of Times New Roman, as a multiple of the size."""

ASCENT, DESCENT = 0.891, 0.216

INDENT = 12.7 * MM
BODY_SIZE = 14.0
BODY_LEADING = 18.0
BETWEEN_PARAGRAPHS = 6.0
RULE = 0.7
SHORT_RULE = 0.42
"""Of the line above it; the Decree allows a third to a half."""

LEFT_COLUMN = 67 * MM
COLUMN_GAP = 2 * MM
SIGNATURE_ROOM = 25 * MM
SIGNATURE_COLUMN = 88 * MM

TABLE_SIZE = 12.0
TABLE_LEADING = 14.5
TABLE_PADDING = 3.0
TABLE_RULE = 0.5


class Set(Enum):
    """How the lines of a paragraph fill their width."""

    JUSTIFIED = auto()
    LEFT = auto()
    CENTRE = auto()
    RIGHT = auto()


@dataclass(frozen=True, slots=True)
class Style:
    face: Face
    size: float
    leading: float
    fill: Set = Set.JUSTIFIED
    first: float = 0.0
    before: float = BETWEEN_PARAGRAPHS


def _single(face: Face, size: float, fill: Set = Set.CENTRE, before: float = 0.0) -> Style:
    return Style(face, size, size * SINGLE, fill, 0.0, before)


LOOKS: dict[Look, Style] = {
    Look.BODY: Style(REGULAR, BODY_SIZE, BODY_LEADING, first=INDENT),
    Look.LEADING: Style(REGULAR, BODY_SIZE, BODY_LEADING, first=INDENT),
    Look.BASIS: Style(ITALIC, BODY_SIZE, BODY_LEADING, first=INDENT),
    Look.SECTION: Style(BOLD, BODY_SIZE, BODY_LEADING, first=INDENT, before=8.0),
    Look.HEADING: Style(BOLD, BODY_SIZE, BODY_LEADING, first=INDENT),
    Look.CENTRED: Style(REGULAR, BODY_SIZE, BODY_LEADING, Set.CENTRE),
    Look.CENTRED_BOLD: Style(BOLD, BODY_SIZE, BODY_LEADING, Set.CENTRE),
    Look.UNIT: Style(ITALIC, 13.0, 13.0 * SINGLE, Set.RIGHT),
}

NATION = _single(BOLD, 12.0)
MOTTO = _single(BOLD, 13.0)
SUPERIOR = _single(REGULAR, 12.0)
ISSUER = _single(BOLD, 12.0)
NUMBER = _single(REGULAR, 13.0)
DATED = _single(ITALIC, 13.0)
ABOUT = _single(REGULAR, 12.0)
TITLE = _single(BOLD, 14.0)
ADDRESSEE = Style(REGULAR, 14.0, BODY_LEADING, Set.LEFT)
POWERS = _single(BOLD, 14.0)
SIGNER = _single(BOLD, 14.0)
MANNER = _single(ITALIC, 12.0)
RECIPIENTS_WORD = _single(BOLD_ITALIC, 12.0, Set.LEFT)
RECIPIENT = _single(REGULAR, 11.0, Set.LEFT)
ANNEX_MARK = _single(BOLD, 14.0)
ANNEX_TITLE = _single(BOLD, 14.0)
ANNEX_ATTACHED = _single(ITALIC, 13.0)
URGENCY_SIZE = 13.0
