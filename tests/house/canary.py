"""One row in every owned table of a unit, its texts marked, so that a leak of any of them is seen."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum

from flask import Flask
from sqlalchemy import JSON, Boolean, Date, Enum, ForeignKeyConstraint, Integer, Numeric, String, inspect, select
from sqlalchemy.orm import Mapper
from sqlalchemy.sql.schema import Column, Table

from ocop.core import clock
from ocop.core.db import Base, Moment, db
from ocop.plans.rules.figures import Figures
from ocop.tenancy import acting_in
from ocop.tenancy.shapes import mappers
from tests.factories import world

FIXED: Mapping[str, object] = {
    "attachments.kind": "application/pdf",
    "attachments.sha256": "0" * 64,
    "documents.content": "{}",
    "number_series.year": 2024,
    "documents.year": 2024,
    "recognitions.stars": 3,
    "recognitions.decision_precision": "day",
    "recognitions.stated_expiry": "2027-05-10",
    "plan_receipts.figures": Figures(new=1, upgrade=0, reassessment=0).dump(),
    "registrations.expected_stars": 3,
    "registrations.quarter": 3,
    "register_imports.answers": {},
    "products.local_share": Decimal(50),
    "product_outputs.year": 2024,
    "producer_revenues.year": 2024,
    "chain_links.partner_name": None,
}
LEFT_OUT = frozenset({"audit_entries", "audit_heads"})


def mark(slug: str) -> str:
    """The text that only this unit's rows carry."""
    return f"BIMAT{slug.replace('-', '').upper()}"


def plant(app: Flask, slug: str) -> dict[str, int]:
    """Put one marked row of the unit into every owned table; returns their keys by table."""
    with app.app_context():
        unit_id = world.unit_id(slug)
    made: dict[str, int] = {}
    with app.app_context(), acting_in(unit_id):
        for mapper in _in_order():
            table = mapper.local_table
            assert isinstance(table, Table)
            row = mapper.class_(**_values(mapper, table, slug, made))
            db.session.add(row)
            db.session.flush()
            made[table.name] = row.id
    return made


def _in_order() -> list[Mapper[object]]:
    """Owned classes, parents before children."""
    place = {table.name: at for at, table in enumerate(Base.metadata.sorted_tables)}
    owned = [mapper for mapper in mappers() if mapper.local_table.name not in LEFT_OUT]  # type: ignore[attr-defined]
    return sorted(owned, key=lambda mapper: place[mapper.local_table.name])  # type: ignore[attr-defined]


def _values(mapper: Mapper[object], table: Table, slug: str, made: Mapping[str, int]) -> dict[str, object]:
    found: dict[str, object] = {}
    for attribute in inspect(mapper).column_attrs:
        column = attribute.columns[0]
        if column.name in {"id", "tenant_id"}:
            continue
        target = _target(table, column)
        if target is not None:
            found[attribute.key] = made.get(target) if target in made else _first(target, column)
        else:
            found[attribute.key] = FIXED.get(f"{table.name}.{column.name}", _plain(column, table, slug))
    return found


def _target(table: Table, column: Column[object]) -> str | None:
    for constraint in table.constraints:
        if isinstance(constraint, ForeignKeyConstraint) and column.name in constraint.column_keys:
            return constraint.referred_table.name
    return None


def _first(target: str, column: Column[object]) -> int | None:
    """The first row of an un-owned table; nothing for a row of the same table or one that is not there yet."""
    mapper = next(one for one in Base.registry.mappers if one.local_table.name == target)  # type: ignore[attr-defined]
    if column.nullable:
        return None
    return db.session.scalar(select(mapper.class_.id).limit(1))


def _plain(column: Column[object], table: Table, slug: str) -> object:
    kind = column.type
    if isinstance(kind, Enum):
        assert kind.enum_class is not None
        assert issubclass(kind.enum_class, StrEnum)
        return next(iter(kind.enum_class))
    if isinstance(kind, String):
        return f"{mark(slug)}-{table.name}-{column.name}"
    if isinstance(kind, Boolean):
        return False
    if isinstance(kind, Moment):
        return None if column.nullable else clock.now()
    if isinstance(kind, Date):
        return date(2024, 5, 10)
    if isinstance(kind, (Integer, Numeric)):
        return 1
    assert isinstance(kind, JSON), f"{table.name}.{column.name}: say in the canary what a {kind} holds"
    return {}
