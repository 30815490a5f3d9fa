"""Laws of the house that can be read off the database."""

from importlib import import_module

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import CheckConstraint, create_engine, text
from sqlalchemy.exc import DBAPIError

from ocop.core.db import Base
from ocop.core.settings import ROOT
from ocop.tenancy.models import Owned
from ocop.tenancy.shapes import mappers, owned_tables
from tests.conftest import Store

UNOWNED = {
    "units": "the map of the administration: the door reads it before any scope",
    "unit_names": "names of units in time, printed on anybody's old documents",
    "issuing_bodies": "letterheads stand on public pages and in other units' lists of receivers",
    "signing_blocks": "part of an issuing body",
    "users": "sign-in looks people up before any scope is known",
    "role_grants": "part of a person",
    "user_sessions": "read at the start of every request, before any scope",
    "sign_in_attempts": "counted before anybody is signed in",
    "recovery_codes": "part of a person",
    "legal_bases": "law",
    "cycles": "law: the year's programme is everybody's",
    "milestones": "law: part of the year's programme",
    "targets": "law: part of the year's programme",
    "tasks": "law: part of the year's programme",
    "guidance": "documents from above, read by every unit",
    "product_sets": "law: the sets of the rubric",
    "requirements": "law: what a dossier must hold, by edition",
    "cycle_steps": "law: the steps of the yearly cycle",
    "support_kinds": "law: what a product may be helped with",
    "set_legal_forms": "law: who may take part with which set",
    "code_patterns": "law: how codes are built under each edition of the rule",
    "traceability_hosts": "public sites, known to everybody",
    "verifications": "questions to the public page, asked by nobody in particular",
    "stamps": "what anybody may know of a document by its token",
    "product_names": "names for the near-duplicate check, without showing whose they are",
    "catalogue_entries": "the public catalogue: what everybody may see of a product in force",
    "product_name_marks": "index of the names for the near-duplicate check",
    "workers": "processes that do jobs of all units",
    "plan_templates": "law: the text that a year's plans start from",
}


@pytest.fixture(scope="module", autouse=True)
def every_room() -> None:
    """The models of all rooms are known, also where this file runs alone."""
    for models in ROOT.glob("ocop/*/models*"):
        import_module(f"ocop.{models.parent.name}.models")


def test_every_table_is_owned_or_unowned_by_a_written_reason() -> None:
    tables = set(Base.metadata.tables)
    extra = {name for name in tables - owned_tables() if name not in UNOWNED}

    assert extra == set()
    assert set(UNOWNED) <= tables


def test_every_owned_table_has_its_composite_key() -> None:
    for mapper in mappers():
        keys = {tuple(constraint.columns.keys()) for constraint in mapper.local_table.constraints}
        assert ("tenant_id", "id") in keys, mapper.local_table.name


def test_owned_tables_point_to_each_other_with_their_owner() -> None:
    bare = {
        f"{mapper.local_table.name}.{key.parent.name}"
        for mapper in mappers()
        for key in mapper.local_table.foreign_keys
        if key.column.table.name in owned_tables() and len(key.constraint.elements) < 2  # type: ignore[union-attr]
    }

    assert bare == set()


def test_the_migrations_have_one_head() -> None:
    script = ScriptDirectory(str(ROOT / "migrations"))

    assert len(script.get_heads()) == 1


def test_after_the_migrations_there_is_nothing_left_to_generate(app: Flask, store: Store) -> None:
    engine = create_engine(store.environ["OCOP_DATABASE_OWNER_URL"])
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, Base.metadata)
    engine.dispose()

    assert differences == []


def test_the_database_itself_refuses_to_change_the_trail(app: Flask, store: Store) -> None:
    engine = create_engine(store.environ["OCOP_DATABASE_OWNER_URL"])
    with engine.begin() as connection:
        unit = connection.execute(text("select id from units where slug = 'phan-thiet'")).scalar_one()
        connection.execute(
            text(
                "insert into audit_entries (tenant_id, sequence, at, actor, act, thing, thing_name, change, address,"
                " previous, digest) values (:unit, 1, '2024-05-13 00:00:00', 'a', 'b', 'c', 'd', '{}', '', '0', '1')"
            ),
            {"unit": unit},
        )
    for statement in ("update audit_entries set act = 'x'", "delete from audit_entries"):
        with engine.connect() as connection, pytest.raises(DBAPIError, match="never changed"):
            connection.execute(text(statement))
    engine.dispose()


def test_points_and_shares_are_kept_within_their_bounds_by_the_database() -> None:
    checks = [
        constraint
        for table in Base.metadata.tables.values()
        for constraint in table.constraints
        if isinstance(constraint, CheckConstraint)
    ]

    assert len(checks) >= 5


def test_no_unowned_class_leads_to_owned_rows() -> None:
    leading = {
        f"{mapper.class_.__name__}.{relationship.key}"
        for mapper in Base.registry.mappers
        if not issubclass(mapper.class_, Owned)
        for relationship in mapper.relationships
        if issubclass(relationship.mapper.class_, Owned)
    }

    assert leading == set()
