"""The XML of a sheet cut between its rows, so that no more than a slice of it ever lies in memory."""

import re
from collections.abc import Iterator
from typing import NamedTuple

SLICE = 2 * 2**20
"""Bytes of a slice: some two thousand rows of the official register."""

LONGEST_HEAD = 2**20
LONGEST_ROW = 16 * 2**20
"""Bytes beyond which nobody looks for the end of a row, or for the next tag below the rows."""

SPACE_OR_END = (b" ", b">", b"/", b"\n", b"\r", b"\t")
SHEET_DATA = re.compile(rb"<((?:\w+:)?)sheetData\b[^>]*?(/?)>")
ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
ROW_NUMBER = re.compile(rb"""\br\s*=\s*["']([0-9]{1,7})["']""")
MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\b[^>]*?\bref\s*=\s*["']([^"'<]*)["']""")


class Uncut(Exception):
    """What is written so cannot be cut between its elements: it must be read in one piece."""


class Slice(NamedTuple):
    """Some rows of a sheet as they are written; `above` is the number of the row before them as Excel counts."""

    head: bytes
    above: int
    rows: bytes
    end: bytes

    @property
    def xml(self) -> bytes:
        """A sheet of these rows alone, in their places: rows without a number follow the one above them."""
        place = b'<row r="%d"/>' % self.above if self.above else b""
        return self.head + place + self.rows + self.end


class Cutting:
    """The slices of a sheet; what its ends tell of merged cells is there once they have all been taken.

    Raises `Uncut` for a sheet with comments and the like, where a tag need not be one.
    """

    def __init__(self, blocks: Iterator[bytes], size: int) -> None:
        self._blocks = blocks
        self._size = size
        self._merged: list[bytes] = []

    @property
    def merged(self) -> bytes:
        """A sheet of the merged ranges alone."""
        ranges = b"".join(b'<mergeCell ref="%s"/>' % one for one in self._merged)
        return b"<worksheet><sheetData/><mergeCells>%s</mergeCells></worksheet>" % ranges

    def __iter__(self) -> Iterator[Slice]:
        opening, waiting = self._opening()
        head, prefix = waiting[: opening.end()], opening[1]
        waiting = waiting[opening.end() :]
        end = b"</%ssheetData>" % prefix
        above = 0
        for rows, rest in self._cuts(waiting, prefix) if not opening[2] else [(b"", waiting)]:
            if rows:
                yield Slice(head, above, rows, end)
                above = _last_number(rows, above)
            waiting = rest
        self._keep_merged(head)
        self._read_on(waiting)

    def _opening(self) -> tuple[re.Match[bytes], bytes]:
        """Where the rows begin, in what was read so far."""
        read = b""
        while not (found := SHEET_DATA.search(read)):
            if len(read) > LONGEST_HEAD:
                raise Uncut
            read += self._next()
        if b"<!" in read[: found.end()]:
            raise Uncut
        return found, read

    def _cuts(self, waiting: bytes, prefix: bytes) -> Iterator[tuple[bytes, bytes]]:
        """Whole rows, and what follows them: for all but the last the next rows."""
        end, row = b"</%ssheetData" % prefix, b"<%srow" % prefix
        while (ends := waiting.find(end)) < 0:
            _refuse_what_hides_tags(waiting)
            cut = max(waiting.rfind(row + after) for after in SPACE_OR_END) if len(waiting) >= self._size else 0
            if cut > 0:
                yield waiting[:cut], waiting[cut:]
                waiting = waiting[cut:]
            if len(waiting) > self._size + LONGEST_ROW:
                raise Uncut
            waiting += self._next()
        _refuse_what_hides_tags(waiting[:ends])
        yield waiting[:ends], waiting[ends:]

    def _next(self) -> bytes:
        block = next(self._blocks, b"")
        if not block:
            raise Uncut
        return block

    def _read_on(self, waiting: bytes) -> None:
        """The merged ranges stand below the rows."""
        for block in self._blocks:
            whole, opened, rest = waiting.rpartition(b"<")
            self._keep_merged(whole)
            waiting = opened + rest + block
            if len(waiting) > LONGEST_ROW:
                raise Uncut
        self._keep_merged(waiting)

    def _keep_merged(self, xml: bytes) -> None:
        _refuse_what_hides_tags(xml.removeprefix(b"\xef\xbb\xbf").removeprefix(b"<?"))
        self._merged += MERGED.findall(xml)


def _refuse_what_hides_tags(xml: bytes) -> None:
    """Inside comments, quoted text and instructions a tag is none."""
    if b"<!" in xml or b"<?" in xml:
        raise Uncut


def _last_number(rows: bytes, above: int) -> int:
    """The number of the last of these rows: the last one that is written, and those without a number after it."""
    after = 0
    for tag in reversed(ROW.findall(rows)):
        if found := ROW_NUMBER.search(tag):
            return int(found[1]) + after
        after += 1
    return above + after
