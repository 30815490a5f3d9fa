"""Doing jobs: a worker enters the unit's scope, step by step, and tells how far it is.

On the embedded database a transaction holds the write lock, so a runner works in short ones (`with work.scope():`), and
prints, reads and computes between them; `work.progress` is a transaction of its own.
"""

import logging
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass

from flask_babel import gettext as _

from ocop.core import clock
from ocop.core.db import db
from ocop.core.errors import DomainError
from ocop.jobs import queries, rules
from ocop.jobs.models import Job
from ocop.jobs.rules import State
from ocop.jobs.services import presence
from ocop.tenancy import acting_in

log = logging.getLogger(__name__)


class Cancelled(Exception):
    """Whoever asked for the job does not want it any more."""


@dataclass(frozen=True)
class Work:
    """A job in a worker's hands. The same job may be begun again after a crash: a runner must be safe to run twice."""

    unit_id: int
    job_id: int
    kind: str
    arguments: Mapping[str, str]
    asked_by: str
    asked_by_id: int | None

    @property
    def id(self) -> int | None:
        """The key of who asked, as the trail knows an actor."""
        return self.asked_by_id

    @property
    def username(self) -> str:
        """The account of who asked."""
        return self.asked_by

    def scope(self) -> AbstractContextManager[None]:
        """A transaction in the unit's writable scope, committed at the end."""
        return acting_in(self.unit_id)

    def progress(self, done: int, total: int, message: str = "") -> None:
        """Tell how far it is; raises `Cancelled` when the job is not wanted any more."""
        with self.scope():
            job = db.session.get_one(Job, self.job_id)
            job.done, job.total, job.message, job.seen_at = done, total, message, clock.real_now()
            unwanted = job.cancel_asked
        if unwanted:
            raise Cancelled


Runner = Callable[[Work], str | None]
Round = Callable[[], object]

_RUNNERS: dict[str, Runner] = {}
_ROUNDS: list[Round] = []


def runner(kind: str) -> Callable[[Runner], Runner]:
    """Declare who does jobs of a kind; a runner returns the token of the file that came of it, or None."""

    def declare(does: Runner) -> Runner:
        _RUNNERS[kind] = does
        return does

    return declare


def each_round(does: Round) -> Round:
    """Declare what a worker sees to every minute; it enters the scopes that it needs itself."""
    _ROUNDS.append(does)
    return does


def run(unit_id: int, job_id: int) -> None:
    """Do one job, unless another worker has it or it is not wanted any more."""
    work = _taken(unit_id, job_id)
    if work is None:
        return
    try:
        token = _RUNNERS[work.kind](work)
    except Cancelled:
        _end(work, State.CANCELLED, _("Đã dừng theo yêu cầu."))
    except DomainError as refusal:
        _end(work, State.FAILED, str(refusal))
    except Exception:
        log.exception("job %s of unit %s failed", job_id, unit_id)
        _end(work, State.FAILED, _("Công việc gặp sự cố. Vui lòng thực hiện lại; nếu vẫn lỗi, báo quản trị hệ thống."))
    else:
        _end(work, State.DONE, "", token)


def make_the_round(wake: Callable[[int, int], None]) -> None:
    """Wake jobs that nobody is at, and see to what is due; one trouble does not stop the rest."""
    for unit_id, job_id in queries.unattended(clock.real_now(), but=presence.name()):
        if _picked_up(unit_id, job_id):
            wake(unit_id, job_id)
    for does in _ROUNDS:
        try:
            does()
        except Exception:
            log.exception("the round failed at %s", does)


def _taken(unit_id: int, job_id: int) -> Work | None:
    with acting_in(unit_id):
        job = db.session.get(Job, job_id, with_for_update=True)
        if job is None or job.state is not State.WAITING:
            return None
        job.state, job.seen_at, job.worker = State.RUNNING, clock.real_now(), presence.name()
        job.attempts += 1
        return Work(unit_id, job.id, job.kind, dict(job.arguments), job.asked_by, job.asked_by_id)


def _picked_up(unit_id: int, job_id: int) -> bool:
    """Whether the job is to be begun again; one that lost its worker too often has failed."""
    with acting_in(unit_id):
        job = queries.left_lying(job_id, clock.real_now(), but=presence.name())
        if job is None:
            return False
        if job.attempts >= rules.MOST_ATTEMPTS:
            job.state, job.ended_at = State.FAILED, clock.real_now()
            job.message = _("Công việc bị ngắt nhiều lần. Vui lòng báo quản trị hệ thống.")
            return False
        job.state = State.WAITING
        return True


def _end(work: Work, state: State, message: str, token: str | None = None) -> None:
    with work.scope():
        job = db.session.get_one(Job, work.job_id)
        job.state, job.ended_at, job.message, job.attachment_token = state, clock.real_now(), message, token
        if state is State.DONE and job.total:
            job.done = job.total
