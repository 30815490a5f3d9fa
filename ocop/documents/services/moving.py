"""Moving a document from state to state, and the stamp that everybody sees along with it."""

from datetime import datetime

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy import inspect, select

from ocop.attachments import services as files
from ocop.attachments.models import Attachment
from ocop.audit.services import Actor
from ocop.core.db import db
from ocop.core.errors import WrongState
from ocop.documents import rules
from ocop.documents.models import Document, Stamp
from ocop.documents.rules import Standing, State
from ocop.paperwork import scans
from ocop.tenancy import IssuingBody

LOCKED: dict[State, LazyString] = {
    State.DRAFT: _l("Văn bản đang là dự thảo. Vui lòng chốt bản trình ký trước khi thực hiện bước này."),
    State.FROZEN: _l("Văn bản đã chốt để trình ký nên không sửa được. Vui lòng bỏ chốt, nêu lý do, rồi sửa dự thảo."),
    State.ISSUED: _l(
        "Văn bản đã ban hành nên không thay đổi được. Nếu nội dung sai, hãy ban hành văn bản mới thay thế; "
        "nếu sai thể thức, hãy ban hành công văn đính chính (Nghị định 30/2020/NĐ-CP, Điều 18)."
    ),
    State.REPLACED: _l("Văn bản đã được thay thế nên không thay đổi được. Vui lòng làm việc với văn bản mới."),
    State.REVOKED: _l("Văn bản đã thu hồi nên không thay đổi được. Vui lòng lập văn bản mới nếu cần."),
}


def move(document: Document, end: State) -> None:
    """Take the step, or refuse with what to do instead; raises `WrongState`."""
    if not rules.may_move(document.state, end):
        raise WrongState(LOCKED[document.state])
    document.state = end


def must_be(document: Document, state: State) -> None:
    """Refuse unless the document is in this state; raises `WrongState`."""
    if document.state is not state:
        raise WrongState(LOCKED[document.state])


def locked(document: Document) -> None:
    """Wait until nobody else works on the document, and see it as they left it."""
    db.session.flush()
    columns = [attribute.key for attribute in inspect(Document).column_attrs]
    db.session.refresh(document, columns, with_for_update=True)


def stamp(document: Document, standing: Standing, *, now: datetime) -> Stamp:
    """Write what the public page may show of the document as it stands."""
    found = db.session.scalar(select(Stamp).where(Stamp.token == document.token))
    if found is None:
        found = Stamp(token=document.token, unit_id=document.tenant_id)
        db.session.add(found)
    body = db.session.get_one(IssuingBody, document.body_id)
    found.status = standing
    found.kind, found.symbol, found.number, found.dated = (
        document.kind,
        document.symbol,
        document.number,
        document.dated,
    )
    found.issuer, found.subject, found.pages = body.name, document.subject, document.pages
    found.version = scans.version_of(document.content_sha256) if document.content_sha256 else None
    found.signature_sha256 = file_hash(document.signature_file_id)
    found.numbered_sha256 = file_hash(document.numbered_file_id)
    found.changed_at = now
    return found


def file_hash(attachment_id: int | None) -> str | None:
    """The SHA-256 of a file of the document, if it has that file."""
    return db.session.get_one(Attachment, attachment_id).sha256 if attachment_id else None


def withdraw_file(attachment_id: int | None, *, by: Actor, now: datetime) -> None:
    """A rendition that no longer stands answers 404 from now on."""
    if attachment_id:
        files.revoke(db.session.get_one(Attachment, attachment_id), by=by, now=now)


def cited(document: Document) -> str:
    """The document as other papers name it."""
    return rules.cited(document.kind, document.number, document.symbol, document.dated)


def file_name(document: Document, suffix: str) -> str:
    """What its files are called: "Kế hoạch 87-KH-UBND, bản trình ký.pdf"."""
    number = rules.full_number(document.number, document.symbol).replace("/", "-").replace("…-", "")
    return f"{rules.kind_name(document.kind)} {number}, {suffix}.pdf"
