"""What the province sets for the year, and what a unit answers."""

from datetime import date, datetime

from flask_babel import gettext as _
from sqlalchemy import select

from ocop import audit
from ocop.accounts.models import User
from ocop.core.db import db
from ocop.core.errors import AlreadyThere, DomainError, StaleEdit
from ocop.core.text.dates import day
from ocop.programme import queries
from ocop.programme.models import Cycle, Extension, Milestone, Target, Task, UnitTarget


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
    """Change a milestone's date, flag, the province's own date for arrival, or its lock; raises `StaleEdit`."""
    if milestone.version != version:
        raise StaleEdit(
            mine={_("Thời hạn"): day(due)}, theirs={_("Thời hạn"): day(milestone.due)}, version=milestone.version
        )
    if arrival_due is not None and arrival_due < due:
        raise DomainError(_("Hạn gửi về tỉnh không được sớm hơn thời hạn ban hành."), field="arrival_due")
    change = {
        "due": (milestone.due, due),
        "inclusive": (milestone.inclusive, inclusive),
        "arrival_due": (milestone.arrival_due, arrival_due),
        "locked": (milestone.locked, locked),
    }
    milestone.due, milestone.inclusive = due, inclusive
    milestone.arrival_due, milestone.locked = arrival_due, locked
    milestone.version += 1
    audit.record(by, "set_milestone", milestone, name=milestone.title, change=change)


def extend(milestone: Milestone, *, until: date, reason: str, by: User, now: datetime) -> Extension:
    """Give the scope's unit more time, with the reason; a second extension replaces the first and the trail keeps both."""
    if until < milestone.due:
        raise DomainError(_("Ngày gia hạn phải sau thời hạn chung %(due)s.", due=day(milestone.due)), field="until")
    row = queries.extension(milestone.id)
    before = row.until if row else None
    if row is None:
        row = Extension(milestone_id=milestone.id, until=until, reason=reason, granted_by=by.name, granted_at=now)
        db.session.add(row)
    row.until, row.reason, row.granted_by, row.granted_at = until, reason, by.name, now
    audit.record(by, "extend", row, name=milestone.title, change={"until": (before, until), "reason": (None, reason)})
    return row


def register_target(target: Target, *, registered: int | None, version: int, by: User) -> UnitTarget:
    """The scope's unit registers its figure for a target; raises `StaleEdit`."""
    row = _unit_target(target)
    if row.version != version:
        mine, theirs = _shown(registered), _shown(row.registered)
        raise StaleEdit(mine={target.title: mine}, theirs={target.title: theirs}, version=row.version)
    change = {"registered": (row.registered, registered)}
    row.registered = registered
    row.version += 1
    audit.record(by, "register_target", row, name=target.title, change=change)
    return row


def assign_target(target: Target, *, assigned: int | None, document: str, by: User) -> UnitTarget:
    """The province assigns a figure to the scope's unit; a figure needs the document that assigns it."""
    if assigned is not None and not document:
        raise DomainError(_("Vui lòng ghi số, ngày văn bản giao chỉ tiêu."), field="document")
    row = _unit_target(target)
    change = {"assigned": (row.assigned, assigned), "assigned_by": (row.assigned_by, document or None)}
    row.assigned, row.assigned_by = assigned, document or None
    row.version += 1
    audit.record(by, "assign_target", row, name=target.title, change=change)
    return row


def new_cycle(source: Cycle, *, year: int) -> Cycle:
    """Copy a year's milestones, targets and tasks to another year, dates moved by whole years; raises `AlreadyThere`.

    `source` must have been loaded by `queries.with_everything`. Quotations are left blank: the new year's plan is not
    written yet.
    """
    known = db.session.scalar(select(Cycle.id).where(Cycle.unit_id == source.unit_id, Cycle.year == year))
    if known is not None:
        raise AlreadyThere(_("Chương trình năm %(year)s đã có.", year=year))
    years = year - source.year
    made = Cycle(
        unit_id=source.unit_id,
        year=year,
        name=source.name.replace(str(source.year), str(year)),
        period=source.period,
        opened_on=_moved(source.opened_on, years),
        ends_on=_moved(source.ends_on, years),
        recognition_months=source.recognition_months,
        legal_bases=source.legal_bases,
        funding_bases=source.funding_bases,
    )
    db.session.add(made)
    db.session.flush()
    db.session.add_all(
        Milestone(
            cycle_id=made.id, key=one.key, title=one.title, due=_moved(one.due, years), inclusive=one.inclusive,
            quotation="", source=None, note=None,
        )
        for one in source.milestones
    )  # fmt: skip
    db.session.add_all(
        Target(
            cycle_id=made.id, key=one.key, position=one.position, title=one.title, measure=one.measure,
            lowest=one.lowest, highest=one.highest, direction=one.direction, metric=one.metric, counted=one.counted, approximate=one.approximate,
        )
        for one in source.targets
    )  # fmt: skip
    db.session.add_all(
        Task(
            cycle_id=made.id, key=one.key, position=one.position, department=one.department,
            department_name=one.department_name, text=one.text.replace(str(source.year), str(year)),
            cooperating=one.cooperating,
        )
        for one in source.tasks
    )  # fmt: skip
    db.session.flush()
    return made


def _unit_target(target: Target) -> UnitTarget:
    row = db.session.scalar(select(UnitTarget).where(UnitTarget.target_id == target.id))
    if row is None:
        row = UnitTarget(target_id=target.id, version=1)
        db.session.add(row)
        db.session.flush()
    return row


def _moved(one: date, years: int) -> date:
    try:
        return one.replace(year=one.year + years)
    except ValueError:
        return one.replace(year=one.year + years, day=28)


def _shown(value: int | None) -> str:
    return "" if value is None else str(value)
