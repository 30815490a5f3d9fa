"""The year's registrations and the warnings that the officer answered."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ocop.core.db import Base
from ocop.products.models import Product
from ocop.registrations.rules.year import Kind, State
from ocop.tenancy import Owned, owned_key, owned_unique


class Registration(Owned, Base):
    """One product registered for one cycle: new, upgrade or re-assessment, with the stars and quarter expected."""

    __tablename__ = "registrations"
    __table_args__ = (
        owned_unique(),
        owned_key("product_id", "products"),
        UniqueConstraint("tenant_id", "cycle_id", "product_id", "kind"),
        CheckConstraint("expected_stars between 3 and 5", name="expected_stars"),
        CheckConstraint("quarter between 1 and 4", name="quarter"),
        Index("ix_registrations_tenant_id_cycle_id_state", "tenant_id", "cycle_id", "state"),
    )

    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycles.id"))
    product_id: Mapped[int]
    kind: Mapped[Kind]
    state: Mapped[State]
    expected_stars: Mapped[int | None]
    quarter: Mapped[int | None]
    support_needed: Mapped[str | None]
    note: Mapped[str | None]
    decision_reason: Mapped[str | None]
    source: Mapped[str | None]
    created_by: Mapped[str]
    created_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}

    product: Mapped[Product] = relationship(
        lazy="raise", primaryjoin="foreign(Registration.product_id) == Product.id", viewonly=True
    )
    warnings: Mapped[list["RegistrationWarning"]] = relationship(
        lazy="raise",
        viewonly=True,
        primaryjoin="Registration.id == foreign(RegistrationWarning.registration_id)",
        order_by="RegistrationWarning.id",
    )


class RegistrationWarning(Owned, Base):
    """Something to look at before a registration is submitted; the officer's answer stays with it."""

    __tablename__ = "registration_warnings"
    __table_args__ = (
        owned_unique(),
        owned_key("registration_id", "registrations", ondelete="CASCADE"),
        UniqueConstraint("registration_id", "code"),
    )

    registration_id: Mapped[int]
    code: Mapped[str]
    sentence: Mapped[str]
    answer: Mapped[str | None]
    answered_by: Mapped[str | None]
    answered_at: Mapped[datetime | None]
