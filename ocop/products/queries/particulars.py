"""Looking up what hangs below a product: standards, years, links and photos."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload
from sqlalchemy.sql.base import ExecutableOption

from ocop.attachments.models import Attachment
from ocop.core.db import db
from ocop.core.errors import NotYours
from ocop.products.models import (
    Product,
    ProductLink,
    ProductOutput,
    ProductPhoto,
    ProductRevenue,
    ProductStandard,
)


@dataclass(frozen=True)
class ProductYear:
    """One year of a product as a page shows it; money in đồng."""

    year: int | None
    revenue: int | None
    price: int | None = None
    price_unit: str | None = None
    quantity: Decimal | None = None
    quantity_unit: str | None = None


def standards(product_id: int) -> Sequence[ProductStandard]:
    """The standards that a product holds, those that end first at the top."""
    return db.session.scalars(
        select(ProductStandard)
        .where(ProductStandard.product_id == product_id)
        .order_by(ProductStandard.valid_until.nulls_last(), ProductStandard.id)
    ).all()


def standard(product_id: int, standard_id: int) -> ProductStandard:
    """One of the standards of a product; raises `NotYours`."""
    found = db.session.scalar(
        select(ProductStandard).where(ProductStandard.id == standard_id, ProductStandard.product_id == product_id)
    )
    if found is None:
        raise NotYours
    return found


def revenues(product_id: int) -> Sequence[ProductRevenue]:
    """What a product earned by year, the latest first."""
    return db.session.scalars(
        select(ProductRevenue).where(ProductRevenue.product_id == product_id).order_by(ProductRevenue.year.desc())
    ).all()


def revenue(product_id: int, year: int | None) -> ProductRevenue | None:
    """What a product earned in one year, or in a year that is not known."""
    return db.session.scalar(
        select(ProductRevenue).where(ProductRevenue.product_id == product_id, ProductRevenue.year == year)
    )


def output(product_id: int, year: int) -> ProductOutput | None:
    """Price and output of a product in one year."""
    return db.session.scalar(
        select(ProductOutput).where(ProductOutput.product_id == product_id, ProductOutput.year == year)
    )


def years(product_id: int) -> list[ProductYear]:
    """Revenue, price and output by year, the latest first; what no source dates comes last."""
    earned = {row.year: row.dong for row in revenues(product_id)}
    outputs: dict[int | None, ProductOutput] = {
        row.year: row for row in db.session.scalars(select(ProductOutput).where(ProductOutput.product_id == product_id))
    }
    found = sorted({*earned, *outputs}, key=lambda year: year or 0, reverse=True)
    return [_year(year, earned.get(year), outputs.get(year)) for year in found]


def year(product_id: int, of: int) -> ProductYear:
    """One year of a product; raises `NotYours` where nothing is known of it."""
    earned, made = revenue(product_id, of), output(product_id, of)
    if earned is None and made is None:
        raise NotYours
    return _year(of, earned.dong if earned else None, made)


def links(product_id: int) -> Sequence[ProductLink]:
    """Where a product is sold on the web, in the order in which it was written down."""
    return db.session.scalars(
        select(ProductLink).where(ProductLink.product_id == product_id).order_by(ProductLink.id)
    ).all()


def link(product_id: int, link_id: int) -> ProductLink:
    """One of the links of a product; raises `NotYours`."""
    found = db.session.scalar(
        select(ProductLink).where(ProductLink.id == link_id, ProductLink.product_id == product_id)
    )
    if found is None:
        raise NotYours
    return found


def photos(product_id: int) -> Sequence[ProductPhoto]:
    """The photos of a product with their files, the main one first, in the places that they have now."""
    return db.session.scalars(
        select(ProductPhoto)
        .where(ProductPhoto.product_id == product_id)
        .options(*_files())
        .order_by(ProductPhoto.position, ProductPhoto.id)
        .execution_options(populate_existing=True)  # one was read before the product was locked
    ).all()


def photo(product_id: int, photo_id: int) -> ProductPhoto:
    """One of the photos of a product with its files; raises `NotYours`."""
    found = db.session.scalar(
        select(ProductPhoto)
        .where(ProductPhoto.id == photo_id, ProductPhoto.product_id == product_id)
        .options(*_files())
    )
    if found is None:
        raise NotYours
    return found


def photo_file(token: str) -> Attachment:
    """The file of a photo, or of its small copy, by its address; raises `NotYours` for any other file."""
    found = db.session.scalar(
        select(Attachment)
        .join(
            ProductPhoto, (ProductPhoto.attachment_id == Attachment.id) | (ProductPhoto.thumbnail_id == Attachment.id)
        )
        .where(Attachment.token == token, Attachment.revoked_at.is_(None))
    )
    if found is None:
        raise NotYours
    return found


def last_position(product_id: int) -> int:
    """The place of the last photo of a product; 0 where it has none."""
    return db.session.scalar(select(func.max(ProductPhoto.position)).where(ProductPhoto.product_id == product_id)) or 0


def locked(product_id: int) -> Product:
    """The product, locked until the transaction ends; raises `NotYours`. Of two acts that must not cross, the second waits."""
    found = db.session.scalar(select(Product).where(Product.id == product_id).with_for_update(of=Product))
    if found is None:
        raise NotYours
    return found


def _files() -> tuple[ExecutableOption, ...]:
    return joinedload(ProductPhoto.attachment), joinedload(ProductPhoto.thumbnail)


def _year(of: int | None, dong: int | None, made: ProductOutput | None) -> ProductYear:
    if made is None:
        return ProductYear(of, dong)
    return ProductYear(of, dong, made.price, made.price_unit, made.quantity, made.quantity_unit)
