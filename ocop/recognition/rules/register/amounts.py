"""Reading amounts of money in the two ways of writing figures, never choosing between them."""

import re
from decimal import Decimal
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
from ocop.recognition.rules.register.messages import Choice, offer, say
from ocop.recognition.rules.register.spelling import bare

UNITS = {"dong": 1, "nghin dong": 10**3, "trieu dong": 10**6, "ty dong": 10**9}
UNIT_NAMES = {1: "đồng", 10**3: "nghìn đồng", 10**6: "triệu đồng", 10**9: "tỷ đồng"}
SHORT_UNITS = {
    "d": 1, "vnd": 1, "dong": 1, "nghin": 10**3, "ngan": 10**3, "trieu": 10**6, "tr": 10**6, "ty": 10**9, "ti": 10**9,
}  # fmt: skip
AMOUNT = re.compile(
    r"(?P<number>[+-]?[0-9][0-9., ]*?)\s*(?P<unit>dong|vnd|d|nghin|ngan|trieu|tr|ty|ti)?\.?(?:\s*(?:dong|vnd|d))?"
)
BARE_NUMBER = re.compile(r"[+-]?[0-9][0-9., ]*")
GROUPED = {mark: re.compile(rf"[0-9]{{1,3}}(?:{re.escape(mark)}[0-9]{{3}})+") for mark in "., "}


def unit_of(heading: str) -> int | None:
    """The đồng in one unit of a column headed "Doanh thu (triệu đồng)"; nothing when the heading names none."""
    for name, size in reversed(UNITS.items()):
        if re.search(rf"\b{name}\b|\b{name.removesuffix(' dong')}\b(?=\W*$)", bare(heading).strip(" )")):
            return size
    return None


def number(cell: Cell) -> Reading[Decimal]:
    """An exact number: "1.234,5", "1,234.5", "1 234 567", 12.5. "1.234" and "1,234" are questions."""
    if says_nothing(cell):
        return NOTHING
    if doubt := error_in(cell):
        return doubt
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return Found(Decimal(plain_number(cell)))
    if isinstance(cell, str) and BARE_NUMBER.fullmatch(bare(cell)):
        return _number(bare(cell))
    return _doubt(shown(cell))


def money(cell: Cell, unit: int | None) -> Reading[int]:
    """Whole đồng, not negative. The cell's own unit ("1,2 tỷ") goes before the heading's; none at all is a question."""
    if not isinstance(cell, str) or says_nothing(cell):
        return _in_dong(number(cell), unit, shown(cell))
    if doubt := error_in(cell):
        return doubt
    found = AMOUNT.fullmatch(bare(cell))
    if not found:
        return _doubt(shown(cell))
    unit = SHORT_UNITS[found["unit"]] if found["unit"] else unit
    if unit == 1 and (whole := _whole_dong(found["number"])):
        return Found(whole)
    return _in_dong(_number(found["number"]), unit, shown(cell))


def _whole_dong(text: str) -> int | None:
    """ "12.345" in đồng has one meaning only, for there is no part of a đồng."""
    grouped = any(groups.fullmatch(text) for groups in GROUPED.values()) and not text.startswith("0")
    return int(re.sub(r"[., ]", "", text)) if grouped else None


def _in_dong(reading: Reading[Decimal], unit: int | None, text: str) -> Reading[int]:
    if isinstance(reading, Doubt):
        return Doubt(reading.message, tuple(_with_unit(choice, unit) for choice in reading.choices))
    if not isinstance(reading, Found):
        return reading
    if reading.value < 0:
        return Doubt(say("Số tiền “%(text)s” nhỏ hơn không. Đề nghị nhập lại.", text=text))
    if unit is None:
        choices = offer(*(f"{text} {name}" for name in UNIT_NAMES.values()))
        return Doubt(say("“%(text)s” tính theo đơn vị nào?", text=text), choices)
    return Found(int((reading.value * unit).to_integral_value()))


def _with_unit(choice: Choice, unit: int | None) -> Choice:
    return Choice(f"{choice.answer} {UNIT_NAMES[unit]}", choice.label) if unit else choice


@lru_cache(maxsize=1 << 13)
def _number(text: str) -> Reading[Decimal]:
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text.removeprefix("+"))
    marks = [mark for mark in digits if not mark.isdigit()]
    kinds = list(dict.fromkeys(marks))
    if not marks:
        return Found(Decimal(sign + digits))
    if len(kinds) == 2 and marks.count(kinds[1]) == 1 and kinds[1] != " ":
        return _whole_and_part(sign, digits, group_mark=kinds[0], decimal_mark=kinds[1], text=text)
    if len(kinds) > 1 or not digits[-1].isdigit():
        return _doubt(text)
    return _one_kind_of_mark(sign, digits, kinds[0], len(marks), text)


def _whole_and_part(sign: str, digits: str, *, group_mark: str, decimal_mark: str, text: str) -> Reading[Decimal]:
    whole, _, part = digits.partition(decimal_mark)
    if not GROUPED[group_mark].fullmatch(whole) or not part.isdigit():
        return _doubt(text)
    return Found(Decimal(f"{sign}{whole.replace(group_mark, '')}.{part}"))


def _one_kind_of_mark(sign: str, digits: str, mark: str, times: int, text: str) -> Reading[Decimal]:
    grouped = GROUPED[mark].fullmatch(digits) is not None and not digits.startswith("0")
    joined = digits.replace(mark, "")
    if grouped and (times > 1 or mark == " "):
        return Found(Decimal(sign + joined))
    if times > 1 or mark == " ":
        return _doubt(text)
    if not grouped:
        return Found(Decimal(sign + digits.replace(mark, ".")))
    whole, _, part = digits.partition(mark)
    as_whole = Choice(sign + joined, say("%(answer)s (số nguyên)", answer=joined))
    as_part = Choice(f"{sign}{whole},{part}0", say("%(answer)s (số lẻ)", answer=f"{whole},{part}"))
    message = say("“%(text)s” là số nguyên hay số lẻ? Đề nghị chọn.", text=text)
    return Doubt(message, (as_whole, as_part))


def _doubt(text: str) -> Doubt:
    return Doubt(say("Không hiểu số “%(text)s”. Đề nghị nhập lại.", text=text))
