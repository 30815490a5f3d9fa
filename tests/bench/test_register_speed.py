"""Ten thousand rows of the official register: in, judged, and out again (bound of the design: import 5 s, export 1 s)."""

import io
from dataclasses import replace
from datetime import date

import pytest

from ocop.core.text.dates import PartialDate
from ocop.recognition.rules.register import Known, Recognition, read_register, read_workbook, verdicts, write_register
from ocop.recognition.rules.register.legal_forms import LegalForm
from tests.factories.registers import COMMUNES, IN_2024, gazetteer

ROWS = 10_000
PRODUCTS_OF_A_PRODUCER = 3


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
