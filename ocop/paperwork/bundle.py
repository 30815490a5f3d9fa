"""Many files as one: printed papers, PDF files and photos, each page mounted on a numbered A4 sheet, with bookmarks.

Each file becomes a part on the disk, and the parts are joined there: memory holds one file at a time. Pages go in as
drawings, so nothing in them acts, and neither forms, attachments nor scripts of the files come along.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
from PIL import Image, ImageOps, UnidentifiedImageError
from reportlab.pdfgen.canvas import Canvas

from ocop.paperwork.joining import READ_AS_NEEDED, Bookmark, joined
from ocop.paperwork.kit import frames
from ocop.paperwork.kit.frames import Frame

FINEST = (2480, 3508)
"""Pixels of A4 at 300 dpi: a photo is not printed finer."""

QUALITY = 85


class UnreadableSource(Exception):
    """A file that cannot be mounted; `title` names it."""

    def __init__(self, title: str = "") -> None:
        self.title = title
        super().__init__(title)


@dataclass(frozen=True, slots=True)
class Leaflet:
    """One file of the bundle. `line` stands above each of its pages; a paper of ours has none and takes the whole sheet."""

    title: str
    path: Path
    line: str = ""
    picture: bool = False


@dataclass(frozen=True, slots=True)
class Chapter:
    """A bookmark with the files below it."""

    title: str
    leaflets: tuple[Leaflet, ...]


_DRAWING = pikepdf.Name("/Page")
"""The name of the drawing on its sheet; a name of chance would make every bundle differ."""

Told = Callable[[int], None]
"""Hears how many files are mounted; may raise to stop the work."""


def measured(path: Path, *, picture: bool) -> tuple[bool, ...]:
    """For each page of a file whether it is wider than high; raises `UnreadableSource`."""
    with _readable():
        if picture:
            return (_wide(*_picture_size(path)),)
        with pikepdf.open(path, access_mode=READ_AS_NEEDED) as pdf:
            return tuple(_lies(page) for page in pdf.pages)


def bind(chapters: Sequence[Chapter], target: Path, told: Told) -> int:
    """Write the bundle to `target`; returns the number of its pages. Raises `UnreadableSource` with the file's title."""
    leaflets = [leaflet for chapter in chapters for leaflet in chapter.leaflets]
    shapes = [_shape(leaflet) for leaflet in leaflets]
    total = sum(map(len, shapes))
    with TemporaryDirectory(dir=target.parent) as folder, joined(target) as bundle:
        for place, (leaflet, shape) in enumerate(zip(leaflets, shapes, strict=True)):
            told(place)
            part = Path(folder) / f"{place}.pdf"
            _mount(leaflet, [Frame(leaflet.line, wide) for wide in shape], part, first=bundle.pages + 1, total=total)
            bundle.add(part)
            part.unlink()
        told(len(leaflets))
        bundle.mark(list(_bookmarks(chapters, map(len, shapes))))
    return total


def _shape(leaflet: Leaflet) -> tuple[bool, ...]:
    try:
        return measured(leaflet.path, picture=leaflet.picture)
    except UnreadableSource:
        raise UnreadableSource(leaflet.title) from None


def _mount(leaflet: Leaflet, sheets: Sequence[Frame], part: Path, *, first: int, total: int) -> None:
    """Write one file of the bundle with each page on its sheet; only this file's bytes are in memory meanwhile."""
    try:
        with _readable():
            path = _as_page(leaflet.path, part.with_suffix(".page.pdf")) if leaflet.picture else leaflet.path
            with (
                pikepdf.open(BytesIO(frames.drawn(sheets, first=first, total=total))) as mounted,
                pikepdf.open(path, access_mode=READ_AS_NEEDED) as source,
            ):
                _settle(source)
                for page, sheet, under in zip(source.pages, sheets, mounted.pages, strict=True):
                    drawing = mounted.copy_foreign(page.as_form_xobject())
                    name = under.add_resource(drawing, pikepdf.Name.XObject, _DRAWING)
                    room = pikepdf.Rectangle(*sheet.room)
                    under.contents_add(under.calc_form_xobject_placement(drawing, name, room))
                mounted.save(part)
    except UnreadableSource:
        raise UnreadableSource(leaflet.title) from None


def _settle(source: pikepdf.Pdf) -> None:
    """What is written into boxes of a form, stamped or signed becomes part of the page; notes and links stay behind."""
    if "/AcroForm" in source.Root:
        source.generate_appearance_streams()
    source.flatten_annotations("print")


def _bookmarks(chapters: Sequence[Chapter], lengths: Iterable[int]) -> Iterator[Bookmark]:
    starts = accumulate(lengths, initial=0)
    for chapter in chapters:
        below = tuple(Bookmark(leaflet.title, start) for leaflet, start in zip(chapter.leaflets, starts, strict=False))
        alone = len(below) == 1 and below[0].title == chapter.title
        yield Bookmark(chapter.title, below[0].page, () if alone else below)


def _as_page(path: Path, target: Path) -> Path:
    """A photo as a PDF page of its own shape, upright and not finer than print needs."""
    with Image.open(path, formats=["JPEG", "PNG"]) as picture:
        picture.draft("RGB", FINEST)
        upright = ImageOps.exif_transpose(picture)
        plain = upright if upright.mode in {"L", "RGB"} else upright.convert("RGB")
        limit = FINEST[::-1] if _wide(*plain.size) else FINEST
        plain.thumbnail(limit)
        photo = target.with_suffix(".jpg")
        plain.save(photo, "JPEG", quality=QUALITY)
        width, height = plain.size
    canvas = Canvas(str(target), pagesize=(width, height), invariant=1)
    canvas.drawImage(str(photo), 0, 0, width, height)
    canvas.save()
    return target


def _picture_size(path: Path) -> tuple[int, int]:
    with Image.open(path, formats=["JPEG", "PNG"]) as picture:
        width, height = picture.size
        turned = picture.getexif().get(0x0112, 1) in {5, 6, 7, 8}
    return (height, width) if turned else (width, height)


def _lies(page: pikepdf.Page) -> bool:
    """Whether a page is read with its long side down; a page with an impossible box is not readable."""
    left, lower, right, upper = (float(edge) for edge in page.trimbox)
    turned = int(page.obj.get("/Rotate", 0)) % 180 == 90
    width, height = abs(right - left), abs(upper - lower)
    if not width or not height:
        raise UnreadableSource
    return _wide(height, width) if turned else _wide(width, height)


def _wide(width: float, height: float) -> bool:
    return width > height


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except (
        pikepdf.PdfError, UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, TypeError, KeyError,
        IndexError, RuntimeError,
    ):  # fmt: skip
        raise UnreadableSource from None
