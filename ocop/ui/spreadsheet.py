"""Lists as Excel files, written row by row so that a long one needs no more memory than a short one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from tempfile import SpooledTemporaryFile
from typing import IO, TypeAlias, cast
from urllib.parse import quote

import xlsxwriter
from flask import Response
from flask_babel import LazyString
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ocop.core.clock import OFFICE
from ocop.core.sheets import LONGEST_TEXT, RowSheet, Written, serial
from ocop.core.text.dates import PartialDate, Precision
from ocop.core.text.normal import fold

Heading: TypeAlias = "Column | str | LazyString"
Cell: TypeAlias = str | LazyString | int | Decimal | Fraction | bool | date | datetime | PartialDate | None

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KEPT_IN_MEMORY = 2 * 1024 * 1024
CHUNK = 64 * 1024
SHEET = "Danh sách"
EXACT_INTEGERS = 10**15
"""Excel keeps 15 digits; a longer number, such as a code, is written as text."""


@dataclass(frozen=True)
class Column:
    """The head of a column and its width in characters."""

    label: str | LazyString
    width: int = 18


@dataclass(frozen=True)
class _Styles:
    head: Format
    day: Format
    moment: Format
    wrapped: Format


def respond_xlsx(filename: str, headings: Sequence[Heading], rows: Iterable[Sequence[Cell]]) -> Response:
    """The rows as a file to download; dates stay dates, numbers numbers, and no text is ever taken for a formula."""
    spool = cast(IO[bytes], SpooledTemporaryFile(max_size=KEPT_IN_MEMORY))  # noqa: SIM115  the response closes it
    write_xlsx(spool, headings, rows)
    size = spool.tell()
    spool.seek(0)
    response = Response(_chunks(spool), mimetype=MIME)
    response.call_on_close(spool.close)
    response.content_length = size
    named = {"filename": fold(filename), "filename*": f"UTF-8''{quote(filename)}"}
    response.headers.set("Content-Disposition", "attachment", **named)
    return response


def write_xlsx(target: IO[bytes], headings: Sequence[Heading], rows: Iterable[Sequence[Cell]]) -> int:
    """Write one sheet with a head that stays in view and can be filtered; returns how many rows it has below the head."""
    book = xlsxwriter.Workbook(
        target,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_date_format": "dd/mm/yyyy",
        },
    )
    sheet = book.add_worksheet(SHEET, RowSheet)
    styles = _Styles(
        head=book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "bottom": 1}),
        day=book.add_format({"num_format": "dd/mm/yyyy"}),
        moment=book.add_format({"num_format": "dd/mm/yyyy hh:mm"}),
        wrapped=book.add_format({"text_wrap": True, "valign": "top"}),
    )
    columns = [one if isinstance(one, Column) else Column(one) for one in headings]
    _write_head(sheet, columns, styles)
    count = 0
    for count, row in enumerate(rows, start=1):
        sheet.write_line(count, [_written(cell, styles) for cell in row])
    if columns:
        sheet.autofilter(0, 0, count, len(columns) - 1)
    book.close()
    return count


def _chunks(spool: IO[bytes]) -> Iterator[bytes]:
    with spool:
        while chunk := spool.read(CHUNK):
            yield chunk


def _write_head(sheet: Worksheet, columns: Sequence[Column], styles: _Styles) -> None:
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, str(column.label), styles.head)


def _written(cell: Cell, styles: _Styles) -> Written:
    if cell is None or cell == "":
        return None
    if isinstance(cell, str):
        return _text(cell, styles)
    if isinstance(cell, PartialDate):
        return _written(_day_if_known(cell), styles)
    if isinstance(cell, datetime):
        return serial(cell.astimezone(OFFICE).replace(tzinfo=None)), styles.moment
    if isinstance(cell, date):
        return serial(cell), styles.day
    if isinstance(cell, bool):
        return ("x", None) if cell else None
    if isinstance(cell, int | Decimal | Fraction) and -EXACT_INTEGERS < cell < EXACT_INTEGERS:
        return cell if isinstance(cell, int) else float(cell), None
    return _text(str(cell), styles)


def _text(text: str, styles: _Styles) -> Written:
    kept = text[:LONGEST_TEXT]
    return kept, styles.wrapped if "\n" in kept else None


def _day_if_known(value: PartialDate) -> date | str:
    return value.first if value.precision is Precision.DAY else str(value)
