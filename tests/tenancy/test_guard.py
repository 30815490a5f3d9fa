"""Every shape in which rows of another unit could leak past the guard."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import Select, delete, exists, func, insert, literal, select, text, union, update
from sqlalchemy.orm import aliased, selectinload

from ocop.core.db import db
from ocop.core.text.normal import fold
from ocop.core.text.order import vietnamese_key
from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.tenancy import Unit, acting_in, window
from ocop.tenancy.scope import ScopeClosed, ScopeMissing, ScopeSwitched, enter, of_unit, over
from ocop.tenancy.shapes import Unguarded
from tests.factories import world

Within = Callable[[str], int]


def producer(name: str) -> Producer:
    return Producer(name=name, folded=fold(name), sort_key=vietnamese_key(name))


@pytest.fixture
def two(app: Flask) -> dict[str, int]:
    """One producer in each of two units; the keys of the producers by unit."""
    made = {}
    with app.app_context():
        units = {slug: world.unit_id(slug) for slug in ("phan-thiet", "la-gi")}
    for slug, unit_id in units.items():
        with app.app_context(), acting_in(unit_id):
            row = producer(f"Cơ sở {slug}")
            db.session.add(row)
            db.session.flush()
            made[slug] = row.id
    return made


def test_without_a_scope_a_statement_on_owned_rows_is_refused(app: Flask) -> None:
    with app.app_context(), pytest.raises(ScopeMissing):
        db.session.execute(select(Producer)).all()


_other = aliased(Producer)
_inner = select(Producer).subquery()
_named = select(Producer).cte()

NARROWED: dict[str, Callable[[int], Select[*tuple[object, ...]]]] = {
    "entity": lambda key: select(Producer).where(Producer.id == key),
    "column": lambda key: select(Producer.id).where(Producer.id == key),
    "alias": lambda key: select(_other.id).where(_other.id == key),
    "subquery": lambda key: select(_inner.c.id).where(_inner.c.id == key),
    "common table": lambda key: select(_named.c.id).where(_named.c.id == key),
    "aliased subquery": lambda key: select(aliased(Producer, _inner)).where(_inner.c.id == key),
    "scalar subquery": lambda key: select(Unit.id).where(
        Unit.slug == "phan-thiet",
        select(func.count(Producer.id)).where(Producer.id == key).scalar_subquery() > 0,
    ),
    "exists": lambda key: select(Unit.id).where(Unit.slug == "phan-thiet", exists().where(Producer.id == key)),
    "exists of literal": lambda key: select(literal(1)).where(exists(select(Producer.id).where(Producer.id == key))),
    "in": lambda key: select(Unit.id).where(literal(key).in_(select(Producer.id)), Unit.slug == "phan-thiet"),
    "join": lambda key: select(Unit.id).join(Producer, Producer.tenant_id == Unit.id).where(Producer.id == key),
    "union": lambda key: select(
        union(select(Producer.id).where(Producer.id == key), select(Producer.id).where(Producer.id == -1))
        .subquery()
        .c.id
    ),
    "from statement": lambda key: select(Producer).from_statement(
        union(select(Producer).where(Producer.id == key), select(Producer).where(Producer.id == -1))
    ),
}


@pytest.mark.parametrize("shape", NARROWED)
def test_a_statement_sees_only_the_rows_of_its_scope(shape: str, two: dict[str, int], within: Within) -> None:
    within("phan-thiet")

    own = db.session.execute(NARROWED[shape](two["phan-thiet"])).all()
    foreign = db.session.execute(NARROWED[shape](two["la-gi"])).all()

    assert len(own) == 1
    assert foreign == []


@pytest.mark.parametrize("counting", [select(func.count()).select_from(Producer), select(func.count(Producer.id))])
def test_a_count_counts_only_the_scope(
    counting: Select[*tuple[object, ...]], two: dict[str, int], within: Within
) -> None:
    within("phan-thiet")

    assert db.session.scalar(counting) == 1


def test_a_foreign_row_is_not_found_by_its_key(two: dict[str, int], within: Within) -> None:
    within("phan-thiet")

    assert db.session.get(Producer, two["la-gi"]) is None
    assert db.session.get(Producer, two["phan-thiet"]) is not None


def test_a_relationship_load_is_narrowed_too(two: dict[str, int], within: Within) -> None:
    unit_id = within("phan-thiet")
    db.session.add(Product(producer_id=two["phan-thiet"], name="Mắm", folded="mam", sort_key="mam", tenant_id=unit_id))
    db.session.flush()
    db.session.expire_all()

    product = db.session.scalars(select(Product).options(selectinload(Product.producer))).one()

    assert product.producer.id == two["phan-thiet"]


TABLE = Producer.__table__
REFUSED: dict[str, Callable[[], object]] = {
    "core select": lambda: select(TABLE),
    "core exists": lambda: select(exists().where(Producer.id == 1)),
    "bare column": lambda: select(Unit.id).where(Unit.id.in_(select(TABLE.c.id))),
    "bare join": lambda: select(Unit.id).join(TABLE, literal(True)),
    "bare alias": lambda: select(Unit.id).select_from(TABLE.alias()),
    "bare alias column": lambda: select(Unit.id, TABLE.alias().c.id),
    "text": lambda: text("select * from producers"),
    "text inside": lambda: select(Producer).from_statement(text("select * from producers")),
    "text column": lambda: select(text("producers.id")).select_from(Producer),
    "core update": lambda: update(TABLE).values(name="x"),
    "core delete": lambda: delete(TABLE),
    "insert": lambda: insert(Producer).values(name="x"),
    "update of tenant": lambda: update(Producer).values(tenant_id=1),
    "update of tenant by attribute": lambda: update(Producer).values({Producer.tenant_id: 1}),
}


@pytest.mark.parametrize("shape", REFUSED)
def test_a_statement_that_cannot_be_narrowed_is_refused(shape: str, within: Within) -> None:
    within("phan-thiet")

    with pytest.raises(Unguarded):
        db.session.execute(REFUSED[shape]())  # type: ignore[call-overload]


@pytest.mark.parametrize("method", ["bulk_save_objects", "bulk_insert_mappings", "bulk_update_mappings"])
def test_the_bulk_methods_are_refused(method: str, within: Within) -> None:
    within("phan-thiet")

    with pytest.raises(RuntimeError, match="bypasses the tenant guard"):
        getattr(db.session(), method)([])


def test_an_update_touches_only_the_scope(app: Flask, two: dict[str, int], within: Within) -> None:
    within("phan-thiet")

    changed = db.session.execute(update(Producer).values(note="x"))

    assert changed.rowcount == 1


def test_a_delete_touches_only_the_scope(two: dict[str, int], within: Within) -> None:
    within("phan-thiet")

    gone = db.session.execute(delete(Producer))

    assert gone.rowcount == 1


def test_a_new_row_takes_the_scopes_unit(within: Within) -> None:
    unit_id = within("phan-thiet")
    row = producer("Mới")

    db.session.add(row)
    db.session.flush()

    assert row.tenant_id == unit_id


def test_a_row_made_for_another_unit_is_refused(within: Within) -> None:
    within("phan-thiet")
    row = producer("Mới")
    row.tenant_id = world.unit_id("la-gi")
    db.session.add(row)

    with pytest.raises(ScopeClosed):
        db.session.flush()


def test_a_row_is_never_relabelled(two: dict[str, int], within: Within) -> None:
    within("phan-thiet")
    row = db.session.get_one(Producer, two["phan-thiet"])
    row.tenant_id = world.unit_id("la-gi")

    with pytest.raises(ScopeClosed):
        db.session.flush()


def test_a_row_relabelled_and_back_in_name_only_is_still_refused(app: Flask, two: dict[str, int]) -> None:
    with app.app_context():
        foreign = world.unit_id("la-gi")
        enter(of_unit(foreign, writable=True))
        row = db.session.get_one(Producer, two["la-gi"])
        db.session.expunge(row)
    with app.app_context():
        own = world.unit_id("phan-thiet")
        enter(of_unit(own, writable=True))
        db.session.add(row)
        row.tenant_id = own

        with pytest.raises(ScopeClosed):
            db.session.flush()


def test_a_reading_scope_refuses_writes(app: Flask) -> None:
    with app.app_context():
        enter(of_unit(world.unit_id("phan-thiet"), writable=False))
        db.session.add(producer("Mới"))

        with pytest.raises(ScopeClosed):
            db.session.flush()


def test_a_reading_scope_refuses_updates_in_bulk(app: Flask, two: dict[str, int]) -> None:
    with app.app_context():
        enter(of_unit(world.unit_id("phan-thiet"), writable=False))

        with pytest.raises(ScopeClosed):
            db.session.execute(update(Producer).values(note="x"))


def test_a_session_never_switches_its_scope(app: Flask) -> None:
    with app.app_context():
        enter(of_unit(world.unit_id("phan-thiet"), writable=True))

        with pytest.raises(ScopeSwitched):
            enter(of_unit(world.unit_id("la-gi"), writable=True))


def test_a_child_cannot_hang_below_another_units_row(two: dict[str, int], within: Within) -> None:
    from sqlalchemy.exc import IntegrityError

    within("phan-thiet")
    db.session.add(Product(producer_id=two["la-gi"], name="Mắm", folded="mam", sort_key="mam"))

    with pytest.raises(IntegrityError):
        db.session.flush()


def test_the_province_sees_all_units_and_writes_none(app: Flask, two: dict[str, int]) -> None:
    with app.app_context():
        units = frozenset({world.unit_id("phan-thiet"), world.unit_id("la-gi")})
        enter(over(units))

        assert db.session.scalar(select(func.count(Producer.id))) == 2
        db.session.add(producer("Mới"))
        with pytest.raises(ScopeClosed):
            db.session.flush()


def test_the_window_hands_out_values_and_never_rows(app: Flask, two: dict[str, int], within: Within) -> None:
    within("phan-thiet")
    units = frozenset({world.unit_id("phan-thiet"), world.unit_id("la-gi")})

    with window(units) as view:
        names = {row.name for row in view.look(select(Producer.name))}
        with pytest.raises(TypeError):
            view.look(select(Producer))

    assert names == {"Cơ sở phan-thiet", "Cơ sở la-gi"}
    assert db.session.scalar(select(func.count(Producer.id))) == 1
