"""Documents that come in: the list, số đến, and what the clerk enters from paper."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from ocop.attachments import rules as files
from ocop.attachments import services as attachments
from ocop.attachments.models import Attachment
from ocop.attachments.rules import Purpose
from ocop.core import clock
from ocop.documents import queries, rules, services
from ocop.documents.forms import IncomingForm, ReceiveForm, given
from ocop.documents.models import Incoming
from ocop.documents.views.desk import guidance_url
from ocop.documents.views.doors import READERS, bp
from ocop.tenancy import Permission, requires
from ocop.ui import listing


@bp.get("/den")
@requires(*READERS)
def arrivals() -> ResponseReturnValue:
    """The documents that came to this unit."""
    query = listing.read(sorts=queries.INCOMING_SORTS, order="-den", filters=(queries.STATE,))
    return render_template(
        "documents/arrivals.html",
        page=queries.incoming(query),
        waiting=queries.WAITING,
        entered=queries.ENTERED,
        kind_name=rules.kind_word,
        guidance_url=guidance_url(),
        year=clock.today().year,
    )


@bp.get("/den/<int:incoming_id>")
@requires(*READERS)
def arrival(incoming_id: int) -> ResponseReturnValue:
    """One document that came."""
    form = ReceiveForm(formdata=None, data={"on": clock.today()})
    return _shown(queries.arrived(incoming_id), form)


@bp.post("/den/<int:incoming_id>/so-den")
@requires(Permission.NUMBER_DOCUMENT)
def receive(incoming_id: int) -> ResponseReturnValue:
    """Enter số đến and ngày đến."""
    arrived, form = queries.arrived(incoming_id), ReceiveForm()
    if not (form.validate_on_submit() and form.lets(lambda: _receive(arrived, form))):
        return _shown(arrived, form), 422
    flash(_("Đã ghi số đến. Nơi gửi sẽ thấy văn bản đã được tiếp nhận."))
    return redirect(url_for(".arrival", incoming_id=arrived.id))


@bp.get("/den/moi")
@requires(Permission.NUMBER_DOCUMENT)
def new_arrival() -> ResponseReturnValue:
    """An empty line of the register."""
    return render_template("documents/enter.html", form=IncomingForm(formdata=None, data={"on": clock.today()}))


@bp.post("/den")
@requires(Permission.NUMBER_DOCUMENT)
def enter() -> ResponseReturnValue:
    """Enter a document that came on paper."""
    form = IncomingForm()
    if not (form.validate_on_submit() and form.lets(lambda: _enter(form))):
        return render_template("documents/enter.html", form=form), 422
    flash(_("Đã vào sổ văn bản đến."))
    return redirect(url_for(".arrivals"))


def _shown(arrived: Incoming, form: ReceiveForm) -> str:
    return render_template("documents/arrival.html", arrived=arrived, form=form, kind=rules.kind_word(arrived.kind))


def _receive(arrived: Incoming, form: ReceiveForm) -> None:
    services.receive(arrived, number=form.number.data, on=given(form.on), by=current_user, now=clock.now())


def _enter(form: IncomingForm) -> None:
    services.enter(
        sender=form.sender.data,
        number=form.own_number.data,
        dated=form.dated.data,
        kind=form.kind.data,
        subject=form.subject.data,
        incoming_number=form.incoming_number.data,
        on=given(form.on),
        attachment=_scan(form),
        by=current_user,
        now=clock.now(),
    )


def _scan(form: IncomingForm) -> Attachment | None:
    if not form.file.data:
        return None
    return attachments.keep(
        form.file.data.stream,
        name=form.file.data.filename or "",
        purpose=Purpose.INCOMING,
        by=current_user,
        accepts=files.SCANS,
    )
