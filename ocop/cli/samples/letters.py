"""Documents 23, 27, 28, 29 and the công văn of 30: the letters around a plan."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from ocop.cli.samples.specimens import Office, Specimen, to_be_signed
from ocop.core import clock
from ocop.core.db import db
from ocop.core.text.dates import day
from ocop.documents import papers as documents
from ocop.documents.models import Document
from ocop.documents.papers.corrigendum import corrigendum
from ocop.documents.rules import State
from ocop.paperwork.forms.corrigendum import Correction
from ocop.paperwork.forms.reminder import LateUnit
from ocop.plans import queries, services
from ocop.plans.forms.words import STATE_NAMES
from ocop.programme.models import Cycle
from ocop.tenancy import units

DRAFTERS = ("division", "department")
NO_CORRECTIONS = (Correction("", "", ""),)


def specimens(office: Office, cycle: Cycle) -> Iterator[Specimen]:
    """The desk reminds, comments and mends; a unit asks its communes and submits its plan."""
    yield from _of_the_desk(office, cycle) if office.is_desk else _of_a_unit(office, cycle)
    yield from _corrigenda(office)


def _of_the_desk(office: Office, cycle: Cycle) -> Iterator[Specimen]:
    rows = queries.late_units(cycle, desk=office.unit, on=clock.today())
    late = [
        LateUnit(
            row.name,
            "Ban hành, gửi kế hoạch năm",
            day(row.last_day) if row.last_day else None,
            str(STATE_NAMES[row.state]) if row.state else "Chưa lập kế hoạch",
        )
        for row in rows
    ]
    if late:
        reminder = services.draft_reminder(
            cycle, desk=office.unit, late=late, reply_by=None, by=office.by, now=clock.now()
        )
        yield to_be_signed("23-don-doc", documents.content(reminder))


def _of_a_unit(office: Office, cycle: Cycle) -> Iterator[Specimen]:
    unit, by, now = office.unit, office.by, clock.now()
    request = services.draft_survey_request(cycle, unit=unit, reply_by=None, contact="", by=by, now=now)
    yield to_be_signed(f"27-cong-van-ra-soat-{unit.slug}", documents.content(request), word=True)
    plan = services.make(cycle, unit=unit, by=by, now=now)
    submission = services.draft_submission(plan, unit=unit, by=by, now=now)
    yield to_be_signed(f"28-to-trinh-{unit.slug}", documents.content(submission), word=True)
    comments = queries.comments(plan.id)
    if comments and unit.parent_id:
        desk = units.by_id(unit.parent_id)
        letter = services.comments_letter(plan, comments, unit=unit, desk=desk, reply_by=None, on=clock.today())
        yield to_be_signed(f"29-gop-y-{unit.slug}", letter)


def _corrigenda(office: Office) -> Iterator[Specimen]:
    """For the first issued document of the office: what is to be mended stays a blank."""
    issued = db.session.scalar(
        select(Document)
        .where(Document.state == State.ISSUED)
        .options(joinedload(Document.body), selectinload(Document.dispatches))
        .order_by(Document.id)
        .limit(1)
    )
    if issued is None:
        return
    bodies = units.bodies(office.unit.id, clock.today())
    body = next(one for one in bodies if one.id == issued.body_id)
    drafter = next((one.symbol for one in bodies if one.kind in DRAFTERS), None)
    letter = corrigendum(issued, body=body, drafter=drafter, cause="", corrections=NO_CORRECTIONS, on=clock.today())
    yield to_be_signed(f"30-dinh-chinh-{office.unit.slug}", letter)
