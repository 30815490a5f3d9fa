"""Pages of this room."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from ocop.tenancy import PublicBlueprint, public

bp = PublicBlueprint("accounts")
blueprints: tuple[Blueprint, ...] = (bp,)


@bp.get("/dang-nhap")
@public
def sign_in() -> ResponseReturnValue:
    return ""
