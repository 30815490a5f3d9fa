"""All units against the milestone of their plan: both clocks, sums, and two clicks to the signed page."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import select

from ocop.attachments.models import Attachment
from ocop.core import clock
from ocop.core.clock import OFFICE
from ocop.core.db import db
from ocop.plans import services
from ocop.plans.models import PlanBudgetLine
from ocop.plans.queries import punctuality
from ocop.plans.rules import Source, State
from ocop.programme import queries as programmes
from ocop.programme.models import Milestone
from ocop.programme.rules import Timeliness
from ocop.province.queries import overview
from ocop.province.rules import UnitRow
from ocop.registrations import queries as registered
from ocop.registrations import services as registering
from ocop.tenancy import units, window
from ocop.tenancy.scope import enter, over
from tests.factories import plans, products, programme, registrations, world
from tests.factories.scopes import inside

ClientOf = Callable[..., FlaskClient]
DESK = ("ubnd-tinh", "province_officer")
DUE = date(2024, 5, 20)


@pytest.fixture(autouse=True)
def texts(app: Flask) -> Iterator[None]:
    """The texts that plans are made from; the clock stands at 13/5 again afterwards."""
    with app.app_context():
        plans.texts()
    yield
    clock.configure(date(2024, 5, 13))


def sent(app: Flask, slug: str, *, issued_on: date, sent_at: datetime) -> None:
    """The unit's plan, issued and sent on these days."""
    with inside(app, slug):
        plan = plans.at(State.SENT, slug)
        plan.issued_on, plan.sent_at = issued_on, sent_at


def on_the_list(slug: str, name: str) -> None:
    """A product that the unit registered and put on its list, every warning answered."""
    officer = registrations.officer(slug)
    key = registrations.registration(products.product(name), by=officer).id
    db.session.expire_all()
    row = registered.registration(key)
    for question in registering.questions(row):
        registering.answer(row, question.concern, "Đã kiểm tra với chủ thể", by=officer, now=clock.now())
    db.session.expire_all()
    registering.submit(registered.registration(key), by=officer, now=clock.now())


def at(day: int, hour: int = 9, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2024, 5, day, hour, minute, second, tzinfo=OFFICE)


def rows(app: Flask, today: date) -> dict[str, UnitRow]:
    """The rows of the super-view as the province's scope sees them, by slug."""
    with app.app_context():
        province = world.unit_id("ubnd-tinh")
        below = units.below(province, today)
        enter(over(units.family(province)))
        cycle = programme.cycle()
        milestone = programmes.milestone(cycle.id, programmes.PLAN_ISSUED)
        assert milestone is not None
        return {row.slug: row for row in overview.unit_rows(below, cycle, milestone, today=today)}


def test_every_unit_has_its_row_and_a_missing_plan_is_a_red_one(app: Flask, client_of: ClientOf) -> None:
    clock.configure(date(2024, 5, 21))
    with inside(app, "phan-thiet"):
        plans.at(State.DRAFT, "phan-thiet")

    page = client_of(*DESK).get("/tinh/").get_data(as_text=True)

    assert all(name in page for name in ("Thành phố Phan Thiết", "Thị xã La Gi", "Huyện Phú Quý"))
    assert page.count('<tr class="table-danger">') == 3
    assert page.count("Chưa lập kế hoạch") == 2
    assert "Đang soạn" in page
    assert "Đôn đốc 3 đơn vị quá hạn" in page
    assert "Đã qua 1 ngày" in page


@pytest.mark.parametrize(
    ("inclusive", "issued_on", "sent_at", "issued", "arrived"),
    [
        (True, date(2024, 5, 20), at(20, 23, 59, 59), Timeliness.ON_TIME, Timeliness.ON_TIME),
        (True, date(2024, 5, 20), at(21, 0, 0, 0), Timeliness.ON_TIME, Timeliness.LATE),
        (True, date(2024, 5, 21), at(21, 9), Timeliness.LATE, Timeliness.LATE),
        (False, date(2024, 5, 19), at(19, 23, 59, 59), Timeliness.ON_TIME, Timeliness.ON_TIME),
        (False, date(2024, 5, 19), at(20, 0, 0, 0), Timeliness.ON_TIME, Timeliness.LATE),
        (False, date(2024, 5, 20), at(20, 9), Timeliness.LATE, Timeliness.LATE),
    ],
)
def test_the_list_judges_both_clocks_as_the_units_own_page_does(
    app: Flask, inclusive: bool, issued_on: date, sent_at: datetime, issued: Timeliness, arrived: Timeliness
) -> None:
    today = date(2024, 6, 1)
    with app.app_context():
        programme.milestone().inclusive = inclusive
        db.session.commit()
    sent(app, "la-gi", issued_on=issued_on, sent_at=sent_at)

    row = rows(app, today)["la-gi"]

    with app.app_context():
        milestone = programme.milestone()
        deadline = programmes.deadline(milestone, None)
        arrival = programmes.arrival_deadline(milestone, None)
    assert (row.issued, row.arrived) == (issued, arrived)
    assert row.issued is deadline.judge(row.issued_on, today=today)
    assert row.arrived is arrival.judge_moment(row.sent_at, today=today)


def test_more_time_counts_for_its_unit_on_both_clocks(app: Flask) -> None:
    for slug in ("la-gi", "phan-thiet"):
        sent(app, slug, issued_on=date(2024, 5, 23), sent_at=at(24, 23, 59, 59))
    with inside(app, "la-gi"):
        programme.extension(date(2024, 5, 24))

    found = rows(app, date(2024, 6, 1))

    assert (found["la-gi"].issued, found["la-gi"].arrived) == (Timeliness.ON_TIME, Timeliness.ON_TIME)
    assert found["la-gi"].until == date(2024, 5, 24)
    assert (found["phan-thiet"].issued, found["phan-thiet"].arrived) == (Timeliness.LATE, Timeliness.LATE)


def test_the_provinces_own_day_is_for_the_arrival_only(app: Flask) -> None:
    with app.app_context():
        programme.milestone().arrival_due = date(2024, 5, 25)
        db.session.commit()
    sent(app, "la-gi", issued_on=date(2024, 5, 21), sent_at=at(25, 23, 59, 59))

    row = rows(app, date(2024, 6, 1))["la-gi"]

    assert (row.issued, row.arrived) == (Timeliness.LATE, Timeliness.ON_TIME)


@pytest.mark.parametrize(("today", "expected"), [(DUE, Timeliness.DUE), (date(2024, 5, 21), Timeliness.OVERDUE)])
def test_what_nobody_issued_is_due_until_the_day_is_over(app: Flask, today: date, expected: Timeliness) -> None:
    row = rows(app, today)["la-gi"]

    assert (row.issued, row.arrived, row.state) == (expected, expected, None)


def test_a_new_plan_that_replaces_the_first_does_not_make_the_unit_late(app: Flask) -> None:
    with inside(app, "la-gi"):
        first = plans.at(State.COMMENTED, "la-gi")
        second = services.make_successor(first, supplements=False, by=plans.who("la-gi", "officer"), now=clock.now())
        second.state, second.issued_on, second.sent_at = State.SENT, date(2024, 5, 27), at(27)
        first.state = State.REPLACED

    row = rows(app, date(2024, 6, 1))["la-gi"]

    assert row.dated == date(2024, 5, 27)
    assert (row.issued, row.issued_on) == (Timeliness.ON_TIME, date(2024, 5, 13))


def test_figures_move_with_the_records_until_the_receipt_freezes_them(app: Flask) -> None:
    with inside(app, "la-gi"):
        on_the_list("la-gi", "Mực một nắng")
        plan = plans.draft("la-gi")
        db.session.add(
            PlanBudgetLine(plan_id=plan.id, position=1, purpose="Tập huấn", source=Source.PROVINCE, amount=5_000_000)
        )
    before = rows(app, DUE)["la-gi"]
    with inside(app, "phan-thiet"):
        plans.at(State.RECEIVED, "phan-thiet")
        on_the_list("phan-thiet", "Nước mắm")

    received = rows(app, DUE)["phan-thiet"]

    assert (before.new, before.funding, before.frozen) == (1, 5_000_000, False)
    assert (received.new, received.frozen) == (0, True)


def test_two_clicks_lead_from_the_table_to_the_signed_page(app: Flask, client_of: ClientOf) -> None:
    with inside(app, "la-gi"):
        plan_id = plans.at(State.SENT, "la-gi").id
        token = db.session.scalars(select(Attachment.token).where(Attachment.purpose == "signed_copy")).one()
    client = client_of(*DESK)

    page = client.get("/tinh/").get_data(as_text=True)

    assert f'href="/tinh/ke-hoach/la-gi/{plan_id}"' in page
    assert f'href="/tep/{token}?xem=1"' in page
    assert client.get(f"/tinh/ke-hoach/la-gi/{plan_id}").status_code == 200
    with client.get(f"/tep/{token}?xem=1") as signed_page:
        assert signed_page.mimetype == "application/pdf"


def test_the_table_is_filtered_and_sorted_and_its_file_follows(app: Flask, client_of: ClientOf) -> None:
    sent(app, "la-gi", issued_on=date(2024, 5, 13), sent_at=at(13))
    client = client_of(*DESK)

    page = client.get("/tinh/?tinh-trang=cho-tiep-nhan").get_data(as_text=True)
    book = load_workbook(BytesIO(client.get("/tinh/toan-tinh.xlsx?tinh-trang=cho-tiep-nhan").data)).active
    whole = load_workbook(BytesIO(client.get("/tinh/toan-tinh.xlsx?sap-xep=-ten").data)).active

    assert "Thị xã La Gi" in page
    assert "Huyện Phú Quý" not in page
    assert book is not None
    assert whole is not None
    assert [row[0] for row in book.iter_rows(min_row=2, values_only=True)] == ["Thị xã La Gi", "Cộng"]
    assert [row[0] for row in whole.iter_rows(min_row=2, values_only=True)] == [
        "Huyện Phú Quý", "Thành phố Phan Thiết", "Thị xã La Gi", "Cộng",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("slug", "role"),
    [("phan-thiet", "officer"), ("phan-thiet", "leader"), ("ubnd-tinh", "department"), ("ubnd-tinh", "officer")],
)
@pytest.mark.parametrize(
    "path", ["", "toan-tinh.xlsx", "ke-hoach", "dang-ky", "san-pham", "cong-nhan", "chi-tieu", "san-pham.xlsx"]
)
def test_the_window_is_for_the_province_only(client_of: ClientOf, slug: str, role: str, path: str) -> None:
    assert client_of(slug, role).get(f"/tinh/{path}").status_code == 404


def test_a_viewer_of_the_province_reminds_nobody(app: Flask, client_of: ClientOf) -> None:
    clock.configure(date(2024, 5, 21))

    page = client_of("ubnd-tinh", "province_viewer").get("/tinh/").get_data(as_text=True)

    assert "Đôn đốc" not in page
    assert "Quá hạn" in page


def test_the_super_view_costs_the_same_however_much_the_units_hold(
    app: Flask, client_of: ClientOf, statements: list[str]
) -> None:
    with inside(app, "phan-thiet"):
        plans.at(State.RECEIVED, "phan-thiet")
    client = client_of(*DESK)
    client.get("/tinh/")
    statements.clear()
    client.get("/tinh/")
    few, scanned = len(statements), [one for one in statements if "FROM products" in one]
    for slug in ("la-gi", "phu-quy"):
        with inside(app, slug):
            plans.at(State.RECEIVED, slug)
            products.product(f"Đặc sản {slug}")
    statements.clear()

    client.get("/tinh/")

    assert len(statements) == few
    assert few <= 16
    assert scanned == []


def test_the_window_of_a_desk_gives_the_same_judgement(app: Flask) -> None:
    sent(app, "la-gi", issued_on=date(2024, 5, 20), sent_at=at(21))
    with app.app_context():
        keys = [world.unit_id(slug) for slug in ("la-gi", "phan-thiet")]
        milestone: Milestone = programme.milestone()
        with window(frozenset(keys)) as view:
            found = punctuality.punctuality_of(
                view.look(punctuality.statement(milestone, keys, today=date(2024, 5, 21)))
            )

    assert [(found[key].issued, found[key].arrived) for key in keys] == [
        (Timeliness.ON_TIME, Timeliness.LATE), (Timeliness.OVERDUE, Timeliness.OVERDUE),
    ]  # fmt: skip
