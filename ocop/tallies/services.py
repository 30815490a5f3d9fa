"""Keeping the sums."""

from sqlalchemy import select

from ocop.core.db import db
from ocop.tallies.models import Tally


def keep(key: str, value: int, *, cycle_id: int | None = None) -> None:
    """Set a figure of the scope's unit to what the caller has just counted; figures of a year name their cycle.

    The act is recorded before it is counted: the trail stays locked until the transaction ends, so no two counts cross.
    """
    row = db.session.scalar(select(Tally).where(Tally.key == key, Tally.cycle_id == cycle_id))
    if row is None:
        db.session.add(Tally(key=key, value=value, cycle_id=cycle_id))
    else:
        row.value = value
    db.session.flush()
