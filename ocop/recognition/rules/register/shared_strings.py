"""The texts that the cells of a workbook share: in a temporary file, and given to a slice of a sheet as far as it needs them."""

import re
import tempfile
import weakref
from array import array
from collections.abc import Iterator

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


class SharedStrings:
    """The table of a workbook, cut into its strings.

    A cell names a string by its place. A slice gets a table of its own few, and its cells are renumbered.
    """

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as the table
        weakref.finalize(self, self._file.close)
        self._starts = array("Q")
        self._ended = False
        self._hides_tags = False
        self._keep(blocks)

    def of(self, rows: bytes) -> tuple[bytes, bytes]:
        """Rows that name the strings of a small table, and that table.

        Where the table cannot be cut, or not every cell that may share a string was understood: the rows as they are, and
        the whole table.
        """
        if self._hides_tags or not self._ended:
            return rows, self.whole
        own: dict[int, int] = {}
        understood = 0

        def renumbered(found: re.Match[bytes]) -> bytes:
            nonlocal understood
            understood += 1
            return found[1] + b"%d" % own.setdefault(int(found[2]), len(own)) if found[2] else found[0]

        rewritten = SHARED.sub(renumbered, rows)
        if understood != len(LOOKS_SHARED.findall(rows)) or max(own, default=-1) >= len(self._starts) - 1:
            return rows, self.whole
        return rewritten, b"<sst>%s</sst>" % b"".join(map(self._string, own))

    @property
    def whole(self) -> bytes:
        """The table as it came."""
        self._file.seek(0)
        return self._file.read()

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
