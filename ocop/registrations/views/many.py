"""Acts on the ticked rows of the year's list: all or nothing, with a report of what stands in the way."""

from io import BytesIO

from flask import flash, redirect, render_template, request, send_file
from flask.typing import ResponseReturnValue
from flask_babel import ngettext
from flask_login import current_user

from ocop import audit
from ocop.attachments.rules import Kind
from ocop.core import clock
from ocop.registrations import queries
from ocop.registrations.forms import ReasonForm
from ocop.registrations.papers import dossier
from ocop.registrations.services import many as services
from ocop.registrations.views.doors import bp
from ocop.registrations.views.year import asked, asked_cycle
from ocop.tenancy import Permission, requires, workspace
from ocop.ui.listing import picked

REASON = "reason"


@bp.post("/chon/trinh")
@requires(Permission.EDIT_REGISTRY)
def submit_chosen() -> ResponseReturnValue:
    """Put the ticked registrations on the unit's list."""
    query = asked()
    rows = queries.chosen(picked(), query, cycle_id=asked_cycle().id)
    refused = services.submit_all(rows, by=current_user, now=clock.now())
    if refused:
        return render_template("registrations/refused.html", refused=refused, asked=len(rows), query=query), 422
    count = len(rows)
    flash(ngettext("Đã trình %(num)s đăng ký vào danh sách.", "Đã trình %(num)s đăng ký vào danh sách.", count))
    return redirect(query.narrowed_url(".index"))


@bp.post("/chon/rut")
@requires(Permission.EDIT_REGISTRY)
def withdraw_chosen() -> ResponseReturnValue:
    """Ask for the reason first, then withdraw the ticked registrations."""
    query = asked()
    rows = queries.chosen(picked(), query, cycle_id=asked_cycle().id)
    form = ReasonForm()
    if REASON not in request.form or not form.validate_on_submit():
        page = render_template("registrations/withdraw_chosen.html", form=form, rows=rows, query=query)
        return page, 422 if REASON in request.form else 200
    refused = services.withdraw_all(rows, reason=form.reason.data, by=current_user)
    if refused:
        return render_template("registrations/refused.html", refused=refused, asked=len(rows), query=query), 422
    flash(ngettext("Đã rút %(num)s đăng ký.", "Đã rút %(num)s đăng ký.", len(rows)))
    return redirect(query.narrowed_url(".index"))


@bp.post("/chon/in-phieu")
@requires(Permission.EDIT_REGISTRY)
def print_chosen() -> ResponseReturnValue:
    """Document 4 of each ticked registration, in one file."""
    cycle = asked_cycle()
    rows = queries.chosen(picked(), asked(), cycle_id=cycle.id)
    printed = dossier.registration_forms(rows, unit=workspace(), on=clock.today())
    audit.note_afterwards(
        current_user, "print", "registrations", unit_id=workspace().id, name=f"{len(rows)} phiếu đăng ký {cycle.year}"
    )
    name = f"phieu-dang-ky-{cycle.year}.pdf"
    return send_file(BytesIO(printed), mimetype=Kind.PDF, as_attachment=True, download_name=name, max_age=0)
