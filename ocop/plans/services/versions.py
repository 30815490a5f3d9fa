"""Keeping the words of a plan as they are at one moment."""

from datetime import datetime

from ocop.accounts.models import User
from ocop.core.db import db
from ocop.plans import queries
from ocop.plans.models import Plan, PlanVersion
from ocop.plans.rules.comparing import PlanText, SectionText

HANDED_ON = "handed_on"
BEFORE_REFRESH = "before_refresh"
FROZEN = "frozen"


def text_of(plan: Plan) -> PlanText:
    """The words of the plan as they stand now."""
    return PlanText(tuple(SectionText(one.key, one.heading, one.text) for one in queries.sections(plan.id)))


def keep_version(plan: Plan, *, occasion: str, by: User, now: datetime) -> PlanVersion | None:
    """Keep the words as the next version; None when nothing changed since the last one."""
    content = text_of(plan).dump()
    last = next(iter(queries.versions(plan.id)), None)
    if last is not None and last.content == content:
        return None
    kept = PlanVersion(
        plan_id=plan.id,
        ordinal=last.ordinal + 1 if last else 1,
        content=content,
        occasion=occasion,
        kept_at=now,
        kept_by=by.name,
    )
    db.session.add(kept)
    db.session.flush()
    return kept
