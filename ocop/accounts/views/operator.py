"""The operator's desk: units, and who leads them. No business data is seen from here."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from ocop.accounts import loading
from ocop.accounts.forms import NewHeadForm, NewUnitForm, RenameForm
from ocop.accounts.passwords import hash_password, temporary_password
from ocop.accounts.queries import people
from ocop.accounts.queries import units as queries
from ocop.accounts.rules import Role
from ocop.accounts.services import passwords, second_factor, units
from ocop.accounts.services import people as people_services
from ocop.accounts.services.people import Profile
from ocop.accounts.views.phone import shown_once
from ocop.core import clock
from ocop.tenancy import OperatorBlueprint, Permission, requires
from ocop.tenancy.units import KIND_NAMES
from ocop.ui import listing
from ocop.ui.listing import ListQuery

bp = OperatorBlueprint("accounts_operator", room="accounts")

HEAD = frozenset({Role.HEAD})


@bp.get("/", endpoint="units")
@requires(Permission.OPERATE)
def index() -> ResponseReturnValue:
    """The units that work here."""
    return render_template(
        "accounts/operator/units.html",
        page=queries.listed(listing.read(sorts=queries.SORTS, order="ten")),
        kinds=KIND_NAMES,
    )


@bp.get("/don-vi/them")
@requires(Permission.OPERATE)
def new_unit() -> ResponseReturnValue:
    """An empty form."""
    return render_template("accounts/operator/new_unit.html", form=NewUnitForm(queries.workspaces()))


@bp.post("/don-vi")
@requires(Permission.OPERATE)
def create_unit() -> ResponseReturnValue:
    """Add a unit with a workspace of its own."""
    form = NewUnitForm(queries.workspaces())
    if not form.validate_on_submit():
        return render_template("accounts/operator/new_unit.html", form=form), 422
    made = units.add(form.unit(), by=current_user)
    flash(_("Đã thêm đơn vị %(name)s. Tiếp theo, hãy thêm lãnh đạo của đơn vị.", name=made.name))
    return redirect(url_for(".unit", unit_id=made.id))


@bp.get("/don-vi/<int:unit_id>")
@requires(Permission.OPERATE)
def unit(unit_id: int) -> ResponseReturnValue:
    """One unit, its names in time, and the form to rename it."""
    return _unit_page(unit_id, None)


@bp.post("/don-vi/<int:unit_id>/doi-ten")
@requires(Permission.OPERATE)
def rename_unit(unit_id: int) -> ResponseReturnValue:
    """Give a unit another name or kind from a day on."""
    renamed = queries.unit(unit_id)
    form = RenameForm(renamed)
    if not form.validate_on_submit():
        return _unit_page(unit_id, form), 422
    units.rename(
        renamed, name=form.new_name(), kind=form.new_kind(), on=form.day(), today=clock.today(), by=current_user
    )
    flash(_("Đã đổi tên đơn vị. Văn bản đã ban hành giữ tên cũ."))
    return redirect(url_for(".unit", unit_id=unit_id))


@bp.get("/tai-khoan")
@requires(Permission.OPERATE)
def heads() -> ResponseReturnValue:
    """Who leads the units."""
    return render_template(
        "accounts/operator/heads.html",
        page=people.heads(asked()),
        unled=people.units_without_head(),
        kinds=KIND_NAMES,
    )


@bp.get("/tai-khoan/them")
@requires(Permission.OPERATE)
def new_head() -> ResponseReturnValue:
    """An empty form."""
    form = NewHeadForm(queries.workspaces(), request.args.get("don-vi", ""))
    return render_template("accounts/operator/new_head.html", form=form)


@bp.post("/tai-khoan")
@requires(Permission.OPERATE)
def create_head() -> ResponseReturnValue:
    """Add somebody who leads a unit; the password is shown once, to be handed over."""
    form = NewHeadForm(queries.workspaces())
    if not form.validate_on_submit():
        return render_template("accounts/operator/new_head.html", form=form), 422
    loading.stand_aside()
    password = temporary_password()
    person = people_services.add(
        form.account(),
        profile=Profile(name=form.name.data or ""),
        roles=HEAD,
        allowed=HEAD,
        unit_id=form.unit_id(),
        hashed=hash_password(password),
        by=current_user,
        now=clock.real_now(),
    )
    return shown_once("accounts/people/handed_over.html", person=person, password=password, back=url_for(".heads"))


@bp.post("/tai-khoan/<int:person_id>/cap-lai-mat-khau")
@requires(Permission.OPERATE)
def reset_password(person_id: int) -> ResponseReturnValue:
    """Give a head a password, shown once, to be changed at the next sign-in."""
    loading.stand_aside()
    password = temporary_password()
    hashed = hash_password(password)
    person = people.head(person_id)
    passwords.reset(person, hashed=hashed, by=current_user, now=clock.real_now())
    return shown_once("accounts/people/handed_over.html", person=person, password=password, back=url_for(".heads"))


@bp.post("/tai-khoan/<int:person_id>/go-xac-thuc")
@requires(Permission.OPERATE)
def remove_factor(person_id: int) -> ResponseReturnValue:
    """Remove the second factor of a head who lost the phone."""
    person = people.head(person_id)
    second_factor.remove(person, by=current_user, now=clock.real_now())
    flash(_("Đã gỡ xác thực hai lớp của %(name)s.", name=person.username))
    return redirect(url_for(".heads"))


@bp.post("/tai-khoan/<int:person_id>/ngung")
@requires(Permission.OPERATE)
def deactivate(person_id: int) -> ResponseReturnValue:
    """Close a head's account; its sessions end at once."""
    person = people.head(person_id)
    people_services.deactivate(person, by=current_user, now=clock.real_now())
    flash(_("Đã ngừng tài khoản %(name)s.", name=person.username))
    return redirect(url_for(".heads"))


@bp.post("/tai-khoan/<int:person_id>/mo-lai")
@requires(Permission.OPERATE)
def reactivate(person_id: int) -> ResponseReturnValue:
    """Open a head's closed account again."""
    person = people.head(person_id)
    people_services.reactivate(person, by=current_user)
    flash(_("Đã mở lại tài khoản %(name)s.", name=person.username))
    return redirect(url_for(".heads"))


def asked() -> ListQuery:
    """What the address asks of the list of heads."""
    return listing.read(sorts=people.SORTS, order="ten", filters=people.FILTERS)


def _unit_page(unit_id: int, form: RenameForm | None) -> str:
    shown = queries.unit(unit_id)
    return render_template(
        "accounts/operator/unit.html",
        unit=shown,
        names=queries.names_of(unit_id),
        since=queries.named_since(shown),
        form=form or RenameForm(shown),
        kinds=KIND_NAMES,
    )
