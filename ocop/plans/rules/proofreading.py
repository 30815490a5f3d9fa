"""What a reader would stumble over before the plan is handed on: blanks, and annexes that do not exist."""

import re
from dataclasses import dataclass

ANNEX = re.compile(r"Phụ lục ([IVX]+)\b")
BLANKS = re.compile(r"…+|\.{4,}")
NUMERALS = ("I", "II", "III", "IV", "V")


@dataclass(frozen=True, slots=True)
class Remark:
    """A section, how many blanks it still has, and the annexes it speaks of that the plan will not carry."""

    key: str
    blanks: int
    missing_annexes: tuple[str, ...]


def remark(key: str, text: str, *, annexes: int) -> Remark | None:
    """What to mend in a section; None when nothing. `annexes` is how many annexes the plan carries."""
    carried = NUMERALS[:annexes] if annexes > 1 else ()
    missing = tuple(dict.fromkeys(numeral for numeral in ANNEX.findall(text) if numeral not in carried))
    blanks = len(BLANKS.findall(text))
    return Remark(key, blanks, missing) if blanks or missing else None
