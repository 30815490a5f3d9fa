"""Drafting the letters around a plan; from then on they live in the room of documents."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from flask_babel import gettext as _

from ocop import audit, paperwork
from ocop.accounts.models import User
from ocop.core import clock
from ocop.core.db import db
from ocop.core.errors import DomainError
from ocop.core.text.dates import day
from ocop.documents import services as documents
from ocop.documents.models import Document
from ocop.documents.rules import kind_name
from ocop.paperwork import Citation
from ocop.paperwork.forms.comments import Comments, SectionComment
from ocop.paperwork.forms.reminder import LateUnit
from ocop.paperwork.kit.wording import raised, roman
from ocop.plans import papers, queries
from ocop.plans.models import Plan, PlanComment
from ocop.plans.papers.letters import LETTER, SUBMISSION, Sender
from ocop.plans.rules.deriving import BLANK, Facts, fill, values
from ocop.plans.rules.template import COMMENTS, DISTRICT, REMINDER, SURVEY_REQUEST, Part
from ocop.plans.rules.template import SUBMISSION as SUBMISSION_TEXT
from ocop.plans.services.moving import Known, hold
from ocop.plans.services.signing import paper_of
from ocop.programme import queries as programme
from ocop.programme.models import Cycle
from ocop.recognition import queries as recognition
from ocop.registrations import queries as registrations
from ocop.tenancy import IssuingBody, Workspace, acting_in, units


def draft_survey_request(
    cycle: Cycle, *, unit: Workspace, reply_by: date | None, contact: str, by: User, now: datetime
) -> Document:
    """Document 27 of the unit, to its communes and producers."""
    on = clock.office_date(now)
    template = queries.template(cycle.id, SURVEY_REQUEST)
    facts = queries.unit_facts(cycle, unit=unit, on=on)
    body = units.body(unit.id, "ubnd", on)
    words = {
        **values(queries.template(cycle.id, DISTRICT), facts),
        "issuer_name": body.name,
        "see_lists": "",
        **_expiring(cycle, facts),
    }
    names = template.text(Part.ADDRESSEES)
    letter = papers.survey_request(
        template,
        words,
        sender=Sender(body, _drafter(unit, on)),
        addressees=[raised(name) for name in fill(names, words).split("; ")],
        reply_by=reply_by,
        reply_to=unit.division or body.name,
        contact=contact or None,
        on=on,
    )
    return _prepared(letter, kind=LETTER, body=body, subject=letter.about, by=by, now=now)


def draft_submission(plan: Plan, *, unit: Workspace, by: User, now: datetime) -> Document:
    """Document 28 of the unit's division for this plan; asking again gives the one that is there."""
    held = hold(plan)
    if held.submission_id is not None:
        return db.session.get_one(Document, held.submission_id)
    on = clock.office_date(now)
    cycle = programme.cycle(held.cycle_id)
    facts = queries.unit_facts(cycle, unit=unit, on=on, plan=held)
    lines = registrations.for_plan(cycle.id)
    makers = {one.producer for one in (*lines.new, *lines.upgrade, *lines.reassessment)}
    words = {
        **values(queries.template(cycle.id, DISTRICT), facts),
        "due": _due(cycle),
        "n_producers_registered": f"{len(makers):02d}",
    }
    body = _division(unit, on)
    letter = papers.submission(
        queries.template(cycle.id, SUBMISSION_TEXT),
        words,
        sender=Sender(body, None),
        bases=held.legal_bases.splitlines(),
        on=on,
    )
    document = _prepared(letter, kind=SUBMISSION, body=body, subject=letter.subject, by=by, now=now)
    held.submission_id = document.id
    audit.record(by, "draft_submission", held, name=held.name)
    return document


def draft_reminder(
    cycle: Cycle,
    *,
    desk: Workspace,
    late: Sequence[LateUnit],
    reply_by: date | None,
    by: User,
    now: datetime,
) -> Document:
    """Document 23 of the province's desk to the units named; raises `DomainError` when nobody is."""
    if not late:
        raise DomainError(_("Vui lòng chọn ít nhất một đơn vị cần đôn đốc."), field="units")
    on = clock.office_date(now)
    milestone = programme.milestone(cycle.id, programme.PLAN_ISSUED)
    overdue = milestone is not None and programme.deadline(milestone, None).days_left(on) < 0
    below = len(units.below(desk.id, on))
    issued = below - len(queries.late_units(cycle, desk=desk, on=on))
    facts = queries.unit_facts(cycle, unit=desk, on=on)
    template = queries.template(cycle.id, REMINDER)
    words = {
        **values(template, facts),
        "due": _due(cycle),
        "as_of": day(on),
        "n_units": f"{below:02d}",
        "n_issued": f"{issued:02d}",
        **({"reply_by": day(reply_by)} if reply_by else {}),
        **({"contact": by.name} if by.name else {}),
    }
    sender = _department(desk, on)
    letter = papers.reminder(template, words, sender=sender, late=late, overdue=overdue, on=on)
    return _prepared(letter, kind=LETTER, body=sender.body, subject=letter.about, by=by, now=now)


def draft_comments(
    plan: Plan,
    comments: Sequence[PlanComment],
    *,
    unit: Workspace,
    desk: Workspace,
    reply_by: date | None,
    by: User,
    now: datetime,
) -> None:
    """Document 29, drafted at the province's desk once this request, which works on the unit's record, is over."""
    letter = comments_letter(plan, comments, unit=unit, desk=desk, reply_by=reply_by, on=clock.office_date(now))
    db.afterwards(_at_the_desk(letter, [one.id for one in comments], unit=unit, desk=desk, by=by, now=now))


def comments_letter(
    plan: Plan, comments: Sequence[PlanComment], *, unit: Workspace, desk: Workspace, reply_by: date | None, on: date
) -> Comments:
    """Document 29 in words."""
    cycle = programme.cycle(plan.cycle_id)
    template = queries.template(cycle.id, COMMENTS)
    words = values(template, queries.unit_facts(cycle, unit=unit, on=on, plan=plan))
    issued = paper_of(plan)
    issuer = units.body(unit.id, "ubnd", on).name
    return papers.comments_letter(
        template,
        words,
        sender=_department(desk, on),
        on_plan=Citation(kind_name(issued.kind), issued.number, issued.symbol, issued.dated, issuer),
        received_on=clock.office_date(plan.sent_at) if plan.sent_at else on,
        sections=_by_section(plan, comments),
        reply_by=reply_by,
        on=on,
    )


def section_names(plan: Plan) -> dict[str, str]:
    """How letters call the sections: "Mục III. Nội dung, kinh phí"."""
    headed = [one for one in queries.sections(plan.id) if one.heading]
    return {one.key: f"Mục {roman(place)}. {one.heading}" for place, one in enumerate(headed, start=1)} | {
        "opening": "Phần mở đầu",
        "closing": "Phần kết thúc",
        "annexes": "Các phụ lục",
        "formalities": "Thể thức, căn cứ, nơi nhận",
    }


def _by_section(plan: Plan, comments: Sequence[PlanComment]) -> list[SectionComment]:
    names = section_names(plan)
    return [SectionComment(names.get(one.section_key, one.section_key), one.comment, one.reason) for one in comments]


def _at_the_desk(
    letter: Comments,
    comment_ids: Sequence[int],
    *,
    unit: Workspace,
    desk: Workspace,
    by: User,
    now: datetime,
) -> Callable[[], None]:
    who = Known(by)

    def write() -> None:
        with acting_in(desk.id):
            body = _department(desk, clock.office_date(now)).body
            drafted = _prepared(letter, kind=LETTER, body=body, subject=letter.about, by=who, now=now)
            token = drafted.token
        with acting_in(unit.id):
            for comment_id in comment_ids:
                db.session.get_one(PlanComment, comment_id).letter_token = token

    return write


def _prepared(
    letter: paperwork.Document, *, kind: str, body: IssuingBody, subject: str, by: audit.services.Actor, now: datetime
) -> Document:
    form = paperwork.key_of(letter)
    return documents.prepare(letter, form=form, kind=kind, body=body, subject=subject, by=by, now=now)


def _expiring(cycle: Cycle, facts: Facts) -> dict[str, str]:
    """How many recognitions still in force end within the year, said only when every end is known."""
    by = {"expiring_by": day(cycle.ends_on)}
    if facts.expired is None:
        return by
    ending = len(recognition.ending_by(cycle.ends_on, today=facts.as_of)) - facts.expired
    return {**by, "n_expiring": f"{ending:02d}"}


def _due(cycle: Cycle) -> str:
    milestone = programme.milestone(cycle.id, programme.PLAN_ISSUED)
    return day(programme.deadline(milestone, None).last_day) if milestone else BLANK


def _division(unit: Workspace, on: date) -> IssuingBody:
    return units.body(unit.id, "division", on)


def _drafter(unit: Workspace, on: date) -> str | None:
    return next((body.symbol for body in units.bodies(unit.id, on) if body.kind == "division"), None)


def _department(desk: Workspace, on: date) -> Sender:
    bodies = {body.kind: body for body in units.bodies(desk.id, on)}
    drafter = bodies.get("sub_department")
    return Sender(bodies["department"], drafter.symbol if drafter else None)
