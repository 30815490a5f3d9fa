"""Figures of several plans of one unit."""

from ocop.plans.rules.figures import Figures, together


def test_products_and_money_by_source_are_added_up() -> None:
    one = Figures(new=1, upgrade=2, reassessment=3, funding={"state": 10, "own": 5})
    other = Figures(new=4, upgrade=0, reassessment=1, funding={"state": 7})

    assert together([one, other]) == Figures(new=5, upgrade=2, reassessment=4, funding={"state": 17, "own": 5})
    assert together([one]) == one
