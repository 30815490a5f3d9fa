"""The papers of one registration: to print, to go on in Word, and the letter that agrees to its plan."""

from io import BytesIO

from flask import flash, redirect, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from ocop import audit
from ocop.attachments.rules import Kind
from ocop.core import clock
from ocop.documents.papers import offers
from ocop.registrations import queries, services
from ocop.registrations.papers import dossier
from ocop.registrations.papers.offers import RegistrationForms
from ocop.registrations.views.doors import bp
from ocop.tenancy import Permission, requires, workspace

NAMES = ", ".join(f'"{name}"' for name in dossier.PAPERS)

offers.offer(RegistrationForms())


@bp.get(f"/<int:registration_id>/<any({NAMES}):paper>.pdf")
@requires(Permission.EDIT_REGISTRY)
def paper_pdf(registration_id: int, paper: str) -> ResponseReturnValue:
    """Document 4, 5 or 6, to be signed."""
    row = queries.registration(registration_id)
    printed = dossier.pdf(dossier.PAPERS[paper](row, unit=workspace(), on=clock.today()))
    _note(row.product.name, row.id)
    return send_file(BytesIO(printed), mimetype=Kind.PDF, download_name=f"{paper}-{row.id}.pdf", max_age=0)


@bp.get(f"/<int:registration_id>/<any({NAMES}):paper>.docx")
@requires(Permission.EDIT_REGISTRY)
def paper_docx(registration_id: int, paper: str) -> ResponseReturnValue:
    """Document 4, 5 or 6, to go on in Word."""
    row = queries.registration(registration_id)
    written = dossier.docx(dossier.PAPERS[paper](row, unit=workspace(), on=clock.today()))
    _note(row.product.name, row.id)
    return send_file(
        BytesIO(written), mimetype=Kind.DOCX, as_attachment=True, download_name=f"{paper}-{row.id}.docx", max_age=0
    )


@bp.post("/<int:registration_id>/thong-nhat-phuong-an")
@requires(Permission.EDIT_REGISTRY)
def draft_consent(registration_id: int) -> ResponseReturnValue:
    """Draft document 7."""
    row = queries.registration(registration_id)
    document = services.draft_consent(row, unit=workspace(), by=current_user, now=clock.now())
    flash(_("Đã dựng công văn thống nhất phương án sản xuất, kinh doanh."))
    return redirect(url_for("documents.show", document_id=document.id))


def _note(name: str, key: int) -> None:
    audit.note_afterwards(current_user, "print", "registrations", unit_id=workspace().id, name=name, thing_id=key)
