"""Reading a star rank: "3*", "ba sao", "3 sao", "★★★", 3.0."""

import re
from functools import lru_cache

from ocop.recognition.rules.register.cells import NOTHING, Cell, Doubt, Found, Reading, error_in, says_nothing, shown
from ocop.recognition.rules.register.messages import offer, say
from ocop.recognition.rules.register.spelling import bare, tidy

HIGHEST = 5
IN_WORDS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5}
STAR_SIGNS = "★⭐✪✭☆✰*"
EMPTY_SIGNS = "☆✰"
NUMBERED = re.compile(
    r"(?:ocop |hang |dat |loai )*(?P<number>[0-9]|mot|hai|ba|bon|nam)"
    r"(?:[.,]0+)?(?: ?(?:sao|star|stars|\*|★|⭐)(?: ocop)?)?\.?"
)
EVERY_NUMBER = re.compile(r"(?<![0-9])[1-5](?![0-9])")


def stars(cell: Cell) -> Reading[int]:
    """A rank from 1 to 5. A rank that is only proposed, a half star or two ranks in one cell is a question."""
    if says_nothing(cell):
        return NOTHING
    if isinstance(cell, bool) or not isinstance(cell, str | float | int):
        return error_in(cell) or _doubt(shown(cell))
    return error_in(cell) or _read(shown(cell))


@lru_cache(maxsize=4096)
def _read(text: str) -> Reading[int]:
    if drawn := _drawn(tidy(text)):
        return Found(drawn)
    found = NUMBERED.fullmatch(bare(text))
    if not found:
        return _doubt(text)
    number = IN_WORDS.get(found["number"]) or int(found["number"])
    return Found(number) if 1 <= number <= HIGHEST else _doubt(text)


def _drawn(text: str) -> int | None:
    """Stars drawn one by one; outlined stars beside filled ones stand for those not reached."""
    signs = text.replace(" ", "").replace("\ufe0f", "")
    if not signs or any(sign not in STAR_SIGNS for sign in signs):
        return None
    filled = [sign for sign in signs if sign not in EMPTY_SIGNS] or list(signs)
    return len(filled) if len(filled) <= HIGHEST and len(signs) <= HIGHEST else None


def _doubt(text: str) -> Doubt:
    return Doubt(
        say("Không hiểu hạng sao “%(text)s”. Đề nghị chọn hạng.", text=text), offer(*EVERY_NUMBER.findall(text))
    )
