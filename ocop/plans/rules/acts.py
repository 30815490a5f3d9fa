"""What may be done with a plan in each state; who may do it, permissions say."""

from enum import StrEnum

from ocop.plans.rules.states import IN_FORCE, State


class Act(StrEnum):
    """A step that somebody takes on a plan's page."""

    EDIT = "edit"
    SUBMIT = "submit"
    CHECK = "check"
    MARK = "mark"
    TAKE_BACK = "take_back"
    NUMBER = "number"
    TAKE_NUMBER_BACK = "take_number_back"
    ATTACH = "attach"
    SEND = "send"
    REPLACE = "replace"
    RECEIVE = "receive"
    COMMENT = "comment"


def acts(state: State, *, signed: bool) -> frozenset[Act]:
    """The steps open in a state; `signed` says whether the signed page lies with the plan."""
    if state is State.DRAFT:
        return frozenset({Act.EDIT, Act.SUBMIT})
    if state in {State.WITH_HEAD, State.WITH_OFFICE}:
        return frozenset({Act.CHECK})
    if state is State.CHECKED:
        return frozenset({Act.MARK})
    if state is State.FOR_SIGNATURE:
        return frozenset({Act.NUMBER, Act.TAKE_BACK})
    if state is State.ISSUED:
        before_sending = {Act.ATTACH, Act.SEND} if signed else {Act.ATTACH, Act.TAKE_NUMBER_BACK}
        return frozenset({Act.REPLACE, *before_sending})
    at_the_province = {Act.RECEIVE, Act.COMMENT} if state in {State.SENT, State.COMMENTED} else set()
    return frozenset({Act.REPLACE, *at_the_province}) if state in IN_FORCE else frozenset()
