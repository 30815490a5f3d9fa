"""Freezing a plan for the signature, and taking it back before it has a number."""

from datetime import datetime

from ocop import audit, paperwork
from ocop.accounts.models import User
from ocop.core import clock
from ocop.core.db import db
from ocop.documents import services as documents
from ocop.documents.models import Document
from ocop.paperwork.forms.plan import Plan as Paper
from ocop.plans import papers
from ocop.plans.models import Plan
from ocop.plans.papers.plan import KIND
from ocop.plans.rules import Check, State
from ocop.plans.services.checking import OnPaper, check_paper, note_check
from ocop.plans.services.moving import hold, move, must_be, must_not_be_maker
from ocop.plans.services.versions import FROZEN, keep_version
from ocop.tenancy import Workspace, units


def mark_for_signature(
    plan: Plan, *, unit: Workspace, by: User, now: datetime, paper: OnPaper | None = None
) -> Document:
    """Freeze the plan: from here on its words and bytes stand, number and date are blank (Decree 30/2020, Art. 15).

    With `paper` the clerk enters the leader's decision from paper. Raises `OwnWork` for a maker, `WrongState` unless all
    checks are passed.
    """
    held = hold(plan)
    must_be(held, State.CHECKED)
    must_not_be_maker(held, by)
    if paper is not None:
        check_paper(paper, now=now)
    printed = papers.current_paper(held, unit=unit, on=clock.office_date(now))
    document = _document(held, printed, unit=unit, by=by, now=now)
    documents.freeze(document, by=by, now=now)
    move(held, State.FOR_SIGNATURE)
    note_check(held, Check.SIGNATURE, passed=True, by=by, now=now, paper=paper)
    keep_version(held, occasion=FROZEN, by=by, now=now)
    change = {"state": (State.CHECKED, State.FOR_SIGNATURE), "sha256": (None, document.content_sha256)}
    audit.record(
        by, "mark_for_signature_from_paper" if paper else "mark_for_signature", held, name=held.name, change=change
    )
    return document


def take_back(plan: Plan, *, reason: str, by: User, now: datetime) -> None:
    """Bring a plan back to draft before it has a number; raises `WrongState` later, `DomainError` without a reason."""
    held = hold(plan)
    must_be(held, State.FOR_SIGNATURE)
    documents.unfreeze(paper_of(held), reason=reason, by=by, now=now)
    move(held, State.DRAFT)
    note_check(held, Check.SIGNATURE, passed=False, by=by, now=now, note=reason)
    change = {"state": (State.FOR_SIGNATURE, State.DRAFT), "reason": (None, reason)}
    audit.record(by, "take_back", held, name=held.name, change=change)


def paper_of(plan: Plan) -> Document:
    """The document of a plan that was frozen once."""
    assert plan.document_id is not None
    return db.session.get_one(Document, plan.document_id)


def _document(plan: Plan, printed: Paper, *, unit: Workspace, by: User, now: datetime) -> Document:
    """The plan's document with this content: a new one, or the same again when the plan had been taken back."""
    body = units.body(unit.id, "ubnd", clock.office_date(now))
    if plan.document_id is not None:
        document = paper_of(plan)
        document.body_id = body.id
        documents.revise(document, content=printed, subject=plan.subject, by=by)
        return document
    form = paperwork.key_of(printed)
    document = documents.prepare(printed, form=form, kind=KIND, body=body, subject=plan.subject, by=by, now=now)
    plan.document_id = document.id
    return document
