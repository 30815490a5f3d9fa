"""Writing in a draft. Every part is saved by itself; a stale save is refused with both texts, so that neither is lost."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _

from ocop import audit
from ocop.accounts.models import User
from ocop.core.db import db
from ocop.core.errors import DomainError, StaleEdit
from ocop.core.text.money import figure
from ocop.core.text.normal import nfc, nfc_lines
from ocop.paperwork.differences import Fate, differences
from ocop.plans import queries
from ocop.plans.models import Plan, PlanActivity, PlanBudgetLine, PlanSection
from ocop.plans.papers.annexes import SOURCE_NAMES
from ocop.plans.rules import Source, State
from ocop.plans.rules.content import Activity, Formalities, Money
from ocop.plans.services.moving import hold, must_be, note_maker


def save_section(plan: Plan, key: str, *, text: str, version: int, by: User, now: datetime) -> PlanSection:
    """Save a section that somebody edited from `version` on; saving the same words again changes nothing.

    Raises `StaleEdit` with both texts when somebody else saved in between, `WrongState` unless the plan is a draft.
    """
    held = _open(plan)
    section = queries.section(held.id, key)
    words = nfc_lines(text)
    if section.text == words:
        return section
    if section.version != version:
        raise StaleEdit(mine={"text": words}, theirs={"text": section.text}, version=section.version)
    change = {section.key: _what_changed(section.text, words)}
    section.text, section.version = words, section.version + 1
    section.edited_by, section.edited_by_id, section.edited_at = by.name, by.id, now
    note_maker(held, by)
    audit.record(by, "edit", held, name=held.name, change=change)
    return section


def save_formalities(plan: Plan, *, to: Formalities, version: int, by: User) -> int:
    """Save what stands around the text; returns the new version. Raises `StaleEdit`, `WrongState`, `DomainError`."""
    held = _open(plan)
    new = {
        "subject": nfc(to.subject),
        "legal_bases": _lines(to.legal_bases),
        "recipients": _lines(to.recipients),
        "filed": nfc(to.filed),
    }
    old = {name: getattr(held, name) for name in new}
    if new == old:
        return held.version
    if not new["subject"]:
        raise DomainError(_("Vui lòng nhập trích yếu của kế hoạch."), field="subject")
    if held.version != version:
        raise StaleEdit(mine=new, theirs=old, version=held.version)
    for name, value in new.items():
        setattr(held, name, value)
    held.version += 1
    note_maker(held, by)
    changed = {name: (old[name], value) for name, value in new.items() if old[name] != value}
    audit.record(by, "edit", held, name=held.name, change=changed)
    return held.version


def save_budget(plan: Plan, *, lines: Sequence[Money], version: int, by: User) -> int:
    """Put the money in place of the kept one; returns the new version.

    Raises `DomainError` for money without a purpose or below zero, `StaleEdit` with both tables, `WrongState`.
    """
    held = _open(plan)
    wanted = [line for line in lines if line.amounts]
    if any(not nfc(line.purpose) for line in wanted):
        raise DomainError(_("Có dòng kinh phí chưa ghi nội dung chi. Vui lòng ghi nội dung hoặc xóa số tiền."))
    if any(amount < 0 for line in wanted for amount in line.amounts.values()):
        raise DomainError(_("Số tiền không được âm. Vui lòng kiểm tra lại."))
    new = [
        PlanBudgetLine(plan_id=held.id, position=position, purpose=purpose, source=source, amount=amount)
        for position, (purpose, source, amount) in enumerate(_cells(wanted))
    ]
    kept = list(queries.budget(held.id))
    mine, theirs = _shown_money(new), _shown_money(kept)
    if mine == theirs:
        return held.budget_version
    if held.budget_version != version:
        raise StaleEdit(mine={"budget": mine}, theirs={"budget": theirs}, version=held.budget_version)
    _put_in_place(kept, new)
    held.budget_version += 1
    note_maker(held, by)
    audit.record(by, "edit", held, name=held.name, change={"budget": (theirs, mine)})
    return held.budget_version


def save_calendar(plan: Plan, *, lines: Sequence[Activity], version: int, by: User) -> int:
    """Put the calendar in place of the kept one; returns the new version. Raises `StaleEdit`, `WrongState`, `DomainError`."""
    held = _open(plan)
    wanted = [line for line in lines if nfc(f"{line.content}{line.period}{line.in_charge}{line.cooperating}")]
    if any(not nfc(line.content) for line in wanted):
        raise DomainError(_("Có dòng lịch chưa ghi hoạt động. Vui lòng ghi hoạt động hoặc xóa dòng."))
    new = [
        PlanActivity(
            plan_id=held.id,
            position=position,
            content=nfc(line.content),
            period=nfc(line.period),
            in_charge=nfc(line.in_charge),
            cooperating=nfc(line.cooperating) or None,
        )
        for position, line in enumerate(wanted)
    ]
    kept = list(queries.activities(held.id))
    mine, theirs = _shown_calendar(new), _shown_calendar(kept)
    if mine == theirs:
        return held.calendar_version
    if held.calendar_version != version:
        raise StaleEdit(mine={"calendar": mine}, theirs={"calendar": theirs}, version=held.calendar_version)
    _put_in_place(kept, new)
    held.calendar_version += 1
    note_maker(held, by)
    audit.record(by, "edit", held, name=held.name, change={"calendar": (theirs, mine)})
    return held.calendar_version


def _open(plan: Plan) -> Plan:
    held = hold(plan)
    must_be(held, State.DRAFT)
    return held


def _lines(text: str) -> str:
    return "\n".join(filter(None, map(nfc, text.splitlines())))


def _what_changed(before: str, after: str) -> tuple[str, str]:
    """Only the blocks that differ, so that the trail does not repeat a whole section at every save."""
    changed = [one for one in differences(before, after) if one.fate is not Fate.SAME]
    return "\n".join(filter(None, (one.left for one in changed))), "\n".join(
        filter(None, (one.right for one in changed))
    )


def _cells(lines: Sequence[Money]) -> list[tuple[str, Source, int]]:
    return [
        (nfc(line.purpose), source, line.amounts[source])
        for line in lines
        for source in Source
        if source in line.amounts
    ]


def _put_in_place(kept: Sequence[object], new: Sequence[object]) -> None:
    for row in kept:
        db.session.delete(row)
    db.session.flush()
    db.session.add_all(new)
    db.session.flush()


def _shown_money(lines: Sequence[PlanBudgetLine]) -> str:
    return "\n".join(f"{line.purpose}; {SOURCE_NAMES[line.source]}; {figure(line.amount)}" for line in lines)


def _shown_calendar(lines: Sequence[PlanActivity]) -> str:
    return "\n".join("; ".join((line.content, line.period, line.in_charge, line.cooperating or "")) for line in lines)
