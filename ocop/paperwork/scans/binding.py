"""The sorted scan of one document as one PDF: its pages in order and upright, nothing of the other pages of the batch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from io import BytesIO

import pikepdf
from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from ocop.paperwork.scans.sheets import A4_LENGTH, LockedScan, UnreadableScan, on_white
from ocop.paperwork.scans.sorting import Leaf

_ACTIVE = ("/AA", "/A")
"""What would act when a page or a mark on it is opened or clicked: nothing of a scan acts."""

_COLOURS = {"L": "/DeviceGray", "RGB": "/DeviceRGB"}


def bind(files: Sequence[bytes], leaves: Sequence[Leaf]) -> bytes:
    """The leaves as one PDF, each turned upright; the scans in it are not recoded. Raises `ScanError`.

    Identical input gives identical bytes.
    """
    with pikepdf.new() as target, ExitStack() as sources, _readable():
        opened: dict[int, pikepdf.Pdf] = {}
        for leaf in leaves:
            if leaf.file not in opened:
                opened[leaf.file] = sources.enter_context(_source(files[leaf.file]))
            target.pages.append(opened[leaf.file].pages[leaf.page.index])
            page = target.pages[-1]
            page.rotate(leaf.page.turn, relative=True)
            _pacify(page)
        bound = BytesIO()
        target.save(bound, deterministic_id=True, compress_streams=True, linearize=False)
    return bound.getvalue()


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except pikepdf.PasswordError:
        raise LockedScan from None
    except (pikepdf.PdfError, IndexError, UnidentifiedImageError, OSError):
        raise UnreadableScan from None


def _source(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(content)) if b"%PDF-" in content[:1024] else _pictured(content)


def _pictured(content: bytes) -> pikepdf.Pdf:
    """A picture as a page whose long side is that of A4; a JPEG goes in as it is."""
    pdf = pikepdf.new()
    with Image.open(BytesIO(content), formats=["JPEG", "PNG"]) as picture:
        upright = picture.getexif().get(ExifTags.Base.Orientation, 1) == 1
        kept = upright and picture.format == "JPEG" and picture.mode in _COLOURS
        plain = on_white(ImageOps.exif_transpose(picture))
        stream = pikepdf.Stream(pdf, content if kept else plain.tobytes())
        width, height = plain.size
        stream["/ColorSpace"] = pikepdf.Name(_COLOURS[plain.mode])
    stream["/Type"], stream["/Subtype"] = pikepdf.Name.XObject, pikepdf.Name.Image
    stream["/Width"], stream["/Height"], stream["/BitsPerComponent"] = width, height, 8
    if kept:
        stream["/Filter"] = pikepdf.Name.DCTDecode
    point = 72 * A4_LENGTH / max(width, height)
    across, down = round(width * point, 2), round(height * point, 2)
    page = pdf.add_blank_page(page_size=(across, down))
    page.obj["/Resources"] = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=stream))
    page.obj["/Contents"] = pikepdf.Stream(pdf, f"{across} 0 0 {down} 0 0 cm /Scan Do".encode())
    return pdf


def _pacify(page: pikepdf.Page) -> None:
    for thing in (page.obj, *page.obj.get("/Annots", ())):
        for key in _ACTIVE:
            if key in thing:
                del thing[key]
