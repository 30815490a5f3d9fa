"""Looking jobs up."""

from collections.abc import Sequence
from datetime import datetime
from typing import cast

from sqlalchemy import and_, or_, select

from ocop.core.db import db
from ocop.core.errors import NotYours
from ocop.jobs import rules
from ocop.jobs.models import Job
from ocop.jobs.rules import State
from ocop.tenancy import Unit, window

SHOWN = 50


def job(token: str) -> Job:
    """The job at an address; raises `NotYours`."""
    found = db.session.scalar(select(Job).where(Job.token == token))
    if found is None:
        raise NotYours
    return found


def latest() -> Sequence[Job]:
    """The last jobs of the unit, the newest first."""
    return db.session.scalars(select(Job).order_by(Job.id.desc()).limit(SHOWN)).all()


def unattended(now: datetime) -> Sequence[tuple[int, int]]:
    """Jobs of all units that no worker is at, by the unit's key and their own.

    These are the waiting ones, and running ones whose worker has fallen silent.
    """
    silent = and_(Job.state == State.RUNNING, Job.seen_at < now - rules.SILENT_FOR)
    wanted = select(Job.tenant_id, Job.id).where(or_(Job.state == State.WAITING, silent)).order_by(Job.id)
    with window(workspaces()) as looking:
        return [(cast(int, unit_id), cast(int, job_id)) for unit_id, job_id in looking.look(wanted)]


def workspaces() -> frozenset[int]:
    """The keys of all units that work here."""
    return frozenset(db.session.scalars(select(Unit.id).where(Unit.slug.is_not(None))))
