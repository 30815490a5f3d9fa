"""The home page of a unit and of the province's desk, on what the records really hold."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from ocop.accounts.models import User
from ocop.core import clock
from ocop.core.db import db
from ocop.plans.rules import State
from ocop.programme.models import Cycle, Milestone, Target
from ocop.registrations.queries import due_again
from ocop.tenancy import units
from ocop.workspace import queries
from tests.factories import plans, producers, products, programme, registrations, world
from tests.factories.recognition import recognition
from tests.factories.scopes import inside

ClientOf = Callable[..., FlaskClient]
CANARY = "BIMAT-LA-GI"


@pytest.fixture
def texts(app: Flask) -> None:
    """The texts that plans are made from."""
    with app.app_context():
        plans.texts()


@pytest.fixture
def after_the_milestone() -> Iterator[None]:
    """The day after the milestone of the plan."""
    clock.configure(date(2024, 5, 21))
    yield
    clock.configure(date(2024, 5, 13))


def home(client: FlaskClient, slug: str) -> str:
    response = client.get(f"/{slug}/")
    assert response.status_code == 200
    return response.get_data(as_text=True)


@pytest.mark.parametrize(
    ("state", "role", "button"),
    [
        (State.DRAFT, "officer", "Soạn tiếp kế hoạch"),
        (State.WITH_HEAD, "head", "Kiểm tra nội dung kế hoạch"),
        (State.WITH_OFFICE, "office", "Kiểm tra thể thức kế hoạch"),
        (State.CHECKED, "leader", "Chuyển kế hoạch trình ký"),
        (State.FOR_SIGNATURE, "clerk", "Ghi số, ngày kế hoạch"),
        (State.ISSUED, "clerk", "Gửi kế hoạch về tỉnh"),
        (State.COMMENTED, "officer", "Lập kế hoạch mới theo góp ý"),
    ],
)
def test_the_one_button_is_the_persons_own_next_step(
    app: Flask, client_of: ClientOf, texts: None, state: State, role: str, button: str
) -> None:
    with inside(app, "phan-thiet"):
        plans.at(state, "phan-thiet")

    page = home(client_of("phan-thiet", role), "phan-thiet")

    assert page.count("btn btn-primary") == 1
    assert f">{button}</a>" in page


def test_a_unit_that_has_begun_nothing_is_told_what_is_missing(client_of: ClientOf) -> None:
    page = home(client_of("phan-thiet"), "phan-thiet")

    assert ">Lập kế hoạch năm</a>" in page
    assert "Đơn vị chưa lập kế hoạch năm" in page
    assert "Chỉ tiêu chưa đăng ký" in page
    assert "Còn 7 ngày" in page
    assert "trước ngày 20/5/2024" in page


def test_the_head_is_asked_for_a_contact_officer_until_one_is_named(app: Flask, client_of: ClientOf) -> None:
    before = home(client_of("phan-thiet", "head"), "phan-thiet")
    with app.app_context():
        officer = db.session.scalars(db.select(User).filter_by(username=world.username("phan-thiet", "officer"))).one()
        officer.is_contact = True
        db.session.commit()

    after = home(client_of("phan-thiet", "head"), "phan-thiet")

    assert "Chưa có cán bộ đầu mối trong danh bạ" in before
    assert "Chưa có cán bộ đầu mối trong danh bạ" not in after


def test_gaps_of_the_register_are_counted(app: Flask, client_of: ClientOf) -> None:
    with inside(app, "phan-thiet"):
        recognition(products.product("Nước mắm Bà Hai"), date(2021, 6, 1))
        registrations.registration(products.product("Mực một nắng"))

    page = home(client_of("phan-thiet"), "phan-thiet")

    assert 'Chủ thể chưa rõ xã, phường, thị trấn</a> <span class="badge badge-warn">2</span>' in page
    assert 'Sản phẩm chưa xếp bộ sản phẩm</a> <span class="badge badge-warn">2</span>' in page
    assert 'Đăng ký còn dự thảo, cần trả lời cảnh báo và trình</a> <span class="badge badge-warn">1</span>' in page
    assert "Sản phẩm sắp hết hoặc đã hết thời hạn công nhận" in page
    assert "Chưa có sản phẩm nào đăng ký trong năm" not in page


def test_nothing_of_another_unit_counts_or_shows(app: Flask, client_of: ClientOf, texts: None) -> None:
    before = home(client_of("phan-thiet"), "phan-thiet")
    with inside(app, "la-gi"):
        producers.producer(CANARY)
        products.product(CANARY)
        programme.extension(date(2024, 5, 29)).reason = CANARY
        plans.at(State.WITH_HEAD, "la-gi")

    after = home(client_of("phan-thiet"), "phan-thiet")

    assert CANARY not in after
    assert "29/5/2024" not in after
    assert _body(after) == _body(before)
    assert client_of("phan-thiet").get("/la-gi/").status_code == 404


def test_the_latest_documents_from_above_are_one_click_away(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        key = programme.guidance().id
        db.session.commit()

    page = home(client_of("phan-thiet", "viewer"), "phan-thiet")

    assert f'href="/phan-thiet/van-ban-chi-dao/{key}"' in page


def test_an_issued_plan_is_judged_by_both_clocks(app: Flask, client_of: ClientOf, texts: None) -> None:
    with inside(app, "phan-thiet"):
        plans.at(State.SENT, "phan-thiet")

    page = home(client_of("phan-thiet"), "phan-thiet")

    assert page.count("Đúng hạn") == 2


def test_the_desk_sees_how_all_units_stand(
    app: Flask, client_of: ClientOf, texts: None, after_the_milestone: None
) -> None:
    with inside(app, "phan-thiet"):
        plans.at(State.SENT, "phan-thiet")

    page = home(client_of("ubnd-tinh", "province_officer"), "ubnd-tinh")

    assert ">Tiếp nhận kế hoạch</a>" in page
    assert "thị xã La Gi" in page
    assert "huyện Phú Quý" in page
    assert page.count("1/3") == 2
    assert "Đơn vị quá hạn ban hành kế hoạch" in page


def test_who_only_looks_gets_no_work_of_others(app: Flask, client_of: ClientOf, after_the_milestone: None) -> None:
    page = home(client_of("ubnd-tinh", "province_viewer"), "ubnd-tinh")

    assert "Không có việc nào chờ đồng chí." in page
    assert "thị xã La Gi" in page


def test_before_any_year_the_page_still_stands(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        for model in (Target, Milestone, Cycle):
            db.session.execute(db.delete(model))
        db.session.commit()

    assert home(client_of("phan-thiet"), "phan-thiet")
    assert home(client_of("ubnd-tinh", "province_officer"), "ubnd-tinh")


@pytest.mark.parametrize(("slug", "role"), [("phan-thiet", "officer"), ("ubnd-tinh", "province_officer")])
def test_the_page_costs_the_same_however_much_the_unit_holds(
    app: Flask, client_of: ClientOf, texts: None, statements: list[str], slug: str, role: str
) -> None:
    with inside(app, "phan-thiet"):
        plans.at(State.SENT, "phan-thiet")
        registrations.registration(products.product("Mắm lú"))
    client = client_of(slug, role)
    home(client, slug)
    statements.clear()
    home(client, slug)
    few = len(statements)
    with inside(app, "phan-thiet"):
        for number in range(8):
            registrations.registration(products.product(f"Sản phẩm riêng {number}"))
    with inside(app, "la-gi"):
        plans.at(State.SENT, "la-gi")
    statements.clear()

    home(client, slug)

    assert len(statements) == few
    assert few <= 40


def _body(page: str) -> str:
    """What stands in the page itself; the head carries a token of its own each time."""
    return page.split('<div class="panels">', 1)[1]


def test_the_home_page_counts_what_is_due_again_as_the_registrations_do(app: Flask) -> None:
    with inside(app, "phan-thiet") as unit_id:
        for number, on in enumerate((date(2021, 6, 1), date(2022, 1, 10), date(2023, 12, 1), None)):
            recognition(products.product(f"Sản phẩm {number}"), on)
        cycle = db.session.scalars(select(Cycle)).one()
        due = due_again(cycle)
        counted = queries.facts(units.by_id(unit_id), cycle, today=clock.today()).due_again

    assert counted == len(due)
    assert counted >= 2
