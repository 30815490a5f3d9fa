"""Dates as the administration writes them, and dates that a source knows only to the month or the year."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

DAY_FIRST = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})")
YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
MONTH_FIRST = re.compile(r"(?:tháng\s*)?(\d{1,2})\s*[/.\-]\s*(\d{4})")
YEAR_AND_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
YEAR_ALONE = re.compile(r"(?:năm\s*)?(\d{4})")


class NotADate(ValueError):
    """The text names no day of the calendar, or not in one of the ways that are understood."""


def official_date(place: str, day_: date | None) -> str:
    """The line of place and date: "Phan Thiết, ngày 02 tháng 5 năm 2024"; blanks while the date is not given yet.

    Decree 30/2020, Annex I, II.4: days below 10 and months 1 and 2 take a leading zero, other months none.
    """
    if day_ is None:
        return f"{place}, ngày … tháng … năm …"
    return f"{place}, ngày {day_.day:02} tháng {_month(day_.month)} năm {day_.year}"


def day(day_: date) -> str:
    """The short date, padded by the same rule: "02/5/2024", "15/01/2024"."""
    return f"{day_.day:02}/{_month(day_.month)}/{day_.year}"


def parse_day(text: str) -> date:
    """The day meant by "15/5/2024", "15.5.2024", "15-5-2024" or "2024-05-15"; raises NotADate otherwise."""
    trimmed = text.strip()
    if found := DAY_FIRST.fullmatch(trimmed):
        day_, month, year = map(int, found.groups())
    elif found := YEAR_FIRST.fullmatch(trimmed):
        year, month, day_ = map(int, found.groups())
    else:
        raise NotADate(text)
    return _calendar_day(year, month, day_)


def add_months(day_: date, months: int) -> date:
    """The corresponding day so many months later, or the last day of a month that lacks it.

    Civil Code 91/2015/QH13, Art. 148.3: 29/02/2024 and 36 months give 28/02/2027.
    """
    years, month_before = divmod(day_.month - 1 + months, 12)
    year, month = day_.year + years, month_before + 1
    return date(year, month, min(day_.day, monthrange(year, month)[1]))


class Precision(StrEnum):
    """How exactly a source knows a date."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True)
class PartialDate:
    """A date known to the day, the month or the year; `first` is the first day it may be."""

    first: date
    precision: Precision = Precision.DAY

    def __post_init__(self) -> None:
        if self.first != _first_of(self.first, self.precision):
            raise NotADate(f"{self.first} is not the first day of its {self.precision}")

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Understands what parse_day does and "9/2023", "tháng 9/2023", "2023-09", "2023", "năm 2023"."""
        trimmed = text.strip().lower()
        if found := MONTH_FIRST.fullmatch(trimmed):
            return cls(_calendar_day(int(found[2]), int(found[1]), 1), Precision.MONTH)
        if found := YEAR_AND_MONTH.fullmatch(trimmed):
            return cls(_calendar_day(int(found[1]), int(found[2]), 1), Precision.MONTH)
        if found := YEAR_ALONE.fullmatch(trimmed):
            return cls(_calendar_day(int(found[1]), 1, 1), Precision.YEAR)
        return cls(parse_day(trimmed))

    def earliest(self) -> date:
        return self.first

    def latest(self) -> date:
        """The last day it may be; equal to the earliest when the day is known."""
        if self.precision is Precision.YEAR:
            return date(self.first.year, 12, 31)
        if self.precision is Precision.MONTH:
            return self.first.replace(day=monthrange(self.first.year, self.first.month)[1])
        return self.first

    def iso(self) -> str:
        """The sortable form of the data files: "2024-05-02", "2023-09", "2023"; parse() reads it back."""
        lengths = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}
        return self.first.isoformat()[: lengths[self.precision]]

    def __str__(self) -> str:
        if self.precision is Precision.YEAR:
            return f"năm {self.first.year}"
        if self.precision is Precision.MONTH:
            return f"tháng {_month(self.first.month)}/{self.first.year}"
        return day(self.first)


def _month(month: int) -> str:
    return f"{month:02}" if month < 3 else str(month)


def _first_of(day_: date, precision: Precision) -> date:
    if precision is Precision.YEAR:
        return day_.replace(month=1, day=1)
    return day_.replace(day=1) if precision is Precision.MONTH else day_


def _calendar_day(year: int, month: int, day_: int) -> date:
    try:
        return date(year, month, day_)
    except ValueError as wrong:
        raise NotADate(f"{day_}/{month}/{year}") from wrong
