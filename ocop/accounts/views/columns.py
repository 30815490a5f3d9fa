"""Choosing the columns of a list, from the list itself."""

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from ocop.accounts.services import columns as services
from ocop.core.errors import NotYours
from ocop.tenancy import SignedInBlueprint, signed_in
from ocop.ui.columns import asked_order
from ocop.ui.pages import local_path

bp = SignedInBlueprint("accounts_columns", path="tai-khoan/cot", room="accounts")


@bp.post("/<list_name>")
@signed_in
def choose(list_name: str) -> ResponseReturnValue:
    """Keep the ticked columns in the order of the places beside them."""
    places = {name.removeprefix("thu-tu-"): place for name, place in request.form.items()}
    wanted = asked_order(list_name, request.form.getlist("cot"), places)
    if wanted is None:
        raise NotYours
    services.choose(current_user._get_current_object(), list_name, wanted)
    flash(_("Đã lưu các cột của danh sách."))
    return redirect(local_path(request.form.get("next", "")))


@bp.post("/<list_name>/mac-dinh")
@signed_in
def forget(list_name: str) -> ResponseReturnValue:
    """See the usual columns again."""
    if asked_order(list_name, (), {}) is None:
        raise NotYours
    services.forget(current_user._get_current_object(), list_name)
    flash(_("Danh sách hiện các cột mặc định."))
    return redirect(local_path(request.form.get("next", "")))
