"""What is kept between requests (statements, parts of pages, menus) is nobody's: units that ask at one moment see their own."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

from flask import Flask
from flask.testing import FlaskClient

from tests.factories.products import product
from tests.factories.recognition import recognition
from tests.factories.scopes import inside

CANARIES = {"phan-thiet": "Mắm của biển bạc", "la-gi": "Nho của đồi cát", "phu-quy": "Ốc của đảo xa"}
PAGES = ("", "san-pham/", "san-pham/?sap-xep=-ten&so-dong=5", "san-pham/?tim=cua", "chu-the/", "cong-nhan/", "dang-ky/")
LISTS = ("san-pham/", "san-pham/?sap-xep=-ten&so-dong=5", "san-pham/?tim=cua", "cong-nhan/")
ROUNDS = 2


def test_units_that_ask_at_one_moment_see_their_own_rows_in_their_own_language(
    app: Flask, client_of: Callable[..., FlaskClient]
) -> None:
    for number, (slug, name) in enumerate(CANARIES.items()):
        with inside(app, slug):
            recognition(product(name), date(2022, 1, 10 + number), stars=3)
    clients = {slug: [client_of(slug) for _thread in range(ROUNDS)] for slug in CANARIES}
    for client in clients["la-gi"]:
        client.post("/ngon-ngu", data={"language": "en"})

    def asked(client: FlaskClient, slug: str) -> list[tuple[str, str, str]]:
        return [(slug, page, client.get(f"/{slug}/{page}").text) for page in PAGES]

    with ThreadPoolExecutor(len(CANARIES) * ROUNDS) as threads:
        asking = [threads.submit(asked, client, slug) for slug, those in clients.items() for client in those]
        answers = [answer for one in asking for answer in one.result()]

    for slug, page, text in answers:
        seen = {of for of, name in CANARIES.items() if name in text}
        assert seen == ({slug} if page in LISTS else seen & {slug}), page
        assert set(re.findall(r'href="/([a-z-]+)/san-pham/"', text)) == {slug}
        assert ('<html lang="en"' in text, "Đăng xuất" in text) == (slug == "la-gi", slug != "la-gi")
