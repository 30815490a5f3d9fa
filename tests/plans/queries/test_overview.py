"""All units' plans at a glance: one row for a unit, in one statement, for the province only."""

import pytest
from flask import Flask

from ocop.core import clock
from ocop.core.db import db
from ocop.plans import queries, services
from ocop.plans.queries import PlanRow
from ocop.plans.rules import Source, State
from ocop.plans.rules.content import Money
from ocop.tenancy import acting_in, units
from ocop.tenancy.scope import enter, over
from tests.factories import plans, world

pytestmark = pytest.mark.usefixtures("texts")


def seen(app: Flask) -> dict[int, PlanRow]:
    """What the province sees, by unit key."""
    with app.app_context():
        cycle_id, desk = plans.the_cycle().id, world.unit_id("ubnd-tinh")
        enter(over(units.family(desk)))
        return {row.unit_id: row for row in queries.overview(cycle_id)}


def test_a_unit_shows_its_plan_in_force_with_number_money_and_signed_page(app: Flask) -> None:
    with app.app_context():
        unit = world.unit_id("phan-thiet")
    with app.app_context(), acting_in(unit):
        plan = plans.draft("phan-thiet")
        money = [Money("Tập huấn", {Source.CENTRAL: 60_000_000})]
        services.save_budget(plan, lines=money, version=1, by=plans.who("phan-thiet", "officer"))
        plans.at(State.SENT, "phan-thiet")

    row = seen(app)[unit]

    assert (row.state, row.number, row.issued_on, row.funding) == (
        State.SENT,
        "87/KH-UBND",
        clock.today(),
        60_000_000,
    )
    assert row.signed_copy is not None
    assert row.replacing is None


def test_a_new_plan_that_is_being_written_is_told_beside_the_one_in_force(app: Flask) -> None:
    with app.app_context():
        unit = world.unit_id("phan-thiet")
    with app.app_context(), acting_in(unit):
        old = plans.at(State.COMMENTED, "phan-thiet")
        services.make_successor(old, supplements=False, by=plans.who("phan-thiet", "officer"), now=clock.now())

    row = seen(app)[unit]

    assert (row.state, row.replacing) == (State.COMMENTED, State.DRAFT)


def test_units_without_a_plan_have_no_row(app: Flask) -> None:
    assert seen(app) == {}


def test_the_overview_is_one_statement_however_many_units_have_plans(app: Flask, statements: list[str]) -> None:
    for slug in ("phan-thiet", "la-gi", "phu-quy"):
        with app.app_context():
            unit = world.unit_id(slug)
        with app.app_context(), acting_in(unit):
            plans.draft(slug)
    with app.app_context():
        cycle_id, desk = plans.the_cycle().id, world.unit_id("ubnd-tinh")
        enter(over(units.family(desk)))
        db.session.execute(db.select(db.literal(1)))
        statements.clear()

        rows = queries.overview(cycle_id)

    assert len(rows) == 3
    assert len(statements) == 1


def test_a_unit_sees_only_itself(app: Flask) -> None:
    with app.app_context():
        unit, other = world.unit_id("phan-thiet"), world.unit_id("la-gi")
    with app.app_context(), acting_in(other):
        plans.draft("la-gi")

    with app.app_context(), acting_in(unit):
        assert queries.overview(plans.the_cycle().id) == []


def test_a_unit_reads_the_provinces_plan_only_after_it_was_issued(app: Flask) -> None:
    with app.app_context():
        unit, desk = world.unit_id("phan-thiet"), world.unit_id("ubnd-tinh")
        cycle_id = plans.the_cycle().id
    with app.app_context(), acting_in(desk):
        plan = plans.draft("ubnd-tinh")

    with app.app_context(), acting_in(unit):
        before = queries.province_text(cycle_id, province_id=desk)
    with app.app_context(), acting_in(desk):
        services.record_issued(
            queries.plan(plan.id),
            unit=plans.unit_of("ubnd-tinh"),
            number="1578",
            dated=clock.today(),
            by=plans.who("ubnd-tinh", "clerk"),
            now=clock.now(),
        )
    with app.app_context(), acting_in(unit):
        after = queries.province_text(cycle_id, province_id=desk)

    assert before is None
    assert after is not None
    assert "220 học viên" in after.of("targets")
