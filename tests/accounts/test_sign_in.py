"""Signing in: the right password opens, everything else looks the same, and guessing is held back."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from time import perf_counter

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update
from werkzeug.test import TestResponse

from ocop.accounts.models import SignInAttempt, UserSession
from ocop.accounts.rules.attempts import ACCOUNT_LIMIT, ADDRESS_LIMIT, WINDOW
from ocop.core import clock
from ocop.core.db import db
from tests.factories import accounts, world

WRONG = "sai-mat-khau-roi"
OFFICER = world.username("phan-thiet", "officer")
UNSAVED_SENTENCE = "nội dung vừa gửi chưa được lưu"


@pytest.fixture
def browser(app: Flask) -> Callable[[], FlaskClient]:
    """A new browser each time."""
    return app.test_client


def told(response: TestResponse, username: str) -> str:
    """The page without what differs by nature: the name that was typed, and the token of the form."""
    page = response.get_data(as_text=True).replace(username, "")
    return re.sub(r'(name="csrf[^>]*(?:content|value)=)"[^"]*"', r"\1", page)


def later(app: Flask, by: timedelta) -> None:
    """Let time pass: what is on record grows older."""
    with app.app_context():
        for attempt in db.session.scalars(db.select(SignInAttempt)):
            attempt.at -= by
        db.session.commit()


def test_the_right_password_leads_to_the_units_desk(client: FlaskClient) -> None:
    response = accounts.sign_in(client, OFFICER)

    assert response.status_code == 302
    assert response.location == "/"
    assert client.get("/").location == "/phan-thiet/"


@pytest.mark.parametrize(
    ("username", "home"),
    [
        (world.username("ubnd-tinh", "officer"), "/ubnd-tinh/"),
        (world.username("ubnd-tinh", "province_officer"), "/tinh/"),
        (world.username("ubnd-tinh", "department"), "/tai-khoan/"),
        (world.username("", "operator"), "/quan-tri/"),
    ],
)
def test_everybody_is_led_to_the_own_desk(client: FlaskClient, username: str, home: str) -> None:
    accounts.sign_in(client, username)

    assert client.get("/").location == home


def test_a_visitor_is_led_to_the_sign_in_page(client: FlaskClient) -> None:
    assert client.get("/").location == "/dang-nhap"


def test_a_name_is_taken_however_it_is_typed(client: FlaskClient) -> None:
    response = accounts.sign_in(client, f"  {OFFICER.upper()} ")

    assert response.status_code == 302


def test_after_sign_in_the_page_that_was_wanted_opens(client: FlaskClient) -> None:
    asked = client.get("/phan-thiet/nhat-ky/?trang=2").location

    response = accounts.sign_in(client, OFFICER, wanted="/phan-thiet/nhat-ky/?trang=2")

    assert asked == "/dang-nhap?next=/phan-thiet/nhat-ky/?trang%3D2"
    assert response.location == "/phan-thiet/nhat-ky/?trang=2"


def test_a_form_that_comes_after_its_session_is_told_to_be_unsaved_and_found_again(client: FlaskClient) -> None:
    form = "/phan-thiet/chu-the/them"

    sent_on = client.post("/phan-thiet/chu-the/", headers={"Referer": f"http://localhost{form}"}).location
    page = client.get(sent_on, headers={"Referer": f"http://localhost{form}"}).text
    of_another_site = client.get(sent_on, headers={"Referer": f"http://la.vn{form}"}).text

    assert UNSAVED_SENTENCE in page
    assert f'value="{form}"' in page
    assert form not in of_another_site
    assert UNSAVED_SENTENCE not in client.get("/dang-nhap").text


@pytest.mark.parametrize(
    "wanted", ["https://la.vn/", "//la.vn", "/\\la.vn", "la.vn", "javascript:alert(1)", "/\n/la.vn"]
)
def test_nobody_is_sent_to_another_site(client: FlaskClient, wanted: str) -> None:
    response = accounts.sign_in(client, OFFICER, wanted=wanted)

    assert response.location.startswith("/")
    assert not response.location.startswith(("//", "/\\"))


def test_unknown_wrong_closed_and_held_read_the_same(app: Flask, browser: Callable[[], FlaskClient]) -> None:
    accounts.mend(app, world.username("la-gi", "officer"), active=False)

    pages = [
        told(accounts.sign_in(browser(), username, password), username)
        for username, password in (
            ("khong-co", world.PASSWORD),
            (OFFICER, WRONG),
            (world.username("la-gi", "officer"), world.PASSWORD),
            *[(world.username("phan-thiet", "clerk"), WRONG)] * ACCOUNT_LIMIT,
            (world.username("phan-thiet", "clerk"), world.PASSWORD),
        )
    ]

    assert "chờ 15 phút" in pages[0]
    assert len(set(pages)) == 1


def test_an_account_that_was_closed_in_any_way_is_out_at_once(
    app: Flask, client_of: Callable[..., FlaskClient]
) -> None:
    officer = client_of("phan-thiet", "officer")
    was_in = accounts.is_in(officer)

    accounts.mend(app, world.username("phan-thiet", "officer"), active=False)

    assert was_in
    assert not accounts.is_in(officer)


def test_unknown_wrong_and_held_take_about_the_same_time(app: Flask, browser: Callable[[], FlaskClient]) -> None:
    clerk = world.username("phan-thiet", "clerk")
    for _ in range(ACCOUNT_LIMIT):
        accounts.sign_in(browser(), clerk, WRONG)

    def takes(username: str) -> float:
        client = browser()
        began = perf_counter()
        accounts.sign_in(client, username, WRONG)
        return perf_counter() - began

    others = iter(("officer", "head", "leader", "office", "finance", "viewer", "advisor"))
    rounds = [(takes(f"khong-co-{n}"), takes(clerk), takes(world.username("la-gi", next(others)))) for n in range(7)]

    unknown, held, wrong = (min(times) for times in zip(*rounds, strict=True))
    assert max(unknown, held, wrong) < 1.5 * min(unknown, held, wrong)


def test_after_five_wrong_passwords_the_right_one_waits(app: Flask, client: FlaskClient) -> None:
    for _ in range(ACCOUNT_LIMIT):
        accounts.sign_in(client, OFFICER, WRONG)

    held = accounts.sign_in(client, OFFICER)
    later(app, WINDOW + timedelta(seconds=1))
    opened = accounts.sign_in(client, OFFICER)

    assert (held.status_code, opened.status_code) == (422, 302)


def test_trying_while_held_does_not_prolong_the_wait(app: Flask, client: FlaskClient) -> None:
    for _ in range(ACCOUNT_LIMIT):
        accounts.sign_in(client, OFFICER, WRONG)
    later(app, WINDOW - timedelta(minutes=1))
    for _ in range(ACCOUNT_LIMIT):
        accounts.sign_in(client, OFFICER)
    later(app, timedelta(minutes=2))

    assert accounts.sign_in(client, OFFICER).status_code == 302


def test_a_stranger_cannot_lock_an_account_out_where_its_owner_works(client: FlaskClient, app: Flask) -> None:
    accounts.sign_in(client, OFFICER, address="10.0.0.1")
    for _ in range(2 * ACCOUNT_LIMIT):
        accounts.sign_in(app.test_client(), OFFICER, WRONG, address="203.0.113.9")

    assert accounts.sign_in(app.test_client(), OFFICER, address="10.0.0.1").status_code == 302
    assert accounts.sign_in(app.test_client(), OFFICER, address="203.0.113.9").status_code == 422


def test_one_person_does_not_lock_the_office_out(client: FlaskClient) -> None:
    for _ in range(ADDRESS_LIMIT + 5):
        accounts.sign_in(client, OFFICER, WRONG)

    assert accounts.sign_in(client, world.username("phan-thiet", "head")).status_code == 302


def test_an_address_that_tries_many_names_is_held(app: Flask, client: FlaskClient) -> None:
    known_here = world.username("phan-thiet", "head")
    accounts.sign_in(app.test_client(), known_here)
    with app.app_context():
        now = clock.real_now()
        db.session.add_all(
            SignInAttempt(username=f"doan-{n}", address="10.0.0.1", at=now) for n in range(ADDRESS_LIMIT)
        )
        db.session.commit()

    stranger = accounts.sign_in(app.test_client(), OFFICER)
    colleague = accounts.sign_in(app.test_client(), known_here)
    elsewhere = accounts.sign_in(app.test_client(), OFFICER, address="10.0.0.2")

    assert (stranger.status_code, colleague.status_code, elsewhere.status_code) == (422, 302, 302)


def test_an_attempt_is_on_record_before_the_password_is_looked_at(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[str]] = []

    def look(_kept: str | None, _password: str) -> bool:
        seen.append(accounts.attempts(app))
        return False

    monkeypatch.setattr("ocop.accounts.services.attempts.verify_password", look)
    accounts.sign_in(client, OFFICER, WRONG)

    assert seen == [["open"]]
    assert accounts.attempts(app) == ["refused"]


def test_twenty_guesses_at_once_are_not_more_than_five(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[bool] = []

    def look(_kept: str | None, _password: str) -> bool:
        looked.append(True)
        return False

    monkeypatch.setattr("ocop.accounts.services.attempts.verify_password", look)
    with ThreadPoolExecutor(max_workers=8) as pool:
        list(pool.map(lambda _: accounts.sign_in(app.test_client(), OFFICER, WRONG), range(20)))

    outcomes = accounts.attempts(app)
    assert len(looked) == 20
    assert outcomes.count("refused") <= ACCOUNT_LIMIT
    assert outcomes.count("refused") + outcomes.count("held") == 20


def test_each_sign_in_has_a_new_token_and_the_old_one_is_void(app: Flask, client: FlaskClient) -> None:
    accounts.sign_in(client, OFFICER)
    with client.session_transaction() as cookie:
        first = cookie["token"]
    accounts.sign_in(client, OFFICER)
    with client.session_transaction() as cookie:
        second = cookie["token"]
    thief = app.test_client()
    with thief.session_transaction() as cookie:
        cookie["token"] = first

    assert first != second
    assert accounts.is_in(client)
    assert not accounts.is_in(thief)


def test_signing_out_ends_the_session_everywhere_the_cookie_went(app: Flask, client: FlaskClient) -> None:
    accounts.sign_in(client, OFFICER)
    copied = app.test_client()
    with client.session_transaction() as cookie, copied.session_transaction() as copy:
        copy["token"] = cookie["token"]

    response = client.post("/dang-xuat")

    assert response.location == "/dang-nhap"
    assert not accounts.is_in(client)
    assert not accounts.is_in(copied)


def test_after_signing_out_the_browser_keeps_no_page_to_go_back_to(client: FlaskClient) -> None:
    accounts.sign_in(client, OFFICER)

    response = client.post("/dang-xuat")

    assert response.headers["Clear-Site-Data"] == '"cache"'


def test_signing_out_twice_is_no_fault(client: FlaskClient) -> None:
    assert client.post("/dang-xuat").location == "/dang-nhap"


@pytest.mark.parametrize(
    ("column", "setting"), [(UserSession.seen_at, "idle_minutes"), (UserSession.started_at, "absolute_hours")]
)
def test_a_session_ends_when_it_lies_idle_and_when_it_is_too_old(
    app: Flask, client: FlaskClient, column: object, setting: str
) -> None:
    accounts.sign_in(client, OFFICER)
    limit = getattr(app.extensions["ocop.settings"], setting)
    past = timedelta(minutes=limit + 1) if setting == "idle_minutes" else timedelta(hours=limit, minutes=1)
    before = accounts.is_in(client)
    with app.app_context():
        db.session.execute(update(UserSession).values({column: clock.real_now() - past}))
        db.session.commit()

    assert before
    assert not accounts.is_in(client)


def test_the_trail_knows_who_came_who_left_and_who_failed(app: Flask, client: FlaskClient) -> None:
    accounts.sign_in(client, OFFICER, WRONG, address="203.0.113.9")
    accounts.sign_in(client, OFFICER, address="10.0.0.1")
    client.post("/dang-xuat", environ_overrides={"REMOTE_ADDR": "10.0.0.1"})

    entries = accounts.trail(app, "phan-thiet")
    assert [(one.act, one.address) for one in entries] == [
        ("sign_in_refused", "203.0.113.9"),
        ("sign_in", "10.0.0.1"),
        ("sign_out", "10.0.0.1"),
    ]
    assert accounts.trail(app, "la-gi") == []


def test_the_operators_coming_and_going_stands_in_the_provinces_trail(app: Flask, client: FlaskClient) -> None:
    accounts.sign_in(client, "quantri", WRONG)
    accounts.sign_in(client, "quantri")

    assert accounts.acts(app, "ubnd-tinh") == [("quantri", "sign_in_refused"), ("quantri", "sign_in")]


def test_an_unknown_name_stands_in_nobodys_trail(app: Flask, client: FlaskClient) -> None:
    accounts.sign_in(client, "khong-co", WRONG)

    assert [accounts.trail(app, slug) for slug in ("phan-thiet", "la-gi", "ubnd-tinh")] == [[], [], []]


def test_an_empty_form_says_what_is_missing_and_counts_nothing(app: Flask, client: FlaskClient) -> None:
    response = client.post("/dang-nhap", data={})

    assert response.status_code == 422
    assert "Vui lòng nhập mục này" in response.get_data(as_text=True)
    assert accounts.attempts(app) == []
