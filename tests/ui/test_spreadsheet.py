"""An exported list opens in Excel as it stands on the page, and nothing in it runs."""

from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from urllib.parse import quote

from flask.testing import FlaskClient
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from ocop.core.text.dates import PartialDate
from ocop.ui.spreadsheet import Cell, Column, write_xlsx


def sheet_of(*rows: list[Cell]) -> Worksheet:
    """The rows, written and read again."""
    target = BytesIO()
    write_xlsx(target, ["Tên", Column("Ghi chú", 40)], rows)
    return load_workbook(target).active


def test_the_head_stays_in_view() -> None:
    sheet = sheet_of(["Nước mắm", "x"])

    assert [cell.value for cell in sheet[1]] == ["Tên", "Ghi chú"]
    assert sheet.freeze_panes == "A2"


def test_a_text_that_looks_like_a_formula_stays_a_text() -> None:
    sheet = sheet_of(["=1+1", "@SUM(A1)"])

    assert [(cell.value, cell.data_type) for cell in sheet[2]] == [("=1+1", "s"), ("@SUM(A1)", "s")]


def test_an_address_is_no_link() -> None:
    sheet = sheet_of(["https://example.org", ""])

    assert sheet["A2"].hyperlink is None


def test_a_telephone_number_keeps_its_zero() -> None:
    assert sheet_of(["0252000000"])["A2"].value == "0252000000"


def test_a_day_stays_a_day() -> None:
    cell = sheet_of([date(2024, 5, 15)])["A2"]

    assert (cell.value, cell.number_format) == (datetime(2024, 5, 15), "dd/mm/yyyy")  # noqa: DTZ001  Excel has no zones


def test_a_month_stays_a_month() -> None:
    assert sheet_of([PartialDate.parse("9/2023")])["A2"].value == "tháng 9/2023"


def test_a_moment_is_told_by_the_clock_of_the_office() -> None:
    sheet = sheet_of([datetime(2024, 5, 14, 18, 5, tzinfo=UTC)])

    assert sheet["A2"].value == datetime(2024, 5, 15, 1, 5)  # noqa: DTZ001  Excel has no zones


def test_money_and_points_can_be_summed() -> None:
    sheet = sheet_of([1_250_000, Decimal("85.5")])

    assert [cell.value for cell in sheet[2]] == [1_250_000, 85.5]


def test_a_number_longer_than_excel_keeps_is_a_text() -> None:
    assert sheet_of([1234567890123456789])["A2"].value == "1234567890123456789"


def test_what_is_not_known_is_an_empty_cell() -> None:
    assert sheet_of([None, ""])["A2"].value is None


def test_the_file_carries_a_vietnamese_name(visitor: FlaskClient) -> None:
    response = visitor.get("/xac-minh/phong-mau/bang.xlsx")

    assert quote("Sản phẩm.xlsx") in response.headers["Content-Disposition"]
    assert load_workbook(BytesIO(response.data)).active.max_row == 121
