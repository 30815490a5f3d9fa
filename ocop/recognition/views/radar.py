"""The radar of a unit's recognitions, and the history of one product's."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from ocop.core import clock
from ocop.core.text import dates
from ocop.documents.rules import RECORD_PAGES, RecordPage
from ocop.producers import queries as producers
from ocop.products import queries as products
from ocop.recognition import queries, services
from ocop.recognition.forms import NoticeForm, RecognitionForm, RevocationForm
from ocop.recognition.models import Recognition
from ocop.recognition.queries import Line
from ocop.recognition.rules import EDITION_148, STEPS_148, Backward, Standing, backward, notice_by
from ocop.tenancy import Permission, WorkspaceBlueprint, requires
from ocop.ui import listing
from ocop.ui.columns import Columns, ListColumn
from ocop.ui.listing import ListQuery
from ocop.ui.spreadsheet import Cell, respond_xlsx

bp = WorkspaceBlueprint("recognition", path="cong-nhan")

for _form in ("expiry_notice", "recognition"):
    RECORD_PAGES[_form] = RecordPage(_l("Sản phẩm được công nhận"), "recognition.index")


STANDING_NAMES: Mapping[Standing, LazyString] = {
    Standing.NOTICE_DUE: _l("Đến hạn thông báo"),
    Standing.EXPIRING: _l("Sắp hết hạn"),
    Standing.IN_FORCE: _l("Còn hiệu lực"),
    Standing.EXPIRED: _l("Hết hạn"),
    Standing.UNKNOWN: _l("Chưa rõ thời hạn"),
    Standing.RENEWED: _l("Đã đánh giá lại"),
    Standing.UPGRADED: _l("Đã nâng hạng"),
    Standing.REVOKED: _l("Đã thu hồi"),
}
TONES = {
    Standing.NOTICE_DUE: "bad",
    Standing.EXPIRING: "warn",
    Standing.IN_FORCE: "good",
    Standing.EXPIRED: "bad",
    Standing.UNKNOWN: "warn",
    Standing.REVOKED: "bad",
}
STEP_NAMES = {
    "decision": _l("Từ phiên họp đến ngày ký quyết định"),
    "council": _l("Từ lúc gửi hồ sơ đến phiên họp"),
    "packs": _l("Từ lúc đủ hồ sơ đến lúc gửi thành viên"),
    "dossier": _l("Lập hồ sơ đánh giá lại"),
}


R = TypeVar("R", Recognition, Line)


@dataclass(frozen=True)
class Seen(Generic[R]):
    """A recognition as the page of a day shows it."""

    row: R
    standing: Standing
    days_left: int | None
    notice_by: date | None
    plan: Backward | None

    @property
    def product_id(self) -> int:
        """The product whose history the row leads to."""
        return self.row.product_id

    @property
    def notice(self) -> Cell:
        """When the producer was told, or that the last day for it is over."""
        if self.row.notice_on is not None:
            return self.row.notice_on
        overdue = self.standing is Standing.NOTICE_DUE and self.notice_by is not None and self.notice_by < clock.today()
        return OVERDUE if overdue else None

    @property
    def name(self) -> LazyString:
        """The standing in words."""
        return STANDING_NAMES[self.standing]

    @property
    def tone(self) -> str:
        """The colour of its badge; the words say the same."""
        return TONES.get(self.standing, "neutral")


OVERDUE = _l("Quá hạn thông báo")
COLUMNS: Columns[Seen[Line]] = Columns(
    "recognitions",
    ListColumn("ten", _l("Sản phẩm"), lambda one: one.row.product, sort="ten", width=40),
    ListColumn("chu-the", _l("Chủ thể"), lambda one: producers.shown(one.row.producer), sort="chu-the", width=40),
    ListColumn("sao", _l("Hạng sao"), lambda one: one.row.stars, sort="sao"),
    ListColumn("het-han", _l("Hết hạn sớm nhất"), lambda one: one.row.expires_earliest, sort="het-han"),
    ListColumn("het-han-muon", _l("Hết hạn muộn nhất"), lambda one: one.row.expires_latest),
    ListColumn("tinh-trang", _l("Tình trạng"), lambda one: one.name, width=20, tone=lambda one: one.tone),
    ListColumn("thong-bao", _l("Thông báo"), lambda one: one.notice),
    ListColumn("hop", _l("Họp Hội đồng muộn nhất"), lambda one: one.plan.council_by if one.plan else None),
    ListColumn("xa", _l("Xã, phường, thị trấn"), lambda one: one.row.commune_name, width=24, usual=False),
    ListColumn("so", _l("Số quyết định"), lambda one: one.row.decision_number, width=24, usual=False),
    ListColumn("ngay", _l("Ngày quyết định"), lambda one: one.row.decided or _range(one.row), usual=False),
    ListColumn("co-quan", _l("Cơ quan quyết định"), lambda one: one.row.issuer, width=32, usual=False),
    ListColumn("nguon", _l("Nguồn"), lambda one: one.row.source, width=32, usual=False),
)


@bp.get("/")
@requires(Permission.VIEW)
def index() -> ResponseReturnValue:
    """The radar: how many stand where, and which need an act."""
    today = clock.today()
    page = queries.listed(asked(), today=today)
    return render_template(
        "recognition/index.html",
        page=page,
        columns=COLUMNS,
        lines=COLUMNS.lines(seen(row, today) for row in page.rows),
        counts=queries.counts(today),
        tones=TONES,
        standings=STANDING_NAMES,
        today=today,
        edition=EDITION_148,
        notice_due=Standing.NOTICE_DUE,
    )


@bp.get("/xuat-excel")
@requires(Permission.VIEW)
def export() -> ResponseReturnValue:
    """What the radar shows, all pages of it."""
    today = clock.today()
    rows = (seen(row, today) for row in queries.all_listed(asked(), today=today))
    return respond_xlsx("cong-nhan.xlsx", COLUMNS.headings(), COLUMNS.cells(rows))


@bp.get("/san-pham/<int:product_id>")
@requires(Permission.VIEW)
def of_product(product_id: int) -> ResponseReturnValue:
    """The history of one product, and when to act next."""
    today = clock.today()
    return render_template(
        "recognition/of_product.html",
        product=products.product(product_id),
        rows=[seen(row, today) for row in queries.history(product_id)],
        steps=STEPS_148,
        edition=EDITION_148,
        today=today,
        step_names=STEP_NAMES,
    )


@bp.get("/san-pham/<int:product_id>/ghi")
@requires(Permission.EDIT_REGISTRY)
def new(product_id: int) -> ResponseReturnValue:
    """An empty form for a decision about a product."""
    product = products.product(product_id)
    return render_template(
        "recognition/form.html", form=RecognitionForm(clock.today()), product=product, recognition=None
    )


@bp.post("/san-pham/<int:product_id>/ghi")
@requires(Permission.EDIT_REGISTRY)
def create(product_id: int) -> ResponseReturnValue:
    """Record a decision about a product."""
    product = products.product(product_id)
    form = RecognitionForm(clock.today())
    if not form.validate_on_submit():
        return render_template("recognition/form.html", form=form, product=product, recognition=None), 422
    services.record(product, form.facts(), by=current_user, now=clock.now())
    flash(_("Đã ghi công nhận của sản phẩm."))
    return redirect(url_for(".of_product", product_id=product_id))


@bp.get("/<int:recognition_id>/sua")
@requires(Permission.EDIT_REGISTRY)
def edit(recognition_id: int) -> ResponseReturnValue:
    """The form with what is recorded."""
    row = queries.recognition(recognition_id)
    form = RecognitionForm(clock.today(), row)
    return render_template("recognition/form.html", form=form, product=row.product, recognition=row)


@bp.post("/<int:recognition_id>/sua")
@requires(Permission.EDIT_REGISTRY)
def save(recognition_id: int) -> ResponseReturnValue:
    """Correct what was recorded."""
    row = queries.recognition(recognition_id)
    form = RecognitionForm(clock.today(), row)
    if not form.validate_on_submit():
        return render_template("recognition/form.html", form=form, product=row.product, recognition=row), 422
    services.change(row, form.facts(row), version=form.version_seen(), by=current_user, now=clock.now())
    flash(_("Đã lưu công nhận của sản phẩm."))
    return redirect(url_for(".of_product", product_id=row.product_id))


@bp.get("/<int:recognition_id>/thu-hoi")
@requires(Permission.EDIT_REGISTRY)
def ask_revocation(recognition_id: int) -> ResponseReturnValue:
    """What a revocation must say."""
    row = queries.recognition(recognition_id)
    return render_template("recognition/revoke.html", form=RevocationForm(row, clock.today()), recognition=row)


@bp.post("/<int:recognition_id>/thu-hoi")
@requires(Permission.EDIT_REGISTRY)
def revoke(recognition_id: int) -> ResponseReturnValue:
    """Record a revocation."""
    row = queries.recognition(recognition_id)
    form = RevocationForm(row, clock.today())
    if not form.validate_on_submit():
        return render_template("recognition/revoke.html", form=form, recognition=row), 422
    services.revoke(
        row,
        on=form.day(),
        decision=form.decision.data,
        ground=form.ground.data,
        by=current_user,
        now=clock.now(),
    )
    flash(_("Đã ghi việc thu hồi công nhận."))
    return redirect(url_for(".of_product", product_id=row.product_id))


@bp.get("/<int:recognition_id>/thong-bao")
@requires(Permission.EDIT_REGISTRY)
def ask_notice(recognition_id: int) -> ResponseReturnValue:
    """How and when the producer was told."""
    row = queries.recognition(recognition_id)
    return render_template(
        "recognition/notice.html", form=NoticeForm(clock.today()), recognition=row, edition=EDITION_148
    )


@bp.post("/<int:recognition_id>/thong-bao")
@requires(Permission.EDIT_REGISTRY)
def note_notice(recognition_id: int) -> ResponseReturnValue:
    """Note that the producer was told in writing."""
    row = queries.recognition(recognition_id)
    form = NoticeForm(clock.today())
    if not form.validate_on_submit():
        return render_template("recognition/notice.html", form=form, recognition=row, edition=EDITION_148), 422
    services.note_notice(
        row,
        on=form.day(),
        number=form.number.data or None,
        method=form.method.data,
        by=current_user,
        now=clock.now(),
    )
    flash(_("Đã ghi việc gửi thông báo sắp hết hạn."))
    return redirect(url_for(".of_product", product_id=row.product_id))


def asked() -> ListQuery:
    """What the address asks of the list."""
    return listing.read(sorts=queries.SORTS, order="het-han", filters=queries.FILTERS)


def seen(row: R, today: date) -> Seen[R]:
    """A recognition with what a day makes of it."""
    ends = row.expires_earliest
    standing = row.standing_on(today)
    waiting = standing in {Standing.IN_FORCE, Standing.EXPIRING, Standing.NOTICE_DUE, Standing.EXPIRED}
    return Seen(
        row,
        standing,
        (ends - today).days if ends else None,
        notice_by(ends) if ends and waiting else None,
        backward(ends) if ends and waiting else None,
    )


def _range(one: Line) -> str | None:
    """ "từ 01/01/2022 đến 19/01/2022" for a decision that is only known to lie between two days."""
    if one.earliest is None or one.latest is None:
        return None
    return str(_("từ %(first)s đến %(last)s", first=dates.day(one.earliest), last=dates.day(one.latest)))
