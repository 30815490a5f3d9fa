"""In a real browser: the pages fit a phone, axe finds nothing, and the scripts keep people's work."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from tests.conftest import client_for
from tests.factories import world
from tests.ui import showroom

pytestmark = pytest.mark.browser

SYSTEM_CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
ROOM = "/xac-minh/phong-mau"
PAGES = [f"{ROOM}/bieu-mau", f"{ROOM}/bang", f"{ROOM}/manh-ghep", f"{ROOM}/soan", f"{ROOM}/loi/404", f"{ROOM}/loi/hong"]
DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 360, "height": 740}


class Silent(WSGIRequestHandler):
    """A server that keeps the test's output clean."""

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002  the name is Werkzeug's
        """Say nothing."""


@pytest.fixture(scope="module")
def server(showroom_app: Flask) -> Iterator[BaseWSGIServer]:
    """The showroom on a free port."""
    made = make_server("127.0.0.1", 0, showroom_app, threaded=True, request_handler=Silent)
    thread = threading.Thread(target=made.serve_forever)
    thread.start()
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for the module."""
    system = {"executable_path": str(SYSTEM_CHROMIUM)} if SYSTEM_CHROMIUM.exists() else {}
    with sync_playwright() as play:
        opened = play.chromium.launch(args=FLAGS, **system)
        yield opened
        opened.close()


@pytest.fixture
def context(browser: Browser, server: BaseWSGIServer, showroom_app: Flask) -> Iterator[BrowserContext]:
    """The officer of Phan Thiết at a desk."""
    address = f"http://127.0.0.1:{server.port}"
    cookie = client_for(showroom_app, world.username("phan-thiet", "officer")).get_cookie("ocop")
    assert cookie is not None
    opened = browser.new_context(base_url=address, viewport=DESKTOP)
    opened.add_cookies([{"name": "ocop", "value": cookie.value, "url": address}])
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """One tab; a short patience keeps failures quick."""
    opened = context.new_page()
    opened.set_default_timeout(8000)
    return opened


@pytest.fixture
def draft(page: Page) -> Page:
    """The text that saves itself, open."""
    page.goto(f"{ROOM}/soan")
    return page


def status(page: Page) -> str:
    """What the form says of its own saving."""
    return page.inner_text("[data-autosave-status]")


def await_status(page: Page, words: str) -> None:
    """Wait until the form says so."""
    page.wait_for_function(
        "words => document.querySelector('[data-autosave-status]').textContent.includes(words)", arg=words
    )


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_and_the_page_fits(page: Page, address: str, size: dict[str, int]) -> None:
    page.set_viewport_size(size)
    page.goto(address)

    found = [(one["id"], one["nodes"][0]["html"]) for one in Axe().run(page).response["violations"]]

    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_the_security_policy_is_never_broken(page: Page) -> None:
    refused: list[str] = []
    page.on(
        "console", lambda message: refused.append(message.text) if "Content Security Policy" in message.text else None
    )

    for address in PAGES:
        page.goto(address)

    assert refused == []


@pytest.mark.usefixtures("showroom_menus")
def test_the_menu_folds_on_a_phone_and_opens_by_its_button(page: Page) -> None:
    page.set_viewport_size(PHONE)
    page.goto("/phan-thiet/phong-mau/")
    folded = page.is_visible(".site-nav")

    page.get_by_role("button", name="Mục lục").click()

    assert (folded, page.is_visible(".site-nav")) == (False, True)
    assert page.get_attribute(".nav-toggle", "aria-expanded") == "true"


@pytest.mark.usefixtures("showroom_menus")
def test_without_scripts_the_menu_is_simply_there(
    browser: Browser, context: BrowserContext, server: BaseWSGIServer
) -> None:
    plain = browser.new_context(base_url=f"http://127.0.0.1:{server.port}", viewport=PHONE, java_script_enabled=False)
    plain.add_cookies(context.cookies())
    page = plain.new_page()

    page.goto("/phan-thiet/phong-mau/")

    assert page.is_visible(".site-nav")
    assert not page.is_visible(".nav-toggle")
    plain.close()


def test_the_keyboard_reaches_the_content_at_once(page: Page) -> None:
    page.goto(f"{ROOM}/bang")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "noi-dung"


def test_paper_shows_no_menu(page: Page) -> None:
    page.goto(f"{ROOM}/bang")

    page.emulate_media(media="print")

    assert not page.is_visible(".site-nav")
    assert not page.is_visible(".site-header")
    assert page.is_visible("table")


def test_an_empty_box_is_asked_for_in_vietnamese_by_the_browser_too(page: Page) -> None:
    page.goto(f"{ROOM}/bieu-mau")

    page.click("text=Lưu")

    assert page.eval_on_selector("[name=name]", "box => box.validationMessage") == "Vui lòng nhập mục này."


def test_a_double_click_sends_a_form_once(page: Page) -> None:
    page.goto(f"{ROOM}/bieu-mau")
    before = showroom.STORE["count"]

    page.dblclick("text=Đếm")
    page.wait_for_load_state("networkidle")

    assert showroom.STORE["count"] == int(before) + 1


def test_after_a_download_the_bar_of_ticked_rows_can_be_used_again(page: Page) -> None:
    page.goto(f"{ROOM}/bang")

    for _ in range(2):
        with page.expect_download():
            page.click("text=Xuất các dòng", timeout=3000)

    assert page.is_enabled("text=Xuất các dòng")


def test_a_box_in_the_head_ticks_every_row_of_the_page(page: Page) -> None:
    page.goto(f"{ROOM}/bang")

    page.check("[data-tick-page]")
    ticked = page.locator("tbody .pick input:checked").count()
    page.locator("tbody .pick input").first.uncheck()

    assert ticked == 20
    assert page.eval_on_selector("[data-tick-page]", "box => box.indeterminate")


def test_what_cannot_be_undone_is_asked_first(page: Page) -> None:
    page.goto(f"{ROOM}/bieu-mau")
    before = showroom.STORE["count"]

    page.click("text=Xóa bản nháp")
    page.get_by_role("dialog").get_by_role("button", name="Thôi").click()
    kept = showroom.STORE["count"]
    page.click("form[data-confirm] button")
    with page.expect_navigation():
        page.get_by_role("dialog").get_by_role("button", name="Xóa bản nháp").click()

    assert (kept, showroom.STORE["count"]) == (before, int(before) + 1)


def test_leaving_a_changed_form_asks(page: Page) -> None:
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(f"{ROOM}/bieu-mau")

    page.fill("[name=name]", "Cơ sở Một")
    page.goto(f"{ROOM}/bang")

    assert asked == ["beforeunload"]


def test_a_job_is_followed_to_its_result(page: Page) -> None:
    showroom.STORE["asked"] = 0

    page.goto(f"{ROOM}/manh-ghep")
    page.wait_for_selector("text=Mở kết quả")

    assert page.inner_text("[data-progress-text]") == "Đã in 20/20"


def test_a_text_saves_itself_and_says_when(draft: Page) -> None:
    draft.fill("[name=story]", "Bản thứ hai")
    await_status(draft, "Đã lưu lúc")

    assert (showroom.STORE["story"], draft.input_value("[name=version]")) == ("Bản thứ hai", "2")


def test_after_saving_itself_the_page_may_be_left(draft: Page) -> None:
    asked: list[str] = []
    draft.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    draft.fill("[name=story]", "Bản thứ hai")
    await_status(draft, "Đã lưu lúc")

    draft.goto(f"{ROOM}/bang")

    assert asked == []


def test_a_text_typed_while_the_network_is_away_arrives_when_it_is_back(draft: Page) -> None:
    draft.context.set_offline(True)
    draft.fill("[name=story]", "Viết khi mất mạng")
    await_status(draft, "mất kết nối")

    draft.context.set_offline(False)
    await_status(draft, "Đã lưu lúc")

    assert showroom.STORE["story"] == "Viết khi mất mạng"


def test_a_text_survives_a_browser_that_is_closed_before_it_could_be_saved(draft: Page) -> None:
    draft.route("**/soan", _away)
    draft.fill("[name=story]", "Chưa kịp lưu")
    await_status(draft, "mất kết nối")
    draft.close(run_before_unload=False)

    again = draft.context.new_page()
    again.goto(f"{ROOM}/soan")
    again.click("text=Dùng bản này")
    await_status(again, "Đã lưu lúc")

    assert showroom.STORE["story"] == "Chưa kịp lưu"


def test_a_text_that_somebody_else_saved_meanwhile_leads_to_both_texts(draft: Page) -> None:
    showroom.STORE.update(story="Bản của đồng nghiệp", version=2)
    draft.fill("[name=story]", "Bản của tôi")
    await_status(draft, "vừa được người khác lưu")

    with draft.expect_navigation():
        draft.click("text=So sánh hai bản")

    texts = [box.input_value() for box in draft.query_selector_all("textarea")]
    assert texts == ["Bản của tôi", "Bản của đồng nghiệp"]


def test_the_other_text_can_be_taken_over_and_saved(draft: Page) -> None:
    showroom.STORE.update(story="Bản của đồng nghiệp", version=2)
    draft.fill("[name=story]", "Bản của tôi")
    draft.get_by_role("button", name="Lưu", exact=True).click()
    draft.click("text=Lấy bản này")

    draft.click("text=Lưu bản bên trái")
    draft.wait_for_selector("text=Soạn mục tiêu")

    assert (showroom.STORE["story"], showroom.STORE["version"]) == ("Bản của đồng nghiệp", 3)


def test_a_copy_of_a_text_that_was_sent_is_not_offered_again(draft: Page) -> None:
    draft.fill("[name=story]", "Gửi bằng nút")

    with draft.expect_navigation():
        draft.get_by_role("button", name="Lưu", exact=True).click()

    assert draft.input_value("[name=story]") == "Gửi bằng nút"
    assert draft.query_selector("text=Dùng bản này") is None


def test_when_the_session_is_over_the_text_stays_in_the_browser(draft: Page) -> None:
    draft.route("**/soan", _sign_in_page)
    draft.fill("[name=story]", "Đang viết thì hết phiên")
    await_status(draft, "Phiên làm việc đã hết")

    assert "Đang viết thì hết phiên" in draft.evaluate("JSON.stringify(Object.values(localStorage))")


def _away(route: Route) -> None:
    if route.request.method == "POST":
        route.abort()
    else:
        route.continue_()


def _sign_in_page(route: Route) -> None:
    if route.request.method == "POST":
        route.fulfill(status=200, content_type="text/html", body="<h1>Đăng nhập</h1>")
    else:
        route.continue_()
