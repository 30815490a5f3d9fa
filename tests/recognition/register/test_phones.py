"""Telephone numbers survive the decorations of people and the arithmetic of Excel."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.recognition.rules.register.cells import NOTHING, Doubt, Found
from ocop.recognition.rules.register.phones import phone

MOBILE = st.builds("0{}{}".format, st.sampled_from("35789"), st.text("0123456789", min_size=8, max_size=8))
SEPARATORS = st.sampled_from(("; ", " - ", "/", ", ", " hoặc "))


@given(number=MOBILE, mark=st.sampled_from((" ", ".", "-", "")))
def test_marks_between_the_figures_do_not_count(number: str, mark: str):
    assert phone(mark.join((number[:4], number[4:7], number[7:]))) == Found(number)


@given(number=MOBILE, prefix=st.sampled_from(("+84", "84", "0084", "+84 ", "+84 (0)")))
def test_the_country_code_becomes_a_zero(number: str, prefix: str):
    assert phone(prefix + number[1:]) == Found(number)


@given(number=MOBILE)
def test_the_zero_that_excel_dropped_is_put_back_with_a_remark(number: str):
    reading = phone(float(number))

    assert reading.value == number
    assert number in str(reading.remark)


@given(numbers=st.lists(MOBILE, min_size=2, max_size=3, unique=True), separator=SEPARATORS)
def test_several_numbers_are_kept(numbers: list[str], separator: str):
    assert phone(separator.join(numbers)) == Found("; ".join(numbers))


@given(number=MOBILE)
def test_a_number_that_was_read_is_read_again(number: str):
    assert phone(phone(number).value) == Found(number)


@pytest.mark.parametrize("cell", ["123", "09123", 12.5, "0912345678 (anh Hai)", "#N/A", "01681234567", True])
def test_what_is_no_number_is_asked(cell: str | float):
    assert isinstance(phone(cell), Doubt)


def test_an_empty_cell_gives_no_number():
    assert phone("không có") == NOTHING
