"""Taking a long register over in the background, and counting anew what ended by itself overnight."""

from datetime import date, datetime, timedelta
from enum import IntEnum

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from ocop.attachments.services import store
from ocop.audit.services import Actor, last_entry, touched_since
from ocop.core import clock
from ocop.core.db import db
from ocop.core.memory import uncollected
from ocop.core.text.numbers import integer
from ocop.jobs import queries as all_jobs
from ocop.jobs import services as jobs
from ocop.jobs.models import Job
from ocop.jobs.services import Work
from ocop.recognition import queries
from ocop.recognition.models import RegisterImport
from ocop.recognition.rules.register import Existing
from ocop.recognition.services.entering import Heard, silent
from ocop.recognition.services.importing import answers_of, read, take_over, weigh
from ocop.recognition.services.recording import refresh_tallies
from ocop.tenancy import acting_in, units

KIND = "take_over_register"
LONG = 100_000
"""Bytes of an Excel file from which taking it over is work for the background: about a thousand rows."""

OFTEN = timedelta(seconds=0.5)
REGISTER = frozenset({"producers", "products", "recognitions", "register", "register_imports"})
"""Kinds of thing, as the trail names them, on which the judgement of a row depends."""

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
    """Read and judge outside any transaction, then write in one: a worker that dies leaves nothing or everything.

    What was judged holds if nobody touched the register since; the trail tells. Else the rows, read already unless somebody
    answered otherwise, are judged again where they are written.
    """
    import_id = int(work.arguments["import_id"])
    told = _Progress(work)
    work.progress(0, 0, _("Đang mở tệp"))
    with work.scope():
        row, unit = queries.register_import(import_id), units.by_id(work.unit_id)
        if row.taken_over_at is not None:
            return
        path, answers = store.place(row.attachment.sha256), answers_of(row)
        gazetteer = queries.gazetteer(unit, clock.today())
    with uncollected():
        lines = read(path, gazetteer, answers, heard=told.of(Phase.READING))
        with work.scope():
            seen, existing = last_entry(), Existing(queries.known())
        judged = weigh(lines, existing, heard=told.of(Phase.JUDGING))
        told.begin(Phase.WRITING, len(lines.lines))
        with work.scope():
            touched = touched_since(seen, REGISTER)
            row = queries.register_import(import_id)
            if answers_of(row) != answers:
                lines, touched = read(path, gazetteer, answers_of(row)), True
            if touched:
                judged = weigh(lines)
            heard = told.of(Phase.WRITING) if _two_may_write() else silent
            take_over(row, judged, unit=unit, by=work, now=clock.now(), heard=heard)


class Phase(IntEnum):
    """The three passes over the rows of a register; each is a third of the bar."""

    READING = 0
    JUDGING = 1
    WRITING = 2


PHASE_WORDS = {
    Phase.READING: _l("Đã đọc %(done)s / %(total)s hàng"),
    Phase.JUDGING: _l("Đã đối chiếu %(done)s / %(total)s hàng"),
    Phase.WRITING: _l("Đang ghi %(done)s / %(total)s hàng"),
}


class _Progress:
    """The moving numbers of the job's page, told at most twice a second; raises `Cancelled` when it is not wanted any more."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.told_at = clock.real_now()

    def begin(self, phase: Phase, total: int) -> None:
        """Tell at once that a pass begins."""
        self._tell(phase, 0, total)

    def of(self, phase: Phase) -> Heard:
        """What listens to a pass."""

        def heard(done: int, total: int) -> None:
            if clock.real_now() - self.told_at >= OFTEN:
                self._tell(phase, done, total)

        return heard

    def _tell(self, phase: Phase, done: int, total: int) -> None:
        words = PHASE_WORDS[phase] % {"done": integer(done), "total": integer(total)}
        self.work.progress(phase * total + done, len(Phase) * total, words)
        self.told_at = clock.real_now()


def _two_may_write() -> bool:
    """On the embedded database the transaction that writes the register keeps everybody else waiting, this job's row too."""
    return db.engine.dialect.name != "sqlite"


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
