"""The pages of producers, seen from the own unit and from another."""

from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import select

from ocop.audit import System
from ocop.audit.models import AuditEntry
from ocop.core.db import db
from ocop.producers import services
from ocop.producers.models import Producer
from ocop.producers.rules import SensitiveFacts
from tests.factories import world
from tests.factories.producers import producer
from tests.factories.scopes import inside

ClientOf = Callable[..., FlaskClient]
CANARY = "Hợp tác xã Hoàng Yến"
SECRET = "Raglai"


@pytest.fixture
def of_la_gi(app: Flask) -> int:
    """A producer of La Gi with protected facts."""
    with inside(app, "la-gi"):
        made = producer(CANARY, phone="0912345678", tax_code="0100109106")
        services.record_sensitive(made, SensitiveFacts(representative_ethnicity=SECRET), version=0, by=System())
        return made.id


@pytest.fixture
def of_phan_thiet(app: Flask) -> int:
    """A producer of Phan Thiết."""
    with inside(app, "phan-thiet"):
        return producer("Cơ sở nước mắm Bà Hai").id


def text_of(data: bytes) -> str:
    sheet = load_workbook(BytesIO(data)).active
    return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize("path", ["", "/sua", "/du-lieu-nhay-cam"])
def test_a_district_cannot_open_another_districts_producer(client_of: ClientOf, of_la_gi: int, path: str) -> None:
    response = client_of("phan-thiet").get(f"/phan-thiet/chu-the/{of_la_gi}{path}")

    assert response.status_code == 404
    assert CANARY not in response.text


@pytest.mark.parametrize("path", ["/sua", "/du-lieu-nhay-cam"])
def test_a_district_cannot_change_another_districts_producer(client_of: ClientOf, of_la_gi: int, path: str) -> None:
    response = client_of("phan-thiet").post(
        f"/phan-thiet/chu-the/{of_la_gi}{path}", data={"name": "Khác", "version": "1"}
    )

    assert response.status_code == 404


def test_lists_and_exports_show_the_own_units_producers_only(
    client_of: ClientOf, of_la_gi: int, of_phan_thiet: int
) -> None:
    client = client_of("phan-thiet")

    page = client.get("/phan-thiet/chu-the/").text
    export = text_of(client.get("/phan-thiet/chu-the/xuat-excel").data)

    assert "Cơ sở nước mắm Bà Hai" in page
    assert "Cơ sở nước mắm Bà Hai" in export
    assert CANARY not in page + export


def test_protected_facts_stand_in_no_list_search_page_or_export(client_of: ClientOf, of_la_gi: int) -> None:
    client = client_of("la-gi")

    pages = [
        client.get("/la-gi/chu-the/").text,
        client.get(f"/la-gi/chu-the/{of_la_gi}").text,
        client.get(f"/la-gi/chu-the/{of_la_gi}/sua").text,
        text_of(client.get("/la-gi/chu-the/xuat-excel").data),
    ]
    searched = client.get(f"/la-gi/chu-the/?tim={SECRET}").text

    assert all(SECRET not in page for page in pages)
    assert all(CANARY in page for page in pages)
    assert CANARY not in searched


def test_every_look_at_protected_facts_stands_in_the_trail(app: Flask, client_of: ClientOf, of_la_gi: int) -> None:
    page = client_of("la-gi").get(f"/la-gi/chu-the/{of_la_gi}/du-lieu-nhay-cam")

    with inside(app, "la-gi"):
        looks = db.session.scalars(select(AuditEntry).where(AuditEntry.act == "read_sensitive")).all()
        assert [(look.actor, look.thing_id) for look in looks] == [("officer.la-gi", of_la_gi)]
    assert SECRET in page.text


@pytest.mark.parametrize("role", ["clerk", "viewer", "leader", "commune"])
def test_protected_facts_need_their_own_permission(client_of: ClientOf, of_la_gi: int, role: str) -> None:
    response = client_of("la-gi", role).get(f"/la-gi/chu-the/{of_la_gi}/du-lieu-nhay-cam")

    assert response.status_code == 403
    assert SECRET not in response.text


def test_a_new_producer_is_found_without_accents(client_of: ClientOf) -> None:
    client = client_of("phan-thiet")

    made = client.post(
        "/phan-thiet/chu-the/", data={"name": "Cơ sở Đặng Thị Ớt", "tax_code": "01001 09106", "version": "1"}
    )
    found = client.get("/phan-thiet/chu-the/?tim=DANG+thi+ot").text
    by_code = client.get("/phan-thiet/chu-the/?tim=0100109").text

    assert made.status_code == 302
    assert "Cơ sở Đặng Thị Ớt" in found
    assert "Cơ sở Đặng Thị Ớt" in by_code


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": ""}, "Vui lòng nhập mục này."),
        ({"tax_code": "0100109107"}, "Mã số thuế chưa đúng"),
        ({"phone": "không có"}, "Số điện thoại chưa đúng"),
        ({"registered_name": "Tên khác hẳn"}, "Vui lòng ghi lý do"),
        ({"registration_date": "31/02/2024"}, "Vui lòng nhập ngày theo dạng 15/5/2024."),
        ({"labour_total": "3", "labour_women": "4"}, "Không được lớn hơn tổng số lao động."),
        ({"labour_total": "-1"}, "Vui lòng nhập số từ 0"),
        ({"commune_id": "999999"}, "Vui lòng chọn một giá trị trong danh sách."),
        ({"email": "khong-phai-thu"}, "Địa chỉ thư điện tử chưa đúng"),
        ({"name": "a" * 301}, "Vui lòng rút gọn còn tối đa 300 ký tự."),
    ],
)
def test_bad_input_is_answered_at_its_field_and_nothing_is_lost(
    app: Flask, client_of: ClientOf, fields: dict[str, str], sentence: str
) -> None:
    written = {"name": "Cơ sở Bà Hai", "address": "12 đường Trần Hưng Đạo", "version": "1"} | fields

    response = client_of("phan-thiet").post("/phan-thiet/chu-the/", data=written)

    assert response.status_code == 422
    assert sentence in response.text
    assert "12 đường Trần Hưng Đạo" in response.text
    with inside(app, "phan-thiet"):
        assert db.session.scalars(select(Producer)).all() == []


def test_a_commune_of_another_unit_cannot_be_chosen(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        foreign = db.session.scalars(select(world.Unit.id).where(world.Unit.code == "23237")).one()

    response = client_of("phan-thiet").post(
        "/phan-thiet/chu-the/", data={"name": "Cơ sở Bà Hai", "commune_id": str(foreign), "version": "1"}
    )

    assert response.status_code == 422


def test_two_officers_save_the_same_producer(client_of: ClientOf, of_phan_thiet: int) -> None:
    client = client_of("phan-thiet")
    address = f"/phan-thiet/chu-the/{of_phan_thiet}/sua"
    first = client.post(address, data={"name": "Cơ sở của người thứ nhất", "version": "1"})

    second = client.post(address, data={"name": "Cơ sở của người thứ hai", "version": "1"})

    assert first.status_code == 302
    assert second.status_code == 409
    assert "Cơ sở của người thứ nhất" in second.text
    assert "Cơ sở của người thứ hai" in second.text


def test_producers_stand_in_vietnamese_order(app: Flask, client_of: ClientOf) -> None:
    with inside(app, "phan-thiet"):
        for name in ("Đức Thành", "Dũng", "Ánh", "Ân", "Zéphyr"):
            producer(name)

    page = client_of("phan-thiet").get("/phan-thiet/chu-the/").text

    places = [page.index(f">{name}<") for name in ("Ánh", "Ân", "Dũng", "Đức Thành", "Zéphyr")]
    assert places == sorted(places)


@pytest.mark.parametrize("role", ["viewer", "clerk", "leader"])
def test_whoever_may_only_look_is_offered_no_change(client_of: ClientOf, of_phan_thiet: int, role: str) -> None:
    client = client_of("phan-thiet", role)

    page = client.get(f"/phan-thiet/chu-the/{of_phan_thiet}").text
    refused = client.post(f"/phan-thiet/chu-the/{of_phan_thiet}/sua", data={"name": "Khác", "version": "1"})

    assert "Sửa thông tin" not in page
    assert refused.status_code == 403


def test_a_formula_in_a_name_stays_text_in_the_export(app: Flask, client_of: ClientOf) -> None:
    with inside(app, "phan-thiet"):
        producer("=1+1")

    sheet = load_workbook(BytesIO(client_of("phan-thiet").get("/phan-thiet/chu-the/xuat-excel").data)).active

    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=1+1", "s")


def test_the_list_takes_as_many_statements_for_many_rows_as_for_few(
    app: Flask, client_of: ClientOf, statements: list[str]
) -> None:
    client, counted = client_of("phan-thiet"), []
    for names in (range(2), range(2, 20)):
        with inside(app, "phan-thiet"):
            for number in names:
                producer(f"Cơ sở {number}")
        client.get("/phan-thiet/chu-the/")
        statements.clear()
        client.get("/phan-thiet/chu-the/")
        counted.append(len(statements))

    assert counted[0] == counted[1]
