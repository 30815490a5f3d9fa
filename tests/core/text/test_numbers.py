"""Points and shares print with a decimal comma and are never rounded before they are compared."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.core.text.numbers import NotANumber, decimal, integer, parse_decimal, percent, plain


def test_thousands_are_parted_by_dots() -> None:
    assert integer(1234567) == "1.234.567"


def test_a_mean_of_three_members_prints_with_two_decimals() -> None:
    assert decimal(Fraction(256, 3)) == "85,33"


def test_half_a_hundredth_is_rounded_up_as_people_do() -> None:
    assert decimal(Decimal("89.995")) == "90,00"


def test_points_print_without_idle_zeros() -> None:
    assert [plain(Decimal("4.0")), plain(Decimal("12.5")), plain(100)] == ["4", "12,5", "100"]


def test_the_share_of_cooperatives_at_the_end_of_2023() -> None:
    assert percent(22, 74) == "29,7%"


def test_no_share_of_nothing() -> None:
    assert percent(0, 0) == "-"


@pytest.mark.parametrize("typed", ["85.33", "1.23", "", "chín mươi", "1,2,3", "1e5", "٣"])
def test_what_is_no_vietnamese_number_is_refused(typed: str) -> None:
    with pytest.raises(NotANumber):
        parse_decimal(typed)


@given(st.decimals(-(10**9), 10**9, places=5), st.integers(0, 4))
def test_rounding_agrees_with_the_decimal_module(value: Decimal, places: int) -> None:
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)

    assert parse_decimal(decimal(value, places)) == rounded


@given(st.decimals(-(10**9), 10**9, places=2))
def test_a_printed_number_reads_back(value: Decimal) -> None:
    assert parse_decimal(decimal(value)) == parse_decimal(plain(value)) == value
