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
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import SigFieldSpec, append_signature_field
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ocop.paperwork.elements import Signing
from ocop.paperwork.kit.fonts import BOLD
from ocop.paperwork.kit.pen import Pen
from ocop.paperwork.kit.press import ONE_AT_A_TIME as ONE_PRESS_AT_A_TIME
from ocop.paperwork.kit.styles import SIGNATURE_ROOM
from ocop.paperwork.scans.sheets import ONE_AT_A_TIME

MILLIMETRE = 72 / 25.4
LEADER, OFFICE = "ChuKyLanhDao", "DauCoQuan"
"""Names of the two fields, as signing programmes list them."""

SIGNATURE_WIDTH = 45 * MILLIMETRE
SEAL = 36 * MILLIMETRE
"""The diameter of a people's committee's seal; a place is as large as the seal itself."""

COVERED = 1 / 3
CORNER = "DauCoQuanKemTheo"
"""The field of the office's signature on a file that goes with a document, or on a copy."""

CORNER_WIDTH, CORNER_HEIGHT, CORNER_MARGIN = 65 * MILLIMETRE, 14 * MILLIMETRE, 8 * MILLIMETRE
"""Three lines of 10 points, above the first line of the page."""

SAMPLE = "Mẫu vị trí chữ ký và dấu, không có giá trị văn bản"
ACROSS = "MẪU VỊ TRÍ"
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


@dataclass(frozen=True, slots=True)
class Looks:
    """Pictures (PNG with a clear ground) of the leader's signature and of the seal; None shows the frame of the place."""

    signature: bytes | None = None
    seal: bytes | None = None


NO_LOOKS = Looks()


def find(pdf: bytes, signing: Signing) -> Places:
    """The places on a printed document; raises `NoPlaceError`."""
    page, left, right, under = _under_the_title(pdf, signing.title.upper())
    middle, height = (left + right) / 2, SIGNATURE_ROOM - 2 * _TIGHT
    leader = Place(
        page, middle - SIGNATURE_WIDTH / 2, under - _TIGHT - height, middle + SIGNATURE_WIDTH / 2, under - _TIGHT
    )
    return Places(leader, _over(leader))


def prepared(pdf: bytes, places: Places) -> bytes:
    """The document with both places as empty signature fields, added behind its own bytes, which stay as they are."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    for name, place in ((LEADER, places.leader), (OFFICE, places.office)):
        box = (round(place.left), round(place.bottom), round(place.right), round(place.top))
        append_signature_field(writer, SigFieldSpec(name, on_page=place.page, box=box))
    writer.write(target := BytesIO())  # type: ignore[no-untyped-call]  # pyHanko leaves this one bare
    return target.getvalue()


def annex_prepared(pdf: bytes) -> bytes:
    """A file that goes with a document, or a copy of one, with the place of the office's signature as an empty field.

    It stands at the top right of the first page and shows no picture, only number and symbol or the form of the copy, and the
    time (Decree 30/2020, Annex I, II.8b, III.1d; Part II, I.3). Raises `NoPlaceError` for a file that is no open PDF.
    """
    try:
        with pikepdf.open(BytesIO(pdf)) as document:
            left, bottom, right, top = (float(edge) for edge in document.pages[0].mediabox)
        right, top = right - CORNER_MARGIN, top - CORNER_MARGIN
        box = (
            round(max(right - CORNER_WIDTH, left)),
            round(max(top - CORNER_HEIGHT, bottom)),
            round(right),
            round(top),
        )
        writer = IncrementalPdfFileWriter(BytesIO(pdf))
        append_signature_field(writer, SigFieldSpec(CORNER, on_page=0, box=box))
        writer.write(target := BytesIO())  # type: ignore[no-untyped-call]  # pyHanko leaves this one bare
    except (pikepdf.PdfError, pikepdf.PasswordError, PdfError, ValueError, IndexError, KeyError, TypeError):
        raise NoPlaceError from None
    return target.getvalue()


def shown(pdf: bytes, places: Places, looks: Looks = NO_LOOKS) -> bytes:
    """A copy of the document that shows both places: the pictures where there are any, else a blue and a red frame.

    Every page says that it is a sample, so that it is never taken for a signed document.
    """
    with pikepdf.open(BytesIO(pdf)) as document:
        for number, page in enumerate(document.pages):
            width, height = (float(page.mediabox[side]) for side in (2, 3))
            drawn = _drawn(places if number == places.leader.page else None, looks, width, height)
            with pikepdf.open(BytesIO(drawn)) as overlay:
                page.add_overlay(overlay.pages[0], None)
        document.save(target := BytesIO(), deterministic_id=True)
    return target.getvalue()


def _drawn(places: Places | None, looks: Looks, width: float, height: float) -> bytes:
    with ONE_PRESS_AT_A_TIME:
        canvas = Canvas(target := BytesIO(), pagesize=(width, height), invariant=1, initialFontName=BOLD.name)
        if places is not None:
            _draw_places(canvas, places, looks)
        _say_sample(canvas, width, height)
        canvas.save()
    return target.getvalue()


def _say_sample(canvas: Canvas, width: float, height: float) -> None:
    pen = Pen(canvas)
    canvas.setFillGray(0.45)
    pen.centred(width / 2, 6 * MILLIMETRE, SAMPLE, BOLD, 10.0)
    canvas.setFillAlpha(0.22)
    canvas.translate(width / 2, height / 2)
    canvas.rotate(45)
    pen.centred(0, -30, ACROSS, BOLD, 90.0)


def _draw_places(canvas: Canvas, places: Places, looks: Looks) -> None:
    canvas.setLineWidth(1)
    canvas.setDash(4, 2)
    one = places.leader
    if looks.signature is None:
        canvas.setStrokeColorRGB(*_BLUE)
        canvas.rect(one.left, one.bottom, one.right - one.left, one.top - one.bottom)
    else:
        picture = ImageReader(BytesIO(looks.signature))
        one = _fitted(one, *picture.getSize())
        canvas.drawImage(picture, one.left, one.bottom, one.right - one.left, one.top - one.bottom, mask="auto")
    office = _over(one)
    if looks.seal is None:
        canvas.setStrokeColorRGB(*_RED)
        canvas.circle((office.left + office.right) / 2, (office.bottom + office.top) / 2, SEAL / 2)
    else:
        canvas.drawImage(ImageReader(BytesIO(looks.seal)), office.left, office.bottom, SEAL, SEAL, mask="auto")


def _fitted(place: Place, width: float, height: float) -> Place:
    """The largest rectangle of a picture's shape within the place, in its middle."""
    scale = min((place.right - place.left) / width, (place.top - place.bottom) / height)
    across, up = width * scale / 2, height * scale / 2
    middle, centre = (place.left + place.right) / 2, (place.bottom + place.top) / 2
    return Place(place.page, middle - across, centre - up, middle + across, centre + up)


def _over(leader: Place) -> Place:
    """Where the seal lies over a signature: in its true size, a third of the signature covered on the left."""
    edge = leader.left + (leader.right - leader.left) * COVERED
    centre = (leader.bottom + leader.top) / 2
    return Place(leader.page, edge - SEAL, centre - SEAL / 2, edge, centre + SEAL / 2)


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
