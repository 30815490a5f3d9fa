"""The second factor: a code of the phone besides the password, recovery codes for a lost phone."""

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ocop.accounts.models import RecoveryCode
from ocop.accounts.queries import people
from ocop.accounts.rules import second_factor as rules
from ocop.accounts.rules.attempts import ACCOUNT_LIMIT
from ocop.accounts.services import sealing, second_factor
from ocop.accounts.views.door import bp as door
from ocop.core import clock, settings
from ocop.core.db import db
from tests.conftest import Store
from tests.factories import accounts, world

OFFICER = world.username("phan-thiet", "officer")
HEAD = world.username("phan-thiet", "head")
CODE = re.compile(r"<code[^>]*>((?:[a-z0-9]{4}-){2}[a-z0-9]{4})</code>")
SECRET = re.compile(r"<code[^>]*>((?:[A-Z2-7]{4}-)+[A-Z2-7]+)</code>")
Opens = Callable[..., FlaskClient]


def enrol(client: FlaskClient, at: str = "/tai-khoan/xac-thuc/thiet-lap") -> tuple[str, list[str]]:
    """Pair a phone; returns its secret and the recovery codes."""
    found = SECRET.search(client.get(at).get_data(as_text=True))
    assert found is not None
    secret = found[1].replace("-", "")
    page = client.post(at, data={"code": accounts.phone_shows(secret=secret)})
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    return secret, CODE.findall(page.get_data(as_text=True))


def show(client: FlaskClient, code: str) -> int:
    """Show a code at the door."""
    return client.post("/dang-nhap/ma-xac-thuc", data={"code": code}).status_code


@pytest.fixture
def demanded(app: Flask) -> Iterator[None]:
    """Heads must have a second factor."""
    usual = app.extensions["ocop.settings"]
    app.extensions["ocop.settings"] = replace(usual, second_factor_roles=frozenset({"head"}))
    yield
    app.extensions["ocop.settings"] = usual


@pytest.fixture
def paired(app: Flask) -> None:
    """The officer's phone is paired."""
    accounts.mend(app, OFFICER, totp_secret=accounts.SECRET)


def test_a_paired_account_is_not_in_before_the_code(client: FlaskClient, paired: None) -> None:
    response = accounts.sign_in(client, OFFICER, wanted="/phan-thiet/chu-the/")
    halfway = accounts.is_in(client)
    shown = client.post("/dang-nhap/ma-xac-thuc", data={"code": accounts.phone_shows()})

    assert response.location == "/dang-nhap/ma-xac-thuc"
    assert not halfway
    assert shown.location == "/phan-thiet/chu-the/"
    assert accounts.is_in(client)


def test_a_code_opens_once(app: Flask, client: FlaskClient, paired: None) -> None:
    code = accounts.phone_shows()
    second = app.test_client()
    accounts.sign_in(client, OFFICER)
    accounts.sign_in(second, OFFICER)

    assert (show(client, code), show(second, code)) == (302, 422)


def test_the_same_code_brought_twice_at_once_opens_once(app: Flask, paired: None) -> None:
    code = accounts.phone_shows()
    browsers = [app.test_client() for _ in range(4)]
    for browser in browsers:
        accounts.sign_in(browser, OFFICER)

    with ThreadPoolExecutor(max_workers=4) as pool:
        answers = list(pool.map(lambda browser: show(browser, code), browsers))

    assert sorted(answers) == [302, 422, 422, 422]


@pytest.mark.parametrize(("seconds", "status"), [(-30, 302), (30, 302), (-90, 422), (90, 422)])
def test_a_phone_may_be_half_a_minute_off(client: FlaskClient, paired: None, seconds: int, status: int) -> None:
    accounts.sign_in(client, OFFICER)

    assert show(client, accounts.phone_shows(clock.real_now() + timedelta(seconds=seconds))) == status


def test_the_phone_follows_the_real_clock_not_the_demonstration_date(client: FlaskClient, paired: None) -> None:
    accounts.sign_in(client, OFFICER)

    assert show(client, accounts.phone_shows(clock.now())) == 422


def test_codes_cannot_be_guessed_at_the_door(app: Flask, client: FlaskClient, paired: None) -> None:
    accounts.sign_in(client, OFFICER)
    for _ in range(ACCOUNT_LIMIT):
        show(client, "000000")

    assert show(client, accounts.phone_shows()) == 422
    assert accounts.acts(app, "phan-thiet") == [(OFFICER, "second_factor_refused")] * ACCOUNT_LIMIT


def test_a_sign_in_does_not_stay_halfway_for_long(app: Flask, client: FlaskClient, paired: None) -> None:
    accounts.sign_in(client, OFFICER)
    accounts.age_sessions(app, rules.HALFWAY_FOR + timedelta(seconds=1))

    response = client.post("/dang-nhap/ma-xac-thuc", data={"code": accounts.phone_shows()})

    assert response.location == "/dang-nhap"
    assert not accounts.is_in(client)


def test_nobody_shows_a_code_without_the_password(client: FlaskClient) -> None:
    assert client.get("/dang-nhap/ma-xac-thuc").location == "/dang-nhap"
    assert client.post("/dang-nhap/ma-xac-thuc", data={"code": "123456"}).location == "/dang-nhap"
    assert client.get("/dang-nhap/thiet-lap").location == "/dang-nhap"
    assert client.post("/dang-nhap/thiet-lap", data={"code": "123456"}).location == "/dang-nhap"


def test_the_token_changes_when_the_sign_in_is_complete(client: FlaskClient, paired: None) -> None:
    accounts.sign_in(client, OFFICER)
    with client.session_transaction() as cookie:
        halfway = cookie["token"]
    show(client, accounts.phone_shows())
    with client.session_transaction() as cookie:
        whole = cookie["token"]

    assert halfway != whole


def test_pairing_gives_ten_recovery_codes_and_ends_the_other_sessions(client_of: Opens) -> None:
    here, elsewhere = client_of("phan-thiet"), client_of("phan-thiet")

    _, codes = enrol(here)

    assert len(set(codes)) == rules.RECOVERY_CODES
    assert accounts.is_in(here)
    assert not accounts.is_in(elsewhere)


def test_the_page_shows_the_qr_code_as_a_picture_that_the_policy_allows(client_of: Opens) -> None:
    page = client_of("phan-thiet").get("/tai-khoan/xac-thuc/thiet-lap")

    assert 'src="data:image/svg+xml' in page.get_data(as_text=True)
    assert "img-src 'self' data:" in page.headers["Content-Security-Policy"]


def test_pairing_waits_for_a_right_code_and_keeps_its_secret_meanwhile(client_of: Opens) -> None:
    client = client_of("phan-thiet")
    before = SECRET.search(client.get("/tai-khoan/xac-thuc/thiet-lap").get_data(as_text=True))
    refused = client.post("/tai-khoan/xac-thuc/thiet-lap", data={"code": "000000"})
    after = SECRET.search(refused.get_data(as_text=True))

    assert refused.status_code == 422
    assert before is not None
    assert after is not None
    assert before[1] == after[1]


def test_a_recovery_code_stands_in_for_the_phone_once(app: Flask, client_of: Opens) -> None:
    _, codes = enrol(client_of("phan-thiet"))
    first, second = app.test_client(), app.test_client()
    accounts.sign_in(first, OFFICER)
    accounts.sign_in(second, OFFICER)

    assert (show(first, codes[0].upper().replace("-", " ")), show(second, codes[0])) == (302, 422)
    assert "9" in first.get("/tai-khoan/xac-thuc").get_data(as_text=True)


def test_new_recovery_codes_make_the_old_ones_void(app: Flask, client_of: Opens) -> None:
    client = client_of("phan-thiet")
    _, old = enrol(client)

    page = client.post("/tai-khoan/xac-thuc/ma-du-phong", data={"password": world.PASSWORD})
    new = CODE.findall(page.get_data(as_text=True))

    browser = app.test_client()
    accounts.sign_in(browser, OFFICER)
    assert len(new) == rules.RECOVERY_CODES
    assert (show(browser, old[0]), show(browser, new[0])) == (422, 302)


@pytest.mark.parametrize("at", ["ma-du-phong", "tat"])
def test_codes_and_giving_up_ask_for_the_password(client_of: Opens, at: str) -> None:
    client = client_of("phan-thiet")
    enrol(client)

    missing = client.post(f"/tai-khoan/xac-thuc/{at}", data={})
    wrong = client.post(f"/tai-khoan/xac-thuc/{at}", data={"password": "sai-mat-khau-roi"})

    assert (missing.status_code, wrong.status_code) == (422, 422)
    assert "chưa đúng" in wrong.get_data(as_text=True)


def test_given_up_the_password_is_enough_again(app: Flask, client_of: Opens) -> None:
    client = client_of("phan-thiet")
    enrol(client)

    client.post("/tai-khoan/xac-thuc/tat", data={"password": world.PASSWORD})

    assert accounts.sign_in(app.test_client(), OFFICER).location == "/"


def test_new_codes_without_a_second_factor_are_refused_with_the_next_step(client_of: Opens) -> None:
    response = client_of("phan-thiet").post("/tai-khoan/xac-thuc/ma-du-phong", data={"password": world.PASSWORD})

    assert response.status_code == 409
    assert "thiết lập trước" in response.get_data(as_text=True)


def test_a_role_that_must_have_it_takes_it_up_before_the_sign_in_is_complete(
    client: FlaskClient, demanded: None, app: Flask
) -> None:
    response = accounts.sign_in(client, HEAD, wanted="/phan-thiet/nguoi-dung/")
    halfway = client.get("/phan-thiet/nguoi-dung/").status_code
    secret, codes = enrol(client, "/dang-nhap/thiet-lap")
    inside = client.get("/phan-thiet/nguoi-dung/").status_code

    again = app.test_client()
    accounts.sign_in(again, HEAD)
    assert response.location == "/dang-nhap/thiet-lap"
    assert (halfway, inside) == (302, 200)
    assert len(codes) == rules.RECOVERY_CODES
    assert show(again, accounts.phone_shows(clock.real_now() + timedelta(seconds=30), secret)) == 302
    assert accounts.acts(app, "phan-thiet")[:2] == [(HEAD, "enrol_second_factor"), (HEAD, "sign_in")]


def test_a_paired_account_does_not_pair_another_phone_at_the_door(client: FlaskClient, paired: None) -> None:
    accounts.sign_in(client, OFFICER)

    assert client.get("/dang-nhap/thiet-lap").location == "/dang-nhap"
    assert client.post("/dang-nhap/thiet-lap", data={"code": "123456"}).location == "/dang-nhap"


def test_a_role_that_must_have_it_cannot_give_it_up(client: FlaskClient, demanded: None) -> None:
    accounts.sign_in(client, HEAD)
    enrol(client, "/dang-nhap/thiet-lap")

    response = client.post("/tai-khoan/xac-thuc/tat", data={"password": world.PASSWORD})

    assert response.status_code == 409
    assert "bắt buộc" in response.get_data(as_text=True)


def test_a_role_that_need_not_have_it_is_in_with_the_password(client: FlaskClient, demanded: None) -> None:
    assert accounts.sign_in(client, OFFICER).location == "/"


def test_a_setting_that_names_no_role_stops_the_start(store: Store) -> None:
    starting = Flask(__name__)
    starting.extensions["ocop.settings"] = settings.read(
        store.environ | {"OCOP_SECOND_FACTOR_ROLES": "head, truongphong"}
    )

    with pytest.raises(settings.WrongSetting, match=r"OCOP_SECOND_FACTOR_ROLES.*truongphong"):
        starting.register_blueprint(door)


def test_secrets_and_codes_are_kept_apart_from_what_is_shown(app: Flask, client_of: Opens) -> None:
    _, codes = enrol(client_of("phan-thiet"))
    key = accounts.key_of(app, OFFICER)

    with app.app_context():
        kept = {row.code_hash for row in db.session.scalars(db.select(RecoveryCode))}
        user = people.person(key)
        assert not second_factor.use_code(user, "aaaa-aaaa-aaaa", now=clock.real_now())
    assert len(kept) == rules.RECOVERY_CODES
    assert kept.isdisjoint(codes)


def test_from_the_page_of_recovery_codes_one_can_go_on_with_forms(app: Flask, client_of: Opens) -> None:
    client = client_of("phan-thiet")
    found = SECRET.search(client.get("/tai-khoan/xac-thuc/thiet-lap").get_data(as_text=True))
    assert found is not None
    code = accounts.phone_shows(secret=found[1].replace("-", ""))
    page = client.post("/tai-khoan/xac-thuc/thiet-lap", data={"code": code}).get_data(as_text=True)
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token is not None

    app.config["WTF_CSRF_ENABLED"] = True
    assert client.post("/dang-xuat", data={"csrf_token": token[1]}).location == "/dang-nhap"


def test_the_secret_is_kept_sealed_for_its_own_person(app: Flask) -> None:
    with app.app_context():
        kept = sealing.sealed(accounts.SECRET, user_id=7)
        again = sealing.opened(kept, user_id=7)
        of_another = sealing.opened(kept, user_id=8)

    assert accounts.SECRET not in kept
    assert (again, of_another) == (accounts.SECRET, None)
