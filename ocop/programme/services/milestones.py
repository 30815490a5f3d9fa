"""The dates of the year, and more time for a single unit."""

from datetime import date, datetime

from ocop import audit
from ocop.accounts.models import User
from ocop.core.db import db
from ocop.core.errors import DomainError, StaleEdit
from ocop.core.text.dates import day
from ocop.programme import queries, rules
from ocop.programme.models import Extension, Milestone


def set_milestone(
    milestone: Milestone,
    *,
    due: date,
    inclusive: bool,
    arrival_due: date | None,
    locked: bool,
    version: int,
    by: User,
) -> None:
    """Change a milestone's date, flag, the province's own date for arrival, or its lock.

    Raises `StaleEdit` when somebody else saved after `version`, `DomainError` for a date of arrival before the date itself.
    """
    if milestone.version != version:
        theirs = _spoken(milestone.due, milestone.inclusive, milestone.arrival_due, milestone.locked)
        raise StaleEdit.between(_spoken(due, inclusive, arrival_due, locked), theirs, version=milestone.version)
    if sentence := rules.why_not_arrival(arrival_due, due=due):
        raise DomainError(sentence, field="arrival_due")
    said = {
        "due": (milestone.due, due),
        "inclusive": (milestone.inclusive, inclusive),
        "arrival_due": (milestone.arrival_due, arrival_due),
        "locked": (milestone.locked, locked),
    }
    change = {name: both for name, both in said.items() if both[0] != both[1]}
    if not change:
        return
    milestone.due, milestone.inclusive = due, inclusive
    milestone.arrival_due, milestone.locked = arrival_due, locked
    milestone.version += 1
    audit.record(by, "set_milestone", milestone, name=milestone.title, change=change)


def extend(milestone: Milestone, *, until: date, reason: str, by: User, now: datetime) -> Extension:
    """Give the scope's unit more time, with the reason; a second extension replaces the first and the trail keeps both.

    Raises `DomainError` for a day that is no later than the ordinary last one.
    """
    ordinary = rules.last_day(milestone.due, inclusive=milestone.inclusive)
    if sentence := rules.why_not_extend(until, ordinary=ordinary):
        raise DomainError(sentence, field="until")
    row = queries.extension(milestone.id)
    before = (row.until, row.reason) if row else (None, None)
    if row is None:
        row = Extension(milestone_id=milestone.id, until=until, reason=reason, granted_by=by.name, granted_at=now)
        db.session.add(row)
    row.until, row.reason, row.granted_by, row.granted_at = until, reason, by.name, now
    change = {"until": (before[0], until), "reason": (before[1], reason)}
    audit.record(by, "extend", row, name=milestone.title, change=change)
    return row


def _spoken(due: date, inclusive: bool, arrival_due: date | None, locked: bool) -> dict[str, str]:
    """The fields of the form as it shows them, for two people to compare."""
    return {
        "due": day(due),
        "day": rules.Day.of(inclusive=inclusive).value,
        "arrival_due": day(arrival_due) if arrival_due else "",
        "closing": rules.Closing.of(locked=locked).value,
    }
