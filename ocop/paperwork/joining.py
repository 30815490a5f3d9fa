"""PDF files joined into one, with bookmarks, in memory that does not grow with their number.

A library holds every object of the file it makes until it is saved (0.1 MB for three pages of ours). Here one source is
open at a time: its pages and what hangs on them are written behind what is there already, under new numbers, and only
the place of each object is remembered (ISO 32000-1, 7.5: file structure).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from hashlib import md5
from pathlib import Path
from typing import BinaryIO

import pikepdf

READ_AS_NEEDED = pikepdf.AccessMode.stream
"""Files are not mapped into memory as a whole."""

INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
"""What a page may take from the nodes above it (ISO 32000-1, 7.7.3.4); it goes over with the page."""

LEFT_BEHIND = frozenset({"/Parent", "/StructParents", "/B", "/AA"})
"""What ties a page to the file it comes from, or acts."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A line of the outline; `page` counts from 0."""

    title: str
    page: int
    below: tuple[Bookmark, ...] = ()


@contextmanager
def joined(target: Path) -> Iterator[Joint]:
    """What takes pages in; the file is whole when the block ends."""
    with target.open("wb") as out:
        yield (joint := Joint(out))
        joint.finish()


class Joint:
    """The file that is being written; `tree` is the number of the node above all pages."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._places = array("Q")
        self._seal = md5(usedforsecurity=False)
        self._at = 0
        self._pages = array("Q")
        self._last_size = (595.28, 841.89)
        self._bookmarks: Sequence[Bookmark] = ()
        self._title = ""
        self._put(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        self._catalog, self.tree = self.number(), self.number()

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return len(self._pages)

    def add(self, source: Path | BinaryIO) -> int:
        """Put all pages of a file behind the last and return how many; raises `pikepdf.PdfError`."""
        with pikepdf.open(source, access_mode=READ_AS_NEEDED) as pdf:
            taken = _Taken(self, pdf)
            for page in pdf.pages:
                self._pages.append(taken.page(page))
                left, lower, right, upper = (float(side) for side in page.mediabox)
                self._last_size = (right - left, upper - lower)
            taken.rest()
            return len(pdf.pages)

    def add_blank(self) -> None:
        """Put an empty page of the last page's size behind it."""
        number = self.number()
        width, height = self._last_size
        self.write(
            number,
            b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 %.2f %.2f] /Resources << >> >>" % (self.tree, width, height),
        )
        self._pages.append(number)

    def mark(self, bookmarks: Sequence[Bookmark], *, title: str = "") -> None:
        """How the file is leafed through, and what it is called."""
        self._bookmarks, self._title = bookmarks, title

    def finish(self) -> None:
        """Write what leads to the pages."""
        kids = b" ".join(b"%d 0 R" % page for page in self._pages)
        self.write(self.tree, b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(self._pages), kids))
        outline = b""
        if self._bookmarks:
            outline = b" /PageMode /UseOutlines /Outlines %d 0 R" % self._outline()
        catalog = b"<< /Type /Catalog /Pages %d 0 R /Lang (vi-VN)%s >>" % (self.tree, outline)
        self.write(self._catalog, catalog)
        info = self.number()
        self.write(info, b"<< /Title %s >>" % _text(self._title))
        start, count, mark = self._at, len(self._places) + 1, self._seal.hexdigest().encode()
        self._put(b"xref\n0 %d\n0000000000 65535 f \n" % count)
        for place in self._places:
            self._put(b"%010d 00000 n \n" % place)
        self._put(
            b"trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R /ID [<%s> <%s>] >>\nstartxref\n%d\n%%%%EOF\n"
            % (count, self._catalog, info, mark, mark, start)
        )

    def _outline(self) -> int:
        top = self.number()
        first, last, shown = self._lines(self._bookmarks, top)
        self.write(top, b"<< /Type /Outlines /First %d 0 R /Last %d 0 R /Count %d >>" % (first, last, shown))
        return top

    def _lines(self, marks: Sequence[Bookmark], above: int) -> tuple[int, int, int]:
        """Write the lines below one; the numbers of the first and the last, and how many stand there."""
        numbers = [self.number() for _ in marks]
        for place, (mark, number) in enumerate(zip(marks, numbers, strict=True)):
            parts = [
                b"/Title %s /Parent %d 0 R /Dest [%d 0 R /Fit]" % (_text(mark.title), above, self._pages[mark.page])
            ]
            if place:
                parts.append(b"/Prev %d 0 R" % numbers[place - 1])
            if place + 1 < len(numbers):
                parts.append(b"/Next %d 0 R" % numbers[place + 1])
            if mark.below:
                parts.append(b"/First %d 0 R /Last %d 0 R /Count -%d" % self._lines(mark.below, number))
            self.write(number, b"<< %s >>" % b" ".join(parts))
        return numbers[0], numbers[-1], len(numbers)

    def number(self) -> int:
        """A number for an object that is still to be written."""
        self._places.append(0)
        return len(self._places)

    def write(self, number: int, body: bytes, stream: bytes | None = None) -> None:
        """Write an object under its number, with the bytes of its stream."""
        self._places[number - 1] = self._at
        self._put(b"%d 0 obj\n%s\n" % (number, body))
        if stream is not None:
            self._put(b"stream\n")
            self._put(stream)
            self._put(b"\nendstream\n")
        self._put(b"endobj\n")

    def _put(self, piece: bytes) -> None:
        self._out.write(piece)
        self._seal.update(piece)
        self._at += len(piece)


class _Taken:
    """What is taken from one source: its objects and their new numbers, those of the pages first."""

    def __init__(self, joint: Joint, pdf: pikepdf.Pdf) -> None:
        self._joint = joint
        self._pdf = pdf
        self._numbers = {page.obj.objgen: joint.number() for page in pdf.pages}
        self._waiting: list[tuple[int, int]] = []

    def page(self, page: pikepdf.Page) -> int:
        """Write a page with what it inherits; returns its number."""
        number = self._numbers[page.obj.objgen]
        own = {key: value for key, value in page.obj.items() if key not in LEFT_BEHIND}
        for key in INHERITED:
            if key not in own and (above := _inherited(page.obj, key)) is not None:
                own[key] = above
        self._joint.write(number, b"<< /Parent %d 0 R %s >>" % (self._joint.tree, self._entries(own)))
        return number

    def rest(self) -> None:
        """Write what the pages need, and what that needs."""
        while self._waiting:
            found = self._waiting.pop()
            value, number = self._pdf.get_object(found), self._numbers[found]
            if isinstance(value, pikepdf.Stream):
                raw = value.read_raw_bytes()
                own = {key: one for key, one in value.stream_dict.items() if key != "/Length"}
                self._joint.write(number, b"<< /Length %d %s >>" % (len(raw), self._entries(own)), raw)
            else:
                self._joint.write(number, self._direct(value))

    def _entries(self, own: Mapping[str, object]) -> bytes:
        return b" ".join(b"%s %s" % (pikepdf.Name(key).unparse(), self._written(one)) for key, one in own.items())

    def _written(self, value: object) -> bytes:
        if isinstance(value, pikepdf.Object) and value.is_indirect:
            return self._reference(value.objgen)
        return self._direct(value)

    def _reference(self, found: tuple[int, int]) -> bytes:
        if found not in self._numbers:
            self._numbers[found] = self._joint.number()
            self._waiting.append(found)
        return b"%d 0 R" % self._numbers[found]

    def _direct(self, value: object) -> bytes:
        if not isinstance(value, pikepdf.Object):
            return _scalar(value)
        whole = value.unparse(resolved=True)
        if b" R" not in whole:
            return whole
        if isinstance(value, pikepdf.Dictionary):
            return b"<< %s >>" % self._entries(dict(value.items()))
        if isinstance(value, pikepdf.Array):
            return b"[ %s ]" % b" ".join(map(self._written, value))
        return whole


def _inherited(node: pikepdf.Object, key: str) -> pikepdf.Object | None:
    above = node.get("/Parent")
    while above is not None:
        if key in above:
            return above[key]
        above = above.get("/Parent")
    return None


def _scalar(value: object) -> bytes:
    if value is None:
        return b"null"
    if isinstance(value, bool):
        return b"true" if value else b"false"
    if isinstance(value, Decimal):
        return f"{value:f}".encode()
    return str(value).encode()


def _text(words: str) -> bytes:
    return pikepdf.String(words).unparse()
