"""Products (sản phẩm), the 26 product sets, and the names that the near-duplicate check reads."""

from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ocop.core.db import Base
from ocop.producers.models import Producer
from ocop.tenancy import Owned, owned_key, owned_unique


class ProductSet(Base):
    """One of the product sets (bộ sản phẩm) of the rubric, with the ministry in charge (Decision 148/QĐ-TTg, Annex I)."""

    __tablename__ = "product_sets"
    __table_args__ = (UniqueConstraint("number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
    group_path: Mapped[str]
    name: Mapped[str]
    ministry: Mapped[str]


class Product(Owned, Base):
    """A product of one producer. `local_share` is the share of local materials in percent."""

    __tablename__ = "products"
    __table_args__ = (
        owned_unique(),
        owned_key("producer_id", "producers"),
        CheckConstraint("local_share between 0 and 100", name="local_share"),
        Index("ix_products_tenant_id_sort_key", "tenant_id", "sort_key"),
        Index("ix_products_tenant_id_producer_id", "tenant_id", "producer_id"),
    )

    producer_id: Mapped[int]
    name: Mapped[str]
    folded: Mapped[str]
    sort_key: Mapped[str]
    set_id: Mapped[int | None] = mapped_column(ForeignKey("product_sets.id"))
    set_is_suggested: Mapped[bool] = mapped_column(default=False)
    code: Mapped[str | None]
    description: Mapped[str | None]
    packaging: Mapped[str | None]
    story: Mapped[str | None]
    local_share: Mapped[Decimal | None] = mapped_column(Numeric(5, 2))
    fresh_or_raw: Mapped[bool] = mapped_column(default=False)
    has_stamp: Mapped[bool | None]
    has_label: Mapped[bool | None]
    traceability_url: Mapped[str | None]
    barcode: Mapped[str | None]
    standards: Mapped[str | None]
    source: Mapped[str | None]
    note: Mapped[str | None]
    version: Mapped[int] = mapped_column(default=1)

    producer: Mapped[Producer] = relationship(
        lazy="raise", primaryjoin="foreign(Product.producer_id) == Producer.id", viewonly=True
    )
    product_set: Mapped[ProductSet | None] = relationship(lazy="raise")


class ProductName(Base):
    """Name of a product of any unit, folded: un-owned, so that a near-duplicate elsewhere is found without showing whose it is."""

    __tablename__ = "product_names"
    __table_args__ = (UniqueConstraint("product_id"), Index("ix_product_names_folded", "folded"))

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int]
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    folded: Mapped[str]
