"""Drafts of letters: the blanks to fill in, the preview, the Word file."""

from io import BytesIO

from flask import flash, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from ocop import audit
from ocop.attachments.rules import Kind
from ocop.core.text.normal import slug
from ocop.documents import papers, queries, rules, services
from ocop.documents.forms import LetterForm, letter_form
from ocop.documents.models import Document
from ocop.documents.papers import letters
from ocop.documents.papers import word as word_file
from ocop.documents.views import wording
from ocop.documents.views.doors import DRAFTERS, READERS, bp
from ocop.tenancy import requires, workspace


@bp.get("/<int:document_id>/sua")
@requires(*DRAFTERS)
def edit(document_id: int) -> ResponseReturnValue:
    """The blanks of a letter with what stands in them."""
    document = queries.draft_letter(document_id)
    return _edited(document, letter_form(letters.blanks(papers.content(document)), document.version))


@bp.post("/<int:document_id>/sua")
@requires(*DRAFTERS)
def save(document_id: int) -> ResponseReturnValue:
    """Keep the blanks, unless somebody saved in between."""
    document = queries.draft_letter(document_id)
    before = papers.content(document)
    form = letter_form(letters.blanks(before), document.version)
    if not form.validate_on_submit():
        return _edited(document, form), 422
    texts = form.texts(letters.blanks(before))
    after = letters.filled(before, texts)
    services.fill(
        document,
        content=after,
        subject=letters.subject_of(after),
        version=form.version.data,
        mine=texts,
        theirs={one.name: one.text for one in letters.blanks(before)},
        by=current_user,
    )
    flash(_("Đã lưu dự thảo."))
    return redirect(url_for(".show", document_id=document.id))


@bp.post("/<int:document_id>/xoa")
@requires(*DRAFTERS)
def discard(document_id: int) -> ResponseReturnValue:
    """Delete a draft that nobody has signed."""
    services.discard(queries.letter(document_id), by=current_user)
    flash(_("Đã xóa dự thảo."))
    return redirect(url_for(".index"))


@bp.get("/<int:document_id>/du-thao.pdf")
@requires(*READERS)
def preview(document_id: int) -> ResponseReturnValue:
    """The content as it stands, marked DỰ THẢO."""
    document = queries.document(document_id)
    return _sent(document, papers.draft_pdf(document), Kind.PDF, "pdf", inline=True)


@bp.get("/<int:document_id>/du-thao.docx")
@requires(*READERS)
def word(document_id: int) -> ResponseReturnValue:
    """The content as a Word file for further editing."""
    document = queries.document(document_id)
    return _sent(document, word_file.draft_docx(document), Kind.DOCX, "docx", inline=False)


def _edited(document: Document, form: LetterForm) -> str:
    blanks = letters.blanks(papers.content(document))
    return render_template(
        "documents/edit.html", document=document, form=form, blanks=blanks, title=wording.title(document)
    )


def _sent(document: Document, content: bytes, kind: Kind, extension: str, *, inline: bool) -> ResponseReturnValue:
    """The printed bytes, with a note in the trail that they were printed."""
    audit.note_afterwards(
        current_user, "print", "documents", unit_id=workspace().id, name=document.subject, thing_id=document.id
    )
    name = f"du-thao-{slug(rules.kind_name(document.kind))}-{document.id}.{extension}"
    return send_file(BytesIO(content), mimetype=kind, as_attachment=not inline, download_name=name, max_age=0)
