"""Figures in Vietnamese writing: a decimal comma, dots between thousands."""

import re
from decimal import Decimal
from fractions import Fraction
from math import floor

Exact = int | Decimal | Fraction
"""Numbers that lose nothing; a float never reaches the page."""

DECIMAL = re.compile(r"([+-]?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?", re.ASCII)


class NotANumber(ValueError):
    """The text is no number in Vietnamese writing."""


def integer(value: int) -> str:
    """ "1.234.567"."""
    return f"{value:,}".replace(",", ".")


def decimal(value: Exact, places: int = 2) -> str:
    """ "1.234,50": rounded half away from zero, always with so many decimals."""
    scaled = floor(abs(Fraction(value)) * 10**places + Fraction(1, 2))
    whole, part = divmod(scaled, 10**places)
    sign = "-" if scaled and value < 0 else ""
    return f"{sign}{integer(whole)},{part:0{places}}" if places else f"{sign}{integer(whole)}"


def plain(value: Exact, places: int = 2) -> str:
    """As decimal(), without the zeros that say nothing: "4", "12,5"."""
    if isinstance(value, int):
        return integer(value)
    written = decimal(value, places)
    return written.rstrip("0").rstrip(",") if places else written


def percent(part: int, whole: int, places: int = 1) -> str:
    """ "29,7%"; a dash when there is no whole to take a share of."""
    return f"{plain(Fraction(part * 100, whole), places)}%" if whole else "-"


def parse_decimal(text: str) -> Decimal:
    """The exact value of "85", "85,33" or "1.234,5"; raises NotANumber for anything else ("85.33" included)."""
    found = DECIMAL.fullmatch(text.strip())
    if not found:
        raise NotANumber(text)
    sign, whole, part = found.groups()
    return Decimal(f"{sign}{whole.replace('.', '')}.{part or '0'}")
