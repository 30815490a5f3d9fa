"""The incoming register: số đến and its date, and documents that came on paper (Decree 30/2020, Art. 21-22)."""

from datetime import date, datetime

from flask_babel import gettext as _
from sqlalchemy import select

from ocop import audit
from ocop.attachments.models import Attachment
from ocop.audit.services import Actor
from ocop.core import clock
from ocop.core.db import db
from ocop.core.errors import DomainError, WrongState
from ocop.core.text.normal import fold, nfc
from ocop.documents import rules
from ocop.documents.models import Dispatch, Document, Incoming
from ocop.tenancy import acting_in


def receive(incoming: Incoming, *, number: str, on: date, by: Actor, now: datetime) -> None:
    """Enter số đến and ngày đến; the sender sees them too once the request is over.

    Raises `DomainError` at `number` or `on`, `WrongState` when it was entered before.
    """
    if incoming.incoming_number is not None:
        raise WrongState(_("Văn bản này đã được đăng ký số đến."))
    incoming.incoming_number, incoming.incoming_on = _checked(number, on, incoming.dated, now), on
    change = {"incoming_number": (None, incoming.incoming_number), "incoming_on": (None, on)}
    audit.record(by, "receive", incoming, name=f"{incoming.number} {incoming.subject}", change=change)
    if incoming.token is not None and incoming.sender_unit_id is not None:
        _tell_sender(incoming, by=by, now=now)


def enter(
    *,
    sender: str,
    number: str,
    dated: date | None,
    kind: str,
    subject: str,
    incoming_number: str,
    on: date,
    attachment: Attachment | None,
    by: Actor,
    now: datetime,
) -> Incoming:
    """Enter a document that came on paper; `number` is the sender's own with its symbol. Raises `DomainError` as `receive`."""
    arrived = Incoming(
        token=None,
        sender=nfc(sender),
        sender_unit_id=None,
        number=nfc(number),
        dated=dated,
        kind=kind,
        subject=nfc(subject),
        folded=fold(f"{number} {subject} {sender}"),
        attachment_id=attachment.id if attachment else None,
        arrived_at=now,
        incoming_number=_checked(incoming_number, on, dated, now, field="incoming_number"),
        incoming_on=on,
    )
    db.session.add(arrived)
    audit.record(by, "enter", arrived, name=f"{arrived.number} {arrived.subject}")
    return arrived


def _checked(typed: str, on: date, dated: date | None, now: datetime, *, field: str = "number") -> str:
    parsed = rules.parse_number(typed)
    if parsed is None:
        raise DomainError(_("Vui lòng nhập số đến bằng chữ số, ví dụ 125."), field=field)
    if on > clock.office_date(now):
        raise DomainError(_("Ngày đến không được sau ngày hôm nay. Vui lòng kiểm tra lại."), field="on")
    if dated is not None and on < dated:
        raise DomainError(_("Ngày đến không được trước ngày văn bản. Vui lòng kiểm tra lại."), field="on")
    return rules.number_text(parsed)


def _tell_sender(incoming: Incoming, *, by: Actor, now: datetime) -> None:
    token, sender, receiver = incoming.token, incoming.sender_unit_id, incoming.tenant_id
    number, on, who = incoming.incoming_number, incoming.incoming_on, by.username
    assert sender is not None

    def write() -> None:
        with acting_in(sender):
            for sending in db.session.scalars(
                select(Dispatch)
                .join(Document, Document.id == Dispatch.document_id)
                .where(Document.token == token, Dispatch.receiver_unit_id == receiver)
            ):
                sending.received_at, sending.received_by = now, who
                sending.incoming_number, sending.incoming_on = number, on

    db.afterwards(write)
