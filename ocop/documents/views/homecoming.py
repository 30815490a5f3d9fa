"""The signed page comes home: one box for all scans, what was found in them, one click for each document."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from ocop.attachments.models import Attachment
from ocop.core import clock
from ocop.documents import queries
from ocop.documents.forms import ConfirmScanForm, ScansForm
from ocop.documents.services import homecoming, reading
from ocop.documents.services.homecoming import Arrival, Batch, Choice, Examination
from ocop.documents.views import verdicts, wording
from ocop.documents.views.doors import bp
from ocop.jobs import queries as jobs
from ocop.tenancy import Permission, requires

LONGEST_KEY = 9
SCAN, PAGE, DOCUMENT, NUMBER = "tep", "quet", "vb", "trang"
"""In the address: the files of the batch; for pages without a readable code which document and page they are."""

LARGE = "lon"


@bp.get("/ban-ky-ve")
@requires(Permission.ATTACH_SIGNED_COPY)
def scans() -> ResponseReturnValue:
    """The box for scans, and those that were not set aside yet."""
    return _box(ScansForm(formdata=None))


@bp.post("/ban-ky-ve")
@requires(Permission.ATTACH_SIGNED_COPY)
def take_in_scans() -> ResponseReturnValue:
    """Keep what was sent; a worker reads it, and the page of its job tells how far it is."""
    form, kept = ScansForm(), list[Attachment]()
    if not (form.validate_on_submit() and form.lets(lambda: kept.extend(_taken_in(form)))):
        return _box(form), 422
    return _reading(kept)


@bp.post("/ban-ky-ve/doc")
@requires(Permission.ATTACH_SIGNED_COPY)
def read_scans() -> ResponseReturnValue:
    """Read files whose reading was stopped or failed; what was read of them is not read again."""
    return _reading(_scans())


@bp.get("/ban-ky-ve/viec/<token>")
@requires(Permission.ATTACH_SIGNED_COPY)
def scans_of_job(token: str) -> ResponseReturnValue:
    """What the files hold that a job has read."""
    return redirect(url_for(".scans_found", tep=reading.read_by(jobs.job(token))))


@bp.get("/ban-ky-ve/ket-qua")
@requires(Permission.ATTACH_SIGNED_COPY)
def scans_found() -> ResponseReturnValue:
    """What the scans hold: each document's pages beside the frozen ones, and what is wrong in words."""
    taken = _scans()
    batch = homecoming.so_far(taken)
    if not batch.finished:
        return render_template(
            "documents/homecoming_reading.html", batch=batch, job=reading.being_read(taken), name=SCAN
        )
    return _found(_examined(batch))


@bp.post("/ban-ky-ve/<int:document_id>")
@requires(Permission.ATTACH_SIGNED_COPY)
def bring_home(document_id: int) -> ResponseReturnValue:
    """Keep the document's pages of the batch as its signed copy."""
    document = queries.document(document_id)
    examination = _examined(homecoming.whole(_scans()))
    arrival = examination.arrival(document.id)
    form = _confirming(arrival)
    if not (form.validate_on_submit() and form.lets(lambda: _confirm(arrival, examination, form))):
        return _found(examination, {document.id: form}), 422
    flash(_("Đã lưu bản ký của %(document)s.", document=wording.title(document)))
    return redirect(_found_url(examination))


@bp.post("/ban-ky-ve/xep-lai")
@requires(Permission.ATTACH_SIGNED_COPY)
def set_scans_aside() -> ResponseReturnValue:
    """The files of the batch are done with."""
    homecoming.set_aside(_scans(), by=current_user, now=clock.now())
    flash(_("Đã xếp các tệp quét lại. Bản ký đã xác nhận vẫn được lưu cùng văn bản."))
    return redirect(url_for(".scans"))


@bp.get("/ban-ky-ve/tep/<int:attachment_id>/<int:ordinal>.jpg")
@requires(Permission.ATTACH_SIGNED_COPY)
def scanned_page(attachment_id: int, ordinal: int) -> ResponseReturnValue:
    """A scanned page to look at, numbered from 1; `?lon=1` to read it."""
    (scan,) = queries.scans([attachment_id])
    return _picture(homecoming.picture(scan, ordinal, large=LARGE in request.args))


@bp.get("/<int:document_id>/trang/<int:ordinal>.jpg")
@requires(Permission.ATTACH_SIGNED_COPY)
def frozen_page(document_id: int, ordinal: int) -> ResponseReturnValue:
    """A page of the version frozen for signature, numbered from 1; `?lon=1` to read it."""
    return _picture(homecoming.frozen_picture(queries.document(document_id), ordinal, large=LARGE in request.args))


def _box(form: ScansForm) -> str:
    return render_template(
        "documents/homecoming.html",
        form=form,
        waiting=queries.awaiting_signed_copy(),
        scans=queries.open_scans(),
        name_of=wording.title,
        most=homecoming.MOST_PAGES,
    )


def _found(examination: Examination, refused: dict[int, ConfirmScanForm] | None = None) -> str:
    forms = {one.document.id: _confirming(one, blank=True) for one in examination.arrivals}
    return render_template(
        "documents/homecoming_found.html",
        found=examination,
        forms=forms | (refused or {}),
        documents=[verdicts.of(one) for one in examination.arrivals],
        choosable=_choosable(examination),
        name_of=wording.title,
        hidden=_hidden(examination),
        parameters={"scan": SCAN, "page": PAGE, "document": DOCUMENT, "number": NUMBER},
    )


def _choosable(examination: Examination) -> list[tuple[int, str]]:
    """The documents that a page without a readable code may belong to: those of the batch first."""
    come = [one.document for one in examination.arrivals]
    others = [one for one in queries.awaiting_signed_copy() if one.id not in {known.id for known in come}]
    return [(one.id, f"{wording.title(one)}: {one.subject}") for one in come + others]


def _confirming(arrival: Arrival, *, blank: bool = False) -> ConfirmScanForm:
    """Each document of the page asks for its own reason."""
    given = {"formdata": None} if blank else {}
    return ConfirmScanForm(needed=arrival.needs_reason, prefix=f"vb{arrival.document.id}", **given)


def _reading(taken: list[Attachment]) -> ResponseReturnValue:
    job = reading.ask_to_read(taken, by=current_user, now=clock.real_now())
    return redirect(url_for("jobs.show", token=job.token))


def _taken_in(form: ScansForm) -> list[Attachment]:
    sent = [(one.stream, one.filename or "") for one in form.files.data]
    return homecoming.take_in(sent, by=current_user)


def _confirm(arrival: Arrival, examination: Examination, form: ConfirmScanForm) -> None:
    homecoming.confirm(arrival, within=examination, reason=form.reason.data or "", by=current_user, now=clock.now())


def _scans() -> list[Attachment]:
    return queries.scans(request.values.getlist(SCAN, _key))


def _key(text: str) -> int:
    """The key that an address names; raises ValueError for what can be none."""
    if not text.isascii() or not text.isdecimal() or len(text) > LONGEST_KEY:
        raise ValueError(text)
    return int(text)


def _examined(batch: Batch) -> Examination:
    return homecoming.examine(batch, _choices(), at=clock.real_now())


def _choices() -> list[Choice]:
    """What was said of pages without a readable code; a page of which nothing was said stays one."""
    said = zip(
        request.values.getlist(PAGE), request.values.getlist(DOCUMENT), request.values.getlist(NUMBER), strict=False
    )
    found = []
    for page, document, number in said:
        numbers = [*page.split("."), document, number]
        if len(numbers) == 4 and all(one.isascii() and one.isdecimal() and len(one) <= LONGEST_KEY for one in numbers):
            found.append(Choice(*map(int, numbers)))
    return found


def _hidden(examination: Examination) -> list[tuple[str, str]]:
    """The batch and the choices as fields of a form."""
    fields = [(SCAN, str(one.scan.id)) for one in examination.batch.readings]
    for one in examination.choices:
        fields += [
            (PAGE, f"{one.scan_id}.{one.ordinal}"),
            (DOCUMENT, str(one.document_id)),
            (NUMBER, str(one.page)),
        ]
    return fields


def _found_url(examination: Examination) -> str:
    return url_for(
        ".scans_found",
        tep=[one.scan.id for one in examination.batch.readings],
        quet=[f"{one.scan_id}.{one.ordinal}" for one in examination.choices],
        vb=[one.document_id for one in examination.choices],
        trang=[one.page for one in examination.choices],
    )


def _picture(content: bytes) -> Response:
    response = Response(content, mimetype="image/jpeg")
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response
