"""Every page speaks the reader's language, refuses inline code, and never sends anybody to another site."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from ocop.accounts.models import User
from ocop.core import clock
from ocop.core.db import db
from ocop.ui import pages

ROOM = "/xac-minh/phong-mau"
PAGES = ["bieu-mau", "bang", "manh-ghep", "soan", "loi/404", "loi/hong"]


def switch(client: FlaskClient, language: str, back: str = "/") -> str:
    """Choose a language with one click; returns where the answer leads."""
    token = re.findall(r'name="csrf-token" content="([^"]+)"', client.get(f"{ROOM}/bang").text)[0]
    answer = client.post("/ngon-ngu", data={"csrf_token": token, "language": language, "next": back})
    return answer.headers["Location"]


def test_pages_speak_vietnamese_first(visitor: FlaskClient) -> None:
    assert '<html lang="vi">' in visitor.get(f"{ROOM}/bang").text


def test_a_visitor_switches_to_english_and_comes_back_to_the_page(visitor: FlaskClient) -> None:
    back = switch(visitor, "en", f"{ROOM}/bang?trang=2")

    assert back == f"{ROOM}/bang?trang=2"
    assert '<html lang="en">' in visitor.get(back).text


def test_the_account_remembers_the_language_of_an_officer(officer: FlaskClient, showroom_app: Flask) -> None:
    switch(officer, "en")

    with showroom_app.app_context():
        kept = db.session.scalar(select(User.language).where(User.username == "officer.phan-thiet"))
    switch(officer, "vi")
    assert kept == "en"


def test_a_language_that_is_not_spoken_changes_nothing(visitor: FlaskClient) -> None:
    switch(visitor, "xx")

    assert '<html lang="vi">' in visitor.get(f"{ROOM}/bang").text


@pytest.mark.parametrize(
    "wanted",
    [
        "https://example.org/",
        "//example.org",
        "/\\example.org",
        "javascript:alert(1)",
        "example",
        "",
        "/\t/example.org",
        "//[",
        "http://[",
    ],
)
def test_nobody_is_sent_to_another_site(visitor: FlaskClient, wanted: str) -> None:
    assert switch(visitor, "vi", wanted) == "/"


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_one_heading_and_nothing_inline(officer: FlaskClient, page: str) -> None:
    text = officer.get(f"{ROOM}/{page}").text

    assert text.count("<h1") == 1
    assert not re.search(r"<style|<script(?![^>]*\bsrc=)|\son\w+=|\sstyle=|https?://(?!www\.w3\.org)", text)


@pytest.mark.parametrize("page", [*PAGES, "bang.xlsx"])
def test_every_answer_carries_the_strict_headers(visitor: FlaskClient, page: str) -> None:
    headers = visitor.get(f"{ROOM}/{page}").headers

    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "SAMEORIGIN"


def test_pages_are_not_kept_by_what_lies_between(officer: FlaskClient) -> None:
    assert officer.get(f"{ROOM}/bang").headers["Cache-Control"] == "private, no-cache"


def test_every_file_of_a_page_is_served_and_kept_for_a_year(visitor: FlaskClient) -> None:
    page = visitor.get(f"{ROOM}/bang").text

    files = {found.replace("&amp;", "&") for found in re.findall(r'(?:href|src)="(/(?:static|bootstrap)/[^"]+)"', page)}

    assert len(files) >= 9
    for address in files:
        with visitor.get(address) as response:
            assert (response.status_code, "immutable" in response.headers["Cache-Control"]) == (200, True), address


def test_a_changed_file_gets_another_address(showroom_app: Flask) -> None:
    with showroom_app.test_request_context("/"):
        assert pages.asset("css/ocop.css") != pages.asset("js/nav.js").replace("js/nav.js", "css/ocop.css")


def test_a_fixed_business_date_stands_in_the_head(visitor: FlaskClient) -> None:
    page = visitor.get(f"{ROOM}/bang").text

    assert '<time datetime="2024-05-13">13/5/2024</time>' in page


def test_the_real_date_is_not_worth_a_word(visitor: FlaskClient) -> None:
    clock.configure(None)

    assert "Ngày làm việc" not in visitor.get(f"{ROOM}/bang").text


def test_after_a_refused_form_the_language_switch_leads_back_to_the_form(visitor: FlaskClient) -> None:
    token = re.findall(r'name="csrf-token" content="([^"]+)"', visitor.get(f"{ROOM}/bieu-mau").text)[0]
    referrer = {"Referer": f"http://localhost{ROOM}/bieu-mau?buoc=2"}

    page = visitor.post(f"{ROOM}/bieu-mau", data={"csrf_token": token}, headers=referrer).text

    assert f'name="next" value="{ROOM}/bieu-mau?buoc=2"' in page


def test_a_refused_form_names_each_mistake_at_its_field(visitor: FlaskClient) -> None:
    token = re.findall(r'name="csrf-token" content="([^"]+)"', visitor.get(f"{ROOM}/bieu-mau").text)[0]

    page = visitor.post(f"{ROOM}/bieu-mau", data={"csrf_token": token, "founded": "hôm qua"}).text

    assert re.search(r'<input[^>]*aria-describedby="founded-error"[^>]*aria-invalid="true"[^>]*value="hôm qua"', page)
    assert (
        '<div class="invalid-feedback d-block" id="founded-error">Vui lòng nhập ngày theo dạng 15/5/2024.</div>' in page
    )
