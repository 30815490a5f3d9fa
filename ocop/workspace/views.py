"""The home page of a unit."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from ocop.tenancy import Permission, WorkspaceBlueprint, requires

bp = WorkspaceBlueprint("workspace")
blueprints: tuple[Blueprint, ...] = (bp,)


@bp.get("/")
@requires(Permission.VIEW)
def home() -> ResponseReturnValue:
    """What waits, what is due, what is missing."""
    return render_template("workspace/home.html")
