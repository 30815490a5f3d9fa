"""A whole country: one top unit, N units below it, and their products, written straight into the tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Engine, insert, select, text
from sqlalchemy.orm import Session

from ocop.accounts.models import RoleGrant, User
from ocop.accounts.rules import Role
from ocop.core.db import Base
from ocop.core.text.normal import fold
from ocop.core.text.order import vietnamese_key
from ocop.tenancy.models import Unit

SINCE = date(2020, 1, 1)
NAMES = (
    "Nước mắm cá cơm", "Thanh long sấy dẻo", "Mực một nắng", "Gạo hữu cơ", "Rượu vang", "Trà hoa", "Mật ong rừng",
    "Bánh tráng", "Yến sào", "Sầu riêng cấp đông", "Hạt điều rang muối", "Gốm Chăm", "Táo xanh", "Nấm mối", "Tương ớt",
)  # fmt: skip
CHUNK = 5_000


@dataclass(frozen=True)
class Country:
    """What was made: the first unit's slug and the number of rows."""

    slug: str
    units: int
    products: int


def fill(engine: Engine, *, units: int, products_each: int) -> Country:
    """Fill an empty, migrated database; every unit gets the same number of products, three of each producer."""
    with engine.begin() as connection:
        keys = _units(connection, units)
        _people(connection, keys)
        cycle = _cycle(connection, keys[0])
        put(connection, "producers", _producers(keys[1:], products_each))
        put(connection, "products", _products(keys[1:], products_each))
        put(connection, "recognitions", _recognitions(keys[1:], products_each))
        put(connection, "tallies", _tallies(keys[1:], cycle, products_each))
    with engine.begin() as connection:
        connection.execute(text("analyze"))
    return Country("unit-1", units, units * products_each)


def put(connection: Connection, table: str, rows: Iterator[dict[str, Any]], *, at_once: int = CHUNK) -> None:
    """Write rows straight into a table, some thousands at once."""
    target = Base.metadata.tables[table]
    while chunk := list(islice(rows, at_once)):
        connection.execute(insert(target), chunk)


def _unit(slug: str, code: str, kind: str, name: str, parent: int | None) -> dict[str, Any]:
    return {
        "code": code, "kind": kind, "name": name, "folded": fold(name), "sort_key": vietnamese_key(name), "slug": slug,
        "parent_id": parent, "valid_from": SINCE,
    }  # fmt: skip


def _units(connection: Connection, count: int) -> list[int]:
    table = Base.metadata.tables["units"]
    connection.execute(insert(table), [_unit("ubnd-tinh", "0", "tinh", "Cả nước", None)])
    top = connection.execute(select(Unit.id).where(Unit.slug == "ubnd-tinh")).scalar_one()
    connection.execute(
        insert(table), [_unit(f"unit-{n}", str(1000 + n), "huyen", f"Đơn vị {n}", top) for n in range(1, count + 1)]
    )
    below = connection.execute(select(Unit.id).where(Unit.parent_id == top).order_by(Unit.id)).scalars()
    return [top, *below]


def _people(connection: Connection, keys: list[int]) -> None:
    with Session(connection, join_transaction_mode="create_savepoint") as session:
        for account, unit, role in (
            ("canbo.unit-1", keys[1], Role.OFFICER),
            ("canbo.tinh", keys[0], Role.PROVINCE_OFFICER),
        ):
            session.add(
                User(
                    username=account, name=account, unit_id=unit, password_hash="-", created_at=datetime.now(UTC),
                    folded=account, sort_key=account, grants=[RoleGrant(role=role)],
                )
            )  # fmt: skip
        session.commit()


def _cycle(connection: Connection, top: int) -> int:
    cycles = Base.metadata.tables["cycles"]
    cycle = connection.execute(
        insert(cycles).returning(cycles.c.id),
        [{
            "unit_id": top, "year": 2024, "name": "2024", "period": "2021-2025", "opened_on": date(2024, 5, 2),
            "ends_on": date(2024, 12, 31), "recognition_months": 36, "legal_bases": "", "funding_bases": "",
        }],
    ).scalar_one()  # fmt: skip
    connection.execute(
        insert(Base.metadata.tables["milestones"]),
        [{
            "cycle_id": cycle, "key": "plan_issued", "title": "Ban hành kế hoạch", "due": date(2024, 5, 20),
            "inclusive": True, "quotation": "trước ngày 20/5/2024", "locked": False, "version": 1,
        }],
    )  # fmt: skip
    return int(cycle)


def _producers(keys: list[int], products_each: int) -> Iterator[dict[str, Any]]:
    key = 0
    for unit in keys:
        for n in range((products_each + 2) // 3):
            key += 1
            name = f"Hợp tác xã số {n} của đơn vị {unit}"
            yield {
                "id": key, "tenant_id": unit, "name": name, "folded": fold(name), "sort_key": vietnamese_key(name),
                "legal_form": "htx", "public_consent": False, "version": 1,
            }  # fmt: skip


def _products(keys: list[int], products_each: int) -> Iterator[dict[str, Any]]:
    key, producers = 0, (products_each + 2) // 3
    for at, unit in enumerate(keys):
        for n in range(products_each):
            key += 1
            name = f"{NAMES[n % len(NAMES)]} {key}"
            yield {
                "id": key, "tenant_id": unit, "producer_id": at * producers + n // 3 + 1, "name": name,
                "folded": fold(name), "sort_key": vietnamese_key(name), "set_is_suggested": False,
                "fresh_or_raw": False, "version": 1,
            }  # fmt: skip


def _recognitions(keys: list[int], products_each: int) -> Iterator[dict[str, Any]]:
    key, now = 0, datetime.now(UTC)
    for unit in keys:
        for n in range(products_each):
            key += 1
            yield {
                "id": key, "tenant_id": unit, "product_id": key, "stars": 3 + n % 2, "earliest": date(2022, 6, 1 + n % 28),
                "latest": date(2022, 6, 1 + n % 28), "expires_earliest": date(2025, 6, 1 + n % 28),
                "expires_latest": date(2025, 6, 1 + n % 28), "decision_precision": "day", "stated_expired": False,
                "five_star_candidate": False, "recorded_at": now, "version": 1,
            }  # fmt: skip


def _tallies(keys: list[int], cycle: int, products_each: int) -> Iterator[dict[str, Any]]:
    figures = ("registrations_new", "registrations_upgrade", "registrations_reassessment", "plan_money")
    for unit in keys:
        for name in figures:
            yield {"tenant_id": unit, "cycle_id": cycle, "key": name, "value": 7}
        yield {"tenant_id": unit, "cycle_id": None, "key": "products", "value": products_each}
