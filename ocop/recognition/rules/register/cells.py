"""What a cell holds and what reading it may give: a value, a doubt to ask about, or nothing."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Generic, TypeVar

from ocop.recognition.rules.register.messages import Choice, Message, offer, say
from ocop.recognition.rules.register.spelling import tidy, words

EXCEL_ERRORS = ("#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#FIELD!")
MEANT_EMPTY = frozenset({"khong", "khong co", "chua", "chua co", "n a", "null", "none"})
DASHES = "-–—_/.… "


@dataclass(frozen=True)
class Broken:
    """A cell in which Excel shows an error instead of a value, or a formula that was saved without its result."""

    shown: str


Cell = str | float | bool | date | datetime | time | timedelta | Broken
BLANK: Cell = ""

T = TypeVar("T")


@dataclass(frozen=True)
class Found(Generic[T]):
    """The cell says this, without doubt; `remark` tells how it was understood when that is not obvious."""

    value: T
    remark: Message | None = None


@dataclass(frozen=True)
class Doubt:
    """The cell may be read in several ways or in none; a person decides."""

    message: Message
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class Nothing:
    """The cell is empty or says that there is nothing to say."""


NOTHING = Nothing()
Reading = Found[T] | Doubt | Nothing


def is_blank(cell: Cell) -> bool:
    return isinstance(cell, str) and (not cell or not tidy(cell))


def shown(cell: Cell) -> str:
    """The cell as a person would copy it from the sheet."""
    if isinstance(cell, str):
        return tidy(cell)
    if isinstance(cell, Broken):
        return cell.shown
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float | int):
        return plain_number(cell)
    if isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y}" if cell.time() == time() else f"{cell:%d/%m/%Y %H:%M}"
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return str(cell)


def plain_number(number: float) -> str:
    """The shortest decimal of an Excel number, never in scientific notation: 912345678.0 gives "912345678"."""
    if number == int(number):
        return str(int(number))
    return f"{Decimal(repr(number)):f}"


def error_in(cell: Cell) -> Doubt | None:
    """The question to ask where Excel shows an error, whether as an error or as its text."""
    text = cell.shown if isinstance(cell, Broken) else cell
    if isinstance(cell, Broken) and cell.shown.startswith("="):
        return Doubt(say("Ô chứa công thức chưa có kết quả: %(formula)s", formula=cell.shown), offer(cell.shown))
    if not isinstance(text, str) or not text.lstrip().startswith("#"):
        return None
    if isinstance(cell, Broken) or tidy(text).upper() in EXCEL_ERRORS:
        return Doubt(say("Ô báo lỗi %(error)s. Vui lòng nhập giá trị đúng.", error=tidy(text).upper()))
    return None


def text_of(cell: Cell) -> Reading[str]:
    """Plain text on one line, in its one spelling; an Excel error is a question."""
    if is_blank(cell):
        return NOTHING
    return error_in(cell) or Found(shown(cell))


def says_nothing(cell: Cell) -> bool:
    """True for an empty cell and for "không có", "chưa có", "-", "/"."""
    if not isinstance(cell, str):
        return False
    text = tidy(cell)
    if text.startswith("#"):
        return False
    return not text.strip(DASHES) or (len(text) < 20 and words(text) in MEANT_EMPTY)
