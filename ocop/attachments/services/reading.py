"""Looking into a file that has arrived: what it is, how many pages, whether it can be read at all."""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pypdfium2
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from PIL import ExifTags, Image, UnidentifiedImageError

from ocop.attachments import rules
from ocop.attachments.rules import Kind
from ocop.core.errors import DomainError
from ocop.paperwork.scans.sheets import ONE_AT_A_TIME

EMPTY = _l("Tệp không có nội dung. Vui lòng chọn tệp khác.")
UNREADABLE = _l("Không đọc được tệp này, có thể tệp bị hỏng. Vui lòng xuất hoặc quét lại rồi tải lên.")
LOCKED = _l("Tệp PDF có mật khẩu nên không đọc được. Vui lòng bỏ mật khẩu rồi tải lên lại.")
NO_PAGES = _l("Tệp PDF không có trang nào. Vui lòng chọn tệp khác.")
MOST_PIXELS = 120_000_000
"""An A3 page at 600 dpi has 70 million; a picture beyond this would fill the memory."""

MOST_PAGES = 5_000

TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What sets a picture upright, by how the camera says that it was held (Exif 2.3, tag 274)."""

BROKEN_NOTE = (struct.error, SyntaxError, LookupError, TypeError, ValueError, OverflowError, OSError)
"""What reading a camera's notes raises where they are not written as they should be."""

BROKEN_PACKAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, ValueError, RuntimeError)
"""What looking into a package raises that was cut short or altered, has names of no language, or is locked by a password."""


class Refused(DomainError):
    """The file cannot be kept; the sentence says why and what to do, and stands at the field."""

    def __init__(self, sentence: str | LazyString, *, field: str) -> None:
        super().__init__(sentence, field=field)


def kind_of(path: Path) -> Kind | None:
    """The kind of a file by its content; the name has no say."""
    with path.open("rb") as file:
        start = file.read(rules.HEADER)
    if rules.is_compound(start):
        return rules.kind_in_compound(path.read_bytes())
    return _kind_of_package(path) if rules.is_package(start) else rules.kind_by_mark(start)


def pages_of(path: Path, kind: Kind, *, field: str) -> int | None:
    """How many pages a PDF has; a picture is one page, tables and texts have no count. Raises `Refused`."""
    if kind in rules.IMAGES:
        return 1
    if kind is not Kind.PDF:
        return None
    with _opened(path, field) as document:
        count = len(document)
        readable = count == 0 or document[count - 1].get_width() > 0
    if count == 0:
        raise Refused(NO_PAGES, field=field)
    if not readable or count > MOST_PAGES:
        raise Refused(UNREADABLE, field=field)
    return count


def without_metadata(path: Path, kind: Kind, *, field: str) -> BytesIO:
    """The picture drawn anew: upright, without place, camera or comment. Raises `Refused`."""
    try:
        with Image.open(path, formats=["PNG", "JPEG"]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Refused(UNREADABLE, field=field)
            resolution = picture.info.get("dpi")
            return _drawn(upright(picture), kind, resolution)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError):
        raise Refused(UNREADABLE, field=field) from None


def upright(picture: Image.Image) -> Image.Image:
    """The picture as it was seen; as it lies in the file where the camera's notes cannot be read, as happens with telephones."""
    try:
        turn = TURNS.get(picture.getexif().get(ExifTags.Base.Orientation, 1))
    except BROKEN_NOTE:
        turn = None
    return picture if turn is None else picture.transpose(turn)


def _drawn(picture: Image.Image, kind: Kind, resolution: tuple[float, float] | None) -> BytesIO:
    """Only the pixels and the resolution go over; the resolution says whether a scan is fine enough."""
    plain = picture.convert("RGB") if picture.mode not in {"L", "RGB"} else picture
    bare = Image.new(plain.mode, plain.size)
    bare.paste(plain)
    target = BytesIO()
    dpi = {"dpi": resolution} if resolution else {}
    if kind is Kind.PNG:
        bare.save(target, "PNG", **dpi)
    else:
        bare.save(target, "JPEG", quality=90, **dpi)
    target.seek(0)
    return target


@contextmanager
def _opened(path: Path, field: str) -> Iterator[pypdfium2.PdfDocument]:
    with ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(path)
        except pypdfium2.PdfiumError as error:
            raise Refused(LOCKED if "password" in str(error).lower() else UNREADABLE, field=field) from None
        try:
            yield document
        except pypdfium2.PdfiumError:
            raise Refused(UNREADABLE, field=field) from None
        finally:
            document.close()


def _kind_of_package(path: Path) -> Kind | None:
    try:
        with zipfile.ZipFile(path) as package:
            names = frozenset(package.namelist())
            if "mimetype" in names and package.getinfo("mimetype").file_size < rules.HEADER:
                return rules.kind_by_mimetype(package.read("mimetype"))
            return rules.kind_in_package(names)
    except BROKEN_PACKAGE:
        return None
