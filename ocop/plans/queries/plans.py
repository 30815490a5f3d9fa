"""One unit's plans and their parts."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from ocop.core.db import db
from ocop.core.errors import NotYours
from ocop.documents.models import Document
from ocop.plans.models import (
    Plan,
    PlanActivity,
    PlanBudgetLine,
    PlanCheck,
    PlanComment,
    PlanMaker,
    PlanReason,
    PlanReceipt,
    PlanSection,
    PlanVersion,
)
from ocop.plans.rules import State

PAPER = (
    joinedload(Plan.document).options(
        joinedload(Document.body),
        joinedload(Document.signature_file),
        joinedload(Document.numbered_file),
        joinedload(Document.signed_copy),
        selectinload(Document.dispatches),
    )
)  # fmt: skip


def plans() -> Sequence[Plan]:
    """All plans of the unit, the latest first, with their documents."""
    return db.session.scalars(
        select(Plan).options(joinedload(Plan.document)).order_by(Plan.cycle_id.desc(), Plan.ordinal.desc())
    ).all()


def plan(plan_id: int) -> Plan:
    """The plan with its sections and its document; raises `NotYours`."""
    found = db.session.scalar(select(Plan).where(Plan.id == plan_id).options(PAPER, selectinload(Plan.sections)))
    if found is None:
        raise NotYours
    return found


def first_plan(cycle_id: int) -> Plan | None:
    """The unit's first plan of a cycle: the one that "Lập kế hoạch" makes."""
    return db.session.scalar(select(Plan).where(Plan.cycle_id == cycle_id).order_by(Plan.ordinal).limit(1))


def latest_plan(cycle_id: int) -> Plan | None:
    """The unit's plan of a cycle with the highest ordinal."""
    return db.session.scalar(select(Plan).where(Plan.cycle_id == cycle_id).order_by(Plan.ordinal.desc()).limit(1))


def last_ordinal(cycle_id: int) -> int:
    """The highest ordinal of the unit's plans of a cycle, 0 when it has none."""
    return db.session.scalar(select(func.max(Plan.ordinal)).where(Plan.cycle_id == cycle_id)) or 0


def successor(plan_id: int, *, supplements: bool = False) -> Plan | None:
    """The plan that replaces this one (or adds to it), as far as it has come, with its document."""
    return db.session.scalar(
        select(Plan)
        .where(Plan.replaces_id == plan_id, Plan.supplements.is_(supplements))
        .options(joinedload(Plan.document))
        .order_by(Plan.ordinal.desc())
        .limit(1)
    )


def open_successor(plan_id: int) -> Plan | None:
    """A plan that is to replace or supplement this one and is not issued yet."""
    return db.session.scalar(
        select(Plan)
        .where(
            Plan.replaces_id == plan_id,
            Plan.state.in_((State.DRAFT, State.WITH_HEAD, State.WITH_OFFICE, State.CHECKED, State.FOR_SIGNATURE)),
        )
        .order_by(Plan.ordinal.desc())
        .limit(1)
    )


def plan_of_document(document_id: int) -> Plan:
    """The plan that a document is the paper of; raises `NotYours`."""
    found = db.session.scalar(select(Plan).where(Plan.document_id == document_id))
    if found is None:
        raise NotYours
    return found


def sections(plan_id: int) -> Sequence[PlanSection]:
    """The sections in their order, as they are now."""
    return db.session.scalars(
        select(PlanSection)
        .where(PlanSection.plan_id == plan_id)
        .order_by(PlanSection.position)
        .execution_options(populate_existing=True)
    ).all()


def section(plan_id: int, key: str) -> PlanSection:
    """One section as it is now; raises `NotYours`."""
    found = db.session.scalar(
        select(PlanSection)
        .where(PlanSection.plan_id == plan_id, PlanSection.key == key)
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotYours
    return found


def makers(plan_id: int) -> frozenset[int]:
    """Who wrote in the plan, by user key."""
    return frozenset(db.session.scalars(select(PlanMaker.user_id).where(PlanMaker.plan_id == plan_id)))


def budget(plan_id: int) -> Sequence[PlanBudgetLine]:
    """The money in the order of its lines."""
    return db.session.scalars(
        select(PlanBudgetLine).where(PlanBudgetLine.plan_id == plan_id).order_by(PlanBudgetLine.position)
    ).all()


def activities(plan_id: int) -> Sequence[PlanActivity]:
    """The calendar in the order of its lines."""
    return db.session.scalars(
        select(PlanActivity).where(PlanActivity.plan_id == plan_id).order_by(PlanActivity.position)
    ).all()


def checks(plan_id: int) -> Sequence[PlanCheck]:
    """The decisions on the plan with their reasons, the latest first."""
    return db.session.scalars(
        select(PlanCheck)
        .where(PlanCheck.plan_id == plan_id)
        .options(selectinload(PlanCheck.reasons), joinedload(PlanCheck.scan))
        .order_by(PlanCheck.id.desc())
    ).all()


def open_reasons(plan_id: int) -> Sequence[PlanReason]:
    """The reasons for which the plan was sent back the last time, answered ones too; none after it was handed on again."""
    last = db.session.scalar(
        select(PlanCheck)
        .where(PlanCheck.plan_id == plan_id)
        .options(selectinload(PlanCheck.reasons))
        .order_by(PlanCheck.id.desc())
        .limit(1)
    )
    return () if last is None or last.passed else last.reasons


def reason(plan_id: int, reason_id: int) -> PlanReason:
    """One reason of this plan; raises `NotYours`."""
    found = db.session.scalar(
        select(PlanReason)
        .join(PlanCheck, PlanCheck.id == PlanReason.check_id)
        .where(PlanReason.id == reason_id, PlanCheck.plan_id == plan_id)
    )
    if found is None:
        raise NotYours
    return found


def comments(plan_id: int) -> Sequence[PlanComment]:
    """What the province said of the plan, in the order it was said."""
    return db.session.scalars(select(PlanComment).where(PlanComment.plan_id == plan_id).order_by(PlanComment.id)).all()


def receipt(plan_id: int) -> PlanReceipt | None:
    """The province's receipt of the plan."""
    return db.session.scalar(select(PlanReceipt).where(PlanReceipt.plan_id == plan_id))


def versions(plan_id: int) -> Sequence[PlanVersion]:
    """The kept versions, the latest first."""
    return db.session.scalars(
        select(PlanVersion).where(PlanVersion.plan_id == plan_id).order_by(PlanVersion.ordinal.desc())
    ).all()


def version(plan_id: int, ordinal: int) -> PlanVersion:
    """One kept version; raises `NotYours`."""
    found = db.session.scalar(select(PlanVersion).where(PlanVersion.plan_id == plan_id, PlanVersion.ordinal == ordinal))
    if found is None:
        raise NotYours
    return found
