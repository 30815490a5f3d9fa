"""When something fails the page says what to do next, and never what went on inside."""

import logging
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from flask import Flask, g
from flask.testing import FlaskClient

from ocop.ui import faults

ROOM = "/xac-minh/phong-mau"


class Outline(HTMLParser):
    """The headings and links of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str | None] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the tag, and where a link leads."""
        self.tags.append(tag)
        if tag == "a":
            self.links.append(dict(attrs).get("href"))


STATUSES = [
    ("quy-tac", 422), ("quyen", 403), ("trung", 409), ("khoa-ngoai", 500), ("ban", 503), ("sai-lenh", 500), ("hong", 500),
    ("400", 400), ("404", 404), ("405", 405), ("410", 410), ("413", 413), ("415", 415), ("429", 429), ("500", 500), ("503", 503),
]  # fmt: skip


@pytest.mark.usefixtures("showroom_menus")
@pytest.mark.parametrize(("kind", "status"), STATUSES)
def test_every_fault_is_one_page_with_one_heading_and_a_way_home(officer: FlaskClient, kind: str, status: int) -> None:
    response = officer.get(f"{ROOM}/loi/{kind}")

    outline = Outline(response.text)
    assert response.status_code == status
    assert outline.tags.count("h1") == 1
    assert "/phan-thiet/phong-mau/" in outline.links
    assert "Vui lòng" in response.text or "Đề nghị" in response.text


def test_a_rule_says_its_own_sentence(visitor: FlaskClient) -> None:
    response = visitor.get(f"{ROOM}/loi/quy-tac")

    assert "Kế hoạch chưa có số. Vui lòng xin số tại Văn thư." in response.text


def test_a_mistake_of_ours_shows_a_code_and_logs_the_trace_under_it(
    visitor: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        response = visitor.get(f"{ROOM}/loi/hong")

    (record,) = [one for one in caplog.records if "incident" in one.getMessage()]
    assert record.getMessage().split()[1] in response.text
    assert record.exc_info is not None
    assert "secret" not in response.text
    assert "Traceback" not in response.text


def test_a_busy_database_says_when_to_come_back(visitor: FlaskClient) -> None:
    response = visitor.get(f"{ROOM}/loi/ban")

    assert response.headers["Retry-After"] == "5"


def test_a_page_opened_the_wrong_way_says_which_way_is_right(visitor: FlaskClient) -> None:
    response = visitor.get(f"{ROOM}/dem")

    assert response.status_code == 405
    assert "POST" in response.headers["Allow"]


def test_a_file_beyond_the_limit_is_refused_with_the_limit(visitor: FlaskClient) -> None:
    response = visitor.post(f"{ROOM}/bieu-mau", data={"story": "a" * 1_100_000})

    assert response.status_code == 413
    assert "vượt quá 1 MB" in response.text


def test_a_form_without_its_token_is_asked_for_again(visitor: FlaskClient) -> None:
    response = visitor.post(f"{ROOM}/dem")

    assert response.status_code == 400
    assert "tải lại trang rồi gửi lại" in response.text


def test_a_script_gets_the_sentence_as_data(visitor: FlaskClient) -> None:
    response = visitor.get(f"{ROOM}/loi/quy-tac", headers={"Accept": "application/json"})

    assert response.json == {"sentence": "Kế hoạch chưa có số. Vui lòng xin số tại Văn thư.", "code": None}


def test_a_strangers_address_shows_the_own_units_menu(officer: FlaskClient) -> None:
    response = officer.get("/la-gi/")

    assert response.status_code == 404
    assert "/la-gi/" not in Outline(response.text).links


def test_when_even_the_menus_fail_a_bare_page_still_answers(
    officer: FlaskClient, monkeypatch: pytest.MonkeyPatch, showroom_app: Flask
) -> None:
    def fail() -> None:
        raise RuntimeError("no menu today")

    monkeypatch.setitem(showroom_app.jinja_env.globals, "menu", fail)

    response = officer.get(f"{ROOM}/loi/quy-tac")

    assert response.status_code == 422
    assert "Vui lòng xin số tại Văn thư" in response.text
    assert "/" in Outline(response.text).links


def test_two_people_who_saved_the_same_text_see_both(officer: FlaskClient) -> None:
    token = _token(officer.get(f"{ROOM}/soan").text)

    response = officer.post(
        f"{ROOM}/soan", data={"csrf_token": token, "story": "Bản của tôi", "version": "0", "note": "giữ"}
    )

    assert response.status_code == 409
    assert "Bản của tôi</textarea>" in response.text
    assert "Bản đầu</textarea>" in response.text
    assert 'name="version" value="1"' in response.text
    assert 'name="note" value="giữ"' in response.text
    assert "Mục tiêu" in response.text


def test_the_compared_text_can_be_saved_again(officer: FlaskClient) -> None:
    page = officer.get(f"{ROOM}/soan").text
    version = page.split('name="version"')[1].split('value="')[1].split('"')[0]

    response = officer.post(f"{ROOM}/soan", data={"csrf_token": _token(page), "story": "Bản chung", "version": version})

    assert response.status_code == 302
    assert "Bản chung" in officer.get(f"{ROOM}/soan").text


def test_a_field_without_a_form_is_called_by_its_name(showroom_app: Flask) -> None:
    with showroom_app.test_request_context("/"):
        assert "form" not in g
        assert faults.field_label("story") == "story"


def _token(page: str) -> str:
    return page.split('name="csrf-token" content="')[1].split('"')[0]


def test_a_stroke_too_much_leads_to_the_page(app: Flask, client_of: Callable[[str, str], FlaskClient]) -> None:
    own = client_of("phan-thiet", "officer")

    moved = own.get("/phan-thiet/ke-hoach/8/?tim=a")

    assert (moved.status_code, moved.location) == (308, "/phan-thiet/ke-hoach/8?tim=a")
    assert own.get("/la-gi/ke-hoach/8/").status_code == 404
    assert own.get("/tinh/ke-hoach/la-gi/8/").status_code == 404
    assert own.post("/phan-thiet/ke-hoach/8/").status_code == 404
    assert app.test_client().get("/phan-thiet/ke-hoach/8/").status_code == 404


def test_a_request_to_another_host_is_refused_where_the_hosts_are_named(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "TRUSTED_HOSTS", ["ocop.example.vn"])
    client = app.test_client()

    assert client.get("/song", base_url="https://ocop.example.vn").status_code == 200
    assert client.get("/song", base_url="https://other.example.org").status_code == 400
