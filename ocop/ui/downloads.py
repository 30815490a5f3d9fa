"""Files as answers: kept under their harmless names, and without any power in the browser."""

from pathlib import Path

from flask import Response, send_file

PDF = "application/pdf"
LOOK = "xem"
"""`?xem=1` asks to look at a PDF instead of keeping it."""
NO_POWERS = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; object-src 'self'; frame-ancestors 'self'; sandbox"
)
"""A file that somebody sent may hold scripts: shown in the browser it has no rights at all."""


def respond_file(path: Path, *, kind: str, name: str, sha256: str, inline: bool = False) -> Response:
    """The bytes at `path` under a harmless name, never guessed at by the browser; only a PDF is ever shown in it."""
    response = send_file(
        path, mimetype=kind, as_attachment=not (inline and kind == PDF), download_name=name, etag=sha256, max_age=0
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = NO_POWERS
    response.headers["Cache-Control"] = "private, no-cache"
    return response
