"""Files by their token."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from ocop.attachments import queries, services
from ocop.attachments.services import store
from ocop.tenancy import FilesBlueprint, Permission, requires
from ocop.ui.downloads import LOOK, respond_file

bp = FilesBlueprint("attachments", path="tep")
blueprints: tuple[Blueprint, ...] = (bp,)


@bp.get("/<token>")
@requires(Permission.VIEW, Permission.VIEW_PROVINCE)
def file(token: str) -> ResponseReturnValue:
    """The file to keep, or with `?xem=1` a PDF to look at."""
    attachment = queries.by_token(token)
    services.must_be_there(attachment.sha256)
    services.note_reading(attachment, by=current_user)
    return respond_file(
        store.place(attachment.sha256),
        kind=attachment.kind,
        name=attachment.name,
        sha256=attachment.sha256,
        inline=LOOK in request.args,
    )
