"""The people of a unit, for its head; the contact officers of all units, for everybody."""

from collections.abc import Iterator, Sequence

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from ocop.accounts import loading
from ocop.accounts.forms import NewPersonForm, PersonForm
from ocop.accounts.models import User
from ocop.accounts.passwords import hash_password, temporary_password
from ocop.accounts.queries import directory
from ocop.accounts.queries import people as queries
from ocop.accounts.rules import ROLE_NAMES, Role, grantable
from ocop.accounts.services import passwords, second_factor
from ocop.accounts.services import people as services
from ocop.accounts.views.phone import shown_once
from ocop.core import clock
from ocop.tenancy import Permission, ProvinceBlueprint, Unit, WorkspaceBlueprint, requires, units, workspace
from ocop.ui import listing
from ocop.ui.listing import ListQuery
from ocop.ui.spreadsheet import Cell, Column, respond_xlsx

bp = WorkspaceBlueprint("accounts_people", path="nguoi-dung", room="accounts")
province = ProvinceBlueprint("accounts_province", path="dau-moi", room="accounts")

HEADINGS = (
    Column(_l("Tên theo vai trò"), 36),
    Column(_l("Tên đăng nhập"), 26),
    Column(_l("Chức vụ"), 26),
    Column(_l("Vai trò"), 40),
    Column(_l("Điện thoại công vụ"), 20),
    Column(_l("Thư điện tử công vụ"), 30),
    Column(_l("Đầu mối"), 10),
    Column(_l("Đang hoạt động"), 16),
)
CONTACT_HEADINGS = (
    Column(_l("Đơn vị"), 30),
    Column(_l("Đầu mối"), 36),
    Column(_l("Chức vụ"), 26),
    Column(_l("Điện thoại công vụ"), 20),
    Column(_l("Thư điện tử công vụ"), 30),
)


@bp.get("/")
@requires(Permission.MANAGE_PEOPLE)
def index() -> ResponseReturnValue:
    """The unit's people."""
    return render_template(
        "accounts/people/index.html",
        page=queries.people(workspace().id, asked()),
        role_names=ROLE_NAMES,
        role_choices=[(one.value, ROLE_NAMES[one]) for one in _grantable()],
        standings=[("dang-dung", _l("Đang hoạt động")), (queries.CLOSED, _l("Đã ngừng"))],
    )


@bp.get("/xuat-excel")
@requires(Permission.MANAGE_PEOPLE)
def export() -> ResponseReturnValue:
    """What the list shows, all pages of it."""
    return respond_xlsx("nguoi-dung.xlsx", HEADINGS, _rows(queries.every_person(workspace().id, asked())))


@bp.get("/them")
@requires(Permission.MANAGE_PEOPLE)
def new() -> ResponseReturnValue:
    """An empty form."""
    return render_template("accounts/people/form.html", form=NewPersonForm(workspace(), _communes()), person=None)


@bp.post("/")
@requires(Permission.MANAGE_PEOPLE)
def create() -> ResponseReturnValue:
    """Add a person; the password is shown once, to be handed over."""
    form = NewPersonForm(workspace(), _communes())
    if not form.validate_on_submit():
        return render_template("accounts/people/form.html", form=form, person=None), 422
    loading.stand_aside()
    password = temporary_password()
    person = services.add(
        form.account(),
        profile=form.profile(),
        roles=form.chosen_roles(),
        allowed=form.allowed,
        unit_id=workspace().id,
        hashed=hash_password(password),
        by=current_user,
        now=clock.real_now(),
    )
    return shown_once(
        "accounts/people/handed_over.html", person=person, password=password, back=url_for(".show", person_id=person.id)
    )


@bp.get("/<int:person_id>")
@requires(Permission.MANAGE_PEOPLE)
def show(person_id: int) -> ResponseReturnValue:
    """One person with what can be done about the account."""
    return render_template(
        "accounts/people/show.html", person=queries.person_of_unit(workspace().id, person_id), role_names=ROLE_NAMES
    )


@bp.get("/<int:person_id>/sua")
@requires(Permission.MANAGE_PEOPLE)
def edit(person_id: int) -> ResponseReturnValue:
    """The form with what is known."""
    person = queries.person_of_unit(workspace().id, person_id)
    return render_template(
        "accounts/people/form.html", form=PersonForm(workspace(), _communes(), person), person=person
    )


@bp.post("/<int:person_id>/sua")
@requires(Permission.MANAGE_PEOPLE)
def save(person_id: int) -> ResponseReturnValue:
    """Correct what is known of a person, and the roles."""
    person = queries.person_of_unit(workspace().id, person_id)
    form = PersonForm(workspace(), _communes(), person)
    if not form.validate_on_submit():
        return render_template("accounts/people/form.html", form=form, person=person), 422
    services.change(person, profile=form.profile(), by=current_user)
    services.give_roles(person, roles=form.chosen_roles(), allowed=form.allowed, by=current_user)
    flash(_("Đã lưu thông tin người dùng."))
    return redirect(url_for(".show", person_id=person.id))


@bp.post("/<int:person_id>/cap-lai-mat-khau")
@requires(Permission.MANAGE_PEOPLE)
def reset_password(person_id: int) -> ResponseReturnValue:
    """Give a person a password, shown once, to be changed at the next sign-in."""
    loading.stand_aside()
    password = temporary_password()
    hashed = hash_password(password)
    person = queries.person_of_unit(workspace().id, person_id)
    passwords.reset(person, hashed=hashed, by=current_user, now=clock.real_now())
    return shown_once(
        "accounts/people/handed_over.html", person=person, password=password, back=url_for(".show", person_id=person.id)
    )


@bp.post("/<int:person_id>/go-xac-thuc")
@requires(Permission.MANAGE_PEOPLE)
def remove_factor(person_id: int) -> ResponseReturnValue:
    """Remove the second factor of whoever lost the phone."""
    person = queries.person_of_unit(workspace().id, person_id)
    second_factor.remove(person, by=current_user, now=clock.real_now())
    flash(_("Đã gỡ xác thực hai lớp của %(name)s.", name=person.name))
    return redirect(url_for(".show", person_id=person.id))


@bp.post("/<int:person_id>/ngung")
@requires(Permission.MANAGE_PEOPLE)
def deactivate(person_id: int) -> ResponseReturnValue:
    """Close an account; its sessions end at once."""
    person = queries.person_of_unit(workspace().id, person_id)
    services.deactivate(person, by=current_user, now=clock.real_now())
    flash(_("Đã ngừng tài khoản %(name)s.", name=person.username))
    return redirect(url_for(".show", person_id=person.id))


@bp.post("/<int:person_id>/mo-lai")
@requires(Permission.MANAGE_PEOPLE)
def reactivate(person_id: int) -> ResponseReturnValue:
    """Open a closed account again."""
    person = queries.person_of_unit(workspace().id, person_id)
    services.reactivate(person, by=current_user)
    flash(_("Đã mở lại tài khoản %(name)s.", name=person.username))
    return redirect(url_for(".show", person_id=person.id))


@bp.get("/dau-moi")
@requires(Permission.VIEW)
def contacts() -> ResponseReturnValue:
    """The contact officers of all units."""
    return _contacts_page(url_for(".export_contacts"))


@bp.get("/dau-moi/xuat-excel")
@requires(Permission.VIEW)
def export_contacts() -> ResponseReturnValue:
    """The same as a file."""
    return _contacts_file()


@province.get("/", endpoint="contacts")
@requires(Permission.VIEW_PROVINCE)
def province_contacts() -> ResponseReturnValue:
    """The contact officers of all units, seen from the province's window."""
    return _contacts_page(url_for(".export_contacts"))


@province.get("/xuat-excel", endpoint="export_contacts")
@requires(Permission.VIEW_PROVINCE)
def export_province_contacts() -> ResponseReturnValue:
    """The same as a file."""
    return _contacts_file()


def asked() -> ListQuery:
    """What the address asks of the list."""
    return listing.read(sorts=queries.SORTS, order="ten", filters=queries.FILTERS)


def _grantable() -> tuple[Role, ...]:
    return grantable(at_the_top=workspace().parent_id is None)


def _communes() -> Sequence[Unit]:
    return units.communes(workspace().id, clock.today())


def _contacts_page(export: str) -> str:
    lines = directory.contacts(workspace(), on=clock.today())
    return render_template("accounts/people/contacts.html", lines=lines, export=export)


def _contacts_file() -> ResponseReturnValue:
    lines = directory.contacts(workspace(), on=clock.today())
    rows = ((one.unit.title, one.name, one.title, one.phone, one.email) for one in lines)
    return respond_xlsx("danh-ba-dau-moi.xlsx", CONTACT_HEADINGS, rows)


def _rows(people: Iterator[User]) -> Iterator[tuple[Cell, ...]]:
    for one in people:
        roles = ", ".join(str(ROLE_NAMES[role]) for role in Role if role in one.roles)
        yield (one.name, one.username, one.title, roles, one.phone, one.email, one.is_contact, one.active)
