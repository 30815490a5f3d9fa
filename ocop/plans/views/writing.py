"""Writing in a draft: the editor, money, calendar, formalities, refreshing from the records, discarding."""

from flask import flash, jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from ocop.core import clock
from ocop.plans import queries, services
from ocop.plans.forms import AnswerForm, BudgetForm, CalendarForm, FormalitiesForm, SectionForm, refresh_form
from ocop.plans.forms.words import SOURCE_NAMES
from ocop.plans.models import Plan
from ocop.plans.rules.template import DISTRICT, Part
from ocop.plans.views import serving
from ocop.plans.views.doors import bp
from ocop.plans.views.reading import names_of
from ocop.tenancy import Permission, requires, workspace
from ocop.ui.faults import wants_json
from ocop.ui.navigation import exists

REGISTRATIONS = "registrations.index"


@bp.get("/<int:plan_id>/sua")
@requires(Permission.PREPARE_PLAN)
def edit(plan_id: int) -> ResponseReturnValue:
    """The editor; for a locked plan the page says why and what to do instead."""
    return _editor(queries.plan(plan_id))


@bp.post("/<int:plan_id>/muc/<key>")
@requires(Permission.PREPARE_PLAN)
def save_section(plan_id: int, key: str) -> ResponseReturnValue:
    """Save one section, by hand or while somebody types."""
    plan = queries.plan(plan_id)
    form = SectionForm()
    if not form.validate_on_submit():
        return serving.not_valid(form) if wants_json() else (_editor(plan, failed=(key, form)), 422)
    section = services.save_section(
        plan, key, text=form.text.data or "", version=form.version.data, by=current_user, now=clock.now()
    )
    if wants_json():
        return jsonify(version=section.version)
    flash(_("Đã lưu %(section)s.", section=names_of(queries.plan(plan_id)).get(key, key)))
    return redirect(url_for(".edit", plan_id=plan_id, _anchor=f"muc-{key}"))


@bp.get("/<int:plan_id>/the-thuc")
@requires(Permission.PREPARE_PLAN)
def formalities(plan_id: int) -> ResponseReturnValue:
    """Trích yếu, căn cứ, nơi nhận."""
    plan = queries.plan(plan_id)
    return _formalities(plan, FormalitiesForm.of(plan))


@bp.post("/<int:plan_id>/the-thuc")
@requires(Permission.PREPARE_PLAN)
def save_formalities(plan_id: int) -> ResponseReturnValue:
    """Save them."""
    plan = queries.plan(plan_id)
    form = FormalitiesForm()
    if not form.validate_on_submit():
        return serving.not_valid(form) if wants_json() else (_formalities(plan, form), 422)
    version = services.save_formalities(plan, to=form.formalities(), version=form.version.data, by=current_user)
    if wants_json():
        return jsonify(version=version)
    flash(_("Đã lưu trích yếu, căn cứ, nơi nhận."))
    return redirect(url_for(".edit", plan_id=plan_id))


@bp.get("/<int:plan_id>/kinh-phi")
@requires(Permission.PREPARE_PLAN, Permission.EDIT_MONEY)
def budget(plan_id: int) -> ResponseReturnValue:
    """The table of money by purpose and source."""
    plan = queries.plan(plan_id)
    purposes = queries.template(plan.cycle_id, DISTRICT).texts(Part.PURPOSE)
    return _budget(plan, BudgetForm.of(plan, queries.budget(plan.id), purposes))


@bp.post("/<int:plan_id>/kinh-phi")
@requires(Permission.PREPARE_PLAN, Permission.EDIT_MONEY)
def save_budget(plan_id: int) -> ResponseReturnValue:
    """Save it."""
    plan = queries.plan(plan_id)
    form = BudgetForm()
    if not form.validate_on_submit():
        return serving.not_valid(form) if wants_json() else (_budget(plan, form), 422)
    version = services.save_budget(plan, lines=form.money(), version=form.version.data, by=current_user)
    if wants_json():
        return jsonify(version=version)
    flash(_("Đã lưu kinh phí. Số tổng trong các mục được đưa vào khi cập nhật từ hồ sơ."))
    return redirect(url_for(".budget", plan_id=plan_id))


@bp.get("/<int:plan_id>/lich")
@requires(Permission.PREPARE_PLAN)
def calendar(plan_id: int) -> ResponseReturnValue:
    """The calendar."""
    plan = queries.plan(plan_id)
    return _calendar(plan, CalendarForm.of(plan, queries.activities(plan.id)))


@bp.post("/<int:plan_id>/lich")
@requires(Permission.PREPARE_PLAN)
def save_calendar(plan_id: int) -> ResponseReturnValue:
    """Save it."""
    plan = queries.plan(plan_id)
    form = CalendarForm()
    if not form.validate_on_submit():
        return serving.not_valid(form) if wants_json() else (_calendar(plan, form), 422)
    version = services.save_calendar(plan, lines=form.activities(), version=form.version.data, by=current_user)
    if wants_json():
        return jsonify(version=version)
    flash(_("Đã lưu lịch hoạt động."))
    return redirect(url_for(".calendar", plan_id=plan_id))


@bp.get("/<int:plan_id>/cap-nhat")
@requires(Permission.PREPARE_PLAN)
def refreshing(plan_id: int) -> ResponseReturnValue:
    """What the records would change, before anything is changed."""
    plan = queries.plan(plan_id)
    found = services.proposals(plan, unit=workspace(), on=clock.today())
    form = refresh_form(one.key for one in found)
    return render_template(
        "plans/refreshing.html", plan=plan, names=names_of(plan), proposals=found, form=form, lock=_lock(plan)
    )


@bp.post("/<int:plan_id>/cap-nhat")
@requires(Permission.PREPARE_PLAN)
def refresh(plan_id: int) -> ResponseReturnValue:
    """Take the new figures over."""
    plan = queries.plan(plan_id)
    form = refresh_form(one.key for one in plan.sections)
    form.validate_on_submit()
    changed = services.refresh(plan, overwrite=form.overwrite, unit=workspace(), by=current_user, now=clock.now())
    flash(
        ngettext(
            "Đã cập nhật %(count)s mục từ hồ sơ; bản trước được lưu lại để so sánh.",
            "Đã cập nhật %(count)s mục từ hồ sơ; bản trước được lưu lại để so sánh.",
            changed,
            count=changed,
        )
    )
    return redirect(url_for(".edit", plan_id=plan_id))


@bp.post("/<int:plan_id>/ly-do/<int:reason_id>")
@requires(Permission.PREPARE_PLAN)
def answer(plan_id: int, reason_id: int) -> ResponseReturnValue:
    """A reason for which the plan was sent back has been answered."""
    plan = queries.plan(plan_id)
    reason = queries.reason(plan.id, reason_id)
    form = AnswerForm()
    form.validate_on_submit()
    services.answer(plan, reason, text=form.answer.data or "", by=current_user, now=clock.now())
    flash(_("Đã đánh dấu ý kiến này là đã sửa."))
    return redirect(url_for(".edit", plan_id=plan_id, _anchor=f"muc-{reason.section_key}"))


@bp.post("/<int:plan_id>/xoa")
@requires(Permission.PREPARE_PLAN)
def discard(plan_id: int) -> ResponseReturnValue:
    """Delete a draft that nobody has seen printed."""
    services.discard(queries.plan(plan_id), by=current_user)
    flash(_("Đã xóa dự thảo."))
    return redirect(url_for(".index"))


def _editor(plan: Plan, failed: tuple[str, SectionForm] | None = None) -> str:
    forms = {
        one.key: SectionForm(formdata=None, text=one.text, version=one.version, prefix="") for one in plan.sections
    }
    if failed is not None:
        forms[failed[0]] = failed[1]
    return render_template(
        "plans/edit.html",
        plan=plan,
        forms=forms,
        names=names_of(plan),
        lock=_lock(plan),
        reasons=queries.open_reasons(plan.id),
        answer_form=AnswerForm(formdata=None),
        registrations_url=url_for(REGISTRATIONS) if exists(REGISTRATIONS) else None,
        stale=bool(_lock(plan) is None and services.proposals(plan, unit=workspace(), on=clock.today())),
    )


def _formalities(plan: Plan, form: FormalitiesForm) -> str:
    return render_template("plans/formalities.html", plan=plan, form=form, lock=_lock(plan))


def _calendar(plan: Plan, form: CalendarForm) -> str:
    return render_template("plans/calendar.html", plan=plan, form=form, lock=_lock(plan))


def _budget(plan: Plan, form: BudgetForm) -> str:
    return render_template("plans/budget.html", plan=plan, form=form, lock=_lock(plan), sources=SOURCE_NAMES)


def _lock(plan: Plan) -> services.LockWords | None:
    return services.lock_words(plan.state)
