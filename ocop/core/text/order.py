"""The Vietnamese order of lists, as a plain string that any database sorts alike."""

import re
import unicodedata
from functools import lru_cache

from ocop.core.text.normal import nfc

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = "\u0300\u0309\u0303\u0301\u0323"
"""Huyền, hỏi, ngã, sắc, nặng: the order of Vietnamese dictionaries, after no tone at all."""

SHAPES = "\u0302\u0306\u031b"
"""Circumflex, breve and horn make another letter; every other mark is ignored."""

END_OF_WORD = "00"
NUMBER = "05"
FIRST_LETTER = 10
FOREIGN_LETTER = "99"

WORDS = re.compile(r"[0-9]{1,99}|[^\W\d_]+")


@lru_cache(maxsize=8192)
def vietnamese_key(text: str) -> str:
    """A sort key: word by word, first by letters (a ă â b c d đ …), then by tone; numbers by value, before letters.

    Case, punctuation and the place of the tone (hòa, hoà) make no difference. The key holds digits only, so it sorts
    alike in Python and under every collation of a database.
    """
    words = WORDS.findall(unicodedata.normalize("NFKC", nfc(text).casefold()))
    return "".join(_number(word) if word[0] in "0123456789" else _word(word) for word in words)


def _number(digits: str) -> str:
    significant = digits.lstrip("0")
    return f"{NUMBER}{len(significant):02}{significant}"


@lru_cache(maxsize=16384)
def _word(word: str) -> str:
    letters = "".join(_letter(character) for character in word)
    return f"{letters}{END_OF_WORD}{_tone(word)}"


@lru_cache(maxsize=1024)
def _letter(character: str) -> str:
    base, *marks = list(unicodedata.normalize("NFD", character))
    shaped = unicodedata.normalize("NFC", base + "".join(mark for mark in marks if mark in SHAPES))
    place = ALPHABET.find(shaped)
    if place < 0:
        place = ALPHABET.find(base)
    if place < 0:
        return f"{FOREIGN_LETTER}{ord(base):07}"
    return str(FIRST_LETTER + place)


def _tone(word: str) -> int:
    marks = (character for character in unicodedata.normalize("NFD", word) if character in TONES)
    first = next(marks, None)
    return 0 if first is None else 1 + TONES.index(first)
