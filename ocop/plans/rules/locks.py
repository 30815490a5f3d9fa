"""Why a plan cannot be written in, as a word; the sentences stand with the services that refuse."""

from enum import StrEnum

from ocop.plans.rules.states import IN_FORCE, State


class Lock(StrEnum):
    """What holds a plan closed."""

    UNDER_CHECK = "under_check"
    FOR_SIGNATURE = "for_signature"
    ISSUED = "issued"
    REPLACED = "replaced"


def lock(state: State) -> Lock | None:
    """What holds a plan closed in a state; None for a draft, which is open.

    An issued plan never changes: a new one with its own number replaces or supplements it (Decree 30/2020, Art. 18.3).
    """
    if state is State.DRAFT:
        return None
    if state is State.FOR_SIGNATURE:
        return Lock.FOR_SIGNATURE
    if state is State.REPLACED:
        return Lock.REPLACED
    return Lock.ISSUED if state in IN_FORCE else Lock.UNDER_CHECK
