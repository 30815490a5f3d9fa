"""Drafts: made by the rooms, edited until they are frozen, discarded only before that."""

from collections.abc import Mapping
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from ocop import audit, paperwork
from ocop.audit.services import Actor
from ocop.core.db import db
from ocop.core.errors import StaleEdit, WrongState
from ocop.core.text.normal import fold, nfc
from ocop.core.tokens import new_token
from ocop.documents import papers
from ocop.documents.models import Document, DocumentText, Stamp
from ocop.documents.papers.wording import words
from ocop.documents.rules import State, words_once
from ocop.documents.services.moving import must_be
from ocop.tenancy import IssuingBody


def prepare(
    content: paperwork.Document, *, form: str, kind: str, body: IssuingBody, subject: str, by: Actor, now: datetime
) -> Document:
    """A new draft of the scope's unit. `form` is the press's key ("plan"), `kind` an abbreviation of `rules.KINDS` ("KH").

    The symbol is the one that the content's letterhead prints.
    """
    document = Document(
        token=new_token(),
        form=form,
        kind=kind,
        body_id=body.id,
        subject=nfc(subject),
        folded=fold(subject),
        symbol=papers.symbol_of(content),
        state=State.DRAFT,
        content=paperwork.dump(content),
        created_by=by.username,
        created_at=now,
    )
    db.session.add(document)
    db.session.flush()
    _keep_words(document, content)
    audit.record(by, "prepare", document, name=document.subject)
    return document


def revise(document: Document, *, content: paperwork.Document, subject: str, by: Actor) -> None:
    """Put a new content in place of a draft's; raises `WrongState` when it is frozen or further."""
    must_be(document, State.DRAFT)
    document.content = paperwork.dump(content)
    document.symbol = papers.symbol_of(content)
    document.subject, document.folded = nfc(subject), fold(subject)
    _keep_words(document, content)
    audit.record(by, "revise", document, name=document.subject)


def fill(
    document: Document,
    *,
    content: paperwork.Document,
    subject: str,
    version: int,
    mine: Mapping[str, str],
    theirs: Mapping[str, str],
    by: Actor,
) -> None:
    """Save the blanks of a letter that one person edited from `version` on.

    `mine` and `theirs` are the edited and the kept texts by field; raises `StaleEdit` with both when somebody saved in
    between, `WrongState` when the draft was frozen meanwhile.
    """
    must_be(document, State.DRAFT)
    if version != document.version:
        raise StaleEdit(mine=mine, theirs=theirs, version=document.version)
    revise(document, content=content, subject=subject, by=by)


def discard(document: Document, *, by: Actor) -> None:
    """Delete a draft that never was frozen; raises `WrongState` for anything that a signer may have seen."""
    must_be(document, State.DRAFT)
    if db.session.scalar(select(Stamp.id).where(Stamp.token == document.token)) is not None:
        raise WrongState(_("Bản này đã từng chốt để trình ký nên được lưu lại. Vui lòng sửa dự thảo thay vì xóa."))
    audit.record(by, "discard", document, name=document.subject)
    if (kept := _words_of(document)) is not None:
        db.session.delete(kept)
        db.session.flush()
    db.session.delete(document)
    db.session.flush()


def _keep_words(document: Document, content: paperwork.Document) -> None:
    """Keep what the document says now for the search."""
    kept = _words_of(document)
    if kept is None:
        kept = DocumentText(document_id=document.id)
        db.session.add(kept)
    kept.text = words(content)
    kept.folded = "\n".join(map(fold, kept.text.split("\n")))
    kept.words = words_once(kept.folded)


def _words_of(document: Document) -> DocumentText | None:
    return db.session.scalar(select(DocumentText).where(DocumentText.document_id == document.id))
