"""A rank is read in every way in which offices write it, and only then."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.recognition.rules.register.cells import NOTHING, Broken, Doubt, Found
from ocop.recognition.rules.register.stars import stars

IN_WORDS = {1: "một", 2: "hai", 3: "ba", 4: "bốn", 5: "năm"}
WAYS = ("{n}", "{n}*", "{n} sao", "{n} SAO", "{n}sao", "{word} sao", "Hạng {n} sao", "OCOP {n} sao", "{n}★", "{n},0")


@given(number=st.integers(1, 5), way=st.sampled_from(WAYS))
def test_every_way_of_writing_a_rank_gives_the_rank(number: int, way: str):
    assert stars(way.format(n=number, word=IN_WORDS[number])) == Found(number)


@given(number=st.integers(1, 5), sign=st.sampled_from("★⭐*"))
def test_drawn_stars_are_counted(number: int, sign: str):
    assert stars(sign * number) == Found(number)


@given(number=st.integers(1, 5))
def test_outlined_stars_beside_filled_ones_are_not_counted(number: int):
    assert stars("★" * number + "☆" * (5 - number)) == Found(number)


@given(number=st.integers(1, 5), kind=st.sampled_from((int, float)))
def test_a_number_cell_is_its_rank(number: int, kind: type):
    assert stars(kind(number)) == Found(number)


@pytest.mark.parametrize(
    "cell",
    ["4 sao (đề nghị 5 sao)", "3-4 sao", "3.5", "6 sao", "0", 0.0, 2.5, "tiềm năng 5 sao", "III", True, "3 sao/4 sao"],
)
def test_what_names_no_single_rank_is_asked(cell: str | float):
    assert isinstance(stars(cell), Doubt)


def test_the_ranks_that_a_doubtful_cell_mentions_are_offered():
    doubt = stars("4 sao (đề nghị 5 sao)")

    assert [choice.answer for choice in doubt.choices] == ["4", "5"]


@pytest.mark.parametrize("cell", ["", "  ", "-", "không", "Chưa có"])
def test_an_empty_cell_gives_no_rank(cell: str):
    assert stars(cell) == NOTHING


@pytest.mark.parametrize("cell", [Broken("#REF!"), "#REF!", "#N/A"])
def test_an_excel_error_is_asked(cell: str | Broken):
    assert isinstance(stars(cell), Doubt)


@given(cell=st.text(max_size=12))
def test_no_text_gives_a_rank_outside_one_to_five(cell: str):
    reading = stars(cell)

    assert not isinstance(reading, Found) or 1 <= reading.value <= 5
