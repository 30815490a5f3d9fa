"""The states of a plan and what they open and close."""

import pytest

from ocop.plans.rules import IN_FORCE, TRANSITIONS, State, may_move
from ocop.plans.rules.acts import Act, acts
from ocop.plans.rules.checking import AWAITED, Check, after_passing, may_check
from ocop.plans.rules.locks import Lock, lock


@pytest.mark.parametrize("state", sorted(IN_FORCE))
def test_nothing_leads_from_an_issued_plan_back_to_a_draft(state: State) -> None:
    assert not may_move(state, State.DRAFT)


@pytest.mark.parametrize("state", [State.WITH_HEAD, State.WITH_OFFICE, State.CHECKED, State.FOR_SIGNATURE])
def test_whoever_looks_at_a_plan_may_send_it_back_to_draft(state: State) -> None:
    assert may_move(state, State.DRAFT)


def test_a_replaced_plan_goes_nowhere() -> None:
    assert TRANSITIONS[State.REPLACED] == frozenset()


def test_without_the_offices_check_a_plan_goes_straight_to_the_leader() -> None:
    assert after_passing(Check.CONTENT, office_checks=True) is State.WITH_OFFICE
    assert after_passing(Check.CONTENT, office_checks=False) is State.CHECKED
    assert after_passing(Check.FORM, office_checks=True) is State.CHECKED
    assert after_passing(Check.SIGNATURE, office_checks=True) is State.FOR_SIGNATURE


def test_nobody_checks_what_they_wrote_and_the_system_checks_nothing() -> None:
    assert may_check(7, makers={3, 5})
    assert not may_check(5, makers={3, 5})
    assert not may_check(None, makers=set())


@pytest.mark.parametrize("state", State)
def test_only_a_draft_is_open_for_writing(state: State) -> None:
    assert (lock(state) is None) == (Act.EDIT in acts(state, signed=False)) == (state is State.DRAFT)


def test_a_lock_says_what_holds_the_plan() -> None:
    assert lock(State.WITH_HEAD) is lock(State.WITH_OFFICE) is lock(State.CHECKED) is Lock.UNDER_CHECK
    assert lock(State.FOR_SIGNATURE) is Lock.FOR_SIGNATURE
    assert {lock(state) for state in IN_FORCE} == {Lock.ISSUED}
    assert lock(State.REPLACED) is Lock.REPLACED


def test_a_plan_is_sent_only_with_its_signed_page() -> None:
    assert Act.SEND not in acts(State.ISSUED, signed=False)
    assert Act.SEND in acts(State.ISSUED, signed=True)


def test_a_number_is_taken_back_only_before_the_signed_page() -> None:
    assert Act.TAKE_NUMBER_BACK in acts(State.ISSUED, signed=False)
    assert Act.TAKE_NUMBER_BACK not in acts(State.ISSUED, signed=True)


@pytest.mark.parametrize("state", sorted(IN_FORCE))
def test_an_issued_plan_can_be_followed_by_a_new_one(state: State) -> None:
    assert Act.REPLACE in acts(state, signed=True)


def test_each_check_waits_in_one_state() -> None:
    assert sorted(AWAITED.values()) == sorted(Check)
