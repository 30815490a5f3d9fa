"""The ticked producers of the list as a file, in the columns that a person chose."""

from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook

from ocop.core.db import db
from tests.factories.producers import producer
from tests.factories.scopes import inside

ClientOf = Callable[..., FlaskClient]
CANARY = "Hộ kinh doanh Hoàng Yến"
EXPORT = "/phan-thiet/chu-the/chon/xuat-excel"


@pytest.fixture
def two(app: Flask) -> list[int]:
    """Two producers of Phan Thiết."""
    with inside(app, "phan-thiet"):
        made = [producer(name) for name in ("Cơ sở Bà Hai", "Cơ sở Hoa Sen")]
        db.session.flush()
        return [one.id for one in made]


def column(data: bytes) -> list[object]:
    return [row[0].value for row in load_workbook(BytesIO(data)).active.iter_rows()]


def test_the_file_holds_the_ticked_producers_only(client_of: ClientOf, two: list[int]) -> None:
    answer = client_of("phan-thiet").post(EXPORT, data={"chon": two[:1]})

    assert column(answer.data) == ["Tên chủ thể", "Cơ sở Bà Hai"]


def test_the_file_holds_everything_that_the_filter_leaves(client_of: ClientOf, two: list[int]) -> None:
    answer = client_of("phan-thiet").post(f"{EXPORT}?tim=hoa+sen", data={"tat-ca": "1"})

    assert column(answer.data) == ["Tên chủ thể", "Cơ sở Hoa Sen"]


def test_another_units_producer_is_never_in_the_file(app: Flask, client_of: ClientOf, two: list[int]) -> None:
    with inside(app, "la-gi"):
        foreign = producer(CANARY)
        db.session.flush()
        key = foreign.id
    client = client_of("phan-thiet")

    ticked = client.post(EXPORT, data={"chon": [*two, key]})
    everything = client.post(EXPORT, data={"tat-ca": "1"})

    assert ticked.status_code == 404
    assert CANARY not in ticked.text
    assert CANARY not in column(everything.data)


def test_the_file_follows_the_columns_that_were_chosen(client_of: ClientOf, two: list[int]) -> None:
    client = client_of("phan-thiet")
    client.post("/tai-khoan/cot/producers", data={"cot": ["nu", "dia-chi"], "thu-tu-nu": "1"})

    sheet = load_workbook(BytesIO(client.post(EXPORT, data={"chon": two}).data)).active

    assert [cell.value for cell in next(sheet.iter_rows())] == ["Tên chủ thể", "Lao động nữ", "Địa chỉ"]
