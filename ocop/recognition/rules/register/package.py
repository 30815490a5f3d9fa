"""The zip in which xlsx and ods files come, unpacked with a bound on what it may become."""

import io
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import BinaryIO, cast

LARGEST_TOTAL = 400 * 2**20
LARGEST_RATIO = 250
"""Sheets of equal cells shrink about 60 times; a bomb a thousand times and more."""

SMALL = 10 * 2**20
"""Below this size no ratio is suspicious."""

MOST_PARTS = 2000
MOST_CELLS = 12_000_000
"""calamine allocates the whole rectangle of a sheet: one cell in the last corner ends the process (512 GiB)."""

IN_MEMORY = 32 * 2**20
WANTED = (".xml", ".rels", ".vml", "mimetype")
"""Pictures and embedded files are left out."""


class Oversized(Exception):
    """The package would unpack to more than a register can be."""


@dataclass(frozen=True)
class Unpacked:
    """The wanted parts by name."""

    parts: Mapping[str, bytes]

    def repacked(self) -> BinaryIO:
        """The same parts as an uncompressed package, so that no reader can unpack more than was counted."""
        file = cast(BinaryIO, tempfile.SpooledTemporaryFile(max_size=IN_MEMORY))  # noqa: SIM115 - handed to the caller open
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as package:
            for name, content in self.parts.items():
                package.writestr(name, content)
        file.seek(0)
        return file


def unpack(content: bytes) -> Unpacked:
    """Raises Oversized, zipfile.BadZipFile for a broken package, RuntimeError for a locked one."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        entries = package.infolist()
        if len(entries) > MOST_PARTS:
            raise Oversized
        _check_size(sum(entry.file_size for entry in entries), len(content))
        return Unpacked({entry.filename: package.read(entry) for entry in entries if entry.filename.endswith(WANTED)})


def _check_size(unpacked: int, packed: int) -> None:
    """The sizes that the directory declares bind: zipfile reads no byte beyond them and refuses a wrong checksum."""
    if unpacked > LARGEST_TOTAL or (unpacked > SMALL and unpacked > packed * LARGEST_RATIO):
        raise Oversized
