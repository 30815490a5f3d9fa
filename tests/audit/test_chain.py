"""The trail cannot be changed unseen: the database refuses it, and a broken chain names its first broken entry."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import DBAPIError

from ocop import audit
from ocop.audit import queries
from ocop.audit.queries import Chain
from ocop.audit.rules import Fault
from ocop.audit.services import Deed, record_many
from ocop.core.db import db
from ocop.tenancy import acting_in
from tests.conftest import Store
from tests.factories import world

DROPPED = {
    "sqlite": ("drop trigger audit_entries_no_update", "drop trigger audit_entries_no_delete"),
    "postgresql": ("drop trigger audit_entries_no_change on audit_entries",),
}


@pytest.fixture
def written(app: Flask) -> int:
    """Five entries of Phan Thiết and two of La Gi; returns Phan Thiết's key."""
    write(app, "la-gi", 2)
    return write(app, "phan-thiet", 5)


@pytest.fixture
def owner(store: Store, app: Flask) -> Iterator[Engine]:
    """The owner of the tables, behind the application's back."""
    engine = create_engine(store.environ["OCOP_DATABASE_OWNER_URL"])
    yield engine
    engine.dispose()


def write(app: Flask, slug: str, count: int) -> int:
    """So many entries in a unit's chain, each in its own transaction; returns the unit's key."""
    with app.app_context():
        unit_id = world.unit_id(slug)
        for number in range(count):
            with acting_in(unit_id):
                audit.record(
                    audit.System(), "add", "producers", name=f"Cơ sở {number}", change={"name": (None, "Cơ sở")}
                )
    return unit_id


def chain_of(app: Flask, unit_id: int) -> Chain:
    """The state of a unit's chain."""
    with app.app_context(), acting_in(unit_id):
        return queries.chain()


def tamper(owner: Engine, store: Store, *statements: str) -> None:
    """Change the trail as only somebody with the owner's rights can: without the triggers."""
    with owner.begin() as connection:
        for statement in (*DROPPED[store.dialect], *statements):
            connection.execute(text(statement))


def test_a_chain_that_nobody_touched_is_whole(app: Flask, written: int) -> None:
    chain = chain_of(app, written)

    assert (chain.length, chain.broken_at, chain.fault) == (5, None, None)


def test_many_acts_recorded_together_are_links_of_the_same_chain(app: Flask, written: int) -> None:
    deeds = [Deed("change", "producers", number, f"Cơ sở {number}", {"note": (None, "x")}) for number in range(3)]
    with app.app_context(), acting_in(written):
        record_many(audit.System(), deeds)
    write(app, "phan-thiet", 1)

    chain = chain_of(app, written)

    assert (chain.length, chain.broken_at, chain.fault) == (9, None, None)


def test_a_unit_without_a_trail_has_an_empty_whole_chain(app: Flask) -> None:
    chain = chain_of(app, write(app, "phu-quy", 0))

    assert (chain.length, chain.fault) == (0, None)


@pytest.mark.parametrize(
    ("statement", "place", "fault"),
    [
        ("update audit_entries set actor = 'ai khác' where tenant_id = {unit} and sequence = 3", 3, Fault.CHANGED),
        ("update audit_entries set change = '{{}}' where tenant_id = {unit} and sequence = 2", 2, Fault.CHANGED),
        (
            "update audit_entries set at = '2024-01-01 00:00:00+00' where tenant_id = {unit} and sequence = 1",
            1,
            Fault.CHANGED,
        ),
        ("update audit_entries set thing_id = 7 where tenant_id = {unit} and sequence = 5", 5, Fault.CHANGED),
        ("delete from audit_entries where tenant_id = {unit} and sequence = 2", 2, Fault.MISSING),
        ("delete from audit_entries where tenant_id = {unit} and sequence = 1", 1, Fault.MISSING),
        ("delete from audit_entries where tenant_id = {unit} and sequence > 3", 4, Fault.CUT),
        ("delete from audit_entries where tenant_id = {unit}", 1, Fault.CUT),
    ],
)
def test_the_first_broken_entry_is_named(
    app: Flask, store: Store, owner: Engine, written: int, statement: str, place: int, fault: Fault
) -> None:
    if store.dialect == "sqlite":
        statement = statement.replace("+00'", ".000000'")
    tamper(owner, store, statement.format(unit=written))

    chain = chain_of(app, written)

    assert (chain.broken_at, chain.fault, chain.length) == (place, fault, place - 1)


def test_an_entry_with_a_seal_of_its_own_making_breaks_at_the_next(
    app: Flask, store: Store, owner: Engine, written: int
) -> None:
    with app.app_context(), acting_in(written):
        entry = db.session.scalars(db.select(queries.AuditEntry).where(queries.AuditEntry.sequence == 3)).one()
        db.session.expunge(entry)
    entry.actor = "ai khác"
    tamper(
        owner, store,
        f"update audit_entries set actor = 'ai khác', digest = '{entry.seal()}' where tenant_id = {written} and sequence = 3",
    )  # fmt: skip

    chain = chain_of(app, written)

    assert (chain.broken_at, chain.fault) == (4, Fault.CHANGED)


def test_one_units_broken_chain_leaves_the_others_whole(app: Flask, store: Store, owner: Engine, written: int) -> None:
    tamper(owner, store, f"delete from audit_entries where tenant_id = {written} and sequence = 2")

    assert chain_of(app, write(app, "la-gi", 1)).fault is None


@pytest.mark.parametrize("statement", ["update audit_entries set act = 'x'", "delete from audit_entries"])
def test_the_serving_role_cannot_change_or_remove_an_entry(
    app: Flask, store: Store, written: int, statement: str
) -> None:
    serving = create_engine(store.environ["OCOP_DATABASE_URL"])

    with serving.connect() as connection:
        if store.dialect == "postgresql":
            connection.execute(text("select set_config('app.unit', :unit, true)"), {"unit": str(written)})
        with pytest.raises(DBAPIError, match="never changed"):
            connection.execute(text(statement))

    serving.dispose()
    assert chain_of(app, written).length == 5


def test_the_serving_role_cannot_empty_the_trail(store: Store, written: int) -> None:
    if store.dialect != "postgresql":
        pytest.skip("SQLite has no truncate")
    serving = create_engine(store.environ["OCOP_DATABASE_URL"])

    with serving.connect() as connection, pytest.raises(DBAPIError):
        connection.execute(text("truncate audit_entries cascade"))

    serving.dispose()


def test_many_writers_at_once_make_one_whole_chain(app: Flask) -> None:
    with app.app_context():
        unit_id = world.unit_id("phan-thiet")

    with ThreadPoolExecutor(max_workers=8) as pool:
        list(pool.map(lambda _: write(app, "phan-thiet", 5), range(8)))

    chain = chain_of(app, unit_id)
    assert (chain.length, chain.fault) == (40, None)


def test_what_is_undone_leaves_no_entry_and_no_gap(app: Flask, written: int) -> None:
    def fail() -> None:
        with app.app_context(), acting_in(written):
            audit.record(audit.System(), "add", "producers", name="Cơ sở hỏng")
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    write(app, "phan-thiet", 1)

    assert chain_of(app, written) == Chain(6, chain_of(app, written).last_seal)


def test_the_terminal_says_that_all_chains_are_whole(app: Flask, written: int) -> None:
    result = app.test_cli_runner().invoke(args=["ocop", "verify-audit"])

    assert result.exit_code == 0
    assert "phan-thiet: nguyên vẹn, 5 mục" in result.output
    assert "la-gi: nguyên vẹn, 2 mục" in result.output


def test_the_terminal_names_the_first_broken_entry_of_each_unit(
    app: Flask, store: Store, owner: Engine, written: int
) -> None:
    tamper(
        owner,
        store,
        f"update audit_entries set actor = 'ai khác' where tenant_id = {written} and sequence = 3",
        f"delete from audit_entries where tenant_id <> {written} and sequence = 2",
    )

    result = app.test_cli_runner().invoke(args=["ocop", "verify-audit"])

    assert result.exit_code == 1
    assert "phan-thiet: HỎNG tại mục số 3" in result.output
    assert "la-gi: HỎNG tại mục số 2" in result.output
    assert "ubnd-tinh: nguyên vẹn" in result.output
