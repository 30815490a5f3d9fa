"""Document 1 out of a plan as it stands: the letterhead and signature of the day, the words, the annexes."""

from collections.abc import Sequence
from datetime import date

from ocop import paperwork
from ocop.documents import papers as documents
from ocop.documents.models import Document
from ocop.documents.rules import KINDS
from ocop.paperwork import Citation, Recipients, Rendition
from ocop.paperwork.forms.plan import Change, Earlier, Section
from ocop.paperwork.forms.plan import Plan as Paper
from ocop.paperwork.forms.plan_annexes import Annexes
from ocop.plans import queries
from ocop.plans.models import Plan, PlanSection
from ocop.plans.papers.annexes import annexes
from ocop.plans.rules.deriving import CLOSING, OPENING
from ocop.programme import queries as programme
from ocop.registrations import queries as registrations
from ocop.tenancy import IssuingBody, Workspace, units

KIND = "KH"


def current_paper(plan: Plan, *, unit: Workspace, on: date) -> Paper:
    """The plan as it would be printed on a day, everything read from the records."""
    body = units.body(unit.id, "ubnd", on)
    year = programme.cycle(plan.cycle_id).year
    rows = annexes(
        registrations.for_plan(plan.cycle_id),
        queries.budget(plan.id),
        queries.activities(plan.id),
        year=year,
    )
    return plan_paper(plan, queries.sections(plan.id), rows, body=body, earlier=earlier(plan, body), on=on)


def signed_paper(document: Document) -> Paper:
    """What the frozen document of a plan says, whatever the records say today."""
    paper = documents.content(document)
    assert isinstance(paper, Paper)
    return paper


def plan_paper(
    plan: Plan,
    sections: Sequence[PlanSection],
    rows: Annexes,
    *,
    body: IssuingBody,
    earlier: Earlier | None,
    on: date,
) -> Paper:
    """The paper of a plan; sections without a word are left out of a supplementing plan, which changes only some."""
    words = {section.key: section.text for section in sections}
    numbered = numbered_sections(plan, sections)
    return Paper(
        letterhead=documents.letterhead(body, symbol=f"{KIND}-{body.symbol}"),
        year=on.year,
        subject=plan.subject,
        bases=tuple(plan.legal_bases.splitlines()),
        intro=words.get(OPENING, ""),
        sections=tuple(Section(one.heading, one.text) for one in numbered),
        closing=words.get(CLOSING, ""),
        signing=documents.signing(body, kind=KIND, on=on),
        recipients=Recipients(entries=tuple(plan.recipients.splitlines()), filed=plan.filed),
        annexes=rows,
        earlier=earlier,
        kind=KINDS[KIND],
    )


def numbered_sections(plan: Plan, sections: Sequence[PlanSection]) -> list[PlanSection]:
    """The sections that the paper prints under their headings."""
    return [one for one in sections if one.key not in {OPENING, CLOSING} and (one.text or not plan.supplements)]


def earlier(plan: Plan, body: IssuingBody) -> Earlier | None:
    """The issued plan that this one names as replaced or supplemented (Decree 30/2020, Art. 18.3)."""
    if plan.replaces_id is None:
        return None
    document = queries.plan(plan.replaces_id).document
    assert document is not None
    cited = Citation(KINDS[KIND], document.number, document.symbol, document.dated, body.name)
    return Earlier(Change.SUPPLEMENTS if plan.supplements else Change.REPLACES, cited)


def draft_pdf(paper: Paper) -> bytes:
    """The plan as it stands, marked DỰ THẢO."""
    return paperwork.render_pdf(paper, Rendition.draft())
