"""The frozen version made ready for digital signatures, and a look at where they will stand."""

from io import BytesIO

from flask import send_file
from flask.typing import ResponseReturnValue
from flask_login import current_user

from ocop import audit
from ocop.attachments.rules import Kind
from ocop.documents import queries
from ocop.documents.models import Document
from ocop.documents.services import digital
from ocop.documents.views.doors import READERS, bp
from ocop.tenancy import Permission, requires, workspace


@bp.get("/<int:document_id>/mau-vi-tri.pdf")
@requires(*READERS)
def places(document_id: int) -> ResponseReturnValue:
    """Blue frame for the leader's signature, red one for the seal; a copy to look at, never to be signed."""
    document = queries.document(document_id)
    return _sent(document, digital.places_shown(document), f"mau-vi-tri-{document_id}.pdf", inline=True)


@bp.get("/<int:document_id>/de-ky-so.pdf")
@requires(Permission.ATTACH_SIGNED_COPY, Permission.MARK_FOR_SIGNATURE)
def ready_to_sign(document_id: int) -> ResponseReturnValue:
    """The file that the office's signing programme opens: it finds both places in it."""
    document = queries.document(document_id)
    return _sent(document, digital.prepared(document), f"de-ky-so-{document_id}.pdf", inline=False)


def _sent(document: Document, content: bytes, name: str, *, inline: bool) -> ResponseReturnValue:
    audit.note_afterwards(
        current_user, "print", "documents", unit_id=workspace().id, name=document.subject, thing_id=document.id
    )
    return send_file(BytesIO(content), mimetype=Kind.PDF, as_attachment=not inline, download_name=name, max_age=0)
