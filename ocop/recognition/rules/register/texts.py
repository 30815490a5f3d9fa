"""Comparing names and notes that people spell in their own ways."""

import re
import unicodedata
from functools import lru_cache

from ocop.recognition.rules.register.spelling import tidy, words


def better(new: str, old: str) -> str:
    """The new text where it says something else; capitals, punctuation and lost marks are nothing else."""
    if not new or same_spelling(new, old):
        return old or new
    return old if tidy(new).isascii() and words(new) == words(old) else new


def same_spelling(one: str, other: str) -> bool:
    """True for "HÒA LỆ" and "Hoà Lệ", false for "Hòa" and "Hoá", two persons who are one without their marks."""
    return one == other or _marked(one) == _marked(other)


def may_be_same(one: str, other: str) -> bool:
    """True where no word of one text stands in the other with different marks; a text without any clashes with none.

    To be asked of texts that are equal without their marks or but for abbreviations ("HTX", "Hợp tác xã").
    """
    if one == other or one.isascii() or other.isascii():
        return True
    mine, theirs = _marks_of_words(one), _marks_of_words(other)
    return all(theirs.get(word, marked) == marked for word, marked in mine.items())


@lru_cache(maxsize=1 << 13)
def _marks_of_words(text: str) -> dict[str, str]:
    return {words(marked): marked for marked in _marked(text)}


@lru_cache(maxsize=1 << 13)
def _marked(text: str) -> tuple[str, ...]:
    """Each word as its letters and its marks, wherever in the word they stand."""
    return tuple(map(_word, re.findall(r"\w+", tidy(text).casefold())))


@lru_cache(maxsize=1 << 13)
def _word(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word)
    letters = "".join(sign for sign in decomposed if unicodedata.category(sign) != "Mn")
    return letters + "".join(sorted(sign for sign in decomposed if unicodedata.category(sign) == "Mn"))
