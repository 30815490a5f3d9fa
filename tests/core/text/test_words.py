"""Sums are written out in words as a Vietnamese accountant says them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.core.text.words import dong_in_words, in_words

VALUES = {"không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6}
VALUES |= {"bảy": 7, "tám": 8, "chín": 9, "mười": 10}


def heard(words: str) -> int:
    """A listener's way from words to number, knowing nothing of how they were made."""
    if " tỷ" in words:
        before, _, after = words.partition(" tỷ")
        return heard(before) * 10**9 + (heard(after.strip()) if after else 0)
    total = group = 0
    for word in words.split():
        if word in ("triệu", "nghìn"):
            total, group = total + group * (10**6 if word == "triệu" else 1000), 0
        elif word == "trăm":
            group *= 100
        elif word == "mươi":
            group += group % 10 * 9
        elif word != "lẻ":
            group += VALUES[word]
    return total + group


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (100, "một trăm"),
        (104, "một trăm lẻ bốn"),
        (105, "một trăm lẻ năm"),
        (111, "một trăm mười một"),
        (220, "hai trăm hai mươi"),
        (1000, "một nghìn"),
        (1001, "một nghìn không trăm lẻ một"),
        (21000, "hai mươi mốt nghìn"),
        (1005015, "một triệu không trăm lẻ năm nghìn không trăm mười lăm"),
        (1000005, "một triệu không trăm lẻ năm"),
        (10**9, "một tỷ"),
        (10**9 + 5, "một tỷ không trăm lẻ năm"),
        (1005 * 10**9, "một nghìn không trăm lẻ năm tỷ"),
        (10**15, "một triệu tỷ"),
    ],
)
def test_a_number_is_said_by_the_rules(number: int, words: str) -> None:
    assert in_words(number) == words


def test_an_amount_ends_with_its_unit() -> None:
    assert dong_in_words(300000000) == "ba trăm triệu đồng"


@pytest.mark.parametrize("number", [-1, 10**15 + 1])
def test_numbers_beyond_the_budget_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        in_words(number)


@given(st.one_of(st.integers(0, 9999), st.integers(0, 10**15)))
def test_a_listener_understands_the_number(number: int) -> None:
    assert heard(in_words(number)) == number


@given(st.integers(0, 10**15))
def test_the_words_of_counting_stand_where_they_may(number: int) -> None:
    words = in_words(number).split()

    pairs = set(pairwise(words))
    assert ("mươi", "năm") not in pairs
    assert ("mươi", "một") not in pairs
    assert ("mươi", "bốn") not in pairs
    assert ("mười", "mốt") not in pairs
    assert ("lẻ", "lăm") not in pairs
    assert words[0] != "lẻ"
