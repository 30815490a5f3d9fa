"""Who looks at a plan, in which order, and that nobody looks at what they wrote themselves."""

from collections.abc import Collection
from enum import StrEnum

from ocop.plans.rules.states import State


class Check(StrEnum):
    """The steps at which somebody other than the maker looks at a plan."""

    CONTENT = "content"
    FORM = "form"
    SIGNATURE = "signature"


AWAITED = {State.WITH_HEAD: Check.CONTENT, State.WITH_OFFICE: Check.FORM, State.CHECKED: Check.SIGNATURE}
"""The check that a plan waits for in a state."""

ANNEXES = "annexes"
FORMALITIES = "formalities"
"""What a reason may be about beside the sections: the annexes, and căn cứ, trích yếu, nơi nhận, kết thúc."""


def after_passing(step: Check, *, office_checks: bool) -> State:
    """Where a plan goes when a check is passed; without the office's check (`OCOP_OFFICE_CHECK`) straight to the leader."""
    if step is Check.CONTENT:
        return State.WITH_OFFICE if office_checks else State.CHECKED
    return State.CHECKED if step is Check.FORM else State.FOR_SIGNATURE


def may_check(person: int | None, *, makers: Collection[int]) -> bool:
    """Whether a person may decide on a plan: never one who wrote in it."""
    return person is not None and person not in makers
