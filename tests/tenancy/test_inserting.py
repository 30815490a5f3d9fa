"""Rows that are inserted by the thousand stay in their unit as rows that are flushed do."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from ocop.core.db import db
from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.tenancy import acting_in
from ocop.tenancy.inserting import Row, add_keyed_rows, add_rows
from ocop.tenancy.scope import ScopeClosed, ScopeMissing, enter, of_unit
from tests.factories import world

Within = Callable[[str], int]
WAYS = pytest.mark.parametrize("add", [add_rows, add_keyed_rows])


def maker(name: str, **more: object) -> Row:
    return {"name": name, "folded": name, "sort_key": name, **more}


@WAYS
def test_new_rows_take_the_scopes_unit(within: Within, add: Callable[..., object]) -> None:
    unit_id = within("phan-thiet")

    add(Producer, [maker("Một"), maker("Hai")])

    made = db.session.scalars(select(Producer).order_by(Producer.id)).all()
    assert [(row.name, row.tenant_id, row.version) for row in made] == [("Một", unit_id, 1), ("Hai", unit_id, 1)]


def test_the_keys_come_in_the_order_of_the_rows(within: Within) -> None:
    within("phan-thiet")
    names = [f"Cơ sở {number}" for number in range(2_500)]

    keys = add_keyed_rows(Producer, [maker(name) for name in names])

    found = dict(db.session.execute(select(Producer.id, Producer.name)).tuples().all())
    assert [found[key] for key in keys] == names


@WAYS
def test_without_a_scope_nothing_is_inserted(app: Flask, add: Callable[..., object]) -> None:
    with app.app_context(), pytest.raises(ScopeMissing):
        add(Producer, [maker("Một")])


@WAYS
def test_a_reading_scope_inserts_nothing(app: Flask, add: Callable[..., object]) -> None:
    with app.app_context():
        enter(of_unit(world.unit_id("phan-thiet"), writable=False))

        with pytest.raises(ScopeClosed):
            add(Producer, [maker("Một")])


@WAYS
def test_a_row_for_another_unit_is_refused(within: Within, add: Callable[..., object]) -> None:
    within("phan-thiet")
    foreign = world.unit_id("la-gi")

    with pytest.raises(ScopeClosed):
        add(Producer, [maker("Một", tenant_id=foreign)])


@WAYS
def test_a_row_below_another_units_row_is_refused(app: Flask, within: Within, add: Callable[..., object]) -> None:
    with app.app_context():
        foreign = world.unit_id("la-gi")
    with app.app_context(), acting_in(foreign):
        (theirs,) = add_keyed_rows(Producer, [maker("Của La Gi")])
    within("phan-thiet")

    with pytest.raises(IntegrityError):
        add(Product, [{"producer_id": theirs, "name": "Mắm", "folded": "mam", "sort_key": "mam"}])


@WAYS
def test_rows_that_name_different_columns_are_refused(within: Within, add: Callable[..., object]) -> None:
    within("phan-thiet")

    with pytest.raises(ValueError, match="same columns"):
        add(Producer, [maker("Một"), maker("Hai", note="x")])


def test_what_the_session_still_holds_is_written_first(within: Within) -> None:
    within("phan-thiet")
    held = Producer(**maker("Một"))
    db.session.add(held)

    (later,) = add_keyed_rows(Producer, [maker("Hai")])

    assert held.id < later
