"""The years of the programme and the tasks of their part IV."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sqlalchemy import bindparam, select
from sqlalchemy.orm import selectinload

from ocop.core.db import db
from ocop.core.errors import NotYours
from ocop.programme.models import Cycle, Task

OPENED = select(Cycle).where(Cycle.opened_on <= bindparam("day")).order_by(Cycle.opened_on.desc()).limit(1)
COMING = select(Cycle).order_by(Cycle.opened_on).limit(1)
"""Nearly every page asks them, so they are written once."""


@dataclass(frozen=True)
class DepartmentTasks:
    """One department of part IV with what the plan gives to it."""

    department: str
    tasks: tuple[Task, ...]


def current_cycle(on: date) -> Cycle | None:
    """The cycle that a day falls into: the latest one opened by then, else the first that is coming."""
    return db.session.scalar(OPENED, {"day": on}) or db.session.scalar(COMING)


def cycle(cycle_id: int) -> Cycle:
    """The cycle with this key, which must exist."""
    return db.session.get_one(Cycle, cycle_id)


def year(number: int, *, province_id: int) -> Cycle:
    """The province's cycle of a year; raises `NotYours`."""
    found = db.session.scalar(select(Cycle).where(Cycle.year == number, Cycle.unit_id == province_id))
    if found is None:
        raise NotYours
    return found


def cycles() -> Sequence[Cycle]:
    """All cycles, the latest first."""
    return db.session.scalars(select(Cycle).order_by(Cycle.year.desc())).all()


def tasks(cycle_id: int) -> Sequence[Task]:
    """The tasks of part IV in their order."""
    return db.session.scalars(select(Task).where(Task.cycle_id == cycle_id).order_by(Task.position)).all()


def tasks_by_department(cycle_id: int) -> Sequence[DepartmentTasks]:
    """The tasks of part IV, department by department, in the order of the plan."""
    return [
        DepartmentTasks(name, tuple(theirs))
        for name, theirs in groupby(tasks(cycle_id), lambda one: one.department_name)
    ]


def department_tasks(cycle_id: int, department: str) -> Sequence[Task]:
    """The tasks that part IV gives to one department, in their order."""
    return db.session.scalars(
        select(Task).where(Task.cycle_id == cycle_id, Task.department == department).order_by(Task.position)
    ).all()


def with_everything(cycle_id: int) -> Cycle:
    """A cycle with its milestones, targets and tasks loaded: what a new year is copied from."""
    return db.session.scalars(
        select(Cycle)
        .where(Cycle.id == cycle_id)
        .options(selectinload(Cycle.milestones), selectinload(Cycle.targets), selectinload(Cycle.tasks))
    ).one()
