"""Looking jobs up."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import cast

from sqlalchemy import ColumnElement, and_, or_, select

from ocop.accounts.models import User
from ocop.core.db import db
from ocop.core.errors import NotYours
from ocop.jobs import rules
from ocop.jobs.models import Job, Worker
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


def who_asked(jobs: Sequence[Job]) -> Mapping[str, str]:
    """The names of the people who asked for these jobs, by account."""
    accounts = {one.asked_by for one in jobs}
    found = db.session.execute(select(User.username, User.name).where(User.username.in_(accounts))).tuples().all()
    return {account: account for account in accounts} | dict(found)


def active(kind: str) -> Sequence[Job]:
    """The unit's jobs of a kind that have not ended, the newest first."""
    return db.session.scalars(
        select(Job).where(Job.kind == kind, Job.state.not_in(rules.ENDED)).order_by(Job.id.desc()).limit(SHOWN)
    ).all()


def workers(now: datetime) -> frozenset[str]:
    """The workers that are there."""
    return frozenset(db.session.scalars(select(Worker.name).where(Worker.seen_at >= now - rules.GONE_AFTER)))


def unattended(now: datetime, *, but: str | None = None) -> Sequence[tuple[int, int]]:
    """Jobs of all units that no worker is at, by the unit's key and their own; `but` is a worker known to be there."""
    wanted = select(Job.tenant_id, Job.id).where(_nobody_at_it(now, but)).order_by(Job.id)
    with window(workspaces()) as looking:
        return [(cast(int, unit_id), cast(int, job_id)) for unit_id, job_id in looking.look(wanted)]


def left_lying(job_id: int, now: datetime, *, but: str | None = None) -> Job | None:
    """The scope's job if still no worker is at it, locked: what was unattended a moment ago may have been taken since."""
    return db.session.scalar(select(Job).where(Job.id == job_id, _nobody_at_it(now, but)).with_for_update())


def workspaces() -> frozenset[int]:
    """The keys of all units that work here."""
    return frozenset(db.session.scalars(select(Unit.id).where(Unit.slug.is_not(None))))


def _nobody_at_it(now: datetime, but: str | None) -> ColumnElement[bool]:
    """Whether a job waits, or runs but fell silent or lost its worker."""
    there = workers(now) | ({but} if but else frozenset())
    gone = and_(Job.worker.is_not(None), Job.worker.not_in(there))
    lost = or_(Job.seen_at < now - rules.SILENT_FOR, gone)
    return or_(Job.state == State.WAITING, and_(Job.state == State.RUNNING, lost))
