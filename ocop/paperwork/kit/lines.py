"""Breaking words into lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ocop.paperwork.kit.fonts import Face

_SLACK = 1e-6


class Line(NamedTuple):
    """`width` is natural, in points; `full` lines may be stretched, the last of a paragraph may not."""

    text: str
    width: float
    full: bool


def broken(text: str, face: Face, size: float, width: float, first: float = 0.0) -> list[Line]:
    """Greedy lines of at most `width` points, the first shortened by `first`; a word wider than a line is cut."""
    lines: list[Line] = []
    for paragraph in text.split("\n"):
        lines += _paragraph(paragraph.split(" "), face, size, width, first if not lines else 0.0)
    return lines


def balanced(text: str, face: Face, size: float, width: float) -> list[Line]:
    """As few lines as `broken` needs, but of about equal length: for titles and names that stand centred."""
    lines = broken(text, face, size, width)
    if len(lines) == 1:
        return lines
    low, high = width / 2, width
    while high - low > 1:
        middle = (low + high) / 2
        if len(broken(text, face, size, middle)) > len(lines):
            low = middle
        else:
            high = middle
    return broken(text, face, size, high)


def _paragraph(words: Sequence[str], face: Face, size: float, width: float, first: float) -> list[Line]:
    measure, space = face.word, face.space
    room = (width - first) / size + _SLACK
    whole = width / size + _SLACK
    lines: list[Line] = []
    current: list[str] = []
    used = 0.0
    for word in words:
        if not word:
            continue
        wide = measure(word)
        needed = used + space + wide if current else wide
        if needed <= room:
            current.append(word)
            used = needed
            continue
        if current:
            lines.append(Line(" ".join(current), used * size, True))
            room = whole
        while wide > room:
            piece = _fitting(word, face, room)
            lines.append(Line(piece, measure(piece) * size, True))
            word = word[len(piece) :]
            wide = measure(word)
            room = whole
        current, used = [word], wide
    lines.append(Line(" ".join(current), used * size, False))
    return lines


def _fitting(word: str, face: Face, room: float) -> str:
    """As much of a word as the line holds, cut behind a hyphen or slash where it has one: 1578/KH- and UBND."""
    used, joint = 0.0, 0
    for place, letter in enumerate(word):
        used += face.widths[letter]
        if used > room:
            return word[: joint or max(place, 1)]
        if letter in "-/":
            joint = place + 1
    return word
