"""Freezing for signature: from here on the text, the bytes and their hash stand."""

from datetime import datetime
from hashlib import sha256

from flask_babel import gettext as _

from ocop import audit, paperwork
from ocop.attachments import services as files
from ocop.attachments.rules import Purpose
from ocop.audit.services import Actor
from ocop.core import clock, settings
from ocop.core.db import db
from ocop.core.errors import DomainError
from ocop.documents import papers
from ocop.documents.models import Document
from ocop.documents.rules import Standing, State
from ocop.documents.services.moving import file_name, locked, move, must_be, stamp, withdraw_file
from ocop.paperwork import scans
from ocop.tenancy import IssuingBody


def freeze(document: Document, *, by: Actor, now: datetime) -> None:
    """Fix the content and print it for signature with its code; number and date stay blank (Decree 30/2020, Art. 15, 18).

    Raises `WrongState` unless it is a draft, and `DomainError` naming a character that no face can print, or a body that
    issues nothing any more.
    """
    locked(document)
    must_be(document, State.DRAFT)
    move(document, State.FROZEN)
    body = db.session.get_one(IssuingBody, document.body_id)
    if body.valid_to is not None and body.valid_to < clock.office_date(now):
        raise DomainError(_("%(body)s đã kết thúc. Vui lòng soạn lại theo cơ quan ban hành hiện nay.", body=body.name))
    document.content_sha256 = sha256(document.content.encode()).hexdigest()
    document.qr = code_of(document.token, document.content_sha256)
    document.qr_pages = body.qr_pages
    printed = _printed(document)
    kept = files.keep_printed(printed, name=file_name(document, "bản trình ký"), purpose=Purpose.FOR_SIGNATURE, by=by)
    document.signature_file_id, document.pages = kept.id, kept.pages
    document.frozen_at, document.frozen_by = now, by.username
    stamp(document, Standing.NOT_ISSUED, now=now)
    change = {"state": (State.DRAFT, State.FROZEN), "content_sha256": (None, document.content_sha256)}
    audit.record(by, "freeze", document, name=document.subject, change=change)


def unfreeze(document: Document, *, reason: str, by: Actor, now: datetime) -> None:
    """Take a frozen document back to draft before it has a number; its token stays, its printed version is withdrawn.

    Raises `WrongState` when it has a number already, `DomainError` without a reason.
    """
    locked(document)
    if not reason.strip():
        raise DomainError(_("Vui lòng nêu lý do bỏ chốt bản trình ký."), field="reason")
    if document.state is State.FROZEN:
        withdraw_file(document.signature_file_id, by=by, now=now)
    move(document, State.DRAFT)
    document.signature_file_id = document.pages = document.content_sha256 = None
    document.frozen_at = document.frozen_by = None
    stamp(document, Standing.NOT_ISSUED, now=now)
    change = {"state": (State.FROZEN, State.DRAFT), "reason": (None, reason.strip())}
    audit.record(by, "unfreeze", document, name=document.subject, change=change)


def code_of(token: str, content_sha256: str) -> str:
    """What the code on the paper says: the public page of this very document, its version and the page that carries it."""
    return scans.payload(settings.current().public_url, token, scans.version_of(content_sha256))


def _printed(document: Document) -> bytes:
    try:
        return papers.for_signature(document)
    except paperwork.LackingCharacterError as error:
        raise DomainError(
            _("Văn bản có ký tự không in được: %(which)s. Vui lòng sửa rồi chốt lại.", which=str(error))
        ) from None
