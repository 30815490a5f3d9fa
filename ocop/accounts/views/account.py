"""One's own account: password, sessions, second factor."""

from flask import current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from ocop.accounts import loading
from ocop.accounts.forms import CodeForm, NewPasswordForm, OwnPasswordForm
from ocop.accounts.queries import people
from ocop.accounts.queries import sessions as known_sessions
from ocop.accounts.rules import ROLE_NAMES, Role
from ocop.accounts.services import passwords, second_factor, sessions
from ocop.accounts.views.phone import enrolment_page, offered_secret, shown_once
from ocop.core import clock
from ocop.tenancy import SignedInBlueprint, access, signed_in, units

bp = SignedInBlueprint("accounts_own", path="tai-khoan", room="accounts")


@bp.get("/")
@signed_in
def me() -> ResponseReturnValue:
    """What the portal knows of me."""
    return render_template(
        "accounts/me.html",
        unit=units.by_id(current_user.unit_id) if current_user.unit_id else None,
        roles=[ROLE_NAMES[role] for role in Role if role in current_user.roles],
    )


@bp.get("/mat-khau")
@signed_in
def password() -> ResponseReturnValue:
    """The form for a new password."""
    return render_template("accounts/password.html", form=NewPasswordForm(current_user))


@bp.post("/mat-khau")
@signed_in
def change_password() -> ResponseReturnValue:
    """Give myself a new password; I stay signed in here and nowhere else."""
    form = NewPasswordForm(current_user)
    if not form.validate_on_submit():
        return render_template("accounts/password.html", form=form), 422
    token = passwords.change(
        loading.stand_aside(),
        old=form.password.data or "",
        new=form.new.data or "",
        place=loading.place(),
        now=clock.real_now(),
    )
    if token is None:
        form.refuse()
        return render_template("accounts/password.html", form=form), 422
    loading.remember(token)
    flash(_("Đã đổi mật khẩu. Các phiên đăng nhập khác đã kết thúc."))
    return redirect(url_for(".me"))


@bp.get("/phien")
@signed_in
def devices() -> ResponseReturnValue:
    """Where I am signed in."""
    return render_template(
        "accounts/sessions.html",
        rows=known_sessions.live_sessions(current_user.id, now=clock.real_now()),
        this_one=g.user_session_id,
    )


@bp.post("/phien/<int:session_id>/ket-thuc")
@signed_in
def end_session(session_id: int) -> ResponseReturnValue:
    """End one of my sessions."""
    row = known_sessions.own_session(current_user.id, session_id)
    sessions.end(row, by=current_user, now=clock.real_now())
    flash(_("Đã kết thúc phiên đăng nhập."))
    return redirect(url_for(".devices"))


@bp.post("/phien/ket-thuc-phien-khac")
@signed_in
def end_other_sessions() -> ResponseReturnValue:
    """End my sessions everywhere but here."""
    sessions.end_others(current_user, besides=g.user_session_id, now=clock.real_now())
    flash(_("Đã kết thúc các phiên đăng nhập khác."))
    return redirect(url_for(".devices"))


@bp.get("/xac-thuc")
@signed_in
def factor() -> ResponseReturnValue:
    """Whether I use a second factor, and how many recovery codes are left."""
    return _factor_page(OwnPasswordForm())


@bp.get("/xac-thuc/thiet-lap")
@signed_in
def enrolment() -> ResponseReturnValue:
    """The QR code for my phone."""
    if current_user.totp_secret is not None:
        return redirect(url_for(".factor"))
    return enrolment_page(CodeForm(), username=current_user.username, action=url_for(".enrol"))


@bp.post("/xac-thuc/thiet-lap")
@signed_in
def enrol() -> ResponseReturnValue:
    """Show the phone's first code; the recovery codes are shown once."""
    if current_user.totp_secret is not None:
        return redirect(url_for(".factor"))
    form = CodeForm()
    if not form.validate_on_submit():
        return enrolment_page(form, username=current_user.username, action=url_for(".enrol")), 422
    enrolled = second_factor.enrol(
        people.person(current_user.id),
        secret=offered_secret(),
        code=form.code.data or "",
        place=loading.place(),
        now=clock.real_now(),
    )
    if enrolled is None:
        form.refuse()
        return enrolment_page(form, username=current_user.username, action=url_for(".enrol")), 422
    loading.remember(enrolled.token)
    return shown_once("accounts/recovery_codes.html", codes=enrolled.codes, onward=url_for(".factor"))


@bp.post("/xac-thuc/ma-du-phong")
@signed_in
def renew_codes() -> ResponseReturnValue:
    """New recovery codes, shown once."""
    form = OwnPasswordForm()
    if not form.validate_on_submit():
        return _factor_page(form), 422
    codes = second_factor.renew_codes(
        loading.stand_aside(), password=form.password.data or "", place=loading.place(), now=clock.real_now()
    )
    if codes is None:
        form.refuse()
        return _factor_page(form), 422
    return shown_once("accounts/recovery_codes.html", codes=codes, onward=url_for(".factor"))


@bp.post("/xac-thuc/tat")
@signed_in
def give_up_factor() -> ResponseReturnValue:
    """Do without a second factor."""
    form = OwnPasswordForm()
    if not form.validate_on_submit():
        return _factor_page(form), 422
    given_up = second_factor.give_up(
        loading.stand_aside(), password=form.password.data or "", place=loading.place(), now=clock.real_now()
    )
    if not given_up:
        form.refuse()
        return _factor_page(form), 422
    flash(_("Đã tắt xác thực hai lớp."))
    return redirect(url_for(".factor"))


@bp.before_app_request
def insist_on_own_password() -> ResponseReturnValue | None:
    """Whoever was handed a password chooses an own one before anything else."""
    endpoint = request.endpoint
    if not loading.token() or endpoint is None or endpoint in {f"{bp.name}.password", f"{bp.name}.change_password"}:
        return None
    if access.declaration(current_app, endpoint) in {None, access.PUBLIC}:
        return None
    if not current_user.is_authenticated or not current_user.must_change_password:
        return None
    flash(_("Vui lòng đổi mật khẩu được cấp trước khi tiếp tục."), "warning")
    return redirect(url_for(f"{bp.name}.password"))


def _factor_page(form: OwnPasswordForm) -> str:
    return render_template(
        "accounts/factor.html",
        form=form,
        must_have=known_sessions.factor_demanded(current_user),
        codes_left=known_sessions.recovery_codes_left(current_user.id),
    )
