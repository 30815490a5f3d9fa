"""What waits for whom, what is missing, and the one thing to do next."""

from collections.abc import Callable

import pytest

from ocop.accounts.rules import PERMISSIONS, Role
from ocop.plans.rules import State
from ocop.tenancy import Permission
from ocop.workspace.rules import (
    SENTENCES,
    STEPS,
    DeskFacts,
    Facts,
    PlanFacts,
    Work,
    missing,
    next_step,
    waiting,
)


def as_role(*roles: Role) -> Callable[[Permission], bool]:
    held = frozenset().union(*(PERMISSIONS[role] for role in roles))
    return held.__contains__


def plan(state: State, **given: int) -> Facts:
    return Facts(year=2024, plan=PlanFacts(7, state, **given))


@pytest.mark.parametrize(
    ("state", "role", "work"),
    [
        (State.WITH_HEAD, Role.HEAD, Work.CHECK_CONTENT),
        (State.WITH_OFFICE, Role.OFFICE, Work.CHECK_FORM),
        (State.CHECKED, Role.LEADER, Work.MARK_FOR_SIGNATURE),
        (State.FOR_SIGNATURE, Role.CLERK, Work.NUMBER_PLAN),
        (State.ISSUED, Role.CLERK, Work.SEND_PLAN),
        (State.ISSUED, Role.OFFICER, Work.SEND_PLAN),
        (State.DRAFT, Role.OFFICER, Work.FINISH_PLAN),
    ],
)
def test_a_plan_waits_for_whoever_takes_its_next_step(state: State, role: Role, work: Work) -> None:
    lines = waiting(plan(state), as_role(role))

    assert [line.work for line in lines] == [work]
    assert lines[0].arguments == {"plan_id": 7}


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("role", [Role.VIEWER, Role.COUNCIL_MEMBER, Role.COMMUNE, Role.FINANCE])
def test_who_takes_no_step_of_a_plan_is_not_told_that_it_waits(state: State, role: Role) -> None:
    assert waiting(plan(state), as_role(role)) == ()


def test_a_plan_that_was_sent_back_tells_how_many_reasons_are_open() -> None:
    (line,) = waiting(plan(State.DRAFT, open_reasons=3), as_role(Role.OFFICER))

    assert (line.work, line.count) == (Work.MEND_PLAN, 3)


def test_comments_of_the_province_wait_for_a_new_plan() -> None:
    (line,) = waiting(plan(State.COMMENTED, comments=2), as_role(Role.OFFICER))

    assert (line.work, line.count) == (Work.ANSWER_COMMENTS, 2)


def test_the_clerk_enters_what_came_and_others_read_it() -> None:
    facts = Facts(year=2024, unread=2, not_entered=3)

    clerk = [(line.work, line.count) for line in waiting(facts, as_role(Role.CLERK))]
    viewer = [(line.work, line.count) for line in waiting(facts, as_role(Role.VIEWER))]

    assert clerk == [(Work.ENTER_INCOMING, 3)]
    assert viewer == [(Work.READ_INCOMING, 2)]


def test_the_most_pressing_work_is_the_next_step() -> None:
    facts = Facts(year=2024, plan=PlanFacts(7, State.WITH_HEAD), unread=4, has_contact=False)
    may = as_role(Role.HEAD)

    step = next_step(waiting(facts, may), missing(facts, may, desk=False))

    assert step is not None
    assert step.work is Work.CHECK_CONTENT


def test_without_anything_waiting_the_next_step_is_what_is_missing() -> None:
    facts = Facts(year=2024, plan=PlanFacts(7, State.RECEIVED), targets=3, targets_registered=1, registrations=1)
    may = as_role(Role.OFFICER)

    lacks = missing(facts, may, desk=False)
    step = next_step(waiting(facts, may), lacks)

    assert [(line.work, line.count) for line in lacks] == [(Work.REGISTER_TARGETS, 2)]
    assert step == lacks[0]


def test_a_plan_that_nobody_has_begun_comes_before_products_that_come_due() -> None:
    works = [line.work for line in waiting(Facts(year=2024, due_again=1), as_role(Role.OFFICER))]

    assert works == [Work.MAKE_PLAN, Work.REGISTER_AGAIN]


def test_a_plan_of_the_top_goes_to_the_units_below() -> None:
    lines = waiting(plan(State.ISSUED), as_role(Role.CLERK), DeskFacts(units=10))

    assert [line.work for line in lines] == [Work.SEND_PLAN_DOWN]


def test_nothing_left_to_do_is_said_as_nothing() -> None:
    facts = Facts(year=2024, plan=PlanFacts(7, State.RECEIVED), registrations=1)
    may = as_role(Role.OFFICER, Role.HEAD)

    assert next_step(waiting(facts, may), missing(facts, may, desk=False)) is None


def test_before_there_is_a_year_nobody_is_asked_for_a_plan() -> None:
    facts, may = Facts(year=None), as_role(Role.OFFICER)

    works = {line.work for line in (*waiting(facts, may), *missing(facts, may, desk=False))}

    assert works == {Work.REGISTER_PRODUCTS}


def test_the_head_is_told_that_nobody_is_named_as_contact() -> None:
    (line,) = missing(Facts(year=2024, has_contact=False), as_role(Role.HEAD), desk=False)

    assert (line.work, line.endpoint) == (Work.NAME_CONTACT, "accounts_people.index")


def test_the_provinces_desk_receives_reminds_and_decides() -> None:
    desk = DeskFacts(units=10, to_receive=2, overdue=("huyện Phú Quý",), submitted=5)

    officer = [(line.work, line.count) for line in waiting(Facts(year=2024), as_role(Role.PROVINCE_OFFICER), desk)]
    viewer = waiting(Facts(year=2024), as_role(Role.PROVINCE_VIEWER), desk)

    assert officer == [(Work.RECEIVE_PLANS, 2), (Work.REMIND_UNITS, 1), (Work.DECIDE_REGISTRATIONS, 5)]
    assert viewer == ()


def test_every_kind_of_work_has_its_sentence_and_its_button() -> None:
    assert set(SENTENCES) == set(STEPS) == set(Work)
