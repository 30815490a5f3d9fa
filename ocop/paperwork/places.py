"""Where digital signatures show on a document that is made ready for them (Decree 30/2020, Annex I, II.7d and 8a).

The leader's signature stands in the middle between title and name; the seal in its true size covers a third of it on the left.
Only the places are made: what shows in them is the signer's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

import pikepdf
import pypdfium2
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field
from reportlab.pdfgen.canvas import Canvas

from ocop.paperwork.elements import Signing
from ocop.paperwork.kit.styles import SIGNATURE_ROOM
from ocop.paperwork.scans.sheets import ONE_AT_A_TIME

MILLIMETRE = 72 / 25.4
LEADER, OFFICE = "ChuKyLanhDao", "DauCoQuan"
"""Names of the two fields, as signing programmes list them."""

SIGNATURE_WIDTH = 45 * MILLIMETRE
SEAL = 36 * MILLIMETRE
"""The diameter of a people's committee's seal; a place is as large as the seal itself."""

COVERED = 1 / 3
_BLUE, _RED = (0.0, 0.2, 0.7), (0.85, 0.0, 0.0)
_TIGHT = 4.0


class NoPlaceError(ValueError):
    """The document has no signature block that could be found on its pages."""


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle on a page, counted from 0, in points from its lower left corner."""

    page: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Places:
    """Where the leader signs and where the seal lies over it."""

    leader: Place
    office: Place


def find(pdf: bytes, signing: Signing) -> Places:
    """The places on a printed document; raises `NoPlaceError`."""
    page, left, right, under = _under_the_title(pdf, signing.title.upper())
    middle, height = (left + right) / 2, SIGNATURE_ROOM - 2 * _TIGHT
    leader = Place(
        page, middle - SIGNATURE_WIDTH / 2, under - _TIGHT - height, middle + SIGNATURE_WIDTH / 2, under - _TIGHT
    )
    edge = leader.left + SIGNATURE_WIDTH * COVERED
    centre = (leader.bottom + leader.top) / 2
    return Places(leader, Place(page, edge - SEAL, centre - SEAL / 2, edge, centre + SEAL / 2))


def prepared(pdf: bytes, places: Places) -> bytes:
    """The document with both places as empty signature fields, added behind its own bytes, which stay as they are."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    for name, place in ((LEADER, places.leader), (OFFICE, places.office)):
        box = (round(place.left), round(place.bottom), round(place.right), round(place.top))
        append_signature_field(writer, SigFieldSpec(name, on_page=place.page, box=box))
    writer.write(target := BytesIO())  # type: ignore[no-untyped-call]  # pyHanko leaves this one bare
    return target.getvalue()


def shown(pdf: bytes, places: Places) -> bytes:
    """The document with the frames of both places drawn on it, to look at: blue for the signature, red for the seal."""
    with pikepdf.open(BytesIO(pdf)) as document:
        page = document.pages[places.leader.page]
        width, height = (float(page.mediabox[side]) for side in (2, 3))
        with pikepdf.open(BytesIO(_frames(places, width, height))) as frames:
            page.add_overlay(frames.pages[0], None)
            document.save(target := BytesIO(), deterministic_id=True)
    return target.getvalue()


def _frames(places: Places, width: float, height: float) -> bytes:
    canvas = Canvas(target := BytesIO(), pagesize=(width, height), invariant=1)
    canvas.setLineWidth(1)
    canvas.setDash(4, 2)
    one = places.leader
    canvas.setStrokeColorRGB(*_BLUE)
    canvas.rect(one.left, one.bottom, one.right - one.left, one.top - one.bottom)
    one = places.office
    canvas.setStrokeColorRGB(*_RED)
    canvas.circle((one.left + one.right) / 2, (one.bottom + one.top) / 2, SEAL / 2)
    canvas.save()
    return target.getvalue()


def _under_the_title(pdf: bytes, title: str) -> tuple[int, float, float, float]:
    """Page, left, right and lower edge of the last line that reads like the title; annexes may follow behind it."""
    if not title.strip():
        raise NoPlaceError
    last_line = title.splitlines()[-1]
    with ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            found = [edges for page in range(len(document)) for edges in _lines(document, page, last_line)]
        finally:
            document.close()
    if not found:
        raise NoPlaceError
    return found[-1]


def _lines(document: pypdfium2.PdfDocument, index: int, wanted: str) -> list[tuple[int, float, float, float]]:
    page = document[index]
    text = page.get_textpage()
    search, found = text.search(wanted, match_case=True), []
    while (hit := search.get_next()) is not None:
        boxes = [text.get_charbox(place) for place in range(hit[0], hit[0] + hit[1])]
        found.append((index, min(one[0] for one in boxes), max(one[2] for one in boxes), min(one[1] for one in boxes)))
    search.close()
    text.close()
    page.close()
    return found
