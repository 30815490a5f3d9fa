"""What this room prints: letterhead and signing block as the press needs them, and the renditions of one content."""

from datetime import date

from flask_babel import lazy_gettext as _l

from ocop import paperwork
from ocop.core.errors import WrongState
from ocop.documents.models import Document
from ocop.paperwork import Letterhead, QrPages, Rendition, Signing
from ocop.tenancy import IssuingBody, units

UNREADABLE = _l("Nội dung văn bản này không đọc được trên hệ thống. Vui lòng báo quản trị hệ thống kiểm tra.")


def letterhead(body: IssuingBody, *, symbol: str) -> Letterhead:
    """The body's letterhead; `symbol` is what follows the number: "KH-UBND"."""
    return Letterhead(
        superior=body.superior,
        issuer=tuple(body.issuer_lines.split("|")),
        place=body.place,
        symbol=symbol,
        name=body.name,
    )


def signing(body: IssuingBody, *, kind: str, on: date) -> Signing:
    """The block of whoever signs such documents for the body on a day; blank lines when that is not known.

    The body's `signings` must have been loaded with it, as `units.body` and `units.bodies` do.
    """
    block = units.signing(body, kind, on)
    if block is None:
        return Signing(None, None, "", None)
    return Signing(block.collective, block.on_behalf, block.title, block.name)


def draft_pdf(document: Document) -> bytes:
    """The content as it stands, marked DỰ THẢO."""
    return paperwork.render_pdf(content(document), Rendition.draft())


def for_signature(document: Document) -> bytes:
    """The frozen content with blank number and date and its code."""
    return paperwork.render_pdf(
        content(document), Rendition.for_signature(qr=document.qr, qr_pages=QrPages(document.qr_pages or QrPages.NONE))
    )


def numbered(document: Document, *, number: str, dated: date) -> bytes:
    """The same frozen content with the number and date that it was given after signing."""
    qr_pages = QrPages(document.qr_pages or QrPages.NONE)
    return paperwork.render_pdf(content(document), Rendition.numbered(number, dated, qr=document.qr, qr_pages=qr_pages))


def content(document: Document) -> paperwork.Document:
    """What the document says, as the press reads it; raises `WrongState` when this press does not know its form."""
    try:
        return paperwork.load(document.content)
    except ValueError:
        raise WrongState(UNREADABLE) from None


def symbol_of(content_: paperwork.Document) -> str:
    """The symbol in the content's letterhead; a form without letterhead has none."""
    head = getattr(content_, "letterhead", None)
    return head.symbol if isinstance(head, Letterhead) else ""
