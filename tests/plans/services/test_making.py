"""Making a plan: once for a unit and year, out of the year's text and the unit's own records."""

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import func, select

from ocop.core import clock
from ocop.core.db import db
from ocop.core.errors import WrongState
from ocop.plans import queries, services
from ocop.plans.models import Plan
from ocop.plans.queries.templates import TemplateMissing
from ocop.plans.rules import State
from ocop.registrations.rules import Kind
from ocop.tenancy import acting_in
from tests.factories import plans, world

Within = Callable[[str], int]

pytestmark = pytest.mark.usefixtures("texts")


def text(plan: Plan, key: str) -> str:
    return queries.section(plan.id, key).text


def test_a_plan_counts_the_units_own_registrations(within: Within) -> None:
    within("phan-thiet")
    plans.submitted("Nước mắm nhĩ")
    plans.submitted("Mực một nắng")
    plans.submitted("Rong nho", Kind.UPGRADE)

    plan = plans.draft("phan-thiet")

    assert "- Phát triển mới 02 sản phẩm" in text(plan, "targets")
    assert "- Hoàn thiện, nâng hạng 01 sản phẩm" in text(plan, "targets")
    assert "đánh giá lại" not in text(plan, "targets")


def test_a_unit_without_products_gets_a_plan_that_speaks_of_none(within: Within) -> None:
    within("phu-quy")

    plan = plans.draft("phu-quy")

    assert "huyện Phú Quý" in plan.subject
    assert "Phát triển mới" not in text(plan, "targets")
    assert "sản phẩm mới" not in text(plan, "content")


def test_another_units_products_are_not_counted(app: Flask) -> None:
    with app.app_context():
        phan_thiet, la_gi = world.unit_id("phan-thiet"), world.unit_id("la-gi")
    with app.app_context(), acting_in(la_gi):
        plans.submitted("Bánh tráng canary")

    with app.app_context(), acting_in(phan_thiet):
        plan = plans.draft("phan-thiet")
        said = "\n".join(one.text for one in queries.sections(plan.id))

    assert "Phát triển mới" not in said


def test_the_provinces_plan_is_made_from_its_own_text(within: Within) -> None:
    within("ubnd-tinh")

    plan = plans.draft("ubnd-tinh")

    assert "220 học viên" in text(plan, "targets")
    assert queries.activities(plan.id) == []


def test_the_years_milestones_are_the_first_lines_of_the_calendar(within: Within) -> None:
    within("la-gi")

    plan = plans.draft("la-gi")

    assert [one.period for one in queries.activities(plan.id)] == ["Trước 01/8/2024", "Trước 30/10/2024"]


def test_asking_again_gives_the_plan_that_is_there(within: Within) -> None:
    within("phan-thiet")

    first, second = plans.draft("phan-thiet"), plans.draft("phan-thiet")

    assert first.id == second.id


def test_two_officers_who_press_at_once_get_one_plan(app: Flask) -> None:
    with app.app_context():
        unit = world.unit_id("phan-thiet")

    def press() -> None:
        with app.app_context(), acting_in(unit):
            plans.draft("phan-thiet")

    refused = plans.together([press] * 4)

    with app.app_context(), acting_in(unit):
        assert db.session.scalar(select(func.count(Plan.id))) == 1
        assert len(queries.sections(queries.plans()[0].id)) == 6
    assert refused == []


def test_without_the_years_text_nothing_is_made(within: Within) -> None:
    within("phan-thiet")
    services.load_template(plans.plan_template(MINIMAL), cycle_id=plans.the_cycle().id, name="other")

    with pytest.raises(TemplateMissing):
        queries.template(plans.the_cycle().id, "nobody-loaded-this")


def test_a_new_plan_begins_as_the_one_it_replaces(within: Within) -> None:
    within("phan-thiet")
    old = plans.at(State.COMMENTED, "phan-thiet")

    new = services.make_successor(old, supplements=False, by=plans.who("phan-thiet", "officer"), now=clock.now())

    assert (new.ordinal, new.state, new.replaces_id) == (2, State.DRAFT, old.id)
    assert text(new, "content") == text(old, "content")
    assert len(queries.activities(new.id)) == len(queries.activities(old.id))


def test_asking_for_a_new_plan_twice_gives_one(within: Within) -> None:
    within("phan-thiet")
    old, officer = plans.at(State.SENT, "phan-thiet"), plans.who("phan-thiet", "officer")

    first = services.make_successor(old, supplements=False, by=officer, now=clock.now())
    second = services.make_successor(old, supplements=False, by=officer, now=clock.now())

    assert first.id == second.id


def test_a_plan_that_is_not_issued_is_not_replaced_but_mended(within: Within) -> None:
    within("phan-thiet")
    plan = plans.at(State.FOR_SIGNATURE, "phan-thiet")

    with pytest.raises(WrongState):
        services.make_successor(plan, supplements=False, by=plans.who("phan-thiet", "officer"), now=clock.now())


def test_a_draft_can_be_thrown_away_until_it_was_printed_for_a_signer(within: Within) -> None:
    within("phan-thiet")
    officer, leader = plans.who("phan-thiet", "officer"), plans.who("phan-thiet", "leader")
    plan = plans.at(State.FOR_SIGNATURE, "phan-thiet")
    services.take_back(plan, reason="Sai số liệu", by=leader, now=clock.now())

    with pytest.raises(WrongState, match="đã từng chốt"):
        services.discard(plan, by=officer)


def test_a_fresh_draft_is_thrown_away_whole(within: Within) -> None:
    within("phan-thiet")
    plan = plans.draft("phan-thiet")
    key = plan.id

    services.discard(plan, by=plans.who("phan-thiet", "officer"))

    assert queries.plans() == []
    assert queries.sections(key) == []


def test_a_plan_issued_before_the_portal_is_entered_under_its_own_date(within: Within) -> None:
    within("ubnd-tinh")
    plan = plans.draft("ubnd-tinh")

    document = services.record_issued(
        plan,
        unit=plans.unit_of("ubnd-tinh"),
        number="1578",
        dated=date(2024, 5, 2),
        by=plans.who("ubnd-tinh", "clerk"),
        now=clock.now(),
    )

    assert (document.number, document.dated) == ("1578", date(2024, 5, 2))
    assert plan.state is State.ISSUED


MINIMAL = """
subject = "x"
legal_bases = []
opening = "x"
sections = []
[closing]
text = "x"
[recipients]
lines = []
kept = "VT"
"""
