"""Pages: laying the flows of a part one under the other, and drawing what surrounds them.

Pages are filled before any is drawn, so that the last one is known. Each part counts its own pages; the first shows no
number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ocop.paperwork.elements import QrPages, Rendition, Stage
from ocop.paperwork.kit import qr, watermark
from ocop.paperwork.kit.flow import Flow
from ocop.paperwork.kit.fonts import REGULAR
from ocop.paperwork.kit.pen import Pen
from ocop.paperwork.kit.styles import (
    MARGIN_BOTTOM,
    MARGIN_LEFT,
    MARGIN_RIGHT,
    MARGIN_TOP,
    PAGE_HEIGHT,
    PAGE_NUMBER_BASELINE,
    PAGE_NUMBER_SIZE,
    PAGE_WIDTH,
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The paper as it lies, and the room for text on it."""

    width: float
    height: float

    @property
    def text_width(self) -> float:
        return self.width - MARGIN_LEFT - MARGIN_RIGHT

    @property
    def text_height(self) -> float:
        return self.height - MARGIN_TOP - MARGIN_BOTTOM


PORTRAIT = Sheet(PAGE_WIDTH, PAGE_HEIGHT)
LANDSCAPE = Sheet(PAGE_HEIGHT, PAGE_WIDTH)


@dataclass(slots=True)
class Page:
    sheet: Sheet
    number: int
    coded: bool
    placed: list[tuple[Flow, float]] = field(default_factory=list)


def filled(flows: Sequence[Flow], sheet: Sheet, *, coded: bool = True) -> list[Page]:
    """The pages of one part. No heading ends a page, and nothing that closes a text stands alone on the next."""
    queue = list(reversed(flows))
    page = Page(sheet, 1, coded)
    pages = [page]
    room = sheet.text_height
    while queue:
        flow = queue.pop()
        fresh = not page.placed
        gap = 0.0 if fresh else flow.before
        pieces = _pieces(flow, queue, room - gap, fresh)
        if pieces is None:
            queue.append(flow)
            page = Page(sheet, page.number + 1, coded)
            pages.append(page)
            room = sheet.text_height
            continue
        placed, rest = pieces
        page.placed.append((placed, sheet.height - MARGIN_TOP - sheet.text_height + room - gap))
        room -= gap + placed.height
        if rest is not None:
            queue.append(rest)
            room = -1.0
    return pages


def _pieces(flow: Flow, queue: list[Flow], room: float, fresh: bool) -> tuple[Flow, Flow | None] | None:
    """What of `flow` goes onto this page and what remains; None when it must begin the next page."""
    follower = queue[-1] if queue else None
    if follower is not None and (flow.stays or flow.tail_stays):
        if _together(flow, queue, room):
            return flow, None
        divided = None if flow.stays else flow.split(room, keep=True)
        if divided is not None:
            return divided
        if not fresh:
            return None
    if flow.height <= room + 0.01:
        return flow, None
    return flow.split(room, keep=False) or ((flow, None) if fresh else None)


def _together(flow: Flow, queue: list[Flow], room: float) -> bool:
    """Whether `flow` and as much as it must keep to of what follows fit into `room`."""
    place = len(queue) - 1
    room -= flow.height
    while room >= -0.01 and place >= 0:
        follower = queue[place]
        room -= follower.before
        if not follower.stays:
            return follower.least <= room + 0.01
        room -= follower.height
        place -= 1
    return room >= -0.01


def drawn(pen: Pen, pages: Sequence[Page], rendition: Rendition) -> None:
    """All pages of a document, with numbers, watermark and code."""
    for place, page in enumerate(pages, start=1):
        pen.canvas.setPageSize((page.sheet.width, page.sheet.height))
        if rendition.stage is Stage.DRAFT:
            watermark.draw(pen, page.sheet.width, page.sheet.height)
        if page.number > 1:
            _number(pen, page)
        for flow, top in page.placed:
            flow.draw(pen, MARGIN_LEFT, top)
        if rendition.qr and page.coded and _coded(rendition.qr_pages, last=place == len(pages)):
            qr.place(pen, rendition.qr, place)
        pen.canvas.showPage()


def _number(pen: Pen, page: Page) -> None:
    middle = MARGIN_LEFT + page.sheet.text_width / 2
    pen.centred(middle, page.sheet.height - PAGE_NUMBER_BASELINE, str(page.number), REGULAR, PAGE_NUMBER_SIZE)


def _coded(pages: QrPages, *, last: bool) -> bool:
    return pages is QrPages.EVERY or (pages is QrPages.LAST and last)
