"""Lists and sums over all units: found without accents, filtered, paged, and as files."""

from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook

from ocop.plans.rules import State
from ocop.programme import queries as programmes
from tests.factories import plans, products, programme, registrations
from tests.factories.recognition import recognition
from tests.factories.scopes import inside

ClientOf = Callable[..., FlaskClient]


@pytest.fixture
def client(client_of: ClientOf) -> FlaskClient:
    """The province's officer."""
    return client_of("ubnd-tinh", "province_officer")


@pytest.fixture
def two_units(app: Flask) -> Iterator[None]:
    """Products of two units, one of them registered and recognised."""
    with inside(app, "phan-thiet"):
        recognition(products.product("Nước mắm Bà Hai"), date(2022, 1, 10), stars=4)
        registrations.registration(products.product("Tương ớt"))
    with inside(app, "la-gi"):
        products.product("Mực một nắng", code="=1+1")
        recognition(products.product("Nước mắm La Gi"), date(2021, 3, 1))
    return


def rows_of(response: object) -> list[tuple[object, ...]]:
    sheet = load_workbook(BytesIO(response.data)).active  # type: ignore[attr-defined]
    assert sheet is not None
    return list(sheet.iter_rows(min_row=2, values_only=True))


def test_products_of_all_units_are_found_without_accents(client: FlaskClient, two_units: None) -> None:
    page = client.get("/tinh/san-pham?tim=nuoc+mam").get_data(as_text=True)

    assert "Nước mắm Bà Hai" in page
    assert "Nước mắm La Gi" in page
    assert "Tương ớt" not in page


def test_products_are_filtered_by_unit_and_stars(client: FlaskClient, two_units: None) -> None:
    of_unit = client.get("/tinh/san-pham?don-vi=la-gi").get_data(as_text=True)
    of_stars = client.get("/tinh/san-pham?sao=4").get_data(as_text=True)
    without = client.get("/tinh/san-pham?sao=chua").get_data(as_text=True)

    assert "Nước mắm La Gi" in of_unit
    assert "Nước mắm Bà Hai" not in of_unit
    assert "Nước mắm Bà Hai" in of_stars
    assert "Nước mắm La Gi" not in of_stars
    assert "Tương ớt" in without
    assert "Nước mắm Bà Hai" not in without


def test_the_file_holds_what_the_page_is_narrowed_to(client: FlaskClient, two_units: None) -> None:
    found = rows_of(client.get("/tinh/san-pham.xlsx?don-vi=la-gi"))

    assert sorted(str(row[1]) for row in found) == ["Mực một nắng", "Nước mắm La Gi"]
    assert {row[0] for row in found} == {"La Gi"}


def test_registrations_of_all_units_are_filtered_by_kind_and_state(client: FlaskClient, two_units: None) -> None:
    new = client.get("/tinh/dang-ky?loai=new").get_data(as_text=True)
    again = client.get("/tinh/dang-ky?loai=reassessment").get_data(as_text=True)
    submitted = client.get("/tinh/dang-ky?tinh-trang=submitted").get_data(as_text=True)

    assert "Tương ớt" in new
    assert "Không có đăng ký nào khớp" in again
    assert "Không có đăng ký nào khớp" in submitted
    assert [row[1] for row in rows_of(client.get("/tinh/dang-ky.xlsx"))] == ["Tương ớt"]


def test_plans_that_left_a_desk_are_listed_and_drafts_are_not(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        plans.texts()
    with inside(app, "la-gi"):
        plans.at(State.SENT, "la-gi")
    with inside(app, "phan-thiet"):
        plans.at(State.WITH_HEAD, "phan-thiet")

    page = client.get("/tinh/ke-hoach").get_data(as_text=True)

    assert "87/KH-UBND" in page
    assert "Chờ kiểm tra nội dung" not in page
    assert [row[0] for row in rows_of(client.get("/tinh/ke-hoach.xlsx"))] == ["La Gi"]
    assert "Không có kế hoạch nào khớp" in client.get("/tinh/ke-hoach?tinh-trang=received").get_data(as_text=True)


def test_the_radar_counts_each_units_recognitions_and_adds_them_up(client: FlaskClient, two_units: None) -> None:
    rows = {str(row[0]): row[1:] for row in rows_of(client.get("/tinh/cong-nhan.xlsx"))}
    page = client.get("/tinh/cong-nhan").get_data(as_text=True)

    assert rows["Thành phố Phan Thiết"][:4] == (1, 0, 0, 0)
    assert rows["Thị xã La Gi"][:4] == (0, 0, 0, 1)
    assert rows["Huyện Phú Quý"][:4] == (0, 0, 0, 0)
    assert "36 tháng" in page


def test_targets_are_added_up_over_the_units_that_answered(app: Flask, client: FlaskClient) -> None:
    for slug, figure in (("phan-thiet", 7), ("la-gi", 5)):
        with inside(app, slug):
            target = programmes.targets(programme.cycle().id)[0]
            programme.registered(target, figure, slug)

    page = client.get("/tinh/chi-tieu").get_data(as_text=True)

    assert "12 (2/3 đơn vị)" in page
    assert "chưa có số liệu" in page


def test_shares_are_never_added_up(app: Flask, client: FlaskClient) -> None:
    with inside(app, "phan-thiet"):
        share = programme.target("share", "Tỷ lệ hợp tác xã", measure="%", lowest=35)
        programme.registered(share, 97, "phan-thiet")

    page = client.get("/tinh/chi-tieu").get_data(as_text=True)

    assert "– (1/3 đơn vị)" in page
    assert "97" not in page


@pytest.mark.parametrize("path", ["ke-hoach", "dang-ky", "san-pham", "cong-nhan", "chi-tieu"])
def test_an_empty_list_says_what_comes_next(client: FlaskClient, path: str) -> None:
    response = client.get(f"/tinh/{path}")

    assert response.status_code == 200
    assert response.get_data(as_text=True).count("<h1>") == 1


@pytest.mark.parametrize("path", ["dang-ky", "san-pham", "cong-nhan", "san-pham.xlsx"])
def test_lists_cost_the_same_however_long_they_are(
    app: Flask, client: FlaskClient, two_units: None, statements: list[str], path: str
) -> None:
    client.get(f"/tinh/{path}")
    statements.clear()
    client.get(f"/tinh/{path}")
    few = len(statements)
    with inside(app, "phu-quy"):
        officer = registrations.officer("phu-quy")
        for number in range(6):
            registrations.registration(products.product(f"Đặc sản {number}"), by=officer)
    statements.clear()

    client.get(f"/tinh/{path}")

    assert len(statements) == few
