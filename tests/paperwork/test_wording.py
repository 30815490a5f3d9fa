"""The spellings that the Decree prescribes."""

from __future__ import annotations

from datetime import date

import pytest

from ocop.paperwork import Citation
from ocop.paperwork.kit import wording


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2024, 5, 2), "ngày 02 tháng 5 năm 2024"),
        (date(2020, 1, 5), "ngày 05 tháng 01 năm 2020"),
        (date(2024, 2, 24), "ngày 24 tháng 02 năm 2024"),
        (date(2024, 3, 9), "ngày 09 tháng 3 năm 2024"),
        (date(2024, 12, 31), "ngày 31 tháng 12 năm 2024"),
    ],
)
def test_days_below_ten_and_the_first_two_months_get_a_zero(day: date, words: str) -> None:
    assert wording.official_date(day) == words


@pytest.mark.parametrize(
    ("number", "printed"), [("7", "07"), ("07", "07"), ("87", "87"), ("1578", "1578"), ("12a", "12a")]
)
def test_a_number_below_ten_gets_a_zero(number: str, printed: str) -> None:
    assert wording.number_and_symbol(number, "KH-UBND") == f"{printed}/KH-UBND"


def test_a_citation_gives_kind_number_date_and_issuer() -> None:
    document = Citation("Kế hoạch", "87", "KH-UBND", date(2024, 5, 15), "Ủy ban nhân dân thành phố Phan Thiết")

    words = wording.cited(document)

    assert words == "Kế hoạch số 87/KH-UBND ngày 15 tháng 5 năm 2024 của Ủy ban nhân dân thành phố Phan Thiết"


def test_what_a_citation_does_not_know_is_dotted() -> None:
    words = wording.cited(Citation("Kế hoạch", None, "KH-UBND", None, ""))

    assert words == "Kế hoạch số ………/KH-UBND ngày ……… của ………………"


@pytest.mark.parametrize(
    "text", ["xem xét, chỉ đạo", "xem xét, chỉ đạo.", "xem xét, chỉ đạo./.", " xem xét, chỉ đạo ./. "]
)
def test_a_document_ends_once_however_its_last_sentence_was_typed(text: str) -> None:
    assert wording.ended(text) == "xem xét, chỉ đạo./."


@pytest.mark.parametrize(
    ("number", "numeral"), [(1, "I"), (4, "IV"), (5, "V"), (9, "IX"), (14, "XIV"), (38, "XXXVIII")]
)
def test_annexes_and_sections_count_in_roman_numerals(number: int, numeral: str) -> None:
    assert wording.roman(number) == numeral


def test_a_list_closes_its_entries_whatever_they_ended_with() -> None:
    assert wording.enumerated(["một;", "hai.", "ba"]) == ("một;", "hai;", "ba.")


def test_thousands_are_parted_by_dots() -> None:
    assert wording.money(1_005_015_000) == "1.005.015.000"
    assert wording.money(None) == "………"
