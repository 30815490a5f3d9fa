"""The province sets the dates of the year and gives single units more time."""

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from ocop.audit.models import AuditEntry
from ocop.core import clock
from ocop.core.db import db
from ocop.core.errors import AlreadyThere, DomainError, NotYours, StaleEdit
from ocop.programme import queries, services
from ocop.programme.models import Milestone
from tests.factories import programme
from tests.factories.scopes import inside

Within = Callable[[str], int]


def set_due(milestone: Milestone, due: date, *, version: int, **given: object) -> None:
    usual: dict[str, object] = {"inclusive": True, "arrival_due": None, "locked": False}
    by = programme.person("ubnd-tinh", "province_officer")
    services.set_milestone(milestone, due=due, version=version, by=by, **(usual | given))  # type: ignore[arg-type]


def test_a_changed_date_is_seen_by_every_unit_and_stays_in_the_trail(within: Within) -> None:
    within("ubnd-tinh")
    milestone = programme.milestone()

    set_due(milestone, date(2024, 5, 27), version=1, inclusive=False)

    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.act == "set_milestone")).one()
    assert queries.standings(milestone.cycle_id, today=date(2024, 5, 13))[0].deadline.last_day == date(2024, 5, 26)
    assert entry.change["due"] == ["2024-05-20", "2024-05-27"]
    assert entry.change["inclusive"] == ["True", "False"]


def test_a_date_saved_as_it_stood_leaves_no_entry_and_nobody_behind(within: Within) -> None:
    within("ubnd-tinh")
    milestone = programme.milestone()

    set_due(milestone, milestone.due, version=1)

    assert milestone.version == 1
    assert db.session.scalars(select(AuditEntry).where(AuditEntry.act == "set_milestone")).all() == []


def test_two_people_who_set_the_same_date_see_both_texts(within: Within) -> None:
    within("ubnd-tinh")
    milestone = programme.milestone()
    set_due(milestone, date(2024, 5, 27), version=1)

    with pytest.raises(StaleEdit) as stale:
        set_due(milestone, date(2024, 5, 22), version=1, locked=True)

    assert (stale.value.mine["due"], stale.value.theirs["due"]) == ("22/5/2024", "27/5/2024")
    assert (stale.value.mine["closing"], stale.value.theirs["closing"]) == ("khóa sau thời hạn", "vẫn mở sau thời hạn")
    assert milestone.due == date(2024, 5, 27)


def test_the_province_cannot_want_a_plan_before_it_is_due(within: Within) -> None:
    within("ubnd-tinh")

    with pytest.raises(DomainError) as refusal:
        set_due(programme.milestone(), date(2024, 5, 20), version=1, arrival_due=date(2024, 5, 19))

    assert refusal.value.field == "arrival_due"


def test_another_provinces_date_does_not_exist(within: Within) -> None:
    unit_id = within("ubnd-tinh")
    milestone = programme.milestone()

    assert queries.milestone_of(milestone.id, province_id=unit_id) is milestone
    with pytest.raises(NotYours):
        queries.milestone_of(milestone.id, province_id=unit_id + 1)


def test_more_time_is_for_one_unit_only_with_who_and_why(within: Within) -> None:
    within("phan-thiet")
    milestone = programme.milestone()

    row = programme.extension(date(2024, 5, 24))

    standing = queries.standings(milestone.cycle_id, today=date(2024, 5, 13))[0]
    assert (standing.deadline.last_day, standing.deadline.extended) == (date(2024, 5, 24), True)
    assert row.granted_by == "province_officer.ubnd-tinh"
    assert row.reason == programme.WHY


def test_another_unit_keeps_the_ordinary_day(app: Flask, within: Within) -> None:
    with inside(app, "la-gi"):
        programme.extension(date(2024, 5, 24))

    within("phan-thiet")
    standing = queries.standings(programme.cycle().id, today=date(2024, 5, 13))[0]

    assert standing.extension is None
    assert standing.deadline.last_day == date(2024, 5, 20)


def test_a_second_extension_takes_the_place_of_the_first_and_the_trail_keeps_both(within: Within) -> None:
    within("phan-thiet")
    programme.extension(date(2024, 5, 24))

    programme.extension(date(2024, 5, 28))

    entries = db.session.scalars(
        select(AuditEntry).where(AuditEntry.act == "extend").order_by(AuditEntry.sequence)
    ).all()
    assert [entry.change["until"] for entry in entries] == [[None, "2024-05-24"], ["2024-05-24", "2024-05-28"]]


@pytest.mark.parametrize(("key", "refused", "given"), [("plan_issued", 20, 21), ("district_assessment", 31, 1)])
def test_more_time_ends_after_the_ordinary_last_day(within: Within, key: str, refused: int, given: int) -> None:
    within("phan-thiet")
    last = date(2024, 5, refused) if key == "plan_issued" else date(2024, 7, refused)
    later = date(2024, 5, given) if key == "plan_issued" else date(2024, 8, given)

    with pytest.raises(DomainError) as refusal:
        programme.extension(last, key)
    row = programme.extension(later, key)

    assert refusal.value.field == "until"
    assert row.until == later


def test_a_new_year_is_copied_with_its_dates_moved_and_its_quotations_blank(within: Within) -> None:
    within("ubnd-tinh")
    programme.task()

    made = services.new_cycle(queries.with_everything(programme.cycle().id), year=2025)

    copied = queries.milestones(made.id)
    assert [one.due for one in copied] == [date(2025, 5, 20), date(2025, 8, 1), date(2025, 10, 30)]
    assert {one.quotation for one in copied} == {""}
    assert len(queries.targets(made.id)) == 1
    assert len(queries.tasks(made.id)) == 1


def test_a_year_is_made_once(within: Within) -> None:
    within("ubnd-tinh")
    source = queries.with_everything(programme.cycle().id)
    services.new_cycle(source, year=2025)

    with pytest.raises(AlreadyThere):
        services.new_cycle(source, year=2025)


def test_today_falls_into_the_latest_year_that_has_begun(within: Within) -> None:
    within("ubnd-tinh")
    services.new_cycle(queries.with_everything(programme.cycle().id), year=2025)

    found = [queries.current_cycle(day) for day in (date(2024, 1, 1), date(2024, 12, 31), date(2025, 6, 1))]

    assert [one.year if one else None for one in found] == [2024, 2024, 2025]
    assert clock.today() == date(2024, 5, 13)
