"""The life of a document (`forms.md`, Decree 30/2020, Art. 14-18)."""

from enum import StrEnum


class State(StrEnum):
    """How far a document has come."""

    DRAFT = "draft"
    FROZEN = "frozen"
    ISSUED = "issued"
    REPLACED = "replaced"
    REVOKED = "revoked"


class Channel(StrEnum):
    """How an issued document is sent."""

    AXIS = "axis"
    EMAIL = "email"
    POST = "post"
    HAND = "hand"
    PORTAL = "portal"


TRANSITIONS: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.FROZEN}),
    State.FROZEN: frozenset({State.DRAFT, State.ISSUED}),
    State.ISSUED: frozenset({State.REPLACED, State.REVOKED}),
    State.REPLACED: frozenset(),
    State.REVOKED: frozenset(),
}


def may_move(start: State, end: State) -> bool:
    """Whether a document may pass from one state to the other."""
    return end in TRANSITIONS[start]
