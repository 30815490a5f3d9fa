"""The province receives or comments; what it consolidates is what stands on the signed page."""

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from ocop.core import clock
from ocop.core.db import db
from ocop.core.errors import DomainError, WrongState
from ocop.documents.models import Dispatch, Document, Incoming
from ocop.documents.services.sending import deliver
from ocop.plans import queries, services
from ocop.plans.models import PlanComment
from ocop.plans.rules import Source, State
from ocop.plans.rules.content import Money, Remark
from ocop.plans.rules.figures import Figures
from ocop.registrations.rules import Kind
from ocop.tenancy import acting_in
from tests.factories import plans, world

Within = Callable[[str], int]

pytestmark = pytest.mark.usefixtures("texts")
BY = ("ubnd-tinh", "province_officer")


def test_a_receipt_freezes_the_figures_of_the_signed_page(within: Within) -> None:
    within("phan-thiet")
    plans.submitted("Nước mắm nhĩ")
    plans.submitted("Rong nho", Kind.UPGRADE)
    plan = plans.draft("phan-thiet")
    services.save_budget(
        plan,
        lines=[Money("Tập huấn", {Source.CENTRAL: 60_000_000, Source.OTHER: 5_000_000})],
        version=1,
        by=plans.who("phan-thiet", "officer"),
    )
    plans.at(State.SENT, "phan-thiet")
    plans.submitted("Sản phẩm đăng ký sau khi gửi")

    plans.receive(plan)

    receipt = queries.receipt(plan.id)
    assert receipt is not None
    assert Figures.load(receipt.figures) == Figures(1, 1, 0, {"trung_uong": 60_000_000, "khac": 5_000_000})
    assert (plan.state, receipt.incoming_number) == (State.RECEIVED, "125")


@pytest.mark.parametrize("state", [State.DRAFT, State.CHECKED, State.ISSUED])
def test_a_plan_that_was_not_sent_is_neither_received_nor_commented(within: Within, state: State) -> None:
    within("phan-thiet")
    plan = plans.at(state, "phan-thiet")

    with pytest.raises(WrongState, match="chưa gửi"):
        plans.receive(plan)
    with pytest.raises(WrongState, match="chưa gửi"):
        plans.comment(plan)


def test_a_received_plan_is_not_received_again_nor_commented(within: Within) -> None:
    within("phan-thiet")
    plan = plans.at(State.RECEIVED, "phan-thiet")

    with pytest.raises(WrongState, match="đã được tiếp nhận"):
        plans.receive(plan)
    with pytest.raises(WrongState, match="đã được tiếp nhận"):
        plans.comment(plan)


def test_a_commented_plan_may_still_be_received_or_commented_again(within: Within) -> None:
    within("phan-thiet")
    plan = plans.at(State.COMMENTED, "phan-thiet")

    plans.comment(plan)
    plans.receive(plan)

    assert plan.state is State.RECEIVED
    assert len(queries.comments(plan.id)) == 2


@pytest.mark.parametrize(
    ("number", "on"),
    [("một", date(2024, 5, 13)), ("125", date(2024, 5, 14)), ("125", date(2024, 5, 12))],
)
def test_an_incoming_number_that_is_none_or_a_day_that_cannot_be_is_refused(
    within: Within, number: str, on: date
) -> None:
    within("phan-thiet")
    plan = plans.at(State.SENT, "phan-thiet")

    with pytest.raises(DomainError):
        services.receive(plan, number=number, on=on, by=plans.who(*BY), now=clock.now())


@pytest.mark.parametrize("remarks", [{}, {"content": Remark("", "")}, {"content": Remark("Bổ sung lịch.", " ")}])
def test_a_comment_says_what_and_why(within: Within, remarks: dict[str, Remark]) -> None:
    within("phan-thiet")
    plan = plans.at(State.SENT, "phan-thiet")

    with pytest.raises(DomainError):
        services.comment(plan, remarks=remarks, by=plans.who(*BY), now=clock.now())

    assert plan.state is State.SENT


def test_the_incoming_number_stands_in_the_register_of_the_desk_too(
    app: Flask, client_of: Callable[..., FlaskClient]
) -> None:
    with app.app_context():
        unit, desk = world.unit_id("phan-thiet"), world.unit_id("ubnd-tinh")
    with app.app_context(), acting_in(unit):
        key = plans.at(State.SENT, "phan-thiet").id
    with app.app_context():
        deliver(unit)
    client = client_of(*BY)

    client.post(f"/tinh/ke-hoach/phan-thiet/{key}/tiep-nhan", data={"number": "125", "on": "13/5/2024"})

    with app.app_context(), acting_in(desk):
        (arrived,) = db.session.scalars(select(Incoming)).all()
    assert (arrived.incoming_number, arrived.incoming_on) == ("125", date(2024, 5, 13))


def test_a_number_that_the_desks_clerk_entered_is_offered(app: Flask, client_of: Callable[..., FlaskClient]) -> None:
    with app.app_context():
        unit, desk = world.unit_id("phan-thiet"), world.unit_id("ubnd-tinh")
    with app.app_context(), acting_in(unit):
        key = plans.at(State.SENT, "phan-thiet").id
    with app.app_context():
        deliver(unit)
    with app.app_context(), acting_in(desk):
        (arrived,) = db.session.scalars(select(Incoming)).all()
        arrived.incoming_number, arrived.incoming_on = "333", date(2024, 5, 13)

    page = client_of(*BY).get(f"/tinh/ke-hoach/phan-thiet/{key}")

    assert 'value="333"' in page.text


def test_the_provinces_plan_goes_to_every_unit_below(within: Within) -> None:
    within("ubnd-tinh")
    plan = plans.at(State.ISSUED, "ubnd-tinh")

    plans.send(plan, "ubnd-tinh")

    receivers = db.session.scalars(select(Dispatch.receiver).order_by(Dispatch.receiver)).all()
    assert receivers == [
        "Ủy ban nhân dân huyện Phú Quý",
        "Ủy ban nhân dân thành phố Phan Thiết",
        "Ủy ban nhân dân thị xã La Gi",
    ]


def test_the_letter_of_comments_is_drafted_at_the_provinces_desk(
    app: Flask, client_of: Callable[..., FlaskClient]
) -> None:
    with app.app_context():
        unit, desk = world.unit_id("phan-thiet"), world.unit_id("ubnd-tinh")
    with app.app_context(), acting_in(unit):
        key = plans.at(State.SENT, "phan-thiet").id
    client = client_of(*BY)

    answer = client.post(
        f"/tinh/ke-hoach/phan-thiet/{key}/gop-y",
        data={"comment-content": "Bổ sung lịch.", "reason-content": "Kế hoạch chưa nêu.", "reply_by": "25/5/2024"},
    )

    assert answer.status_code == 302, answer.text
    with app.app_context(), acting_in(desk):
        (letter,) = db.session.scalars(select(Document)).all()
        token, content = letter.token, letter.content
    with app.app_context(), acting_in(unit):
        (comment,) = db.session.scalars(select(PlanComment)).all()
    assert comment.letter_token == token
    assert "Mục III. Nội dung, kinh phí" in content
    assert "Bổ sung lịch." in content
