"""A plan goes its whole way."""

from collections.abc import Callable

import pytest

from ocop.plans.rules import State
from tests.factories import plans


@pytest.mark.usefixtures("texts")
@pytest.mark.parametrize("state", [state for state in State if state is not State.REPLACED])
def test_a_plan_reaches_every_state_by_the_offices_own_steps(within: Callable[[str], int], state: State) -> None:
    within("phan-thiet")

    plan = plans.at(state, "phan-thiet")

    assert plan.state is state
