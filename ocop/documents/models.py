"""Issued documents and their life: frozen, numbered, signed copy, sent, received; the stamp that the public page shows."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ocop.accounts.models import User
from ocop.attachments.models import Attachment
from ocop.core.db import Base
from ocop.documents.rules import Channel, Standing, State
from ocop.tenancy import IssuingBody, Owned, Unit, owned_key, owned_unique


class Document(Owned, Base):
    """One official document. From `frozen` on its content, its bytes and their hashes never change.

    `number` is the number alone ("87", "07"), `symbol` what follows it ("KH-UBND"); both renditions of the frozen content
    carry the same `token`, each has its own hash. `qr` and `qr_pages` are kept with the content, so that a rendition made
    later prints the same code. `signed_copy_note` says why a copy was taken whose pages do not match.
    """

    __tablename__ = "documents"
    __table_args__ = (
        owned_unique(),
        UniqueConstraint("token"),
        UniqueConstraint("body_id", "symbol", "year", "number"),
        owned_key("signature_file_id", "attachments"),
        owned_key("numbered_file_id", "attachments"),
        owned_key("signed_copy_id", "attachments"),
        owned_key("replaces_id", "documents"),
        Index("ix_documents_tenant_id_state", "tenant_id", "state"),
        Index("ix_documents_tenant_id_dated", "tenant_id", "dated"),
    )

    token: Mapped[str]
    form: Mapped[str]
    kind: Mapped[str]
    body_id: Mapped[int] = mapped_column(ForeignKey("issuing_bodies.id"))
    subject: Mapped[str]
    folded: Mapped[str]
    symbol: Mapped[str]
    state: Mapped[State]
    content: Mapped[str]
    content_sha256: Mapped[str | None]
    frozen_at: Mapped[datetime | None]
    frozen_by: Mapped[str | None]
    qr: Mapped[str | None]
    qr_pages: Mapped[str | None]
    pages: Mapped[int | None]
    signature_file_id: Mapped[int | None]
    numbered_file_id: Mapped[int | None]
    signed_copy_id: Mapped[int | None]
    signed_copy_note: Mapped[str | None]
    year: Mapped[int | None]
    number: Mapped[str | None]
    dated: Mapped[date | None]
    issued_at: Mapped[datetime | None]
    replaces_id: Mapped[int | None]
    revoked_reason: Mapped[str | None]
    created_by: Mapped[str]
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}

    body: Mapped[IssuingBody] = relationship(lazy="raise")
    signature_file: Mapped[Attachment | None] = relationship(
        lazy="raise", viewonly=True, primaryjoin="foreign(Document.signature_file_id) == Attachment.id"
    )
    numbered_file: Mapped[Attachment | None] = relationship(
        lazy="raise", viewonly=True, primaryjoin="foreign(Document.numbered_file_id) == Attachment.id"
    )
    signed_copy: Mapped[Attachment | None] = relationship(
        lazy="raise", viewonly=True, primaryjoin="foreign(Document.signed_copy_id) == Attachment.id"
    )
    dispatches: Mapped[list["Dispatch"]] = relationship(
        lazy="raise", viewonly=True, primaryjoin="Document.id == foreign(Dispatch.document_id)", order_by="Dispatch.id"
    )


class DocumentText(Owned, Base):
    """What a document says, line by line, for the search: as it reads and folded; follows every change of a draft.

    Nothing personal stands here: `papers.wording` says what is left out. `words` are the different folded words, each once:
    a search reads these few, and the long text only of documents that hold every word. They stand before the texts, so that
    SQLite finds them without reading those.
    """

    __tablename__ = "document_texts"
    __table_args__ = (
        owned_unique(),
        owned_key("document_id", "documents"),
        UniqueConstraint("tenant_id", "document_id"),
    )

    document_id: Mapped[int]
    words: Mapped[str]
    text: Mapped[str]
    folded: Mapped[str]


class SignaturePicture(Owned, Base):
    """How a leader's signature looks (Decree 30/2020, Annex I, II.7d): the leader's own, replaced and removed by nobody else."""

    __tablename__ = "signature_pictures"
    __table_args__ = (
        owned_unique(),
        owned_key("attachment_id", "attachments"),
        UniqueConstraint("tenant_id", "user_id"),
    )

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    attachment_id: Mapped[int]

    user: Mapped[User] = relationship(lazy="raise")
    attachment: Mapped[Attachment] = relationship(
        lazy="raise", viewonly=True, primaryjoin="foreign(SignaturePicture.attachment_id) == Attachment.id"
    )


class SealPicture(Owned, Base):
    """How the seal of an issuing body looks (Decree 30/2020, Annex I, II.8a), in the care of the unit's clerk."""

    __tablename__ = "seal_pictures"
    __table_args__ = (
        owned_unique(),
        owned_key("attachment_id", "attachments"),
        UniqueConstraint("tenant_id", "body_id"),
    )

    body_id: Mapped[int] = mapped_column(ForeignKey("issuing_bodies.id"))
    attachment_id: Mapped[int]

    body: Mapped[IssuingBody] = relationship(lazy="raise")
    attachment: Mapped[Attachment] = relationship(
        lazy="raise", viewonly=True, primaryjoin="foreign(SealPicture.attachment_id) == Attachment.id"
    )


class NumberSeries(Owned, Base):
    """An own series: the last number that we allotted for a body, symbol and year; locked while one is taken."""

    __tablename__ = "number_series"
    __table_args__ = (owned_unique(), UniqueConstraint("body_id", "symbol", "year"))

    body_id: Mapped[int] = mapped_column(ForeignKey("issuing_bodies.id"))
    symbol: Mapped[str]
    year: Mapped[int]
    last: Mapped[int]


class VoidNumber(Owned, Base):
    """A number of an own series that was taken and given up; it stays with its reason, so that the series has no gap."""

    __tablename__ = "void_numbers"
    __table_args__ = (owned_unique(), owned_key("series_id", "number_series"), UniqueConstraint("series_id", "number"))

    series_id: Mapped[int]
    number: Mapped[int]
    reason: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[str]

    series: Mapped[NumberSeries] = relationship(
        lazy="raise", viewonly=True, primaryjoin="foreign(VoidNumber.series_id) == NumberSeries.id"
    )


class Dispatch(Owned, Base):
    """One sending of an issued document to one receiver, once; `delivered_at` when it lies in a receiving unit's box."""

    __tablename__ = "dispatches"
    __table_args__ = (
        owned_unique(),
        owned_key("document_id", "documents"),
        UniqueConstraint("document_id", "receiver"),
        Index("ix_dispatches_receiver_unit_id", "receiver_unit_id"),
    )

    document_id: Mapped[int]
    receiver: Mapped[str]
    receiver_unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    channel: Mapped[Channel]
    sent_at: Mapped[datetime]
    sent_on: Mapped[date]
    sent_by: Mapped[str]
    delivered_at: Mapped[datetime | None]
    received_at: Mapped[datetime | None]
    received_by: Mapped[str | None]
    incoming_number: Mapped[str | None]
    incoming_on: Mapped[date | None]


class Incoming(Owned, Base):
    """A document that came to this unit: from another unit through the portal, or entered from paper by the clerk."""

    __tablename__ = "incoming_documents"
    __table_args__ = (
        owned_unique(),
        owned_key("attachment_id", "attachments"),
        UniqueConstraint("tenant_id", "token"),
        CheckConstraint("incoming_number is null or incoming_on is not null", name="numbered_with_date"),
    )

    token: Mapped[str | None]
    sender: Mapped[str]
    sender_unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    number: Mapped[str]
    dated: Mapped[date | None]
    kind: Mapped[str]
    subject: Mapped[str]
    folded: Mapped[str]
    attachment_id: Mapped[int | None]
    arrived_at: Mapped[datetime]
    incoming_number: Mapped[str | None]
    incoming_on: Mapped[date | None]
    read_at: Mapped[datetime | None]

    sender_unit: Mapped[Unit | None] = relationship(lazy="raise", foreign_keys=[sender_unit_id])
    attachment: Mapped[Attachment | None] = relationship(
        lazy="raise", viewonly=True, primaryjoin="foreign(Incoming.attachment_id) == Attachment.id"
    )


class Stamp(Base):
    """What anybody may know of a document by its token: a projection without an owner, kept by the documents' services.

    `version` is the mark of the frozen content that the codes on its pages carry, so that a page of an older print is told
    apart. `unit_id` is the unit in whose trail a verification is noted; the public page does not show it.
    """

    __tablename__ = "stamps"
    __table_args__ = (UniqueConstraint("token"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str]
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    status: Mapped[Standing]
    kind: Mapped[str]
    symbol: Mapped[str]
    number: Mapped[str | None]
    dated: Mapped[date | None]
    issuer: Mapped[str]
    subject: Mapped[str]
    pages: Mapped[int | None]
    version: Mapped[str | None]
    signature_sha256: Mapped[str | None] = mapped_column(index=True)
    numbered_sha256: Mapped[str | None] = mapped_column(index=True)
    replaced_by: Mapped[str | None]
    replaced_by_token: Mapped[str | None]
    changed_at: Mapped[datetime]


class Verification(Base):
    """One question to the public page, counted so that nobody tries addresses by the thousand; kept for an hour."""

    __tablename__ = "verifications"
    __table_args__ = (Index("ix_verifications_address_at", "address", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    address: Mapped[str]
    at: Mapped[datetime]
