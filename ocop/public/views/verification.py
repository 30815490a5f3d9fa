"""Verification of documents for everybody, and the two addresses that watch over the server."""

import re
from hashlib import file_digest

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from ocop.core import clock
from ocop.core.tokens import is_token
from ocop.documents import count_question, note_verification
from ocop.documents import queries as documents
from ocop.documents.models import Stamp
from ocop.documents.rules import Standing, full_number, kind_word
from ocop.public import queries
from ocop.public.forms import FileToCompareForm
from ocop.tenancy import PublicBlueprint, public

bp = PublicBlueprint("public")

TOKEN, HASH, VERSION = "ma", "sha256", "v"
HASH_SHAPE = re.compile(r"[0-9a-f]{64}")
STANDINGS = {
    Standing.NOT_ISSUED: (_l("Chưa ban hành"), "warn"),
    Standing.IN_FORCE: (_l("Có hiệu lực"), "good"),
    Standing.REPLACED: (_l("Đã được thay thế"), "warn"),
    Standing.REVOKED: (_l("Đã thu hồi"), "bad"),
}


@bp.get("/xac-minh")
@public
def check() -> ResponseReturnValue:
    """Where a code is typed or a file is dropped; with `sha256` the documents that have exactly these bytes."""
    typed = re.sub(r"[\s.-]", "", request.args.get(TOKEN, "")).lower()
    if typed:
        return redirect(url_for(".verify", token=typed))
    wanted = request.args.get(HASH, "").lower()
    if not HASH_SHAPE.fullmatch(wanted):
        return render_template("public/check.html", form=FileToCompareForm(formdata=None), wanted=None, stamps=())
    return _found(wanted)


@bp.post("/xac-minh")
@public
def check_file() -> ResponseReturnValue:
    """The same for a browser without scripts: the file is read once and let go."""
    form = FileToCompareForm()
    if not form.validate_on_submit():
        return render_template("public/check.html", form=form, wanted=None, stamps=()), 422
    return _found(_fingerprint(form))


@bp.get("/xac-minh/<token>")
@public
def verify(token: str) -> ResponseReturnValue:
    """What anybody may know of the document whose code this is; an unknown one answers 404 on the same page."""
    stamp = _stamp(token)
    return _told(stamp, FileToCompareForm(formdata=None), same=None), 200 if stamp else 404


@bp.post("/xac-minh/<token>")
@public
def compare(token: str) -> ResponseReturnValue:
    """Whether a file is one of the printed versions of this document, for a browser without scripts."""
    form = FileToCompareForm()
    fingerprint = _fingerprint(form) if form.validate_on_submit() else None
    stamp = _stamp(token)
    if stamp is None:
        return _told(None, form, same=None), 404
    if fingerprint is None:
        return _told(stamp, form, same=None), 422
    return _told(stamp, form, same=fingerprint in {stamp.signature_sha256, stamp.numbered_sha256})


@bp.get("/song")
@public
def alive() -> ResponseReturnValue:
    """Whether the process answers at all."""
    return _line("đang chạy", 200)


@bp.get("/san-sang")
@public
def ready() -> ResponseReturnValue:
    """Whether it can serve: 503 with a line for each thing that hinders it."""
    hindered = queries.hindrances()
    return _line("\n".join(hindered) or "sẵn sàng", 503 if hindered else 200)


def _stamp(token: str) -> Stamp | None:
    """Look the code up, counting the question."""
    address, now = request.remote_addr or "", clock.real_now()
    documents.refuse_flood(address, now)
    stamp = documents.stamp(token) if is_token(token) else None
    note_verification(stamp, address=address, now=now)
    return stamp


def _told(stamp: Stamp | None, form: FileToCompareForm, *, same: bool | None) -> str:
    words, tone = STANDINGS[stamp.status] if stamp else (_l("Không tìm thấy"), "neutral")
    return render_template(
        "public/verify.html",
        stamp=stamp,
        standing=words,
        tone=tone,
        number=full_number(stamp.number, stamp.symbol) if stamp and stamp.number else None,
        kind=kind_word(stamp.kind) if stamp else None,
        form=form,
        same=same,
        older=_of_an_older_print(stamp),
    )


def _of_an_older_print(stamp: Stamp | None) -> bool:
    """Whether the scanned code belongs to a print that was withdrawn before the document was frozen again."""
    scanned = request.args.get(VERSION)
    return bool(scanned and stamp and scanned != stamp.version)


def _found(fingerprint: str) -> str:
    address, now = request.remote_addr or "", clock.real_now()
    documents.refuse_flood(address, now)
    count_question(address=address, now=now)
    return render_template(
        "public/check.html",
        form=FileToCompareForm(formdata=None),
        wanted=fingerprint,
        stamps=documents.stamps_with_hash(fingerprint),
        full_number=full_number,
        kind_name=kind_word,
    )


def _fingerprint(form: FileToCompareForm) -> str:
    return file_digest(form.file.data.stream, "sha256").hexdigest()


def _line(text: str, status: int) -> Response:
    return Response(text + "\n", status=status, mimetype="text/plain", headers={"Cache-Control": "no-store"})
