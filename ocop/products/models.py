"""Products (sản phẩm), the product sets, and the names that the near-duplicate check reads."""

from datetime import date
from decimal import Decimal

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Numeric, UniqueConstraint
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
    """A product of one producer. `local_share` is the share of local materials in percent.

    `stars` and `stars_until` (the earliest possible end) repeat its standing recognition, kept by the recognition room,
    so that lists of products need not look there.
    """

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
    group_stated: Mapped[str | None]
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
    stars: Mapped[int | None]
    stars_until: Mapped[date | None]
    source: Mapped[str | None]
    note: Mapped[str | None]
    version: Mapped[int] = mapped_column(default=1)

    producer: Mapped[Producer] = relationship(
        lazy="raise", primaryjoin="foreign(Product.producer_id) == Producer.id", viewonly=True
    )
    product_set: Mapped[ProductSet | None] = relationship(lazy="raise")


class ProductRevenue(Owned, Base):
    """Revenue of a product in đồng, of one year or of a year that the source does not name."""

    __tablename__ = "product_revenues"
    __table_args__ = (
        owned_unique(),
        owned_key("product_id", "products"),
        UniqueConstraint("tenant_id", "product_id", "year"),
        CheckConstraint("dong >= 0", name="not_negative"),
    )

    product_id: Mapped[int]
    year: Mapped[int | None]
    dong: Mapped[int] = mapped_column(BigInteger)


class ProductName(Base):
    """Name of a product of any unit, folded: un-owned, so that a near-duplicate elsewhere is found without showing whose it is."""

    __tablename__ = "product_names"
    __table_args__ = (UniqueConstraint("product_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int]
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    folded: Mapped[str]


class ProductNameMark(Base):
    """A pair of telling words of a name, with the number of words that the name has: the index of the near-duplicate check."""

    __tablename__ = "product_name_marks"
    __table_args__ = (Index("ix_product_name_marks_mark_size_name_id", "mark", "size", "name_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name_id: Mapped[int] = mapped_column(ForeignKey("product_names.id", ondelete="CASCADE"), index=True)
    mark: Mapped[str]
    size: Mapped[int]
