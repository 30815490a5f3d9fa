"""One's own account: the password and the sessions."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from ocop.accounts.rules.attempts import ACCOUNT_LIMIT
from tests.factories import accounts, world

OFFICER = world.username("phan-thiet", "officer")
Opens = Callable[..., FlaskClient]


def change(
    client: FlaskClient, *, old: str = world.PASSWORD, new: str = accounts.NEW_PASSWORD, again: str | None = None
) -> TestResponse:
    """Ask for another password."""
    return client.post("/tai-khoan/mat-khau", data={"password": old, "new": new, "again": again or new})


def test_the_own_page_names_unit_and_roles(client_of: Opens) -> None:
    page = client_of("phan-thiet").get("/tai-khoan/").get_data(as_text=True)

    assert OFFICER in page
    assert "Thành phố Phan Thiết" in page
    assert "Chuyên viên" in page


def test_a_changed_password_is_the_one_that_opens(app: Flask, client_of: Opens) -> None:
    response = change(client_of("phan-thiet"))

    assert response.location == "/tai-khoan/"
    assert accounts.sign_in(app.test_client(), OFFICER, world.PASSWORD).status_code == 422
    assert accounts.sign_in(app.test_client(), OFFICER, accounts.NEW_PASSWORD).status_code == 302


def test_a_password_is_the_same_from_any_keyboard(app: Flask, client_of: Opens) -> None:
    composed, decomposed = "một câu dễ nhớ", "mo\u0323\u0302t ca\u0302u de\u0302\u0303 nho\u031b\u0301"
    change(client_of("phan-thiet"), new=composed)

    assert accounts.sign_in(app.test_client(), OFFICER, decomposed).status_code == 302


def test_a_password_change_ends_all_sessions_and_begins_a_new_one_here(app: Flask, client_of: Opens) -> None:
    here, elsewhere = client_of("phan-thiet"), client_of("phan-thiet")
    with here.session_transaction() as cookie:
        old_token = cookie["token"]
    change(here)
    with here.session_transaction() as cookie:
        new_token = cookie["token"]

    assert new_token != old_token
    assert accounts.is_in(here)
    assert not accounts.is_in(elsewhere)
    assert accounts.live_sessions(app, OFFICER) == 1


@pytest.mark.parametrize(
    ("new", "again", "sentence"),
    [
        ("ngan-qua", None, "ít nhất 10 ký tự"),
        ("officer2024", None, "trùng tên đăng nhập"),
        ("matkhau@2024", None, "dễ đoán"),
        ("1234567890", None, "dễ đoán"),
        ("aaaaaaaaaaaa", None, "dễ đoán"),
        (world.PASSWORD, None, "phải khác mật khẩu hiện tại"),
        (accounts.NEW_PASSWORD, "khac nhau roi", "chưa khớp"),
        ("x" * 10_000, None, "rút gọn"),
    ],
)
def test_a_refused_password_says_why_at_its_field(client_of: Opens, new: str, again: str | None, sentence: str) -> None:
    response = change(client_of("phan-thiet"), new=new, again=again)

    page = response.get_data(as_text=True)
    assert response.status_code == 422
    assert sentence in page
    assert 'class="invalid-feedback' in page


def test_somebody_at_an_open_screen_cannot_guess_the_password_there(app: Flask, client_of: Opens) -> None:
    screen = client_of("phan-thiet")
    wrong = [change(screen, old="sai-mat-khau-roi").status_code for _ in range(ACCOUNT_LIMIT)]

    held = change(screen)

    assert set(wrong) == {422}
    assert held.status_code == 422
    assert "chờ 15 phút" in held.get_data(as_text=True)
    assert accounts.acts(app, "phan-thiet") == [(OFFICER, "password_refused")] * ACCOUNT_LIMIT


def test_whoever_was_handed_a_password_changes_it_before_anything_else(app: Flask, client: FlaskClient) -> None:
    accounts.mend(app, OFFICER, must_change_password=True)
    accounts.sign_in(client, OFFICER)

    refused = client.get("/phan-thiet/chu-the/")
    change(client)
    opened = client.get("/phan-thiet/chu-the/")

    assert refused.location == "/tai-khoan/mat-khau"
    assert opened.status_code == 200


def test_whoever_must_change_the_password_can_still_leave(app: Flask, client: FlaskClient) -> None:
    accounts.mend(app, OFFICER, must_change_password=True)
    accounts.sign_in(client, OFFICER)

    assert client.post("/dang-xuat").location == "/dang-nhap"


def test_the_sessions_page_lists_mine_and_nobody_elses(app: Flask, client: FlaskClient) -> None:
    accounts.sign_in(client, OFFICER, address="10.1.1.1")
    accounts.sign_in(app.test_client(), OFFICER, address="10.2.2.2")
    accounts.sign_in(app.test_client(), world.username("la-gi", "officer"), address="10.3.3.3")

    page = client.get("/tai-khoan/phien").get_data(as_text=True)

    assert "10.1.1.1" in page
    assert "10.2.2.2" in page
    assert "10.3.3.3" not in page
    assert page.count("Phiên này") == 1


def test_one_session_can_be_ended_from_another(app: Flask, client: FlaskClient) -> None:
    accounts.sign_in(client, OFFICER)
    other = app.test_client()
    accounts.sign_in(other, OFFICER)

    client.post(f"/tai-khoan/phien/{accounts.newest_session(app, OFFICER)}/ket-thuc")

    assert accounts.is_in(client)
    assert not accounts.is_in(other)


def test_nobody_ends_a_session_of_somebody_else(app: Flask, client: FlaskClient, client_of: Opens) -> None:
    foreigner = client_of("la-gi")
    accounts.sign_in(client, OFFICER)

    response = client.post(
        f"/tai-khoan/phien/{accounts.newest_session(app, world.username('la-gi', 'officer'))}/ket-thuc"
    )

    assert response.status_code == 404
    assert accounts.is_in(foreigner)


def test_all_other_sessions_can_be_ended_at_once(app: Flask, client: FlaskClient) -> None:
    accounts.sign_in(client, OFFICER)
    others = [app.test_client(), app.test_client()]
    for other in others:
        accounts.sign_in(other, OFFICER)

    client.post("/tai-khoan/phien/ket-thuc-phien-khac")

    assert accounts.is_in(client)
    assert [accounts.is_in(other) for other in others] == [False, False]


def test_what_is_done_to_the_own_account_stands_in_the_units_trail(app: Flask, client: FlaskClient) -> None:
    accounts.sign_in(client, OFFICER)
    client.post("/tai-khoan/phien/ket-thuc-phien-khac")
    change(client)

    assert accounts.acts(app, "phan-thiet") == [
        (OFFICER, "sign_in"),
        (OFFICER, "end_other_sessions"),
        (OFFICER, "change_password"),
    ]


def test_hashing_happens_while_no_transaction_is_open(
    app: Flask, client_of: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ocop.accounts import passwords
    from ocop.core.db import db

    open_at_work: list[bool] = []
    hashed = passwords.hash_password

    def look(password: str) -> str:
        open_at_work.append(db.session().in_transaction())
        return hashed(password)

    monkeypatch.setattr(passwords, "hash_password", look)
    change(client_of("phan-thiet"))

    assert open_at_work == [False]
