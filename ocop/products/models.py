"""Products (sản phẩm), the product sets, and the names that the near-duplicate check reads."""

from datetime import date
from decimal import Decimal

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ocop.attachments.models import Attachment
from ocop.core.db import Base
from ocop.producers.models import Producer
from ocop.producers.rules import LegalForm
from ocop.products.rules import STANDARD_NAMES, SalesChannel, StandardKind, Trademark
from ocop.tenancy import Owned, owned_key, owned_unique

SHARE_PLACES, QUANTITY_PLACES = 2, 3
"""Decimals that are kept of a share in percent and of an output."""


class ProductSet(Base):
    """One of the product sets (bộ sản phẩm) of the rubric, with the ministry in charge (Decision 148/QĐ-TTg, Annex I)."""

    __tablename__ = "product_sets"
    __table_args__ = (UniqueConstraint("number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
    group_path: Mapped[str]
    name: Mapped[str]
    ministry: Mapped[str]


class SetLegalForm(Base):
    """A legal form that may take part, with every product set or with one only; `citation` is the rule that says so."""

    __tablename__ = "set_legal_forms"
    __table_args__ = (UniqueConstraint("set_id", "legal_form"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    set_id: Mapped[int | None] = mapped_column(ForeignKey("product_sets.id"))
    legal_form: Mapped[LegalForm]
    citation: Mapped[str]


class CodePattern(Base):
    """How product codes are built under one edition of the rule: parts of so many digits, written `2-3-5-2..3-4`."""

    __tablename__ = "code_patterns"
    __table_args__ = (UniqueConstraint("edition"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition: Mapped[str]
    parts: Mapped[str]
    reading: Mapped[str]
    example: Mapped[str]
    valid_from: Mapped[date]
    citation: Mapped[str]


class TraceabilityHost(Base):
    """A site known to tell where products come from (cổng truy xuất nguồn gốc); other sites are not refused."""

    __tablename__ = "traceability_hosts"
    __table_args__ = (UniqueConstraint("host"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    host: Mapped[str]
    name: Mapped[str]
    source: Mapped[str]


class Product(Owned, Base):
    """A product of one producer. `local_share` is the share of local materials in percent; `standards` is what a source
    says of its standards, the ones that somebody has seen proof of are `ProductStandard`.

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
    production: Mapped[str | None]
    story: Mapped[str | None]
    materials: Mapped[str | None]
    local_share: Mapped[Decimal | None] = mapped_column(Numeric(5, SHARE_PLACES))
    fresh_or_raw: Mapped[bool] = mapped_column(default=False)
    has_stamp: Mapped[bool | None]
    has_label: Mapped[bool | None]
    traceability_url: Mapped[str | None]
    barcode: Mapped[str | None]
    standards: Mapped[str | None]
    declaration_number: Mapped[str | None]
    declaration_date: Mapped[date | None]
    trademark: Mapped[Trademark | None]
    trademark_number: Mapped[str | None]
    stars: Mapped[int | None]
    stars_until: Mapped[date | None]
    source: Mapped[str | None]
    note: Mapped[str | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}

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


class ProductOutput(Owned, Base):
    """What a product cost and how much of it was made in one year. Prices are đồng a `price_unit`."""

    __tablename__ = "product_outputs"
    __table_args__ = (
        owned_unique(),
        owned_key("product_id", "products", ondelete="CASCADE"),
        UniqueConstraint("tenant_id", "product_id", "year"),
        CheckConstraint("price >= 0", name="price_not_negative"),
        CheckConstraint("quantity >= 0", name="quantity_not_negative"),
    )

    product_id: Mapped[int]
    year: Mapped[int]
    price: Mapped[int | None] = mapped_column(BigInteger)
    price_unit: Mapped[str | None]
    quantity: Mapped[Decimal | None] = mapped_column(Numeric(15, QUANTITY_PLACES))
    quantity_unit: Mapped[str | None]


class ProductStandard(Owned, Base):
    """A standard that a product holds by a certificate; `name` says what an `OTHER` one is."""

    __tablename__ = "product_standards"
    __table_args__ = (
        owned_unique(),
        owned_key("product_id", "products", ondelete="CASCADE"),
        CheckConstraint("valid_until >= valid_from", name="ends_after_begin"),
        Index("ix_product_standards_tenant_id_product_id", "tenant_id", "product_id"),
    )

    product_id: Mapped[int]
    kind: Mapped[StandardKind]
    name: Mapped[str | None]
    number: Mapped[str | None]
    issuer: Mapped[str | None]
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}

    @property
    def label(self) -> str:
        """ "HACCP", or the name of another standard."""
        return self.name or STANDARD_NAMES[self.kind]


class ProductLink(Owned, Base):
    """Where a product is sold on the web."""

    __tablename__ = "product_links"
    __table_args__ = (
        owned_unique(),
        owned_key("product_id", "products", ondelete="CASCADE"),
        UniqueConstraint("tenant_id", "product_id", "url"),
    )

    product_id: Mapped[int]
    channel: Mapped[SalesChannel]
    url: Mapped[str]


class ProductPhoto(Owned, Base):
    """A photo of a product. The one at `position` 1 is the main one; `alt` says in words what it shows.

    `thumbnail` is the same photo, small. Both are addressed by the token of their file.
    """

    __tablename__ = "product_photos"
    __table_args__ = (
        owned_unique(),
        owned_key("product_id", "products", ondelete="CASCADE"),
        owned_key("attachment_id", "attachments"),
        owned_key("thumbnail_id", "attachments"),
        Index("ix_product_photos_tenant_id_product_id_position", "tenant_id", "product_id", "position"),
    )

    product_id: Mapped[int]
    attachment_id: Mapped[int]
    thumbnail_id: Mapped[int]
    position: Mapped[int]
    alt: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}

    attachment: Mapped[Attachment] = relationship(
        lazy="raise", primaryjoin="foreign(ProductPhoto.attachment_id) == Attachment.id", viewonly=True
    )
    thumbnail: Mapped[Attachment] = relationship(
        lazy="raise", primaryjoin="foreign(ProductPhoto.thumbnail_id) == Attachment.id", viewonly=True
    )

    @property
    def token(self) -> str:
        """The address of the photo's file, which must have been loaded."""
        return self.attachment.token


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
