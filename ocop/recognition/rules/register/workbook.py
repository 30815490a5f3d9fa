"""The official register of 22 columns written out, and its blank template; what is written is read back unchanged."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import BinaryIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ocop.core.memory import uncollected
from ocop.core.sheets import RowSheet, Written, serial
from ocop.core.text.dates import PartialDate, Precision
from ocop.core.text.dates import day as short_day
from ocop.recognition.rules.register.columns import FIRST, REGISTER, SECOND, Field, RecognitionFields
from ocop.recognition.rules.register.communes import Gazetteer
from ocop.recognition.rules.register.days import written
from ocop.recognition.rules.register.legal_forms import NAMES
from ocop.recognition.rules.register.lines import Recognition
from ocop.recognition.rules.register.merging import Known

Value = str | int | date | None
SHEET, GUIDE = "Sổ sản phẩm OCOP", "Hướng dẫn"
TITLE = "SỔ THEO DÕI SẢN PHẨM OCOP"
TITLE_ROW, DATE_ROW, GROUP_ROW, HEADING_ROW = 0, 1, 3, 4
FIRST_ROW = HEADING_ROW + 1
STARTS_A_FORMULA = ("=", "+", "-", "@")
TEMPLATE_ROWS = 500

OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "dd/mm/yyyy",
}

GUIDE_LINES = (
    "Mỗi hàng là một sản phẩm. Không gộp ô, không ghi nhiều sản phẩm trong một ô.",
    "Có thể đổi thứ tự các cột, thêm cột khác; cột không nhận ra sẽ được liệt kê khi xem trước.",
    "Hạng ghi số 3, 4 hoặc 5. Ngày ghi 25/09/2023; chỉ biết tháng thì ghi 09/2023, chỉ biết năm thì ghi ở cột năm.",
    "Xã trùng tên thì ghi thêm huyện: Tân Hà, Đức Linh.",
    "Ô để trống không xóa thông tin đang lưu.",
)


@dataclass(frozen=True)
class Faces:
    """The formats of the sheet."""

    title: Format
    heading: Format
    text: Format
    like_a_formula: Format
    number: Format
    day: Format
    lines: Format


def write_register(
    rows: Iterable[Known], target: BinaryIO, *, gazetteer: Gazetteer, as_of: date, title: str = TITLE
) -> None:
    """The register in the order of the rows, memory flat however many; ValueError for a text no cell can hold."""
    with uncollected(), xlsxwriter.Workbook(target, OPTIONS) as book:
        faces = _faces(book)
        sheet = book.add_worksheet(SHEET, RowSheet)
        _write_heading(sheet, faces, title, f"Số liệu đến ngày {short_day(as_of)}")
        last, labels = HEADING_ROW, cache(gazetteer.label)
        for last, known in enumerate(rows, FIRST_ROW):
            sheet.write_line(last, _written(_values(last - HEADING_ROW, known, labels), faces))
        _rule_lines(sheet, max(last, FIRST_ROW), faces)


def write_template(target: BinaryIO, *, title: str = TITLE) -> None:
    """The same sheet without rows, with lists to choose from and a page of advice."""
    with xlsxwriter.Workbook(target, OPTIONS) as book:
        faces = _faces(book)
        sheet = book.add_worksheet(SHEET)
        _write_heading(sheet, faces, title, "Tệp mẫu")
        _offer_choices(sheet)
        guide = book.add_worksheet(GUIDE)
        guide.set_column(0, 0, 110)
        for number, line in enumerate(GUIDE_LINES):
            guide.write_string(number, 0, line, faces.text)


def _rule_lines(sheet: Worksheet, last: int, faces: Faces) -> None:
    """Borders for empty cells too, by one rule for all instead of 22 formats a row."""
    sheet.autofilter(HEADING_ROW, 0, last, len(REGISTER) - 1)
    rule = {"type": "formula", "criteria": "=TRUE", "format": faces.lines}
    sheet.conditional_format(FIRST_ROW, 0, last, len(REGISTER) - 1, rule)


def _faces(book: xlsxwriter.Workbook) -> Faces:
    plain = {"font_name": "Times New Roman", "font_size": 11, "text_wrap": True, "valign": "top"}
    return Faces(
        title=book.add_format({"font_name": "Times New Roman", "font_size": 14, "bold": True}),
        heading=book.add_format(
            plain | {"border": 1, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#E8EEF4"}
        ),
        text=book.add_format(plain),
        like_a_formula=book.add_format(plain | {"quote_prefix": True}),
        number=book.add_format(plain | {"align": "center"}),
        day=book.add_format(plain | {"align": "center", "num_format": "dd/mm/yyyy"}),
        lines=book.add_format({"border": 1}),
    )


def _write_heading(sheet: Worksheet, faces: Faces, title: str, subtitle: str) -> None:
    """Title, date, the row of groups, the row of headings; all four stay on screen and on every printed page."""
    sheet.write_string(TITLE_ROW, 0, title, faces.title)
    sheet.write_string(DATE_ROW, 0, subtitle)
    for group, columns in _groups().items():
        sheet.merge_range(GROUP_ROW, columns[0], GROUP_ROW, columns[-1], group, faces.heading)
    for number, column in enumerate(REGISTER):
        sheet.set_column(number, number, column.width)
        sheet.write_string(HEADING_ROW, number, column.heading, faces.heading)
    sheet.freeze_panes(FIRST_ROW, 2)
    sheet.repeat_rows(GROUP_ROW, HEADING_ROW)
    sheet.set_landscape()
    sheet.set_paper(8)  # A3: 22 columns are not legible on A4
    sheet.fit_to_pages(1, 0)


def _groups() -> dict[str, list[int]]:
    groups: dict[str, list[int]] = {}
    for number, column in enumerate(REGISTER):
        if column.group:
            groups.setdefault(column.group, []).append(number)
    return groups


def _offer_choices(sheet: Worksheet) -> None:
    choices: dict[Field, Sequence[str | int]] = {
        Field.FORM: list(NAMES.values()),
        Field.STARS: [3, 4, 5],
        FIRST.stars: [3, 4, 5],
        SECOND.stars: [3, 4, 5],
    }
    for number, column in enumerate(REGISTER):
        if column.field in choices:
            rule = {"validate": "list", "source": choices[column.field], "error_type": "warning"}
            sheet.data_validation(FIRST_ROW, number, FIRST_ROW + TEMPLATE_ROWS, number, rule)


def _values(ordinal: int, known: Known, labels: Callable[[str], str]) -> dict[Field, Value]:
    first, second = _last_two(known.recognitions)
    return {
        Field.ORDINAL: ordinal,
        Field.PRODUCT: known.product,
        Field.GROUP: known.group,
        Field.FORM: NAMES[known.form] if known.form else None,
        Field.PRODUCER: known.producer,
        Field.COMMUNE: labels(known.commune_code),
        Field.ADDRESS: known.address,
        Field.REPRESENTATIVE: known.representative,
        Field.PHONE: known.phone,
        Field.STARS: known.stars,
        Field.EXPIRY: _day(known.expiry) or _year(known.expiry),
        **_recognition(FIRST, first),
        **_recognition(SECOND, second),
        Field.NOTE: known.note,
    }


def _last_two(recognitions: Sequence[Recognition]) -> tuple[Recognition | None, Recognition | None]:
    """The register has room for two: the latest two where there were more."""
    if len(recognitions) > 1:
        return recognitions[-2], recognitions[-1]
    return (recognitions[0] if recognitions else None), None


def _recognition(fields: RecognitionFields, one: Recognition | None) -> dict[Field, Value]:
    if one is None:
        return {}
    return {
        fields.stars: one.stars,
        fields.date: _day(one.date),
        fields.year: _year(one.date),
        fields.decision: one.decision,
        fields.authority: one.authority,
    }


def _day(when: PartialDate | None) -> Value:
    """A real date where the day is known, the text of the month where only that is; a year has its own column."""
    if when is None or when.precision is Precision.YEAR:
        return None
    return when.first if when.precision is Precision.DAY else written(when)


def _year(when: PartialDate | None) -> Value:
    return when.first.year if when else None


def _written(values: dict[Field, Value], faces: Faces) -> list[Written]:
    """Text is always written as text; the mark of a quoted cell keeps it so when somebody edits it in Excel."""
    return [_cell(values.get(column.field), faces) for column in REGISTER]


def _cell(value: Value, faces: Faces) -> Written:
    if not value:
        return None
    if isinstance(value, str):
        return value, faces.like_a_formula if value.startswith(STARTS_A_FORMULA) else faces.text
    return (serial(value), faces.day) if isinstance(value, date) else (value, faces.number)
