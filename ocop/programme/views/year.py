"""The year at the desk: its dates, targets, tasks and law; what the unit registers; what the province's desk sets."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from ocop.core import clock
from ocop.programme import queries, services
from ocop.programme.forms import MilestoneForm, RegisteringForm
from ocop.programme.models import Cycle
from ocop.programme.views.doors import bp, province_id
from ocop.tenancy import Permission, requires, workspace
from ocop.ui import listing


@bp.get("/chuong-trinh")
@requires(Permission.VIEW, Permission.VIEW_PROVINCE)
def index() -> ResponseReturnValue:
    """The programme of the year that today falls into."""
    return _year_page(queries.current_cycle(clock.today()))


@bp.get("/chuong-trinh/nam/<int:year>")
@requires(Permission.VIEW, Permission.VIEW_PROVINCE)
def show(year: int) -> ResponseReturnValue:
    """The programme of another year."""
    return _year_page(queries.year(year, province_id=province_id()))


@bp.get("/chuong-trinh/cac-nam")
@requires(Permission.VIEW, Permission.VIEW_PROVINCE)
def cycles() -> ResponseReturnValue:
    """All years."""
    return render_template(
        "programme/cycles.html", cycles=queries.cycles(), current=queries.current_cycle(clock.today())
    )


@bp.get("/chuong-trinh/nam/<int:year>/nhiem-vu")
@requires(Permission.VIEW, Permission.VIEW_PROVINCE)
def tasks(year: int) -> ResponseReturnValue:
    """What part IV gives to the departments and to the units."""
    cycle = queries.year(year, province_id=province_id())
    return render_template("programme/year_tasks.html", cycle=cycle, tasks=queries.tasks_by_department(cycle.id))


@bp.get("/chuong-trinh/nam/<int:year>/chi-tieu")
@requires(Permission.PREPARE_PLAN)
def targets(year: int) -> ResponseReturnValue:
    """The form in which the unit registers its targets."""
    cycle = queries.year(year, province_id=province_id())
    lines = queries.target_lines(cycle.id)
    form = RegisteringForm.of(lines, version=queries.version_of(queries.unit_targets(cycle.id)))
    return render_template("programme/registering.html", cycle=cycle, lines=lines, form=form)


@bp.post("/chuong-trinh/nam/<int:year>/chi-tieu")
@requires(Permission.PREPARE_PLAN)
def register_targets(year: int) -> ResponseReturnValue:
    """Register the unit's targets."""
    cycle = queries.year(year, province_id=province_id())
    lines = queries.target_lines(cycle.id)
    form = RegisteringForm.of(lines, version=0)
    if not form.validate_on_submit():
        return render_template("programme/registering.html", cycle=cycle, lines=lines, form=form), 422
    figures = form.figures([line.target for line in lines])
    services.register_targets(cycle, figures=figures, version=form.version.data, by=current_user)
    flash(_("Đã lưu chỉ tiêu đăng ký của đơn vị."))
    return redirect(url_for(".show", year=year))


@bp.get("/chuong-trinh/moc/<int:milestone_id>")
@requires(Permission.SET_PROGRAMME)
def edit_milestone(milestone_id: int) -> ResponseReturnValue:
    """The form for a date of the year."""
    milestone = queries.milestone_of(milestone_id, province_id=workspace().id)
    return render_template("programme/milestone.html", milestone=milestone, form=MilestoneForm.of(milestone))


@bp.post("/chuong-trinh/moc/<int:milestone_id>")
@requires(Permission.SET_PROGRAMME)
def save_milestone(milestone_id: int) -> ResponseReturnValue:
    """Change a date of the year."""
    milestone = queries.milestone_of(milestone_id, province_id=workspace().id, lock=True)
    form = MilestoneForm()
    if not form.validate_on_submit():
        return render_template("programme/milestone.html", milestone=milestone, form=form), 422
    services.set_milestone(
        milestone,
        due=form.day_due,
        inclusive=form.inclusive,
        arrival_due=form.arrival_due.data,
        locked=form.locked,
        version=form.version.data,
        by=current_user,
    )
    flash(_("Đã lưu mốc thời hạn. Các đơn vị thấy thời hạn mới ngay từ bây giờ."))
    return redirect(url_for(".show", year=milestone.cycle.year))


@bp.get("/chuong-trinh/can-cu-phap-ly")
@requires(Permission.VIEW, Permission.VIEW_PROVINCE)
def law() -> ResponseReturnValue:
    """The register of legal bases."""
    query = listing.read(sorts=("ngay",), order="-ngay")
    return render_template("programme/law.html", query=query, entries=queries.law(query.text), today=clock.today())


def _year_page(cycle: Cycle | None) -> ResponseReturnValue:
    if cycle is None:
        return render_template("programme/no_cycle.html")
    today = clock.today()
    return render_template(
        "programme/show.html",
        cycle=cycle,
        today=today,
        standings=queries.standings(cycle.id, today=today),
        lines=queries.target_lines(cycle.id),
        bases=queries.legal_bases(queries.bases_of(cycle)),
        sets=cycle.unit_id == workspace().id,
    )
