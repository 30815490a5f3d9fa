"""Both clocks at their edges: the same on the page (Python) and in the list (SQL)."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Date, literal, null, select

from ocop.core.clock import OFFICE
from ocop.core.db import Moment, db
from ocop.programme import queries, rules
from ocop.programme.models import Extension, Milestone
from ocop.programme.rules import Timeliness, deadline

MILESTONE = date(2024, 5, 20)
IN_TIME = date(2024, 5, 13)
AFTERWARDS = date(2024, 6, 1)

days = st.dates(date(2024, 1, 1), date(2024, 12, 31))
moments = st.builds(datetime.combine, days, st.times(), st.just(OFFICE))


@pytest.fixture(autouse=True)
def server_in_utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The server stands in UTC, the office seven hours ahead."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("dated", "inclusive", "expected"),
    [
        (date(2024, 5, 19), True, Timeliness.ON_TIME),
        (date(2024, 5, 20), True, Timeliness.ON_TIME),
        (date(2024, 5, 21), True, Timeliness.LATE),
        (date(2024, 5, 19), False, Timeliness.ON_TIME),
        (date(2024, 5, 20), False, Timeliness.LATE),
        (date(2024, 5, 21), False, Timeliness.LATE),
    ],
)
def test_the_date_of_a_document_is_judged_by_the_flag_of_the_day(
    app: Flask, dated: date, inclusive: bool, expected: Timeliness
) -> None:
    limit = deadline(MILESTONE, inclusive=inclusive)

    with app.app_context():
        in_sql = db.session.scalar(select(rules.judged(literal(dated, Date), limit.last_day, today=AFTERWARDS)))

    assert limit.judge(dated, today=AFTERWARDS) is expected
    assert in_sql == expected


@pytest.mark.parametrize(
    ("sent", "inclusive", "expected"),
    [
        (datetime(2024, 5, 20, 23, 59, 59, tzinfo=OFFICE), True, Timeliness.ON_TIME),
        (datetime(2024, 5, 21, 0, 0, 0, tzinfo=OFFICE), True, Timeliness.LATE),
        (datetime(2024, 5, 19, 23, 59, 59, tzinfo=OFFICE), False, Timeliness.ON_TIME),
        (datetime(2024, 5, 20, 0, 0, 0, tzinfo=OFFICE), False, Timeliness.LATE),
    ],
)
def test_a_sending_counts_on_the_office_day_to_the_last_second(
    app: Flask, sent: datetime, inclusive: bool, expected: Timeliness
) -> None:
    limit = deadline(MILESTONE, inclusive=inclusive)

    with app.app_context():
        in_sql = db.session.scalar(
            select(rules.judged_moment(literal(sent, Moment()), limit.last_day, today=AFTERWARDS))
        )

    assert limit.judge_moment(sent.astimezone(UTC), today=AFTERWARDS) is expected
    assert in_sql == expected


@pytest.mark.parametrize(
    ("today", "inclusive", "expected"),
    [
        (date(2024, 5, 20), True, Timeliness.DUE),
        (date(2024, 5, 21), True, Timeliness.OVERDUE),
        (date(2024, 5, 19), False, Timeliness.DUE),
        (date(2024, 5, 20), False, Timeliness.OVERDUE),
    ],
)
def test_what_is_not_done_is_due_until_the_last_day_is_over(
    app: Flask, today: date, inclusive: bool, expected: Timeliness
) -> None:
    limit = deadline(MILESTONE, inclusive=inclusive)

    with app.app_context():
        in_sql = db.session.scalar(select(rules.judged(null(), limit.last_day, today=today)))

    assert limit.judge(None, today=today) is expected
    assert in_sql == expected


def test_more_time_names_its_own_last_day_and_never_shortens_the_ordinary_one() -> None:
    longer = deadline(MILESTONE, inclusive=False, extended_until=date(2024, 5, 24))
    shorter = deadline(MILESTONE, inclusive=True, extended_until=date(2024, 5, 18))

    assert (longer.last_day, longer.extended) == (date(2024, 5, 24), True)
    assert (shorter.last_day, shorter.extended) == (MILESTONE, False)


def test_a_day_that_the_province_set_for_arrival_counts_itself_whatever_the_milestone_says() -> None:
    of = Milestone(due=MILESTONE, inclusive=False, arrival_due=date(2024, 5, 25), locked=False)

    assert queries.deadline(of, None).last_day == date(2024, 5, 19)
    assert queries.arrival_deadline(of, None).last_day == date(2024, 5, 25)


def test_lateness_is_shown_and_closes_nothing_unless_the_province_locks_the_step() -> None:
    open_step = deadline(MILESTONE, inclusive=True)
    locked_step = deadline(MILESTONE, inclusive=True, locked=True)

    assert not open_step.closed(AFTERWARDS)
    assert locked_step.closed(AFTERWARDS)
    assert not locked_step.closed(MILESTONE)


def test_days_are_counted_to_the_last_day() -> None:
    limit = deadline(MILESTONE, inclusive=True)

    assert [limit.days_left(day) for day in (IN_TIME, MILESTONE, date(2024, 5, 22))] == [7, 0, -2]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    due=days, inclusive=st.booleans(), until=st.none() | days, arrival=st.none() | days, done=st.none() | days,
    sent=st.none() | moments, today=days,
)  # fmt: skip
def test_a_list_never_disagrees_with_a_page(
    within: Callable[[str], int],
    due: date,
    inclusive: bool,
    until: date | None,
    arrival: date | None,
    done: date | None,
    sent: datetime | None,
    today: date,
) -> None:
    within("phan-thiet")
    of = Milestone(due=due, inclusive=inclusive, arrival_due=arrival, locked=False)
    extended = Extension(until=until) if until else None

    judged = db.session.execute(
        select(
            queries.issued_on_time(of, literal(done, Date), literal(until, Date), today=today),
            queries.arrived_on_time(of, literal(sent, Moment()), literal(until, Date), today=today),
        )
    ).one()

    assert judged[0] == queries.deadline(of, extended).judge(done, today=today)
    assert judged[1] == queries.arrival_deadline(of, extended).judge_moment(sent, today=today)


@given(due=days, inclusive=st.booleans(), done=days)
def test_the_flag_moves_the_limit_by_exactly_one_day(due: date, inclusive: bool, done: date) -> None:
    limit = deadline(due, inclusive=inclusive)

    on_time = limit.judge(done, today=done) is Timeliness.ON_TIME

    assert on_time == (done < due + timedelta(days=int(inclusive)))
