""" "Cập nhật từ hồ sơ": new figures from the records laid over the text, shown first, edits never lost."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ocop import audit
from ocop.accounts.models import User
from ocop.core import clock
from ocop.plans import queries
from ocop.plans.models import Plan, PlanSection
from ocop.plans.rules import State
from ocop.plans.rules.comparing import Refreshed
from ocop.plans.rules.comparing import refresh as lay_over
from ocop.plans.rules.deriving import derive
from ocop.plans.rules.template import DISTRICT, PROVINCE
from ocop.plans.services.moving import hold, must_be, note_maker
from ocop.plans.services.versions import BEFORE_REFRESH, keep_version
from ocop.programme import queries as programme
from ocop.tenancy import Workspace


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the records would change in one section; `whole` is the section as newly derived."""

    key: str
    heading: str
    refreshed: Refreshed
    whole: str
    version: int


def proposals(plan: Plan, *, unit: Workspace, on: date) -> Sequence[Proposal]:
    """What a refresh would change, section by section; empty when text and records agree."""
    derived = _derived(plan, unit=unit, on=on)
    found = []
    for section in queries.sections(plan.id):
        fresh = derived.get(section.key, section.derived)
        if fresh != section.derived:
            laid = lay_over(section.derived, section.text, fresh)
            found.append(Proposal(section.key, section.heading, laid, fresh, section.version))
    return found


def refresh(plan: Plan, *, overwrite: Collection[str] = (), unit: Workspace, by: User, now: datetime) -> int:
    """Lay the new figures over the text; returns how many sections changed.

    Blocks that people rewrote stay theirs, unless the section is named in `overwrite`: then it becomes the newly derived
    one. The text before is kept as a version. Raises `WrongState` unless the plan is a draft.
    """
    held = hold(plan)
    must_be(held, State.DRAFT)
    wanted = {one.key: one for one in proposals(held, unit=unit, on=clock.office_date(now))}
    if not wanted:
        held.counted_at = now
        return 0
    keep_version(held, occasion=BEFORE_REFRESH, by=by, now=now)
    changed = 0
    for section in queries.sections(held.id):
        if section.key in wanted:
            changed += _take(section, wanted[section.key], whole=section.key in overwrite, by=by, now=now)
    held.counted_at = now
    note_maker(held, by)
    audit.record(by, "refresh", held, name=held.name, change={"sections": (None, ", ".join(wanted))})
    return changed


def _take(section: PlanSection, proposal: Proposal, *, whole: bool, by: User, now: datetime) -> bool:
    text = proposal.whole if whole else proposal.refreshed.text
    section.derived = proposal.whole
    if not proposal.refreshed.taken and not whole:
        return False
    section.text, section.version = text, section.version + 1
    section.edited_by, section.edited_by_id, section.edited_at = by.name, by.id, now
    return True


def _derived(plan: Plan, *, unit: Workspace, on: date) -> dict[str, str]:
    cycle = programme.cycle(plan.cycle_id)
    template = queries.template(cycle.id, PROVINCE if unit.id == cycle.unit_id else DISTRICT)
    facts = queries.unit_facts(cycle, unit=unit, on=on, plan=plan)
    return {one.key: one.text for one in derive(template, facts, citations={}).sections}
