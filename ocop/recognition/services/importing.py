"""Taking over the register that an office kept in Excel: judged first, asked about, then all rows or none."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import IO

from flask_babel import gettext as _
from flask_babel import ngettext

from ocop import audit
from ocop.attachments import services as attachments
from ocop.attachments.rules import SPREADSHEETS, Purpose
from ocop.attachments.services import store
from ocop.audit.services import Actor, hold
from ocop.core.db import db
from ocop.core.errors import DomainError, WrongState
from ocop.recognition import queries
from ocop.recognition.models import RegisterImport
from ocop.recognition.rules import register
from ocop.recognition.rules.register import Answers, Existing, Field, Gazetteer, Outcome, Register, Verdict
from ocop.recognition.rules.register.spool import Spool
from ocop.recognition.services.entering import Heard, enter, silent
from ocop.tenancy import Workspace

BETWEEN = "\n"


@dataclass(frozen=True)
class Judged:
    """A file as it was read, and what becomes of each of its rows."""

    register: Register
    outcomes: Sequence[Outcome]
    verdicts: Sequence[Verdict]
    """Those of the outcomes, in their order: what is counted and looked for needs no more of them."""

    @property
    def counts(self) -> Mapping[Verdict, int]:
        """How many rows have which verdict; every verdict is there."""
        found = Counter(self.verdicts)
        return {verdict: found[verdict] for verdict in Verdict}

    def places(self, of: Verdict) -> list[int]:
        """Where the outcomes with a verdict stand among all, in the order of the file."""
        return [place for place, verdict in enumerate(self.verdicts) if verdict is of]


def judge(content: bytes | Path, *, unit: Workspace, on: date, answers: Answers | None = None) -> Judged:
    """Read a file and judge its rows against what the unit has; raises `UnreadableWorkbook`."""
    return weigh(register.read_register(register.read_workbook(content), queries.gazetteer(unit, on), answers))


def weigh(read: Register, existing: Existing | None = None, *, heard: Heard = silent) -> Judged:
    """Judge rows that are read already against what the unit has now, or what it had when `existing` was gathered."""
    outcomes, verdicts = Spool[Outcome](), []
    for one in register.verdicts(read.lines, queries.known() if existing is None else existing):
        outcomes.append(one)
        verdicts.append(one.verdict)
        heard(len(outcomes), len(read.lines))
    return Judged(read, outcomes, verdicts)


def judged(row: RegisterImport, *, unit: Workspace, on: date) -> Judged:
    """Judge a file that was brought in, with its answers; raises `DomainError` when it cannot be read."""
    return weigh(read(store.place(row.attachment.sha256), queries.gazetteer(unit, on), answers_of(row)))


def read(path: Path, gazetteer: Gazetteer, answers: Answers, *, heard: Heard = silent) -> Register:
    """Read a file that was brought in, without asking the database; raises `DomainError` when it cannot be read."""
    try:
        return register.read_register(register.read_workbook(path), gazetteer, answers, heard=heard)
    except register.UnreadableWorkbook as wrong:
        raise DomainError(str(wrong.message), field="file") from wrong


def receive(stream: IO[bytes], *, name: str, by: Actor, now: datetime) -> RegisterImport:
    """Keep a file that somebody brings in; nothing of it is taken over yet. Raises `Refused` for a file of another kind."""
    kept = attachments.keep(stream, name=name, purpose=Purpose.REGISTER, by=by, accepts=SPREADSHEETS)
    row = RegisterImport(attachment_id=kept.id, answers={}, asked_by=by.username, asked_at=now)
    db.session.add(row)
    db.session.flush()
    return row


def keep_answers(row: RegisterImport, given: Answers, *, by: Actor) -> None:
    """Keep what the officer answered; a later answer replaces an earlier one, and no other officer's is lost."""
    hold()
    _refuse_taken_over(queries.locked_import(row.id))
    row.answers = row.answers | {
        BETWEEN.join((sheet, str(number), of.value)): text
        for (sheet, number), cells in given.items()
        for of, text in cells.items()
    }
    audit.record(
        by,
        "answer",
        row,
        name=ngettext("%(count)s câu trả lời", "%(count)s câu trả lời", len(row.answers), count=len(row.answers)),
    )


def answers_of(row: RegisterImport) -> Answers:
    """The answers as the reader of the register takes them."""
    found: dict[tuple[str, int], dict[Field, str]] = {}
    for key, text in row.answers.items():
        sheet, number, of = key.rsplit(BETWEEN, 2)
        found.setdefault((sheet, int(number)), {})[Field(of)] = text
    return found


def take_over_at_once(row: RegisterImport, *, unit: Workspace, by: Actor, now: datetime, on: date) -> None:
    """Judge a file and take it over while nobody else changes the register; raises as `judged` and `take_over` do."""
    hold()
    row = queries.locked_import(row.id)
    take_over(row, judged(row, unit=unit, on=on), unit=unit, by=by, now=now)


def take_over(
    row: RegisterImport, judged: Judged, *, unit: Workspace, by: Actor, now: datetime, heard: Heard = silent
) -> None:
    """Take a judged file over; raises `DomainError` while a question is open, `WrongState` when it was taken over."""
    _refuse_taken_over(queries.locked_import(row.id))
    if judged.counts[Verdict.QUESTION]:
        raise DomainError(
            ngettext(
                "Còn %(count)s hàng cần trả lời nên chưa nhập được hàng nào.",
                "Còn %(count)s hàng cần trả lời nên chưa nhập được hàng nào.",
                judged.counts[Verdict.QUESTION],
                count=judged.counts[Verdict.QUESTION],
            )
        )
    enter(judged.outcomes, unit=unit, by=by, now=now, source=row.attachment.name, heard=heard)
    counts = judged.counts
    row.created, row.updated = counts[Verdict.CREATED], counts[Verdict.UPDATED]
    row.unchanged, row.refused = counts[Verdict.UNCHANGED], counts[Verdict.REFUSED]
    row.taken_over_at = now
    said = {verdict.value: (None, number) for verdict, number in counts.items()}
    audit.record(by, "take_over", row, name=row.attachment.name, change=said)


def _refuse_taken_over(row: RegisterImport) -> None:
    if row.taken_over_at is not None:
        raise WrongState(_("Tệp này đã được nhập. Vui lòng tải tệp lên lại nếu muốn nhập lần nữa."))
