"""The store: one folder of files named by the SHA-256 of their bytes; the same bytes lie there once, whoever keeps them."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO

from flask_babel import lazy_gettext as _l

from ocop.core import settings
from ocop.core.errors import DomainError

CHUNK = 1 << 20
ARRIVING = "tmp"
"""The folder of the store in which files wait that are not yet part of it."""


@dataclass(frozen=True)
class Draught:
    """Bytes that have arrived in a temporary file of the store and are not yet part of it."""

    path: Path
    sha256: str
    size: int


class LostFile(DomainError):
    """A row speaks of bytes that the store has not got: they were taken away by other hands."""

    status = 410
    sentence = _l("Tệp này không còn trong kho tệp. Vui lòng báo quản trị hệ thống phục hồi từ bản sao lưu.")


class TooMuch(ValueError):
    """More bytes arrived than are allowed."""


def folder() -> Path:
    """Where the files lie (`OCOP_FILES`)."""
    return settings.current().files


def place(digest: str) -> Path:
    """Where the file with these bytes lies, or would."""
    return folder() / digest[:2] / digest[2:4] / digest


def must_be_there(digest: str) -> None:
    """Raise `LostFile` when the store has not got these bytes."""
    if not place(digest).exists():
        raise LostFile


@contextmanager
def arriving(stream: IO[bytes], *, limit: int) -> Iterator[Draught]:
    """Take a stream into a temporary file, which is gone afterwards unless it was settled; raises `TooMuch`."""
    (folder() / ARRIVING).mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder() / ARRIVING)
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as target:
            digest, size = _copied(stream, target, limit)
            target.flush()
            os.fsync(target.fileno())
        yield Draught(path, digest, size)
    finally:
        path.unlink(missing_ok=True)


def settle(draught: Draught) -> None:
    """Give the bytes their lasting name; bytes that are there already are only marked as fresh, so that no sweep takes them."""
    target = place(draught.sha256)
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.utime(target)
    except FileNotFoundError:
        os.chmod(draught.path, 0o640)
        os.replace(draught.path, target)
        _sync(target.parent)


def _copied(stream: IO[bytes], target: IO[bytes], limit: int) -> tuple[str, int]:
    digest, size = sha256(), 0
    while chunk := stream.read(CHUNK):
        size += len(chunk)
        if size > limit:
            raise TooMuch
        digest.update(chunk)
        target.write(chunk)
    return digest.hexdigest(), size


def _sync(place_: Path) -> None:
    """Make the new name itself last; Windows keeps no handle on folders and needs none."""
    if os.name == "nt":
        return
    handle = os.open(place_, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
