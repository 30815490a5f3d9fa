"""Which recognition of a product follows which."""

from collections.abc import Collection

from sqlalchemy import func, select, update
from sqlalchemy.orm import aliased

from ocop.core.db import db
from ocop.recognition.models import Recognition


def link_followers(product_ids: Collection[int]) -> None:
    """Point each recognition that another followed to the next one, in one statement.

    For products whose recognitions were just written from the oldest to the latest, so that keys run as time does.
    """
    if not product_ids:
        return
    later = aliased(Recognition)
    following = (
        select(func.min(later.id))
        .where(later.product_id == Recognition.product_id, later.id > Recognition.id)
        .scalar_subquery()
    )
    db.session.execute(
        update(Recognition)
        .where(
            Recognition.product_id.between(min(product_ids), max(product_ids)),
            Recognition.ended_as.is_not(None),
            Recognition.replaced_by_id.is_(None),
        )
        .values(replaced_by_id=following)
        .execution_options(synchronize_session=False)
    )
