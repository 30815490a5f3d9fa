"""Producers (chủ thể OCOP)."""

from datetime import date

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ocop.core.db import Base
from ocop.producers.rules import LEGAL_FORM_NAMES, LegalForm
from ocop.tenancy import Owned, Unit, owned_key, owned_unique
from ocop.tenancy.units import KIND_NAMES


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

    @property
    def commune_name(self) -> str:
        """ "phường Mũi Né"; empty when it is unknown. The commune must have been loaded."""
        return f"{KIND_NAMES[self.commune.kind]} {self.commune.name}" if self.commune else ""

    @property
    def legal_form_name(self) -> str:
        """ "Hợp tác xã"; empty when it is unknown."""
        return LEGAL_FORM_NAMES[self.legal_form] if self.legal_form else ""


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
    version: Mapped[int] = mapped_column(default=1)
