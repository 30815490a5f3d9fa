"""Mending a mistake of form in an issued document by a công văn of its own."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from ocop.core import clock
from ocop.documents import queries, services
from ocop.documents.forms import CorrectionForm
from ocop.documents.views import wording
from ocop.documents.views.doors import DRAFTERS, bp
from ocop.paperwork.forms.corrigendum import Correction
from ocop.tenancy import requires, workspace


@bp.get("/<int:document_id>/dinh-chinh")
@requires(*DRAFTERS)
def ask_correction(document_id: int) -> ResponseReturnValue:
    """What is wrong where."""
    document = queries.document(document_id)
    return render_template(
        "documents/correction.html", document=document, form=CorrectionForm(), title=wording.title(document)
    )


@bp.post("/<int:document_id>/dinh-chinh")
@requires(*DRAFTERS)
def draft_corrigendum(document_id: int) -> ResponseReturnValue:
    """Draft the second half of document 30."""
    document, form = queries.document(document_id), CorrectionForm()
    if not form.validate_on_submit():
        page = render_template("documents/correction.html", document=document, form=form, title=wording.title(document))
        return page, 422
    made = services.draft_corrigendum(
        document,
        Correction(form.place.data, form.printed.data, form.corrected.data),
        cause=form.cause.data or "",
        unit=workspace(),
        by=current_user,
        now=clock.now(),
    )
    flash(_("Đã dựng công văn đính chính."))
    return redirect(url_for(".show", document_id=made.id))
