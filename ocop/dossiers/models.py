"""What a dossier must hold (law, un-owned), the evidence that a producer has, and the dossiers that draw on it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ocop.attachments.models import Attachment
from ocop.core.db import Base
from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.registrations.models import Registration
from ocop.tenancy import Owned, owned_key, owned_unique


class Requirement(Base):
    """One thing that the law wants in a dossier, in one edition of the rule and from one day to another.

    `key` names the kind of proof through all editions, so that evidence outlives them. `sets`, `kinds` and `legal_forms` say
    for whom (empty: for all). `mandatory_from` is the number of stars from which it must be there: 0 always, None never.
    `paper` is what the system prints for it; with `signed` only a signed copy counts. `handed_over` is a thing, not a file.
    """

    __tablename__ = "requirements"
    __table_args__ = (UniqueConstraint("code"), Index("ix_requirements_key", "key"))

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str]
    key: Mapped[str]
    edition: Mapped[str]
    position: Mapped[int]
    criterion: Mapped[str]
    title: Mapped[str]
    proves: Mapped[str]
    sets: Mapped[str]
    kinds: Mapped[str]
    legal_forms: Mapped[str]
    mandatory_from: Mapped[int | None]
    paper: Mapped[str]
    signed: Mapped[bool] = mapped_column(default=False)
    handed_over: Mapped[bool] = mapped_column(default=False)
    of_one_product: Mapped[bool] = mapped_column(default=False)
    warning_days: Mapped[int]
    warning_source: Mapped[str]
    source: Mapped[str]
    standing: Mapped[str]
    effective_from: Mapped[date]
    effective_to: Mapped[date | None]
    note: Mapped[str]


class Evidence(Owned, Base):
    """One file that proves something about a producer, or about one of its products; without `valid_until` it has no end.

    What is replaced or withdrawn stays as history: `replaced_by_id` leads to the newer one, and the file of a withdrawn one
    is found no more.
    """

    __tablename__ = "evidence"
    __table_args__ = (
        owned_unique(),
        owned_key("producer_id", "producers"),
        owned_key("product_id", "products"),
        owned_key("attachment_id", "attachments"),
        owned_key("replaced_by_id", "evidence"),
        Index("ix_evidence_tenant_id_producer_id_key", "tenant_id", "producer_id", "key"),
        Index("ix_evidence_tenant_id_sort_key", "tenant_id", "sort_key"),
        Index("ix_evidence_tenant_id_valid_until", "tenant_id", "valid_until"),
    )

    producer_id: Mapped[int]
    product_id: Mapped[int | None]
    key: Mapped[str]
    title: Mapped[str]
    folded: Mapped[str]
    sort_key: Mapped[str]
    number: Mapped[str | None]
    issuer: Mapped[str | None]
    issued_on: Mapped[date | None]
    valid_until: Mapped[date | None]
    note: Mapped[str | None]
    attachment_id: Mapped[int]
    replaced_by_id: Mapped[int | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_why: Mapped[str | None]
    added_by: Mapped[str]
    added_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}

    producer: Mapped[Producer] = relationship(
        lazy="raise", primaryjoin="foreign(Evidence.producer_id) == Producer.id", viewonly=True
    )
    product: Mapped[Product | None] = relationship(
        lazy="raise", primaryjoin="foreign(Evidence.product_id) == Product.id", viewonly=True
    )
    attachment: Mapped[Attachment] = relationship(
        lazy="raise", primaryjoin="foreign(Evidence.attachment_id) == Attachment.id", viewonly=True
    )

    @property
    def current(self) -> bool:
        """Whether it stands: neither replaced nor withdrawn."""
        return self.replaced_by_id is None and self.withdrawn_at is None


class Dossier(Owned, Base):
    """The dossier of one registration; `as_of` is the day by which the edition of the rule was chosen.

    `bound_id` is the last whole PDF, `bound_at` when it was made.
    """

    __tablename__ = "dossiers"
    __table_args__ = (
        owned_unique(),
        owned_key("registration_id", "registrations"),
        owned_key("bound_id", "attachments"),
        UniqueConstraint("tenant_id", "registration_id"),
    )

    registration_id: Mapped[int]
    as_of: Mapped[date]
    made_by: Mapped[str]
    made_at: Mapped[datetime]
    bound_id: Mapped[int | None]
    bound_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}

    registration: Mapped[Registration] = relationship(
        lazy="raise", primaryjoin="foreign(Dossier.registration_id) == Registration.id", viewonly=True
    )
    bound: Mapped[Attachment | None] = relationship(
        lazy="raise", primaryjoin="foreign(Dossier.bound_id) == Attachment.id", viewonly=True
    )
    lines: Mapped[list["DossierLine"]] = relationship(
        lazy="raise",
        viewonly=True,
        primaryjoin="Dossier.id == foreign(DossierLine.dossier_id)",
        order_by="DossierLine.position",
    )


class DossierLine(Owned, Base):
    """One requirement as one dossier meets it: by evidence, by handing a thing over, or not at all with a reason."""

    __tablename__ = "dossier_lines"
    __table_args__ = (
        owned_unique(),
        owned_key("dossier_id", "dossiers", ondelete="CASCADE"),
        UniqueConstraint("dossier_id", "requirement_id"),
        CheckConstraint("position >= 0", name="position"),
    )

    dossier_id: Mapped[int]
    requirement_id: Mapped[int] = mapped_column(ForeignKey("requirements.id"))
    position: Mapped[int]
    not_applicable_why: Mapped[str | None]
    handed_over_on: Mapped[date | None]

    requirement: Mapped[Requirement] = relationship(lazy="raise")
    proofs: Mapped[list["DossierProof"]] = relationship(
        lazy="raise",
        viewonly=True,
        primaryjoin="DossierLine.id == foreign(DossierProof.line_id)",
        order_by="DossierProof.id",
    )


class DossierProof(Owned, Base):
    """A piece of evidence in its place in a dossier; the same evidence may stand in many."""

    __tablename__ = "dossier_proofs"
    __table_args__ = (
        owned_unique(),
        owned_key("line_id", "dossier_lines", ondelete="CASCADE"),
        owned_key("evidence_id", "evidence"),
        UniqueConstraint("line_id", "evidence_id"),
        Index("ix_dossier_proofs_tenant_id_evidence_id", "tenant_id", "evidence_id"),
    )

    line_id: Mapped[int]
    evidence_id: Mapped[int]

    evidence: Mapped[Evidence] = relationship(
        lazy="raise", primaryjoin="foreign(DossierProof.evidence_id) == Evidence.id", viewonly=True
    )
