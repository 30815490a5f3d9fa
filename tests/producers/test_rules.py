"""What identifies a producer: tax codes, telephone numbers, names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.producers import rules

NINE_DIGITS = st.lists(st.integers(0, 9), min_size=9, max_size=9)


def code_of(digits: list[int]) -> str | None:
    """The code with the check digit that the tax office would give; None for the numbers that it never gives."""
    weights = [31, 29, 23, 19, 17, 13, 7, 5, 3]
    check = 10 - sum(a * b for a, b in zip(weights, digits, strict=True)) % 11
    return None if check == 10 else "".join(map(str, [*digits, check]))


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("0100109106", "0100109106"),
        ("01 001 091 06", "0100109106"),
        ("0100109106-001", "0100109106-001"),
        ("0100109106001", "0100109106-001"),
    ],
)
def test_a_tax_code_is_kept_without_spaces_and_with_a_dash_before_the_branch(written: str, kept: str) -> None:
    assert rules.tax_code(written) == kept


@pytest.mark.parametrize(
    "written", ["", "123", "0100109107", "01001091060", "0100109106-01", "010010910X", "٠١٠٠١٠٩١٠٦"]
)
def test_a_wrong_tax_code_is_no_tax_code(written: str) -> None:
    assert rules.tax_code(written) is None


@given(NINE_DIGITS)
def test_every_code_of_the_tax_office_is_accepted(digits: list[int]) -> None:
    code = code_of(digits)

    assert code is None or rules.tax_code(code) == code


@given(NINE_DIGITS, st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(digits: list[int], place: int, shift: int) -> None:
    code = code_of(digits)
    if code is None:
        return

    wrong = code[:place] + str((int(code[place]) + shift) % 10) + code[place + 1 :]

    assert rules.tax_code(wrong) is None


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("0912 345 678", "0912345678"),
        ("(0252) 3.821.234", "02523821234"),
        ("+84 912345678; 0252 3821234", "+84912345678; 02523821234"),
        ("1900 1234", "19001234"),
        ("091234", None),
        ("chưa có", None),
        ("", None),
    ],
)
def test_telephone_numbers(written: str, kept: str | None) -> None:
    assert rules.phones(written) == kept


@pytest.mark.parametrize(
    ("name", "registered", "agree"),
    [
        ("Cơ sở Bà Hai", None, True),
        ("CO SO BA HAI", "Cơ sở Bà Hai", True),
        ("Cơ sở Bà-Hai", "Cơ sở Bà Hai", True),
        ("Nước mắm Bà Hai", "Cơ sở Bà Hai", False),
    ],
)
def test_the_name_agrees_with_the_registration_whatever_its_spelling(
    name: str, registered: str | None, agree: bool
) -> None:
    assert rules.names_agree(name, registered) is agree


def test_no_part_of_the_workforce_exceeds_the_whole() -> None:
    assert rules.labour_fits(10, 10)
    assert rules.labour_fits(None, 10)
    assert not rules.labour_fits(9, 10)
