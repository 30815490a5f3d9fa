"""The pages of products, seen from the own unit and from another."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook

from ocop.products import queries, services
from ocop.ui.listing import ListQuery
from tests.factories.producers import producer
from tests.factories.products import product
from tests.factories.scopes import inside

ClientOf = Callable[..., FlaskClient]
CANARY = "Cà phê Hoàng Yến"


@pytest.fixture
def of_la_gi(app: Flask) -> int:
    """A product of La Gi."""
    with inside(app, "la-gi"):
        return product(CANARY, code="60-594-23237-01-2024").id


@pytest.fixture
def of_phan_thiet(app: Flask) -> int:
    """A product of Phan Thiết."""
    with inside(app, "phan-thiet"):
        return product("Nước mắm Bà Hai").id


def text_of(data: bytes) -> str:
    sheet = load_workbook(BytesIO(data)).active
    return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize("path", ["", "/sua"])
def test_a_district_cannot_open_another_districts_product(client_of: ClientOf, of_la_gi: int, path: str) -> None:
    response = client_of("phan-thiet").get(f"/phan-thiet/san-pham/{of_la_gi}{path}")

    assert response.status_code == 404
    assert CANARY not in response.text


def test_a_district_cannot_change_another_districts_product(client_of: ClientOf, of_la_gi: int) -> None:
    response = client_of("phan-thiet").post(
        f"/phan-thiet/san-pham/{of_la_gi}/sua", data={"name": "Khác", "producer_id": "1", "version": "1"}
    )

    assert response.status_code == 404


def test_lists_and_exports_show_the_own_units_products_only(
    client_of: ClientOf, of_la_gi: int, of_phan_thiet: int
) -> None:
    client = client_of("phan-thiet")

    page = client.get("/phan-thiet/san-pham/").text
    export = text_of(client.get("/phan-thiet/san-pham/xuat-excel").data)

    assert "Nước mắm Bà Hai" in page
    assert "Nước mắm Bà Hai" in export
    assert CANARY not in page + export


def test_a_similar_product_elsewhere_is_told_without_whose_it_is(
    app: Flask, client_of: ClientOf, of_la_gi: int
) -> None:
    with inside(app, "phan-thiet"):
        own = product("CA PHE HOANG YEN").id

    page = client_of("phan-thiet").get(f"/phan-thiet/san-pham/{own}").text

    assert "1 sản phẩm tương tự ở đơn vị khác" in page
    assert CANARY not in page
    assert "La Gi" not in page


def test_a_foreign_producer_cannot_be_chosen(app: Flask, client_of: ClientOf) -> None:
    with inside(app, "la-gi"):
        foreign = producer(CANARY).id
    with inside(app, "phan-thiet"):
        producer()

    response = client_of("phan-thiet").post(
        "/phan-thiet/san-pham/", data={"name": "Mứt dừa", "producer_id": str(foreign), "version": "1"}
    )

    assert response.status_code == 422
    assert CANARY not in response.text


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("tim=nuoc+mam", {"Nước mắm"}),
        ("tim=tu+thong", {"Nước mắm", "Thanh long sấy"}),
        ("tim=60-593-22921", {"Thanh long sấy"}),
        ("sao=4", {"Thanh long sấy"}),
        ("sao=chua", {"Nước mắm"}),
        ("tem=thieu", {"Thanh long sấy"}),
        ("bo=chua-ro", {"Nước mắm", "Thanh long sấy"}),
        ("bo=khong-phai-so", set()),
    ],
)
def test_products_are_searched_and_filtered(app: Flask, client_of: ClientOf, asked: str, shown: set[str]) -> None:
    with inside(app, "phan-thiet"):
        maker = producer("Cơ sở Tư Thông")
        product("Nước mắm", of=maker)
        starred = product("Thanh long sấy", of=maker, code="60-593-22921-01-2024")
        services.keep_stars(starred, stars=4, until=date(2025, 1, 1))

    page = client_of("phan-thiet").get(f"/phan-thiet/san-pham/?{asked}").text

    assert {name for name in ("Nước mắm", "Thanh long sấy") if f">{name}</a>" in page} == shown


def test_the_flag_of_missing_stamps_is_the_same_in_sql_and_in_python(app: Flask) -> None:
    today = date(2024, 5, 13)
    with inside(app, "phan-thiet"):
        maker = producer()
        for number, (stars, until, stamp, label) in enumerate(
            (stars, until, stamp, label)
            for stars in (None, 2, 3)
            for until in (None, today, date(2024, 5, 12))
            for stamp in (None, False, True)
            for label in (None, False, True)
        ):
            services.keep_stars(
                product(f"Sản phẩm {number}", of=maker, has_stamp=stamp, has_label=label), stars=stars, until=until
            )
        whole = ListQuery(path="/", sort="ten", per_page=500)
        flagged = ListQuery(path="/", sort="ten", per_page=500, filters={"tem": "thieu"})

        by_python = [
            one.id for one in queries.all_listed(whole, today=today) if queries.lacks_stamp_or_label(one, today=today)
        ]
        by_sql = [one.id for one in queries.listed(flagged, today=today).rows]

    assert by_sql == by_python
    assert len(by_sql) == 16


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": ""}, "Vui lòng nhập mục này."),
        ({"producer_id": ""}, "Vui lòng"),
        ({"code": "abc"}, "Mã sản phẩm chưa đúng dạng"),
        ({"local_share": "120"}, "Vui lòng nhập số từ 0 đến 100."),
        ({"local_share": "33,333"}, "Vui lòng ghi nhiều nhất 2 chữ số sau dấu phẩy."),
        ({"local_share": "nhiều"}, "Vui lòng nhập một số"),
        ({"traceability_url": "javascript:alert(1)"}, "Địa chỉ truy xuất nguồn gốc chưa đúng"),
        ({"barcode": "123"}, "Mã vạch chưa đúng"),
        ({"set_id": "999"}, "Vui lòng chọn một giá trị trong danh sách."),
    ],
)
def test_bad_input_is_answered_at_its_field_and_nothing_is_lost(
    app: Flask, client_of: ClientOf, fields: dict[str, str], sentence: str
) -> None:
    with inside(app, "phan-thiet"):
        maker = producer().id
    written = {"name": "Mứt dừa", "producer_id": str(maker), "packaging": "Hộp 500 gam", "version": "1"} | fields

    response = client_of("phan-thiet").post("/phan-thiet/san-pham/", data=written)

    assert response.status_code == 422
    assert sentence in response.text
    assert "Hộp 500 gam" in response.text


def test_a_product_is_written_down_and_corrected(app: Flask, client_of: ClientOf) -> None:
    with inside(app, "phan-thiet"):
        maker = producer().id
    client = client_of("phan-thiet")
    written = {"name": "Mứt dừa", "producer_id": str(maker), "has_stamp": "y", "local_share": "82,5", "version": "1"}

    made = client.post("/phan-thiet/san-pham/", data=written)
    address = made.headers["Location"]
    saved = client.post(f"{address}/sua", data=written | {"name": "Mứt dừa Mũi Né", "has_stamp": "n"})
    page = client.get(address).text

    assert (made.status_code, saved.status_code) == (302, 302)
    assert "Mứt dừa Mũi Né" in page
    assert "82,5%" in page


def test_two_officers_save_the_same_product(app: Flask, client_of: ClientOf, of_phan_thiet: int) -> None:
    client = client_of("phan-thiet")
    with inside(app, "phan-thiet"):
        maker = queries.product(of_phan_thiet).producer_id
    address, written = f"/phan-thiet/san-pham/{of_phan_thiet}/sua", {"producer_id": str(maker), "version": "1"}
    client.post(address, data=written | {"name": "Nước mắm của người thứ nhất"})

    second = client.post(address, data=written | {"name": "Nước mắm của người thứ hai"})

    assert second.status_code == 409
    assert "người thứ nhất" in second.text
    assert "người thứ hai" in second.text


def test_without_a_producer_the_form_says_what_to_do_first(client_of: ClientOf) -> None:
    page = client_of("phan-thiet").get("/phan-thiet/san-pham/them").text

    assert "Thêm chủ thể trước" in page


def test_the_list_takes_as_many_statements_for_many_rows_as_for_few(
    app: Flask, client_of: ClientOf, statements: list[str]
) -> None:
    client, counted = client_of("phan-thiet"), []
    for names in (range(2), range(2, 20)):
        with inside(app, "phan-thiet"):
            for number in names:
                product(f"Sản phẩm số {number}")
        client.get("/phan-thiet/san-pham/")
        statements.clear()
        client.get("/phan-thiet/san-pham/")
        counted.append(len(statements))

    assert counted[0] == counted[1]
