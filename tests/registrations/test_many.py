"""Acts on the ticked rows of the list, and the columns that a person chose to see."""

from collections.abc import Callable
from io import BytesIO

import pypdfium2
import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import select

from ocop.core.db import db
from ocop.registrations import queries, services
from ocop.registrations.models import Registration
from ocop.registrations.rules import Concern, State
from tests.factories.products import product
from tests.factories.registrations import NOW, officer, registration
from tests.factories.scopes import inside

ClientOf = Callable[..., FlaskClient]
CANARY = "Cà phê Hoàng Yến"
LIST = "/phan-thiet/dang-ky"


@pytest.fixture
def ready(app: Flask) -> list[int]:
    """Two drafts of Phan Thiết whose warnings are answered."""
    with inside(app, "phan-thiet"):
        rows = [registration(product(name)) for name in ("Nước mắm Bà Hai", "Thanh long sấy")]
        for row in rows:
            services.answer(row, Concern.COMMUNE_UNKNOWN, "Sẽ bổ sung", by=officer(), now=NOW)
        return [row.id for row in rows]


@pytest.fixture
def unanswered(app: Flask) -> int:
    """A draft of Phan Thiết with a warning that nobody answered."""
    with inside(app, "phan-thiet"):
        return registration(product("Rượu nho")).id


@pytest.fixture
def of_la_gi(app: Flask) -> int:
    """A draft of La Gi."""
    with inside(app, "la-gi"):
        return registration(product(CANARY), by=officer("la-gi")).id


def states(app: Flask, slug: str = "phan-thiet") -> set[State]:
    with inside(app, slug):
        return set(db.session.scalars(select(Registration.state)))


def heads_of(data: bytes) -> list[str]:
    return [str(cell.value) for cell in next(load_workbook(BytesIO(data)).active.iter_rows())]


def test_the_ticked_registrations_are_submitted_together(app: Flask, client_of: ClientOf, ready: list[int]) -> None:
    answer = client_of("phan-thiet").post(f"{LIST}/chon/trinh", data={"chon": ready})

    assert answer.status_code == 302
    assert states(app) == {State.SUBMITTED}


def test_one_that_cannot_be_submitted_keeps_all_back_and_is_named(
    app: Flask, client_of: ClientOf, ready: list[int], unanswered: int
) -> None:
    answer = client_of("phan-thiet").post(f"{LIST}/chon/trinh", data={"chon": [*ready, unanswered]})

    assert answer.status_code == 422
    assert "Rượu nho" in answer.text
    assert "Nước mắm Bà Hai" not in answer.text
    assert states(app) == {State.DRAFT}


def test_everything_that_the_filter_leaves_is_meant(
    app: Flask, client_of: ClientOf, ready: list[int], unanswered: int
) -> None:
    answer = client_of("phan-thiet").post(f"{LIST}/chon/trinh?tim=nuoc+mam", data={"tat-ca": "1"})

    assert answer.status_code == 302
    with inside(app, "phan-thiet"):
        assert queries.registration(ready[0]).state is State.SUBMITTED
        assert queries.registration(ready[1]).state is State.DRAFT


def test_withdrawing_asks_for_the_reason_first(app: Flask, client_of: ClientOf, ready: list[int]) -> None:
    client = client_of("phan-thiet")

    asked = client.post(f"{LIST}/chon/rut", data={"chon": ready})
    before = states(app)
    empty = client.post(f"{LIST}/chon/rut", data={"chon": ready, "reason": ""})
    done = client.post(f"{LIST}/chon/rut", data={"chon": ready, "reason": "Chủ thể xin thôi"})

    assert (asked.status_code, empty.status_code, done.status_code) == (200, 422, 302)
    assert before == {State.DRAFT}
    assert states(app) == {State.WITHDRAWN}


def test_forms_of_the_ticked_registrations_come_in_one_file(client_of: ClientOf, ready: list[int]) -> None:
    client = client_of("phan-thiet")
    single = [len(pypdfium2.PdfDocument(client.get(f"{LIST}/{key}/phieu-dang-ky.pdf").data)) for key in ready]

    answer = client.post(f"{LIST}/chon/in-phieu", data={"chon": ready})

    assert len(pypdfium2.PdfDocument(answer.data)) == sum(single)


@pytest.mark.parametrize("act", ["trinh", "rut", "in-phieu"])
def test_another_units_registration_among_the_ticked_changes_nothing(
    app: Flask, client_of: ClientOf, ready: list[int], of_la_gi: int, act: str
) -> None:
    answer = client_of("phan-thiet").post(
        f"{LIST}/chon/{act}", data={"chon": [*ready, of_la_gi], "reason": "Chủ thể xin thôi"}
    )

    assert answer.status_code == 404
    assert CANARY not in answer.text
    assert states(app) == states(app, "la-gi") == {State.DRAFT}


@pytest.mark.parametrize("act", ["trinh", "rut", "in-phieu"])
def test_whoever_only_looks_does_nothing_with_ticked_rows(client_of: ClientOf, ready: list[int], act: str) -> None:
    client = client_of("phan-thiet", "viewer")

    answer = client.post(f"{LIST}/chon/{act}", data={"chon": ready})

    assert answer.status_code == 403
    assert 'name="chon"' not in client.get(f"{LIST}/").text


def test_without_a_tick_the_officer_is_told_to_tick(client_of: ClientOf, ready: list[int]) -> None:
    answer = client_of("phan-thiet").post(f"{LIST}/chon/trinh", data={})

    assert answer.status_code == 422
    assert "đánh dấu ít nhất một dòng" in answer.text


def test_chosen_columns_are_kept_in_their_order_for_page_and_file(client_of: ClientOf, ready: list[int]) -> None:
    client = client_of("phan-thiet")
    wanted = {"cot": ["chu-the", "tinh-trang"], "thu-tu-tinh-trang": "1", "thu-tu-chu-the": "2", "next": f"{LIST}/"}

    answer = client.post("/tai-khoan/cot/registrations", data=wanted)
    heads = heads_of(client.get(f"{LIST}/xuat-excel").data)
    page = client.get(f"{LIST}/").text.split("<thead>")[1].split("</thead>")[0]

    assert answer.location == f"{LIST}/"
    assert heads == ["Sản phẩm", "Tình trạng", "Chủ thể"]
    assert page.index("Tình trạng") < page.index("Chủ thể")
    assert "Loại đăng ký" not in page


def test_columns_are_each_persons_own_and_can_be_reset(client_of: ClientOf, ready: list[int]) -> None:
    officers, heads = client_of("phan-thiet"), client_of("phan-thiet", "head")
    usual = heads_of(heads.get(f"{LIST}/xuat-excel").data)

    officers.post("/tai-khoan/cot/registrations", data={"cot": ["ghi-chu"]})
    narrowed = heads_of(officers.get(f"{LIST}/xuat-excel").data)
    others = heads_of(heads.get(f"{LIST}/xuat-excel").data)
    officers.post("/tai-khoan/cot/registrations/mac-dinh")

    assert narrowed == ["Sản phẩm", "Ghi chú"]
    assert others == usual
    assert heads_of(officers.get(f"{LIST}/xuat-excel").data) == usual


def test_columns_of_an_unknown_list_do_not_exist(client_of: ClientOf) -> None:
    assert client_of("phan-thiet").post("/tai-khoan/cot/khong-co", data={"cot": ["x"]}).status_code == 404


def test_columns_that_do_not_exist_are_passed_over(client_of: ClientOf, ready: list[int]) -> None:
    client = client_of("phan-thiet")

    client.post("/tai-khoan/cot/registrations", data={"cot": ["quy", "mat-khau"], "thu-tu-quy": "x"})

    assert heads_of(client.get(f"{LIST}/xuat-excel").data) == ["Sản phẩm", "Quý"]


def test_the_list_costs_the_same_with_many_rows(
    app: Flask, client_of: ClientOf, ready: list[int], statements: list[str]
) -> None:
    client = client_of("phan-thiet")
    client.get(f"{LIST}/")
    statements.clear()
    client.get(f"{LIST}/")
    few = len(statements)
    with inside(app, "phan-thiet"):
        for number in range(12):
            registration(product(f"Sản phẩm số {number}"))
    statements.clear()

    client.get(f"{LIST}/")

    assert len(statements) == few
