"""Row-level security of PostgreSQL behind the guard: what the serving role sees when the guard is walked around."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import DBAPIError

from ocop.core.db import db
from ocop.tenancy import acting_in, wall
from ocop.tenancy.shapes import owned_tables
from tests.conftest import Store
from tests.factories import world
from tests.tenancy.test_guard import producer

pytestmark = [pytest.mark.postgres, pytest.mark.parametrize("store", ["postgresql"], indirect=True)]


@pytest.fixture
def serving(app: Flask, store: Store) -> Iterator[Connection]:
    """A raw connection of the serving role, behind which one producer of Phan Thiết lies."""
    with app.app_context():
        unit_id = world.unit_id("phan-thiet")
        with acting_in(unit_id):
            db.session.add(producer("Cơ sở Một"))
    engine = create_engine(store.environ["OCOP_DATABASE_URL"])
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def _as(connection: Connection, unit: int | None, role: str) -> None:
    connection.execute(
        text("select set_config('app.unit', :unit, true), set_config('role', :role, true)"),
        {"unit": "" if unit is None else str(unit), "role": role},
    )


def _unit(connection: Connection, slug: str) -> int:
    return int(connection.execute(text("select id from units where slug = :slug"), {"slug": slug}).scalar_one())


def test_without_a_scope_the_serving_role_sees_no_row(serving: Connection) -> None:
    assert serving.execute(text("select * from producers")).all() == []


def test_with_a_scope_the_serving_role_sees_that_units_rows(serving: Connection) -> None:
    _as(serving, _unit(serving, "phan-thiet"), "none")

    assert len(serving.execute(text("select * from producers")).all()) == 1


def test_with_another_scope_the_serving_role_sees_nothing(serving: Connection) -> None:
    _as(serving, _unit(serving, "la-gi"), "none")

    assert serving.execute(text("select * from producers")).all() == []


def test_the_scope_ends_with_the_transaction(serving: Connection) -> None:
    _as(serving, _unit(serving, "phan-thiet"), "none")
    serving.commit()

    assert serving.execute(text("select * from producers")).all() == []


def test_the_serving_role_cannot_write_for_another_unit(serving: Connection) -> None:
    own, other = _unit(serving, "phan-thiet"), _unit(serving, "la-gi")
    _as(serving, own, "none")

    with pytest.raises(DBAPIError, match="row-level security"):
        serving.execute(text("update producers set tenant_id = :other"), {"other": other})


def test_the_provinces_role_reads_all_and_writes_nothing(serving: Connection) -> None:
    _as(serving, None, "ocop_province")

    assert len(serving.execute(text("select * from producers")).all()) == 1
    with pytest.raises(DBAPIError, match="permission denied"):
        serving.execute(text("update producers set note = 'x'"))


def test_every_owned_table_has_its_policy(serving: Connection) -> None:
    assert wall.unprotected(serving) == set()
    assert {"plans", "documents", "producers"} <= owned_tables()


def test_the_start_refuses_the_owner_of_the_tables(serving: Connection, store: Store) -> None:
    owner = create_engine(store.environ["OCOP_DATABASE_OWNER_URL"])

    with pytest.raises(wall.WallDown):
        wall.check(owner)

    owner.dispose()
