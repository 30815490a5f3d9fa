"""What happens to a registered product within the year: the steps of the cycle, and the support that it was given."""

from datetime import date

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ocop.core.db import Base
from ocop.tenancy import Owned, owned_key, owned_unique


class CycleStep(Base):
    """One step of the yearly cycle (chu trình OCOP thường niên) of an edition of the rules, with its source and standing.

    `valid_from` is the day from which registrations are filed under the edition.
    """

    __tablename__ = "cycle_steps"
    __table_args__ = (UniqueConstraint("edition", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition: Mapped[str]
    valid_from: Mapped[date]
    position: Mapped[int]
    key: Mapped[str]
    title: Mapped[str]
    source: Mapped[str]
    standing: Mapped[str]


class StepDone(Owned, Base):
    """A step of the cycle that a registration went through: on which day, who carried it out."""

    __tablename__ = "steps_done"
    __table_args__ = (
        owned_unique(),
        owned_key("registration_id", "registrations", ondelete="CASCADE"),
        UniqueConstraint("tenant_id", "registration_id", "step_id"),
    )

    registration_id: Mapped[int]
    step_id: Mapped[int] = mapped_column(ForeignKey("cycle_steps.id"))
    done_on: Mapped[date]
    done_by: Mapped[str]
    note: Mapped[str | None]


class SupportKind(Base):
    """What a product may be helped with (công bố chất lượng, kiểm nghiệm, bao bì …), with its source."""

    __tablename__ = "support_kinds"
    __table_args__ = (UniqueConstraint("key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int]
    key: Mapped[str]
    name: Mapped[str]
    source: Mapped[str]


class Support(Owned, Base):
    """One piece of help for a registered product, planned or given. `amount` in đồng, None when nobody noted it."""

    __tablename__ = "supports"
    __table_args__ = (
        owned_unique(),
        owned_key("registration_id", "registrations", ondelete="CASCADE"),
        CheckConstraint("amount >= 0", name="not_negative"),
        Index("ix_supports_tenant_id_registration_id", "tenant_id", "registration_id"),
    )

    registration_id: Mapped[int]
    kind_id: Mapped[int] = mapped_column(ForeignKey("support_kinds.id"))
    dated: Mapped[date | None]
    what: Mapped[str | None]
    money_source: Mapped[str | None]
    amount: Mapped[int | None] = mapped_column(BigInteger)
    done: Mapped[bool] = mapped_column(default=False)
    noted_by: Mapped[str]

    kind: Mapped[SupportKind] = relationship(lazy="raise")
