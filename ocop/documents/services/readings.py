"""Reading scans a few pages at a time, and remembering what was read.

The notes lie beside the data under the hash of the file's bytes: they follow from those bytes alone, may be deleted at any
time, and belong to no unit; a worker that dies leaves what it had read.
"""

import os
import tempfile
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from ocop.attachments.models import Attachment
from ocop.attachments.services import store
from ocop.core import settings
from ocop.core.errors import WrongState
from ocop.paperwork.scans import notes, reading, sheets
from ocop.paperwork.scans.notes import Notes
from ocop.paperwork.scans.reading import ScannedPage

FAULTS: dict[str, LazyString] = {
    sheets.LockedScan.__name__: _l("Tệp có mật khẩu nên không đọc được."),
    sheets.TooLargeScan.__name__: _l("Tệp quá lớn so với bản quét thông thường nên không đọc được."),
    sheets.TooSlowScan.__name__: _l("Tệp có trang quá phức tạp nên không đọc được; vui lòng quét lại từ bản giấy."),
}
LOST = _l("Không tìm thấy tệp này trong kho tệp. Vui lòng báo quản trị hệ thống kiểm tra.")
UNREADABLE = _l("Tệp bị hỏng nên không đọc được; vui lòng quét lại.")


@dataclass(frozen=True)
class Reading:
    """How far one file was read."""

    scan: Attachment
    noted: Notes

    @property
    def pages(self) -> tuple[ScannedPage, ...]:
        return self.noted.pages

    @property
    def fault(self) -> LazyString | None:
        """Why the rest of the file is not read, in words."""
        return FAULTS.get(self.noted.fault, UNREADABLE) if self.noted.fault else None

    @property
    def total(self) -> int:
        return self.scan.pages or 1

    @property
    def finished(self) -> bool:
        return self.noted.fault is not None or len(self.pages) >= self.total


def so_far(scan: Attachment) -> Reading:
    """What was read of the file until now."""
    try:
        return Reading(scan, notes.load(_place(scan).read_text("ascii")))
    except FileNotFoundError:
        return Reading(scan, Notes())


def read_on(scan: Attachment, *, until: float) -> Reading:
    """Read the next pages of the file, at least one, until a moment of the monotonic clock."""
    known = so_far(scan)
    if known.finished:
        return known
    pages, fault = list(known.pages), None
    try:
        for page in reading.pages(content(scan), start=len(pages)):
            pages.append(page)
            if time.monotonic() >= until:
                break
    except sheets.ScanError as error:
        fault = type(error).__name__
    noted = Notes(tuple(pages), fault)
    _keep(scan, noted)
    return Reading(scan, noted)


def content(scan: Attachment) -> bytes:
    """The bytes of the file; raises `WrongState` when the store has lost them."""
    try:
        return store.place(scan.sha256).read_bytes()
    except FileNotFoundError:
        raise WrongState(LOST) from None


def sweep(*, known: frozenset[str], before: datetime) -> int:
    """Take away older notes on bytes that nobody keeps, and those that were never finished; returns how many."""
    folder = settings.current().instance / "readings"
    old = [path for path in folder.glob("*") if path.stat().st_mtime < before.timestamp()]
    lost = [path for path in old if path.stem not in known]
    for path in lost:
        path.unlink(missing_ok=True)
    return len(lost)


def _place(scan: Attachment) -> Path:
    return settings.current().instance / "readings" / f"{scan.sha256}.json"


def _keep(scan: Attachment, noted: Notes) -> None:
    """Two who read the same file write the same notes: whoever is last has read as much."""
    place = _place(scan)
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=place.parent)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(notes.dump(noted))
    os.replace(name, place)
