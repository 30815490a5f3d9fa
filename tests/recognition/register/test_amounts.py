"""Amounts are taken in both ways of writing figures, and asked where the two ways disagree."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.recognition.rules.register.amounts import money, number, unit_of
from ocop.recognition.rules.register.cells import NOTHING, Broken, Doubt, Found

MILLION = 10**6


def vietnamese(whole: int, part: str) -> str:
    return f"{whole:,}".replace(",", ".") + (f",{part}" if part else "")


def english(whole: int, part: str) -> str:
    return f"{whole:,}" + (f".{part}" if part else "")


@given(
    whole=st.integers(1000, 10**12),
    part=st.text("0123456789", min_size=1, max_size=4),
    write=st.sampled_from((vietnamese, english)),
)
def test_a_number_with_both_marks_has_one_meaning(whole: int, part: str, write: object):
    assert number(write(whole, part)) == Found(Decimal(f"{whole}.{part}"))


@given(whole=st.integers(10**6, 10**12), write=st.sampled_from((vietnamese, english)))
def test_a_mark_that_comes_twice_separates_thousands(whole: int, write: object):
    assert number(write(whole, "")) == Found(Decimal(whole))


@given(whole=st.integers(1, 999), part=st.text("0123456789", min_size=3, max_size=3), mark=st.sampled_from(".,"))
def test_one_mark_before_three_figures_is_asked_and_both_meanings_offered(whole: int, part: str, mark: str):
    doubt = number(f"{whole}{mark}{part}")

    assert isinstance(doubt, Doubt)
    assert [number(choice.answer) for choice in doubt.choices] == [
        Found(Decimal(f"{whole}{part}")),
        Found(Decimal(f"{whole}.{part}0")),
    ]


@given(
    whole=st.integers(0, 999),
    part=st.text("0123456789", min_size=1, max_size=5).filter(lambda part: len(part) != 3),
    mark=st.sampled_from(".,"),
)
def test_one_mark_before_another_count_of_figures_is_a_decimal_mark(whole: int, part: str, mark: str):
    assert number(f"{whole}{mark}{part}") == Found(Decimal(f"{whole}.{part}"))


@given(value=st.decimals(0, 10**9, places=3))
def test_a_number_cell_is_exact(value: Decimal):
    assert number(float(value)) == Found(Decimal(str(float(value))))


@pytest.mark.parametrize("text", ["1.234.56", "1,2,3", "1..2", "12,", "khoảng 500", "500-600", "5 tấn", ".5"])
def test_what_is_no_number_is_asked(text: str):
    assert isinstance(number(text), Doubt)


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("Doanh thu (triệu đồng)", MILLION),
        ("Doanh thu (đồng)", 1),
        ("Doanh thu (nghìn đồng/năm)", 1000),
        ("DOANH THU\n(Triệu đồng)", MILLION),
        ("Doanh thu (tỷ)", 10**9),
        ("Doanh thu", None),
        ("Doanh thu năm 2023", None),
    ],
)
def test_the_unit_stands_in_the_heading(heading: str, unit: int | None):
    assert unit_of(heading) == unit


@pytest.mark.parametrize(
    ("cell", "dong"),
    [
        ("1.234,5", 1_234_500_000),
        ("1,234.5", 1_234_500_000),
        (1234.5, 1_234_500_000),
        ("500", 500_000_000),
        ("1,2 tỷ", 1_200_000_000),
        ("800 triệu", 800_000_000),
        ("1.234.567 đồng", 1_234_567),
        ("12.345 đ", 12_345),
        (0, 0),
    ],
)
def test_an_amount_in_a_column_of_millions_becomes_dong(cell: str | float, dong: int):
    assert money(cell, MILLION) == Found(dong)


@given(dong=st.integers(0, 10**13))
def test_an_amount_as_excel_stores_millions_loses_no_dong(dong: int):
    assert money(dong / MILLION, MILLION) == Found(dong)


def test_an_amount_without_any_unit_is_asked():
    doubt = money("500", None)

    assert [money(choice.answer, None) for choice in doubt.choices] == [
        Found(500 * size) for size in (1, 1000, MILLION, 10**9)
    ]


def test_the_answers_offered_for_an_ambiguous_amount_are_understood():
    doubt = money("1.234", MILLION)

    assert [money(choice.answer, MILLION) for choice in doubt.choices] == [Found(1_234_000_000), Found(1_234_000)]


@pytest.mark.parametrize("cell", ["-5", -5.0, Broken("#DIV/0!"), "nhiều", True])
def test_what_is_no_amount_is_asked(cell: str | float | Broken):
    assert isinstance(money(cell, MILLION), Doubt)


@pytest.mark.parametrize("cell", ["", "-", "chưa có"])
def test_an_empty_cell_gives_no_amount(cell: str):
    assert money(cell, MILLION) == NOTHING


@given(cell=st.one_of(st.text(max_size=15), st.text("0123456789.,- ", max_size=12)))
def test_no_text_gives_a_negative_amount(cell: str):
    reading = money(cell, MILLION)

    assert not isinstance(reading, Found) or reading.value >= 0
