"""The Word file of a plan's draft, and where people's words stand in it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ocop import paperwork
from ocop.documents.papers import word
from ocop.paperwork.forms.plan import Plan as Paper
from ocop.paperwork.rewritten import Filler, Passage, Shape
from ocop.plans.models import Plan, PlanSection
from ocop.plans.papers.plan import numbered_sections
from ocop.plans.rules.deriving import CLOSING, OPENING

FORMALITY_TEXTS: Mapping[str, Shape] = {
    "subject": Shape.LINE,
    "legal_bases": Shape.LINES,
    "recipients": Shape.LINES,
    "filed": Shape.LINE,
}
"""What stands around the sections, by the plan's columns."""


def draft_of(plan: Plan) -> str:
    """The name of a plan's draft in the marks of its files."""
    return f"ke-hoach-{plan.id}"


def docx(plan: Plan, sections: Sequence[PlanSection], paper: Paper) -> bytes:
    """The plan for offices that go on editing in Word; the file is known again when it comes back."""
    return word.docx(paper, passages(plan, sections), draft=draft_of(plan))


def passages(plan: Plan, sections: Sequence[PlanSection]) -> tuple[Passage, ...]:
    """Every text of the plan that people write; sections that a supplementing plan leaves out are not on the paper."""
    shown = {one.key for one in numbered_sections(plan, sections)} | {OPENING, CLOSING}
    return (
        *(Passage(name, str(getattr(plan, name)), shape) for name, shape in FORMALITY_TEXTS.items()),
        *(Passage(one.key, one.text, Shape.TEXT) for one in sections if one.key in shown),
    )


def filler(plan: Plan, sections: Sequence[PlanSection]) -> Filler:
    """Puts texts in their places on the plan's paper."""
    keys = [one.key for one in numbered_sections(plan, sections)]

    def fill(paper: paperwork.Document, texts: Mapping[str, str]) -> paperwork.Document:
        assert isinstance(paper, Paper)
        recipients = replace(paper.recipients, entries=tuple(texts["recipients"].splitlines()), filed=texts["filed"])
        return replace(
            paper,
            subject=texts["subject"],
            bases=tuple(texts["legal_bases"].splitlines()),
            intro=texts.get(OPENING, ""),
            sections=tuple(replace(one, text=texts[key]) for key, one in zip(keys, paper.sections, strict=True)),
            closing=texts.get(CLOSING, ""),
            recipients=recipients,
        )

    return fill
