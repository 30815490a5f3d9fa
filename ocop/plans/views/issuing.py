"""Number and date, the signed page, the sending, and the plan that follows."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from ocop.attachments import services as files
from ocop.attachments.rules import SCANS, Purpose
from ocop.core import clock
from ocop.documents.rules import Channel
from ocop.plans import queries, services
from ocop.plans.forms import NumberForm, ReasonForm, ScanForm, SendForm
from ocop.plans.models import Plan
from ocop.plans.services.issuing import receivers_of
from ocop.plans.views.doors import bp
from ocop.plans.views.reading import shown
from ocop.tenancy import Permission, requires, workspace
from ocop.ui.forms import Form


@bp.get("/<int:plan_id>/vao-so")
@requires(Permission.NUMBER_DOCUMENT)
def numbering(plan_id: int) -> ResponseReturnValue:
    """The clerk's form for number and date."""
    return _page("plans/numbering.html", queries.plan(plan_id), NumberForm())


@bp.post("/<int:plan_id>/vao-so")
@requires(Permission.NUMBER_DOCUMENT)
def number(plan_id: int) -> ResponseReturnValue:
    """Issue the plan under them."""
    plan = queries.plan(plan_id)
    form = NumberForm()
    if not (form.validate_on_submit() and form.lets(lambda: _number(plan, form))):
        return _page("plans/numbering.html", plan, form), 422
    flash(_("Đã vào số. Tải bản đã ký, đóng dấu lên rồi gửi."))
    return redirect(url_for(".show", plan_id=plan_id))


@bp.post("/<int:plan_id>/huy-so")
@requires(Permission.NUMBER_DOCUMENT)
def take_number_back(plan_id: int) -> ResponseReturnValue:
    """The number was typed wrongly."""
    plan, form = queries.plan(plan_id), ReasonForm()
    if not (form.validate_on_submit() and form.lets(lambda: _take_number_back(plan, form))):
        return shown(plan, form), 422
    flash(_("Đã bỏ số đã nhập. Vui lòng vào lại số đúng theo sổ."))
    return redirect(url_for(".show", plan_id=plan_id))


@bp.get("/<int:plan_id>/ban-ky")
@requires(Permission.ATTACH_SIGNED_COPY)
def signed_copy(plan_id: int) -> ResponseReturnValue:
    """The form for the scan."""
    return _page("plans/signed_copy.html", queries.plan(plan_id), ScanForm())


@bp.post("/<int:plan_id>/ban-ky")
@requires(Permission.ATTACH_SIGNED_COPY)
def attach_signed_copy(plan_id: int) -> ResponseReturnValue:
    """Keep the scan with the plan."""
    plan = queries.plan(plan_id)
    form = ScanForm()
    if not (form.validate_on_submit() and form.lets(lambda: _attach(plan, form))):
        return _page("plans/signed_copy.html", plan, form), 422
    flash(_("Đã lưu bản ký, đóng dấu."))
    return redirect(url_for(".show", plan_id=plan_id))


@bp.get("/<int:plan_id>/gui")
@requires(Permission.SEND_DOCUMENT)
def sending(plan_id: int) -> ResponseReturnValue:
    """The form for the sending."""
    return _sending(queries.plan(plan_id), SendForm(on=clock.today()))


@bp.post("/<int:plan_id>/gui")
@requires(Permission.SEND_DOCUMENT)
def send(plan_id: int) -> ResponseReturnValue:
    """Send the plan; a second click sends nothing more."""
    plan = queries.plan(plan_id)
    form = SendForm()
    if not (form.validate_on_submit() and form.lets(lambda: _send(plan, form))):
        return _sending(plan, form), 422
    flash(_("Đã gửi kế hoạch."))
    return redirect(url_for(".show", plan_id=plan_id))


@bp.post("/<int:plan_id>/thay-the")
@requires(Permission.PREPARE_PLAN)
def replace(plan_id: int) -> ResponseReturnValue:
    """ "Lập kế hoạch thay thế": a new draft, prefilled, with its own number later."""
    return _successor(plan_id, supplements=False)


@bp.post("/<int:plan_id>/bo-sung")
@requires(Permission.PREPARE_PLAN)
def supplement(plan_id: int) -> ResponseReturnValue:
    """ "Lập kế hoạch bổ sung": a new draft that adds to the issued one."""
    return _successor(plan_id, supplements=True)


def _successor(plan_id: int, *, supplements: bool) -> ResponseReturnValue:
    plan = queries.plan(plan_id)
    new = services.make_successor(plan, supplements=supplements, by=current_user, now=clock.now())
    flash(_("Đã dựng dự thảo mới từ kế hoạch đã ban hành. Kế hoạch cũ vẫn có hiệu lực đến khi kế hoạch mới ban hành."))
    return redirect(url_for(".edit", plan_id=new.id))


def _page(template: str, plan: Plan, form: Form) -> str:
    return render_template(template, plan=plan, form=form, lock=services.lock_words(plan.state))


def _sending(plan: Plan, form: Form) -> str:
    receivers = [name for name, _key in receivers_of(workspace(), on=clock.today())]
    return render_template("plans/sending.html", plan=plan, form=form, receivers=receivers)


def _number(plan: Plan, form: NumberForm) -> None:
    assert form.dated.data is not None
    services.give_number(plan, number=form.number.data or "", dated=form.dated.data, by=current_user, now=clock.now())


def _take_number_back(plan: Plan, form: ReasonForm) -> None:
    services.take_number_back(plan, reason=form.reason.data, by=current_user, now=clock.now())


def _attach(plan: Plan, form: ScanForm) -> None:
    file = form.signed_copy.data
    scan = files.keep(
        file.stream,
        name=file.filename or "",
        purpose=Purpose.SIGNED_COPY,
        by=current_user,
        accepts=SCANS,
        field="signed_copy",
    )
    services.attach_signed_copy(plan, scan, reason=form.reason.data or "", by=current_user, now=clock.now())


def _send(plan: Plan, form: SendForm) -> None:
    assert form.on.data is not None
    services.send(
        plan,
        unit=workspace(),
        channel=Channel(form.channel.data),
        on=form.on.data,
        by=current_user,
        now=clock.now(),
    )
