"""The frozen version made ready for digital signatures, and a look at where they will stand."""

from io import BytesIO

from flask import send_file
from flask.typing import ResponseReturnValue
from flask_login import current_user

from ocop import audit
from ocop.attachments.rules import Kind
from ocop.documents import queries
from ocop.documents.forms import AnnexForm
from ocop.documents.models import Document
from ocop.documents.services import digital, pictures
from ocop.documents.views.desk import shown
from ocop.documents.views.doors import READERS, bp
from ocop.documents.views.pictures import note_use
from ocop.tenancy import Permission, requires, workspace


@bp.get("/<int:document_id>/mau-vi-tri.pdf")
@requires(*READERS)
def places(document_id: int) -> ResponseReturnValue:
    """Where signature and seal will stand, with their pictures for those who answer for them; a copy to look at only."""
    document = queries.document(document_id)
    found = pictures.of_document(document, seen_by=current_user) if _may_see_pictures() else pictures.NOTHING
    sample = digital.places_shown(document, found.looks)
    note_use(found.signature)
    note_use(found.seal)
    return _sent(document, sample, f"mau-vi-tri-{document_id}.pdf", inline=True)


@bp.get("/<int:document_id>/de-ky-so.pdf")
@requires(Permission.ATTACH_SIGNED_COPY, Permission.MARK_FOR_SIGNATURE)
def ready_to_sign(document_id: int) -> ResponseReturnValue:
    """The file that the office's signing programme opens: it finds both places in it."""
    document = queries.document(document_id)
    return _sent(document, digital.prepared(document), f"de-ky-so-{document_id}.pdf", inline=False)


@bp.post("/<int:document_id>/tep-kem-ky-so")
@requires(Permission.ATTACH_SIGNED_COPY)
def annex_ready_to_sign(document_id: int) -> ResponseReturnValue:
    """A file that goes with the document comes back with the place of the office's signature; nothing is kept."""
    document, form = queries.document(document_id), AnnexForm()
    made = list[bytes]()
    if not (form.validate_on_submit() and form.lets(lambda: made.append(_annex(form)))):
        return shown(document, annex=form), 422
    return _sent(document, made[0], f"kem-theo-de-ky-so-{document_id}.pdf", inline=False)


def _may_see_pictures() -> bool:
    return bool(current_user.may(Permission.MARK_FOR_SIGNATURE) or current_user.may(Permission.NUMBER_DOCUMENT))


def _annex(form: AnnexForm) -> bytes:
    return digital.annex_prepared(form.file.data.stream.read())


def _sent(document: Document, content: bytes, name: str, *, inline: bool) -> ResponseReturnValue:
    audit.note_afterwards(
        current_user, "print", "documents", unit_id=workspace().id, name=document.subject, thing_id=document.id
    )
    return send_file(BytesIO(content), mimetype=Kind.PDF, as_attachment=not inline, download_name=name, max_age=0)
