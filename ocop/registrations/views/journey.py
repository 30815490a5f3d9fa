"""A product's way through the year: the steps of the cycle, the support it was given, and the year's support summed up."""

from collections.abc import Iterator, Sequence

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from ocop.core import clock
from ocop.registrations import queries as registrations
from ocop.registrations.forms.journey import StepForm, SupportForm
from ocop.registrations.models import SupportKind
from ocop.registrations.queries import journey as queries
from ocop.registrations.services import journey as services
from ocop.registrations.views.doors import bp
from ocop.registrations.views.year import asked_cycle
from ocop.tenancy import Permission, requires
from ocop.ui.spreadsheet import Cell, Column, respond_xlsx


@bp.get("/<int:registration_id>/buoc/<int:step_id>")
@requires(Permission.EDIT_REGISTRY)
def step(registration_id: int, step_id: int) -> ResponseReturnValue:
    """When was this step carried out."""
    row, one = registrations.registration(registration_id), queries.step(step_id)
    done = queries.step_done(row.id, one.id)
    form = StepForm(done, current_user.name)
    return render_template("registrations/journey/step.html", registration=row, step=one, done=done, form=form)


@bp.post("/<int:registration_id>/buoc/<int:step_id>")
@requires(Permission.EDIT_REGISTRY)
def note_step(registration_id: int, step_id: int) -> ResponseReturnValue:
    """Note it."""
    row, one = registrations.registration(registration_id), queries.step(step_id)
    done = queries.step_done(row.id, one.id)
    form = StepForm(done, current_user.name)
    if not form.validate_on_submit() or not form.lets(
        lambda: services.note_step(row, one, form.facts(), by=current_user, today=clock.today())
    ):
        page = render_template("registrations/journey/step.html", registration=row, step=one, done=done, form=form)
        return page, 422
    flash(_("Đã ghi bước thực hiện."))
    return redirect(url_for(".show", registration_id=registration_id))


@bp.post("/<int:registration_id>/buoc/<int:step_id>/bo")
@requires(Permission.EDIT_REGISTRY)
def undo_step(registration_id: int, step_id: int) -> ResponseReturnValue:
    """Take the note back."""
    services.undo_step(registrations.registration(registration_id), queries.step(step_id), by=current_user)
    flash(_("Đã bỏ ghi nhận của bước."))
    return redirect(url_for(".show", registration_id=registration_id))


@bp.get("/<int:registration_id>/ho-tro")
@requires(Permission.EDIT_REGISTRY)
def new_support(registration_id: int) -> ResponseReturnValue:
    """An empty form."""
    row = registrations.registration(registration_id)
    form = SupportForm(queries.support_kinds())
    return render_template("registrations/journey/support.html", registration=row, support=None, form=form)


@bp.post("/<int:registration_id>/ho-tro")
@requires(Permission.EDIT_REGISTRY)
def add_support(registration_id: int) -> ResponseReturnValue:
    """Note a piece of help."""
    row = registrations.registration(registration_id)
    form = SupportForm(queries.support_kinds())
    if not form.validate_on_submit() or not form.lets(lambda: services.add_support(row, form.facts(), by=current_user)):
        return render_template("registrations/journey/support.html", registration=row, support=None, form=form), 422
    flash(_("Đã ghi hỗ trợ."))
    return redirect(url_for(".show", registration_id=registration_id))


@bp.get("/<int:registration_id>/ho-tro/<int:support_id>")
@requires(Permission.EDIT_REGISTRY)
def edit_support(registration_id: int, support_id: int) -> ResponseReturnValue:
    """The form with what was noted."""
    row, one = registrations.registration(registration_id), queries.support(registration_id, support_id)
    form = SupportForm(queries.support_kinds(), one)
    return render_template("registrations/journey/support.html", registration=row, support=one, form=form)


@bp.post("/<int:registration_id>/ho-tro/<int:support_id>")
@requires(Permission.EDIT_REGISTRY)
def save_support(registration_id: int, support_id: int) -> ResponseReturnValue:
    """Correct a piece of help."""
    row, one = registrations.registration(registration_id), queries.support(registration_id, support_id)
    form = SupportForm(queries.support_kinds(), one)
    if not form.validate_on_submit() or not form.lets(
        lambda: services.change_support(one, form.facts(), name=row.product.name, by=current_user)
    ):
        return render_template("registrations/journey/support.html", registration=row, support=one, form=form), 422
    flash(_("Đã lưu hỗ trợ."))
    return redirect(url_for(".show", registration_id=registration_id))


@bp.post("/<int:registration_id>/ho-tro/<int:support_id>/xoa")
@requires(Permission.EDIT_REGISTRY)
def remove_support(registration_id: int, support_id: int) -> ResponseReturnValue:
    """Strike what was noted by mistake."""
    row, one = registrations.registration(registration_id), queries.support(registration_id, support_id)
    services.remove_support(one, name=row.product.name, by=current_user)
    flash(_("Đã xóa dòng hỗ trợ."))
    return redirect(url_for(".show", registration_id=registration_id))


@bp.get("/ho-tro")
@requires(Permission.VIEW)
def supported() -> ResponseReturnValue:
    """Which product got what in a year."""
    cycle = asked_cycle()
    return render_template("registrations/journey/supported.html", rows=queries.supported(cycle.id), cycle=cycle)


@bp.get("/ho-tro/xuat-excel")
@requires(Permission.VIEW)
def export_supported() -> ResponseReturnValue:
    """The same, a column for each kind of help."""
    cycle, kinds = asked_cycle(), queries.support_kinds()
    headings = (
        Column(_l("Tên sản phẩm"), 40),
        Column(_l("Chủ thể"), 40),
        *(Column(one.name) for one in kinds),
        Column(_l("Số tiền đã hỗ trợ (đồng)"), 22),
    )
    return respond_xlsx(f"ho-tro-{cycle.year}.xlsx", headings, _rows(queries.supported(cycle.id), kinds))


def _rows(lines: Sequence[queries.SupportLine], kinds: Sequence[SupportKind]) -> Iterator[tuple[Cell, ...]]:
    given, planned = _("Đã hỗ trợ"), _("Dự kiến")
    for one in lines:
        said = dict.fromkeys(one.planned, planned) | dict.fromkeys(one.given, given)
        yield (one.product, one.producer, *(said.get(kind.name) for kind in kinds), one.sums.amount)
