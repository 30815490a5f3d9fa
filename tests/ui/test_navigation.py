"""The menu shows what exists and what the person may open, and says where they stand."""

import pytest
from flask import Flask
from flask_babel import lazy_gettext as _l
from flask_login import login_user
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from ocop.accounts.models import User
from ocop.core.db import db
from ocop.tenancy import Permission
from ocop.ui import navigation
from ocop.ui.navigation import Area, Entry, Menu

MENUS = {
    Area.PROVINCE: (Entry("showroom_window.home", _l("Toàn tỉnh"), Permission.VIEW_PROVINCE),),
    Area.DESK: (
        Entry("showroom_desk.home", _l("Tổng quan")),
        Entry("showroom_desk.papers", _l("Văn bản"), Permission.VIEW),
        Entry("showroom_desk.people", _l("Người dùng"), Permission.MANAGE_PEOPLE),
        Entry("showroom_desk.nowhere", _l("Chưa mở")),
    ),
    Area.OPERATOR: (Entry("showroom.pieces", _l("Đơn vị"), Permission.OPERATE),),
}
DESK = "/phan-thiet/phong-mau"


@pytest.fixture(autouse=True)
def _menus(monkeypatch: pytest.MonkeyPatch) -> None:
    """Menus of the showroom, so that no room's comings and goings matter."""
    monkeypatch.setattr(navigation, "MENUS", MENUS)


def menu_of(app: Flask, username: str, path: str) -> Menu:
    """The menu that the person sees at the address."""
    known = select(User).where(User.username == username).options(joinedload(User.grants))
    with app.test_request_context(path):
        login_user(db.session.scalars(known).unique().one())
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
    kept = showroom_app.extensions["ocop.ui.links"]

    assert {key[0] for key in kept} == {"vi"}
