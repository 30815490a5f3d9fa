"""Kinds and states of the year's registrations."""

from enum import StrEnum


class Kind(StrEnum):
    """What a product is registered for: the three annexes of the plan."""

    NEW = "new"
    UPGRADE = "upgrade"
    REASSESSMENT = "reassessment"


class State(StrEnum):
    """How far a registration has come (`design.md`, section 4)."""

    IDEA = "idea"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    DOSSIER_COMPLETE = "dossier_complete"
    IN_ASSESSMENT = "in_assessment"
    RESULT = "result"
    WITHDRAWN = "withdrawn"
    NEVER_CARRIED_OUT = "never_carried_out"


TRANSITIONS: dict[State, frozenset[State]] = {
    State.IDEA: frozenset({State.DRAFT, State.WITHDRAWN}),
    State.DRAFT: frozenset({State.SUBMITTED, State.WITHDRAWN}),
    State.SUBMITTED: frozenset({State.DRAFT, State.ACCEPTED, State.REFUSED, State.WITHDRAWN}),
    State.ACCEPTED: frozenset({State.DOSSIER_COMPLETE, State.WITHDRAWN, State.NEVER_CARRIED_OUT}),
    State.REFUSED: frozenset(),
    State.DOSSIER_COMPLETE: frozenset({State.IN_ASSESSMENT, State.WITHDRAWN, State.NEVER_CARRIED_OUT}),
    State.IN_ASSESSMENT: frozenset({State.RESULT, State.NEVER_CARRIED_OUT}),
    State.RESULT: frozenset(),
    State.WITHDRAWN: frozenset(),
    State.NEVER_CARRIED_OUT: frozenset(),
}


def may_move(start: State, end: State) -> bool:
    """Whether a registration may pass from one state to the other."""
    return end in TRANSITIONS[start]
