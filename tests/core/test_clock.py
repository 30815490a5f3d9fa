"""The office's calendar: business dates may be pinned, the time of day never is, and the day changes at the office's midnight."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from ocop.core import clock

WORKING_DAY = date(2024, 5, 13)


@pytest.fixture
def pinned() -> Iterator[None]:
    before = clock.pinned()
    clock.configure(WORKING_DAY)
    yield
    clock.configure(before)


@pytest.fixture
def running() -> Iterator[None]:
    before = clock.pinned()
    clock.configure(None)
    yield
    clock.configure(before)


@pytest.mark.usefixtures("pinned")
def test_a_true_moment_falls_on_the_pinned_day_at_its_own_time_of_the_office() -> None:
    evening_in_the_office = datetime(2026, 1, 31, 16, 30, tzinfo=UTC)
    morning_in_the_office = datetime(2026, 1, 31, 17, 30, tzinfo=UTC)

    assert clock.on_business_date(evening_in_the_office) == datetime(2024, 5, 13, 16, 30, tzinfo=UTC)
    assert clock.on_business_date(morning_in_the_office) == datetime(2024, 5, 12, 17, 30, tzinfo=UTC)


@pytest.mark.usefixtures("pinned")
def test_today_and_now_agree_on_the_pinned_day_while_the_true_clock_runs_on() -> None:
    assert clock.today() == clock.office_date(clock.now()) == WORKING_DAY
    assert clock.real_now().year > WORKING_DAY.year


@pytest.mark.usefixtures("running")
def test_without_a_pinned_day_business_moments_are_true_moments() -> None:
    moment = datetime(2026, 1, 31, 16, 30, tzinfo=UTC)

    assert clock.on_business_date(moment) == moment
    assert clock.today() == clock.office_date(clock.real_now())


def test_the_offices_day_begins_seven_hours_before_greenwich() -> None:
    assert clock.office_date(datetime(2024, 5, 19, 16, 59, 59, tzinfo=UTC)) == date(2024, 5, 19)
    assert clock.office_date(datetime(2024, 5, 19, 17, 0, tzinfo=UTC)) == date(2024, 5, 20)
    assert clock.start_of(date(2024, 5, 20)) == datetime(2024, 5, 19, 17, 0, tzinfo=UTC)
