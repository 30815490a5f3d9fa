"""The draft of a plan comes back from Word: the sections, and what stands around them, as far as people write it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from flask_babel import gettext as _

from ocop.accounts.models import User
from ocop.core.errors import DomainError
from ocop.core.text.normal import nfc_lines
from ocop.documents.services.returning import FromWord, lay_beside, must_stand
from ocop.paperwork.forms.plan import Plan as Paper
from ocop.plans import papers, queries
from ocop.plans.models import Plan
from ocop.plans.papers.word import FORMALITY_TEXTS
from ocop.plans.rules import State
from ocop.plans.rules.content import Formalities
from ocop.plans.services.editing import save_formalities, save_section
from ocop.plans.services.moving import hold, must_be


def compare_word(plan: Plan, content: bytes, *, paper: Paper) -> FromWord:
    """The file beside the draft, whose printed form today is `paper`; nothing is changed.

    Raises `DomainError` at `file` as `lay_beside` says; `WrongState` unless a draft.
    """
    must_be(plan, State.DRAFT)
    sections = queries.sections(plan.id)
    return lay_beside(
        paper,
        papers.passages(plan, sections),
        content,
        fill=papers.filler(plan, sections),
        draft=papers.draft_of(plan),
        versions={key: version for key, (_text, version) in _standing(plan).items()},
    )


def take_over_word(plan: Plan, *, texts: Mapping[str, str], version: int, by: User, now: datetime) -> int:
    """Put texts of a returned file in place of the draft's, by their keys; returns how many. `version` is the sum of theirs.

    Raises `StaleEdit` with all these texts and those that stand when somebody saved one of them in between, and then takes
    nothing over; `WrongState` unless a draft, `DomainError` for none or an empty trích yếu.
    """
    held = hold(plan)
    must_be(held, State.DRAFT)
    standing = _standing(held)
    taken = {key: nfc_lines(text) for key, text in texts.items() if key in standing}
    must_stand(taken, version=version, standing=standing)
    around = {name: taken[name] for name in FORMALITY_TEXTS if name in taken}
    if around.get("subject") == "":
        raise DomainError(_("Vui lòng nhập trích yếu của kế hoạch."))
    for key in taken.keys() - around.keys():
        save_section(held, key, text=taken[key], version=standing[key][1], by=by, now=now)
    if around:
        kept = Formalities(held.subject, held.legal_bases, held.recipients, held.filed)
        save_formalities(held, to=replace(kept, **around), version=held.version, by=by)
    return len(taken)


def _standing(plan: Plan) -> dict[str, tuple[str, int]]:
    """The texts of the draft with their versions; those around the sections have the plan's."""
    sections: Sequence[tuple[str, str, int]] = [(one.key, one.text, one.version) for one in queries.sections(plan.id)]
    around = {name: (str(getattr(plan, name)), plan.version) for name in FORMALITY_TEXTS}
    return around | {key: (text, version) for key, text, version in sections}
