"""Producers (chủ thể OCOP)."""

from datetime import date

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ocop.core.db import Base
from ocop.producers.rules import LegalForm
from ocop.tenancy import Owned, Unit, owned_key, owned_unique


class Producer(Owned, Base):
    """Who makes a product. `registered_name` is the name on the business registration; a differing `name` needs a reason."""

    __tablename__ = "producers"
    __table_args__ = (
        owned_unique(),
        owned_key("merged_into_id", "producers"),
        Index("ix_producers_tenant_id_sort_key", "tenant_id", "sort_key"),
        Index("ix_producers_tenant_id_tax_code", "tenant_id", "tax_code"),
    )

    name: Mapped[str]
    folded: Mapped[str]
    sort_key: Mapped[str]
    legal_form: Mapped[LegalForm | None]
    registered_name: Mapped[str | None]
    name_difference_reason: Mapped[str | None]
    registration_number: Mapped[str | None]
    registration_date: Mapped[date | None]
    registration_place: Mapped[str | None]
    business_lines: Mapped[str | None]
    tax_code: Mapped[str | None]
    representative: Mapped[str | None]
    representative_sex: Mapped[str | None]
    phone: Mapped[str | None]
    email: Mapped[str | None]
    commune_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    address: Mapped[str | None]
    labour_total: Mapped[int | None]
    labour_local: Mapped[int | None]
    labour_women: Mapped[int | None]
    value_chain: Mapped[str | None]
    public_consent: Mapped[bool] = mapped_column(default=False)
    merged_into_id: Mapped[int | None]
    source: Mapped[str | None]
    note: Mapped[str | None]
    version: Mapped[int] = mapped_column(default=1)

    commune: Mapped[Unit | None] = relationship(lazy="raise", foreign_keys=[commune_id])


class ProducerSensitive(Owned, Base):
    """What the forms ask and the law protects (Decree 13/2023): read under its own permission, every read in the trail."""

    __tablename__ = "producer_sensitive"
    __table_args__ = (
        owned_unique(),
        owned_key("producer_id", "producers", ondelete="CASCADE"),
        UniqueConstraint("tenant_id", "producer_id"),
    )

    producer_id: Mapped[int]
    representative_ethnicity: Mapped[str | None]
    labour_minority: Mapped[int | None]
    labour_disabled: Mapped[int | None]
