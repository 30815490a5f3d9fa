"""The registers of outgoing and incoming documents: form 35, the ten columns of Decree 30/2020, Annex IV."""

from collections.abc import Sequence

from flask_babel import LazyString

from ocop import paperwork
from ocop.core.errors import WrongState
from ocop.core.text import dates
from ocop.documents import papers, rules
from ocop.documents.models import Document, Incoming, VoidNumber
from ocop.documents.rules import State
from ocop.paperwork import Recipients, Rendition, Signing
from ocop.paperwork.forms.registers import (
    IncomingEntry,
    IncomingRegister,
    OutgoingEntry,
    OutgoingRegister,
)
from ocop.tenancy import IssuingBody

OUTGOING_COLUMNS = (
    "Số, ký hiệu văn bản",
    "Ngày tháng văn bản",
    "Tên loại và trích yếu nội dung văn bản",
    "Người ký",
    "Nơi nhận văn bản",
    "Đơn vị, người nhận bản lưu",
    "Số lượng bản",
    "Ngày chuyển",
    "Ký nhận",
    "Ghi chú",
)
INCOMING_COLUMNS = (
    "Ngày đến",
    "Số đến",
    "Tác giả",
    "Số, ký hiệu văn bản",
    "Ngày tháng văn bản",
    "Tên loại và trích yếu nội dung văn bản",
    "Đơn vị hoặc người nhận",
    "Ngày chuyển",
    "Ký nhận",
    "Ghi chú",
)

Row = tuple[str | LazyString | int | None, ...]


def outgoing_entries(documents: Sequence[Document], voids: Sequence[VoidNumber]) -> tuple[OutgoingEntry, ...]:
    """The lines of the outgoing register in the order of their numbers; a number given up keeps its line and its reason."""
    lines = [(_place(one.body_id, one.symbol, one.number or ""), _outgoing(one)) for one in documents]
    lines += [
        (_place(one.series.body_id, one.series.symbol, rules.number_text(one.number)), _void(one)) for one in voids
    ]
    return tuple(entry for _where, entry in sorted(lines, key=lambda line: line[0]))


def incoming_entries(arrived: Sequence[Incoming]) -> tuple[IncomingEntry, ...]:
    """The lines of the incoming register."""
    return tuple(_incoming(one) for one in arrived)


def outgoing(body: IssuingBody, year: int, entries: tuple[OutgoingEntry, ...]) -> OutgoingRegister:
    """The register of one issuer and year."""
    return OutgoingRegister(papers.letterhead(body, symbol=""), year, entries)


def incoming(body: IssuingBody, year: int, entries: tuple[IncomingEntry, ...]) -> IncomingRegister:
    """The register of what came in a year."""
    return IncomingRegister(papers.letterhead(body, symbol=""), year, entries)


def outgoing_pdf(body: IssuingBody, year: int, entries: tuple[OutgoingEntry, ...]) -> bytes:
    """The register of one issuer and year on paper."""
    return paperwork.render_pdf(outgoing(body, year, entries), Rendition.for_signature(qr=None))


def incoming_pdf(body: IssuingBody, year: int, entries: tuple[IncomingEntry, ...]) -> bytes:
    """The register of what came in a year on paper."""
    return paperwork.render_pdf(incoming(body, year, entries), Rendition.for_signature(qr=None))


def outgoing_row(entry: OutgoingEntry) -> Row:
    """The line in ten cells; "Ký nhận" stays empty for the pen."""
    return (
        entry.number, entry.dated, entry.subject, entry.signer, entry.recipients, entry.kept_by, entry.copies,
        entry.passed_on, "", entry.note,
    )  # fmt: skip


def incoming_row(entry: IncomingEntry) -> Row:
    """The line in ten cells; "Ký nhận" stays empty for the pen."""
    return (
        entry.arrived, entry.arrival_number, entry.author, entry.number, entry.dated, entry.subject, entry.receiver,
        entry.passed_on, "", entry.note,
    )  # fmt: skip


def _place(body_id: int, symbol: str, number: str) -> tuple[int, str, int, str]:
    return body_id, symbol, len(number), number


def _outgoing(document: Document) -> OutgoingEntry:
    signing, kept = _signing_and_kept(document)
    sent = [one.sent_on for one in document.dispatches]
    return OutgoingEntry(
        number=rules.full_number(document.number, document.symbol),
        dated=dates.day(document.dated) if document.dated else "",
        subject=f"{rules.kind_name(document.kind)} {document.subject}",
        signer=" ".join(filter(None, (signing.title, signing.name))) if signing else "",
        recipients="; ".join(one.receiver for one in document.dispatches),
        kept_by=kept.filed if kept else "",
        copies=kept.copies if kept else None,
        passed_on=dates.day(min(sent)) if sent else "",
        note=_note(document),
    )


def _signing_and_kept(document: Document) -> tuple[Signing | None, Recipients | None]:
    try:
        content = papers.content(document)
    except WrongState:
        return None, None
    return getattr(content, "signing", None), getattr(content, "recipients", None)


def _note(document: Document) -> str:
    if document.state is State.REPLACED:
        return "Đã được thay thế"
    return f"Đã thu hồi: {document.revoked_reason}" if document.state is State.REVOKED else ""


def _void(number: VoidNumber) -> OutgoingEntry:
    return OutgoingEntry(
        number=rules.full_number(rules.number_text(number.number), number.series.symbol),
        dated="",
        subject="",
        signer="",
        recipients="",
        note=f"Hủy số: {number.reason}",
    )


def _incoming(arrived: Incoming) -> IncomingEntry:
    return IncomingEntry(
        arrived=dates.day(arrived.incoming_on) if arrived.incoming_on else "",
        arrival_number=arrived.incoming_number or "",
        author=arrived.sender,
        number=arrived.number,
        dated=dates.day(arrived.dated) if arrived.dated else "",
        subject=f"{rules.kind_name(arrived.kind)} {arrived.subject}",
    )
