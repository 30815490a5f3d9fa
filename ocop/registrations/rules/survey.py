"""How a survey of communes runs: until when it may be answered, and what becomes of an idea."""

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum


class IdeaState(StrEnum):
    """What the district made of a commune's idea."""

    WAITING = "waiting"
    TAKEN = "taken"
    DECLINED = "declined"


@dataclass(frozen=True, kw_only=True)
class IdeaFacts:
    """What a commune writes down about a potential product; no producer means that there is none yet."""

    product: str
    producer: str | None = None
    set_id: int | None = None
    materials: str | None = None
    reason: str
    contact_consent: bool = False
    contact: str | None = None


IDEA_FACTS = tuple(one.name for one in fields(IdeaFacts))


def open_on(due: date, day: date) -> bool:
    """Whether a round may still be answered; its last day counts."""
    return day <= due


def may_edit(state: IdeaState, *, due: date, today: date) -> bool:
    """Whether the commune may still change an idea: within the round, before the district decided."""
    return state is IdeaState.WAITING and open_on(due, today)
