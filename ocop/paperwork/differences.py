"""Two structured texts side by side, block by block."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest

from ocop.paperwork.kit import outline


class Fate(StrEnum):
    """What became of a block from the left text to the right one."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Difference:
    """A block on the left, the right, or both; "" where it is missing."""

    fate: Fate
    left: str
    right: str


def differences(left: str, right: str) -> Iterator[Difference]:
    """The blocks of two structured texts, matched in order; equal texts give only `SAME`."""
    old, new = lines(left), lines(right)
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (Difference(Fate.SAME, line, line) for line in old[i1:i2])
            continue
        for before, after in zip_longest(old[i1:i2], new[j1:j2], fillvalue=""):
            yield Difference(fate(before, after), before, after)


def lines(text: str) -> list[str]:
    """The blocks of a text as lines, composed and with single spaces: what counts when texts are compared."""
    return [block.line for block in outline.parse(text)]


def fate(before: str, after: str) -> Fate:
    """What became of a block, given what stood and what stands; "" where there is none."""
    if before and after:
        return Fate.CHANGED
    return Fate.ADDED if after else Fate.REMOVED
