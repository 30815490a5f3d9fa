"""The menu shows what exists and what the person may open, and says where they stand."""

import pytest
from flask import Flask
from flask_babel import force_locale
from flask_login import login_user
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from ocop.accounts.models import User
from ocop.core.db import db
from ocop.ui import navigation
from ocop.ui.navigation import Area, Menu

DESK = "/phan-thiet/phong-mau"


pytestmark = pytest.mark.usefixtures("showroom_menus")


def known(username: str) -> Select[tuple[User]]:
    """The statement that finds a person with their roles."""
    return select(User).where(User.username == username).options(joinedload(User.grants))


def menu_of(app: Flask, username: str, path: str) -> Menu:
    """The menu that the person sees at the address."""
    with app.test_request_context(path):
        login_user(db.session.scalars(known(username)).unique().one())
        return navigation.menu()


def labels(menu: Menu) -> list[str]:
    """What the menu's lines read."""
    return [link.label for link in menu.links]


def current(menu: Menu) -> list[str]:
    """The lines marked as where the person stands."""
    return [link.label for link in menu.links if link.current]


def test_a_visitor_has_no_menu(showroom_app: Flask) -> None:
    with showroom_app.test_request_context("/"):
        assert navigation.menu().links == ()


def test_an_officer_sees_the_pages_that_exist_and_are_open_to_them(showroom_app: Flask) -> None:
    menu = menu_of(showroom_app, "officer.phan-thiet", f"{DESK}/")

    assert labels(menu) == ["Tổng quan", "Văn bản"]
    assert menu.title == "Thành phố Phan Thiết"


def test_a_head_of_division_also_manages_people(showroom_app: Flask) -> None:
    menu = menu_of(showroom_app, "head.phan-thiet", f"{DESK}/")

    assert labels(menu) == ["Tổng quan", "Văn bản", "Người dùng"]


def test_a_page_below_a_line_of_the_menu_marks_that_line(showroom_app: Flask) -> None:
    menu = menu_of(showroom_app, "officer.phan-thiet", f"{DESK}/giay/12/sua")

    assert current(menu) == ["Văn bản"]


def test_home_is_marked_at_home_only(showroom_app: Flask) -> None:
    assert current(menu_of(showroom_app, "officer.phan-thiet", f"{DESK}/")) == ["Tổng quan"]
    assert current(menu_of(showroom_app, "officer.phan-thiet", f"{DESK}/viec-khac")) == []


def test_another_units_address_still_leads_to_the_own_unit(showroom_app: Flask) -> None:
    menu = menu_of(showroom_app, "officer.phan-thiet", "/la-gi/phong-mau/")

    assert [link.url for link in menu.links] == [f"{DESK}/", f"{DESK}/giay"]


def test_the_province_stands_at_its_window_with_a_way_to_its_desk(showroom_app: Flask) -> None:
    menu = menu_of(showroom_app, "province_officer.ubnd-tinh", "/tinh/phong-mau/")

    assert labels(menu) == ["Toàn tỉnh"]
    assert [link.url for link in menu.elsewhere] == ["/ubnd-tinh/phong-mau/"]


def test_the_provinces_desk_has_a_way_to_its_window(showroom_app: Flask) -> None:
    menu = menu_of(showroom_app, "province_officer.ubnd-tinh", "/ubnd-tinh/phong-mau/")

    assert [link.url for link in menu.elsewhere] == ["/tinh/phong-mau/"]


def test_the_provinces_way_home_leads_to_its_window_from_anywhere(showroom_app: Flask) -> None:
    assert menu_of(showroom_app, "province_officer.ubnd-tinh", "/tai-khoan").home == "/tinh/phong-mau/"


def test_whoever_runs_the_server_sees_no_desk(showroom_app: Flask) -> None:
    menu = menu_of(showroom_app, "quantri", "/quan-tri/")

    assert labels(menu) == ["Đơn vị"]
    assert menu.elsewhere == ()


def test_the_menu_speaks_the_language_of_the_page(showroom_app: Flask) -> None:
    menu_of(showroom_app, "officer.phan-thiet", f"{DESK}/")
    with showroom_app.test_request_context(f"{DESK}/"), force_locale("en"):
        login_user(db.session.scalars(known("officer.phan-thiet")).unique().one())
        english = navigation.offer()

    assert {key[0] for key in showroom_app.extensions[navigation.KEPT]} >= {"vi", "en"}
    assert english.areas[Area.DESK][0].url == f"{DESK}/"
