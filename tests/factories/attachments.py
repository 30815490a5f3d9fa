"""Small real files of every kind."""

from io import BytesIO
from zipfile import ZIP_LZMA, ZipFile

from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from ocop.attachments import rules, services
from ocop.attachments.models import Attachment
from ocop.attachments.rules import Purpose
from ocop.audit import System

LOCAL_HEADER = 30
"""Bytes before the name of a part in a zip package."""

PACKER_SETTINGS = 9
"""Bytes between that name and what was packed, when LZMA did it."""


def pdf(pages: int = 1, text: str = "trang", password: str | None = None) -> bytes:
    """A PDF with so many pages, each with a line of text."""
    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=1, encrypt=password)
    for number in range(pages):
        canvas.drawString(100, 700, f"{text} {number + 1}")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def picture(kind: str = "JPEG", *, place: str = "") -> bytes:
    """A picture; with `place`, camera data that tells it."""
    image = Image.new("RGB", (60, 40), "white")
    exif = Image.Exif()
    exif[0x010E] = place
    exif[0x0112] = 6
    buffer = BytesIO()
    image.save(buffer, kind, exif=exif, dpi=(200, 200))
    return buffer.getvalue()


def package(*names: str) -> bytes:
    """A zip package with these names inside."""
    buffer = BytesIO()
    with ZipFile(buffer, "w") as made:
        for name in names:
            made.writestr(name, "<x/>")
    return buffer.getvalue()


def damaged(name: str) -> bytes:
    """A packed zip package whose first part, of this name, was altered on its way."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_LZMA) as made:
        made.writestr(name, "<x/>" * 100)
    start = LOCAL_HEADER + len(name) + PACKER_SETTINGS
    content = buffer.getvalue()
    return content[:start] + b"\xff" * 16 + content[start + 16 :]


DOCX = package("[Content_Types].xml", "word/document.xml")
XLSX = package("[Content_Types].xml", "xl/workbook.xml")


def scan(pages: int = 1, text: str = "ban ky") -> Attachment:
    """A kept scan of so many pages, within the scope."""
    return services.keep(
        BytesIO(pdf(pages, text)), name="Bản ký.pdf", purpose=Purpose.SIGNED_COPY, by=System(), accepts=rules.SCANS
    )
