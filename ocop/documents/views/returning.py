"""A letter's draft goes out as a Word file and comes back: what differs is shown, what is ticked is taken over."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from ocop.documents import papers, queries, rules
from ocop.documents.forms.returning import TakeOverForm, WordForm, take_over_form
from ocop.documents.models import Document
from ocop.documents.papers import letters
from ocop.documents.services.returning import FromWord, compare_word, take_over_word
from ocop.documents.views import wording
from ocop.documents.views.doors import DRAFTERS, bp
from ocop.paperwork.returned import MOST_BYTES
from ocop.tenancy import requires
from ocop.ui.forms import Form
from ocop.ui.navigation import exists


@bp.get("/<int:document_id>/ban-word")
@requires(*DRAFTERS)
def returning(document_id: int) -> ResponseReturnValue:
    """Where the edited file is sent in."""
    return _asked(queries.draft_letter(document_id), WordForm(formdata=None))


@bp.post("/<int:document_id>/ban-word")
@requires(*DRAFTERS)
def compare_returned(document_id: int) -> ResponseReturnValue:
    """What the file says otherwise; nothing is kept of it."""
    document, form = queries.draft_letter(document_id), WordForm()
    found = list[FromWord]()
    if not (form.validate_on_submit() and form.lets(lambda: found.append(_compared(document, form)))):
        return _asked(document, form), 422
    return render_template(
        "documents/returned.html",
        document=document,
        title=wording.title(document),
        names=_names(document),
        found=found[0],
        sources=_sources(document),
    )


@bp.post("/<int:document_id>/ban-word/nhan")
@requires(*DRAFTERS)
def take_returned(document_id: int) -> ResponseReturnValue:
    """Take the ticked texts over."""
    document = queries.draft_letter(document_id)
    form = take_over_form(_names(document))
    if not (form.validate_on_submit() and form.lets(lambda: _taken(document, form))):
        return _asked(document, form), 422
    flash(_("Đã nhận nội dung đã sửa trong Word."))
    return redirect(url_for(".show", document_id=document_id))


def _asked(document: Document, form: Form) -> str:
    """The page for the file; `form` is the one that was refused."""
    asked = form if isinstance(form, WordForm) else WordForm(formdata=None)
    title = wording.title(document)
    return render_template("documents/returning.html", document=document, title=title, form=asked, refused=form)


def _names(document: Document) -> dict[str, str]:
    return {one.name: str(one.label) for one in letters.blanks(papers.content(document))}


def _sources(document: Document) -> dict[int, list[tuple[str, str]]]:
    """The page on which the records are kept that this form tabulates, in its text or in its annex."""
    page = rules.RECORD_PAGES.get(document.form)
    known = [(str(page.name), url_for(page.endpoint))] if page and exists(page.endpoint) else []
    return {0: known, 1: known}


def _compared(document: Document, form: WordForm) -> FromWord:
    return compare_word(document, form.file.data.stream.read(MOST_BYTES + 1))


def _taken(document: Document, form: TakeOverForm) -> None:
    take_over_word(document, texts=form.texts, version=form.of_versions, by=current_user)
