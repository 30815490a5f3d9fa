"""A registered product's way through the year: steps carried out, support planned and given."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import select

from ocop.core.db import db
from ocop.registrations.models import CycleStep, StepDone, Support, SupportKind
from ocop.registrations.queries import journey as queries
from ocop.registrations.rules.journey import Sums, SupportFacts, sums
from ocop.registrations.services import journey as services
from tests.factories.products import product
from tests.factories.registrations import officer, registration
from tests.factories.scopes import inside

ClientOf = Callable[..., FlaskClient]
Within = Callable[[str], int]
CANARY = "Cà phê Hoàng Yến"


def supported(slug: str, name: str, **facts: object) -> tuple[int, int]:
    """A registration of the unit with one piece of help."""
    row = registration(product(name), by=officer(slug))
    db.session.flush()
    kind = db.session.scalars(select(SupportKind.id)).first()
    assert kind is not None
    one = services.add_support(row, SupportFacts(kind_id=kind, **facts), by=officer(slug))  # type: ignore[arg-type]
    db.session.flush()
    return row.id, one.id


@pytest.fixture
def of_la_gi(app: Flask) -> tuple[int, int]:
    """A registration of La Gi and the help for it."""
    with inside(app, "la-gi"):
        return supported("la-gi", CANARY, what=CANARY)


@pytest.fixture
def of_phan_thiet(app: Flask) -> tuple[int, int]:
    """A registration of Phan Thiết and the help for it, given, of five million."""
    with inside(app, "phan-thiet"):
        return supported(
            "phan-thiet", "Nước mắm Bà Hai", what="200 hộp giấy", dated=date(2024, 5, 10), amount=5_000_000, done=True
        )


def step_id(app: Flask) -> int:
    with app.app_context():
        return db.session.scalars(select(CycleStep.id)).one()


def text_of(data: bytes) -> str:
    sheet = load_workbook(BytesIO(data)).active
    return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row)


def test_sums_of_help_keep_unknown_amounts_apart_from_nothing() -> None:
    assert sums([(True, 5), (True, None), (False, 9)]) == Sums(planned=1, given=2, amount=5)
    assert sums([(True, None)]) == Sums(planned=0, given=1, amount=None)


def test_a_step_is_noted_with_its_day_and_who_carried_it_out(
    app: Flask, client_of: ClientOf, of_phan_thiet: tuple[int, int]
) -> None:
    client, key = client_of("phan-thiet"), of_phan_thiet[0]
    written = {"done_on": "10/5/2024", "done_by": "UBND phường Mũi Né", "note": "Họp dân"}

    answer = client.post(f"/phan-thiet/dang-ky/{key}/buoc/{step_id(app)}", data=written)
    page = client.get(f"/phan-thiet/dang-ky/{key}").text

    assert answer.status_code == 302
    assert "UBND phường Mũi Né" in page
    assert "10/5/2024" in page


def test_a_registration_goes_by_the_edition_in_force_on_the_day_it_was_filed(within: Within) -> None:
    within("phan-thiet")
    row = registration(product("Nước mắm Bà Hai"))
    old = db.session.scalars(select(CycleStep)).one()
    changed_on = date(2026, 6, 1)
    new = CycleStep(
        edition="2026",
        valid_from=changed_on,
        position=1,
        key="mot-buoc",
        title="Bước mới",
        source="QĐ",
        standing="sure",
    )
    db.session.add(new)
    db.session.flush()

    before, since = (queries.steps(row, filed_on=day) for day in (date(2026, 5, 31), changed_on))

    assert [one.step for one in before] == [old]
    assert [one.step for one in since] == [new]


def test_a_step_is_not_noted_before_it_happened(
    app: Flask, client_of: ClientOf, of_phan_thiet: tuple[int, int]
) -> None:
    answer = client_of("phan-thiet").post(
        f"/phan-thiet/dang-ky/{of_phan_thiet[0]}/buoc/{step_id(app)}", data={"done_on": "14/5/2024", "done_by": "Xã"}
    )

    assert answer.status_code == 422


def test_a_note_made_by_mistake_is_taken_back(app: Flask, client_of: ClientOf, of_phan_thiet: tuple[int, int]) -> None:
    client, address = client_of("phan-thiet"), f"/phan-thiet/dang-ky/{of_phan_thiet[0]}/buoc/{step_id(app)}"
    client.post(address, data={"done_on": "10/5/2024", "done_by": "Xã"})

    client.post(f"{address}/bo")

    with inside(app, "phan-thiet"):
        assert db.session.scalars(select(StepDone)).all() == []


def test_help_is_noted_corrected_and_struck(app: Flask, client_of: ClientOf, of_phan_thiet: tuple[int, int]) -> None:
    client, (key, support_id) = client_of("phan-thiet"), of_phan_thiet
    with app.app_context():
        kind = str(db.session.scalars(select(SupportKind.id)).first())
    base = f"/phan-thiet/dang-ky/{key}/ho-tro"

    added = client.post(base, data={"kind_id": kind, "what": "Nhãn mới", "amount": "1.250.000"})
    changed = client.post(f"{base}/{support_id}", data={"kind_id": kind, "what": "300 hộp giấy"})
    with inside(app, "phan-thiet"):
        seen = db.session.scalars(select(Support).order_by(Support.id)).all()
        said = [(one.what, one.amount, one.done) for one in seen]
    struck = client.post(f"{base}/{support_id}/xoa")

    assert [added.status_code, changed.status_code, struck.status_code] == [302] * 3
    assert said == [("300 hộp giấy", None, False), ("Nhãn mới", 1_250_000, False)]
    with inside(app, "phan-thiet"):
        assert len(db.session.scalars(select(Support)).all()) == 1


def test_help_given_needs_its_day(app: Flask, client_of: ClientOf, of_phan_thiet: tuple[int, int]) -> None:
    with app.app_context():
        kind = str(db.session.scalars(select(SupportKind.id)).first())

    answer = client_of("phan-thiet").post(
        f"/phan-thiet/dang-ky/{of_phan_thiet[0]}/ho-tro", data={"kind_id": kind, "done": "y"}
    )

    assert answer.status_code == 422


def test_the_year_says_which_product_got_what(
    client_of: ClientOf, of_phan_thiet: tuple[int, int], of_la_gi: tuple[int, int]
) -> None:
    client = client_of("phan-thiet")

    page = client.get("/phan-thiet/dang-ky/ho-tro").text
    export = text_of(client.get("/phan-thiet/dang-ky/ho-tro/xuat-excel").data)

    assert "5.000.000" in page
    assert "5000000" in export
    assert "Thiết kế bao bì" in page
    assert CANARY not in page + export


def test_another_units_help_and_steps_do_not_exist(
    app: Flask, client_of: ClientOf, of_la_gi: tuple[int, int], of_phan_thiet: tuple[int, int]
) -> None:
    client, (key, support_id), own = client_of("phan-thiet"), of_la_gi, of_phan_thiet[0]
    written = {"kind_id": "1", "done_on": "10/5/2024", "done_by": "Xã"}
    base = "/phan-thiet/dang-ky"
    paths = [
        f"{base}/{key}/buoc/{step_id(app)}",
        f"{base}/{key}/buoc/{step_id(app)}/bo",
        f"{base}/{key}/ho-tro",
        f"{base}/{key}/ho-tro/{support_id}",
        f"{base}/{own}/ho-tro/{support_id}",
        f"{base}/{own}/ho-tro/{support_id}/xoa",
    ]

    answers = [client.post(path, data=written) for path in paths]

    assert [answer.status_code for answer in answers] == [404] * 6
    assert all(CANARY not in answer.text for answer in answers)


def test_the_sum_of_the_year_costs_the_same_with_many_products(
    app: Flask, client_of: ClientOf, of_phan_thiet: tuple[int, int], statements: list[str]
) -> None:
    client = client_of("phan-thiet")
    client.get("/phan-thiet/dang-ky/ho-tro")
    statements.clear()
    client.get("/phan-thiet/dang-ky/ho-tro")
    few = len(statements)
    with inside(app, "phan-thiet"):
        for number in range(8):
            supported("phan-thiet", f"Sản phẩm số {number}")
    statements.clear()

    client.get("/phan-thiet/dang-ky/ho-tro")

    assert len(statements) == few
