"""The province at one unit's list: it accepts a line or returns it with the reason."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from ocop.registrations import queries, services
from ocop.registrations.forms import KIND_NAMES, ReturnForm
from ocop.registrations.models import Registration
from ocop.registrations.views.doors import province
from ocop.registrations.views.year import LAW, asked_cycle
from ocop.tenancy import Permission, person, requires, units


@province.get("/")
@requires(Permission.VIEW_PROVINCE)
def unit_list() -> ResponseReturnValue:
    """What one unit submitted, line by line, with similar products of all units."""
    return _page(ReturnForm())


@province.post("/<int:registration_id>/chap-nhan")
@requires(Permission.DECIDE_REGISTRATION)
def accept(registration_id: int) -> ResponseReturnValue:
    """Take a line into the year's plan."""
    row = queries.registration(registration_id)
    following = queries.following(row)
    services.accept(row, by=current_user)
    flash(_("Đã chấp nhận %(name)s.", name=row.product.name))
    return _go_on_at(following)


@province.post("/<int:registration_id>/tra-lai")
@requires(Permission.DECIDE_REGISTRATION)
def refuse(registration_id: int) -> ResponseReturnValue:
    """Return a line to the unit."""
    row = queries.registration(registration_id)
    form = ReturnForm()
    if not form.validate_on_submit():
        return _page(form), 422
    following = queries.following(row)
    services.refuse(row, reason=form.reason.data, by=current_user)
    flash(_("Đã trả lại %(name)s kèm lý do.", name=row.product.name))
    return _go_on_at(following)


def _go_on_at(following: Registration | None) -> ResponseReturnValue:
    """The list again, open at the next line: a list of forty is decided from top to bottom without scrolling."""
    return redirect(url_for(".unit_list", _anchor=f"dong-{following.id}" if following else None))


def _page(form: ReturnForm) -> str:
    cycle = asked_cycle()
    rows = queries.waiting(cycle.id)
    return render_template(
        "registrations/province.html",
        rows=rows,
        twins={row.id: queries.twins(row, _family()) for row in rows},
        counts=queries.counts(cycle.id),
        cycle=cycle,
        form=form,
        kinds=KIND_NAMES,
        law=LAW,
    )


def _family() -> frozenset[int]:
    unit_id = person().unit_id
    return units.family(unit_id) if unit_id is not None else frozenset()
