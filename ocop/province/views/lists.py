"""Lists over all units, each with its file."""

from collections.abc import Sequence

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from ocop.core import clock
from ocop.plans.rules import OUTSIDE
from ocop.programme import queries as programme
from ocop.province.queries import lists
from ocop.province.rules import STATE_NAMES
from ocop.province.views.doors import bp
from ocop.registrations.forms import KIND_NAMES
from ocop.registrations.rules import State as RegistrationState
from ocop.tenancy import Permission, requires, units, workspace
from ocop.ui import listing
from ocop.ui.listing import ListQuery
from ocop.ui.spreadsheet import Column, respond_xlsx

STATES = {
    RegistrationState.IDEA: _l("Ý tưởng"),
    RegistrationState.DRAFT: _l("Dự thảo"),
    RegistrationState.SUBMITTED: _l("Đã gửi"),
    RegistrationState.ACCEPTED: _l("Được chấp nhận"),
    RegistrationState.REFUSED: _l("Không chấp nhận"),
    RegistrationState.DOSSIER_COMPLETE: _l("Đủ hồ sơ"),
    RegistrationState.IN_ASSESSMENT: _l("Đang đánh giá"),
    RegistrationState.RESULT: _l("Có kết quả"),
    RegistrationState.WITHDRAWN: _l("Đã rút"),
    RegistrationState.NEVER_CARRIED_OUT: _l("Không thực hiện"),
}
PLAN_COLUMNS = (
    Column(_l("Đơn vị"), 22), Column(_l("Số kế hoạch"), 16), Column(_l("Ngày"), 12), Column(_l("Tình trạng"), 26),
    Column(_l("Gửi lúc"), 16), Column(_l("Tiếp nhận lúc"), 16), Column(_l("Bổ sung"), 9),
)  # fmt: skip
REGISTRATION_COLUMNS = (
    Column(_l("Đơn vị"), 20), Column(_l("Sản phẩm"), 36), Column(_l("Chủ thể"), 36), Column(_l("Hình thức"), 14),
    Column(_l("Tình trạng"), 18), Column(_l("Sao đăng ký"), 9), Column(_l("Quý"), 7),
)  # fmt: skip
PRODUCT_COLUMNS = (
    Column(_l("Đơn vị"), 20), Column(_l("Sản phẩm"), 36), Column(_l("Chủ thể"), 36), Column(_l("Bộ sản phẩm"), 30),
    Column(_l("Sao"), 7), Column(_l("Hết hạn sớm nhất"), 14),
)  # fmt: skip


@bp.get("/ke-hoach")
@requires(Permission.VIEW_PROVINCE)
def plans() -> ResponseReturnValue:
    """The plans that the units issued for the year."""
    query = _plan_query()
    return render_template(
        "province/plans.html",
        page=lists.plans(query, _cycle_id()),
        query=query,
        unit_choices=_unit_choices(),
        state_names=STATE_NAMES,
        states=[(one.value, STATE_NAMES[one]) for one in STATE_NAMES if one in OUTSIDE],
    )


@bp.get("/ke-hoach.xlsx")
@requires(Permission.VIEW_PROVINCE)
def export_plans() -> ResponseReturnValue:
    """The same as a file."""
    rows = (
        (
            line.unit, line.full_number, line.issued_on, STATE_NAMES[line.state], line.sent_at, line.received_at,
            line.supplements,
        )
        for line in lists.all_plans(_plan_query(), _cycle_id())
    )  # fmt: skip
    return respond_xlsx("ke-hoach.xlsx", PLAN_COLUMNS, rows)


@bp.get("/dang-ky")
@requires(Permission.VIEW_PROVINCE)
def registrations() -> ResponseReturnValue:
    """The registrations of the year."""
    query = _registration_query()
    return render_template(
        "province/registrations.html",
        page=lists.registrations(query, _cycle_id()),
        query=query,
        unit_choices=_unit_choices(),
        kinds=KIND_NAMES,
        states=STATES,
    )


@bp.get("/dang-ky.xlsx")
@requires(Permission.VIEW_PROVINCE)
def export_registrations() -> ResponseReturnValue:
    """The same as a file."""
    rows = (
        (
            line.unit, line.product, line.producer, KIND_NAMES[line.kind], STATES[line.state], line.expected_stars,
            line.quarter,
        )
        for line in lists.all_registrations(_registration_query(), _cycle_id())
    )  # fmt: skip
    return respond_xlsx("dang-ky.xlsx", REGISTRATION_COLUMNS, rows)


@bp.get("/san-pham")
@requires(Permission.VIEW_PROVINCE)
def products() -> ResponseReturnValue:
    """The products of all units."""
    query = _product_query()
    return render_template(
        "province/products.html", page=lists.products(query), query=query, unit_choices=_unit_choices()
    )


@bp.get("/san-pham.xlsx")
@requires(Permission.VIEW_PROVINCE)
def export_products() -> ResponseReturnValue:
    """The same as a file."""
    rows = (
        (line.unit, line.product, line.producer, line.product_set, line.stars, line.until)
        for line in lists.all_products(_product_query())
    )
    return respond_xlsx("san-pham.xlsx", PRODUCT_COLUMNS, rows)


def _plan_query() -> ListQuery:
    return listing.read(sorts=lists.PLAN_SORTS, order="don-vi", filters=lists.PLAN_FILTERS)


def _registration_query() -> ListQuery:
    return listing.read(sorts=lists.REGISTRATION_SORTS, order="don-vi", filters=lists.REGISTRATION_FILTERS)


def _product_query() -> ListQuery:
    return listing.read(sorts=lists.PRODUCT_SORTS, order="don-vi", filters=lists.PRODUCT_FILTERS)


def _cycle_id() -> int:
    """The year of today; 0, which no year has, before there is one."""
    cycle = programme.current_cycle(clock.today())
    return cycle.id if cycle else 0


def _unit_choices() -> Sequence[tuple[str, str]]:
    return [(one.slug, one.title) for one in units.below(workspace().id, clock.today())]
