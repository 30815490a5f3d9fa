"""What every page has: language, headers, static files with their version, the words that templates may use."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Protocol, runtime_checkable
from urllib.parse import SplitResult, urlsplit

from flask import (
    Blueprint,
    Flask,
    Response,
    current_app,
    has_request_context,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_login import current_user
from markupsafe import Markup
from werkzeug.exceptions import HTTPException

from ocop.core import clock
from ocop.core.db import SAFE_METHODS
from ocop.tenancy import public
from ocop.ui import catalogue, filters, forms, listing, navigation

LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
DEFAULT_LANGUAGE = "vi"

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'self'",
        "frame-ancestors 'self'",
        "form-action 'self'",
    )
)
SECURITY_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
STRICT_TRANSPORT = "max-age=31536000; includeSubDomains"
STATIC_ENDPOINTS = frozenset({"ui.static", "bootstrap.static"})
ONE_YEAR = 365 * 24 * 3600
ONE_HOUR = 3600
MOST_FURNITURE = 500
"""People may order the columns of a list as they like, so its looks are without number; beyond so many it begins anew."""

bp = Blueprint("ui", __name__, static_folder="static", static_url_path="/static", template_folder="templates")


@runtime_checkable
class Speaker(Protocol):
    """A signed-in person whose account remembers a language."""

    language: str


def locale() -> str:
    """The language of this request: the account's, else the one chosen in this browser, else Vietnamese."""
    if not has_request_context():
        return DEFAULT_LANGUAGE
    return chosen_language(getattr(current_user, "language", None) or session.get("language"))


def chosen_language(wanted: str | None) -> str:
    """The wanted language when pages are written in it, else Vietnamese."""
    return wanted if wanted is not None and wanted in LANGUAGES else DEFAULT_LANGUAGE


@bp.post("/ngon-ngu")
@public
def language() -> ResponseReturnValue:
    """Keep the chosen language, in the account of whoever is signed in too, and go back to the page."""
    chosen = request.form.get("language", "")
    if chosen in LANGUAGES:
        session["language"] = chosen
        person = current_user._get_current_object()
        if isinstance(person, Speaker):
            person.language = chosen
    return redirect(local_path(request.form.get("next", "")))


def local_path(wanted: str) -> str:
    """The address when it is a path of this site, else "/"; nobody is sent to another site from here."""
    parts = _split(wanted)
    foreign = (
        parts is None or parts.scheme or parts.netloc or not wanted.startswith("/") or wanted.startswith(("//", "/\\"))
    )
    return "/" if foreign or any(ord(character) < 32 for character in wanted) else wanted


def here() -> str:
    """The page to come back to: this one when it can be read again, else the page that sent its form here."""
    if request.method in SAFE_METHODS:
        return request.full_path.rstrip("?")
    return previous() or "/"


def previous() -> str | None:
    """The path of the page of this site that led here."""
    parts = _split(request.referrer or "")
    if parts is None or parts.netloc != request.host:
        return None
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def without_slash() -> str | None:
    """The address of this reading request without its last stroke, where that is a page behind a door of the person's.

    None for strangers: whether the page is there is nothing that they learn.
    """
    path = request.path.rstrip("/")
    if request.method not in SAFE_METHODS or path == request.path or not path:
        return None
    values = _behind(path)
    if values is None or not navigation.stands_open(path, values.get("workspace")):
        return None
    asked = f"?{request.query_string.decode(errors='replace')}" if request.query_string else ""
    return f"{request.script_root}{path}{asked}"


def _behind(path: str) -> Mapping[str, object] | None:
    """What an address holds of the route that it belongs to; None when there is no such route."""
    adapter = current_app.create_url_adapter(request)
    try:
        return adapter.match(path, method="GET")[1] if adapter else None
    except HTTPException:
        return None


def _split(address: str) -> SplitResult | None:
    """The parts of an address; None when it is none, such as "http://["."""
    try:
        return urlsplit(address)
    except ValueError:
        return None


def asset(filename: str) -> str:
    """The address of a static file with the mark of its content, so that browsers may keep it for a year."""
    marks: dict[str, str] = current_app.extensions["ocop.ui.marks"]
    if filename not in marks or current_app.debug:
        content = (Path(str(bp.static_folder)) / filename).read_bytes()
        marks[filename] = sha256(content).hexdigest()[:10]
    return url_for("ui.static", filename=filename, v=marks[filename])


def furniture(template: str, *looks: str, **words: object) -> Markup:
    """A part that is the same on all pages of one language, rendered once; once for each of its `looks` when it has several.

    What it says must follow from `looks` alone, for it is shown to everybody: `words` may not bring anything of a unit.
    """
    kept: dict[tuple[str, ...], Markup] = current_app.extensions["ocop.ui.furniture"]
    key = (template, catalogue.language(), request.script_root, *looks)
    part = kept.get(key)
    if part is None or current_app.debug:
        if len(kept) >= MOST_FURNITURE:
            kept.clear()
        part = kept[key] = Markup(render_template(template, **words))
    return part


def install(app: Flask) -> None:
    """Register the static files, templates, filters, headers and the words of templates."""
    app.extensions |= {"ocop.ui.marks": {}, "ocop.ui.furniture": {}, navigation.KEPT: {}}
    app.register_blueprint(bp)
    app.after_request(harden)
    filters.install(app)
    forms.install(app)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        asset=asset,
        here=here,
        languages=LANGUAGES,
        account_menu=navigation.account_menu,
        addresses=listing.addresses,
        exists=navigation.exists,
        furniture=furniture,
        locale=locale,
        menu=navigation.menu,
        pinned_date=clock.pinned,
    )


def harden(response: Response) -> Response:
    """Add the security headers, and say how long the answer may be kept."""
    for name, value in SECURITY_HEADERS.items():
        response.headers.setdefault(name, value)
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", STRICT_TRANSPORT)
    if request.endpoint in STATIC_ENDPOINTS:
        _keep(response)
    elif "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "private, no-cache"
    return response


def _keep(response: Response) -> None:
    if response.status_code not in {200, 304}:
        return
    if "v" in request.args:
        response.headers["Cache-Control"] = f"public, max-age={ONE_YEAR}, immutable"
    else:
        response.headers["Cache-Control"] = f"public, max-age={ONE_HOUR}"
