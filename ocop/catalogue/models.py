"""The public catalogue: what everybody may know of a recognised product, and nothing else."""

from datetime import date

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ocop.catalogue.rules import ends
from ocop.core.db import Base
from ocop.core.text.dates import PartialDate
from ocop.producers.rules import LEGAL_FORM_NAMES, LegalForm
from ocop.products.models import ProductSet
from ocop.tenancy import Owned, Unit, owned_key, owned_unique
from ocop.tenancy.units import KIND_NAMES


class CatalogueAddress(Owned, Base):
    """The address that a product has in the public catalogue: given once and kept, so that printed codes stay right."""

    __tablename__ = "catalogue_addresses"
    __table_args__ = (
        owned_unique(),
        owned_key("product_id", "products", ondelete="CASCADE"),
        UniqueConstraint("token"),
        UniqueConstraint("tenant_id", "product_id"),
    )

    product_id: Mapped[int]
    token: Mapped[str]


class CatalogueEntry(Base):
    """A product as everybody may see it: a projection without an owner, kept by the room's hook in the same transaction.

    `stars_proposed` says that five stars are the province's proposal, which the ministry has not recognised yet
    (Decision 148/QĐ-TTg). It is there as long as the product has a recognition with a known end; whether that end
    has passed is decided on reading. `producer` is the registered name. `photo` is a random address of its own.
    `links` are pairs of sales channel and web address, `standards` pairs of a name and the last day in ISO, empty for none.
    Names of units and sets are read where they are kept.
    """

    __tablename__ = "catalogue_entries"
    __table_args__ = (
        UniqueConstraint("token"),
        UniqueConstraint("product_id"),
        UniqueConstraint("photo"),
        Index("ix_catalogue_entries_sort_key", "sort_key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str]
    product_id: Mapped[int]
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    name: Mapped[str]
    folded: Mapped[str]
    sort_key: Mapped[str]
    set_id: Mapped[int | None] = mapped_column(ForeignKey("product_sets.id"))
    stars: Mapped[int]
    stars_proposed: Mapped[bool]
    expires_earliest: Mapped[date]
    expires_latest: Mapped[date]
    decision_number: Mapped[str | None]
    decided_on: Mapped[date | None]
    producer: Mapped[str]
    legal_form: Mapped[LegalForm | None]
    commune_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    traceability_url: Mapped[str | None]
    photo: Mapped[str | None]
    photo_sha256: Mapped[str | None]
    thumbnail_sha256: Mapped[str | None]
    photo_alt: Mapped[str | None]
    photo_width: Mapped[int | None]
    photo_height: Mapped[int | None]
    links: Mapped[list[list[str]]] = mapped_column(JSON)
    standards: Mapped[list[list[str]]] = mapped_column(JSON)

    unit: Mapped[Unit] = relationship(lazy="raise", foreign_keys=[unit_id], viewonly=True)
    commune: Mapped[Unit | None] = relationship(lazy="raise", foreign_keys=[commune_id], viewonly=True)
    product_set: Mapped[ProductSet | None] = relationship(lazy="raise", viewonly=True)

    @property
    def place(self) -> str:
        """ "phường Mũi Né, thành phố Phan Thiết"; unit, commune and what it lies in must have been loaded."""
        around = self.commune.parent if self.commune else None
        if around is None or around.successor_id is not None or around.id == self.unit.parent_id:
            around = self.unit
        return ", ".join(f"{KIND_NAMES[one.kind]} {one.name}" for one in (self.commune, around) if one is not None)

    @property
    def legal_form_name(self) -> str:
        """ "Hợp tác xã"; empty when it is unknown."""
        return LEGAL_FORM_NAMES[self.legal_form] if self.legal_form else ""

    @property
    def ends(self) -> PartialDate | None:
        """The end with its precision; None where it lies between two other days."""
        return ends(self.expires_earliest, self.expires_latest)

    def in_force_on(self, day: date) -> bool:
        """Whether its earliest possible end has not passed; the last day still belongs to it (`queries.in_force` in SQL)."""
        return self.expires_earliest >= day

    def standards_on(self, day: date) -> list[str]:
        """The names of the standards whose certificates are good on a day."""
        return [name for name, until in self.standards if not until or date.fromisoformat(until) >= day]
