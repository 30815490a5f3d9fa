"""The operator looks after units and their heads, and sees no business data."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ocop.accounts.rules import Role
from ocop.core.db import db
from ocop.tenancy import Unit
from ocop.tenancy.models import UnitName
from tests.factories import accounts, world

Opens = Callable[..., FlaskClient]
PASSWORD = re.compile(r"<code[^>]*>((?:[a-z0-9]{4}-){3}[a-z0-9]{4})</code>")
NEW_UNIT = {
    "code": "595",
    "kind": "huyen",
    "name": "Tuy Phong",
    "slug": "tuy-phong",
    "division": "Phòng Nông nghiệp và Phát triển nông thôn",
    "valid_from": "01/01/2020",
}


@pytest.fixture
def operator(client_of: Opens) -> FlaskClient:
    """Who runs the server."""
    return client_of("", "operator")


def new_unit(app: Flask, **others: str) -> dict[str, str]:
    """What the form for a unit sends."""
    with app.app_context():
        return NEW_UNIT | {"parent": str(world.unit_id("ubnd-tinh"))} | others


def key_of(app: Flask, slug: str) -> int:
    """The key of a unit."""
    with app.app_context():
        return world.unit_id(slug)


def test_the_operator_sees_the_units(operator: FlaskClient) -> None:
    page = operator.get("/quan-tri/").get_data(as_text=True)

    assert "Thành phố Phan Thiết" in page
    assert "Thị xã La Gi" in page


def test_units_are_found_by_name_without_accents_by_code_and_by_address(operator: FlaskClient) -> None:
    for asked in ("phu quy", "602", "phu-quy"):
        page = operator.get(f"/quan-tri/?tim={asked}").get_data(as_text=True)

        assert "Huyện Phú Quý" in page
        assert "Thị xã La Gi" not in page


@pytest.mark.parametrize(
    "path", ["/phan-thiet/", "/phan-thiet/chu-the/", "/phan-thiet/nguoi-dung/", "/phan-thiet/nhat-ky/"]
)
def test_the_operator_enters_no_workspace(operator: FlaskClient, path: str) -> None:
    assert operator.get(path).status_code == 404


@pytest.mark.parametrize(("slug", "role"), [("phan-thiet", "head"), ("ubnd-tinh", "province_head")])
def test_the_operators_desk_does_not_exist_for_others(client_of: Opens, slug: str, role: str) -> None:
    client = client_of(slug, role)

    assert client.get("/quan-tri/").status_code == 404
    assert client.post("/quan-tri/don-vi", data=NEW_UNIT).status_code == 404


def test_a_renamed_unit_keeps_its_old_name_with_its_days(app: Flask, operator: FlaskClient) -> None:
    key = key_of(app, "phu-quy")

    response = operator.post(
        f"/quan-tri/don-vi/{key}/doi-ten", data={"name": "Phú Quý", "kind": "dac_khu", "on": "01/5/2024"}
    )

    page = operator.get(f"/quan-tri/don-vi/{key}").get_data(as_text=True)
    with app.app_context():
        old = db.session.scalars(db.select(UnitName).where(UnitName.unit_id == key)).one()
        assert (old.name, old.kind, old.valid_from, old.valid_to) == (
            "Phú Quý",
            "huyen",
            world.SINCE,
            date(2024, 4, 30),
        )
    assert response.status_code == 302
    assert "Đặc khu Phú Quý" in page
    assert "Huyện Phú Quý" in page
    entry = accounts.trail(app, "phu-quy")[-1]
    assert (entry.actor, entry.act) == ("quantri", "rename_unit")
    assert entry.change["kind"] == ["huyen", "dac_khu"]


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"name": "Phú Quý", "kind": "huyen", "on": "01/5/2024"}, "nhập tên mới"),
        ({"name": "Phú Quý mới", "kind": "huyen", "on": "14/5/2024"}, "chưa đến"),
        ({"name": "Phú Quý mới", "kind": "huyen", "on": "01/01/2020"}, "phải sau ngày bắt đầu"),
        ({"name": "Phú Quý mới", "kind": "huyen", "on": "31/02/2024"}, "nhập ngày theo dạng"),
        ({"name": "x" * 300, "kind": "huyen", "on": "01/5/2024"}, "rút gọn còn tối đa 200"),
        ({}, "Vui lòng nhập mục này"),
    ],
)
def test_a_rename_that_cannot_be_says_why(
    app: Flask, operator: FlaskClient, sent: dict[str, str], sentence: str
) -> None:
    response = operator.post(f"/quan-tri/don-vi/{key_of(app, 'phu-quy')}/doi-ten", data=sent)

    assert response.status_code == 422
    assert sentence in response.get_data(as_text=True)


def test_a_new_unit_gets_a_workspace_and_a_head_who_can_work_there(app: Flask, operator: FlaskClient) -> None:
    made = operator.post("/quan-tri/don-vi", data=new_unit(app))
    key = key_of(app, "tuy-phong")
    page = operator.post(
        "/quan-tri/tai-khoan", data={"unit": str(key), "username": "truongphong", "name": "Lãnh đạo phòng"}
    )

    shown = PASSWORD.search(page.get_data(as_text=True))
    head = app.test_client()
    assert made.location == f"/quan-tri/don-vi/{key}"
    assert shown is not None
    accounts.sign_in(head, "truongphong.tuy-phong", shown[1])
    head.post(
        "/tai-khoan/mat-khau",
        data={"password": shown[1], "new": accounts.NEW_PASSWORD, "again": accounts.NEW_PASSWORD},
    )
    assert head.get("/tuy-phong/nguoi-dung/").status_code == 200
    assert accounts.acts(app, "tuy-phong")[:2] == [("quantri", "new_unit"), ("quantri", "add_person")]


@pytest.mark.parametrize(
    ("others", "sentence"),
    [
        ({"slug": "tinh"}, "dành riêng cho cổng"),
        ({"slug": "phan-thiet"}, "đã có đơn vị dùng"),
        ({"slug": "Tuy Phong"}, "chữ thường không dấu"),
        ({"code": "593"}, "Mã này đã có"),
        ({"code": "A1"}, "chỉ gồm chữ số"),
        ({"kind": "xom"}, "chọn"),
        ({"valid_from": "hôm qua"}, "nhập ngày theo dạng"),
    ],
)
def test_a_unit_that_cannot_be_says_why(
    app: Flask, operator: FlaskClient, others: dict[str, str], sentence: str
) -> None:
    response = operator.post("/quan-tri/don-vi", data=new_unit(app, **others))

    assert response.status_code == 422
    assert sentence in response.get_data(as_text=True)


def test_the_operator_sees_heads_and_no_other_people(app: Flask, operator: FlaskClient) -> None:
    page = operator.get("/quan-tri/tai-khoan?so-dong=200").get_data(as_text=True)

    assert world.username("phan-thiet", "head") in page
    assert world.username("phan-thiet", "officer") not in page


def test_a_unit_that_nobody_leads_is_named(app: Flask, operator: FlaskClient) -> None:
    operator.post("/quan-tri/don-vi", data=new_unit(app))

    page = operator.get("/quan-tri/tai-khoan").get_data(as_text=True)

    assert "Huyện Tuy Phong" in page


def test_the_operator_gives_a_head_a_new_password(app: Flask, operator: FlaskClient) -> None:
    name = world.username("la-gi", "head")

    response = operator.post(f"/quan-tri/tai-khoan/{accounts.key_of(app, name)}/cap-lai-mat-khau")

    shown = PASSWORD.search(response.get_data(as_text=True))
    assert shown is not None
    assert accounts.sign_in(app.test_client(), name, shown[1]).status_code == 302
    assert accounts.acts(app, "la-gi")[0] == ("quantri", "reset_password")


@pytest.mark.parametrize("act", ["cap-lai-mat-khau", "go-xac-thuc", "ngung", "mo-lai"])
def test_the_operator_touches_no_other_people(app: Flask, operator: FlaskClient, act: str) -> None:
    key = accounts.key_of(app, world.username("la-gi", "officer"))

    assert operator.post(f"/quan-tri/tai-khoan/{key}/{act}").status_code == 404


def test_the_operator_cannot_close_the_last_head_but_one_of_two(app: Flask, operator: FlaskClient) -> None:
    last = operator.post(f"/quan-tri/tai-khoan/{accounts.key_of(app, world.username('la-gi', 'head'))}/ngung")
    second = accounts.hire(app, "h2.la-gi", "la-gi", Role.HEAD)
    one_of_two = operator.post(f"/quan-tri/tai-khoan/{second}/ngung")
    again = operator.post(f"/quan-tri/tai-khoan/{second}/mo-lai")

    assert (last.status_code, one_of_two.status_code, again.status_code) == (409, 302, 302)
    assert [act for _, act in accounts.acts(app, "la-gi")] == ["deactivate", "reactivate"]


def test_the_list_of_units_asks_the_database_as_often_for_many_as_for_few(
    app: Flask, operator: FlaskClient, statements: list[str]
) -> None:
    operator.get("/quan-tri/")
    statements.clear()
    operator.get("/quan-tri/")
    few = len(statements)
    with app.app_context():
        parent = db.session.get_one(Unit, world.unit_id("ubnd-tinh"))
        for number in range(20):
            world.unit(f"8{number:02}", f"don-vi-{number}", world.Kind.DISTRICT, f"Đơn vị {number}", parent, None)
        db.session.commit()

    statements.clear()
    operator.get("/quan-tri/")
    assert len(statements) == few
