"""The survey of potential products: the district asks, communes answer, ideas become registrations."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import BytesIO
from threading import Barrier

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import select

from ocop.accounts.models import User
from ocop.core import clock
from ocop.core.db import db
from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.registrations.models import Registration, Survey, SurveyAnswer, SurveyIdea
from ocop.registrations.queries import survey as queries
from ocop.registrations.rules import Kind, State
from ocop.registrations.rules.survey import IdeaState
from ocop.registrations.services import survey as services
from ocop.tenancy import access
from tests.factories.producers import producer
from tests.factories.registrations import officer
from tests.factories.scopes import inside
from tests.factories.surveys import DUE, NOW, answer_of, commune, idea, posted, survey

ClientOf = Callable[..., FlaskClient]
CANARY = "Yến sào Hòn Bà"
WRITTEN = {"product": "Rượu nho", "producer": "", "reason": "Nho trồng tại chỗ", "version": "1"}
HOW = {"contact": "0900", "contact_consent": "y"}


@pytest.fixture
def at_mui_ne(app: Flask, client_of: ClientOf) -> FlaskClient:
    """Somebody of the ward Mũi Né, in a running round of the city."""
    with app.app_context():
        posted("phan-thiet", "Mũi Né")
    with inside(app, "phan-thiet"):
        survey()
    return client_of("phan-thiet", "commune")


@pytest.fixture
def two_ideas(app: Flask, at_mui_ne: FlaskClient) -> tuple[int, int]:
    """An idea of the own ward and one of the neighbouring ward."""
    with inside(app, "phan-thiet"):
        row = db.session.scalars(select(Survey)).one()
        return idea(row, "Mũi Né", "Mực một nắng", "HTX Biển Xanh").id, idea(row, "Phú Hài", CANARY).id


@pytest.fixture
def of_la_gi(app: Flask) -> tuple[int, int]:
    """A round of La Gi and an idea in it."""
    with inside(app, "la-gi"):
        row = survey("la-gi")
        return row.id, idea(row, "Bình Tân", CANARY).id


def test_another_units_communes_are_not_asked(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        keys = [str(commune(name).id) for name in ("Mũi Né", "Bình Tân")]

    answer = client_of("phan-thiet").post("/phan-thiet/khao-sat/", data={"due": "17/5/2024", "communes": keys})

    assert answer.status_code == 422
    with inside(app, "phan-thiet"):
        assert db.session.scalars(select(Survey)).all() == []


def test_a_round_is_opened_for_the_chosen_communes(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        key = str(commune("Mũi Né").id)

    answer = client_of("phan-thiet").post("/phan-thiet/khao-sat/", data={"due": "17/5/2024", "communes": [key]})

    assert answer.status_code == 302
    with inside(app, "phan-thiet"):
        assert [str(one) for one in db.session.scalars(select(SurveyAnswer.commune_id))] == [key]


def test_the_menu_of_a_commune_has_its_own_pages_only(at_mui_ne: FlaskClient) -> None:
    page = at_mui_ne.get("/phan-thiet/khao-sat-xa/y-tuong").text

    nav = page[page.index('id="muc-luc"') : page.index("</nav>")]
    assert re.findall(r">([^<>\n]+)</a>", nav) == ["Khảo sát của xã", "Minh chứng của xã"]
    assert 'aria-current="true">Khảo sát của xã' in nav


def test_the_round_says_which_communes_have_answered(app: Flask, client_of: ClientOf, at_mui_ne: FlaskClient) -> None:
    at_mui_ne.post("/phan-thiet/khao-sat-xa/gui")

    page = client_of("phan-thiet").get("/phan-thiet/khao-sat/").text

    assert '<progress value="1" max="2"' in page
    assert page.index("Phường Phú Hài") < page.index("Phường Mũi Né"), "who has not answered stands first"


def test_communes_stand_in_the_order_in_which_they_need_the_officer(
    app: Flask, client_of: ClientOf, two_ideas: tuple[int, int]
) -> None:
    with inside(app, "phan-thiet"):
        row = db.session.scalars(select(Survey)).one()
        key = row.id
        for name in ("Mũi Né", "Phú Hài"):
            services.answer(answer_of(row, name), by=officer(), now=NOW)
        services.decline(queries.idea(two_ideas[0]), reason="Trùng", by=officer(), now=NOW)
        done_last = [one.name for one in queries.communes(key)]
        answer_of(row, "Mũi Né").answered_at = None
        db.session.flush()
        silent_first = [one.name for one in queries.communes(key)]

    assert done_last == ["Phú Hài", "Mũi Né"]
    assert silent_first == ["Mũi Né", "Phú Hài"]


def test_a_year_has_one_round(app: Flask, client_of: ClientOf, at_mui_ne: FlaskClient) -> None:
    with inside(app, "phan-thiet"):
        keys = [str(one) for one in db.session.scalars(select(SurveyAnswer.commune_id))]

    answer = client_of("phan-thiet").post("/phan-thiet/khao-sat/", data={"due": "20/5/2024", "communes": keys})

    assert answer.status_code == 409


def test_a_commune_writes_down_what_it_knows_and_sends_it(app: Flask, at_mui_ne: FlaskClient) -> None:
    made = at_mui_ne.post("/phan-thiet/khao-sat-xa/y-tuong", data=WRITTEN)
    sent = at_mui_ne.post("/phan-thiet/khao-sat-xa/gui")

    assert (made.status_code, sent.status_code) == (302, 302)
    with inside(app, "phan-thiet"):
        row = db.session.scalars(select(SurveyIdea)).one()
        assert (row.product, row.producer, row.state) == ("Rượu nho", None, IdeaState.WAITING)


def test_how_to_reach_a_person_is_kept_with_consent_only(app: Flask, at_mui_ne: FlaskClient) -> None:
    refused = at_mui_ne.post("/phan-thiet/khao-sat-xa/y-tuong", data=WRITTEN | {"contact": "0900"})
    at_mui_ne.post("/phan-thiet/khao-sat-xa/y-tuong", data=WRITTEN | HOW)

    assert refused.status_code == 422
    assert 'value="0900"' in refused.text, "what was typed is still there"
    with inside(app, "phan-thiet"):
        kept = db.session.scalars(select(SurveyIdea.contact).order_by(SurveyIdea.id)).all()
        assert kept == ["0900"]


def test_a_consent_that_a_colleague_noted_meanwhile_is_not_given_by_saving_ones_own_text(
    app: Flask, at_mui_ne: FlaskClient, two_ideas: tuple[int, int]
) -> None:
    address = f"/phan-thiet/khao-sat-xa/y-tuong/{two_ideas[0]}"
    at_mui_ne.post(address, data=WRITTEN | HOW)

    late = at_mui_ne.post(address, data=WRITTEN | {"contact": "0900"})
    boxes = re.findall(r'<textarea [^>]*name="([^"]+)"[^>]*>([^<]*)</textarea>', late.text)
    saved = at_mui_ne.post(address, data=WRITTEN | {"contact": "0900"} | dict(boxes) | {"version": "2"})

    assert (late.status_code, saved.status_code) == (409, 302)
    with inside(app, "phan-thiet"):
        row = db.session.get_one(SurveyIdea, two_ideas[0])
        assert (row.contact_consent, row.contact) == (False, None)


def test_on_the_last_day_a_commune_still_answers(at_mui_ne: FlaskClient, two_ideas: tuple[int, int]) -> None:
    clock.configure(DUE)

    answers = [
        at_mui_ne.post("/phan-thiet/khao-sat-xa/y-tuong", data=WRITTEN).status_code,
        at_mui_ne.post(f"/phan-thiet/khao-sat-xa/y-tuong/{two_ideas[0]}", data=WRITTEN).status_code,
        at_mui_ne.post("/phan-thiet/khao-sat-xa/gui").status_code,
    ]

    assert answers == [302] * 3


def test_after_the_last_day_a_commune_changes_nothing(
    app: Flask, at_mui_ne: FlaskClient, two_ideas: tuple[int, int]
) -> None:
    clock.configure(date(2024, 5, 18))

    answers = [
        at_mui_ne.post("/phan-thiet/khao-sat-xa/y-tuong", data=WRITTEN).status_code,
        at_mui_ne.post(f"/phan-thiet/khao-sat-xa/y-tuong/{two_ideas[0]}", data=WRITTEN).status_code,
        at_mui_ne.post(f"/phan-thiet/khao-sat-xa/y-tuong/{two_ideas[0]}/xoa").status_code,
        at_mui_ne.post("/phan-thiet/khao-sat-xa/gui").status_code,
    ]

    assert answers == [409] * 4


def test_a_commune_sees_its_own_ideas_only(at_mui_ne: FlaskClient, two_ideas: tuple[int, int]) -> None:
    page = at_mui_ne.get("/phan-thiet/khao-sat-xa/").text
    foreign = f"/phan-thiet/khao-sat-xa/y-tuong/{two_ideas[1]}"

    answers = [at_mui_ne.get(foreign), at_mui_ne.post(foreign, data=WRITTEN), at_mui_ne.post(f"{foreign}/xoa")]

    assert "Mực một nắng" in page
    assert CANARY not in page
    assert [answer.status_code for answer in answers] == [404] * 3


def test_a_commune_sees_nothing_else_of_the_unit(app: Flask, at_mui_ne: FlaskClient) -> None:
    opened_to = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "workspace" in rule.arguments
        and access.Permission.ANSWER_SURVEY in (access.declaration(app, rule.endpoint) or ())
    }

    pages = ["dang-ky/", "khao-sat/", "san-pham/", "chu-the/", "ke-hoach/", "van-ban/", "cong-nhan/", "viec/"]
    answers = {page: at_mui_ne.get(f"/phan-thiet/{page}").status_code for page in pages}

    assert {name.split(".")[0] for name in opened_to} == {"registrations_commune", "workspace"}
    assert answers == dict.fromkeys(pages, 403)


def test_the_way_home_of_a_commune_is_its_survey(at_mui_ne: FlaskClient) -> None:
    answer = at_mui_ne.get("/phan-thiet/")

    assert answer.location == "/phan-thiet/khao-sat-xa/"
    assert at_mui_ne.get(answer.location).status_code == 200


def test_an_account_without_a_commune_is_told_whom_to_ask(client_of: ClientOf) -> None:
    answer = client_of("phan-thiet", "commune").get("/phan-thiet/khao-sat-xa/")

    assert answer.status_code == 403
    assert "chưa gắn với xã" in answer.text


def test_an_idea_becomes_a_registration_with_its_producer_and_product(
    app: Flask, client_of: ClientOf, two_ideas: tuple[int, int]
) -> None:
    written = {"producer_id": "", "producer_name": "HTX Biển Xanh"}

    answer = client_of("phan-thiet").post(f"/phan-thiet/khao-sat/y-tuong/{two_ideas[0]}/lap-dang-ky", data=written)

    assert answer.status_code == 302
    with inside(app, "phan-thiet"):
        made = db.session.scalars(select(Registration)).one()
        product = db.session.get_one(Product, made.product_id)
        producer = db.session.get_one(Producer, product.producer_id)
        assert (made.state, made.kind, product.name) == (State.IDEA, Kind.NEW, "Mực một nắng")
        assert (producer.name, producer.commune_id is not None) == ("HTX Biển Xanh", True)
        assert db.session.get_one(SurveyIdea, two_ideas[0]).registration_id == made.id


def test_an_idea_without_a_producer_asks_for_one(app: Flask, client_of: ClientOf, two_ideas: tuple[int, int]) -> None:
    answer = client_of("phan-thiet").post(
        f"/phan-thiet/khao-sat/y-tuong/{two_ideas[1]}/lap-dang-ky", data={"producer_id": "", "producer_name": ""}
    )

    assert answer.status_code == 422
    with inside(app, "phan-thiet"):
        assert db.session.scalars(select(Registration)).all() == []


def test_of_two_producers_with_the_name_of_an_idea_the_officer_chooses_one(
    app: Flask, client_of: ClientOf, two_ideas: tuple[int, int]
) -> None:
    with inside(app, "phan-thiet"):
        meant = [producer("HTX Biển Xanh"), producer("HTX BIỂN XANH")][1].id
    address = f"/phan-thiet/khao-sat/y-tuong/{two_ideas[0]}/lap-dang-ky"

    unclear = client_of("phan-thiet").post(address, data={"producer_name": "HTX Biển Xanh"})
    chosen = client_of("phan-thiet").post(address, data={"producer_id": str(meant), "producer_name": "HTX Biển Xanh"})

    assert (unclear.status_code, chosen.status_code) == (422, 302)
    assert "Vui lòng chọn trong danh sách" in unclear.text
    with inside(app, "phan-thiet"):
        assert db.session.scalars(select(Product.producer_id)).all() == [meant]


def test_an_idea_is_taken_up_once(client_of: ClientOf, two_ideas: tuple[int, int]) -> None:
    client, address = client_of("phan-thiet"), f"/phan-thiet/khao-sat/y-tuong/{two_ideas[0]}/lap-dang-ky"

    answers = [client.post(address, data={"producer_name": "HTX Biển Xanh"}).status_code for _ in range(2)]

    assert answers == [302, 409]


def test_the_commune_reads_why_its_idea_was_not_taken_up(
    client_of: ClientOf, at_mui_ne: FlaskClient, two_ideas: tuple[int, int]
) -> None:
    client_of("phan-thiet").post(
        f"/phan-thiet/khao-sat/y-tuong/{two_ideas[0]}/khong-chon", data={"reason": "Đã có sản phẩm tương tự"}
    )

    assert "Đã có sản phẩm tương tự" in at_mui_ne.get("/phan-thiet/khao-sat-xa/").text


def test_another_units_survey_does_not_exist(app: Flask, client_of: ClientOf, of_la_gi: tuple[int, int]) -> None:
    client, (survey_id, idea_id) = client_of("phan-thiet"), of_la_gi
    base = "/phan-thiet/khao-sat"

    answers = [
        client.get(f"{base}/y-tuong/{idea_id}"),
        client.post(f"{base}/y-tuong/{idea_id}/lap-dang-ky", data={"producer_name": "A"}),
        client.post(f"{base}/y-tuong/{idea_id}/khong-chon", data={"reason": "A"}),
        client.post(f"{base}/{survey_id}/thoi-han", data={"due": "30/5/2024"}),
    ]
    shown = client.get(f"{base}/").text + _text(client.get(f"{base}/xuat-excel").data)

    assert [answer.status_code for answer in answers] == [404] * 4
    assert CANARY not in shown + "".join(answer.text for answer in answers)


def test_the_export_carries_ideas_but_no_way_to_reach_a_person(
    app: Flask, client_of: ClientOf, two_ideas: tuple[int, int]
) -> None:
    with inside(app, "phan-thiet"):
        row = db.session.get_one(SurveyIdea, two_ideas[0])
        row.contact_consent, row.contact = True, "0912 345 678"

    export = _text(client_of("phan-thiet").get("/phan-thiet/khao-sat/xuat-excel").data)

    assert "Mực một nắng" in export
    assert "0912" not in export


def test_the_head_ties_an_account_to_a_commune(app: Flask, client_of: ClientOf) -> None:
    with inside(app, "phan-thiet"):
        person = db.session.scalars(select(User).where(User.username == "commune.phan-thiet")).one().id
    written = {"name": "Cán bộ xã", "roles": "commune", "commune": ""}

    answer = client_of("phan-thiet", "head").post(f"/phan-thiet/nguoi-dung/{person}/sua", data=written)

    assert answer.status_code == 422


def test_the_page_of_a_round_costs_the_same_with_many_ideas(
    app: Flask, client_of: ClientOf, two_ideas: tuple[int, int], statements: list[str]
) -> None:
    client = client_of("phan-thiet")
    client.get("/phan-thiet/khao-sat/")
    statements.clear()
    client.get("/phan-thiet/khao-sat/")
    few = len(statements)
    with inside(app, "phan-thiet"):
        row = db.session.scalars(select(Survey)).one()
        for number in range(10):
            idea(row, "Mũi Né", f"Sản phẩm {number}")
    statements.clear()

    client.get("/phan-thiet/khao-sat/")

    assert len(statements) == few


def _text(data: bytes) -> str:
    sheet = load_workbook(BytesIO(data)).active
    return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row)


def test_an_idea_that_two_officers_take_up_at_the_same_moment_becomes_one_registration(
    app: Flask, client_of: ClientOf, two_ideas: tuple[int, int]
) -> None:
    address = f"/phan-thiet/khao-sat/y-tuong/{two_ideas[0]}/lap-dang-ky"
    clients = [client_of("phan-thiet"), client_of("phan-thiet")]
    starting_gun = Barrier(len(clients))

    def take_up(client: FlaskClient, producer: str) -> int:
        starting_gun.wait()
        return client.post(address, data={"producer_name": producer}).status_code

    with ThreadPoolExecutor(len(clients)) as threads:
        answers = list(threads.map(take_up, clients, ("HTX Biển Xanh", "HTX Biển Đông")))

    assert sorted(answers) == [302, 409]
    with inside(app, "phan-thiet"):
        assert len(db.session.scalars(select(Registration)).all()) == 1
