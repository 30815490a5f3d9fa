"""The pages take a plan the whole way round, as the offices' people press their buttons."""

from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ocop.core.db import db
from ocop.plans.models import Plan
from ocop.plans.rules import State
from ocop.tenancy.scope import enter, of_unit
from tests.factories import plans, world

ClientOf = Callable[..., FlaskClient]
HOME = "/phan-thiet/ke-hoach"

pytestmark = pytest.mark.usefixtures("texts")


def state(app: Flask, plan_id: int) -> State:
    with app.app_context():
        enter(of_unit(world.unit_id("phan-thiet"), writable=False))
        return db.session.get_one(Plan, plan_id).state


def test_the_buttons_lead_from_a_draft_to_a_received_plan(app: Flask, client_of: ClientOf) -> None:
    officer, head, office = (client_of("phan-thiet", role) for role in ("officer", "head", "office"))
    leader, clerk = client_of("phan-thiet", "leader"), client_of("phan-thiet", "clerk")
    province = client_of("ubnd-tinh", "province_officer")

    made = officer.post(f"{HOME}/")
    edit = made.headers["Location"]
    plan_id = int(edit.split("/")[-2])
    page = f"{HOME}/{plan_id}"
    for who, path, form in (
        (officer, "/trinh", {}),
        (head, "/thong-qua-noi-dung", {}),
        (office, "/thong-qua-the-thuc", {}),
        (leader, "/trinh-ky", {}),
        (clerk, "/vao-so", {"number": "87", "dated": "13/5/2024"}),
    ):
        answer = who.post(f"{page}{path}", data=form)
        assert answer.status_code == 302, answer.text
    pages = plans_pages(app, plan_id)
    scan = {"signed_copy": (BytesIO(plans.pdf(pages)), "ban-ky.pdf")}
    assert clerk.post(f"{page}/ban-ky", data=scan).status_code == 302
    assert clerk.post(f"{page}/gui", data={"channel": "axis", "on": "13/5/2024"}).status_code == 302
    received = province.post(
        f"/tinh/ke-hoach/phan-thiet/{plan_id}/tiep-nhan", data={"number": "125", "on": "13/5/2024"}
    )

    assert received.status_code == 302, received.text
    assert state(app, plan_id) is State.RECEIVED


def plans_pages(app: Flask, plan_id: int) -> int:
    from ocop.plans import queries

    with app.app_context():
        enter(of_unit(world.unit_id("phan-thiet"), writable=False))
        document = queries.plan(plan_id).document
        assert document is not None
        assert document.pages is not None
        return document.pages


@pytest.mark.parametrize(
    "path",
    ["", "/sua", "/the-thuc", "/kinh-phi", "/lich", "/cap-nhat", "/xem-truoc", "/so-sanh", "/so-sanh?voi=tinh",
     "/du-thao.pdf", "/du-thao.docx"],
)  # fmt: skip
@pytest.mark.parametrize("reached", [State.DRAFT, State.CHECKED, State.RECEIVED])
def test_every_page_of_a_plan_opens_in_every_state(app: Flask, client_of: ClientOf, path: str, reached: State) -> None:
    with app.app_context():
        enter(of_unit(world.unit_id("phan-thiet"), writable=True))
        plan_id = plans.at(reached, "phan-thiet").id

    answer = client_of("phan-thiet").get(f"{HOME}/{plan_id}{path}")

    assert answer.status_code == 200, answer.text
