"""What each kind of registration needs, and what an officer must look at."""

from datetime import date

import pytest

from ocop.registrations.rules import (
    IN_PLAN,
    TRANSITIONS,
    Circumstances,
    Concern,
    Kind,
    Obstacle,
    Recognised,
    State,
    concerns,
    lines_cover,
    may_move,
    obstacle,
)
from ocop.registrations.rules.journey import by_document

IN_FORCE = Recognised(3, date(2025, 1, 10), in_force=True)
OVER = Recognised(3, date(2023, 1, 10), in_force=False)
LONG = Recognised(4, date(2026, 12, 1), in_force=True)
UNKNOWN = Recognised(4, None, in_force=False)


@pytest.mark.parametrize(
    ("kind", "recognised", "stars", "found"),
    [
        (Kind.NEW, None, 3, None),
        (Kind.NEW, OVER, 3, None),
        (Kind.NEW, UNKNOWN, 3, None),
        (Kind.NEW, IN_FORCE, 3, Obstacle.STILL_RECOGNISED),
        (Kind.UPGRADE, None, 4, Obstacle.NEVER_RECOGNISED),
        (Kind.UPGRADE, IN_FORCE, 4, None),
        (Kind.UPGRADE, IN_FORCE, 3, Obstacle.NOT_HIGHER),
        (Kind.UPGRADE, IN_FORCE, None, None),
        (Kind.REASSESSMENT, None, 3, Obstacle.NEVER_RECOGNISED),
        (Kind.REASSESSMENT, OVER, 3, None),
        (Kind.REASSESSMENT, UNKNOWN, 3, None),
        (Kind.REASSESSMENT, IN_FORCE, 3, None),
        (Kind.REASSESSMENT, LONG, 4, Obstacle.NOT_ENDING),
    ],
)
def test_a_kind_fits_the_recognition_of_the_product(
    kind: Kind, recognised: Recognised | None, stars: int | None, found: Obstacle | None
) -> None:
    assert obstacle(kind, recognised, expected_stars=stars, year=2024) is found


@pytest.mark.parametrize(("ends", "found"), [(date(2025, 6, 29), None), (date(2025, 6, 30), Obstacle.NOT_ENDING)])
def test_what_ends_within_180_days_after_the_year_is_reassessed_in_it(ends: date, found: Obstacle | None) -> None:
    recognised = Recognised(3, ends, in_force=True)

    assert obstacle(Kind.REASSESSMENT, recognised, expected_stars=3, year=2024) is found


def test_sources_name_each_document_once() -> None:
    sources = [
        "Kế hoạch số 9, mục III.1.a",
        "Kế hoạch số 9, mục III.1.a và III.1.d",
        "Kế hoạch số 9; Quyết định số 148",
    ]

    assert by_document(sources) == "Kế hoạch số 9, mục III.1.a, III.1.d; Quyết định số 148"


def test_each_circumstance_raises_its_concern_and_none_raises_none() -> None:
    everything = Circumstances(
        similar_own=("Nước mắm",),
        similar_elsewhere=1,
        fresh_or_raw=True,
        names_agree=False,
        lines_cover=False,
        carried_out_not=(2023,),
        commune_known=False,
        lacks_stamp_or_label=True,
    )

    assert list(concerns(everything)) == list(Concern)
    assert list(concerns(Circumstances())) == []


def test_only_what_was_submitted_and_not_returned_stands_in_the_plan() -> None:
    assert State.SUBMITTED in IN_PLAN
    assert not IN_PLAN & {State.IDEA, State.DRAFT, State.REFUSED, State.WITHDRAWN}


def test_every_state_has_its_steps_and_a_result_is_final() -> None:
    assert set(TRANSITIONS) == set(State)
    assert not any(may_move(State.RESULT, state) for state in State)


@pytest.mark.parametrize(
    ("lines", "product", "covered"),
    [
        ("1020: Chế biến nước mắm, thủy sản", "Nước mắm Bà Hai", True),
        ("4631: Bán buôn gạo và các sản phẩm khác", "Nước mắm Bà Hai", False),
        ("CHẾ BIẾN NƯỚC MẮM", "nước mắm cốt nhĩ", True),
        (None, "Nước mắm Bà Hai", True),
    ],
)
def test_lines_of_business_that_do_not_name_the_product_are_asked_about(
    lines: str | None, product: str, covered: bool
) -> None:
    assert lines_cover(lines, product, None) is covered
