"""Dates keep the precision with which the register knows them; what the calendar or the columns contradict is asked."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.core.text.dates import PartialDate, Precision
from ocop.recognition.rules.register.cells import NOTHING, Broken, Doubt, Found
from ocop.recognition.rules.register.days import EXCEL_EPOCH, day, day_and_year, written, year

DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))
PARTIAL = st.builds(
    lambda day_, precision: PartialDate(
        day_
        if precision is Precision.DAY
        else day_.replace(day=1, month=1 if precision is Precision.YEAR else day_.month),
        precision,
    ),
    DAYS,
    st.sampled_from(Precision),
)
WAYS_OF_A_DAY = (
    "{0.day}/{0.month}/{0.year}", "{0.day:02}/{0.month:02}/{0.year}", "{0.day}.{0.month}.{0.year}", "{0.day}-{0.month}-{0.year}",
    "ngày {0.day} tháng {0.month} năm {0.year}", "Ngày {0.day:02}/{0.month:02}/{0.year}", "{0.year}-{0.month:02}-{0.day:02}",
    " {0.day} / {0.month} / {0.year} ", "{0.year}-{0.month:02}-{0.day:02} 00:00:00",
)  # fmt: skip
WAYS_OF_A_MONTH = ("tháng {0.month}/{0.year}", "{0.month}/{0.year}", "T{0.month}/{0.year}", "{0.month:02}-{0.year}",
                   "Tháng {0.month} năm {0.year}", "{0.year}-{0.month:02}")  # fmt: skip


def answers(doubt: Doubt) -> list[str]:
    return [choice.answer for choice in doubt.choices]


@given(day_=DAYS, way=st.sampled_from(WAYS_OF_A_DAY))
def test_every_way_of_writing_a_day_gives_the_day(day_: date, way: str):
    assert day(way.format(day_)) == Found(PartialDate(day_))


@given(day_=DAYS, way=st.sampled_from(WAYS_OF_A_MONTH))
def test_every_way_of_writing_a_month_keeps_it_a_month(day_: date, way: str):
    assert day(way.format(day_)) == Found(PartialDate(day_.replace(day=1), Precision.MONTH))


@given(number=st.integers(1990, 2099), way=st.sampled_from((str, int, float, "năm {}".format, "Năm {}".format)))
def test_a_year_stays_a_year(number: int, way: object):
    assert day(way(number)) == Found(PartialDate(date(number, 1, 1), Precision.YEAR))


@given(day_=st.dates(date(2000, 1, 1), date(2069, 12, 31)))
def test_a_year_of_two_figures_is_of_this_century(day_: date):
    assert day(f"{day_:%d/%m/%y}") == Found(PartialDate(day_))


@given(day_=st.dates(date(2070, 1, 1), date(2099, 12, 31)))
def test_a_year_of_two_figures_far_ahead_is_asked(day_: date):
    assert isinstance(day(f"{day_:%d/%m/%y}"), Doubt)


@given(day_=DAYS)
def test_a_date_cell_and_the_number_behind_it_are_the_same_day(day_: date):
    serial = float((day_ - EXCEL_EPOCH).days)

    assert day(day_) == day(datetime(day_.year, day_.month, day_.day, 7, 30)) == Found(PartialDate(day_))  # noqa: DTZ001 - as calamine gives it
    assert day(serial).value == PartialDate(day_)


def test_a_number_understood_as_a_date_is_remarked():
    assert "25/09/2023" in str(day(45194.0).remark)


@pytest.mark.parametrize(
    "cell", ["31/02/2023", "29/2/2023", "31.4.2023", "0/9/2023", "32/1/2023", "13/2023", "2023-02-30"]
)
def test_a_day_that_the_calendar_lacks_is_asked(cell: str):
    assert isinstance(day(cell), Doubt)


def test_a_month_before_the_day_is_offered_the_other_way_round():
    assert answers(day("09/25/2023")) == ["25/09/2023"]


def test_a_date_among_other_words_is_offered_but_not_taken():
    assert answers(day("theo QĐ 12 ngày 25/9/2023")) == ["25/9/2023"]


def test_a_year_in_a_cell_formatted_as_a_date_is_asked():
    doubt = day(date(1905, 7, 15))

    assert answers(doubt) == ["2023"]


@pytest.mark.parametrize(
    "cell", ["25/9", "quý III/2023", "cuối năm 2023", "25/9/2023 và 30/9/2023", 9.2023, 25.9, 12.0, True]
)
def test_what_is_no_single_date_is_asked(cell: str | float):
    assert isinstance(day(cell), Doubt)


@pytest.mark.parametrize("cell", ["", "-", "…/…/…", "chưa có"])
def test_an_empty_cell_gives_no_date(cell: str):
    assert day(cell) == NOTHING


def test_an_excel_error_is_asked():
    assert isinstance(day(Broken("#VALUE!")), Doubt)


@given(when=PARTIAL)
def test_a_date_as_the_register_writes_it_is_read_back(when: PartialDate):
    assert day(written(when)) == Found(when)


@given(when=PARTIAL, in_year=st.integers(1990, 2099))
def test_date_and_year_columns_must_agree(when: PartialDate, in_year: int):
    reading = day_and_year(Found(when), Found(in_year))

    assert isinstance(reading, Found) is (when.first.year == in_year)


def test_a_contradicting_year_offers_the_date_the_date_in_that_year_and_the_year():
    doubt = day_and_year(day("25/9/2023"), year(2022))

    assert answers(doubt) == ["25/09/2023", "25/09/2022", "2022"]


def test_the_29th_of_february_is_not_offered_in_a_year_without_it():
    doubt = day_and_year(day("29/2/2024"), year(2023))

    assert answers(doubt) == ["29/02/2024", "2023"]


def test_the_year_column_alone_gives_the_year():
    assert day_and_year(NOTHING, year("2023")) == Found(PartialDate(date(2023, 1, 1), Precision.YEAR))


def test_a_year_column_that_cannot_be_read_is_asked_even_beside_a_date():
    assert isinstance(day_and_year(day("25/9/2023"), year("#REF!")), Doubt)


@given(cell=st.one_of(st.text(max_size=20), st.floats(allow_nan=False, allow_infinity=False), st.dates()))
def test_no_cell_gives_a_date_outside_what_a_register_holds(cell: object):
    reading = day(cell)

    assert not isinstance(reading, Found) or date(1990, 1, 1) <= reading.value.first <= date(2099, 12, 31)


@given(days=st.integers(-800_000, 3_000_000))
def test_any_number_of_days_is_read_or_asked(days: int):
    reading = day(float(days))

    assert isinstance(reading, Found | Doubt)
    assert not isinstance(reading, Found) or reading.value.first in (
        EXCEL_EPOCH + timedelta(days=days),
        date(days, 1, 1) if 1 <= days <= 9999 else None,
    )
