"""Handing on, passing, sending back, recording from paper, freezing and taking back."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from ocop.attachments import services as files
from ocop.attachments.models import Attachment
from ocop.attachments.rules import SCANS, Purpose
from ocop.core import clock
from ocop.core.errors import WrongState
from ocop.plans import queries, services
from ocop.plans.forms import PaperForm, ReasonForm, SendBackForm, send_back_form
from ocop.plans.forms.words import CHECK_NAMES
from ocop.plans.models import Plan
from ocop.plans.rules import Check, State
from ocop.plans.rules.checking import AWAITED
from ocop.plans.services import OnPaper
from ocop.plans.views.doors import bp
from ocop.plans.views.reading import names_of, shown
from ocop.tenancy import Permission, requires, workspace
from ocop.ui.forms import Form


@bp.post("/<int:plan_id>/trinh")
@requires(Permission.PREPARE_PLAN)
def submit(plan_id: int) -> ResponseReturnValue:
    """The officer hands the plan to the head of the division."""
    services.submit(queries.plan(plan_id), by=current_user, now=clock.now())
    flash(_("Đã trình lãnh đạo phòng kiểm tra."))
    return redirect(url_for(".show", plan_id=plan_id))


@bp.post("/<int:plan_id>/thong-qua-noi-dung")
@requires(Permission.CHECK_CONTENT)
def pass_content(plan_id: int) -> ResponseReturnValue:
    """The head passes the content."""
    return _pass(plan_id, Check.CONTENT)


@bp.post("/<int:plan_id>/thong-qua-the-thuc")
@requires(Permission.CHECK_FORM)
def pass_form(plan_id: int) -> ResponseReturnValue:
    """The office passes the form (Decree 30/2020, Art. 12.2)."""
    return _pass(plan_id, Check.FORM)


@bp.get("/<int:plan_id>/tra-lai-noi-dung")
@requires(Permission.CHECK_CONTENT)
def content_back(plan_id: int) -> ResponseReturnValue:
    """The head writes what is to be mended, section by section."""
    return _sending_back(plan_id, Check.CONTENT)


@bp.post("/<int:plan_id>/tra-lai-noi-dung")
@requires(Permission.CHECK_CONTENT)
def send_content_back(plan_id: int) -> ResponseReturnValue:
    """The plan goes back to its makers."""
    return _send_back(plan_id, Check.CONTENT)


@bp.get("/<int:plan_id>/tra-lai-the-thuc")
@requires(Permission.CHECK_FORM)
def form_back(plan_id: int) -> ResponseReturnValue:
    """The office writes what is to be mended."""
    return _sending_back(plan_id, Check.FORM)


@bp.post("/<int:plan_id>/tra-lai-the-thuc")
@requires(Permission.CHECK_FORM)
def send_form_back(plan_id: int) -> ResponseReturnValue:
    """The plan goes back to its makers."""
    return _send_back(plan_id, Check.FORM)


@bp.get("/<int:plan_id>/tra-lai")
@requires(Permission.MARK_FOR_SIGNATURE)
def signature_back(plan_id: int) -> ResponseReturnValue:
    """The leader writes what is to be mended."""
    return _sending_back(plan_id, Check.SIGNATURE)


@bp.post("/<int:plan_id>/tra-lai")
@requires(Permission.MARK_FOR_SIGNATURE)
def send_signature_back(plan_id: int) -> ResponseReturnValue:
    """The plan goes back to its makers."""
    return _send_back(plan_id, Check.SIGNATURE)


@bp.post("/<int:plan_id>/trinh-ky")
@requires(Permission.MARK_FOR_SIGNATURE)
def mark_for_signature(plan_id: int) -> ResponseReturnValue:
    """The leader lets the plan be printed for the signature; from here on it is frozen."""
    services.mark_for_signature(queries.plan(plan_id), unit=workspace(), by=current_user, now=clock.now())
    flash(_("Đã chốt bản trình ký. Văn thư in bản này, trình ký, vào số rồi tải bản đã ký lên."))
    return redirect(url_for(".show", plan_id=plan_id))


@bp.post("/<int:plan_id>/bo-chot")
@requires(Permission.MARK_FOR_SIGNATURE)
def take_back(plan_id: int) -> ResponseReturnValue:
    """The leader takes the frozen plan back, with a reason."""
    plan, form = queries.plan(plan_id), ReasonForm()
    if not (form.validate_on_submit() and form.lets(lambda: _take_back(plan, form))):
        return shown(plan, form), 422
    flash(_("Đã bỏ chốt. Kế hoạch trở về dự thảo; bản in cũ không còn giá trị."))
    return redirect(url_for(".show", plan_id=plan_id))


@bp.get("/<int:plan_id>/ghi-nhan")
@requires(Permission.RECORD_FROM_PAPER)
def recording(plan_id: int) -> ResponseReturnValue:
    """The clerk enters what was decided on paper."""
    plan = queries.plan(plan_id)
    return _recording(plan, send_back_form(names_of(plan), paper=True))


@bp.post("/<int:plan_id>/ghi-nhan")
@requires(Permission.RECORD_FROM_PAPER)
def record(plan_id: int) -> ResponseReturnValue:
    """Keep it, marked as recorded from paper."""
    plan = queries.plan(plan_id)
    form = send_back_form(names_of(plan), paper=True)
    assert isinstance(form, PaperForm)
    if not (form.validate_on_submit() and form.lets(lambda: _record(plan, form))):
        return _recording(plan, form), 422
    flash(_("Đã ghi nhận theo bản giấy."))
    return redirect(url_for(".show", plan_id=plan_id))


def _take_back(plan: Plan, form: ReasonForm) -> None:
    services.take_back(plan, reason=form.reason.data, by=current_user, now=clock.now())


def _pass(plan_id: int, step: Check) -> ResponseReturnValue:
    services.pass_on(queries.plan(plan_id), step, by=current_user, now=clock.now())
    flash(_("Đã thông qua."))
    return redirect(url_for(".show", plan_id=plan_id))


def _sending_back(plan_id: int, step: Check) -> ResponseReturnValue:
    plan = queries.plan(plan_id)
    return _send_back_page(plan, step, send_back_form(names_of(plan)))


def _send_back(plan_id: int, step: Check) -> ResponseReturnValue:
    plan = queries.plan(plan_id)
    form = send_back_form(names_of(plan))
    if not form.validate_on_submit():
        return _send_back_page(plan, step, form), 422
    services.send_back(plan, step, reasons=form.reasons, by=current_user, now=clock.now())
    flash(_("Đã trả lại kèm lý do của từng mục."))
    return redirect(url_for(".show", plan_id=plan_id))


def _send_back_page(plan: Plan, step: Check, form: SendBackForm) -> str:
    texts = {one.key: one.text for one in plan.sections}
    return render_template(
        "plans/send_back.html", plan=plan, form=form, names=names_of(plan), texts=texts, step=CHECK_NAMES[step]
    )


def _recording(plan: Plan, form: Form) -> str:
    step = AWAITED.get(plan.state)
    if step is None:
        raise WrongState(_("Kế hoạch không chờ bước kiểm tra nào nên không có gì để ghi nhận."))
    return render_template("plans/recording.html", plan=plan, form=form, names=names_of(plan), step=CHECK_NAMES[step])


def _record(plan: Plan, form: PaperForm) -> None:
    step, now = AWAITED.get(plan.state, Check.CONTENT), clock.now()
    assert form.decided_on.data is not None
    paper = OnPaper(form.decided_by.data or "", form.decided_on.data, _scan(form))
    if plan.state is State.CHECKED and form.passed:
        services.mark_for_signature(plan, unit=workspace(), by=current_user, now=now, paper=paper)
        return
    services.record_from_paper(
        plan, step, passed=form.passed, reasons=form.reasons, paper=paper, by=current_user, now=now
    )


def _scan(form: PaperForm) -> Attachment | None:
    file = form.scan.data
    if not file:
        return None
    return files.keep(
        file.stream,
        name=file.filename or "",
        purpose=Purpose.PAPER_DECISION,
        by=current_user,
        accepts=SCANS,
        field="scan",
    )
