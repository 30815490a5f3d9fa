"""The year's lists on paper: the unit's for the department above, the desk's of all units and of what was selected."""

from io import BytesIO

from flask import flash, redirect, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from ocop import audit
from ocop.attachments.rules import Kind
from ocop.core import clock
from ocop.registrations import papers, queries, services
from ocop.registrations.rules import IN_PLAN
from ocop.registrations.views.doors import bp
from ocop.registrations.views.year import asked_cycle
from ocop.tenancy import Permission, requires, workspace


@bp.post("/cong-van-danh-sach")
@requires(Permission.EDIT_REGISTRY)
def draft_list() -> ResponseReturnValue:
    """Draft document 3."""
    document = services.draft_registration_list(asked_cycle(), unit=workspace(), by=current_user, now=clock.now())
    flash(_("Đã dựng công văn gửi danh sách đăng ký."))
    return redirect(url_for("documents.show", document_id=document.id))


@bp.get("/danh-muc-tong-hop.pdf")
@requires(Permission.VIEW_PROVINCE)
def consolidated() -> ResponseReturnValue:
    """Document 24 as it stands."""
    cycle, desk, on = asked_cycle(), workspace(), clock.today()
    lines = queries.of_units(cycle.id, desk=desk, states=IN_PLAN, on=on)
    printed = papers.draft_pdf(papers.list_of_all_units(cycle, lines, desk=desk, on=on))
    audit.note_afterwards(
        current_user, "print", "registrations", unit_id=desk.id, name=f"danh mục tổng hợp {cycle.year}"
    )
    name = f"danh-muc-tong-hop-{cycle.year}.pdf"
    return send_file(BytesIO(printed), mimetype=Kind.PDF, download_name=name, max_age=0)


@bp.post("/danh-muc-duoc-chon")
@requires(Permission.DECIDE_REGISTRATION)
def draft_selection() -> ResponseReturnValue:
    """Draft document 36."""
    document = services.draft_selection(asked_cycle(), desk=workspace(), by=current_user, now=clock.now())
    flash(_("Đã dựng công văn gửi danh mục sản phẩm được chọn."))
    return redirect(url_for("documents.show", document_id=document.id))
