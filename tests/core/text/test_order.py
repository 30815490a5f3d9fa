"""Lists stand in the order of a Vietnamese dictionary."""

import unicodedata
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.core.text.order import vietnamese_key

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
VOWELS = "aăâeêioôơuưy"
TONES = "\u0300\u0309\u0303\u0301\u0323"

syllables = st.tuples(
    st.text(LETTERS, max_size=3), st.sampled_from(VOWELS), st.integers(0, 5), st.text("cghmnpt", max_size=2)
)


def written(syllable: tuple[str, str, int, str]) -> str:
    head, vowel, tone, tail = syllable
    accented = vowel + (TONES[tone - 1] if tone else "")
    return unicodedata.normalize("NFC", head + accented + tail)


def rank(syllable: tuple[str, str, int, str]) -> tuple[list[int], int]:
    """The dictionary's rule, said again on the parts: all letters first, then the tone."""
    head, vowel, tone, tail = syllable
    return [LETTERS.index(letter) for letter in head + vowel + tail], tone


def test_the_alphabet_is_the_vietnamese_one() -> None:
    shuffled = list(LETTERS)
    Random(0).shuffle(shuffled)

    assert "".join(sorted(shuffled, key=vietnamese_key)) == LETTERS


def test_tones_follow_the_dictionary() -> None:
    assert sorted(["mạ", "má", "mã", "mả", "mà", "ma"], key=vietnamese_key) == ["ma", "mà", "mả", "mã", "má", "mạ"]


def test_the_ten_units_stand_as_an_officer_expects() -> None:
    units = ["Tuy Phong", "Tánh Linh", "Phú Quý", "Phan Thiết", "La Gi", "Hàm Thuận Nam", "Hàm Thuận Bắc", "Hàm Tân"]
    units += ["Đức Linh", "Bắc Bình"]

    in_order = sorted(units, key=vietnamese_key)

    assert in_order[:5] == ["Bắc Bình", "Đức Linh", "Hàm Tân", "Hàm Thuận Bắc", "Hàm Thuận Nam"]
    assert in_order[5:] == ["La Gi", "Phan Thiết", "Phú Quý", "Tánh Linh", "Tuy Phong"]


def test_numbers_stand_by_their_value_and_before_letters() -> None:
    names = ["Hàm Minh An", "Hàm Minh 30", "Hàm Minh 4", "Hàm Minh"]

    assert sorted(names, key=vietnamese_key) == ["Hàm Minh", "Hàm Minh 4", "Hàm Minh 30", "Hàm Minh An"]


@pytest.mark.parametrize(
    ("one", "other"), [("HÒA THẮNG", "hoà thắng"), ("Cải Dún", "cải dún"), ("Nho-Lê My", "nho lê my")]
)
def test_case_punctuation_and_the_place_of_the_tone_make_no_difference(one: str, other: str) -> None:
    assert vietnamese_key(one) == vietnamese_key(other)


@given(st.lists(syllables, min_size=1, max_size=3), st.lists(syllables, min_size=1, max_size=3))
def test_two_names_compare_word_by_word(
    one: list[tuple[str, str, int, str]], other: list[tuple[str, str, int, str]]
) -> None:
    keys = [vietnamese_key(" ".join(map(written, name))) for name in (one, other)]
    ranks = [list(map(rank, name)) for name in (one, other)]

    assert (keys[0] < keys[1]) == (ranks[0] < ranks[1])
    assert (keys[0] == keys[1]) == (ranks[0] == ranks[1])


@given(st.integers(0), st.integers(0))
def test_numbers_of_any_length_compare_by_value(one: int, other: int) -> None:
    keys = [vietnamese_key(f"Thôn {number}") for number in (one, other)]

    assert (keys[0] < keys[1]) == (one < other)


@given(st.text())
def test_the_key_is_digits_so_that_every_collation_agrees(text: str) -> None:
    key = vietnamese_key(text)

    assert set(key) <= set("0123456789")
