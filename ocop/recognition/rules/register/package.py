"""The zip in which xlsx and ods files come, opened with a bound on what it may become."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import BinaryIO

LARGEST_TOTAL = 400 * 2**20
LARGEST_RATIO = 250
"""Sheets of equal cells shrink about 60 times; a bomb a thousand times and more."""

SMALL = 10 * 2**20
"""Below this size no ratio is suspicious."""

MOST_PARTS = 2000
MOST_CELLS = 12_000_000
"""calamine allocates the whole rectangle of a sheet: one cell in the last corner ends the process (512 GiB)."""

WANTED = (".xml", ".rels", ".vml", "mimetype")
"""Pictures and embedded files are left out."""

AT_ONCE = 2**20
"""Bytes of a part that are unpacked together."""


class Oversized(Exception):
    """The package would unpack to more than a register can be."""


class Package:
    """An open package; raises Oversized, zipfile.BadZipFile for a broken one, RuntimeError for a locked part."""

    def __init__(self, file: BinaryIO) -> None:
        self._zip = zipfile.ZipFile(file)
        entries = self._zip.infolist()
        if len(entries) > MOST_PARTS:
            raise Oversized
        _check_size(sum(entry.file_size for entry in entries), file.seek(0, io.SEEK_END))
        self._entries = {entry.filename.casefold(): entry for entry in entries if entry.filename.endswith(WANTED)}

    def __iter__(self) -> Iterator[str]:
        """The names of the wanted parts."""
        return (entry.filename for entry in self._entries.values())

    def __contains__(self, name: str) -> bool:
        """Writers do not agree about capitals: "xl/SharedStrings.xml"."""
        return name.casefold() in self._entries

    def size(self, name: str) -> int:
        """Bytes of a part, unpacked; raises KeyError where there is none, as the others do."""
        return self._entries[name.casefold()].file_size

    def part(self, name: str) -> bytes:
        """A part as a whole."""
        return self._zip.read(self._entries[name.casefold()])

    def blocks(self, name: str) -> Iterator[bytes]:
        """A part from its beginning to its end, never much of it at once."""
        with self._zip.open(self._entries[name.casefold()]) as part:
            while block := part.read(AT_ONCE):
                yield block


def packed(parts: Iterable[tuple[str, bytes]]) -> BinaryIO:
    """An uncompressed package of parts, so that no reader can unpack more than was counted."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as package:
        for name, content in parts:
            package.writestr(name, content)
    file.seek(0)
    return file


def _check_size(unpacked: int, size: int) -> None:
    """The sizes that the directory declares bind: zipfile reads no byte beyond them and refuses a wrong checksum."""
    if unpacked > LARGEST_TOTAL or (unpacked > SMALL and unpacked > size * LARGEST_RATIO):
        raise Oversized
