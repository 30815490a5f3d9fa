"""The province reads a unit's issued document and its signed page."""

from flask import render_template
from flask.typing import ResponseReturnValue

from ocop.documents import queries
from ocop.documents.forms import CHANNELS
from ocop.documents.views import wording
from ocop.documents.views.doors import province_bp
from ocop.tenancy import Permission, requires


@province_bp.get("/<int:document_id>")
@requires(Permission.VIEW_PROVINCE)
def show(document_id: int) -> ResponseReturnValue:
    """A unit's document as it left the desk; drafts and what lies for signature are the unit's own affair."""
    document = queries.issued_document(document_id)
    return render_template(
        "documents/province.html",
        document=document,
        title=wording.title(document),
        steps=wording.steps(document),
        state=wording.STATES[document.state],
        tone=wording.TONES[document.state],
        channels=CHANNELS,
        replacement=queries.replacement(document),
        name_of=wording.title,
    )
