"""The registers of a year in the ten columns of Annex IV, as Excel and on paper."""

from io import BytesIO

from flask import request, send_file
from flask.typing import ResponseReturnValue
from flask_login import current_user

from ocop import audit
from ocop.attachments.rules import Kind
from ocop.core import clock
from ocop.documents import queries
from ocop.documents.papers import registers
from ocop.documents.views.doors import READERS, bp
from ocop.tenancy import IssuingBody, requires, units, workspace
from ocop.ui.spreadsheet import Column, respond_xlsx

WIDTHS = (18, 14, 60, 24, 40, 18, 12, 14, 12, 30)
YEAR, BODY = "nam", "co-quan"
YEARS = range(1990, 2101)


@bp.get("/so-van-ban-di.xlsx")
@requires(*READERS)
def outgoing_xlsx() -> ResponseReturnValue:
    """The outgoing register of a year, of one issuer when `co-quan` names it."""
    year, body = _year(), _body()
    entries = registers.outgoing_entries(*queries.outgoing_register(year, body.id if body else None))
    _note("so-van-ban-di")
    rows = (registers.outgoing_row(one) for one in entries)
    return respond_xlsx(f"so-van-ban-di-{year}.xlsx", _columns(registers.OUTGOING_COLUMNS), rows)


@bp.get("/so-van-ban-di.pdf")
@requires(*READERS)
def outgoing_pdf() -> ResponseReturnValue:
    """The outgoing register of one issuer and year on paper; the unit's first issuer unless `co-quan` names another."""
    year, body = _year(), _body() or _bodies()[0]
    entries = registers.outgoing_entries(*queries.outgoing_register(year, body.id))
    return _paper(registers.outgoing_pdf(body, year, entries), f"so-van-ban-di-{year}.pdf")


@bp.get("/so-van-ban-den.xlsx")
@requires(*READERS)
def incoming_xlsx() -> ResponseReturnValue:
    """The incoming register of a year."""
    year = _year()
    entries = registers.incoming_entries(queries.incoming_register(year))
    _note("so-van-ban-den")
    rows = (registers.incoming_row(one) for one in entries)
    return respond_xlsx(f"so-van-ban-den-{year}.xlsx", _columns(registers.INCOMING_COLUMNS), rows)


@bp.get("/so-van-ban-den.pdf")
@requires(*READERS)
def incoming_pdf() -> ResponseReturnValue:
    """The incoming register of a year on paper."""
    year = _year()
    entries = registers.incoming_entries(queries.incoming_register(year))
    return _paper(registers.incoming_pdf(_bodies()[0], year, entries), f"so-van-ban-den-{year}.pdf")


def _year() -> int:
    year = request.args.get(YEAR, clock.today().year, type=int)
    return year if year in YEARS else clock.today().year


def _bodies() -> list[IssuingBody]:
    return list(units.bodies(workspace().id, clock.today()))


def _body() -> IssuingBody | None:
    wanted = request.args.get(BODY, type=int)
    return next((one for one in _bodies() if one.id == wanted), None)


def _columns(labels: tuple[str, ...]) -> tuple[Column, ...]:
    return tuple(Column(label, width) for label, width in zip(labels, WIDTHS, strict=True))


def _paper(content: bytes, name: str) -> ResponseReturnValue:
    _note(name)
    return send_file(BytesIO(content), mimetype=Kind.PDF, download_name=name, max_age=0)


def _note(name: str) -> None:
    audit.note_afterwards(current_user, "print", "registers", unit_id=workspace().id, name=name)
