"""Acts on several registrations at once: all of them, or none and a report."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from ocop.accounts.models import User
from ocop.core.errors import DomainError
from ocop.registrations.models import Registration
from ocop.registrations.services.registering import submit, withdraw


@dataclass(frozen=True)
class Refused:
    """A registration that could not be taken along, and why."""

    registration_id: int
    name: str
    sentence: str


def submit_all(rows: Sequence[Registration], *, by: User, now: datetime) -> list[Refused]:
    """Put all on the unit's list. When any is refused the caller must keep nothing: the answer says which and why."""
    return _refused(rows, lambda row: submit(row, by=by, now=now))


def withdraw_all(rows: Sequence[Registration], *, reason: str, by: User) -> list[Refused]:
    """Withdraw all with one reason. When any is refused the caller must keep nothing: the answer says which and why."""
    return _refused(rows, lambda row: withdraw(row, reason=reason, by=by))


def _refused(rows: Sequence[Registration], act: Callable[[Registration], None]) -> list[Refused]:
    found = []
    for row in rows:
        try:
            act(row)
        except DomainError as refusal:
            found.append(Refused(row.id, row.product.name, str(refusal)))
    return found
