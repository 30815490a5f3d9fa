"""Bringing the register in from Excel and taking it out again."""

from collections.abc import Mapping
from io import BytesIO

from flask import flash, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from ocop.core import clock
from ocop.core.text.dates import PartialDate
from ocop.recognition import queries, services
from ocop.recognition.forms import AnswersForm, UploadForm
from ocop.recognition.models import RegisterImport
from ocop.recognition.rules.register import (
    SKIP,
    Field,
    Message,
    ReportRow,
    Verdict,
    report,
    write_register,
    write_template,
)
from ocop.tenancy import Permission, WorkspaceBlueprint, requires, workspace
from ocop.ui import listing
from ocop.ui.listing import Page
from ocop.ui.spreadsheet import MIME, Cell, Column, respond_xlsx

bp = WorkspaceBlueprint("register", path="san-pham/nhap-excel", room="recognition")

VERDICT_NAMES = {
    Verdict.QUESTION: _l("Cần trả lời"),
    Verdict.REFUSED: _l("Không nhập"),
    Verdict.CREATED: _l("Thêm mới"),
    Verdict.UPDATED: _l("Cập nhật"),
    Verdict.UNCHANGED: _l("Không đổi"),
}
TONES = {
    Verdict.QUESTION: "warn",
    Verdict.REFUSED: "bad",
    Verdict.CREATED: "good",
    Verdict.UPDATED: "info",
    Verdict.UNCHANGED: "neutral",
}
ORDER = list(VERDICT_NAMES)
PARTS = {
    "product": _l("Tên sản phẩm"),
    "producer": _l("Chủ thể"),
    "form": _l("Loại hình"),
    "commune_code": _l("Mã xã"),
    "address": _l("Địa chỉ"),
    "representative": _l("Người đại diện"),
    "phone": _l("Điện thoại"),
    "group": _l("Nhóm sản phẩm"),
    "stars": _l("Hạng sao"),
    "recognitions": _l("Các lần công nhận"),
    "expiry": _l("Ngày hết hạn"),
    "revenue_by_year": _l("Doanh thu"),
    "note": _l("Ghi chú"),
}
"""What a change is about, by the names under which the importer knows it."""

HEADINGS = (
    Column(_l("Hàng"), 8),
    Column(_l("Kết quả"), 14),
    Column(_l("Tên sản phẩm"), 40),
    Column(_l("Chủ thể"), 40),
    Column(_l("Hạng sao"), 8),
    Column(_l("Ngày công nhận")),
    Column(_l("Mã xã"), 10),
    Column(_l("Ghi nhận"), 80),
)


@bp.get("/")
@requires(Permission.EDIT_REGISTRY)
def index() -> ResponseReturnValue:
    """Choose a file; the files that were brought in before."""
    return render_template("recognition/register/index.html", form=UploadForm(), rows=queries.register_imports())


@bp.post("/")
@requires(Permission.EDIT_REGISTRY)
def receive() -> ResponseReturnValue:
    """Keep the file and go to look at it."""
    form, kept = UploadForm(), list[RegisterImport]()
    sent = form.validate_on_submit() and form.lets(
        lambda: kept.append(
            services.receive(form.file.data.stream, name=form.file.data.filename, by=current_user, now=clock.now())
        )
    )
    if not sent:
        page = render_template("recognition/register/index.html", form=form, rows=queries.register_imports())
        return page, 422
    return redirect(url_for(".show", import_id=kept[0].id))


@bp.get("/<int:import_id>")
@requires(Permission.EDIT_REGISTRY)
def show(import_id: int) -> ResponseReturnValue:
    """Every row of the file with its verdict, and the questions."""
    row = queries.register_import(import_id)
    judged = services.judged(row, unit=workspace(), on=clock.today())
    query = listing.read(sorts=("hang",), order="hang", filters=("ket-qua",))
    wanted = query.filters.get("ket-qua")
    places = [place for verdict in ORDER if wanted in {None, verdict.value} for place in judged.places(verdict)]
    shown = [judged.outcomes[place] for place in places[query.offset : query.offset + query.per_page]]
    return render_template(
        "recognition/register/show.html",
        row=row,
        judged=judged,
        page=Page(shown, len(places), query),
        names=VERDICT_NAMES,
        tones=TONES,
        parts=PARTS,
        said=said,
        answer_name=answer_name,
        skip=SKIP,
        form=AnswersForm(),
        Field=Field,
        Verdict=Verdict,
    )


@bp.post("/<int:import_id>/tra-loi")
@requires(Permission.EDIT_REGISTRY)
def answer(import_id: int) -> ResponseReturnValue:
    """Keep the answers and judge the rows again."""
    row = queries.register_import(import_id)
    services.keep_answers(row, AnswersForm().given(), by=current_user)
    flash(_("Đã ghi các câu trả lời."))
    return redirect(url_for(".show", import_id=import_id))


@bp.post("/<int:import_id>/nhap")
@requires(Permission.EDIT_REGISTRY)
def take_over(import_id: int) -> ResponseReturnValue:
    """Take the file over, all rows or none; a long one in the background."""
    row = queries.register_import(import_id)
    if services.is_long(row):
        job = services.ask_to_take_over(row, by=current_user, now=clock.real_now())
        return redirect(url_for("jobs.show", token=job.token))
    services.take_over_at_once(row, unit=workspace(), by=current_user, now=clock.now(), on=clock.today())
    flash(_("Đã nhập: thêm %(created)s, cập nhật %(updated)s sản phẩm.", created=row.created, updated=row.updated))
    return redirect(url_for("products.index"))


@bp.get("/<int:import_id>/bao-cao")
@requires(Permission.EDIT_REGISTRY)
def import_report(import_id: int) -> ResponseReturnValue:
    """The verdict on every row, to keep or to send back."""
    judged = services.judged(queries.register_import(import_id), unit=workspace(), on=clock.today())
    rows = report(judged.outcomes, judged.register.ignored)
    return respond_xlsx("ket-qua-nhap.xlsx", HEADINGS, (_cells(one) for one in rows))


@bp.get("/mau")
@requires(Permission.EDIT_REGISTRY)
def template() -> ResponseReturnValue:
    """The empty register of 22 columns."""
    target = BytesIO()
    write_template(target)
    target.seek(0)
    return send_file(target, mimetype=MIME, as_attachment=True, download_name="mau-so-theo-doi.xlsx", max_age=0)


@bp.get("/so-theo-doi")
@requires(Permission.VIEW)
def export() -> ResponseReturnValue:
    """The register of 22 columns with everything that is stored."""
    target = BytesIO()
    rows = (one for one in queries.known() if one.product)
    write_register(rows, target, gazetteer=queries.gazetteer(workspace(), clock.today()), as_of=clock.today())
    target.seek(0)
    return send_file(target, mimetype=MIME, as_attachment=True, download_name="so-theo-doi-ocop.xlsx", max_age=0)


def said(message: Message) -> str:
    """A sentence of the importer in the language of the page."""
    blanks: Mapping[str, str] = dict(message.blanks)
    return str(_(message.template, **blanks)) if blanks else str(message)


def answer_name(sheet: str, row: int, of: Field) -> str:
    """The name of the field that answers a question: `AnswersForm` reads it back."""
    return AnswersForm.name_of(sheet, row, of)


def _cells(one: ReportRow) -> tuple[Cell, ...]:
    when = PartialDate.parse(one["date"]) if one["date"] else None
    return (
        one["row"],
        VERDICT_NAMES[Verdict(one["outcome"])],
        one["product"],
        one["producer"],
        one["stars"],
        when.first if when and one["date_precision"] == "day" else one["date"],
        one["commune_code"],
        " ".join(one["messages"]),
    )
