"""Pages of the year's dossiers: the list, one dossier, and its way to the council."""

from collections.abc import Iterable, Iterator, Mapping

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from ocop.core import clock
from ocop.dossiers import papers, queries, rules, services
from ocop.dossiers.queries import SeenDossier
from ocop.dossiers.queries import dossiers as shelves
from ocop.dossiers.rules import Standing
from ocop.dossiers.views.doors import bp
from ocop.dossiers.views.evidence import words as validity_words
from ocop.producers import queries as producers
from ocop.programme import queries as programme
from ocop.programme.models import Cycle
from ocop.registrations import queries as registrations
from ocop.registrations.forms import KIND_NAMES, STATE_NAMES, STATE_TONES
from ocop.registrations.rules import State
from ocop.registrations.views.year import asked_cycle
from ocop.tenancy import Permission, requires
from ocop.ui import listing
from ocop.ui.listing import ListQuery
from ocop.ui.spreadsheet import Cell, Column, respond_xlsx

STANDING_NAMES: Mapping[Standing, LazyString] = {
    Standing.READY: _l("Đã có"),
    Standing.PRINTED: _l("In từ hệ thống"),
    Standing.HANDED_OVER: _l("Đã nộp"),
    Standing.ENDING: _l("Sắp hết hạn"),
    Standing.NOT_APPLICABLE: _l("Không áp dụng"),
    Standing.ENDED: _l("Đã hết hạn"),
    Standing.UNSIGNED: _l("Chưa có bản ký"),
    Standing.MISSING: _l("Chưa có"),
}
STANDING_TONES = {
    Standing.READY: "good",
    Standing.PRINTED: "good",
    Standing.HANDED_OVER: "good",
    Standing.ENDING: "warn",
    Standing.NOT_APPLICABLE: "neutral",
    Standing.ENDED: "bad",
    Standing.UNSIGNED: "bad",
    Standing.MISSING: "bad",
}
HEADINGS = (
    Column(_l("Tên sản phẩm"), 40),
    Column(_l("Chủ thể"), 40),
    Column(_l("Loại đăng ký")),
    Column(_l("Tình trạng"), 20),
    Column(_l("Hoàn thành (%)")),
    Column(_l("Còn thiếu"), 80),
    Column(_l("Sắp hết hạn"), 40),
)


@bp.get("/")
@requires(Permission.VIEW)
def index() -> ResponseReturnValue:
    """The year's registrations with their dossiers and what they lack."""
    cycle = asked_cycle()
    page = shelves.listed(asked(), cycle_id=cycle.id)
    return render_template(
        "dossiers/index.html",
        page=page,
        seen=_seen(page.rows, cycle),
        cycle=cycle,
        cycles=programme.cycles(),
        producers=producers.choices(),
        rule=queries.rule(clock.today()),
        made=[(shelves.MADE, _("Đã lập")), (shelves.NOT_MADE, _("Chưa lập"))],
        **_words(),
    )


@bp.get("/xuat-excel")
@requires(Permission.VIEW)
def export() -> ResponseReturnValue:
    """What the list shows, all pages of it."""
    cycle = asked_cycle()
    return respond_xlsx(f"ho-so-{cycle.year}.xlsx", HEADINGS, _rows(cycle))


@bp.get("/dang-ky/<int:registration_id>")
@requires(Permission.VIEW)
def of_registration(registration_id: int) -> ResponseReturnValue:
    """The dossier of a registration, or what a dossier of it would have to hold."""
    registration = registrations.registration(registration_id)
    row = queries.of_registration(registration_id)
    if row is not None:
        return redirect(url_for(".show", dossier_id=row.id))
    return render_template(
        "dossiers/none.html",
        registration=registration,
        cycle=programme.cycle(registration.cycle_id),
        open=rules.may_change(registration.state),
        rule=queries.rule(clock.today()),
    )


@bp.post("/dang-ky/<int:registration_id>")
@requires(Permission.EDIT_REGISTRY)
def make(registration_id: int) -> ResponseReturnValue:
    """Begin the dossier."""
    row = services.make(registrations.registration(registration_id), by=current_user, now=clock.now())
    flash(_("Đã lập hồ sơ. Bấm “Dùng lại minh chứng đã có” để lấy ngay những gì chủ thể còn hiệu lực."))
    return redirect(url_for(".show", dossier_id=row.id))


@bp.get("/<int:dossier_id>")
@requires(Permission.VIEW)
def show(dossier_id: int) -> ResponseReturnValue:
    """One dossier: each line with what stands there."""
    row = queries.dossier(dossier_id)
    registration = row.registration
    council = queries.council(programme.milestones(registration.cycle_id), registration.expected_stars)
    return render_template(
        "dossiers/show.html",
        dossier=row,
        registration=registration,
        cycle=programme.cycle(registration.cycle_id),
        council=council,
        council_day=queries.last_day(council),
        seen=queries.seen(row, stars=registration.expected_stars, on=clock.today(), council=queries.last_day(council)),
        open=rules.may_change(registration.state),
        outdated=services.is_outdated(row),
        rule=papers.programme_rule(row.lines),
        **validity_words(),
        **_words(),
    )


@bp.post("/<int:dossier_id>/dung-lai")
@requires(Permission.EDIT_REGISTRY)
def reuse(dossier_id: int) -> ResponseReturnValue:
    """Take over what the producer has and what still holds."""
    row = queries.dossier(dossier_id)
    count = services.reuse(row, by=current_user, today=clock.today())
    count += services.take_issued(row.registration, row.lines, by=current_user, now=clock.now())
    flash(
        ngettext(
            "Đã đưa %(count)s minh chứng còn hiệu lực vào hồ sơ.",
            "Đã đưa %(count)s minh chứng còn hiệu lực vào hồ sơ.",
            count,
            count=count,
        )
        if count
        else _("Không có thêm minh chứng còn hiệu lực nào phù hợp. Vui lòng tải lên các nội dung còn thiếu.")
    )
    return redirect(url_for(".show", dossier_id=dossier_id))


@bp.post("/<int:dossier_id>/cap-nhat")
@requires(Permission.EDIT_REGISTRY)
def refresh(dossier_id: int) -> ResponseReturnValue:
    """Bring the checklist up to what the registration is now."""
    services.refresh(queries.dossier(dossier_id), by=current_user)
    flash(_("Đã cập nhật danh mục hồ sơ theo thông tin mới của sản phẩm."))
    return redirect(url_for(".show", dossier_id=dossier_id))


@bp.post("/<int:dossier_id>/hoan-thanh")
@requires(Permission.EDIT_REGISTRY)
def complete(dossier_id: int) -> ResponseReturnValue:
    """Declare the dossier complete."""
    services.complete(queries.dossier(dossier_id), by=current_user, today=clock.today())
    flash(_("Đã ghi hồ sơ đầy đủ."))
    return redirect(url_for(".show", dossier_id=dossier_id))


@bp.post("/<int:dossier_id>/mo-lai")
@requires(Permission.EDIT_REGISTRY)
def reopen(dossier_id: int) -> ResponseReturnValue:
    """Take a complete dossier back to mend it."""
    services.reopen(queries.dossier(dossier_id), by=current_user)
    flash(_("Đã mở lại hồ sơ để sửa."))
    return redirect(url_for(".show", dossier_id=dossier_id))


@bp.post("/<int:dossier_id>/lap-pdf")
@requires(Permission.EDIT_REGISTRY)
def bind(dossier_id: int) -> ResponseReturnValue:
    """Let a worker bind the whole as one PDF."""
    job = services.ask_to_bind(queries.dossier(dossier_id), by=current_user, now=clock.real_now())
    return redirect(url_for("jobs.show", token=job.token))


def asked() -> ListQuery:
    """What the address asks of the list."""
    return listing.read(sorts=shelves.SORTS, order="ten", filters=shelves.FILTERS)


def _seen(rows: Iterable[queries.Row], cycle: Cycle) -> Mapping[int, SeenDossier]:
    """How each dossier of the list stands, by its registration."""
    milestones, today = programme.milestones(cycle.id), clock.today()
    found = {}
    for one in rows:
        if one.dossier is not None:
            stars = one.registration.expected_stars
            council = queries.last_day(queries.council(milestones, stars))
            found[one.registration.id] = queries.seen(one.dossier, stars=stars, on=today, council=council)
    return found


def _words() -> dict[str, object]:
    return {
        "standings": STANDING_NAMES,
        "standing_tones": STANDING_TONES,
        "states": STATE_NAMES,
        "tones": STATE_TONES,
        "kinds": KIND_NAMES,
        "State": State,
    }


def _rows(cycle: Cycle) -> Iterator[tuple[Cell, ...]]:
    for batch in shelves.batches(asked(), cycle_id=cycle.id):
        seen = _seen(batch, cycle)
        for one in batch:
            found = seen.get(one.registration.id)
            yield (
                one.registration.product.name,
                one.registration.product.producer.name,
                KIND_NAMES[one.registration.kind],
                STATE_NAMES[one.registration.state],
                found.completeness.percent if found else None,
                "; ".join(found.lacking) if found else _("Chưa lập hồ sơ"),
                "; ".join(found.ending) if found else "",
            )
