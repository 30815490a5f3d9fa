"""The signed and stamped page, kept with the document."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from ocop import audit
from ocop.attachments.models import Attachment
from ocop.audit.services import Actor
from ocop.core.db import db
from ocop.core.errors import DomainError, WrongState
from ocop.documents.models import Dispatch, Document
from ocop.documents.rules import State
from ocop.documents.services import following
from ocop.documents.services.moving import cited, locked, must_be, withdraw_file


def attach_signed_copy(
    document: Document, attachment: Attachment, *, by: Actor, now: datetime, reason: str = ""
) -> None:
    """Keep the scan of the signed page with the issued document, in place of an earlier scan while nothing was sent.

    The record behind the document follows in the same transaction.

    Raises `DomainError` at `reason` when the scan has another number of pages and no reason says why, `WrongState` before
    the number was given or after the document was sent with a copy.
    """
    following.hold(document)
    locked(document)
    must_be(document, State.ISSUED)
    if document.signed_copy_id is not None and _was_sent(document):
        raise WrongState(_("Bản ký đã gửi cùng văn bản nên không đổi được nữa."))
    if attachment.pages != document.pages and not reason.strip():
        raise DomainError(
            _(
                "Bản quét có %(scanned)s trang, văn bản có %(wanted)s trang. Vui lòng quét đủ trang, "
                "hoặc ghi rõ lý do để nhận bản này.",
                scanned=attachment.pages,
                wanted=document.pages,
            ),
            field="reason",
        )
    withdraw_file(document.signed_copy_id, by=by, now=now)
    before = document.signed_copy_id
    document.signed_copy_id = attachment.id
    document.signed_copy_note = reason.strip() or None
    change = {"signed_copy_id": (before, attachment.id), "reason": (None, document.signed_copy_note)}
    audit.record(by, "attach_signed_copy", document, name=cited(document), change=change)
    following.tell_signed(document, attachment, by=by, now=now)


def _was_sent(document: Document) -> bool:
    return db.session.scalar(select(Dispatch.id).where(Dispatch.document_id == document.id).limit(1)) is not None
