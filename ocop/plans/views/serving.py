"""Answers that are no pages: prints that are made for the moment and not kept, and what a saving script is told."""

from collections.abc import Iterator
from io import BytesIO

from flask import Response, jsonify, send_file

from ocop.attachments.rules import Kind, harmless_name
from ocop.ui.forms import Form


def pdf(content: bytes, *, name: str) -> Response:
    """A PDF to look at in the browser."""
    return send_file(BytesIO(content), mimetype=Kind.PDF, download_name=harmless_name(name, Kind.PDF))


def docx(content: bytes, *, name: str) -> Response:
    """A Word file to keep."""
    return send_file(
        BytesIO(content), mimetype=Kind.DOCX, as_attachment=True, download_name=harmless_name(name, Kind.DOCX)
    )


def not_valid(form: Form) -> tuple[Response, int]:
    """The first thing that is wrong in a form, for the script that saves while somebody types."""
    return jsonify(sentence=next(_sentences(form.errors), "")), 422


def _sentences(errors: object) -> Iterator[str]:
    if isinstance(errors, dict):
        errors = list(errors.values())
    if isinstance(errors, list | tuple):
        for one in errors:
            yield from _sentences(one)
    elif errors:
        yield str(errors)
