"""Plain structured text and the blocks it is made of.

An officer types lines; what a line begins with says what it is:

    Điều 1. …   article          1. …     clause        a) … đ) …   point       - …   dash
    I. …        part             1.1. …   sub-clause                            + …   plus

Any other line is a paragraph; empty lines only separate. `parse` and `plain` are inverse up to spacing, so the plan
editor uses the same blocks for its preview and its comparison as the press does for the page. Pure: no fonts, no page.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"
"""The Vietnamese alphabet as points run through it (Annex I, II.6đ): after d comes đ, there is no f, j, w, z."""

LONGEST_TITLE = 200
"""A line longer than this is a sentence that lost its full stop, not a title."""


class Kind(StrEnum):
    ARTICLE = "article"
    PART = "part"
    CLAUSE = "clause"
    SUBCLAUSE = "subclause"
    POINT = "point"
    DASH = "dash"
    PLUS = "plus"
    TEXT = "text"


_TITLED_KINDS = {Kind.ARTICLE, Kind.PART, Kind.CLAUSE, Kind.SUBCLAUSE, Kind.POINT}

_PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (Kind.ARTICLE, re.compile(r"(Điều \d{1,3}[a-zđ]?\.)\s+(.*)")),
    (Kind.PART, re.compile(r"([IVX]{1,6}\.)\s+(.*)")),
    (Kind.SUBCLAUSE, re.compile(r"(\d{1,2}(?:\.\d{1,2})+\.?)\s+(.*)")),
    (Kind.CLAUSE, re.compile(r"(\d{1,2}\.)\s+(.*)")),
    (Kind.POINT, re.compile(rf"([{POINT_LETTERS}]\))\s+(.*)")),
    (Kind.DASH, re.compile(r"([-–•])(?:\s+|(?=[^\W\d]))(.*)")),
    (Kind.PLUS, re.compile(r"(\+)(?:\s+|(?=[^\W\d]))(.*)")),
)


@dataclass(frozen=True, slots=True)
class Block:
    """One line of the outline: its mark as printed ("1.", "đ)", "-", "" for a paragraph) and its words."""

    kind: Kind
    mark: str
    text: str

    @property
    def line(self) -> str:
        return f"{self.mark} {self.text}" if self.mark else self.text

    @property
    def titled(self) -> bool:
        """A numbered line that names what follows: short and without closing punctuation."""
        return self.kind in _TITLED_KINDS and len(self.text) <= LONGEST_TITLE and self.text[-1:] not in ".;:,…!?/"


def parse(text: str) -> tuple[Block, ...]:
    """The blocks of a text, in order; composed (NFC) and with single spaces."""
    composed = unicodedata.normalize("NFC", text)
    return tuple(_block(words) for words in (" ".join(line.split()) for line in composed.splitlines()) if words)


def plain(blocks: Iterable[Block]) -> str:
    """The text that `parse` reads back into the same blocks."""
    return "\n".join(block.line for block in blocks)


def _block(line: str) -> Block:
    for kind, pattern in _PATTERNS:
        found = pattern.fullmatch(line)
        if found:
            mark, words = found.groups()
            return Block(kind, "-" if kind is Kind.DASH else mark, words)
    return Block(Kind.TEXT, "", line)
