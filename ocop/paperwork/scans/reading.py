"""What a scan shows: the mark on each page, which way up it lies, whether it is the blank back of a sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import zxingcpp
from PIL import Image, ImageChops, ImageFilter, ImageOps

from ocop.paperwork.scans.marks import Mark, parse
from ocop.paperwork.scans.sheets import Box, Sheet, opened

_QR = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])

_COARSE, _FINE, _CLOSE = 200, 300, 400
"""Dots per inch at which a page is drawn: all of it, all of it again, a corner of it."""

_REACH = 0.36
"""Of the page: the code lies in the lower left corner, on a turned page in another, on a photo further in."""

_CORNERS: tuple[Box, ...] = (
    (0.0, 1 - _REACH, _REACH, 1.0),
    (0.0, 0.0, _REACH, _REACH),
    (1 - _REACH, 0.0, 1.0, _REACH),
    (1 - _REACH, 1 - _REACH, 1.0, 1.0),
)

_INK = 45
"""Levels of grey darker than the paper; what shines through from the other side is paler."""

_BLANK = 0.001
"""Of the area: a single line of text is twice as much, dust and noise a tenth."""

_EDGE = 0.04
"""Of each side: shadows of the scanner's lid and punched holes."""

_COLOURED = 40
_COLOUR = 0.0002
"""Of the area with a clear tint, from which a page counts as coloured; a seal is fifty times that."""


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """One page of one file, counted from 0.

    `crowded` when it carries codes of two different pages, and so the mark of none. `turn` is by how many degrees clockwise
    it must be turned to stand upright (0, 90, 180, 270; known by the code only). `dpi` is None where a program, not a
    scanner, made the page.
    """

    index: int
    mark: Mark | None
    blank: bool
    dpi: int | None
    grey: bool
    turn: int = 0
    crowded: bool = False


def read(content: bytes) -> tuple[ScannedPage, ...]:
    """All pages of a file; raises `ScanError`."""
    return tuple(pages(content))


def pages(content: bytes, *, start: int = 0) -> Iterator[ScannedPage]:
    """The pages of a file one by one, as they are read, from `start` on; raises `ScanError`."""
    with opened(content) as file:
        for index in range(start, len(file)):
            yield _page(index, file.sheet(index))


def picture(content: bytes, index: int, *, turn: int, dpi: int) -> bytes:
    """A page as a JPEG to look at, turned upright; raises `ScanError`, `IndexError` when there is no such page."""
    with opened(content) as file:
        if not 0 <= index < len(file):
            raise IndexError(index)
        drawn = file.sheet(index).drawn(dpi)
    drawn.rotate(-turn, expand=True).save(small := BytesIO(), "JPEG", quality=70, optimize=True)
    return small.getvalue()


def _page(index: int, sheet: Sheet) -> ScannedPage:
    drawn = sheet.drawn(_COARSE)
    grey, blank = not _coloured(drawn), _blank(drawn)
    found = _marks(_codes(drawn.getchannel("R")))
    if not found and not blank:
        found = _sought(drawn, sheet)
    if len(found) != 1:
        return ScannedPage(index, None, blank and not found, sheet.dpi, grey, crowded=len(found) > 1)
    ((mark, turn),) = found.items()
    return ScannedPage(index, mark, False, sheet.dpi, grey, turn)


def _sought(drawn: Image.Image, sheet: Sheet) -> dict[Mark, int]:
    """Looks again, ever closer; the number of looks is fixed, so that the same scan always reads the same."""
    for look in _looks(drawn, sheet):
        if found := _marks(_codes(look) or _codes(look, zxingcpp.Binarizer.GlobalHistogram)):
            return found
    return {}


def _looks(drawn: Image.Image, sheet: Sheet) -> Iterator[Image.Image]:
    """Red is read as paper first: a seal over the code vanishes. Softened, noise does; a blue stamp vanishes in blue."""
    yield ImageOps.autocontrast(drawn.convert("L"), cutoff=1).filter(ImageFilter.MedianFilter(3))
    close = [sheet.drawn(_CLOSE, corner) for corner in _CORNERS]
    for corner in close:
        yield ImageOps.autocontrast(corner.getchannel("R"), cutoff=1)
    for corner in close:
        yield ImageOps.autocontrast(corner.getchannel("R").filter(ImageFilter.GaussianBlur(2)), cutoff=2)
    for corner in close:
        yield ImageOps.autocontrast(corner.getchannel("B"), cutoff=1)
    yield sheet.drawn(_FINE).getchannel("R")


def _codes(
    image: Image.Image, binarizer: zxingcpp.Binarizer = zxingcpp.Binarizer.LocalAverage
) -> list[zxingcpp.Barcode]:
    return list(zxingcpp.read_barcodes(image, formats=_QR, try_invert=False, binarizer=binarizer))


def _marks(codes: list[zxingcpp.Barcode]) -> dict[Mark, int]:
    """The different marks among the codes, each with its turn; codes of others say nothing."""
    read = ((parse(code.text), code.orientation) for code in codes)
    return {mark: round(-orientation / 90) % 4 * 90 for mark, orientation in read if mark is not None}


def _blank(drawn: Image.Image) -> bool:
    small = _inside(drawn.convert("L").reduce(5))
    histogram = small.histogram()
    total, paper = sum(histogram), _median(histogram)
    return sum(histogram[: max(0, paper - _INK)]) < _BLANK * total


def _coloured(drawn: Image.Image) -> bool:
    small = _inside(drawn.reduce(5))
    red, green, blue = small.split()
    tint = ImageChops.lighter(ImageChops.difference(red, green), ImageChops.difference(green, blue)).histogram()
    return sum(tint[_COLOURED:]) >= _COLOUR * sum(tint)


def _inside(image: Image.Image) -> Image.Image:
    across, down = round(image.width * _EDGE), round(image.height * _EDGE)
    return image.crop((across, down, image.width - across, image.height - down))


def _median(histogram: list[int]) -> int:
    half, seen = sum(histogram) / 2, 0
    for level, count in enumerate(histogram):
        seen += count
        if seen >= half:
            return level
    return len(histogram) - 1
