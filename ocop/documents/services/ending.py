"""The end of a document's force: another one in its place, or revoked. The paper itself never changes."""

from datetime import datetime

from flask_babel import gettext as _

from ocop import audit
from ocop.audit.services import Actor
from ocop.core.errors import DomainError
from ocop.documents.models import Document
from ocop.documents.rules import Standing, State
from ocop.documents.services.moving import cited, locked, move, must_be, stamp


def replace(old: Document, *, by_new: Document, by: Actor, now: datetime) -> None:
    """The issued document `by_new` takes the place of `old` (Decree 30/2020, Art. 18.3); the public page says so.

    Raises `WrongState` unless both are issued.
    """
    locked(old)
    must_be(by_new, State.ISSUED)
    move(old, State.REPLACED)
    by_new.replaces_id = old.id
    seen = stamp(old, Standing.REPLACED, now=now)
    seen.replaced_by, seen.replaced_by_token = cited(by_new), by_new.token
    audit.record(by, "replace", old, name=cited(old), change={"replaced_by": (None, cited(by_new))})


def revoke(document: Document, *, reason: str, by: Actor, now: datetime) -> None:
    """Take an issued document out of force; raises `WrongState` unless it is issued, `DomainError` without a reason."""
    locked(document)
    if not reason.strip():
        raise DomainError(_("Vui lòng nêu lý do và văn bản thu hồi."), field="reason")
    move(document, State.REVOKED)
    document.revoked_reason = reason.strip()
    stamp(document, Standing.REVOKED, now=now)
    audit.record(by, "revoke", document, name=cited(document), change={"reason": (None, reason.strip())})
