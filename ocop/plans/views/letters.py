"""Drafting the letters around a plan; they go on living among the documents."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from ocop.core import clock
from ocop.core.errors import NotYours
from ocop.core.text.dates import day
from ocop.paperwork.forms.reminder import LateUnit
from ocop.plans import queries, services
from ocop.plans.forms import SurveyRequestForm, reminder_form
from ocop.plans.forms.words import STATE_NAMES
from ocop.plans.queries.late import LateRow
from ocop.plans.views.doors import bp
from ocop.programme import queries as programme
from ocop.programme.models import Cycle
from ocop.tenancy import Permission, requires, workspace


@bp.get("/cong-van-ra-soat")
@requires(Permission.PREPARE_PLAN)
def survey_request() -> ResponseReturnValue:
    """The blanks of document 27."""
    return render_template("plans/survey_request.html", form=SurveyRequestForm(contact=current_user.name))


@bp.post("/cong-van-ra-soat")
@requires(Permission.PREPARE_PLAN)
def draft_survey_request() -> ResponseReturnValue:
    """Draft document 27."""
    form = SurveyRequestForm()
    if not form.validate_on_submit():
        return render_template("plans/survey_request.html", form=form), 422
    document = services.draft_survey_request(
        _cycle(),
        unit=workspace(),
        reply_by=form.reply_by.data,
        contact=form.contact.data or "",
        by=current_user,
        now=clock.now(),
    )
    flash(_("Đã dựng công văn đề nghị rà soát, đăng ký sản phẩm."))
    return redirect(url_for("documents.show", document_id=document.id))


@bp.post("/<int:plan_id>/to-trinh")
@requires(Permission.PREPARE_PLAN)
def draft_submission(plan_id: int) -> ResponseReturnValue:
    """Draft document 28, or go to the one that is there."""
    plan = queries.plan(plan_id)
    document = services.draft_submission(plan, unit=workspace(), by=current_user, now=clock.now())
    return redirect(url_for("documents.show", document_id=document.id))


@bp.get("/don-doc")
@requires(Permission.REMIND_UNITS)
def reminder() -> ResponseReturnValue:
    """Which units have not issued their plan; all of them are ticked."""
    late = queries.late_units(_cycle(), desk=workspace(), on=clock.today())
    return render_template("plans/reminder.html", form=reminder_form(_choices(late)), late=late)


@bp.post("/don-doc")
@requires(Permission.REMIND_UNITS)
def draft_reminder() -> ResponseReturnValue:
    """Draft document 23 to the units that are ticked."""
    cycle = _cycle()
    late = queries.late_units(cycle, desk=workspace(), on=clock.today())
    form = reminder_form(_choices(late))
    if not (form.validate_on_submit() and form.units.data):
        return render_template("plans/reminder.html", form=form, late=late), 422
    document = services.draft_reminder(
        cycle,
        desk=workspace(),
        late=[_late_unit(row) for row in late if row.unit_id in form.units.data],
        reply_by=form.reply_by.data,
        by=current_user,
        now=clock.now(),
    )
    flash(_("Đã dựng công văn đôn đốc."))
    return redirect(url_for("documents.show", document_id=document.id))


def _cycle() -> Cycle:
    cycle = programme.current_cycle(clock.today())
    if cycle is None:
        raise NotYours
    return cycle


def _choices(late: Sequence[LateRow]) -> list[tuple[int, str]]:
    return [(row.unit_id, row.title) for row in late]


def _late_unit(row: LateRow) -> LateUnit:
    state = str(STATE_NAMES[row.state]) if row.state else "Chưa lập kế hoạch"
    return LateUnit(row.name, "Ban hành, gửi kế hoạch năm", day(row.last_day) if row.last_day else None, state)
