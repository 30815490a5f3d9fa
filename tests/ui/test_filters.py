"""How values read on a page."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

from ocop.core import clock
from ocop.core.text.dates import PartialDate
from ocop.ui import filters


def test_a_day_reads_as_offices_write_it() -> None:
    assert filters.ngay(date(2024, 5, 2)) == "02/5/2024"


def test_a_date_known_to_the_month_reads_as_a_month() -> None:
    assert filters.ngay(PartialDate.parse("9/2023")) == "tháng 9/2023"


def test_a_moment_is_told_by_the_clock_of_the_office() -> None:
    assert filters.luc(datetime(2024, 5, 14, 18, 5, tzinfo=UTC)) == "15/5/2024 01:05"


def test_money_reads_in_whole_dong() -> None:
    assert filters.dong(1_250_000) == "1.250.000 đồng"


def test_points_take_a_decimal_comma() -> None:
    assert (filters.so(Decimal("85.5")), filters.so(Fraction(256, 3), 2), filters.so(1234)) == (
        "85,5",
        "85,33",
        "1.234",
    )


def test_a_share_reads_as_a_percentage() -> None:
    assert filters.phan_tram(Fraction(11, 37)) == "29,7%"


def test_what_is_not_known_is_a_dash() -> None:
    assert {filters.ngay(None), filters.luc(None), filters.dong(None), filters.so(None), filters.phan_tram(None)} == {
        "–"
    }


def test_a_moment_of_which_only_the_day_is_known_shows_no_time() -> None:
    assert filters.luc(clock.start_of(date(2024, 5, 2))) == "02/5/2024"
