"""Asking for a job, and asking it to stop."""

from collections.abc import Mapping
from datetime import datetime

from ocop import audit
from ocop.audit.services import Actor
from ocop.core.db import db
from ocop.core.errors import Forbidden, WrongState
from ocop.core.tokens import new_token
from ocop.jobs import rules
from ocop.jobs.models import Job
from ocop.jobs.rules import State
from ocop.jobs.services import queue


def ask(kind: str, *, title: str, arguments: Mapping[str, str], by: Actor, now: datetime) -> Job:
    """A job of the scope's unit; a worker is woken once the request is over. `kind` names a `runner`."""
    job = Job(
        token=new_token(), kind=kind, title=title, arguments=dict(arguments), asked_by=by.username, asked_by_id=by.id,
        asked_at=now,
    )  # fmt: skip
    db.session.add(job)
    audit.record(by, "ask", job, name=title)
    unit, key = job.tenant_id, job.id
    db.afterwards(lambda: queue.wake(unit, key))
    return job


def cancel(job: Job, *, by: Actor, now: datetime) -> None:
    """Stop a job: at once while it waits, at its next step when it runs.

    Raises `Forbidden` for anybody but who asked for it, `WrongState` when it has ended.
    """
    if job.asked_by != by.username:
        raise Forbidden
    if job.state in rules.ENDED:
        raise WrongState
    job.cancel_asked = True
    if job.state is State.WAITING:
        job.state, job.ended_at = State.CANCELLED, now
    audit.record(by, "cancel", job, name=job.title)
