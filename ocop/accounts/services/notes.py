"""Acts on people in the trail: they stand in the chain of the person's unit, the operator's in the top unit's."""

from ocop import audit
from ocop.accounts.models import User
from ocop.accounts.queries import people
from ocop.accounts.rules import ROLE_NAMES
from ocop.audit import Actor, Change
from ocop.core.db import db
from ocop.tenancy.scope import current
from ocop.tenancy.units import KIND_NAMES

THING = "users"

audit.teach_values({role.value: name for role, name in ROLE_NAMES.items()})
audit.teach_values({kind.value: name for kind, name in KIND_NAMES.items()})


def note(by: Actor, act: str, user: User, *, change: Change | None = None) -> None:
    """Record an act on a person: with the act itself where the unit's scope is entered, else as soon as it is committed."""
    unit_id = chain_of(user.unit_id)
    if unit_id is None:
        return
    scope = current(db.session())
    if scope is not None and scope.writable:
        audit.record(by, act, user, name=user.username, change=change)
        return
    audit.note_afterwards(by, act, THING, unit_id=unit_id, name=user.username, thing_id=user.id, change=change)


def chain_of(unit_id: int | None) -> int | None:
    """The unit in whose chain it stands; None only before any unit was loaded."""
    return unit_id if unit_id is not None else people.top_unit_id()
