"""Sums that units keep: those of a year apart from those of another and from those of none, and only one's own."""

from collections.abc import Callable

from flask import Flask
from sqlalchemy import select

from ocop.core.db import db
from ocop.programme.models import Cycle
from ocop.tallies import queries
from ocop.tallies.models import Tally
from ocop.tallies.services import keep
from tests.factories.programme import cycle
from tests.factories.scopes import inside

Within = Callable[[str], int]


def next_year() -> Cycle:
    this = cycle()
    made = Cycle(
        unit_id=this.unit_id, year=this.year + 1, name="Năm sau", period=this.period, opened_on=this.ends_on,
        ends_on=this.ends_on, recognition_months=36, legal_bases="", funding_bases="",
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    return made


def test_a_figure_of_a_year_stands_beside_those_of_another_year_and_of_none(within: Within) -> None:
    unit_id = within("phan-thiet")
    this, other = cycle().id, next_year().id

    keep("products", 4)
    keep("registrations_new", 2, cycle_id=this)
    keep("registrations_new", 7, cycle_id=other)

    assert queries.by_unit(this) == {unit_id: {"products": 4, "registrations_new": 2}}
    assert queries.by_unit(other) == {unit_id: {"products": 4, "registrations_new": 7}}
    assert queries.by_unit(this, keys=("registrations_new",)) == {unit_id: {"registrations_new": 2}}


def test_a_figure_counted_again_takes_the_place_of_the_old_one(within: Within) -> None:
    unit_id = within("phan-thiet")

    for counted in (4, 5):
        keep("products", counted)

    assert queries.by_unit(cycle().id) == {unit_id: {"products": 5}}
    assert len(db.session.scalars(select(Tally)).all()) == 1


def test_a_unit_sees_its_own_figures_only(app: Flask, within: Within) -> None:
    with inside(app, "la-gi"):
        keep("products", 9)
    unit_id = within("phan-thiet")
    keep("products", 4)

    assert queries.by_unit(cycle().id) == {unit_id: {"products": 4}}
