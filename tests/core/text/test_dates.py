"""Dates read and print as Decree 30/2020 wants them; a period of months ends as the Civil Code says."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.core.text.dates import NotADate, PartialDate, Precision, add_months, day, official_date, parse_day

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    ("day_", "line"),
    [
        (date(2024, 5, 2), "Phan Thiết, ngày 02 tháng 5 năm 2024"),
        (date(2024, 2, 15), "Phan Thiết, ngày 15 tháng 02 năm 2024"),
        (date(2024, 1, 9), "Phan Thiết, ngày 09 tháng 01 năm 2024"),
        (date(2024, 10, 30), "Phan Thiết, ngày 30 tháng 10 năm 2024"),
        (date(2024, 3, 10), "Phan Thiết, ngày 10 tháng 3 năm 2024"),
    ],
)
def test_the_date_line_pads_days_below_ten_and_the_first_two_months(day_: date, line: str) -> None:
    assert official_date("Phan Thiết", day_) == line


def test_a_paper_not_yet_numbered_leaves_its_date_blank() -> None:
    assert official_date("La Gi", None) == "La Gi, ngày … tháng … năm …"


@pytest.mark.parametrize("typed", ["15/5/2024", "15.5.2024", " 15-05-2024 ", "2024-05-15", "15 / 5 / 2024"])
def test_an_officer_may_type_a_date_in_any_usual_way(typed: str) -> None:
    assert parse_day(typed) == date(2024, 5, 15)


@pytest.mark.parametrize(
    "typed", ["", "31/02/2024", "5/15/2024", "15/5/24", "hôm qua", "15/5", "45427", "29/02/2023", "0/1/2024"]
)
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(NotADate):
        parse_day(typed)


@given(DAYS)
def test_a_printed_date_reads_back(day_: date) -> None:
    assert parse_day(day(day_)) == day_
    assert parse_day(day_.isoformat()) == day_


@given(DAYS)
def test_the_date_line_names_the_day_it_was_made_from(day_: date) -> None:
    words = official_date("Võ Xu", day_).split()

    assert date(int(words[7]), int(words[5]), int(words[3])) == day_


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2022, 1, 19), 36, date(2025, 1, 19)),
        (date(2024, 2, 29), 36, date(2027, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2021, 12, 31), 2, date(2022, 2, 28)),
        (date(2023, 2, 28), 12, date(2024, 2, 28)),
        (date(2024, 3, 31), -1, date(2024, 2, 29)),
    ],
)
def test_a_period_of_months_ends_on_its_day_or_on_the_last_day_of_the_month(
    start: date, months: int, end: date
) -> None:
    assert add_months(start, months) == end


@given(DAYS, st.integers(-600, 600))
def test_months_are_counted_one_by_one_on_the_calendar(start: date, months: int) -> None:
    end = add_months(start, months)

    year, month = start.year, start.month
    for _ in range(abs(months)):
        month += 1 if months > 0 else -1
        year, month = {0: (year - 1, 12), 13: (year + 1, 1)}.get(month, (year, month))
    assert (end.year, end.month) == (year, month)
    assert end.day == min(start.day, monthrange(year, month)[1])


@pytest.mark.parametrize(
    ("source", "printed", "earliest", "latest"),
    [
        ("2023-09", "tháng 9/2023", date(2023, 9, 1), date(2023, 9, 30)),
        ("tháng 2/2024", "tháng 02/2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("12/2024", "tháng 12/2024", date(2024, 12, 1), date(2024, 12, 31)),
        ("2023", "năm 2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("năm 2021", "năm 2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("02/5/2024", "02/5/2024", date(2024, 5, 2), date(2024, 5, 2)),
    ],
)
def test_a_date_keeps_the_precision_of_its_source(source: str, printed: str, earliest: date, latest: date) -> None:
    known = PartialDate.parse(source)

    assert str(known) == printed
    assert (known.earliest(), known.latest()) == (earliest, latest)


def test_a_month_cannot_claim_a_day() -> None:
    with pytest.raises(NotADate):
        PartialDate(date(2023, 9, 2), Precision.MONTH)


@given(DAYS, st.sampled_from(Precision))
def test_a_partial_date_spans_exactly_its_month_or_year_and_reads_back(day_: date, precision: Precision) -> None:
    first = {Precision.DAY: day_, Precision.MONTH: day_.replace(day=1), Precision.YEAR: day_.replace(month=1, day=1)}
    known = PartialDate(first[precision], precision)

    after = known.latest() + timedelta(days=1)

    assert known.earliest() <= day_ <= known.latest()
    assert precision is Precision.DAY or after.day == 1
    assert precision is not Precision.YEAR or after.month == 1
    assert PartialDate.parse(str(known)) == PartialDate.parse(known.iso()) == known
