"""Reading the sums."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from sqlalchemy import or_, select

from ocop.core.db import db
from ocop.tallies.models import Tally


def by_unit(cycle_id: int, *, keys: Collection[str] = ()) -> Mapping[int, Mapping[str, int]]:
    """The figures of every unit in the scope, by unit key and figure: those of the cycle and those of no cycle.

    With `keys` only these figures.
    """
    found: defaultdict[int, dict[str, int]] = defaultdict(dict)
    rows = db.session.execute(
        select(Tally.tenant_id, Tally.key, Tally.value).where(
            or_(Tally.cycle_id == cycle_id, Tally.cycle_id.is_(None)), *([Tally.key.in_(keys)] if keys else ())
        )
    )
    for tenant_id, key, value in rows:
        found[tenant_id][key] = value
    return found
