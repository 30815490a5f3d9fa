"""Money is whole đồng; what may be read in two ways is asked again, not guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.core.text.money import NotAnAmount, dong, figure, parse_dong


def test_an_amount_prints_with_dots_and_its_unit() -> None:
    assert dong(1250000) == "1.250.000 đồng"


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1.234.567", 1234567),
        ("1234567", 1234567),
        ("1 234 567 đ", 1234567),
        ("1\u00a0234\u00a0567\u00a0VNĐ", 1234567),
        ("1,234,567", 1234567),
        ("1,5 triệu", 1500000),
        ("1.250,5 triệu đồng", 1250500000),
        ("2 tỷ", 2000000000),
        ("0,75 tỉ đồng", 750000000),
        ("500 nghìn", 500000),
        ("500 NGÀN ĐỒNG", 500000),
        ("0", 0),
    ],
)
def test_an_amount_may_be_typed_as_people_write_it(typed: str, amount: int) -> None:
    assert parse_dong(typed) == amount


@pytest.mark.parametrize(
    "typed",
    [
        "1,234",
        "1.5 triệu",
        "1,234 triệu",
        "1.23.456",
        "12.34",
        "1,5",
        "-5",
        "",
        "đồng",
        "5 đô la",
        "1 triệu 500",
        "1.234,5",
    ],
)
def test_an_amount_that_may_be_read_in_two_ways_is_refused(typed: str) -> None:
    with pytest.raises(NotAnAmount):
        parse_dong(typed)


@given(st.integers(0, 10**15))
def test_a_printed_amount_reads_back(amount: int) -> None:
    assert parse_dong(dong(amount)) == parse_dong(figure(amount)) == parse_dong(str(amount)) == amount


@given(st.integers(0, 10**6), st.integers(0, 99))
def test_millions_with_a_comma_are_worth_what_they_say(millions: int, hundredths: int) -> None:
    assert parse_dong(f"{millions},{hundredths:02} triệu") == millions * 10**6 + hundredths * 10**4
