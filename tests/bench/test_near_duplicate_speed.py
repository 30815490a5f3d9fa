"""One check for nearly the same name among the 100,000 names of a country (bound of the design: 50 ms)."""

import random
from collections.abc import Iterator
from statistics import median

import pytest
from sqlalchemy import delete, insert

from ocop.core.db import db
from ocop.core.text.normal import fold
from ocop.products import queries, rules
from ocop.products.models import ProductName, ProductNameMark
from ocop.tenancy import acting_in
from tests.bench import country
from tests.bench.test_pages_speed import Land, built
from tests.factories import world

NAMES, UNITS, LIMIT = 100_000, 2, 0.050
KINDS = (
    "Nước mắm", "Nước mắm cá cơm", "Thanh long sấy", "Thanh long sấy dẻo", "Mực một nắng", "Gạo hữu cơ", "Rượu vang",
    "Trà hoa", "Mật ong rừng", "Bánh tráng", "Yến sào", "Sầu riêng cấp đông", "Hạt điều rang muối", "Tương ớt", "Chả cá",
)  # fmt: skip
FIRST = "Bà Ông Cô Chú Minh Đức Hòa Phú Sơn Tân Hàm Liên Thiên Hoàng Tư Tuấn Thúy An Đông Mũi"
SECOND = "Hai Sáu Lệ Oanh Quý Tuyết Ân Lan Diễm Né Tiến Hương Rí Cú Giang Hiền Bình Hà Lộc Thành"
ENDS = ("", "40 độ đạm", "30 độ đạm", "loại 1", "truyền thống", "500g", "hữu cơ", "số 2")


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def land(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Land]:
    made = built(request.param, tmp_path_factory.mktemp("names"), "names", _fill, units=UNITS)
    yield made
    with made.app.app_context():
        db.engine.dispose()


def _fill() -> None:
    country.fill(db.engine, units=UNITS, products_each=1)
    unit, draw = world.unit_id("unit-1"), random.Random(2024)
    db.session.execute(delete(ProductName))
    names = [fold(_name(draw)) for _ in range(NAMES)]
    rows = [{"id": n, "product_id": n, "unit_id": unit, "folded": name} for n, name in enumerate(names, start=1)]
    db.session.execute(insert(ProductName), rows)
    said = [(n, rules.folded_words(name)) for n, name in enumerate(names, start=1)]
    marks = [{"name_id": n, "mark": mark, "size": len(words)} for n, words in said for mark in rules.marks(words)]
    db.session.execute(insert(ProductNameMark), marks)
    db.session.commit()


def _name(draw: random.Random) -> str:
    return f"{draw.choice(KINDS)} {draw.choice(FIRST.split())} {draw.choice(SECOND.split())} {draw.choice(ENDS)}"


@pytest.mark.parametrize(
    "name", ["Nước mắm Bà Hai 40 độ đạm", "NUOC MAM BA HAI 40", "Thanh long sấy", "Mực một nắng Mũi Né"]
)
def test_a_check_among_100000_names(benchmark, land: Land, name: str):
    with land.app.app_context(), acting_in(world.unit_id("unit-2")):
        benchmark.pedantic(lambda: queries.similar(name), rounds=15, warmup_rounds=2)

    assert median(benchmark.stats.stats.data) <= LIMIT
