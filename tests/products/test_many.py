"""Acts on the ticked products of the list, and its chosen columns."""

from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import select

from ocop.core.db import db
from ocop.products.models import Product, ProductSet
from tests.factories.products import product
from tests.factories.scopes import inside

ClientOf = Callable[..., FlaskClient]
CANARY = "Cà phê Hoàng Yến"
LIST = "/phan-thiet/san-pham"


@pytest.fixture
def two(app: Flask) -> list[int]:
    """Two products of Phan Thiết without a set."""
    with inside(app, "phan-thiet"):
        return [product(name).id for name in ("Nước mắm Bà Hai", "Thanh long sấy")]


@pytest.fixture
def of_la_gi(app: Flask) -> int:
    """A product of La Gi."""
    with inside(app, "la-gi"):
        return product(CANARY).id


@pytest.fixture
def set_id(app: Flask) -> int:
    """The product set of the world."""
    with app.app_context():
        return db.session.scalars(select(ProductSet.id).order_by(ProductSet.number)).first() or 0


def sets_of(app: Flask, slug: str = "phan-thiet") -> set[int | None]:
    with inside(app, slug):
        return set(db.session.scalars(select(Product.set_id)))


def test_a_set_is_given_to_the_ticked_products_after_a_question(
    app: Flask, client_of: ClientOf, two: list[int], set_id: int
) -> None:
    client, ticked = client_of("phan-thiet"), {"chon": two, "set_id": set_id}

    asked = client.post(f"{LIST}/chon/bo", data=ticked)
    before = sets_of(app)
    done = client.post(f"{LIST}/chon/bo", data=ticked | {"dong-y": "1"})

    assert (asked.status_code, before) == (200, {None})
    assert (done.status_code, sets_of(app)) == (302, {set_id})


@pytest.mark.parametrize(("act", "fact"), [("tem", "has_stamp"), ("nhan", "has_label")])
def test_stamp_and_label_are_noted_for_all_that_the_filter_leaves(
    app: Flask, client_of: ClientOf, two: list[int], act: str, fact: str
) -> None:
    answer = client_of("phan-thiet").post(f"{LIST}/chon/{act}?tim=thanh+long", data={"tat-ca": "1"})

    assert answer.status_code == 302
    with inside(app, "phan-thiet"):
        assert [getattr(db.session.get_one(Product, key), fact) for key in two] == [None, True]


@pytest.mark.parametrize("act", ["bo", "tem", "nhan"])
def test_another_units_product_among_the_ticked_changes_nothing(
    app: Flask, client_of: ClientOf, two: list[int], of_la_gi: int, set_id: int, act: str
) -> None:
    written = {"chon": [*two, of_la_gi], "set_id": set_id, "dong-y": "1"}

    answer = client_of("phan-thiet").post(f"{LIST}/chon/{act}", data=written)

    assert answer.status_code == 404
    assert CANARY not in answer.text
    assert sets_of(app) == sets_of(app, "la-gi") == {None}
    with inside(app, "phan-thiet"):
        assert set(db.session.scalars(select(Product.has_stamp))) == {None}


@pytest.mark.parametrize("act", ["bo", "tem", "nhan"])
def test_whoever_only_looks_changes_no_ticked_product(
    client_of: ClientOf, two: list[int], set_id: int, act: str
) -> None:
    answer = client_of("phan-thiet", "viewer").post(f"{LIST}/chon/{act}", data={"chon": two, "set_id": set_id})

    assert answer.status_code == 403


def test_page_and_file_of_products_show_the_chosen_columns(client_of: ClientOf, two: list[int]) -> None:
    client = client_of("phan-thiet")

    client.post("/tai-khoan/cot/products", data={"cot": ["xa", "ma-vach"], "thu-tu-ma-vach": "1", "thu-tu-xa": "2"})
    sheet = load_workbook(BytesIO(client.get(f"{LIST}/xuat-excel").data)).active
    heads = [cell.value for cell in next(sheet.iter_rows())]

    assert heads == ["Tên sản phẩm", "Mã vạch", "Xã, phường, thị trấn"]
    assert "Hạng sao</a></th>" not in client.get(f"{LIST}/").text
