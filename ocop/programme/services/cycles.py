"""A year of the programme made from another."""

from flask_babel import gettext as _
from sqlalchemy import select

from ocop.core.db import db
from ocop.core.errors import AlreadyThere
from ocop.core.text.dates import add_months
from ocop.programme.models import Cycle, Milestone, Target, Task


def new_cycle(source: Cycle, *, year: int) -> Cycle:
    """Copy a year's milestones, targets and tasks to another year, dates moved by whole years; raises `AlreadyThere`.

    `source` must have been loaded by `queries.with_everything`. Quotations are left blank: the new year's plan is not
    written yet.
    """
    known = db.session.scalar(select(Cycle.id).where(Cycle.unit_id == source.unit_id, Cycle.year == year))
    if known is not None:
        raise AlreadyThere(_("Chương trình năm %(year)s đã có.", year=year))
    months = 12 * (year - source.year)
    made = Cycle(
        unit_id=source.unit_id,
        year=year,
        name=source.name.replace(str(source.year), str(year)),
        period=source.period,
        opened_on=add_months(source.opened_on, months),
        ends_on=add_months(source.ends_on, months),
        recognition_months=source.recognition_months,
        legal_bases=source.legal_bases,
        funding_bases=source.funding_bases,
    )
    db.session.add(made)
    db.session.flush()
    db.session.add_all(
        Milestone(
            cycle_id=made.id, key=one.key, title=one.title, due=add_months(one.due, months), inclusive=one.inclusive,
            quotation="", source=None, note=None,
        )
        for one in source.milestones
    )  # fmt: skip
    db.session.add_all(
        Target(
            cycle_id=made.id, key=one.key, position=one.position, title=one.title, measure=one.measure,
            direction=one.direction, lowest=one.lowest, highest=one.highest, metric=one.metric, counted=one.counted,
            approximate=one.approximate,
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
