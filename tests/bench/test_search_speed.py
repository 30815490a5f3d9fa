"""A search through what one unit's 2,000 documents say, of 20,000 in ten units (bound: 100 ms for a page of hits)."""

import random
import sys
from collections.abc import Iterator
from statistics import median
from typing import Any

import pytest
from sqlalchemy import text

from ocop.core import clock
from ocop.core.db import db
from ocop.core.text.normal import fold
from ocop.documents import queries
from ocop.documents.rules import State, words_once
from ocop.tenancy import IssuingBody, acting_in
from ocop.ui.listing import ListQuery
from tests.bench import country
from tests.bench.test_pages_speed import Land, built
from tests.factories import world

UNITS, EACH, WORDS, LINE = 10, 2_000, 1_500, 18
"""Three pages of an official document have some 1,500 syllables."""

LIMIT = 0.100
STARTS = "b c ch d đ g h k kh l m n ng nh ph qu r s t th tr v x"
ENDS = "an ân anh ao ay âu e em ên i inh o oi ông ôn ơn u ung ưa ương y yên"
SEARCHES = {
    "a rare word": "khuya",
    "a frequent word": "hoi",
    "three words": "hoi dong tinh",
    "a rare phrase": '"san xuat nuoc mam"',
    "a phrase of frequent words": '"hoi dong tinh"',
    "what nobody says": "zzz",
}
KNOWN = (
    "hội đồng tỉnh xã phường sản xuất nước mắm chương trình kế hoạch đánh giá phân hạng công nhận hồ sơ chủ thể của và các "
    "được có trong năm theo về cho thực hiện đơn vị quy định ủy ban nhân dân phòng kinh tế triển khai hỗ trợ"
)


def syllables() -> list[str]:
    """The frequent ones first."""
    return [*KNOWN.split(), *(start + end for start in STARTS.split() for end in ENDS.split())]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def land(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Land]:
    made = built(request.param, tmp_path_factory.mktemp("search"), "search", _fill, units=UNITS)
    yield made
    with made.app.app_context():
        db.engine.dispose()


def _fill() -> None:
    country.fill(db.engine, units=UNITS, products_each=1)
    unit_ids = [world.unit_id(f"unit-{n}") for n in range(1, UNITS + 1)]
    bodies = {unit: _body(unit) for unit in unit_ids}
    db.session.commit()
    with db.engine.begin() as connection:
        country.put(connection, "documents", _documents(unit_ids, bodies))
        country.put(connection, "document_texts", _texts(unit_ids), at_once=200)
    with db.engine.begin() as connection:
        connection.execute(text("analyze"))


def _body(unit: int) -> int:
    row = IssuingBody(
        key=f"body-{unit}", unit_id=unit, kind="ubnd", name=f"Ủy ban nhân dân {unit}", issuer_lines="", place="Nơi",
        symbol="UBND", filed="", valid_from=country.SINCE,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return row.id


def _documents(unit_ids: list[int], bodies: dict[int, int]) -> Iterator[dict[str, Any]]:
    for key, unit in enumerate((unit for unit in unit_ids for _ in range(EACH)), start=1):
        yield {
            "id": key, "tenant_id": unit, "token": f"t{key}", "form": "plan", "kind": "KH", "body_id": bodies[unit],
            "subject": f"Kế hoạch {key}", "folded": f"ke hoach {key}", "symbol": "KH-UBND", "state": State.DRAFT,
            "content": "{}", "created_by": "canbo", "created_at": clock.real_now(), "version": 1,
        }  # fmt: skip


def _texts(unit_ids: list[int]) -> Iterator[dict[str, Any]]:
    draw, said = random.Random(2024), syllables()
    weights = [1 / (place + 3) for place in range(len(said))]
    for key, unit in enumerate((unit for unit in unit_ids for _ in range(EACH)), start=1):
        drawn = draw.choices(said, weights, k=WORDS)
        lines = [" ".join(drawn[start : start + LINE]) for start in range(0, WORDS, LINE)]
        if key % 100 == 0:
            lines.append("Một người thức khuya sản xuất nước mắm")
        written = "\n".join(lines)
        folded = "\n".join(map(fold, lines))
        yield {
            "id": key, "tenant_id": unit, "document_id": key, "text": written, "folded": folded,
            "words": words_once(folded),
        }  # fmt: skip


@pytest.mark.parametrize("what", SEARCHES)
def test_a_search_in_2000_documents_of_three_pages(benchmark, land: Land, what: str):
    query = ListQuery("/", text=SEARCHES[what], sort="moi", descending=True, per_page=20)
    with land.app.app_context():
        unit = world.unit_id("unit-5")
    with land.app.app_context(), acting_in(unit):
        found = benchmark.pedantic(lambda: _searched(query), rounds=9, warmup_rounds=2)

    sys.stdout.write(
        f"\n{land.dialect}: {what}: {median(benchmark.stats.stats.data) * 1000:.0f} ms, {found} documents\n"
    )
    assert median(benchmark.stats.stats.data) <= LIMIT


def _searched(query: ListQuery) -> int:
    db.session.expunge_all()
    return queries.found_in_texts(query).total
