"""Reading the number of a decision: "123/QĐ-UBND", with or without the words and the date around it."""

import re
from dataclasses import dataclass
from functools import lru_cache

from ocop.core.text.dates import PartialDate
from ocop.recognition.rules.register.cells import (
    NOTHING,
    Cell,
    Doubt,
    Found,
    Reading,
    error_in,
    plain_number,
    says_nothing,
    shown,
)
from ocop.recognition.rules.register.days import day
from ocop.recognition.rules.register.messages import say
from ocop.recognition.rules.register.spelling import words


@dataclass(frozen=True)
class Decision:
    """A decision as a cell names it; the date only if it stands in the same cell."""

    number: str
    dated: PartialDate | None = None


WITH_SYMBOL = re.compile(
    r"(?:(?:theo\s+)?(?:quyết\s+định|qđ|qd)\s*)?(?:số\s*:?\s*)?(?P<number>\d+[a-z]?)\s*/\s*(?P<symbol>[\w\-–&/ .]*?[\w&])"
    r"(?:,?\s*\(?(?:ký\s+)?(?:ngày|tháng|năm)\s*(?P<dated>\d[^()]*)\)?|\s*\((?P<in_brackets>\d[^()]*)\))?",
    re.IGNORECASE,
)
NUMBER_ALONE = re.compile(r"(?:(?:quyết\s+định|qđ|qd)\s*)?(?:số\s*:?\s*)?(?P<number>\d{1,6})", re.IGNORECASE)
DECISION_SYMBOL = re.compile(r"(?:(?:19|20)\d\d\s*/\s*)?q[đd]", re.IGNORECASE)
SEVERAL = re.compile(r"[;\n]|\d\s*/\s*q[đd].*\d\s*/\s*q[đd]", re.IGNORECASE)


def decision(cell: Cell) -> Reading[Decision]:
    """The number with its symbol. Two decisions in one cell, or a text that names none, is a question."""
    if says_nothing(cell):
        return NOTHING
    if doubt := error_in(cell):
        return doubt
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return _read(plain_number(cell))
    return _read(shown(cell)) if isinstance(cell, str) else _doubt(shown(cell))


def same_decision(one: str, other: str) -> bool:
    """True for one decision written in two ways; a number without a symbol is not known to be the same."""
    return one == other or _key(one) == _key(other)


def _key(text: str) -> str:
    reading = decision(text)
    return words(reading.value.number if isinstance(reading, Found) else text)


@lru_cache(maxsize=1 << 13)
def _read(text: str) -> Reading[Decision]:
    if SEVERAL.search(text):
        return _doubt(text)
    if alone := NUMBER_ALONE.fullmatch(text):
        number = alone["number"]
        return Found(Decision(number), say("Số quyết định “%(number)s” chưa có ký hiệu.", number=number))
    found = WITH_SYMBOL.fullmatch(text)
    if not found or not DECISION_SYMBOL.match(found["symbol"]):
        return _doubt(text)
    dated = day(found["dated"] or found["in_brackets"] or "")
    if isinstance(dated, Doubt):
        return _doubt(text)
    return Found(
        Decision(_canonical(found["number"], found["symbol"]), dated.value if isinstance(dated, Found) else None)
    )


def _canonical(number: str, symbol: str) -> str:
    """ "123/QĐ-UBND" from "123 / qd – ubnd": the letter Đ that keyboards and old files lose is put back in QĐ."""
    joined = re.sub(r"\s*([/\-])\s*", r"\1", symbol.replace("–", "-")).strip()
    return f"{number}/{re.sub(r'(?i)(?<![a-zđ])q[đd](?![a-zđ])', 'QĐ', joined)}"


def _doubt(text: str) -> Doubt:
    return Doubt(say("Không hiểu số quyết định “%(text)s”. Đề nghị nhập một số quyết định.", text=text))
