"""Scans are read by a worker: one job for each upload, however many files and pages; what was read once is not read again."""

import time
from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from ocop.attachments.models import Attachment
from ocop.audit.services import Actor
from ocop.documents import queries
from ocop.documents.services import homecoming, readings
from ocop.jobs import queries as all_jobs
from ocop.jobs import rules as jobs_rules
from ocop.jobs import services as jobs
from ocop.jobs.models import Job
from ocop.jobs.services import Work

KIND = "read_scans"
AT_A_TIME = 1.0
"""Seconds of reading between two words on how far it is, and the longest that stopping the job takes."""

_SCANS = "scans"

jobs_rules.RESULT_PAGES[KIND] = "documents.scans_of_job"


def ask_to_read(taken: Sequence[Attachment], *, by: Actor, now: datetime) -> Job:
    """Let a worker read the files of one upload; one that is being read already is not asked for twice."""
    if (running := being_read(taken)) is not None:
        return running
    first, others = taken[0].name, len(taken) - 1
    title = _("Đọc bản quét %(name)s", name=first)
    if others:
        title = ngettext(
            "Đọc bản quét %(name)s và %(count)s tệp khác",
            "Đọc bản quét %(name)s và %(count)s tệp khác",
            others,
            name=first,
            count=others,
        )
    return jobs.ask(KIND, title=title, arguments={_SCANS: _keys(taken)}, by=by, now=now)


def being_read(taken: Sequence[Attachment]) -> Job | None:
    """The job that has all these files before it."""
    wanted = {one.id for one in taken}
    return next((job for job in all_jobs.active(KIND) if wanted <= set(scans_of(job.arguments[_SCANS]))), None)


def read_by(job: Job) -> list[int]:
    """The keys of the files that a job of this kind reads."""
    return scans_of(job.arguments.get(_SCANS, ""))


def scans_of(keys: str) -> list[int]:
    """The keys of files from their text."""
    return [int(one) for one in keys.split(",") if one]


@jobs.runner(KIND)
def _read(work: Work) -> None:
    """Read a second at a time, outside any transaction: whoever begins again after a crash goes on where it ended."""
    with work.scope():
        taken = queries.scans(scans_of(work.arguments[_SCANS]))
    _tell(work, taken)
    for scan in taken:
        while not readings.so_far(scan).finished:
            readings.read_on(scan, until=time.monotonic() + AT_A_TIME)
            _tell(work, taken)


def _tell(work: Work, taken: Sequence[Attachment]) -> None:
    batch = homecoming.so_far(taken)
    message = _("Đã đọc %(done)s/%(total)s trang.", done=batch.done, total=batch.total)
    work.progress(batch.done, batch.total, message)


def _keys(taken: Sequence[Attachment]) -> str:
    return ",".join(str(one.id) for one in taken)
