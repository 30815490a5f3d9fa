"""Pages against their floors, measured in one run: a bare Flask "hello", the query that a page needs, a small country.

Nothing here asserts a time; `make bench` prints the table and the ratios are the promises of `design.md`, section 9.
"""

import os
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import create_engine, event, select, text
from sqlalchemy.engine import make_url

from ocop.app import create_app
from ocop.core import settings
from ocop.core.db import db
from ocop.products.models import Product
from ocop.tallies.models import Tally
from ocop.tenancy import acting_in, wall
from tests.bench import country
from tests.conftest import SERVER_URL, client_for

PRODUCTS = 142
ROUNDS = 60
TABLE: list[tuple[str, str, str]] = []


@dataclass
class Land:
    """One database filled with a country, and the application that serves it."""

    dialect: str
    units: int
    app: Flask
    environ: dict[str, str]


def _environ(folder: Path, serving: str, owner: str) -> dict[str, str]:
    return {
        "OCOP_ENV": "test", "OCOP_INSTANCE": str(folder), "OCOP_SECRET_KEY": "k" * 64, "OCOP_TODAY": "2024-05-13",
        "OCOP_DATABASE_URL": serving, "OCOP_DATABASE_OWNER_URL": owner,
    }  # fmt: skip


def built(dialect: str, folder: Path, name: str, fill: Callable[[], object], *, units: int) -> Land:
    """A new database with what `fill` puts into it as the owner of the tables, and the application that serves it."""
    url = f"sqlite:///{folder / f'{name}.sqlite3'}"
    environ = _environ(folder, url, url) if dialect == "sqlite" else _postgres(folder, name)
    making = create_app(settings.read(environ), serving=False)
    with making.app_context():
        upgrade()
        fill()
        db.engine.dispose()
    return Land(dialect, units, create_app(settings.read(environ)), environ)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def lands(request: pytest.FixtureRequest) -> Iterator[dict[int, Land]]:
    """A country of 705 units with 100,000 products, and one of 10 units, in the same database system."""
    made = {}
    folder = Path(tempfile.mkdtemp(prefix="ocop-bench-"))
    for units in (10, 705):
        fill = partial(_fill, units)
        made[units] = built(request.param, folder, str(units), fill, units=units)
    yield made
    for land in made.values():
        with land.app.app_context():
            db.engine.dispose()


def _fill(units: int) -> None:
    country.fill(db.engine, units=units, products_each=PRODUCTS)


def _postgres(folder: Path, kind: str) -> dict[str, str]:
    server = make_url(os.environ[SERVER_URL]).set(drivername="postgresql+psycopg")
    name = f"ocop_bench_{kind}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"drop database if exists {name} with (force)"))
        connection.execute(text(f"create database {name}"))
    admin.dispose()
    owner = server.set(database=name)
    serving = owner.set(username=wall.SERVING_ROLE, password=None)
    return _environ(folder, serving.render_as_string(False), owner.render_as_string(False))


def best(act: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The quiet time of an act in seconds: the median of the fastest third, after warming up."""
    for _ in range(5):
        act()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        act()
        times.append(time.perf_counter() - start)
    return statistics.median(sorted(times)[: rounds // 3])


def hello() -> Flask:
    """The smallest page that Flask can serve."""
    app = Flask("hello")
    app.add_url_rule("/", view_func=lambda: "xin chào")
    return app


def note(what: str, figure: str, promise: str) -> None:
    """Keep a row of the table."""
    TABLE.append((what, figure, promise))


def statements(app: Flask, act: Callable[[], object]) -> int:
    """How many SQL statements an act sends."""
    seen: list[str] = []

    def count(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", count)
    act()
    event.remove(engine, "before_cursor_execute", count)
    return len(seen)


LISTS = ("/unit-1/san-pham/?so-dong=50", "/unit-1/chu-the/?so-dong=50", "/unit-1/cong-nhan/?so-dong=50")


def test_a_list_of_fifty_rows_against_hello(lands: dict[int, Land]) -> None:
    land = lands[10]
    plain = hello().test_client()
    floor = best(lambda: plain.get("/"), 300)
    client = client_for(land.app, "canbo.unit-1")
    promise = 12 if land.dialect == "sqlite" else 18

    for path in LISTS:
        assert client.get(path).status_code == 200
        took = best(lambda path=path: client.get(path))
        note(
            f"{land.dialect}: {path.split('?')[0]}",
            f"{took * 1e3:.2f} ms = {took / floor:.1f} × hello",
            f"≤ × {promise}",
        )


def test_the_same_list_among_705_units(lands: dict[int, Land]) -> None:
    small, large = lands[10], lands[705]
    few, many = client_for(small.app, "canbo.unit-1"), client_for(large.app, "canbo.unit-1")
    promise = 1.15 if small.dialect == "sqlite" else 1.3

    for path in LISTS:
        counted = {
            statements(small.app, lambda path=path: few.get(path)),
            statements(large.app, lambda path=path: many.get(path)),
        }
        assert len(counted) == 1
        ratio = best(lambda path=path: many.get(path)) / best(lambda path=path: few.get(path))
        note(
            f"{small.dialect}: {path.split('?')[0]}, 705 units : 10",
            f"× {ratio:.2f}, {counted.pop()} statements",
            f"≤ × {promise}",
        )


def test_the_super_view_against_its_summary_query(lands: dict[int, Land]) -> None:
    small, large = lands[10], lands[705]
    client = client_for(large.app, "canbo.tinh")
    other = client_for(small.app, "canbo.tinh")
    assert statements(large.app, lambda: client.get("/tinh/")) == statements(small.app, lambda: other.get("/tinh/"))

    engine = create_engine(large.environ["OCOP_DATABASE_OWNER_URL"])
    query = select(Tally.tenant_id, Tally.key, Tally.value)
    with engine.connect() as connection:
        summary = best(lambda: connection.execute(query).all(), 20)
    engine.dispose()
    page = best(lambda: client.get("/tinh/"), 12)
    small_page = best(lambda: other.get("/tinh/"), 12)
    note(
        f"{large.dialect}: /tinh/ over 705 units",
        f"{page * 1e3:.0f} ms; summary query {summary * 1e3:.1f} ms; 10 units {small_page * 1e3:.1f} ms",
        "no scan of products",
    )


def test_row_level_security_against_none(lands: dict[int, Land]) -> None:
    land = lands[705]
    if land.dialect == "sqlite":
        return
    query = text("select id, name from products where tenant_id = :unit order by sort_key limit 50")
    times = {}
    for role, url in (
        ("served", land.environ["OCOP_DATABASE_URL"]),
        ("owner", land.environ["OCOP_DATABASE_OWNER_URL"]),
    ):
        engine = create_engine(url)
        with engine.connect() as connection:
            unit = connection.execute(text("select id from units where slug = 'unit-1'")).scalar_one()
            connection.execute(text("select set_config('app.unit', :unit, false)"), {"unit": str(unit)})
            times[role] = best(
                lambda connection=connection, unit=unit: connection.execute(query, {"unit": unit}).all(), 300
            )
        engine.dispose()
    note("postgresql: row-level security", f"× {times['served'] / times['owner']:.2f} of none", "≤ × 1.1")


def test_twenty_officers_save_at_once(lands: dict[int, Land]) -> None:
    land = lands[10]
    unit = _unit(land)
    times: list[float] = []
    failed: list[BaseException] = []

    def officer(number: int) -> None:
        for _ in range(20):
            start = time.perf_counter()
            try:
                with land.app.app_context(), acting_in(unit):
                    product = db.session.scalars(select(Product).order_by(Product.id).with_for_update().limit(1)).one()
                    product.version += 1
            except BaseException as error:
                failed.append(error)
            times.append(time.perf_counter() - start)
            time.sleep(0.02 + number / 1000)

    before = _version(land, unit)
    threads = [threading.Thread(target=officer, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    assert _version(land, unit) == before + 400
    slow = sorted(times)[int(len(times) * 0.99)]
    note(f"{land.dialect}: 20 officers, 400 saves", f"0 lost, p99 {slow * 1e3:.1f} ms", "0 lost, p99 ≤ 10 ms")


def _unit(land: Land) -> int:
    engine = create_engine(land.environ["OCOP_DATABASE_OWNER_URL"])
    with engine.connect() as connection:
        found = int(connection.execute(text("select id from units where slug = 'unit-1'")).scalar_one())
    engine.dispose()
    return found


def _version(land: Land, unit: int) -> int:
    with land.app.app_context(), acting_in(unit):
        return db.session.scalars(select(Product.version).order_by(Product.id).limit(1)).one()


def test_excel_out(lands: dict[int, Land]) -> None:
    land = lands[10]
    client = client_for(land.app, "canbo.unit-1")
    took = best(lambda: client.get("/unit-1/san-pham/xuat-excel").data, 6)
    note(f"{land.dialect}: export of {PRODUCTS} products", f"{took * 1e3:.0f} ms", "10,000 in ≤ 1 s")


def test_the_table() -> None:
    width = max(len(what) for what, _figure, _promise in TABLE)
    print()  # noqa: T201 - the table is what this is for
    for what, figure, promise in TABLE:
        print(f"{what:<{width}}  {figure:<60}  {promise}")  # noqa: T201

    assert TABLE
