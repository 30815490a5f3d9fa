"""What the province does for one unit in the year's programme, and that nobody else can."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from ocop.core.db import db
from ocop.programme import queries
from ocop.programme.models import Extension, UnitTarget
from ocop.programme.rules import figure_field
from tests.factories import programme
from tests.factories.scopes import inside

ClientOf = Callable[..., FlaskClient]
PROVINCE = ("ubnd-tinh", "province_officer")


@pytest.fixture
def milestone_id(app: Flask) -> int:
    """The milestone of the plan."""
    with app.app_context():
        return programme.milestone().id


def test_more_time_is_given_in_the_units_own_scope(app: Flask, client_of: ClientOf, milestone_id: int) -> None:
    given = {"until": "24/5/2024", "reason": "Theo đề nghị của thị xã"}

    response = client_of(*PROVINCE).post(f"/tinh/chuong-trinh/la-gi/gia-han/{milestone_id}", data=given)

    assert response.status_code == 302
    with inside(app, "la-gi"):
        assert queries.extension(milestone_id) is not None
    with inside(app, "phan-thiet"):
        assert queries.extension(milestone_id) is None


@pytest.mark.parametrize(
    "given",
    [
        {"until": "20/5/2024", "reason": "Theo đề nghị"},
        {"until": "24/5/2024", "reason": ""},
        {"until": "30/2/2024", "reason": "Theo đề nghị"},
    ],
)
def test_more_time_needs_a_later_day_and_a_reason(
    app: Flask, client_of: ClientOf, milestone_id: int, given: dict[str, str]
) -> None:
    response = client_of(*PROVINCE).post(f"/tinh/chuong-trinh/la-gi/gia-han/{milestone_id}", data=given)

    assert response.status_code == 422
    assert given["until"] in response.get_data(as_text=True)
    with inside(app, "la-gi"):
        assert db.session.scalars(select(Extension)).all() == []


def test_targets_are_assigned_by_a_document(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        (box,) = (figure_field(one.id) for one in queries.targets(programme.cycle().id))
    path, client = "/tinh/chuong-trinh/la-gi/nam/2024/chi-tieu", client_of(*PROVINCE)

    without = client.post(path, data={box: "5"})
    response = client.post(path, data={box: "5", "document": "Công văn 1234/SNN ngày 10/5/2024"})

    assert (without.status_code, response.status_code) == (422, 302)
    with inside(app, "la-gi"):
        kept = db.session.execute(select(UnitTarget.assigned, UnitTarget.assigned_by)).one()
    assert kept == (5, "Công văn 1234/SNN ngày 10/5/2024")
    page = client.get("/tinh/chuong-trinh/la-gi/").get_data(as_text=True)
    assert "Công văn 1234/SNN ngày 10/5/2024" in page


@pytest.mark.parametrize(
    ("slug", "role", "status"),
    [("phan-thiet", "officer", 404), ("la-gi", "leader", 404), ("ubnd-tinh", "department", 404),
     ("ubnd-tinh", "province_viewer", 403)],
)  # fmt: skip
def test_nobody_else_acts_for_a_unit(
    app: Flask, client_of: ClientOf, milestone_id: int, slug: str, role: str, status: int
) -> None:
    client = client_of(slug, role)
    given = {"until": "24/5/2024", "reason": "Theo đề nghị"}

    assert client.post(f"/tinh/chuong-trinh/la-gi/gia-han/{milestone_id}", data=given).status_code == status
    assert client.post("/tinh/chuong-trinh/la-gi/nam/2024/chi-tieu", data={}).status_code == status
    with inside(app, "la-gi"):
        assert db.session.scalars(select(Extension)).all() == []


def test_a_unit_that_is_not_there_is_not_found(client_of: ClientOf, milestone_id: int) -> None:
    assert client_of(*PROVINCE).get(f"/tinh/chuong-trinh/khong-co/gia-han/{milestone_id}").status_code == 404
    assert client_of(*PROVINCE).get("/tinh/chuong-trinh/la-gi/gia-han/9999").status_code == 404
