"""A head looks after the people of the own unit, and of no other."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook
from sqlalchemy.orm import selectinload

from ocop.accounts.models import User
from ocop.accounts.rules import Role
from ocop.core.db import db
from tests.factories import accounts, world

Opens = Callable[..., FlaskClient]
PEOPLE = "/phan-thiet/nguoi-dung/"
OFFICER = world.username("phan-thiet", "officer")
HEAD = world.username("phan-thiet", "head")
PASSWORD = re.compile(r"<code[^>]*>((?:[a-z0-9]{4}-){3}[a-z0-9]{4})</code>")


@pytest.fixture
def head(client_of: Opens) -> FlaskClient:
    """The head of Phan Thiết."""
    return client_of("phan-thiet", "head")


def facts(*roles: Role, **others: str) -> dict[str, object]:
    """What the form for a person sends."""
    return {"name": "Chuyên viên thứ hai", "roles": [role.value for role in roles]} | others


def stored(app: Flask, username: str) -> User:
    """The account as the database has it."""
    with app.app_context():
        user = db.session.scalars(
            db.select(User).where(User.username == username).options(selectinload(User.grants))
        ).one()
        db.session.expunge_all()
        return user


def test_the_list_shows_the_own_people_and_nobody_elses(head: FlaskClient) -> None:
    page = head.get(PEOPLE).get_data(as_text=True)

    assert OFFICER in page
    assert ".la-gi" not in page


def test_the_list_is_searched_without_accents_and_by_role(app: Flask, head: FlaskClient) -> None:
    accounts.hire(app, "x1.phan-thiet", "phan-thiet", Role.CLERK, name="Văn thư Đặng Trần")

    by_name = head.get(f"{PEOPLE}?tim=dang tran").get_data(as_text=True)
    by_role = head.get(f"{PEOPLE}?vai-tro=clerk").get_data(as_text=True)

    assert "x1.phan-thiet" in by_name
    assert OFFICER not in by_name
    assert "x1.phan-thiet" in by_role
    assert OFFICER not in by_role


def test_the_list_asks_the_database_as_often_for_many_as_for_few(
    app: Flask, head: FlaskClient, statements: list[str]
) -> None:
    head.get(PEOPLE)
    statements.clear()
    head.get(PEOPLE)
    few = len(statements)
    for number in range(20):
        accounts.hire(app, f"x{number}.phan-thiet", "phan-thiet", Role.OFFICER, Role.CLERK)

    statements.clear()
    head.get(PEOPLE)
    assert len(statements) == few


def test_the_list_goes_out_as_an_excel_file_of_the_own_people(head: FlaskClient) -> None:
    rows = _sheet(head.get(f"{PEOPLE}xuat-excel").data)

    names = {row[1] for row in rows[1:]}
    assert OFFICER in names
    assert all(str(name).endswith(".phan-thiet") for name in names)


def test_an_added_person_signs_in_with_the_handed_password_and_changes_it(app: Flask, head: FlaskClient) -> None:
    response = head.post(PEOPLE, data=facts(Role.OFFICER, Role.CLERK, username="canbo2", phone="0252 3822 456"))

    shown = PASSWORD.search(response.get_data(as_text=True))
    assert shown is not None
    assert response.headers["Cache-Control"] == "no-store"
    newcomer = app.test_client()
    accounts.sign_in(newcomer, "canbo2.phan-thiet", shown[1])
    assert newcomer.get("/phan-thiet/chu-the/").location == "/tai-khoan/mat-khau"
    assert stored(app, "canbo2.phan-thiet").roles == {Role.OFFICER, Role.CLERK}
    assert accounts.acts(app, "phan-thiet")[0] == (HEAD, "add_person")


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        (facts(Role.OFFICER, username="Cán bộ"), "chữ thường không dấu"),
        (facts(Role.OFFICER, username="x" * 60), "tối đa 40 ký tự"),
        (facts(Role.OFFICER, username="officer"), "đã có trong đơn vị"),
        (facts(Role.OFFICER, username="officer.phan-thiet"), "đã có trong đơn vị"),
        (facts(username="canbo2"), "chọn ít nhất một mục"),
        (facts(Role.OFFICER, username="canbo2", email="khong-phai-thu"), "thư điện tử chưa đúng"),
        (facts(Role.OFFICER, username="canbo2", phone="goi em"), "điện thoại chưa đúng"),
        (facts(Role.COMMUNE, username="canbo2"), "chọn địa bàn"),
        (facts(Role.OFFICER, username="canbo2", name="x" * 10_000), "rút gọn còn tối đa 200"),
        ({}, "Vui lòng nhập mục này"),
    ],
)
def test_a_form_that_is_not_right_says_what_to_mend(head: FlaskClient, sent: dict[str, object], sentence: str) -> None:
    response = head.post(PEOPLE, data=sent)

    assert response.status_code == 422
    assert sentence in response.get_data(as_text=True)


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.PROVINCE_OFFICER, Role.PROVINCE_HEAD, Role.DEPARTMENT])
def test_a_district_gives_no_role_of_the_province_and_none_of_the_operator(
    app: Flask, head: FlaskClient, role: Role
) -> None:
    added = head.post(PEOPLE, data=facts(Role.OFFICER, role, username="canbo2"))
    changed = head.post(f"{PEOPLE}{accounts.key_of(app, OFFICER)}/sua", data=facts(role))

    assert (added.status_code, changed.status_code) == (422, 422)
    assert stored(app, OFFICER).roles == {Role.OFFICER}


def test_the_provinces_head_gives_roles_of_the_province_but_not_the_operators(client_of: Opens, app: Flask) -> None:
    province = client_of("ubnd-tinh", "head")

    given = province.post(
        "/ubnd-tinh/nguoi-dung/",
        data=facts(Role.PROVINCE_OFFICER, Role.DEPARTMENT, username="so-ct", department="Sở Công Thương"),
    )
    refused = province.post("/ubnd-tinh/nguoi-dung/", data=facts(Role.OPERATOR, username="canbo3"))

    assert (given.status_code, refused.status_code) == (200, 422)
    assert stored(app, "so-ct.tinh").department == "so-cong-thuong"


def test_changed_facts_and_roles_stand_in_the_trail_with_before_and_after(app: Flask, head: FlaskClient) -> None:
    key = accounts.key_of(app, OFFICER)

    response = head.post(f"{PEOPLE}{key}/sua", data=facts(Role.CLERK, is_contact="y", title="Chuyên viên chính"))

    entries = accounts.trail(app, "phan-thiet")
    assert response.location == f"{PEOPLE}{key}"
    assert [entry.act for entry in entries] == ["change_person", "change_roles"]
    assert entries[0].change["title"] == [None, "Chuyên viên chính"]
    assert entries[0].change["is_contact"] == ["False", "True"]
    assert entries[1].change == {"roles": ["officer", "clerk"]}


def test_new_roles_count_at_once(app: Flask, head: FlaskClient, client_of: Opens) -> None:
    officer = client_of("phan-thiet", "officer")
    before = officer.get("/phan-thiet/chu-the/them").status_code

    head.post(f"{PEOPLE}{accounts.key_of(app, OFFICER)}/sua", data=facts(Role.VIEWER))

    assert (before, officer.get("/phan-thiet/chu-the/them").status_code) == (200, 403)


def test_the_last_head_stays_head(app: Flask, head: FlaskClient) -> None:
    response = head.post(f"{PEOPLE}{accounts.key_of(app, HEAD)}/sua", data=facts(Role.OFFICER))

    assert response.status_code == 409
    assert "ít nhất một lãnh đạo phòng" in response.get_data(as_text=True)
    assert stored(app, HEAD).roles == {Role.HEAD}


def test_one_of_two_heads_may_go(app: Flask, head: FlaskClient) -> None:
    second = accounts.hire(app, "h2.phan-thiet", "phan-thiet", Role.HEAD)

    head.post(f"{PEOPLE}{second}/ngung")

    assert not stored(app, "h2.phan-thiet").active


def test_two_heads_who_close_each_other_at_once_leave_one(app: Flask, head: FlaskClient) -> None:
    second = accounts.hire(app, "h2.phan-thiet", "phan-thiet", Role.HEAD)
    other = app.test_client()
    accounts.sign_in(other, "h2.phan-thiet")
    first = accounts.key_of(app, HEAD)

    with ThreadPoolExecutor(max_workers=2) as pool:
        list(pool.map(lambda act: act[0].post(f"{PEOPLE}{act[1]}/ngung").status_code, [(head, second), (other, first)]))

    assert [stored(app, name).active for name in (HEAD, "h2.phan-thiet")].count(True) == 1


def test_nobody_closes_the_own_account(app: Flask, head: FlaskClient) -> None:
    accounts.hire(app, "h2.phan-thiet", "phan-thiet", Role.HEAD)

    response = head.post(f"{PEOPLE}{accounts.key_of(app, HEAD)}/ngung")

    assert response.status_code == 409
    assert stored(app, HEAD).active


def test_a_closed_account_is_out_at_once_and_cannot_come_back_in(
    app: Flask, head: FlaskClient, client_of: Opens
) -> None:
    officer = client_of("phan-thiet", "officer")

    head.post(f"{PEOPLE}{accounts.key_of(app, OFFICER)}/ngung")

    assert not accounts.is_in(officer)
    assert accounts.sign_in(app.test_client(), OFFICER).status_code == 422


def test_a_reopened_account_signs_in_again(app: Flask, head: FlaskClient) -> None:
    key = accounts.key_of(app, OFFICER)
    head.post(f"{PEOPLE}{key}/ngung")
    head.post(f"{PEOPLE}{key}/mo-lai")

    assert accounts.sign_in(app.test_client(), OFFICER).status_code == 302
    assert [act for _, act in accounts.acts(app, "phan-thiet")] == ["deactivate", "reactivate", "sign_in"]


def test_a_reset_password_is_shown_once_and_ends_the_sessions(app: Flask, head: FlaskClient, client_of: Opens) -> None:
    officer = client_of("phan-thiet", "officer")

    response = head.post(f"{PEOPLE}{accounts.key_of(app, OFFICER)}/cap-lai-mat-khau")

    shown = PASSWORD.search(response.get_data(as_text=True))
    assert shown is not None
    assert officer.get("/tai-khoan/").location == app.test_client().get("/tai-khoan/").location
    assert accounts.sign_in(app.test_client(), OFFICER).status_code == 422
    assert accounts.sign_in(app.test_client(), OFFICER, shown[1]).status_code == 302


def test_the_own_password_is_changed_on_its_own_page(app: Flask, head: FlaskClient) -> None:
    response = head.post(f"{PEOPLE}{accounts.key_of(app, HEAD)}/cap-lai-mat-khau")

    assert response.status_code == 409
    assert "trang Đổi mật khẩu" in response.get_data(as_text=True)


def test_the_head_removes_the_second_factor_of_a_lost_phone_and_ends_the_sessions(
    app: Flask, head: FlaskClient, client_of: Opens
) -> None:
    officer = client_of("phan-thiet", "officer")
    accounts.mend(app, OFFICER, totp_secret=accounts.SECRET)

    head.post(f"{PEOPLE}{accounts.key_of(app, OFFICER)}/go-xac-thuc")

    assert not accounts.is_in(officer)
    assert accounts.sign_in(app.test_client(), OFFICER).location == "/"


def test_whoever_sits_at_a_heads_open_screen_cannot_remove_the_heads_own_second_factor(
    app: Flask, head: FlaskClient
) -> None:
    accounts.mend(app, HEAD, totp_secret=accounts.SECRET)

    response = head.post(f"{PEOPLE}{accounts.key_of(app, HEAD)}/go-xac-thuc")

    assert response.status_code == 409
    assert stored(app, HEAD).totp_secret == accounts.SECRET


@pytest.mark.parametrize("path", ["", "/sua"])
def test_a_head_cannot_open_a_person_of_another_unit(app: Flask, head: FlaskClient, path: str) -> None:
    key = accounts.key_of(app, world.username("la-gi", "officer"))

    response = head.get(f"{PEOPLE}{key}{path}")

    assert response.status_code == 404
    assert "la-gi" not in response.get_data(as_text=True)


@pytest.mark.parametrize("act", ["sua", "cap-lai-mat-khau", "go-xac-thuc", "ngung", "mo-lai"])
def test_a_head_cannot_touch_a_person_of_another_unit(app: Flask, head: FlaskClient, act: str) -> None:
    name = world.username("la-gi", "officer")
    before = stored(app, name)

    response = head.post(f"{PEOPLE}{accounts.key_of(app, name)}/{act}", data=facts(Role.CLERK))

    after = stored(app, name)
    assert response.status_code == 404
    assert (after.password_hash, after.active, after.roles) == (before.password_hash, before.active, before.roles)


def test_only_the_head_manages_people(client_of: Opens) -> None:
    officer = client_of("phan-thiet", "officer")

    assert officer.get(PEOPLE).status_code == 403
    assert officer.post(PEOPLE, data=facts(Role.HEAD, username="canbo2")).status_code == 403


@pytest.mark.parametrize(
    ("slug", "role", "path"),
    [
        ("phan-thiet", "viewer", "/phan-thiet/nguoi-dung/dau-moi"),
        ("ubnd-tinh", "officer", "/ubnd-tinh/nguoi-dung/dau-moi"),
        ("ubnd-tinh", "province_viewer", "/tinh/dau-moi/"),
    ],
)
def test_the_directory_names_the_contact_officers_of_all_units_and_nobody_else(
    app: Flask, client_of: Opens, slug: str, role: str, path: str
) -> None:
    accounts.hire(
        app, "dm.la-gi", "la-gi", Role.OFFICER, name="Chuyên viên đầu mối", is_contact=True, phone="0252 3822 456",
        email="daumoi@lagi.gov.vn", title="Chuyên viên chính",
    )  # fmt: skip

    page = client_of(slug, role).get(path).get_data(as_text=True)

    for text in ("Chuyên viên đầu mối", "Chuyên viên chính", "0252 3822 456", "daumoi@lagi.gov.vn", "Thị xã La Gi"):
        assert text in page
    assert "dm.la-gi" not in page
    assert world.username("la-gi", "officer") not in page
    assert page.count("Chưa cử đầu mối") == 3


def test_the_directory_goes_out_as_an_excel_file(client_of: Opens) -> None:
    rows = _sheet(client_of("phan-thiet", "viewer").get("/phan-thiet/nguoi-dung/dau-moi/xuat-excel").data)

    assert [row[0] for row in rows[1:]] == [
        "Tỉnh Bình Thuận",
        "Thị xã La Gi",
        "Thành phố Phan Thiết",
        "Huyện Phú Quý",
    ]


def test_the_directory_of_the_window_is_closed_to_districts(client_of: Opens) -> None:
    assert client_of("phan-thiet", "head").get("/tinh/dau-moi/").status_code == 404


def _sheet(content: bytes) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
