"""Amounts of money: whole đồng, never a fraction."""

import re
from fractions import Fraction

from ocop.core.text.normal import nfc
from ocop.core.text.numbers import integer

UNITS = {
    "": 1,
    "đ": 1,
    "đồng": 1,
    "vnd": 1,
    "vnđ": 1,
    "nghìn": 10**3,
    "ngàn": 10**3,
    "triệu": 10**6,
    "tỷ": 10**9,
    "tỉ": 10**9,
}
GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+|\d{1,3}(?: \d{3})+|\d{1,3}(?:,\d{3}){2,}|\d+", re.ASCII)
WRITTEN = re.compile(r"([\d., ]*\d)\s*([a-zđồìàệỷỉ]*)(?:\s+đồng)?", re.ASCII)


class NotAnAmount(ValueError):
    """The text is no amount in đồng, or may be read in two ways."""


def figure(amount: int) -> str:
    """ "1.250.000"."""
    return integer(amount)


def dong(amount: int) -> str:
    """ "1.250.000 đồng"."""
    return f"{integer(amount)} đồng"


def parse_dong(text: str) -> int:
    """The đồng meant by "1.234.567", "1234567 đ", "1,234,567", "1,5 triệu", "1.250,5 triệu đồng", "2 tỷ".

    Raises NotAnAmount for what may be read in two ways ("1,234", "1.5 triệu", "1,234 triệu"), for parts of a đồng
    and for negative amounts.
    """
    found = WRITTEN.fullmatch(nfc(text).lower())
    if not found or found[2] not in UNITS:
        raise NotAnAmount(text)
    unit = UNITS[found[2]]
    whole, comma, part = found[1].partition(",")
    if GROUPED.fullmatch(found[1]):
        return int(re.sub(r"[., ]", "", found[1])) * unit
    if not comma or not part.isdecimal() or not GROUPED.fullmatch(whole):
        raise NotAnAmount(text)
    if len(part) == 3 and "." not in whole:
        raise NotAnAmount(text)
    amount = (int(re.sub(r"[. ]", "", whole)) + Fraction(int(part), 10 ** len(part))) * unit
    if amount.denominator != 1:
        raise NotAnAmount(text)
    return int(amount)
