"""Handing out prints that are made for the moment and not kept."""

from io import BytesIO

from flask import Response, send_file

from ocop.attachments.rules import Kind, harmless_name


def pdf(content: bytes, *, name: str) -> Response:
    """A PDF to look at in the browser."""
    return send_file(BytesIO(content), mimetype=Kind.PDF, download_name=harmless_name(name, Kind.PDF))


def docx(content: bytes, *, name: str) -> Response:
    """A Word file to keep."""
    return send_file(
        BytesIO(content), mimetype=Kind.DOCX, as_attachment=True, download_name=harmless_name(name, Kind.DOCX)
    )
