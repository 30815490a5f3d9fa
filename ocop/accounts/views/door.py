"""Signing in and out, and the way home."""

from flask import redirect, render_template, request, session, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_login import current_user

from ocop.accounts import loading
from ocop.accounts.forms import CodeForm, SignInForm
from ocop.accounts.rules import Role
from ocop.accounts.services import sessions
from ocop.accounts.services import sign_in as services
from ocop.accounts.views.phone import enrolment_page, offered_secret, shown_once
from ocop.core import clock
from ocop.core.settings import Settings, WrongSetting
from ocop.tenancy import Permission, PublicBlueprint, may, public, units
from ocop.tenancy.blueprints import UNSAVED
from ocop.ui.pages import local_path, previous

bp = PublicBlueprint("accounts")

WANTED = "next"
PROVINCE_WINDOW = "/tinh/"
WAITS_AT = {"code": ".code", "enrolment": ".enrolment"}


@bp.get("/")
@public
def home() -> ResponseReturnValue:
    """The way to one's own desk; for others to the sign-in page."""
    return redirect(home_address() if current_user.is_authenticated else url_for(".sign_in"))


@bp.get("/dang-nhap")
@public
def sign_in() -> ResponseReturnValue:
    """The sign-in page; a browser that is sent on here from a form still names the page where the form stood."""
    wanted = request.args.get(WANTED, "")
    if current_user.is_authenticated:
        return redirect(local_path(wanted))
    unsaved = UNSAVED in request.args
    if unsaved:
        wanted = previous() or ""
    return render_template("accounts/sign_in.html", form=SignInForm(next=wanted), unsaved=unsaved)


@bp.post("/dang-nhap")
@public
def enter() -> ResponseReturnValue:
    """Show name and password."""
    form = SignInForm()
    if not form.validate_on_submit():
        return render_template("accounts/sign_in.html", form=form), 422
    entry = services.sign_in(
        form.account(),
        password=form.password.data or "",
        place=loading.place(),
        old_token=loading.token(),
        now=clock.real_now(),
    )
    if entry is None:
        form.refuse()
        return render_template("accounts/sign_in.html", form=form), 422
    wanted = local_path(form.next.data or "")
    loading.remember(entry.token)
    if entry.waits_for:
        session[WANTED] = wanted
        return redirect(url_for(WAITS_AT[entry.waits_for]))
    return redirect(wanted)


@bp.get("/dang-nhap/ma-xac-thuc")
@public
def code() -> ResponseReturnValue:
    """The second factor, for whoever has shown the password."""
    if services.entrant(loading.token(), now=clock.real_now()) is None:
        return redirect(url_for(".sign_in"))
    return render_template("accounts/code.html", form=CodeForm())


@bp.post("/dang-nhap/ma-xac-thuc")
@public
def show_code() -> ResponseReturnValue:
    """Show a code of the phone, or a recovery code."""
    form = CodeForm()
    if not form.validate_on_submit():
        return render_template("accounts/code.html", form=form), 422
    shown = services.show_code(loading.token(), code=form.code.data or "", place=loading.place(), now=clock.real_now())
    if shown is services.Refusal.NOBODY:
        return redirect(url_for(".sign_in"))
    if shown is services.Refusal.WRONG:
        form.refuse()
        return render_template("accounts/code.html", form=form), 422
    wanted = local_path(session.get(WANTED, ""))
    loading.remember(shown)
    return redirect(wanted)


@bp.get("/dang-nhap/thiet-lap")
@public
def enrolment() -> ResponseReturnValue:
    """Take up the second factor that one's role must have, before the sign-in is complete."""
    entrant = services.entrant(loading.token(), now=clock.real_now())
    if entrant is None or entrant.enrolled:
        return redirect(url_for(".sign_in"))
    return enrolment_page(CodeForm(), username=entrant.username, action=url_for(".enrol"))


@bp.post("/dang-nhap/thiet-lap")
@public
def enrol() -> ResponseReturnValue:
    """Show the phone's first code; the sign-in is complete, and the recovery codes are shown once."""
    entrant = services.entrant(loading.token(), now=clock.real_now())
    if entrant is None or entrant.enrolled:
        return redirect(url_for(".sign_in"))
    form = CodeForm()
    if not form.validate_on_submit():
        return enrolment_page(form, username=entrant.username, action=url_for(".enrol")), 422
    enrolled = services.enrol_at_the_door(
        entrant,
        secret=offered_secret(),
        code=form.code.data or "",
        place=loading.place(),
        now=clock.real_now(),
    )
    if enrolled is None:
        form.refuse()
        return enrolment_page(form, username=entrant.username, action=url_for(".enrol")), 422
    wanted = local_path(session.get(WANTED, ""))
    loading.remember(enrolled.token)
    return shown_once("accounts/recovery_codes.html", codes=enrolled.codes, onward=wanted)


@bp.post("/dang-xuat")
@public
def sign_out() -> ResponseReturnValue:
    """End the session at hand."""
    if current_user.is_authenticated:
        sessions.sign_out(loading.token(), by=current_user, now=clock.real_now())
    loading.forget()
    answer = redirect(url_for(".sign_in"))
    answer.headers["Clear-Site-Data"] = '"cache"'  # so that "Back" shows the next person at this computer nothing
    return answer


def home_address() -> str:
    """Where the signed-in person's work lies.

    The unit's desk, the commune's survey, the province's window or the operator's desk; else the own account.
    """
    unit_id = current_user.unit_id
    if unit_id is not None and may(Permission.VIEW):
        return url_for("workspace.home", workspace=units.by_id(unit_id).slug)
    if unit_id is not None and may(Permission.ANSWER_SURVEY):
        return url_for("registrations_commune.index", workspace=units.by_id(unit_id).slug)
    if may(Permission.VIEW_PROVINCE):
        return f"{request.script_root}{PROVINCE_WINDOW}"
    if may(Permission.OPERATE):
        return url_for("accounts_operator.units")
    return url_for("accounts_own.me")


@bp.record_once
def check_roles(state: BlueprintSetupState) -> None:
    """Stop the start when `OCOP_SECOND_FACTOR_ROLES` names a role that does not exist."""
    asked: Settings = state.app.extensions["ocop.settings"]
    unknown = asked.second_factor_roles - set(Role)
    if unknown:
        raise WrongSetting(
            "OCOP_SECOND_FACTOR_ROLES", f"chỉ gồm các vai trò {', '.join(Role)}", ", ".join(sorted(unknown))
        )
