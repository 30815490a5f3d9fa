"""Reading a date with its precision: "25.9.2023", "25/09/23", "tháng 9/2023", 2023, an Excel serial, a real date."""

import re
from datetime import date, datetime, timedelta
from functools import lru_cache

from ocop.core.text.dates import NotADate, PartialDate, Precision
from ocop.recognition.rules.register.cells import (
    NOTHING,
    Cell,
    Doubt,
    Found,
    Nothing,
    Reading,
    error_in,
    plain_number,
    says_nothing,
    shown,
)
from ocop.recognition.rules.register.messages import Message, offer, say
from ocop.recognition.rules.register.spelling import bare

FIRST_YEAR, LAST_YEAR = 1990, 2099
"""What can stand in a register; also what keeps years (1990) and Excel serials (32,874 and more) apart."""

EXCEL_EPOCH = date(1899, 12, 30)
SEPARATOR = r"\s*[/.\-]\s*"
DAY = re.compile(
    rf"(?:ngay\s*)?(\d{{1,2}}){SEPARATOR}(\d{{1,2}}){SEPARATOR}(\d{{4}}|\d{{2}})(?: 0{{1,2}}:00(?::00)?)?\.?"
)
YEAR_FIRST = re.compile(rf"(\d{{4}}){SEPARATOR}(\d{{1,2}}){SEPARATOR}(\d{{1,2}})(?:[ t]00:00(?::00)?)?")
IN_WORDS = re.compile(r"(?:ngay\s*)?(\d{1,2})\s*thang\s*(\d{1,2})\s*nam\s*(\d{4})\.?")
MONTH = re.compile(rf"(?:(?:thang|t)\s*\.?\s*)?(\d{{1,2}})(?:{SEPARATOR}|\s*nam\s*)(\d{{4}})")
YEAR_AND_MONTH = re.compile(rf"(\d{{4}}){SEPARATOR}(\d{{1,2}})")
YEAR = re.compile(r"(?:nam\s*)?(\d{4})(?:\.0+)?")
SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
INSIDE = re.compile(r"(?<!\d)\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4}(?!\d)")


def day(cell: Cell) -> Reading[PartialDate]:
    """A date to the day, the month or the year. Days come before months, as everywhere in Vietnam.

    A day that the calendar lacks, a month before a day, a year of two figures that is not of this century and words
    around a date are questions.
    """
    if says_nothing(cell):
        return NOTHING
    if doubt := error_in(cell):
        return doubt
    if isinstance(cell, datetime):
        return _real_day(cell.date())
    if isinstance(cell, date):
        return _real_day(cell)
    if isinstance(cell, str):
        return _written(shown(cell))
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return _number(plain_number(cell))
    return _doubt(shown(cell))


def year(cell: Cell) -> Reading[int]:
    """The year of a column of years."""
    reading = day(cell)
    if isinstance(reading, Found):
        return Found(reading.value.first.year)
    return reading


def day_and_year(when: Reading[PartialDate], in_year: Reading[int]) -> Reading[PartialDate]:
    """The date of two columns that must agree; the year alone where no date is given."""
    if isinstance(when, Doubt) or isinstance(in_year, Nothing):
        return when
    if isinstance(when, Nothing):
        return _of_year(in_year.value) if isinstance(in_year, Found) else in_year
    if isinstance(in_year, Doubt) or in_year.value == when.value.first.year:
        return when if isinstance(in_year, Found) else in_year
    message = say(
        "Ngày %(day)s không khớp với năm %(year)s ở cột bên cạnh. Đề nghị chọn ngày đúng.",
        day=written(when.value),
        year=in_year.value,
    )
    return Doubt(message, offer(written(when.value), *_moved(when.value, in_year.value), str(in_year.value)))


def written(when: PartialDate) -> str:
    """As the register shows it and as day() reads it back: "25/09/2023", "09/2023", "2023"."""
    if when.precision is Precision.DAY:
        return f"{when.first:%d/%m/%Y}"
    return f"{when.first:%m/%Y}" if when.precision is Precision.MONTH else f"{when.first:%Y}"


def _moved(when: PartialDate, to_year: int) -> tuple[str, ...]:
    try:
        return (written(PartialDate(when.first.replace(year=to_year), when.precision)),)
    except ValueError:
        return ()


def _of_year(number: int) -> Reading[PartialDate]:
    return _checked(number, 1, 1, Precision.YEAR, str(number))


def _real_day(day_: date) -> Reading[PartialDate]:
    if FIRST_YEAR <= day_.year <= LAST_YEAR:
        return Found(PartialDate(day_))
    serial = (day_ - EXCEL_EPOCH).days
    if FIRST_YEAR <= serial <= LAST_YEAR:
        return Doubt(
            say("Ô định dạng ngày nhưng chứa số %(year)s. Có phải là năm %(year)s?", year=serial), offer(str(serial))
        )
    return _doubt(f"{day_:%d/%m/%Y}")


def _number(text: str) -> Reading[PartialDate]:
    whole = text.partition(".")[0]
    if text == whole and len(whole) == 4:
        return _written(text)
    if SERIAL.fullmatch(text):
        return _serial(int(whole), text)
    return _doubt(text)


def _serial(days: int, text: str) -> Reading[PartialDate]:
    day_ = EXCEL_EPOCH + timedelta(days=days)
    if not FIRST_YEAR <= day_.year <= LAST_YEAR:
        return _doubt(text)
    remark = say("Số %(number)s được hiểu là ngày %(day)s.", number=text, day=f"{day_:%d/%m/%Y}")
    return Found(PartialDate(day_), remark)


@lru_cache(maxsize=1 << 13)
def _written(text: str) -> Reading[PartialDate]:
    plain = bare(text)
    if found := YEAR.fullmatch(plain):
        return _checked(int(found[1]), 1, 1, Precision.YEAR, text)
    if found := DAY.fullmatch(plain) or IN_WORDS.fullmatch(plain):
        return _day_first(int(found[1]), int(found[2]), found[3], text)
    if found := YEAR_FIRST.fullmatch(plain):
        return _checked(int(found[1]), int(found[2]), int(found[3]), Precision.DAY, text)
    if found := MONTH.fullmatch(plain):
        return _checked(int(found[2]), int(found[1]), 1, Precision.MONTH, text)
    if found := YEAR_AND_MONTH.fullmatch(plain):
        return _checked(int(found[1]), int(found[2]), 1, Precision.MONTH, text)
    if SERIAL.fullmatch(plain):
        return _serial(int(plain.partition(".")[0]), text)
    return _doubt(text)


def _day_first(day_: int, month: int, year_: str, text: str) -> Reading[PartialDate]:
    of_century = int(year_) if len(year_) == 4 else 2000 + int(year_)
    if len(year_) == 2 and of_century > LAST_YEAR - 30:
        return Doubt(say("Năm “%(year)s” trong “%(text)s” là năm nào?", year=year_, text=text))
    return _checked(of_century, month, day_, Precision.DAY, text)


def _checked(year_: int, month: int, day_: int, precision: Precision, text: str) -> Reading[PartialDate]:
    if not FIRST_YEAR <= year_ <= LAST_YEAR:
        return _doubt(text)
    try:
        return Found(PartialDate(date(year_, month, day_), precision))
    except (ValueError, NotADate):
        return Doubt(_no_such_day(text), offer(*_day_and_month_swapped(year_, month, day_)))


def _day_and_month_swapped(year_: int, month: int, day_: int) -> tuple[str, ...]:
    try:
        return (f"{date(year_, day_, month):%d/%m/%Y}",)
    except ValueError:
        return ()


def _no_such_day(text: str) -> Message:
    return say("“%(text)s” không có trong lịch. Đề nghị nhập lại ngày.", text=text)


def _doubt(text: str) -> Doubt:
    return Doubt(say("Không hiểu ngày “%(text)s”. Đề nghị nhập lại ngày.", text=text), offer(*INSIDE.findall(text)))
