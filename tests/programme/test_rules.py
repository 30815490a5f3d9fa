"""Legal texts in force, and the words that people choose between."""

from datetime import date

import pytest

from ocop.programme.rules import Closing, Day, Force, force

DAY = date(2024, 5, 13)


@pytest.mark.parametrize(
    ("effective_from", "effective_to", "expected"),
    [
        (date(2023, 2, 24), None, Force.IN_FORCE),
        (DAY, DAY, Force.IN_FORCE),
        (date(2026, 5, 22), None, Force.NOT_YET),
        (date(2019, 8, 21), date(2023, 2, 23), Force.ENDED),
        (None, date(2023, 2, 23), Force.ENDED),
        (None, None, Force.UNKNOWN),
        (None, date(2025, 12, 31), Force.UNKNOWN),
    ],
)
def test_a_text_is_in_force_between_its_days(
    effective_from: date | None, effective_to: date | None, expected: Force
) -> None:
    assert force(effective_from, effective_to, on=DAY) is expected


def test_flags_are_said_in_words_that_can_be_compared() -> None:
    assert [Day.of(inclusive=flag) for flag in (True, False)] == [Day.COUNTS, Day.LEFT_OUT]
    assert [Closing.of(locked=flag) for flag in (True, False)] == [Closing.LOCKED, Closing.OPEN]
