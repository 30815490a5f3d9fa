"""What the province does for one unit in the year's programme: more time, and targets assigned by a document."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from ocop.core import clock
from ocop.programme import queries, services
from ocop.programme.forms import AssigningForm, ExtensionForm
from ocop.programme.views.doors import acts, province_id
from ocop.tenancy import Permission, requires, workspace


@acts.get("/")
@requires(Permission.VIEW_PROVINCE)
def show() -> ResponseReturnValue:
    """How one unit stands to the year's dates and targets."""
    cycle = queries.current_cycle(clock.today())
    if cycle is None:
        return render_template("programme/no_cycle.html")
    return render_template(
        "programme/unit.html",
        cycle=cycle,
        standings=queries.standings(cycle.id, today=clock.today()),
        lines=queries.target_lines(cycle.id),
    )


@acts.get("/nam/<int:year>/chi-tieu")
@requires(Permission.SET_PROGRAMME)
def targets(year: int) -> ResponseReturnValue:
    """The form for targets assigned to the unit."""
    cycle = queries.year(year, province_id=province_id())
    lines = queries.target_lines(cycle.id)
    return render_template("programme/assigning.html", cycle=cycle, lines=lines, form=AssigningForm.of(lines))


@acts.post("/nam/<int:year>/chi-tieu")
@requires(Permission.SET_PROGRAMME)
def assign_targets(year: int) -> ResponseReturnValue:
    """Assign targets to the unit by a document."""
    cycle = queries.year(year, province_id=province_id())
    lines = queries.target_lines(cycle.id)
    form = AssigningForm.of(lines)
    if not form.validate_on_submit():
        return render_template("programme/assigning.html", cycle=cycle, lines=lines, form=form), 422
    figures = form.figures([line.target for line in lines])
    changed = services.assign_targets(cycle, figures=figures, document=form.document.data, by=current_user)
    flash(
        ngettext(
            "Đã giao %(count)s chỉ tiêu cho %(unit)s.",
            "Đã giao %(count)s chỉ tiêu cho %(unit)s.",
            changed,
            count=changed,
            unit=workspace().full_name,
        )
    )
    return redirect(url_for(".show"))


@acts.get("/gia-han/<int:milestone_id>")
@requires(Permission.SET_PROGRAMME)
def extension(milestone_id: int) -> ResponseReturnValue:
    """The form for more time."""
    milestone = queries.milestone_of(milestone_id, province_id=province_id())
    known = queries.extension(milestone.id)
    return render_template(
        "programme/extension.html", milestone=milestone, known=known, form=ExtensionForm.of(milestone, known)
    )


@acts.post("/gia-han/<int:milestone_id>")
@requires(Permission.SET_PROGRAMME)
def extend(milestone_id: int) -> ResponseReturnValue:
    """Give the unit more time."""
    milestone = queries.milestone_of(milestone_id, province_id=province_id())
    known = queries.extension(milestone.id)
    form = ExtensionForm.of(milestone, known)
    if not form.validate_on_submit():
        return render_template("programme/extension.html", milestone=milestone, known=known, form=form), 422
    services.extend(milestone, until=form.last_day, reason=form.reason.data, by=current_user, now=clock.now())
    flash(_("Đã gia hạn cho %(unit)s.", unit=workspace().full_name))
    return redirect(url_for(".show"))
