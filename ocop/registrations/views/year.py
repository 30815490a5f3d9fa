"""The list of a year's registrations, and the products that are due for re-assessment in it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_login import current_user

from ocop.core import clock
from ocop.core.errors import DomainError
from ocop.producers import queries as producers
from ocop.products import queries as products
from ocop.programme import queries as programme
from ocop.programme.models import Cycle
from ocop.registrations import queries, services
from ocop.registrations.forms import KIND_NAMES, STATE_NAMES, STATE_TONES
from ocop.registrations.queries import Line
from ocop.registrations.rules import Kind
from ocop.registrations.views.doors import bp
from ocop.tenancy import Permission, requires
from ocop.ui import listing
from ocop.ui.columns import Columns, ListColumn
from ocop.ui.listing import ListQuery
from ocop.ui.spreadsheet import respond_xlsx

COLUMNS: Columns[Line] = Columns(
    "registrations",
    ListColumn("ten", _l("Sản phẩm"), lambda one: one.name, sort="ten", width=40),
    ListColumn("chu-the", _l("Chủ thể"), lambda one: producers.shown(one.producer), sort="chu-the", width=40),
    ListColumn("loai", _l("Loại đăng ký"), lambda one: KIND_NAMES[one.kind], sort="loai"),
    ListColumn("hang", _l("Hạng sao dự kiến"), lambda one: one.expected_stars),
    ListColumn("quy", _l("Quý"), lambda one: one.quarter, sort="quy"),
    ListColumn(
        "tinh-trang",
        _l("Tình trạng"),
        lambda one: STATE_NAMES[one.state],
        sort="tinh-trang",
        width=20,
        tone=lambda one: STATE_TONES.get(one.state, "neutral"),
    ),
    ListColumn("xa", _l("Xã, phường, thị trấn"), lambda one: one.commune, width=24, usual=False),
    ListColumn("bo", _l("Bộ sản phẩm"), lambda one: one.product_set, width=32, usual=False),
    ListColumn("hang-hien-tai", _l("Hạng hiện tại"), lambda one: one.present_stars, usual=False),
    ListColumn("can-ho-tro", _l("Nội dung cần hỗ trợ"), lambda one: one.support_needed, width=40, usual=False),
    ListColumn("da-ho-tro", _l("Số hỗ trợ đã nhận"), lambda one: one.supported, numeric=True, usual=False),
    ListColumn("ghi-chu", _l("Ghi chú"), lambda one: one.note, width=32, usual=False),
    ListColumn("nguoi-lap", _l("Người lập"), lambda one: one.created_by, width=24, usual=False),
    ListColumn("ngay-trinh", _l("Ngày trình"), lambda one: one.submitted_at, usual=False),
)
LAW = _l("Quyết định 148/QĐ-TTg ngày 24/02/2023; kế hoạch của tỉnh triển khai Chương trình OCOP trong năm")


@bp.get("/")
@requires(Permission.VIEW)
def index() -> ResponseReturnValue:
    """The unit's registrations of a year."""
    cycle = asked_cycle()
    page = queries.listed(asked(), cycle_id=cycle.id)
    return render_template(
        "registrations/index.html",
        page=page,
        columns=COLUMNS,
        lines=COLUMNS.lines(page.rows),
        cycle=cycle,
        cycles=programme.cycles(),
        due=queries.due_count(cycle),
        kinds=KIND_NAMES,
        states=STATE_NAMES,
    )


@bp.get("/xuat-excel")
@requires(Permission.VIEW)
def export() -> ResponseReturnValue:
    """What the list shows, all pages of it."""
    cycle = asked_cycle()
    rows = COLUMNS.cells(queries.all_listed(asked(), cycle_id=cycle.id))
    return respond_xlsx(f"dang-ky-{cycle.year}.xlsx", COLUMNS.headings(), rows)


@bp.get("/den-han")
@requires(Permission.EDIT_REGISTRY)
def due() -> ResponseReturnValue:
    """Products whose recognition ends, to be registered for re-assessment together."""
    cycle = asked_cycle()
    return render_template("registrations/due.html", rows=queries.due_again(cycle), cycle=cycle, law=LAW)


@bp.post("/den-han")
@requires(Permission.EDIT_REGISTRY)
def register_due() -> ResponseReturnValue:
    """Register the chosen ones for re-assessment."""
    chosen = {products.key(value) for value in request.form.getlist("product_id")}
    made = services.register_again(chosen, cycle=asked_cycle(), by=current_user, now=clock.now())
    flash(
        ngettext(
            "Đã lập %(count)s đăng ký đánh giá lại. Vui lòng mở từng đăng ký để kiểm tra và trình.",
            "Đã lập %(count)s đăng ký đánh giá lại. Vui lòng mở từng đăng ký để kiểm tra và trình.",
            len(made),
            count=len(made),
        )
    )
    return redirect(url_for(".index", loai=Kind.REASSESSMENT.value))


def asked() -> ListQuery:
    """What the address asks of the list."""
    return listing.read(sorts=queries.SORTS, order="ten", filters=queries.FILTERS)


def asked_cycle() -> Cycle:
    """The year that the address names, else the current one."""
    wanted = request.args.get("nam", "")
    cycle = queries.cycle_of(products.key(wanted)) if wanted else programme.current_cycle(clock.today())
    if cycle is None:
        raise DomainError(_("Chưa có chương trình của năm. Đề nghị tỉnh thiết lập chương trình năm trước."))
    return cycle
