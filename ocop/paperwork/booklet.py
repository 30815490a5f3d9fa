"""Many PDF files bound into one: a cover, a table of contents with page numbers, bookmarks, the files as they are.

The pages go over untouched, from file to file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import accumulate
from pathlib import Path

import pikepdf

from ocop.paperwork.elements import Rendition
from ocop.paperwork.joining import Bookmark, joined
from ocop.paperwork.kit import press
from ocop.paperwork.kit.fonts import sound
from ocop.paperwork.kit.story import Align, Column, Look, Paragraph, Part, Story, Table, Title

UNDRAWN = Rendition.for_signature(qr=None)
CONTENTS = "Mục lục"
COLUMNS = (
    Column("STT", 8, Align.CENTRE),
    Column("Văn bản", 64),
    Column("Số trang", 12, Align.CENTRE),
    Column("Từ trang", 12, Align.CENTRE),
)
_A_NUMBER = "0000"


class UnreadablePart(ValueError):
    """A file that cannot be bound in; `title` says which document it is."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.title = title


@dataclass(frozen=True, slots=True)
class Entry:
    """One document: what the contents call it, and its file."""

    title: str
    file: Path


@dataclass(frozen=True, slots=True)
class Cover:
    """The words of the first page."""

    issuer: str
    title: str
    subject: str
    lines: tuple[str, ...] = ()


def bind(cover: Cover, entries: Sequence[Entry], target: Path, *, duplex: bool = False) -> int:
    """Write the booklet to `target` and return its pages; with `duplex` each document begins on an odd page.

    Raises `UnreadablePart`, and `LackingCharacterError` for a letter in the cover that no face has.
    """
    lengths = [_pages_of(entry) for entry in entries]
    with joined(target) as bound:
        bound.add(BytesIO(_front(cover, entries, lengths, duplex=duplex)))
        marks = [Bookmark(CONTENTS, 1)]
        for entry in entries:
            if duplex and bound.pages % 2:
                bound.add_blank()
            marks.append(Bookmark(entry.title, bound.pages))
            bound.add(entry.file)
        bound.mark(marks, title=f"{cover.title} {cover.subject}".strip())
        return bound.pages


def _pages_of(entry: Entry) -> int:
    try:
        with pikepdf.Pdf.open(entry.file) as part:
            return len(part.pages)
    except (pikepdf.PdfError, OSError):
        raise UnreadablePart(entry.title) from None


def _front(cover: Cover, entries: Sequence[Entry], lengths: Sequence[int], *, duplex: bool) -> bytes:
    """Cover and contents. How long the contents are does not hang on the numbers in them."""
    blank = [_A_NUMBER] * len(entries)
    with pikepdf.Pdf.open(BytesIO(_printed(cover, entries, lengths, blank))) as tried:
        front = len(tried.pages)
    return _printed(cover, entries, lengths, [str(one) for one in starts_of(front, lengths, duplex=duplex)])


def starts_of(front: int, lengths: Sequence[int], *, duplex: bool) -> list[int]:
    """The page on which each document begins, counted from 1, after `front` pages of cover and contents."""
    taken = [length + length % 2 if duplex else length for length in lengths]
    first = front + (front % 2 if duplex else 0) + 1
    return list(accumulate(taken, initial=first))[: len(lengths)]


def _printed(cover: Cover, entries: Sequence[Entry], lengths: Sequence[int], starts: Sequence[str]) -> bytes:
    rows = [
        (str(place), sound(entry.title), str(length), start)
        for place, (entry, length, start) in enumerate(zip(entries, lengths, starts, strict=True), start=1)
    ]
    story: Story = (
        Part(
            (
                Paragraph(cover.issuer.upper(), Look.CENTRED_BOLD),
                Title(cover.title, cover.subject),
                *(Paragraph(line, Look.CENTRED) for line in cover.lines),
            )
        ),
        Part((Paragraph(CONTENTS.upper(), Look.CENTRED_BOLD), Table(COLUMNS, rows))),
    )
    return press.printed(story, UNDRAWN)
