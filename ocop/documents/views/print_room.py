"""The print room: choose many papers, print them as one job."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from ocop.core import clock
from ocop.core.errors import NotYours
from ocop.documents import rules, services
from ocop.documents.forms import PrintForm
from ocop.documents.papers import offers
from ocop.documents.papers.offers import Choice, Offer
from ocop.documents.rules import State
from ocop.documents.services.print_room import Shape
from ocop.documents.views import wording
from ocop.documents.views.doors import READERS, bp
from ocop.jobs.models import Job
from ocop.tenancy import may, requires, workspace

OFFER, YEAR, KIND = "nguon", "nam", "loai"
YEARS = range(1990, 2101)


@bp.get("/in/")
@requires(*READERS)
def print_room() -> ResponseReturnValue:
    """The papers of one kind and year, to be chosen."""
    return _page(PrintForm(formdata=None))


@bp.post("/in/")
@requires(*READERS)
def print_many() -> ResponseReturnValue:
    """Ask for what was chosen; the page of the job tells how far it is and gives the file."""
    form, asked = PrintForm(), list[Job]()
    offer, year, chosen = _offer(), _year(), _chosen(form)
    if not (form.validate_on_submit() and form.lets(lambda: asked.append(_ask(form, offer, year, chosen)))):
        return _page(form), 422
    flash(_("Đã nhận yêu cầu in. Tệp hiện ở trang này khi in xong."))
    return redirect(url_for("jobs.show", token=asked[0].token))


def _ask(form: PrintForm, offer: Offer, year: int, chosen: list[str]) -> Job:
    return services.ask_to_print(
        chosen,
        offer=offer,
        unit=workspace(),
        year=year,
        shape=Shape(form.shape.data),
        duplex=bool(form.duplex.data),
        by=current_user,
        now=clock.now(),
    )


def _page(form: PrintForm) -> str:
    offer, year = _offer(), _year()
    choices = _listed(offer, year)
    return render_template(
        "documents/print_room.html",
        form=form,
        offer=offer,
        offers=_open_offers(),
        year=year,
        kind=request.args.get(KIND, ""),
        kinds=rules.KIND_WORDS,
        choices=choices,
        most=offers.MOST,
        states=wording.STATES,
        tones=wording.TONES,
        known_states=set(State),
    )


def _listed(offer: Offer, year: int) -> list[Choice]:
    kind = request.args.get(KIND, "")
    found = offer.choices(workspace(), year, on=clock.today())
    return [one for one in found if not kind or one.kind == kind]


def _chosen(form: PrintForm) -> list[str]:
    """The ticked papers, or with the other button all of the list as it was shown."""
    return [one.key for one in _listed(_offer(), _year())] if form.everything.data else list(form.chosen.data or ())


def _open_offers() -> list[Offer]:
    return [one for one in offers.offers() if any(map(may, one.permissions))]


def _offer() -> Offer:
    """The offer that the address names, the unit's own documents when it names none; raises `NotYours`."""
    found = offers.named(request.args.get(OFFER, "") or offers.offers()[0].key)
    if found not in _open_offers():
        raise NotYours
    return found


def _year() -> int:
    year = request.args.get(YEAR, clock.today().year, type=int)
    return year if year in YEARS else clock.today().year
