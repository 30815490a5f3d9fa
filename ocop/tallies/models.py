"""Sums per unit and cycle, so that the super-view never scans the records themselves."""

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from ocop.core.db import Base
from ocop.tenancy import Owned, owned_unique


class Tally(Owned, Base):
    """One counted figure of one unit, kept by the service that changes what is counted.

    `cycle_id` names the year it belongs to, None when it belongs to none; the year's own room comes later.
    """

    __tablename__ = "tallies"
    __table_args__ = (
        owned_unique(),
        UniqueConstraint("tenant_id", "cycle_id", "key"),
        Index("ix_tallies_cycle_id_tenant_id_key_value", "cycle_id", "tenant_id", "key", "value"),
    )

    cycle_id: Mapped[int | None]
    key: Mapped[str]
    value: Mapped[int]
