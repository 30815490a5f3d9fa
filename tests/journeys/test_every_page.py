"""Every page of the demonstration in a real browser: nothing that axe calls serious, nothing from outside, nothing cut off.

Pages are found from the routes themselves, so a new page is looked at without being named here. The suite looks at each
page in one of four views (two languages, two widths) by turns, the soak at all pages in all four.
"""

import secrets
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import cycle

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, Response, sync_playwright
from sqlalchemy import func, select
from werkzeug.routing import Rule
from werkzeug.serving import make_server

from ocop.accounts.loading import COOKIE_KEY, token_hash
from ocop.accounts.models import User, UserSession
from ocop.app import create_app
from ocop.catalogue.models import CatalogueEntry
from ocop.core import clock, settings
from ocop.core.db import Base, db
from ocop.tenancy import access
from ocop.tenancy.models import Unit
from ocop.tenancy.scope import enter, over
from tests.house.test_sweep import OWNED_KEYS, PLAIN
from tests.journeys.browser import launch

pytestmark = pytest.mark.browser

WORKSPACE, PROVINCE_DESK = "phan-thiet", "ubnd-tinh"
SERIOUS = {"serious", "critical"}
VIEWS = [("vi", 1280), ("en", 360), ("vi", 360), ("en", 1280)]


@dataclass
class Portal:
    """A running portal with the demonstration in it."""

    app: Flask
    address: str
    keys: Mapping[str, Mapping[int, int]]
    units: Mapping[str, int]
    cookies: dict[str, str] = field(default_factory=dict)
    pages: list[tuple[str | None, str]] = field(default_factory=list)


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """The demonstration, served from a thread of its own."""
    folder = tmp_path_factory.mktemp("portal")
    environ = {
        "OCOP_ENV": "demo",
        "OCOP_INSTANCE": str(folder),
        "OCOP_SECRET_KEY": "k" * 64,
        "OCOP_TODAY": "2024-05-13",
    }
    making = create_app(settings.read(environ), serving=False)
    for command in ("init", "seed-demo"):
        result = making.test_cli_runner().invoke(args=["ocop", command])
        assert result.exit_code == 0, result.output
    app = create_app(settings.read(environ))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    units, keys = _keys(app)
    served = Portal(app, f"http://127.0.0.1:{server.server_port}", keys, units)
    served.pages = pages(served)
    yield served
    server.shutdown()
    thread.join()
    for one in (making, app):
        with one.app_context():
            db.engine.dispose()


def _keys(app: Flask) -> tuple[dict[str, int], dict[str, dict[int, int]]]:
    """The units by slug, and one key per owned table and unit."""
    with app.app_context():
        units = {slug: key for slug, key in db.session.execute(select(Unit.slug, Unit.id)).all() if slug}
        enter(over(frozenset(units.values())))
        keys: dict[str, dict[int, int]] = {}
        for mapper in Base.registry.mappers:
            if mapper.local_table.name in OWNED_KEYS.values():  # type: ignore[attr-defined]
                entity = mapper.class_
                rows = db.session.execute(
                    select(entity.tenant_id, func.max(entity.id)).group_by(entity.tenant_id)
                ).all()
                keys[mapper.local_table.name] = dict(rows)  # type: ignore[attr-defined, arg-type]
    return units, keys


@pytest.fixture(scope="module")
def playwright_() -> Iterator[Playwright]:
    """The driver of the browser."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="module")
def browser(playwright_: Playwright) -> Iterator[Browser]:
    """One browser for all pages."""
    running = launch(playwright_)
    yield running
    running.close()


PEOPLE = {
    "workspace": ("canbo.phan-thiet", "truongphong.phan-thiet", "vanthu.phan-thiet"),
    "desk": ("canbo.tinh",),
    "province": ("canbo.tinh",),
    "operator": ("quantri",),
    "public": (None,),
}


def pages(portal: Portal) -> list[tuple[str | None, str]]:
    """(account, path) of every page that answers with HTML to somebody."""
    found: list[tuple[str | None, str]] = []
    seen: set[str] = set()
    for rule in sorted(portal.app.url_map.iter_rules(), key=lambda one: one.rule):
        if "GET" not in (rule.methods or ()) or rule.endpoint.endswith("static"):
            continue
        for account, slug in _visitors(portal, rule):
            path = _path(portal, rule, slug)
            if path is None or path in seen:
                continue
            if _is_page(portal, account, path):
                seen.add(path)
                found.append((account, path))
                break
    return found


def _visitors(portal: Portal, rule: Rule) -> list[tuple[str | None, str]]:
    if access.declaration(portal.app, rule.endpoint) == access.PUBLIC:
        return [(None, WORKSPACE)]
    if rule.rule.startswith("/tinh"):
        return [(account, WORKSPACE) for account in PEOPLE["province"]]
    if rule.rule.startswith("/quan-tri"):
        return [("quantri", WORKSPACE)]
    own = [(account, WORKSPACE) for account in PEOPLE["workspace"]]
    return own + [(account, PROVINCE_DESK) for account in PEOPLE["desk"]]


def _path(portal: Portal, rule: Rule, slug: str) -> str | None:
    values: dict[str, str | int] = {}
    for name in rule.arguments:
        if name in {"workspace", "unit"}:
            values[name] = slug
        elif name in OWNED_KEYS:
            key = portal.keys[OWNED_KEYS[name]].get(portal.units[slug])
            if key is None:
                return None
            values[name] = key
        elif rule.endpoint == "catalogue.show":
            values[name] = _public_product(portal)
        elif name in PLAIN:
            values[name] = PLAIN[name]
        elif name.endswith("_id"):
            values[name] = 2
        else:
            return None
    with portal.app.test_request_context():
        return str(rule.build(values)[1])  # type: ignore[index]


def _public_product(portal: Portal) -> str:
    """The address of a product that everybody sees."""
    with portal.app.app_context():
        return (
            db.session.scalars(select(CatalogueEntry.token).order_by(CatalogueEntry.expires_earliest.desc())).first()
            or ""
        )


def _is_page(portal: Portal, account: str | None, path: str) -> bool:
    client = portal.app.test_client()
    if account is not None:
        client.set_cookie("ocop", cookie(portal, account))
    answer = client.get(path)
    return (
        answer.status_code in {200, 404}
        and answer.mimetype == "text/html"
        and (account is None or answer.status_code == 200)
    )


def cookie(portal: Portal, account: str, language: str = "vi") -> str:
    """A signed cookie of a live session of the account."""
    token = portal.cookies.get(account)
    with portal.app.app_context():
        user = db.session.scalars(select(User).where(User.username == account)).one()
        user.language = language
        if token is None:
            token = portal.cookies[account] = secrets.token_urlsafe(16)
            now = clock.real_now()
            db.session.add(
                UserSession(
                    user_id=user.id, token_hash=token_hash(token), started_at=now, seen_at=now, ended_at=None,
                    address="127.0.0.1", device="test", second_factor=True,
                )
            )  # fmt: skip
        db.session.commit()
    serializer = portal.app.session_interface.get_signing_serializer(portal.app)  # type: ignore[attr-defined]
    return str(serializer.dumps({COOKIE_KEY: token, "language": language}))


def test_every_page_can_be_used_by_everybody(portal: Portal, browser: Browser) -> None:
    views = cycle(VIEWS)

    wrong = {path: look(portal, browser, account, path, *next(views)) for account, path in portal.pages}

    assert {path: faults for path, faults in wrong.items() if faults} == {}
    assert len(wrong) > 30


@pytest.mark.soak
@pytest.mark.parametrize(("language", "width"), VIEWS)
def test_every_page_can_be_used_in_every_view(portal: Portal, browser: Browser, language: str, width: int) -> None:
    wrong = {path: look(portal, browser, account, path, language, width) for account, path in portal.pages}

    assert {path: faults for path, faults in wrong.items() if faults} == {}


def look(portal: Portal, browser: Browser, account: str | None, path: str, language: str, width: int) -> list[str]:
    """Open one page and say what is wrong with it."""
    context = browser.new_context(viewport={"width": width, "height": 900}, locale=language)
    value = cookie(portal, account, language) if account else _stranger(portal, language)
    context.add_cookies([{"name": "ocop", "value": value, "url": portal.address}])
    page = context.new_page()
    faults: list[str] = []
    page.on(
        "console",
        lambda message: faults.append(message.text) if message.type == "error" and "404" not in message.text else None,
    )
    page.on("response", lambda response: faults.extend(_foreign(portal, response)))
    page.goto(portal.address + path)
    faults += _laws_of_a_page(page, language)
    faults += [
        f"{one['impact']}: {one['id']} {one['nodes'][0]['html'][:120]}"
        for one in Axe().run(page).response["violations"]
        if one["impact"] in SERIOUS
    ]
    context.close()
    return faults


def _complaint(message: ConsoleMessage) -> list[str]:
    """What the browser calls an error; the answer 404 of a page that says "not found" is meant."""
    return [message.text] if message.type == "error" and "404" not in message.text else []


def _stranger(portal: Portal, language: str) -> str:
    serializer = portal.app.session_interface.get_signing_serializer(portal.app)  # type: ignore[attr-defined]
    return str(serializer.dumps({"language": language}))


def _foreign(portal: Portal, response: Response) -> list[str]:
    local = response.url.startswith((portal.address, "data:"))
    policy = response.headers.get("content-security-policy", "")
    return ([] if local else [f"from outside: {response.url}"]) + (["unsafe policy"] if "unsafe-" in policy else [])


def _laws_of_a_page(page: Page, language: str) -> list[str]:
    faults = []
    if page.locator("h1").count() != 1:
        faults.append(f"{page.locator('h1').count()} h1")
    if not page.title().strip():
        faults.append("no title")
    if page.locator("html").get_attribute("lang") != language:
        faults.append("wrong language")
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    if wide > 1:
        faults.append(f"{wide} px wider than the window")
    return faults
