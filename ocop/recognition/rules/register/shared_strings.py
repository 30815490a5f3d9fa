"""The texts that the cells of a workbook share: in a temporary file, and given to a slice of a sheet as far as it needs them."""

import re
import tempfile
import weakref
from array import array
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from xml.parsers import expat

from ocop.recognition.rules.register.package import LARGEST_TOTAL, Oversized

STRING = re.compile(rb"<(?:\w+:)?si[\s/>]")
LAST = re.compile(rb"</(?:\w+:)?sst\s*>")
CELL = rb"<(?:\w+:)?c\b"
SHARES = rb"""\bt\s*=\s*["']s["']"""
SHARED = re.compile(
    rb"("
    + CELL
    + rb"(?=[^>]*"
    + SHARES
    + rb")[^>]*>(?:(?<=/>)|(?:\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>))?\s*<(?:\w+:)?v>))([0-9]*)"
)
LOOKS_SHARED = re.compile(SHARES)
MOST_TEXT = 64 * 2**20
"""Bytes of the strings of one slice, each as often as cells name it: a few long ones, named again and again, fill any memory."""

LONGEST_STRING = 16 * 2**20
"""Bytes of XML without a tag, beyond which nobody looks for the next one; a cell holds 32,767 signs."""


class SharedStrings:
    """The table of a workbook, cut into its strings.

    A cell names a string by its place. A slice gets a table of its own few, and its cells are renumbered.
    """

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as the table
        weakref.finalize(self, self._file.close)
        self._starts = array("Q")
        self._ended = False
        self._given = 0
        self._hides_tags = False
        self._keep(blocks)

    def of(self, rows: bytes) -> tuple[bytes, bytes]:
        """Rows that name the strings of a small table, and that table.

        Where the table cannot be cut, or not every cell that may share a string was understood: the rows as they are, and
        the whole table. Raises Oversized where the cells would hold more text than a register, ValueError for a broken table.
        """
        if self._hides_tags or not self._ended:
            return self._uncut(rows)
        own: dict[int, int] = {}
        named = Counter[int]()
        understood = 0

        def renumbered(found: re.Match[bytes]) -> bytes:
            nonlocal understood
            understood += 1
            if not found[2]:
                return found[0]
            place = int(found[2])
            named[place] += 1
            return found[1] + b"%d" % own.setdefault(place, len(own))

        rewritten = SHARED.sub(renumbered, rows)
        if understood != len(LOOKS_SHARED.findall(rows)) or max(own, default=-1) >= len(self._starts) - 1:
            return self._uncut(rows)
        self._give(sum(self._size(place) * times for place, times in named.items()))
        return rewritten, b"<sst>%s</sst>" % b"".join(map(self._string, own))

    @property
    def whole(self) -> bytes:
        """The table as it came."""
        self._file.seek(0)
        return self._file.read()

    def _uncut(self, rows: bytes) -> tuple[bytes, bytes]:
        self._give(self._longest * len(LOOKS_SHARED.findall(rows)))
        return rows, self.whole

    def _give(self, size: int) -> None:
        self._given += size
        if size > MOST_TEXT or self._given > LARGEST_TOTAL:
            raise Oversized

    @cached_property
    def _longest(self) -> int:
        """The bytes of the longest string; asked only of a table that cannot be cut."""
        sizes, parser = [0], expat.ParserCreate()

        def begin(name: str, _attributes: object) -> None:
            if name.rpartition(":")[2] == "si":
                sizes.append(0)

        def add(text: str) -> None:
            sizes[-1] += len(text.encode())

        parser.StartElementHandler, parser.CharacterDataHandler = begin, add
        try:
            parser.Parse(self.whole, False)
        except expat.ExpatError as wrong:
            raise ValueError(str(wrong)) from wrong
        return max(sizes)

    def _size(self, place: int) -> int:
        return self._starts[place + 1] - self._starts[place]

    def _string(self, place: int) -> bytes:
        start, end = self._starts[place], self._starts[place + 1]
        self._file.seek(start)
        return self._file.read(end - start)

    def _keep(self, blocks: Iterator[bytes]) -> None:
        """The file as it comes, and where in it each string begins; at the end, where the last one ends."""
        begin, waiting = 0, b""
        for block in blocks:
            self._file.write(block)
            waiting += block
            whole = max(waiting.rfind(b"<"), 0)
            if len(waiting) - whole > LONGEST_STRING:
                raise Oversized
            self._note(waiting[:whole], begin)
            begin, waiting = begin + whole, waiting[whole:]
        self._note(waiting, begin)

    def _note(self, xml: bytes, begin: int) -> None:
        self._hides_tags = self._hides_tags or b"<!" in xml
        if self._ended:
            return
        self._starts.extend(begin + one.start() for one in STRING.finditer(xml))
        if last := LAST.search(xml):
            self._starts.append(begin + last.start())
            self._ended = True
