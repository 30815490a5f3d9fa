"""A unit reads its own trail."""

from collections.abc import Iterator
from itertools import islice

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from ocop.audit import queries
from ocop.audit.models import AuditEntry
from ocop.audit.rules import FAULT_WORDS
from ocop.audit.rules.words import Reading
from ocop.tenancy import Permission, WorkspaceBlueprint, requires, units, workspace
from ocop.ui import listing
from ocop.ui.listing import ListQuery
from ocop.ui.spreadsheet import Cell, Column, respond_xlsx

bp = WorkspaceBlueprint("audit", path="nhat-ky", stays_behind=True)
blueprints: tuple[Blueprint, ...] = (bp,)

HEADINGS = (
    Column(_l("Số thứ tự"), 10),
    Column(_l("Thời điểm"), 18),
    Column(_l("Người thực hiện"), 26),
    Column(_l("Tài khoản"), 22),
    Column(_l("Việc"), 26),
    Column(_l("Đối tượng"), 18),
    Column(_l("Tên"), 40),
    Column(_l("Thay đổi"), 60),
    Column(_l("Địa chỉ mạng"), 18),
    Column(_l("Dấu niêm phong"), 66),
)
AT_ONCE = 500


@bp.get("/")
@requires(Permission.READ_AUDIT)
def trail() -> ResponseReturnValue:
    """The unit's trail, newest first."""
    query = asked()
    length, seal = queries.head()
    page = queries.trail(query)
    reading = Reading(queries.names(page.rows))
    accounts = queries.actors()
    people = queries.named(accounts)
    return render_template(
        "audit/trail.html",
        page=page,
        people=people,
        unread=queries.unread_days(query),
        length=length,
        seal=seal,
        actors=[(one, people.get(one, one)) for one in accounts],
        things=[(one, reading.things[one]) for one in queries.things()],
        reading=reading,
        former=units.gone_into(workspace().id),
        ended=workspace().successor_id is not None,
    )


@bp.get("/xuat-excel")
@requires(Permission.READ_AUDIT)
def export() -> ResponseReturnValue:
    """What the trail shows, all pages of it, with the seals."""
    return respond_xlsx("nhat-ky.xlsx", HEADINGS, _rows(queries.whole_trail(asked())))


@bp.get("/kiem-tra")
@requires(Permission.READ_AUDIT)
def check() -> ResponseReturnValue:
    """Walk the whole chain and say whether it is whole."""
    return render_template("audit/check.html", chain=queries.chain(), faults=FAULT_WORDS)


def asked() -> ListQuery:
    """What the address asks of the trail."""
    return listing.read(sorts=("luc",), order="-luc", filters=queries.FILTERS)


def _rows(entries: Iterator[AuditEntry]) -> Iterator[tuple[Cell, ...]]:
    people = queries.named(queries.actors())
    while some := list(islice(entries, AT_ONCE)):
        reading = Reading(queries.names(some))
        for one in some:
            changed = "\n".join(f"{field}: {before} → {after}" for field, before, after in reading.changes(one.change))
            act, thing, actor = reading.acts[one.act], reading.things[one.thing], people.get(one.actor, one.actor)
            yield (one.sequence, one.at, actor, one.actor, act, thing, one.thing_name, changed, one.address, one.digest)
