"""Looking documents up: those that go out, those that come in, the registers, and what the public page shows."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, SQLColumnExpression, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from ocop.accounts.models import User
from ocop.attachments.models import Attachment
from ocop.attachments.rules import Purpose
from ocop.audit.models import AuditEntry
from ocop.core.db import db
from ocop.core.errors import DomainError, NotYours, WrongState
from ocop.core.text.normal import fold
from ocop.documents import rules
from ocop.documents.models import (
    Document,
    DocumentText,
    Incoming,
    NumberSeries,
    SealPicture,
    SignaturePicture,
    Stamp,
    Verification,
    VoidNumber,
)
from ocop.documents.rules import State
from ocop.tenancy import IssuingBody, Unit, Workspace
from ocop.ui.listing import ListQuery, Page

STATE, KIND, YEAR = "tinh-trang", "loai", "nam"
WAITING, ENTERED = "chua-so-den", "co-so-den"
OUTGOING_SORTS: dict[str, tuple[SQLColumnExpression[object], ...]] = {
    "so": (Document.year, func.length(Document.number), Document.number),
    "ngay": (Document.dated,),
    "trich-yeu": (Document.folded,),
    "lap": (Document.created_at,),
}
INCOMING_SORTS: dict[str, tuple[SQLColumnExpression[object], ...]] = {
    "den": (Incoming.arrived_at,),
    "ngay": (Incoming.dated,),
    "trich-yeu": (Incoming.folded,),
}
MOST_HISTORY = 100
RECEIVING_KINDS = ("ubnd", "department", "sub_department")
"""Bodies that have an incoming register of their own."""

MOST_AWAITING = 200
"""Lines of a list that is worked off; whoever has more begins with the newest."""

MOST_FOUND = 50
"""Documents that came, shown below what was found in the unit's own."""

FOUND_SORTS: dict[str, tuple[SQLColumnExpression[object], ...]] = {"moi": (Document.id,)}

MOST_SCANS = 200
"""Files of one upload."""

NO_SCANS = _l("Vui lòng chọn tệp quét ở trang “Bản ký đưa về”.")
NO_SCAN = _l("Tệp này không phải tệp quét đang chờ đối chiếu.")
NOT_A_DRAFT = _l("Văn bản đã chốt nên không sửa được. Vui lòng bỏ chốt, nêu lý do, rồi sửa dự thảo.")
WORKED_ELSEWHERE = _l("Văn bản này gắn với một hồ sơ; vui lòng thực hiện bước này trên trang của hồ sơ đó.")


class TooManyQuestions(DomainError):
    """More questions from one address than a person asks."""

    status = 429
    sentence = _l("Địa chỉ này đã tra cứu quá nhiều lần. Vui lòng chờ vài phút rồi tra cứu lại.")


def document(document_id: int) -> Document:
    """The document with its body, files and sendings; raises `NotYours`."""
    found = db.session.scalar(
        select(Document)
        .where(Document.id == document_id)
        .options(
            joinedload(Document.body),
            joinedload(Document.signature_file),
            joinedload(Document.numbered_file),
            joinedload(Document.signed_copy),
            selectinload(Document.dispatches),
        )
    )
    if found is None:
        raise NotYours
    return found


def letter(document_id: int) -> Document:
    """A document that is worked on in this room; raises `NotYours`, or `WrongState` when its record has a page of its own."""
    found = document(document_id)
    if found.form in rules.SUBJECT_PAGES:
        raise WrongState(WORKED_ELSEWHERE)
    return found


def draft_letter(document_id: int) -> Document:
    """A letter that may still be edited; raises `NotYours`, `WrongState` from freezing on."""
    found = letter(document_id)
    if found.state is not State.DRAFT:
        raise WrongState(NOT_A_DRAFT)
    return found


def issued_document(document_id: int) -> Document:
    """A document that has left the desk, for the province to read; raises `NotYours` for drafts and frozen ones."""
    found = document(document_id)
    if found.state in {State.DRAFT, State.FROZEN}:
        raise NotYours
    return found


def replacement(of: Document) -> Document | None:
    """The document that took the place of this one."""
    return db.session.scalar(select(Document).where(Document.replaces_id == of.id))


def replaced(by: Document) -> Document | None:
    """The document whose place this one took."""
    return db.session.get(Document, by.replaces_id) if by.replaces_id else None


def history(of: Document) -> Sequence[AuditEntry]:
    """What was done with the document, the latest first; who only looked at it is left to the unit's whole trail."""
    return db.session.scalars(
        select(AuditEntry)
        .where(AuditEntry.thing == Document.__tablename__, AuditEntry.thing_id == of.id, AuditEntry.act != "print")
        .order_by(AuditEntry.sequence.desc())
        .limit(MOST_HISTORY)
    ).all()


def signature_picture(user_id: int) -> SignaturePicture | None:
    """How this person's signature looks."""
    return db.session.scalar(
        select(SignaturePicture)
        .where(SignaturePicture.user_id == user_id)
        .options(joinedload(SignaturePicture.attachment), joinedload(SignaturePicture.user))
    )


def signature_picture_of(name: str) -> SignaturePicture | None:
    """How the signature looks of the person of this unit whose name a signature block prints."""
    return db.session.scalars(
        select(SignaturePicture)
        .join(User, User.id == SignaturePicture.user_id)
        .where(User.folded == fold(name))
        .options(joinedload(SignaturePicture.attachment), joinedload(SignaturePicture.user))
        .limit(1)
    ).first()


def seal_pictures() -> Sequence[SealPicture]:
    """How the seals of the unit's bodies look."""
    return db.session.scalars(
        select(SealPicture)
        .options(joinedload(SealPicture.attachment), joinedload(SealPicture.body))
        .order_by(SealPicture.body_id)
    ).all()


def seal_picture(seal_id: int) -> SealPicture:
    """One of them; raises `NotYours`."""
    found = next((one for one in seal_pictures() if one.id == seal_id), None)
    if found is None:
        raise NotYours
    return found


def seal_picture_of(body_id: int) -> SealPicture | None:
    """How the seal of a body looks."""
    return next((one for one in seal_pictures() if one.body_id == body_id), None)


def outgoing(query: ListQuery) -> Page[Document]:
    """One page of the documents that this unit makes."""
    found = _outgoing(query)
    order = [_directed(column, query.descending) for column in OUTGOING_SORTS[query.sort]]
    rows = db.session.scalars(
        select(Document)
        .where(*found)
        .options(joinedload(Document.body))
        .order_by(*order, Document.id.desc())
        .limit(query.per_page)
        .offset(query.offset)
    ).all()
    return Page(rows, db.session.scalar(select(func.count(Document.id)).where(*found)) or 0, query)


def incoming(query: ListQuery) -> Page[Incoming]:
    """One page of the documents that came."""
    found = _incoming(query)
    order = [_directed(column, query.descending) for column in INCOMING_SORTS[query.sort]]
    rows = db.session.scalars(
        select(Incoming).where(*found).order_by(*order, Incoming.id.desc()).limit(query.per_page).offset(query.offset)
    ).all()
    return Page(rows, db.session.scalar(select(func.count(Incoming.id)).where(*found)) or 0, query)


def arrived(incoming_id: int) -> Incoming:
    """A document that came, with its file; raises `NotYours`."""
    found = db.session.scalar(
        select(Incoming).where(Incoming.id == incoming_id).options(joinedload(Incoming.attachment))
    )
    if found is None:
        raise NotYours
    return found


def waiting_for_a_number() -> int:
    """How many documents came and have no số đến yet."""
    return db.session.scalar(select(func.count(Incoming.id)).where(Incoming.incoming_number.is_(None))) or 0


def outgoing_register(year: int, body_id: int | None) -> tuple[Sequence[Document], Sequence[VoidNumber]]:
    """What stands in the outgoing register of a year: numbered documents and numbers given up, of one issuer or of all."""
    of_body = [] if body_id is None else [Document.body_id == body_id]
    documents = db.session.scalars(
        select(Document)
        .where(Document.year == year, *of_body)
        .options(selectinload(Document.dispatches))
        .order_by(Document.body_id, Document.symbol, func.length(Document.number), Document.number)
    ).all()
    of_series = [] if body_id is None else [NumberSeries.body_id == body_id]
    voids = db.session.scalars(
        select(VoidNumber)
        .join(NumberSeries, NumberSeries.id == VoidNumber.series_id)
        .where(NumberSeries.year == year, *of_series)
        .options(joinedload(VoidNumber.series))
    ).all()
    return documents, voids


def incoming_register(year: int) -> Sequence[Incoming]:
    """What was entered into the incoming register in a year, in the order of its numbers."""
    return db.session.scalars(
        select(Incoming)
        .where(Incoming.incoming_on.between(date(year, 1, 1), date(year, 12, 31)))
        .order_by(Incoming.incoming_on, func.length(Incoming.incoming_number), Incoming.incoming_number)
    ).all()


def possible_receivers(own: Workspace, on: date) -> Sequence[IssuingBody]:
    """The bodies that have a box here: above, beside and below the unit, in the Vietnamese order of their units."""
    above = own.parent_id if own.parent_id is not None else own.id
    return db.session.scalars(
        select(IssuingBody)
        .join(Unit, Unit.id == IssuingBody.unit_id)
        .where(
            or_(Unit.id == above, Unit.parent_id == above, Unit.parent_id == own.id),
            Unit.id != own.id,
            Unit.slug.is_not(None),
            IssuingBody.kind.in_(RECEIVING_KINDS),
            IssuingBody.valid_from <= on,
            or_(IssuingBody.valid_to.is_(None), IssuingBody.valid_to >= on),
        )
        .order_by(Unit.parent_id.is_not(None), Unit.sort_key, IssuingBody.kind != "ubnd", IssuingBody.id)
    ).all()


def documents_by_token(tokens: Collection[str]) -> Sequence[Document]:
    """Those of this unit's documents that codes on paper name; another unit's are not among them."""
    return _for_scans(Document.token.in_(tokens))


def documents_by_id(ids: Collection[int]) -> Sequence[Document]:
    """Those of this unit's documents that a person named for pages without a readable code."""
    return _for_scans(Document.id.in_(ids))


def awaiting_signed_copy() -> Sequence[Document]:
    """Issued documents without a signed copy, the newest first."""
    return db.session.scalars(
        select(Document)
        .where(Document.state == State.ISSUED, Document.signed_copy_id.is_(None))
        .order_by(Document.issued_at.desc(), Document.id.desc())
        .limit(MOST_AWAITING)
    ).all()


def scans(ids: Sequence[int]) -> list[Attachment]:
    """The files of one upload in their order.

    Raises `DomainError` when none is named, `NotYours` when one is not there or was set aside, `WrongState` for other files.
    """
    if not ids:
        raise DomainError(NO_SCANS)
    if len(ids) > MOST_SCANS:
        raise NotYours
    found = {
        one.id: one
        for one in db.session.scalars(select(Attachment).where(Attachment.id.in_(ids), Attachment.revoked_at.is_(None)))
    }
    if set(found) != set(ids):
        raise NotYours
    if any(one.purpose != Purpose.SCAN for one in found.values()):
        raise WrongState(NO_SCAN)
    return list({one: found[one] for one in ids}.values())


def open_scans() -> Sequence[Attachment]:
    """Uploaded scans that nobody has set aside, the newest first."""
    return db.session.scalars(
        select(Attachment)
        .where(Attachment.purpose == Purpose.SCAN, Attachment.revoked_at.is_(None))
        .order_by(Attachment.id.desc())
        .limit(MOST_AWAITING)
    ).all()


def _for_scans(condition: ColumnElement[bool]) -> Sequence[Document]:
    return db.session.scalars(
        select(Document)
        .where(condition)
        .options(
            joinedload(Document.signature_file), joinedload(Document.signed_copy), selectinload(Document.dispatches)
        )
        .order_by(Document.id)
    ).all()


def stamp(token: str) -> Stamp | None:
    """What anybody may know of the document with this token."""
    return db.session.scalar(select(Stamp).where(Stamp.token == token))


def stamps_with_hash(sha256: str) -> Sequence[Stamp]:
    """The documents one of whose printed versions has exactly these bytes."""
    return db.session.scalars(
        select(Stamp).where(or_(Stamp.signature_sha256 == sha256, Stamp.numbered_sha256 == sha256))
    ).all()


def refuse_flood(address: str, now: datetime, *, limit: int | None = None) -> None:
    """Raise `TooManyQuestions` when somebody at this address has asked a public page too often lately.

    `limit` questions within the window, `rules.FLOOD_LIMIT` unless the page allows another number.
    """
    asked = db.session.scalar(
        select(func.count(Verification.id)).where(
            Verification.address == address, Verification.at >= now - rules.FLOOD_WINDOW
        )
    )
    if (asked or 0) >= (rules.FLOOD_LIMIT if limit is None else limit):
        raise TooManyQuestions


@dataclass(frozen=True)
class Hit:
    """A document whose text holds what was looked for, and where."""

    document: Document
    snippet: rules.Snippet | None


def found_in_texts(query: ListQuery) -> Page[Hit]:
    """One page of the unit's documents that say what is looked for, the newest first; none for an empty search."""
    wanted = rules.looked_for(query.text)
    if not wanted:
        return Page([], 0, query)
    keys = db.session.scalars(
        select(DocumentText.document_id).where(*_said(wanted)).order_by(DocumentText.document_id.desc())
    ).all()
    rows = db.session.execute(
        select(Document, DocumentText.text, DocumentText.folded)
        .join(DocumentText, DocumentText.document_id == Document.id)
        .where(Document.id.in_(keys[query.offset : query.offset + query.per_page]))
        .options(joinedload(Document.body))
        .order_by(Document.id.desc())
    ).all()
    hits = [Hit(document, rules.snippet(text, folded, wanted)) for document, text, folded in rows]
    return Page(hits, len(keys), query)


def _said(wanted: Sequence[str]) -> list[ColumnElement[bool]]:
    """Every word among a document's words; then, for those documents only, the phrases as they stand in the text."""
    words = dict.fromkeys(word for one in wanted for word in one.split())
    phrases = [one for one in wanted if " " in one]
    held = [DocumentText.words.contains(word, autoescape=True) for word in words]
    return held + [DocumentText.folded.contains(one, autoescape=True) for one in phrases]


def found_in_arrivals(query: ListQuery) -> Sequence[Incoming]:
    """The documents that came whose number, sender or abstract holds what is looked for, the newest first."""
    wanted = rules.looked_for(query.text)
    if not wanted:
        return []
    return db.session.scalars(
        select(Incoming)
        .where(*[Incoming.folded.contains(one, autoescape=True) for one in wanted])
        .order_by(Incoming.id.desc())
        .limit(MOST_FOUND)
    ).all()


def _outgoing(query: ListQuery) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if query.folded:
        found.append(
            or_(Document.folded.contains(query.folded, autoescape=True), Document.number == query.folded.zfill(2))
        )
    if query.filters.get(STATE) in set(State):
        found.append(Document.state == State(query.filters[STATE]))
    if query.filters.get(KIND) in rules.KINDS:
        found.append(Document.kind == query.filters[KIND])
    return found


def _incoming(query: ListQuery) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if query.folded:
        found.append(Incoming.folded.contains(query.folded, autoescape=True))
    wanted = query.filters.get(STATE)
    if wanted == WAITING:
        found.append(Incoming.incoming_number.is_(None))
    if wanted == ENTERED:
        found.append(Incoming.incoming_number.is_not(None))
    return found


def _directed(column: SQLColumnExpression[object], descending: bool) -> ColumnElement[object]:
    """Rows without a value come last whichever way the list runs."""
    return column.desc().nulls_last() if descending else column.asc().nulls_last()
