"""The public catalogue: the products in force, each on its own page, with their photos."""

from hashlib import sha256

from flask import Response, make_response, render_template, request, send_file
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import generate_csrf

from ocop.attachments.rules import Kind
from ocop.catalogue import queries
from ocop.core import clock
from ocop.core.tokens import is_token
from ocop.documents import count_question
from ocop.documents import queries as documents
from ocop.products.forms.words import CHANNEL_WORDS
from ocop.tenancy import PublicBlueprint, public
from ocop.ui import listing

bp = PublicBlueprint("catalogue", path="danh-muc", room="public")

LIMIT = 600
"""Pages of the catalogue that one address may ask for within the window of the throttle: a school behind one address."""

COUNTED_AS = "danh-muc"
SMALL = "nho"
A_MONTH = 30 * 24 * 3600


@bp.get("", strict_slashes=False)
@public
def index() -> ResponseReturnValue:
    """The products in force, narrowed by unit, set and stars, searched without accents."""
    _count()
    today = clock.today()
    query = listing.read(sorts=queries.SORTS, order="ten", filters=queries.FILTERS, per_page=queries.PER_PAGE)
    choices = queries.choices(today)
    page = render_template(
        "public/catalogue.html",
        page=queries.listed(query, today=today),
        choices=choices,
        stars_choices=[(stars, _("%(stars)s sao", stars=stars)) for stars in choices.stars],
    )
    return _told(page)


@bp.get("/<token>")
@public
def show(token: str) -> ResponseReturnValue:
    """What everybody may know of a product; 404 when there is none, or when it is no longer recognised, which is then said."""
    _count()
    today = clock.today()
    entry = queries.entry(token) if is_token(token) else None
    if entry is None or not entry.in_force_on(today):
        return render_template("public/no_product.html", ended=entry is not None), 404
    page = render_template(
        "public/product.html", one=entry, channels=CHANNEL_WORDS, decision=queries.decision(entry), today=today
    )
    return _told(page)


@bp.get("/anh/<token>")
@public
def photo(token: str) -> ResponseReturnValue:
    """The main photo of a product in force, with `?nho=1` the small one: drawn anew when it was taken in."""
    found = queries.photo(token, small=SMALL in request.args, today=clock.today())
    response = send_file(found.path, mimetype=Kind.JPEG, etag=found.sha256, max_age=A_MONTH)
    response.headers["Cache-Control"] = f"public, max-age={A_MONTH}, immutable"
    return response


def _count() -> None:
    """Slow down whoever asks for page after page; apart from the questions about documents."""
    address, now = f"{COUNTED_AS} {request.remote_addr or ''}", clock.real_now()
    documents.refuse_flood(address, now, limit=LIMIT)
    count_question(address=address, now=now)


def _told(page: str) -> Response:
    """The page with a mark of what it says, so that a browser that has it need not fetch it again.

    The forgery token changes with every answer and says nothing, so the mark leaves it out.
    """
    response = make_response(page)
    response.set_etag(sha256(page.replace(generate_csrf(), "").encode()).hexdigest(), weak=True)
    response.headers["Cache-Control"] = "private, no-cache"
    response.make_conditional(request)
    return response
