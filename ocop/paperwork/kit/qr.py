"""The QR code in the bottom margin: one vector path on each page, which may say the number of the page."""

from __future__ import annotations

import re
from functools import lru_cache

import segno

from ocop.paperwork.kit.pen import Pen
from ocop.paperwork.kit.styles import MARGIN_LEFT, MM

SIDE = 17 * MM
FROM_EDGE = 5 * MM
PAGE = "{page}"
"""Stands in a payload for the physical page of the file, annexes counted on."""

_DARK = re.compile("1+")
_MASK = 0
"""Any mask can be read; a fixed one spares drawing the code eight times and keeps the codes of one document comparable."""


class PayloadError(ValueError):
    """Phones disagree on the encoding of anything but ASCII in a QR code."""


def place(pen: Pen, payload: str, page: int) -> None:
    """On the left of the bottom margin: never at the right edge, where the seal joins the pages, nor over a title.

    Raises `PayloadError`.
    """
    pen.canvas.saveState()
    pen.canvas.translate(MARGIN_LEFT, FROM_EDGE)
    draw(pen, payload, SIDE, page)
    pen.canvas.restoreState()


def draw(pen: Pen, payload: str, side: float, page: int) -> None:
    """The code with its lower left corner at the origin; raises `PayloadError`."""
    modules, dark = _paged(payload, str(page)) if PAGE in payload else _code(payload)
    pen.canvas.scale(side / modules, side / modules)
    pen.canvas.addLiteral(_path(modules, dark))


def _paged(template: str, page: str) -> tuple[int, int]:
    """The code of one page, from few drawn ones.

    Data and error correction of a QR code are linear: of two payloads of one length, the difference of the codes is the
    sum of the differences that each letter makes. A long annex is not drawn anew for each of its pages.
    """
    zeros = "0" * len(page)
    modules, dark = first = _code(template.replace(PAGE, zeros))
    for position, digit in enumerate(page):
        if digit != "0":
            one = zeros[:position] + digit + zeros[position + 1 :]
            dark ^= first[1] ^ _code(template.replace(PAGE, one))[1]
    return modules, dark


@lru_cache(maxsize=512)
def _code(payload: str) -> tuple[int, int]:
    """The number of modules on a side, and all modules row by row from the top as the bits of one number."""
    if not payload.isascii():
        raise PayloadError(payload)
    matrix = segno.make(payload, error="m", micro=False, mask=_MASK).matrix
    return len(matrix), int("".join(str(module) for row in matrix for module in row), 2)


@lru_cache(maxsize=64)
def _path(modules: int, dark: int) -> str:
    """The dark runs as one path in units of a module."""
    bits = f"{dark:0{modules * modules}b}"
    runs: list[str] = []
    for row in range(modules):
        up = modules - 1 - row
        for run in _DARK.finditer(bits, row * modules, (row + 1) * modules):
            start, end = run.span()
            runs.append(f"{start - row * modules} {up} {end - start} 1 re")
    return " ".join(runs) + " f"
