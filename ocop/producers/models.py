"""Producers (chủ thể OCOP)."""

from datetime import date

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ocop.core.db import Base
from ocop.producers.rules import LEGAL_FORM_NAMES, ChainRole, LegalForm
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
    consent_on: Mapped[date | None]
    consent_how: Mapped[str | None]
    consent_noted_by: Mapped[str | None]
    merged_into_id: Mapped[int | None]
    source: Mapped[str | None]
    note: Mapped[str | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}

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

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}


class ProducerRevenue(Owned, Base):
    """Revenue of a producer as a whole in one year, in đồng; that of its products is kept with them."""

    __tablename__ = "producer_revenues"
    __table_args__ = (
        owned_unique(),
        owned_key("producer_id", "producers", ondelete="CASCADE"),
        UniqueConstraint("tenant_id", "producer_id", "year"),
        CheckConstraint("dong >= 0", name="not_negative"),
    )

    producer_id: Mapped[int]
    year: Mapped[int]
    dong: Mapped[int] = mapped_column(BigInteger)


class ChainLink(Owned, Base):
    """Somebody with whom a producer works along the value chain: another producer of the unit, or somebody named in words.

    `since` is the year in which it began.
    """

    __tablename__ = "chain_links"
    __table_args__ = (
        owned_unique(),
        owned_key("producer_id", "producers", ondelete="CASCADE"),
        owned_key("partner_id", "producers"),
        CheckConstraint("(partner_id is null) <> (partner_name is null)", name="one_partner"),
        Index("ix_chain_links_tenant_id_producer_id", "tenant_id", "producer_id"),
    )

    producer_id: Mapped[int]
    partner_id: Mapped[int | None]
    partner_name: Mapped[str | None]
    role: Mapped[ChainRole]
    what: Mapped[str | None]
    since: Mapped[int | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}

    partner: Mapped[Producer | None] = relationship(
        lazy="raise", primaryjoin="foreign(ChainLink.partner_id) == Producer.id", viewonly=True
    )
