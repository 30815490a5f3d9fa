"""The clock of recognitions against an oracle of its own, and its edges."""

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.core.text.dates import PartialDate
from ocop.recognition.rules import Standing, backward, notice_by, standing, succession, term
from ocop.recognition.rules.clock import Step, on_working_day

FIRST, LAST = date(2019, 1, 1), date(2027, 12, 31)
DAYS = st.dates(FIRST, LAST)


def three_years_later(day: date) -> date:
    """The same day three years on, told apart from the product's own reckoning: years added, 29/02 pulled back."""
    last_of_month = calendar.monthrange(day.year + 3, day.month)[1]
    return date(day.year + 3, day.month, min(day.day, last_of_month))


def test_every_decision_of_nine_years_ends_36_months_later() -> None:
    days = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]

    wrong = [day for day in days if term(day, day).earliest != three_years_later(day)]

    assert wrong == []
    assert len(days) == 3287


@pytest.mark.parametrize(
    ("decided", "ends"),
    [
        (date(2024, 2, 29), date(2027, 2, 28)),
        (date(2021, 2, 28), date(2024, 2, 28)),
        (date(2022, 1, 31), date(2025, 1, 31)),
        (date(2021, 12, 15), date(2024, 12, 15)),
    ],
)
def test_month_ends_and_leap_days(decided: date, ends: date) -> None:
    assert term(decided, decided).earliest == term(decided, decided).latest == ends


@given(DAYS, st.integers(0, 400))
def test_an_uncertain_decision_gives_an_end_between_two_days(first: date, width: int) -> None:
    last = first + timedelta(days=width)

    ends = term(first, last)

    assert ends.earliest is not None
    assert ends.latest is not None
    assert ends.earliest <= ends.latest
    assert ends.certain or first != last


def test_where_no_decision_is_known_the_stated_end_counts() -> None:
    stated = PartialDate.parse("9/2024")

    ends = term(None, None, stated=stated)

    assert (ends.earliest, ends.latest) == (date(2024, 9, 1), date(2024, 9, 30))


def test_where_nothing_is_known_nothing_is_said() -> None:
    ends = term(None, None)

    assert (ends.earliest, ends.latest, ends.certain) == (None, None, False)
    assert standing(None, today=date(2024, 5, 13)) is Standing.UNKNOWN


@pytest.mark.parametrize(
    ("days_left", "where"),
    [
        (181, Standing.IN_FORCE),
        (180, Standing.EXPIRING),
        (31, Standing.EXPIRING),
        (30, Standing.NOTICE_DUE),
        (1, Standing.NOTICE_DUE),
        (0, Standing.NOTICE_DUE),
        (-1, Standing.EXPIRED),
    ],
)
def test_the_last_day_still_belongs_to_the_term(days_left: int, where: Standing) -> None:
    today = date(2024, 5, 13)

    assert standing(today + timedelta(days=days_left), today=today) is where


def test_a_revocation_goes_before_everything_and_a_successor_before_the_clock() -> None:
    ends, today = date(2030, 1, 1), date(2024, 5, 13)

    assert standing(ends, today=today, revoked=True, ended_as=Standing.RENEWED) is Standing.REVOKED
    assert standing(ends, today=today, ended_as=Standing.UPGRADED) is Standing.UPGRADED
    assert standing(ends, today=today, stated_expired=True) is Standing.EXPIRED


def test_more_stars_upgrade_and_the_same_or_unknown_renew() -> None:
    assert succession(3, 4) is Standing.UPGRADED
    assert succession(4, 4) is Standing.RENEWED
    assert succession(4, 3) is Standing.RENEWED
    assert succession(None, 4) is Standing.RENEWED


def test_the_notice_goes_out_thirty_days_before_the_end() -> None:
    assert notice_by(date(2024, 12, 31)) == date(2024, 12, 1)


@given(DAYS)
def test_acts_planned_backwards_follow_each_other_and_leave_no_gap(ends: date) -> None:
    plan = backward(ends)

    assert plan.start_by < plan.dossier_by < plan.packs_by < plan.council_by < plan.decide_by == ends
    assert plan.council_by.weekday() < 5
    assert plan.packs_by.weekday() < 5


def test_backward_planning_takes_the_offices_own_days() -> None:
    steps = [Step("decision", 10), Step("council", 1, working_days=True), Step("packs", 5), Step("dossier", 30)]

    plan = backward(date(2024, 12, 15), steps)

    assert plan.council_by == date(2024, 12, 5)
    assert plan.packs_by == date(2024, 12, 4)
    assert plan.dossier_by == date(2024, 11, 29)
    assert plan.start_by == date(2024, 10, 30)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2024, 5, 17), date(2024, 5, 17)),
        (date(2024, 5, 18), date(2024, 5, 17)),
        (date(2024, 5, 19), date(2024, 5, 17)),
        (date(2024, 5, 20), date(2024, 5, 20)),
    ],
)
def test_a_weekend_gives_way_to_its_friday(day: date, works: date) -> None:
    assert on_working_day(day) == works
