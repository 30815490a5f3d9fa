"""Files by their token."""

from flask import Blueprint, Response, request, send_file
from flask.typing import ResponseReturnValue
from flask_login import current_user

from ocop.attachments import queries, services
from ocop.attachments.models import Attachment
from ocop.attachments.rules import Kind
from ocop.attachments.services import store
from ocop.tenancy import FilesBlueprint, Permission, requires

bp = FilesBlueprint("attachments", path="tep")
blueprints: tuple[Blueprint, ...] = (bp,)

VIEW = "xem"
NO_POWERS = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; object-src 'self'; frame-ancestors 'self'; sandbox"
)
"""A file that somebody sent may hold scripts: shown in the browser it has no rights at all."""


@bp.get("/<token>")
@requires(Permission.VIEW, Permission.VIEW_PROVINCE)
def file(token: str) -> ResponseReturnValue:
    """The file to keep, or with `?xem=1` a PDF to look at."""
    attachment = queries.by_token(token)
    services.must_be_there(attachment.sha256)
    services.note_reading(attachment, by=current_user)
    return served(attachment, inline=VIEW in request.args)


def served(attachment: Attachment, *, inline: bool) -> Response:
    """The bytes under their harmless name, never guessed at by the browser; only a PDF is ever shown in it."""
    shown = inline and attachment.kind == Kind.PDF
    response = send_file(
        store.place(attachment.sha256),
        mimetype=attachment.kind,
        as_attachment=not shown,
        download_name=attachment.name,
        etag=attachment.sha256,
        max_age=0,
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = NO_POWERS
    response.headers["Cache-Control"] = "private, no-cache"
    return response
