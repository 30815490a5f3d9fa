"""The PDF press: a story in, bytes out. The same story and rendition give the same bytes, in any thread."""

from __future__ import annotations

from io import BytesIO
from threading import Lock

from reportlab import rl_config

from ocop.paperwork.elements import Rendition
from ocop.paperwork.kit import page, styles
from ocop.paperwork.kit.archival import ArchivalCanvas
from ocop.paperwork.kit.certificate import CertificateFlow
from ocop.paperwork.kit.choices import ChoicesFlow
from ocop.paperwork.kit.flow import Flow, Text
from ocop.paperwork.kit.fonts import REGULAR, sound
from ocop.paperwork.kit.letterhead import AddresseesFlow, AnnexHeadFlow, HeadFlow, NationFlow, TitleFlow
from ocop.paperwork.kit.pen import Pen
from ocop.paperwork.kit.signatures import ClosingFlow, SignedFlow
from ocop.paperwork.kit.story import (
    Addressees,
    AnnexHead,
    Certificate,
    Choices,
    Closing,
    Element,
    Head,
    Look,
    Nation,
    Paragraph,
    Part,
    Signed,
    Story,
    Table,
    Title,
)
from ocop.paperwork.kit.tables import TableFlow

rl_config.useA85 = 0  # ASCII armour costs time and a quarter more bytes; PDF has been binary for decades

ONE_AT_A_TIME = Lock()
"""ReportLab keeps the state of an embedded font on the font: two threads would mix their letters."""

_LANGUAGE = "vi-VN"


def printed(story: Story, rendition: Rendition) -> bytes:
    """The PDF; raises `LackingCharacterError` for a letter that no face has, `PayloadError` for a bad code."""
    with ONE_AT_A_TIME:
        return _printed(story, rendition)


def _printed(story: Story, rendition: Rendition) -> bytes:
    pages = [one for part in story for one in _pages(part)]
    buffer = BytesIO()
    canvas = ArchivalCanvas(
        buffer,
        title=sound(title_of(story)),
        language=_LANGUAGE,
        pagesize=(styles.PAGE_WIDTH, styles.PAGE_HEIGHT),
        invariant=1,
        pageCompression=1,
        initialFontName=REGULAR.name,
        initialFontSize=styles.BODY_SIZE,
    )
    page.drawn(Pen(canvas), pages, rendition)
    canvas.save()
    return buffer.getvalue()


def title_of(story: Story) -> str:
    """What the file is called in a reader's window."""
    for element in (element for part in story for element in part.elements):
        if isinstance(element, Title):
            return f"{element.kind} {element.subject}"
        if isinstance(element, Head) and element.about:
            return element.about
        if isinstance(element, AnnexHead):
            return f"{element.mark} {element.title}"
        if isinstance(element, Certificate):
            return f"Giấy chứng nhận OCOP {element.product}"
    return ""


def _pages(part: Part) -> list[page.Page]:
    sheet = page.LANDSCAPE if part.landscape else page.PORTRAIT
    flows = [_flow(element, sheet) for element in part.elements]
    for flow, element, follower in zip(flows, part.elements, part.elements[1:], strict=False):
        closes_table = isinstance(element, Table) and isinstance(follower, Paragraph)
        flow.tail_stays = closes_table or isinstance(follower, Closing | Signed)
    return page.filled(flows, sheet, coded=part.coded)


def _flow(element: Element, sheet: page.Sheet) -> Flow:
    width = sheet.text_width
    match element:
        case Paragraph():
            stays = element.stays or element.look in (Look.SECTION, Look.HEADING, Look.UNIT)
            return Text.of(element.text, styles.LOOKS[element.look], width, stays=stays, lead=element.lead)
        case Table():
            return TableFlow.of(element, width, sheet.text_height)
        case Head():
            return HeadFlow(element, width)
        case Title():
            return TitleFlow(element, width)
        case Addressees():
            return AddresseesFlow(element, width)
        case AnnexHead():
            return AnnexHeadFlow(element, width)
        case Closing():
            return ClosingFlow(element, width, sheet.text_height)
        case Nation():
            return NationFlow(width)
        case Signed():
            return SignedFlow(element, width)
        case Choices():
            return ChoicesFlow(element, width)
        case Certificate():
            return CertificateFlow(element, width, sheet.text_height)
