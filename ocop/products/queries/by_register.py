"""Looking up many products at once, as taking a register over needs them."""

from collections.abc import Collection, Mapping

from sqlalchemy import select

from ocop.core.db import db
from ocop.products.models import ProductRevenue


def revenues_of(product_ids: Collection[int]) -> Mapping[tuple[int, int | None], ProductRevenue]:
    """What the products earned, by product and year."""
    if not product_ids:
        return {}
    rows = db.session.scalars(
        select(ProductRevenue).where(ProductRevenue.product_id.between(min(product_ids), max(product_ids)))
    )
    return {(row.product_id, row.year): row for row in rows if row.product_id in product_ids}
