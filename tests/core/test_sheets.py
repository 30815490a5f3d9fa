"""Rows written whole read back as they were meant, whatever stands in them."""

import io
from collections.abc import Sequence
from datetime import date, datetime

import pytest
import xlsxwriter
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import load_workbook

from ocop.core.sheets import RowSheet, Written, serial


def read_back(*rows: Sequence[Written]) -> list[tuple[object, ...]]:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Sổ", RowSheet)
        sheet.write_string(0, 0, "đầu")
        for number, row in enumerate(rows, start=1):
            sheet.write_line(number, row)
    return list(load_workbook(target).active.iter_rows(min_row=2, values_only=True))


@pytest.mark.parametrize(
    "text",
    ["Nước mắm Bà Hai", "=1+1", "<r>đậm</r>", 'a < b & "c"', " đầu và cuối ", "hai\ndòng", "#REF!", "'x"],
)
def test_text_stays_the_text_that_it_is(text: str) -> None:
    (row,) = read_back([(text, None)])

    assert row == (text,)


@example("_x0041_")
@given(st.text(st.characters(codec="utf-8", exclude_characters="\r"), min_size=1, max_size=40))
def test_any_text_comes_back(text: str) -> None:
    from openpyxl.utils.escape import unescape

    (row,) = read_back([(text, None), ("cuối", None)])

    assert unescape(str(row[0])) == text


def test_numbers_and_empty_cells_keep_their_places() -> None:
    (row,) = read_back([(1, None), None, (2.5, None), None, (10**14, None)])

    assert row == (1, None, 2.5, None, 10**14)


@pytest.mark.parametrize(
    ("moment", "number"),
    [
        (date(1900, 3, 1), 61),
        (date(2024, 2, 29), 45351),
        (datetime(2024, 2, 29, 18), 45351.75),  # noqa: DTZ001 - Excel knows no zone
    ],
)
def test_days_are_counted_as_excel_counts_them(moment: date, number: float) -> None:
    assert serial(moment) == number


def test_a_row_is_written_once_and_downwards() -> None:
    with xlsxwriter.Workbook(io.BytesIO(), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Sổ", RowSheet)
        sheet.write_line(1, [("a", None)])

        with pytest.raises(ValueError, match="row 2 cannot be written"):
            sheet.write_line(1, [("b", None)])


def test_too_long_a_text_is_refused() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        read_back([("x" * 32_768, None)])
