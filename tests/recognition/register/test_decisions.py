"""Decisions are known by number and symbol, however the cell dresses them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.core.text.dates import PartialDate
from ocop.recognition.rules.register.cells import NOTHING, Doubt, Found
from ocop.recognition.rules.register.decisions import Decision, decision, same_decision

WAYS = (
    "{}/QĐ-UBND", "{}/QD-UBND", "{}/qđ-ubnd", "Số {}/QĐ-UBND", "Số: {} / QĐ - UBND", "QĐ số {}/QĐ-UBND",
    "Quyết định số {}/QĐ-UBND",
)  # fmt: skip


@given(number=st.integers(1, 99_999), way=st.sampled_from(WAYS))
def test_every_way_of_writing_a_decision_names_the_same_decision(number: int, way: str):
    reading = decision(way.format(number))

    assert same_decision(reading.value.number, f"{number}/QĐ-UBND")


@given(number=st.integers(1, 99_999), way=st.sampled_from(WAYS))
def test_a_decision_that_was_read_is_read_again(number: int, way: str):
    once = decision(way.format(number)).value

    assert decision(once.number) == Found(once)


@pytest.mark.parametrize(
    "text", ["12/QĐ-UBND ngày 25/9/2023", "12/QĐ-UBND, ngày 25 tháng 9 năm 2023", "12/QĐ-UBND (25/9/2023)"]
)
def test_a_date_beside_the_number_is_kept(text: str):
    assert decision(text) == Found(Decision("12/QĐ-UBND", PartialDate.parse("25/9/2023")))


@pytest.mark.parametrize("cell", ["1234", 1234.0, "QĐ 1234"])
def test_a_number_without_symbol_is_kept_with_a_remark(cell: str | float):
    reading = decision(cell)

    assert reading.value.number == "1234"
    assert reading.remark is not None


@pytest.mark.parametrize(
    "cell", ["12/QĐ-UBND; 13/QĐ-UBND", "12/QĐ-UBND\n13/QĐ-UBND", "đang trình", "45/KH-UBND", "#REF!"]
)
def test_what_names_no_single_decision_is_asked(cell: str):
    assert isinstance(decision(cell), Doubt)


def test_an_empty_cell_names_no_decision():
    assert decision("-") == NOTHING


def test_a_number_alone_is_not_known_to_be_the_decision_of_that_number():
    assert not same_decision("1234", "1234/QĐ-UBND")
