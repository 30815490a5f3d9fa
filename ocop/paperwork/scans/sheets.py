"""Opening what was sent (PDF, JPEG, PNG) and drawing its pages one by one, within bounds that no file can push.

Only one page lies in the memory at a time. PDFium is not safe to use from two threads: whoever calls it anywhere in the
product holds `ONE_AT_A_TIME`.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from math import sqrt
from threading import Lock
from typing import Protocol

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image, ImageOps, UnidentifiedImageError

ONE_AT_A_TIME = Lock()

MOST_PAGES = 500
MOST_BYTES = 200 * 1024 * 1024
MOST_STORED_PIXELS = 120_000_000
"""In the pictures of one page: A3 at 600 dpi has 70 million."""

MOST_DRAWN_PIXELS = 16_000_000
MOST_OBJECTS = 200_000
MOST_ENLARGED = 3.0
LONGEST_DRAWING = 20.0
"""Seconds for one drawing of one page; a scan takes a tenth of one."""

A4_LENGTH = 297 / 25.4
"""Inches; a photo tells no size and is taken for a sheet of A4."""

_COVERS = 0.3
"""Of the page: a picture that large is the scan, a smaller one a logo or a signature."""

Box = tuple[float, float, float, float]
"""Left, top, right, bottom as shares of the page."""

WHOLE: Box = (0.0, 0.0, 1.0, 1.0)


class ScanError(ValueError):
    """The file cannot be read as a scan."""


class UnreadableScan(ScanError):
    """Neither a PDF nor a picture, or a broken one."""


class LockedScan(ScanError):
    """A PDF that asks for a password."""


class EmptyScan(ScanError):
    """A file without a page."""


class TooLargeScan(ScanError):
    """More pages, pixels or objects than any office scans."""


class TooSlowScan(ScanError):
    """A page that is not drawn within the time."""


class Sheet(Protocol):
    """One page as it came; `dpi` is None where nothing was scanned: the page was written by a program."""

    @property
    def dpi(self) -> int | None: ...

    def drawn(self, dpi: int, box: Box = WHOLE) -> Image.Image:
        """The page, or the box of it, in colour at about this resolution; raises `ScanError`."""
        ...


class File(Protocol):
    """A file that was opened; sheets are numbered from 0."""

    def __len__(self) -> int: ...

    def sheet(self, index: int) -> Sheet: ...


@contextmanager
def opened(content: bytes) -> Iterator[File]:
    """The file with its pages; raises `ScanError`, also when a page is drawn."""
    if not content:
        raise EmptyScan
    if len(content) > MOST_BYTES:
        raise TooLargeScan
    if b"%PDF-" not in content[:1024]:
        yield _Photo(_picture(content))
        return
    document = _document(content)
    try:
        yield _Pages(document)
    finally:
        with ONE_AT_A_TIME:
            document.close()


def _document(content: bytes) -> pdfium.PdfDocument:
    with ONE_AT_A_TIME:
        try:
            document = pdfium.PdfDocument(content)
        except pdfium.PdfiumError as fault:
            locked = "password" in str(fault).lower()
            raise (LockedScan if locked else UnreadableScan) from None
        count = len(document)
        if 0 < count <= MOST_PAGES:
            return document
        document.close()
    raise TooLargeScan if count else EmptyScan


def _picture(content: bytes) -> Image.Image:
    try:
        with Image.open(BytesIO(content), formats=["JPEG", "PNG"]) as picture:
            if picture.width * picture.height > MOST_STORED_PIXELS:
                raise TooLargeScan
            return on_white(ImageOps.exif_transpose(picture)).convert("RGB")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise TooLargeScan from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as fault:
        if isinstance(fault, ScanError):
            raise
        raise UnreadableScan from None


def on_white(picture: Image.Image) -> Image.Image:
    """Grey or in colour without transparency: what shines through is paper."""
    if picture.mode in {"L", "RGB"}:
        return picture
    over = picture.convert("RGBA")
    paper = Image.new("RGBA", over.size, "white")
    return Image.alpha_composite(paper, over).convert("RGB")


@dataclass(frozen=True, slots=True)
class _Photo:
    """A picture is a file of one page."""

    image: Image.Image

    def __len__(self) -> int:
        return 1

    def sheet(self, index: int) -> Sheet:
        if index:
            raise IndexError(index)
        return self

    @property
    def dpi(self) -> int | None:
        return round(max(self.image.size) / A4_LENGTH)

    def drawn(self, dpi: int, box: Box = WHOLE) -> Image.Image:
        width, height = self.image.size
        left, top, right, bottom = box
        part = self.image.crop((round(left * width), round(top * height), round(right * width), round(bottom * height)))
        scale = min(dpi * A4_LENGTH / max(self.image.size), MOST_ENLARGED, _most(*part.size))
        if scale == 1:
            return part
        size = (max(1, round(part.width * scale)), max(1, round(part.height * scale)))
        return part.resize(size, Image.Resampling.BOX if scale < 0.5 else Image.Resampling.BICUBIC)


@dataclass(frozen=True, slots=True)
class _Pages:
    document: pdfium.PdfDocument

    def __len__(self) -> int:
        return len(self.document)

    def sheet(self, index: int) -> Sheet:
        """Raises `ScanError` for a page that is broken or holds more than any scan does."""
        with ONE_AT_A_TIME:
            try:
                page = self.document[index]
                sheet = _PdfSheet(self.document, index, page.get_width(), page.get_height(), _resolution(page))
                page.close()
            except pdfium.PdfiumError:
                raise UnreadableScan from None
        if not (sheet.width > 0 and sheet.height > 0):
            raise UnreadableScan
        return sheet


def _resolution(page: pdfium.PdfPage) -> int | None:
    """Dots per inch of the largest picture that covers the page; raises `TooLargeScan`."""
    if pdfium_c.FPDFPage_CountObjects(page) > MOST_OBJECTS:
        raise TooLargeScan
    pixels, found, area = 0, None, _COVERS * page.get_width() * page.get_height()
    for image in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        across, down = image.get_px_size()
        pixels += across * down
        if pixels > MOST_STORED_PIXELS:
            raise TooLargeScan
        left, bottom, right, top = image.get_bounds()
        covered = (right - left) * (top - bottom)
        if covered >= area:
            area, found = covered, round(72 * sqrt(across * down / covered))
    return found


@dataclass(frozen=True, slots=True)
class _PdfSheet:
    """Width and height are points."""

    document: pdfium.PdfDocument
    index: int
    width: float
    height: float
    dpi: int | None

    def drawn(self, dpi: int, box: Box = WHOLE) -> Image.Image:
        left, top, right, bottom = box
        width, height = (right - left) * self.width, (bottom - top) * self.height
        scale = min(dpi / 72, _most(width, height))
        size = (max(1, round(width * scale)), max(1, round(height * scale)))
        corner = (round(left * self.width * scale), round(top * self.height * scale))
        full = (max(1, round(self.width * scale)), max(1, round(self.height * scale)))
        with ONE_AT_A_TIME:
            page = self.document[self.index]
            try:
                return _rendered(page, size, corner, full)
            except pdfium.PdfiumError:
                raise UnreadableScan from None
            finally:
                page.close()


def _rendered(
    page: pdfium.PdfPage, size: tuple[int, int], corner: tuple[int, int], full: tuple[int, int]
) -> Image.Image:
    """The part of the page from `corner` on, of a page drawn `full`; drawing stops when its time is over."""
    bitmap = pdfium.PdfBitmap.new_native(*size, pdfium_c.FPDFBitmap_BGR, rev_byteorder=True)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, *size)
    end = time.monotonic() + LONGEST_DRAWING
    pause = pdfium_c.IFSDK_PAUSE(version=1)
    pause.NeedToPauseNow = type(pause.NeedToPauseNow)(lambda _: time.monotonic() > end)
    flags = pdfium_c.FPDF_ANNOT | pdfium_c.FPDF_REVERSE_BYTE_ORDER
    status = pdfium_c.FPDF_RenderPageBitmap_Start(bitmap, page, -corner[0], -corner[1], *full, 0, flags, pause)
    pdfium_c.FPDF_RenderPage_Close(page)
    if status == pdfium_c.FPDF_RENDER_TOBECONTINUED:
        raise TooSlowScan
    if status != pdfium_c.FPDF_RENDER_DONE:
        raise UnreadableScan
    drawn: Image.Image = bitmap.to_pil()
    return drawn.convert("RGB")  # a copy: the bitmap and its memory end here


def _most(width: float, height: float) -> float:
    """The largest scale at which a drawing stays within bounds."""
    return sqrt(MOST_DRAWN_PIXELS / max(1.0, width * height))
