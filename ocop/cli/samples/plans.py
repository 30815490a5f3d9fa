"""Documents 1, 2 and 30: the plan that a unit has, or the one that would be made today."""

from collections.abc import Iterator

from ocop.cli.samples.specimens import Office, Specimen, as_kept, to_be_signed, without_code
from ocop.core import clock
from ocop.core.db import db
from ocop.documents.models import Document
from ocop.paperwork.forms.plan import Plan as Paper
from ocop.paperwork.forms.plan_annexes import PlanAnnexes
from ocop.plans import papers, services
from ocop.plans.models import Plan
from ocop.plans.papers.annexes import present
from ocop.plans.rules import IN_FORCE
from ocop.programme.models import Cycle


def specimens(office: Office, cycle: Cycle) -> Iterator[Specimen]:
    """The plan, its annexes by themselves, and a plan that supplements it once it is in force."""
    plan = services.make(cycle, unit=office.unit, by=office.by, now=clock.now())
    slug = office.unit.slug
    yield _plan(f"01-ke-hoach-{slug}", plan, office)
    paper = papers.current_paper(plan, unit=office.unit, on=clock.today())
    if present(paper.annexes):
        yield without_code(f"02-phu-luc-{slug}", PlanAnnexes(paper.letterhead, paper.year, paper.annexes))
    if plan.state in IN_FORCE:
        yield to_be_signed(f"30-ke-hoach-dieu-chinh-{slug}", _supplement(plan, office))


def _plan(name: str, plan: Plan, office: Office) -> Specimen:
    kept = db.session.get_one(Document, plan.document_id) if plan.document_id else None
    if kept is not None and kept.qr is not None:
        return as_kept(name, kept, word=True)
    return to_be_signed(name, papers.current_paper(plan, unit=office.unit, on=clock.today()), word=True)


def _supplement(plan: Plan, office: Office) -> Paper:
    made = services.make_successor(plan, supplements=True, by=office.by, now=clock.now())
    return papers.current_paper(made, unit=office.unit, on=clock.today())
