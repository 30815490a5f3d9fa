"""Reading a workbook into rows, as Excel numbers them, without losing what a spreadsheet library leaves out.

calamine reads fast but gives an empty cell where Excel shows an error, the first of a month where only the month was
typed, and aborts the whole process on a cell in the last corner of a sheet. The modules `openxml`, `opendocument` and
`biff` look into the file first.
"""

import io
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from ocop.recognition.rules.register import biff, opendocument, openxml
from ocop.recognition.rules.register.cells import BLANK, Cell
from ocop.recognition.rules.register.messages import Message, say
from ocop.recognition.rules.register.package import Oversized, unpack

LARGEST_FILE = 50 * 2**20
MOST_MERGED = 5_000_000
ZIP_START = b"PK\x03\x04"
OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BROKEN_PACKAGE = (zipfile.BadZipFile, zlib.error, ValueError, LookupError, NotImplementedError, EOFError, OSError)
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

Row = list[Cell]
Position = tuple[int, int]
Span = tuple[Position, Position]
Amendments = Mapping[str, Mapping[Position, Cell]]
"""By sheet, what stands in a cell where calamine gives something else; positions count from zero."""


class UnreadableWorkbook(Exception):
    """The file cannot be read as a workbook; `message` says why and what to do."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(str(message))


@dataclass(frozen=True)
class Sheet:
    """One sheet: `rows[0]` is row 1 of Excel. Positions in `merged` count from zero, both corners included."""

    name: str
    rows: Sequence[Row]
    merged: Sequence[Span] = ()
    hidden: bool = False

    @cached_property
    def merged_from(self) -> Mapping[int, Sequence[Span]]:
        """The merged ranges by the row in which they begin."""
        found: defaultdict[int, list[Span]] = defaultdict(list)
        for span in self.merged:
            found[span[0][0]].append(span)
        return found

    @cached_property
    def merged_below(self) -> Mapping[int, Sequence[int]]:
        """By column, the rows whose cell is merged with the one above."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        for (top, left), (bottom, right) in self.merged:
            for column in range(left, right + 1):
                found[column] += range(top + 1, min(bottom, len(self.rows) - 1) + 1)
        return found


@dataclass(frozen=True)
class Workbook:
    """The sheets of a file in their order; empty sheets and charts are left out."""

    sheets: tuple[Sheet, ...] = field(default=())


def read_workbook(source: Path | bytes) -> Workbook:
    """An xlsx, xlsm, xls or ods file; raises UnreadableWorkbook for anything else, locked, broken or too large."""
    content = _content(source)
    if content.startswith(ZIP_START):
        return _read_package(content)
    if content.startswith(OLE_START):
        return _read_ole(content)
    raise UnreadableWorkbook(
        say("Tệp không phải bảng tính Excel (xlsx, xls) hoặc ods. Đề nghị lưu lại rồi chọn tệp khác.")
    )


def _content(source: Path | bytes) -> bytes:
    if isinstance(source, bytes):
        content = source
    else:
        try:
            with source.open("rb") as file:
                content = file.read(LARGEST_FILE + 1)
        except OSError as wrong:
            raise UnreadableWorkbook(say("Không mở được tệp. Đề nghị kiểm tra lại đường dẫn.")) from wrong
    if len(content) > LARGEST_FILE:
        raise UnreadableWorkbook(_too_large())
    return content


def _read_package(content: bytes) -> Workbook:
    """What was measured is what is read: calamine gets the unpacked copy, never the file itself."""
    try:
        parts = unpack(content)
        amendments = opendocument.amendments(parts) if opendocument.is_one(parts) else openxml.amendments(parts)
    except Oversized as wrong:
        raise UnreadableWorkbook(_too_large()) from wrong
    except BROKEN_PACKAGE as wrong:
        raise UnreadableWorkbook(_broken()) from wrong
    except RuntimeError as wrong:
        raise UnreadableWorkbook(_locked()) from wrong
    with parts.repacked() as file:
        return _read(file, amendments)


def _read_ole(content: bytes) -> Workbook:
    if ENCRYPTED in content:
        raise UnreadableWorkbook(_locked())
    try:
        amendments = biff.amendments(content)
    except Oversized as wrong:
        raise UnreadableWorkbook(_too_large()) from wrong
    except ValueError as wrong:
        raise UnreadableWorkbook(_broken()) from wrong
    return _read(io.BytesIO(content), amendments)


def _read(file: BinaryIO, amendments: Amendments) -> Workbook:
    try:
        with CalamineWorkbook.from_filelike(file) as book:
            sheets = [
                _sheet(book.get_sheet_by_name(about.name), amendments, about.visible is not SheetVisibleEnum.Visible)
                for about in book.sheets_metadata
                if about.typ is SheetTypeEnum.WorkSheet
            ]
    except PasswordError as wrong:
        raise UnreadableWorkbook(_locked()) from wrong
    except CalamineError as wrong:
        raise UnreadableWorkbook(_broken()) from wrong
    except BaseException as wrong:
        if type(wrong).__name__ != "PanicException":  # how a fault inside calamine shows; not a subclass of Exception
            raise
        raise UnreadableWorkbook(_broken()) from wrong
    return Workbook(tuple(sheet for sheet in sheets if sheet.rows))


def _sheet(read: CalamineSheet, amendments: Amendments, hidden: bool) -> Sheet:
    rows: list[Row] = [list(row) for row in read.to_python(skip_empty_area=False)] if read.start else []
    for (row, column), cell in amendments.get(read.name, {}).items():
        _put(rows, row, column, cell)
    merged = tuple(read.merged_cell_ranges or ())
    if sum(_cells(span, len(rows)) for span in merged) > MOST_MERGED:
        raise UnreadableWorkbook(_too_large())
    return Sheet(read.name, rows, merged, hidden)


def _cells(span: Span, height: int) -> int:
    (top, left), (bottom, right) = span
    return max(min(bottom, height) - top + 1, 0) * (right - left + 1)


def _put(rows: list[Row], row: int, column: int, cell: Cell) -> None:
    rows.extend([] for _ in range(row + 1 - len(rows)))
    rows[row].extend([BLANK] * (column + 1 - len(rows[row])))
    rows[row][column] = cell


def _too_large() -> Message:
    return say("Tệp quá lớn hoặc giải nén ra quá lớn. Đề nghị chỉ giữ trang tính cần nhập rồi lưu lại.")


def _locked() -> Message:
    return say("Tệp đang đặt mật khẩu. Đề nghị bỏ mật khẩu rồi chọn lại.")


def _broken() -> Message:
    return say("Tệp bị hỏng hoặc không đúng định dạng. Đề nghị mở bằng Excel, lưu lại rồi chọn lại.")
