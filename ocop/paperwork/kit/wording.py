"""The small spellings that Decree 30/2020 prescribes: numbers, dates, lists, numerals, dots where data is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from ocop.paperwork.elements import Citation, Letterhead, Rendition

NUMBER_GAP = "\u00a0" * 6
DATE_GAP = "\u00a0" * 4
DOTS = "…" * 6
FEW_DOTS = "…" * 3

_NUMERALS = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman(number: int) -> str:
    """1 to 39, as annexes and sections need."""
    letters = ""
    for value, letter in _NUMERALS:
        while number >= value:
            letters += letter
            number -= value
    return letters


def two_digits(number: int) -> str:
    """Counts below ten carry a leading zero on official paper."""
    return f"{number:02d}"


def document_number(number: str) -> str:
    """Annex I, II.3c: a number below ten gets a leading zero."""
    number = number.strip()
    return number.zfill(2) if number.isdigit() else number


def official_date(day: date) -> str:
    """Annex I, II.4b: days below ten and the months 1 and 2 get a leading zero, other months do not."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def date_or_gap(day: date | None, year: int | None) -> str:
    """The date, or the blank that is filled in by hand after the signature."""
    if day is not None:
        return official_date(day)
    return f"ngày{DATE_GAP}tháng{DATE_GAP}năm {year if year is not None else DOTS}"


def number_and_symbol(number: str | None, symbol: str) -> str:
    """ "07/KH-UBND", or a gap before the slash while the number is not yet given."""
    return f"{document_number(number) if number else NUMBER_GAP}/{symbol or DOTS}"


def number_line(letterhead: Letterhead, rendition: Rendition) -> str:
    return f"Số: {number_and_symbol(rendition.number, letterhead.symbol)}"


def date_line(letterhead: Letterhead, rendition: Rendition, year: int) -> str:
    return f"{letterhead.place or DOTS}, {date_or_gap(rendition.dated, year)}"


def cited(document: Citation) -> str:
    """ "Kế hoạch số 87/KH-UBND ngày 15 tháng 5 năm 2024 của Ủy ban nhân dân thành phố Phan Thiết"."""
    number = number_and_symbol(document.number or FEW_DOTS, document.symbol)
    dated = official_date(document.dated) if document.dated else f"ngày {FEW_DOTS}"
    return f"{document.kind} số {number} {dated} của {document.issuer or DOTS}"


def or_dots(text: str | None) -> str:
    """Missing data prints as a dotted blank, never as "None" or an invented value."""
    return text.strip() if text and text.strip() else DOTS


def bare(text: str) -> str:
    """Without the punctuation that the list around it will give."""
    return text.strip().rstrip(";.,").rstrip()


def enumerated(entries: Sequence[str]) -> tuple[str, ...]:
    """Each entry closed by ";", the last by "."."""
    return tuple(
        f"{bare(entry)}{'.' if place == len(entries) else ';'}" for place, entry in enumerate(entries, start=1)
    )


def ended(text: str) -> str:
    """A last sentence with the "./." that closes an official document."""
    return f"{text.strip().removesuffix('./.').rstrip().rstrip('.').rstrip()}./."


def stars(number: int | None) -> str:
    return f"{number} sao" if number else FEW_DOTS


def money(amount: int | None) -> str:
    """Đồng with dots between the thousands."""
    return FEW_DOTS if amount is None else f"{amount:,}".replace(",", ".")


def lowered(text: str) -> str:
    """A name or title as it stands inside a sentence."""
    return text[:1].lower() + text[1:]


def raised(text: str) -> str:
    """A name that stands at the beginning of a line or a cell."""
    return text[:1].upper() + text[1:]


def joined(names: Iterable[str]) -> str:
    """ "I, II và III"."""
    listed = list(names)
    return listed[0] if len(listed) == 1 else f"{', '.join(listed[:-1])} và {listed[-1]}"
