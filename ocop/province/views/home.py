"""All units against the milestone of their plan, and the same table as a file."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from ocop.core import clock
from ocop.programme import queries as programme
from ocop.programme.models import Cycle, Milestone
from ocop.programme.rules import Timeliness
from ocop.province import rules
from ocop.province.queries import overview
from ocop.province.views.doors import bp
from ocop.tenancy import Permission, requires, units, workspace
from ocop.ui import listing
from ocop.ui.listing import ListQuery, Page
from ocop.ui.spreadsheet import Cell, Column, respond_xlsx

FILTER = "tinh-trang"
CLOCKS = {
    Timeliness.ON_TIME: _l("Đúng hạn"),
    Timeliness.LATE: _l("Trễ hạn"),
    Timeliness.DUE: _l("Chưa đến hạn"),
    Timeliness.OVERDUE: _l("Quá hạn"),
}
COLUMNS = (
    Column(_l("Đơn vị"), 26),
    Column(_l("Tình trạng"), 26),
    Column(_l("Số kế hoạch"), 16),
    Column(_l("Ngày kế hoạch"), 13),
    Column(_l("Ngày ban hành lần đầu"), 13),
    Column(_l("Ban hành"), 14),
    Column(_l("Gửi về tỉnh lúc"), 16),
    Column(_l("Gửi"), 14),
    Column(_l("Gia hạn đến"), 13),
    Column(_l("Mới"), 9),
    Column(_l("Nâng hạng"), 9),
    Column(_l("Đánh giá lại"), 9),
    Column(_l("Kinh phí (đồng)"), 18),
)


@dataclass(frozen=True)
class Board:
    """What the page and the file show: the rows asked for, and the milestone they stand against."""

    cycle: Cycle
    milestone: Milestone
    everything: Sequence[rules.UnitRow]
    rows: Sequence[rules.UnitRow]


@bp.get("/")
@requires(Permission.VIEW_PROVINCE)
def home() -> ResponseReturnValue:
    """The super-view."""
    query = _query()
    board = _board(query)
    if board is None:
        return render_template("programme/no_cycle.html")
    today = clock.today()
    return render_template(
        "province/home.html",
        board=board,
        page=Page(board.rows[query.offset : query.offset + query.per_page], len(board.rows), query),
        query=query,
        limit=programme.deadline(board.milestone, None),
        arrival=programme.arrival_deadline(board.milestone, None),
        days_left=programme.deadline(board.milestone, None).days_left(today),
        totals=rules.totals(board.rows),
        whole=rules.totals(board.everything),
        shows=[(one.value, words) for one, words in rules.SHOW_NAMES.items()],
        last_step=rules.LAST_STEP,
        clocks=CLOCKS,
    )


@bp.get("/toan-tinh.xlsx")
@requires(Permission.VIEW_PROVINCE)
def export() -> ResponseReturnValue:
    """The table of the super-view as a file, with its sums."""
    board = _board(_query())
    rows = board.rows if board else ()
    return respond_xlsx("toan-tinh.xlsx", COLUMNS, [*map(_cells, rows), _sums(rules.totals(rows))])


def _query() -> ListQuery:
    return listing.read(sorts=("ten", *rules.ORDERS), order="ten", filters=(FILTER,))


def _board(query: ListQuery) -> Board | None:
    today = clock.today()
    cycle = programme.current_cycle(today)
    milestone = programme.milestone(cycle.id, programme.PLAN_ISSUED) if cycle else None
    if cycle is None or milestone is None:
        return None
    everything = overview.unit_rows(units.below(workspace().id, today), cycle, milestone, today=today)
    asked = rules.shown(everything, show=query.filters.get(FILTER), folded=query.folded)
    return Board(cycle, milestone, everything, rules.ordered(asked, by=query.sort, descending=query.descending))


def _cells(row: rules.UnitRow) -> Sequence[Cell]:
    return (
        row.name, row.state_name, row.number, row.dated, row.issued_on, CLOCKS[row.issued], row.sent_at,
        CLOCKS[row.arrived], row.until, row.new, row.upgrade, row.reassessment, row.funding,
    )  # fmt: skip


def _sums(sums: rules.Totals) -> Sequence[Cell]:
    return (
        _l("Cộng"), None, None, None, sums.issued, sums.issued_on_time, sums.arrived, sums.arrived_on_time, None,
        sums.new, sums.upgrade, sums.reassessment, sums.funding,
    )  # fmt: skip
