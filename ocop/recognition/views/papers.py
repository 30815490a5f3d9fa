"""Papers about recognitions: the notices of a coming end, the certificate, the decision that takes one back."""

from io import BytesIO

from flask import flash, redirect, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from ocop import audit
from ocop.attachments.rules import Kind
from ocop.core import clock
from ocop.recognition import papers, queries, services
from ocop.recognition.views.radar import bp
from ocop.tenancy import Permission, requires, workspace


@bp.post("/thong-bao-het-han")
@requires(Permission.EDIT_REGISTRY)
def draft_notices() -> ResponseReturnValue:
    """Draft document 16, one to each producer."""
    made = services.draft_notices(unit=workspace(), by=current_user, now=clock.now())
    flash(
        ngettext(
            "Đã dựng %(count)s thông báo. Vui lòng kiểm tra, trình ký từng thông báo.",
            "Đã dựng %(count)s thông báo. Vui lòng kiểm tra, trình ký từng thông báo.",
            len(made),
            count=len(made),
        )
    )
    return redirect(url_for("documents.index"))


@bp.post("/<int:recognition_id>/quyet-dinh-thu-hoi")
@requires(Permission.EDIT_REGISTRY)
def draft_revocation(recognition_id: int) -> ResponseReturnValue:
    """Draft document 17; its ground is written in the draft."""
    row = queries.recognition(recognition_id)
    document = services.draft_revocation(row, unit=workspace(), ground="", by=current_user, now=clock.now())
    flash(_("Đã dựng quyết định thu hồi. Vui lòng ghi lý do trước khi trình ký."))
    return redirect(url_for("documents.show", document_id=document.id))


@bp.get("/<int:recognition_id>/giay-chung-nhan.pdf")
@requires(Permission.VIEW)
def certificate(recognition_id: int) -> ResponseReturnValue:
    """Document 14 as the records stand."""
    row = queries.recognition(recognition_id)
    printed = papers.certificate_pdf(row, unit=workspace(), on=clock.today())
    audit.note_afterwards(
        current_user, "print", "recognitions", unit_id=workspace().id, name=row.product.name, thing_id=row.id
    )
    return send_file(BytesIO(printed), mimetype=Kind.PDF, download_name=f"giay-chung-nhan-{row.id}.pdf", max_age=0)
