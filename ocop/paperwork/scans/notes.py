"""What was read of a file, as text: reading costs a tenth of a second a page and need not be done twice."""

from __future__ import annotations

import json
from dataclasses import dataclass

from ocop.paperwork.scans.marks import Mark
from ocop.paperwork.scans.reading import ScannedPage

EDITION = 1
"""Of the reader: notes of an earlier one are read anew."""


@dataclass(frozen=True, slots=True)
class Notes:
    """`fault` is the name of the `ScanError` that ended the reading."""

    pages: tuple[ScannedPage, ...] = ()
    fault: str | None = None


def dump(noted: Notes) -> str:
    lines = [_line(page) for page in noted.pages]
    return json.dumps({"edition": EDITION, "pages": lines, "fault": noted.fault}, separators=(",", ":"))


def load(text: str) -> Notes:
    """What was noted; nothing when the notes are another reader's, or no notes at all."""
    try:
        kept = json.loads(text)
        if kept["edition"] != EDITION:
            return Notes()
        return Notes(tuple(_page(index, *line) for index, line in enumerate(kept["pages"])), kept["fault"])
    except (ValueError, TypeError, KeyError):
        return Notes()


def _line(page: ScannedPage) -> list[object]:
    mark = [page.mark.token, page.mark.version, page.mark.page] if page.mark else None
    return [mark, page.blank, page.dpi, page.grey, page.turn, page.crowded]


def _page(
    index: int, mark: tuple[str, str, int] | None, blank: bool, dpi: int | None, grey: bool, turn: int, crowded: bool
) -> ScannedPage:
    return ScannedPage(index, Mark(*mark) if mark else None, blank, dpi, grey, turn, crowded)
