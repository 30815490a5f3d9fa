"""Rows of the super-view: filtered, put in order, added up."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from ocop.plans.rules import State
from ocop.programme.rules import Timeliness
from ocop.province.rules import STATE_NAMES, STEP, Show, UnitRow, ordered, shown, totals

ROW = UnitRow(
    unit_id=1, slug="phan-thiet", name="Thành phố Phan Thiết", state=None, plan_id=None, number=None, dated=None,
    document_token=None, signed_copy=None, replacing=None, issued=Timeliness.DUE, issued_on=None,
    arrived=Timeliness.DUE, sent_at=None, until=None, new=0, upgrade=0, reassessment=0, funding=None, frozen=False,
)  # fmt: skip
SENT = replace(
    ROW, unit_id=2, slug="la-gi", name="Thị xã La Gi", state=State.SENT, plan_id=5, issued=Timeliness.ON_TIME,
    issued_on=date(2024, 5, 20), arrived=Timeliness.LATE, sent_at=datetime(2024, 5, 21, tzinfo=UTC), new=3,
    funding=1_500_000,
)  # fmt: skip
RECEIVED = replace(
    SENT, unit_id=3, slug="phu-quy", name="Huyện Phú Quý", state=State.RECEIVED, arrived=Timeliness.ON_TIME,
    sent_at=datetime(2024, 5, 20, tzinfo=UTC), upgrade=2, reassessment=4, funding=0, frozen=True,
)  # fmt: skip
OVERDUE = replace(ROW, unit_id=4, slug="tuy-phong", name="Huyện Tuy Phong", issued=Timeliness.OVERDUE)
ROWS = [ROW, SENT, RECEIVED, OVERDUE]


@pytest.mark.parametrize(
    ("show", "expected"),
    [
        (None, [1, 2, 3, 4]),
        ("khong-co", [1, 2, 3, 4]),
        (Show.NOT_ISSUED, [1, 4]),
        (Show.LATE, [2, 4]),
        (Show.TO_RECEIVE, [2]),
        (Show.COMMENTED, []),
        (Show.RECEIVED, [3]),
    ],
)
def test_rows_of_one_kind_are_shown(show: str | None, expected: list[int]) -> None:
    assert [row.unit_id for row in shown(ROWS, show=show, folded="")] == expected


def test_units_are_found_without_accents() -> None:
    assert [row.slug for row in shown(ROWS, show=None, folded="huyen quy")] == ["phu-quy"]


@pytest.mark.parametrize("descending", [False, True])
def test_units_without_a_value_stay_last_whichever_way_the_list_runs(descending: bool) -> None:
    found = [row.unit_id for row in ordered(ROWS, by="gui", descending=descending)]

    assert found[:2] == ([2, 3] if descending else [3, 2])
    assert set(found[2:]) == {1, 4}


def test_names_keep_the_order_in_which_they_came() -> None:
    assert ordered(ROWS, by="ten", descending=False) == ROWS
    assert ordered(ROWS, by="ten", descending=True) == ROWS[::-1]


def test_sums_count_units_on_both_clocks_and_money_that_is_known() -> None:
    sums = totals(ROWS)

    assert (sums.units, sums.issued, sums.issued_on_time, sums.arrived, sums.arrived_on_time) == (4, 2, 2, 2, 1)
    assert (sums.received, sums.overdue) == (1, 1)
    assert (sums.new, sums.upgrade, sums.reassessment, sums.funding) == (6, 2, 4, 1_500_000)


def test_money_that_nobody_gave_has_no_sum() -> None:
    assert totals([ROW, OVERDUE]).funding is None


def test_a_unit_without_a_plan_is_missing_whatever_the_day() -> None:
    assert [row.missing for row in ROWS] == [True, False, False, True]
    assert ROW.step == 0


def test_every_state_has_its_name_and_its_step() -> None:
    assert set(STATE_NAMES) == set(STEP) == set(State)
