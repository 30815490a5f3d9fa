"""What becomes of each row when units are merged is written down, for rooms that are yet to come too."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Table, UniqueConstraint

from ocop.core.db import Base
from ocop.documents.rules import State as DocumentState
from ocop.jobs.rules import State as JobState
from ocop.tenancy import succession
from ocop.tenancy.shapes import owned_tables

pytestmark = pytest.mark.usefixtures("app")
NEVER_MEET = {
    ("signature_pictures", ("user_id",)): "a person belongs to one unit",
    ("seal_pictures", ("body_id",)): "a body belongs to one unit",
}
STATES = {"documents": DocumentState, "jobs": JobState}


def moving() -> list[Table]:
    """The tables whose rows go with their unit."""
    return [Base.metadata.tables[name] for name in sorted(owned_tables() - succession.STAYS.keys())]


def keys_within_a_unit(table: Table) -> Iterator[tuple[str, ...]]:
    """The unique keys that rows of two units may share; a row of the unit's own among the columns tells them apart."""
    leading = {key.parent.name for key in table.foreign_keys if key.column.table.name in owned_tables()} | {"id"}
    uniques = [one.columns.keys() for one in table.constraints if isinstance(one, UniqueConstraint)]
    uniques += [one.columns.keys() for one in table.indexes if one.unique]
    for columns in uniques:
        if "tenant_id" in columns and not (set(columns) - {"tenant_id"}) & leading:
            yield tuple(name for name in columns if name != "tenant_id")


def test_every_key_that_two_units_may_share_has_its_rule() -> None:
    settled = {(one.table, (*one.within, one.number)) for one in succession.RENUMBERED}
    settled |= {(one.table, (one.column,)) for one in succession.EMPTIED}
    settled |= {(one.table, one.key) for one in succession.FOLDED}

    shared = {(table.name, key) for table in moving() for key in keys_within_a_unit(table)}

    assert shared == settled | NEVER_MEET.keys()


def test_every_column_that_names_a_unit_follows_or_remains_by_a_written_reason() -> None:
    naming = {
        f"{table.name}.{key.parent.name}"
        for table in Base.metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table.name == "units" and key.parent.name != "tenant_id"
    }

    assert naming == succession.FOLLOWS.keys() | succession.REMAINS.keys()
    assert not succession.FOLLOWS.keys() & succession.REMAINS.keys()


def test_only_the_trail_stays_behind() -> None:
    assert succession.STAYS.keys() == {"audit_entries", "audit_heads"}


def test_what_is_unfinished_is_named_by_states_that_exist() -> None:
    assert all(state in set(STATES[one.table]) for one in succession.UNFINISHED for state in one.states)


def test_keys_in_sentences_have_names() -> None:
    keys = {name for one in succession.FOLDED if one.notice for name in one.key}
    keys |= {name for one in succession.RENUMBERED for name in one.within}

    assert keys <= succession.LABELS.keys()
