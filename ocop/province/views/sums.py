"""Sums over all units: where recognitions stand, how the year's targets are spread."""

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from ocop.core import clock
from ocop.programme import queries as programme
from ocop.province.queries import sums
from ocop.province.views.doors import bp
from ocop.recognition.rules import EDITION_148, Standing
from ocop.tenancy import Permission, requires, units, workspace
from ocop.ui.spreadsheet import Column, respond_xlsx

STANDINGS = {
    Standing.IN_FORCE: _l("Còn hiệu lực"),
    Standing.EXPIRING: _l("Sắp hết hạn (%(days)s ngày)", days=EDITION_148.expiring_days),
    Standing.NOTICE_DUE: _l("Đến hạn thông báo (%(days)s ngày)", days=EDITION_148.notice_days),
    Standing.EXPIRED: _l("Đã hết hạn"),
    Standing.UNKNOWN: _l("Chưa rõ hạn"),
    Standing.REVOKED: _l("Đã thu hồi"),
}


@bp.get("/cong-nhan")
@requires(Permission.VIEW_PROVINCE)
def recognition() -> ResponseReturnValue:
    """The radar: how many recognitions of each unit end when."""
    rows = sums.radar(units.below(workspace().id, clock.today()), today=clock.today())
    return render_template(
        "province/recognition.html",
        rows=rows,
        standings=STANDINGS,
        sums=sums.column_sums(rows, STANDINGS),
        source_text=EDITION_148.source,
        today=clock.today(),
    )


@bp.get("/cong-nhan.xlsx")
@requires(Permission.VIEW_PROVINCE)
def export_recognition() -> ResponseReturnValue:
    """The same as a file."""
    rows = sums.radar(units.below(workspace().id, clock.today()), today=clock.today())
    columns = [Column(_l("Đơn vị"), 26), *(Column(words, 16) for words in STANDINGS.values())]
    return respond_xlsx(
        "cong-nhan.xlsx", columns, ((row.unit.title, *(row.of(one) for one in STANDINGS)) for row in rows)
    )


@bp.get("/chi-tieu")
@requires(Permission.VIEW_PROVINCE)
def targets() -> ResponseReturnValue:
    """The year's targets with what the units registered and were assigned."""
    cycle = programme.current_cycle(clock.today())
    if cycle is None:
        return render_template("programme/no_cycle.html")
    return render_template(
        "province/targets.html",
        cycle=cycle,
        rows=sums.targets(cycle.id),
        below=units.below(workspace().id, clock.today()),
    )
