"""Reading a workbook into rows, as Excel numbers them, without losing what a spreadsheet library leaves out.

calamine reads fast but gives an empty cell where Excel shows an error, the first of a month where only the month was
typed, and aborts the whole process on a cell in the last corner of a sheet. The modules `openxml`, `opendocument` and
`biff` look into the file first.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from python_calamine import CalamineError, PasswordError

from ocop.recognition.rules.register import biff, opendocument, spreadsheet
from ocop.recognition.rules.register.cell_reader import whole_sheets
from ocop.recognition.rules.register.grid import Sheet
from ocop.recognition.rules.register.messages import Message, say
from ocop.recognition.rules.register.package import Oversized, Package, packed

LARGEST_FILE = 50 * 2**20
ZIP_START = b"PK\x03\x04"
OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BROKEN_PACKAGE = (zipfile.BadZipFile, zlib.error, ValueError, LookupError, NotImplementedError, EOFError, OSError)
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class UnreadableWorkbook(Exception):
    """The file cannot be read as a workbook; `message` says why and what to do."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(str(message))


@dataclass(frozen=True)
class Workbook:
    """The sheets of a file in their order; empty sheets and charts are left out."""

    sheets: tuple[Sheet, ...] = field(default=())


def read_workbook(source: Path | bytes) -> Workbook:
    """An xlsx, xlsm, xls or ods file; raises UnreadableWorkbook for anything else, locked, broken or too large."""
    with _opened(source) as file, _refusing():
        begin = file.read(len(OLE_START))
        if begin.startswith(ZIP_START):
            sheets = list(_of_package(Package(file)))
        elif begin == OLE_START:
            file.seek(0)
            sheets = list(_of_compound(file.read()))
        else:
            raise UnreadableWorkbook(
                say("Tệp không phải bảng tính Excel (xlsx, xls) hoặc ods. Đề nghị lưu lại rồi chọn tệp khác.")
            )
    return Workbook(tuple(sheet for sheet in sheets if sheet.rows))


def _opened(source: Path | bytes) -> BinaryIO:
    try:
        file = io.BytesIO(source) if isinstance(source, bytes) else source.open("rb")
    except OSError as wrong:
        raise UnreadableWorkbook(say("Không mở được tệp. Đề nghị kiểm tra lại đường dẫn.")) from wrong
    if file.seek(0, io.SEEK_END) > LARGEST_FILE:
        file.close()
        raise UnreadableWorkbook(_too_large())
    file.seek(0)
    return file


@contextmanager
def _refusing() -> Iterator[None]:
    """Whatever a broken file may bring about is a sentence to the officer."""
    try:
        yield
    except Oversized as wrong:
        raise UnreadableWorkbook(_too_large()) from wrong
    except PasswordError as wrong:
        raise UnreadableWorkbook(_locked()) from wrong
    except (CalamineError, *BROKEN_PACKAGE) as wrong:
        raise UnreadableWorkbook(_broken()) from wrong
    except RuntimeError as wrong:  # how zipfile refuses what is locked
        raise UnreadableWorkbook(_locked()) from wrong
    except BaseException as wrong:
        if type(wrong).__name__ != "PanicException":  # how a fault inside calamine shows; not a subclass of Exception
            raise
        raise UnreadableWorkbook(_broken()) from wrong


def _of_package(package: Package) -> Iterator[Sheet]:
    if not opendocument.is_one(package):
        return spreadsheet.sheets(package)
    amendments = opendocument.amendments(package)
    return whole_sheets(packed((name, package.part(name)) for name in package), amendments)


def _of_compound(content: bytes) -> Iterator[Sheet]:
    if ENCRYPTED in content:
        raise UnreadableWorkbook(_locked())
    return whole_sheets(io.BytesIO(content), biff.amendments(content))


def _too_large() -> Message:
    return say("Tệp quá lớn hoặc giải nén ra quá lớn. Đề nghị chỉ giữ trang tính cần nhập rồi lưu lại.")


def _locked() -> Message:
    return say("Tệp đang đặt mật khẩu. Đề nghị bỏ mật khẩu rồi chọn lại.")


def _broken() -> Message:
    return say("Tệp bị hỏng hoặc không đúng định dạng. Đề nghị mở bằng Excel, lưu lại rồi chọn lại.")
