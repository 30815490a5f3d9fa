"""The states of a plan and the ways between them (`design.md`, section 4)."""

from enum import StrEnum


class State(StrEnum):
    """How far a plan has come."""

    DRAFT = "draft"
    WITH_HEAD = "with_head"
    WITH_OFFICE = "with_office"
    CHECKED = "checked"
    FOR_SIGNATURE = "for_signature"
    ISSUED = "issued"
    SENT = "sent"
    COMMENTED = "commented"
    RECEIVED = "received"
    REPLACED = "replaced"


TRANSITIONS: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.WITH_HEAD}),
    State.WITH_HEAD: frozenset({State.DRAFT, State.WITH_OFFICE, State.CHECKED}),
    State.WITH_OFFICE: frozenset({State.DRAFT, State.CHECKED}),
    State.CHECKED: frozenset({State.DRAFT, State.FOR_SIGNATURE}),
    State.FOR_SIGNATURE: frozenset({State.DRAFT, State.ISSUED}),
    State.ISSUED: frozenset({State.FOR_SIGNATURE, State.SENT, State.REPLACED}),
    State.SENT: frozenset({State.COMMENTED, State.RECEIVED, State.REPLACED}),
    State.COMMENTED: frozenset({State.COMMENTED, State.RECEIVED, State.REPLACED}),
    State.RECEIVED: frozenset({State.REPLACED}),
    State.REPLACED: frozenset(),
}

"""From issued back to for signature only while nothing but the number was given: the clerk typed it wrongly."""

IN_FORCE = frozenset({State.ISSUED, State.SENT, State.COMMENTED, State.RECEIVED})
"""Issued and not replaced: what the unit works by."""

OUTSIDE = IN_FORCE | {State.REPLACED}
"""Issued once: what others than the unit may read."""


class Source(StrEnum):
    """Sources of money of the budget annex (`domain.md`, "Money")."""

    CENTRAL = "trung_uong"
    PROVINCE = "tinh"
    DISTRICT = "huyen"
    COUNTERPART = "doi_ung"
    OTHER = "khac"


def may_move(start: State, end: State) -> bool:
    """Whether a plan may pass from one state to the other."""
    return end in TRANSITIONS[start]
