"""Ten thousand rows of the official register: in, judged, saved, and out again (bound of the design: 5 s and 1 s)."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from time import process_time

import pytest
from flask import Flask

from ocop.app import create_app
from ocop.audit import System
from ocop.core import settings
from ocop.core.memory import uncollected
from ocop.core.text.dates import PartialDate
from ocop.recognition import queries, services
from ocop.recognition.rules.register import (
    Known,
    Recognition,
    Verdict,
    read_register,
    read_workbook,
    verdicts,
    write_register,
)
from ocop.recognition.rules.register.legal_forms import LegalForm
from ocop.tenancy import acting_in, units
from tests.factories import world
from tests.factories.registers import COMMUNES, IN_2024, gazetteer

ROWS = 10_000
PRODUCTS_OF_A_PRODUCER = 3
IN_LIMIT, OUT_LIMIT = 5.0, 1.0
CODES = ("22915", "22921", "23237")
NOW = datetime(2024, 5, 13, 2, tzinfo=UTC)


def product(number: int) -> Known:
    maker = number // PRODUCTS_OF_A_PRODUCER
    day = date(2019 + number % 5, 1 + number % 12, 1 + number % 28)
    return Known(
        key=str(number),
        product=f"Nước mắm cá cơm số {number}",
        producer=f"Hợp tác xã nông nghiệp số {maker}",
        form=LegalForm.COOPERATIVE,
        commune_code=COMMUNES[maker % 6].code,
        address=f"thôn {maker % 9}, đường Trần Hưng Đạo",
        representative=f"Người đại diện số {maker}",
        phone=f"09{maker:08}",
        group="Thực phẩm",
        stars=3,
        recognitions=(Recognition(3, PartialDate(day), f"{number % 900 + 1}/QĐ-UBND", "UBND huyện"),),
        expiry=PartialDate(replace_year(day)),
        note="ghi chú",
    )


def replace_year(day: date) -> date:
    return day.replace(year=day.year + 3)


@pytest.fixture(scope="module")
def stored() -> list[Known]:
    return [product(number) for number in range(ROWS)]


@pytest.fixture(scope="module")
def content(stored: list[Known]) -> bytes:
    target = io.BytesIO()
    write_register(stored, target, gazetteer=gazetteer(), as_of=IN_2024)
    return target.getvalue()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """An empty register of Phan Thiết."""
    environ = {
        "OCOP_ENV": "test", "OCOP_INSTANCE": str(tmp_path_factory.mktemp("register")), "OCOP_SECRET_KEY": "k" * 64,
        "OCOP_TODAY": "2024-05-13",
    }  # fmt: skip
    world.build(environ)
    return create_app(settings.read(environ))


def test_the_whole_way_in_and_out(benchmark, office: Flask, stored: list[Known]):
    """Read, judged, saved with trail, tallies and catalogue, committed; then written out: the promise of the design.

    In seconds of the processor, so that what else the machine does is not counted.
    """
    here = [replace(one, commune_code=CODES[place // 3 % 3]) for place, one in enumerate(stored)]
    with office.app_context():
        unit = units.by_slug("phan-thiet")
        assert unit is not None
        communes = queries.gazetteer(unit, IN_2024)
    file = io.BytesIO()
    write_register(here, file, gazetteer=communes, as_of=IN_2024)

    spent = []

    def take_in() -> int:
        began = process_time()
        with office.app_context(), uncollected(), acting_in(unit.id):
            judged = services.judge(file.getvalue(), unit=unit, on=IN_2024)
            services.enter(judged.outcomes, unit=unit, by=System(), now=NOW, source="so.xlsx")
        spent.append(process_time() - began)
        return judged.counts[Verdict.CREATED]

    def take_out() -> float:
        with office.app_context(), acting_in(unit.id):
            began = process_time()
            write_register(queries.known(), io.BytesIO(), gazetteer=communes, as_of=IN_2024)
            return process_time() - began

    created = benchmark.pedantic(take_in, rounds=1)
    out = min(take_out() for _ in range(3))

    assert created == ROWS
    assert max(spent) <= IN_LIMIT
    assert out <= OUT_LIMIT


def test_reading_and_parsing(benchmark, content: bytes):
    register = benchmark.pedantic(lambda: read_register(read_workbook(content), gazetteer()), rounds=3)

    assert len(register.lines) == ROWS


def test_judging_against_as_many_stored_products(benchmark, content: bytes, stored: list[Known]):
    lines = [replace(line) for line in read_register(read_workbook(content), gazetteer()).lines]

    outcomes = benchmark.pedantic(lambda: list(verdicts(lines, stored)), rounds=3)

    assert len(outcomes) == ROWS


def test_writing(benchmark, stored: list[Known]):
    def write() -> int:
        target = io.BytesIO()
        write_register(stored, target, gazetteer=gazetteer(), as_of=IN_2024)
        return target.tell()

    assert benchmark.pedantic(write, rounds=3) > ROWS
