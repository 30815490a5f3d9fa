"""The application behind a real address, and a browser for each person of the office."""

import threading
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from tests.factories import world
from tests.journeys.browser import launch

PATIENCE = 15_000


@pytest.fixture
def live_server(app: Flask) -> Iterator[str]:
    """The application on a fresh world, served on a free port of this machine, forms checked as in the office."""
    app.config["WTF_CSRF_ENABLED"] = True
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for the journeys of a module."""
    with sync_playwright() as driver:
        running = launch(driver)
        yield running
        running.close()


@pytest.fixture
def desk_of(chromium: Browser, live_server: str) -> Iterator[Callable[[str, str], Page]]:
    """`desk_of("phan-thiet", "officer")`: that person's own browser window, signed in through the door; kept open."""
    windows: dict[tuple[str, str], Page] = {}

    def sit_down(slug: str, role: str) -> Page:
        if (slug, role) not in windows:
            windows[slug, role] = sign_in(chromium, live_server, world.username(slug, role))
        return windows[slug, role]

    yield sit_down
    for page in windows.values():
        page.context.close()


def sign_in(browser: Browser, address: str, username: str) -> Page:
    """A window of its own, signed in with the password."""
    page = browser.new_context(base_url=address).new_page()
    page.set_default_timeout(PATIENCE)
    page.goto("/dang-nhap")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", world.PASSWORD)
    page.click("main button.btn-primary")
    page.wait_for_url(lambda url: "/dang-nhap" not in url)
    return page
