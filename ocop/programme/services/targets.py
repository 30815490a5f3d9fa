"""What a unit registers for the targets of part II, and what the province assigns to it."""

from collections.abc import Mapping

from flask_babel import gettext as _

from ocop import audit
from ocop.accounts.models import User
from ocop.core.db import db
from ocop.core.errors import DomainError, StaleEdit
from ocop.programme import queries, rules
from ocop.programme.models import Cycle, Target, UnitTarget


def register_targets(cycle: Cycle, *, figures: Mapping[int, int | None], version: int, by: User) -> None:
    """The scope's unit registers its figures by target key, all at once; raises `StaleEdit` when its answer changed meanwhile."""
    known = queries.unit_targets(cycle.id, lock=True)
    changed = [one for one in queries.targets(cycle.id) if figures.get(one.id) != _registered(known, one)]
    current = queries.version_of(known)
    if changed and current != version:
        raise StaleEdit(
            mine={rules.figure_field(one.id): _shown(figures.get(one.id)) for one in changed},
            theirs={rules.figure_field(one.id): _shown(_registered(known, one)) for one in changed},
            version=current,
        )
    for one in changed:
        _register(one, _row(known, one), figures.get(one.id), by)


def assign_targets(cycle: Cycle, *, figures: Mapping[int, int | None], document: str, by: User) -> int:
    """The province assigns figures to the scope's unit by one document; returns how many changed.

    Raises `DomainError` when no document is named.
    """
    known = queries.unit_targets(cycle.id, lock=True)
    changed = [one for one in queries.targets(cycle.id) if figures.get(one.id) != _assigned(known, one)]
    if not document and any(figures.get(one.id) is not None for one in changed):
        raise DomainError(_("Vui lòng ghi số, ngày văn bản giao chỉ tiêu."), field="document")
    for one in changed:
        _assign(one, _row(known, one), figures.get(one.id), document or None, by)
    return len(changed)


def _register(target: Target, row: UnitTarget, registered: int | None, by: User) -> None:
    change = {"registered": (row.registered, registered)}
    row.registered = registered
    row.version += 1
    audit.record(by, "register_target", row, name=target.title, change=change)


def _assign(target: Target, row: UnitTarget, assigned: int | None, document: str | None, by: User) -> None:
    change = {"assigned": (row.assigned, assigned), "assigned_by": (row.assigned_by, document)}
    row.assigned, row.assigned_by = assigned, document
    row.version += 1
    audit.record(by, "assign_target", row, name=target.title, change=change)


def _row(known: Mapping[int, UnitTarget], target: Target) -> UnitTarget:
    """The unit's row of a target; made when the unit has none yet."""
    if target.id in known:
        return known[target.id]
    row = UnitTarget(target_id=target.id, version=1)
    db.session.add(row)
    db.session.flush()
    return row


def _registered(known: Mapping[int, UnitTarget], target: Target) -> int | None:
    return known[target.id].registered if target.id in known else None


def _assigned(known: Mapping[int, UnitTarget], target: Target) -> int | None:
    return known[target.id].assigned if target.id in known else None


def _shown(value: int | None) -> str:
    return "" if value is None else str(value)
