"""A unit reads its own trail: newest first, filtered, before and after, as a file, and no other unit's."""

from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from ocop import audit
from ocop.accounts.models import User
from ocop.core.db import db
from ocop.tenancy import acting_in
from tests.factories import accounts, world
from tests.factories.producers import producer
from tests.factories.products import product

Opens = Callable[..., FlaskClient]
TRAIL = "/phan-thiet/nhat-ky/"
OFFICER = world.username("phan-thiet", "officer")


def act(app: Flask, slug: str, verb: str, thing: str, **others: object) -> None:
    """Somebody of the unit does something."""
    with app.app_context():
        unit_id = world.unit_id(slug)
        name = world.username(slug, "officer")
        known = audit.Someone(accounts.key_of(app, name), name)
        with acting_in(unit_id):
            audit.record(known, verb, thing, **others)


@pytest.fixture
def head(app: Flask, client_of: Opens) -> FlaskClient:
    """The head of Phan Thiết; the officer has added a producer and changed a product."""
    act(app, "phan-thiet", "add", "producers", name="Cơ sở nước mắm Một")
    act(app, "phan-thiet", "change", "products", name="Nước mắm Hai", change={"name": ("Mắm Hai", "Nước mắm Hai")})
    return client_of("phan-thiet", "head")


def test_the_trail_shows_the_newest_first_with_before_and_after(head: FlaskClient) -> None:
    page = head.get(TRAIL).get_data(as_text=True)

    assert page.index("Nước mắm Hai") < page.index("Cơ sở nước mắm Một")
    assert "<del>Mắm Hai</del>" in page
    assert "<ins>Nước mắm Hai</ins>" in page
    assert OFFICER in page


def test_the_trail_shows_the_state_of_its_chain(head: FlaskClient) -> None:
    assert "Chuỗi nhật ký có 2 mục" in head.get(TRAIL).get_data(as_text=True)
    assert "Chuỗi nhật ký nguyên vẹn" in head.get(f"{TRAIL}kiem-tra").get_data(as_text=True)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("loai=products", {"Nước mắm Hai"}),
        ("loai=producers", {"Cơ sở nước mắm Một"}),
        (f"nguoi={OFFICER}", {"Nước mắm Hai", "Cơ sở nước mắm Một"}),
        ("nguoi=head.phan-thiet", set()),
        ("tim=mắm một", {"Cơ sở nước mắm Một"}),
        ("tu=01/01/2020", {"Nước mắm Hai", "Cơ sở nước mắm Một"}),
        ("den=01/01/2020", set()),
        ("tu=hôm qua", {"Nước mắm Hai", "Cơ sở nước mắm Một"}),
        ("tu=0001-01-01&den=9999-12-31", {"Nước mắm Hai", "Cơ sở nước mắm Một"}),
    ],
)
def test_the_trail_is_filtered(head: FlaskClient, asked: str, found: set[str]) -> None:
    page = head.get(f"{TRAIL}?{asked}").get_data(as_text=True)

    assert {name for name in ("Nước mắm Hai", "Cơ sở nước mắm Một") if f": {name}</span>" in page} == found


def test_a_day_that_is_none_is_said(head: FlaskClient) -> None:
    assert "Chưa hiểu ngày “31/02/2024”" in head.get(f"{TRAIL}?tu=31/02/2024").get_data(as_text=True)


def test_a_filter_without_results_says_what_to_do(head: FlaskClient) -> None:
    assert "Hãy bớt điều kiện" in head.get(f"{TRAIL}?loai=plans").get_data(as_text=True)


def test_the_trail_goes_out_as_an_excel_file_with_its_seals(head: FlaskClient) -> None:
    content = head.get(f"{TRAIL}xuat-excel?loai=products").data

    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    assert [row[6] for row in rows[1:]] == ["Nước mắm Hai"]
    assert rows[1][7] == "Tên: Mắm Hai → Nước mắm Hai"
    assert len(str(rows[1][9])) == 64


@pytest.mark.parametrize("path", ["", "xuat-excel", "kiem-tra"])
def test_a_unit_cannot_read_another_units_trail(app: Flask, client_of: Opens, path: str) -> None:
    act(app, "la-gi", "add", "producers", name="BIMAT của La Gi")
    stranger = client_of("phan-thiet", "head")

    foreign = stranger.get(f"/la-gi/nhat-ky/{path}")
    own = stranger.get(f"{TRAIL}{path}?nguoi={world.username('la-gi', 'officer')}")

    assert foreign.status_code == 404
    assert own.status_code == 200
    assert b"BIMAT" not in own.data


def test_the_provinces_desk_reads_its_own_trail_and_no_units(app: Flask, client_of: Opens) -> None:
    act(app, "la-gi", "add", "producers", name="BIMAT của La Gi")
    act(app, "ubnd-tinh", "add", "plans", name="Kế hoạch của tỉnh")
    page = client_of("ubnd-tinh", "head").get("/ubnd-tinh/nhat-ky/").get_data(as_text=True)

    assert "Kế hoạch của tỉnh" in page
    assert "BIMAT" not in page


def test_only_who_may_read_the_trail_reads_it(client_of: Opens) -> None:
    assert client_of("phan-thiet", "officer").get(TRAIL).status_code == 403
    assert client_of("phan-thiet", "leader").get(TRAIL).status_code == 200


def test_reading_the_trail_writes_nothing(app: Flask, head: FlaskClient) -> None:
    head.get(TRAIL)

    assert "Chuỗi nhật ký có 2 mục" in head.get(TRAIL).get_data(as_text=True)


def test_a_long_trail_asks_the_database_as_often_as_a_short_one(
    app: Flask, head: FlaskClient, statements: list[str]
) -> None:
    head.get(TRAIL)
    statements.clear()
    head.get(TRAIL)
    few = len(statements)
    for number in range(20):
        act(app, "phan-thiet", "add", "producers", name=f"Cơ sở {number}")

    statements.clear()
    head.get(TRAIL)
    assert len(statements) == few


def test_the_trail_names_people_and_the_rows_behind_keys(app: Flask, client_of: Opens) -> None:
    with app.app_context(), acting_in(world.unit_id("phan-thiet")):
        maker = producer("Hợp tác xã Nắng")
        made = product("Mực một nắng", maker)
        key = maker.id
        assert made.producer_id == key
    with app.app_context():
        db.session.scalars(select(User).where(User.username == OFFICER)).one().name = "Cán bộ Phan Thiết"
        db.session.commit()
    act(app, "phan-thiet", "change", "products", name="Mực", change={"stated_expiry": ("2024-05-01", "2024-05-02")})

    page = client_of("phan-thiet", "head").get(TRAIL).get_data(as_text=True)

    assert "Chủ thể: <ins>Hợp tác xã Nắng</ins>" in page
    assert f"Chủ thể: <ins>{key}</ins>" not in page
    assert "Cán bộ Phan Thiết" in page
    assert "<ins>02/5/2024</ins>" in page
