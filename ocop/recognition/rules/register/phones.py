"""Reading telephone numbers."""

import re
from functools import lru_cache

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
from ocop.recognition.rules.register.messages import say

NATIONAL = re.compile(r"0[35789][0-9]{8}|02[0-9]{8,9}|1[89]00[0-9]{4,6}")
WITHOUT_ZERO = re.compile(r"[35789][0-9]{8}|2[0-9]{8,9}")
BETWEEN_NUMBERS = re.compile(r"[;,/\n]|\s[-–]\s|\bhoặc\b|\bvà\b")
DECORATION = re.compile(r"^\s*(?:(?:đt|sđt|tel|đtdđ|điện thoại|hotline|zalo)\s*[:.]?)\s*", re.IGNORECASE)
COUNTRY = re.compile(r"^(?:\+|00)?840?(?=[235789][0-9]{8,9}$)")
NOT_DIGITS = re.compile(r"[\s.()\-–]")


def phone(cell: Cell) -> Reading[str]:
    """One or more numbers as digits, joined by "; ". A zero that Excel dropped from a number is put back."""
    if says_nothing(cell):
        return NOTHING
    if doubt := error_in(cell):
        return doubt
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return _number(plain_number(cell))
    return _written(shown(cell))


@lru_cache(maxsize=1 << 13)
def _written(text: str) -> Reading[str]:
    numbers = [_national(part) for part in BETWEEN_NUMBERS.split(text) if part.strip()]
    if not numbers or not all(numbers):
        return _doubt(text)
    return Found("; ".join(dict.fromkeys(filter(None, numbers))))


def _national(text: str) -> str | None:
    digits = COUNTRY.sub("0", NOT_DIGITS.sub("", DECORATION.sub("", text)))
    return digits if NATIONAL.fullmatch(digits) else None


def _number(text: str) -> Reading[str]:
    if WITHOUT_ZERO.fullmatch(text):
        return Found(f"0{text}", say("Số điện thoại được thêm số 0 ở đầu: 0%(number)s.", number=text))
    return Found(text) if NATIONAL.fullmatch(text) else _doubt(text)


def _doubt(text: str) -> Doubt:
    return Doubt(say("Số điện thoại “%(text)s” không đúng dạng. Đề nghị nhập lại hoặc bỏ trống.", text=text))
