"""Taking a long register over in the background, and counting anew what ended by itself overnight."""

from datetime import date, datetime

from flask_babel import gettext as _

from ocop.attachments.services import store
from ocop.audit.services import Actor
from ocop.core import clock
from ocop.jobs import queries as all_jobs
from ocop.jobs import services as jobs
from ocop.jobs.models import Job
from ocop.jobs.services import Work
from ocop.recognition import queries
from ocop.recognition.models import RegisterImport
from ocop.recognition.services.importing import answers_of, read, take_over, weigh
from ocop.recognition.services.recording import refresh_tallies
from ocop.tenancy import acting_in, units

KIND = "take_over_register"
LONG = 100_000
"""Bytes of an Excel file from which taking it over is work for the background: about a thousand rows."""

STEPS = 3

_counted: list[date] = []


def is_long(row: RegisterImport) -> bool:
    """Whether a file is better taken over in the background."""
    return row.attachment.size >= LONG


def ask_to_take_over(row: RegisterImport, *, by: Actor, now: datetime) -> Job:
    """Let a worker take a file over; its page tells how far it is and stops it."""
    title = _("Nhập sổ theo dõi: %(name)s", name=row.attachment.name)
    return jobs.ask(KIND, title=title, arguments={"import_id": str(row.id)}, by=by, now=now)


@jobs.runner(KIND)
def _take_over(work: Work) -> None:
    """Read outside any transaction, then judge and write in one: a worker that dies leaves nothing or everything."""
    import_id = int(work.arguments["import_id"])
    work.progress(0, STEPS, _("Đang đọc tệp"))
    with work.scope():
        row, unit = queries.register_import(import_id), units.by_id(work.unit_id)
        if row.taken_over_at is not None:
            return
        path, answers = store.place(row.attachment.sha256), answers_of(row)
        gazetteer = queries.gazetteer(unit, clock.today())
    lines = read(path, gazetteer, answers)
    work.progress(1, STEPS, _("Đang đối chiếu và ghi %(count)s hàng", count=len(lines.lines)))
    with work.scope():
        row = queries.register_import(import_id)
        take_over(row, weigh(lines), unit=unit, by=work, now=clock.now())


@jobs.each_round
def count_anew() -> None:
    """Once a day, in every unit: recognitions end without anybody's act, so what is in force is counted again."""
    today = clock.today()
    if today in _counted:
        return
    for unit_id in sorted(all_jobs.workspaces()):
        with acting_in(unit_id):
            refresh_tallies(today=today)
    _counted[:] = [today]
