"""Sending an issued document, and laying it into the boxes of the units that work here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from ocop import audit
from ocop.attachments import services as files
from ocop.attachments.models import Attachment
from ocop.attachments.rules import Purpose
from ocop.audit import System
from ocop.audit.services import Actor
from ocop.core import clock
from ocop.core.db import db
from ocop.core.errors import DomainError
from ocop.core.text.normal import fold, nfc
from ocop.documents import rules
from ocop.documents.models import Dispatch, Document, Incoming
from ocop.documents.rules import Channel, State
from ocop.documents.services.moving import cited, locked, must_be
from ocop.jobs import services as jobs
from ocop.jobs.queries import workspaces
from ocop.tenancy import acting_in, window


@dataclass(frozen=True)
class Parcel:
    """What travels from one unit to another: values only, no row of the sender."""

    dispatch_id: int
    unit_id: int
    token: str
    sender: str
    sender_unit_id: int
    number: str
    dated: date | None
    kind: str
    subject: str
    file_sha256: str
    file_size: int
    file_kind: str
    file_name: str
    file_pages: int | None


def dispatch(
    document: Document,
    *,
    receivers: Sequence[tuple[str, int | None]],
    channel: Channel,
    on: date,
    by: Actor,
    now: datetime,
) -> list[Dispatch]:
    """Send the signed document to receivers, each (name, unit's key or None); whoever has it already is passed over.

    Sending twice is sending once. Units that work here find it in their box once the request is over. Raises `WrongState`
    unless issued, `DomainError` at `receivers` (none), `signed_copy` (missing) or `on` (before its date, in the future).
    """
    locked(document)
    must_be(document, State.ISSUED)
    _check_sending(document, receivers, on, now)
    already = set(db.session.scalars(select(Dispatch.receiver).where(Dispatch.document_id == document.id)))
    wanted = {nfc(name): unit_id for name, unit_id in receivers if nfc(name)}
    made = [
        Dispatch(
            document_id=document.id, receiver=name, receiver_unit_id=unit_id, channel=channel, sent_at=now, sent_on=on,
            sent_by=by.username,
        )
        for name, unit_id in wanted.items()
        if name not in already
    ]  # fmt: skip
    if not made:
        return []
    db.session.add_all(made)
    sent_to = "; ".join(one.receiver for one in made)
    audit.record(by, "dispatch", document, name=cited(document), change={"receivers": (None, sent_to)})
    deliver_pending(document)
    return made


def deliver_pending(document: Document) -> None:
    """Once the request is over: lay the document into the boxes of its receivers that work here. Safe to ask again."""
    sender, key = document.tenant_id, document.id

    def act() -> None:
        deliver(sender, key)

    db.afterwards(act)


def deliver(sender_unit_id: int, document_id: int | None = None) -> int:
    """Deliver what a unit has sent and what does not lie in its receiver's box yet; returns how many. Safe to run again.

    Each box is filled in a transaction of the receiver's own scope; only then does the sender's row say delivered.
    """
    with acting_in(sender_unit_id):
        parcels = _waiting(sender_unit_id, document_id)
    for parcel in parcels:
        with acting_in(parcel.unit_id):
            _lay_down(parcel)
        with acting_in(sender_unit_id):
            db.session.get_one(Dispatch, parcel.dispatch_id).delivered_at = clock.now()
    return len(parcels)


@jobs.each_round
def deliver_waiting() -> None:
    """Once a minute: deliver what a crash or a closed database has left lying between sender and receiver."""
    waiting = select(Dispatch.tenant_id).where(Dispatch.delivered_at.is_(None), Dispatch.receiver_unit_id.is_not(None))
    with window(workspaces()) as looking:
        senders = {cast(int, sender) for (sender,) in looking.look(waiting)}
    for sender in sorted(senders):
        deliver(sender)


def _check_sending(document: Document, receivers: Sequence[tuple[str, int | None]], on: date, now: datetime) -> None:
    assert document.dated is not None
    if not receivers:
        raise DomainError(_("Vui lòng chọn ít nhất một nơi nhận."), field="receivers")
    if document.signed_copy_id is None:
        raise DomainError(_("Vui lòng tải lên bản đã ký, đóng dấu trước khi gửi."), field="signed_copy")
    if on < document.dated:
        raise DomainError(_("Ngày gửi không được trước ngày văn bản. Vui lòng kiểm tra lại."), field="on")
    if on > clock.office_date(now):
        raise DomainError(_("Ngày gửi không được sau ngày hôm nay. Vui lòng kiểm tra lại."), field="on")


def _waiting(sender_unit_id: int, document_id: int | None) -> list[Parcel]:
    one_document = [] if document_id is None else [Dispatch.document_id == document_id]
    rows = db.session.execute(
        select(Dispatch, Document, Attachment)
        .join(Document, Document.id == Dispatch.document_id)
        .join(Attachment, Attachment.id == Document.signed_copy_id)
        .where(Dispatch.delivered_at.is_(None), Dispatch.receiver_unit_id.is_not(None), *one_document)
        .options(joinedload(Document.body))
        .order_by(Dispatch.id)
    )
    return [_parcel(sending, document, scan, sender_unit_id) for sending, document, scan in rows]


def _parcel(sending: Dispatch, document: Document, scan: Attachment, sender_unit_id: int) -> Parcel:
    assert sending.receiver_unit_id is not None
    return Parcel(
        dispatch_id=sending.id,
        unit_id=sending.receiver_unit_id,
        token=document.token,
        sender=document.body.name,
        sender_unit_id=sender_unit_id,
        number=rules.full_number(document.number, document.symbol),
        dated=document.dated,
        kind=document.kind,
        subject=document.subject,
        file_sha256=scan.sha256,
        file_size=scan.size,
        file_kind=scan.kind,
        file_name=scan.name,
        file_pages=scan.pages,
    )


def _lay_down(parcel: Parcel) -> None:
    if db.session.scalar(select(Incoming.id).where(Incoming.token == parcel.token)) is not None:
        return
    scan = files.hand_over(
        sha256=parcel.file_sha256,
        size=parcel.file_size,
        kind=parcel.file_kind,
        name=parcel.file_name,
        pages=parcel.file_pages,
        purpose=Purpose.INCOMING,
        by=System(),
    )
    arrived = Incoming(
        token=parcel.token,
        sender=parcel.sender,
        sender_unit_id=parcel.sender_unit_id,
        number=parcel.number,
        dated=parcel.dated,
        kind=parcel.kind,
        subject=parcel.subject,
        folded=fold(f"{parcel.number} {parcel.subject} {parcel.sender}"),
        attachment_id=scan.id,
        arrived_at=clock.now(),
    )
    db.session.add(arrived)
    audit.record(System(), "arrive", arrived, name=f"{parcel.number} {parcel.subject}")
