"""How the leader's signature and the seals look: kept, replaced and removed by whoever answers for them."""

from base64 import b64encode

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from ocop import audit
from ocop.attachments.models import Attachment
from ocop.core import clock
from ocop.documents import queries
from ocop.documents.forms import SealPictureForm, SignaturePictureForm
from ocop.documents.models import SealPicture, SignaturePicture
from ocop.documents.services import pictures, readings
from ocop.documents.views.doors import bp
from ocop.tenancy import Permission, requires, units, workspace
from ocop.ui.forms import Form


@bp.get("/hinh-ky")
@requires(Permission.MARK_FOR_SIGNATURE, Permission.NUMBER_DOCUMENT)
def looks() -> ResponseReturnValue:
    """The leader sees the own signature, the clerk the seals."""
    return _shown()


@bp.post("/hinh-ky/chu-ky")
@requires(Permission.MARK_FOR_SIGNATURE)
def keep_signature() -> ResponseReturnValue:
    """Keep the own signature."""
    form = SignaturePictureForm()
    if not (form.validate_on_submit() and form.lets(lambda: _keep_signature(form))):
        return _shown(signature=form), 422
    flash(_("Đã lưu hình chữ ký."))
    return redirect(url_for(".looks"))


@bp.post("/hinh-ky/chu-ky/xoa")
@requires(Permission.MARK_FOR_SIGNATURE)
def remove_signature() -> ResponseReturnValue:
    """Take the own signature away."""
    pictures.remove_signature(by=current_user)
    flash(_("Đã xóa hình chữ ký."))
    return redirect(url_for(".looks"))


@bp.post("/hinh-ky/dau")
@requires(Permission.NUMBER_DOCUMENT)
def keep_seal() -> ResponseReturnValue:
    """Keep the seal of a body."""
    form = _seal_form()
    if not (form.validate_on_submit() and form.lets(lambda: _keep_seal(form))):
        return _shown(seal=form), 422
    flash(_("Đã lưu hình dấu."))
    return redirect(url_for(".looks"))


@bp.post("/hinh-ky/dau/<int:seal_id>/xoa")
@requires(Permission.NUMBER_DOCUMENT)
def remove_seal(seal_id: int) -> ResponseReturnValue:
    """Take the picture of a seal away."""
    pictures.remove_seal(queries.seal_picture(seal_id), by=current_user)
    flash(_("Đã xóa hình dấu."))
    return redirect(url_for(".looks"))


def note_use(picture: SignaturePicture | SealPicture | None) -> None:
    """Every time that a picture is shown stands in the trail."""
    if picture is not None:
        table, name = picture.__tablename__, picture.attachment.name
        audit.note_afterwards(
            current_user, "use_picture", table, unit_id=workspace().id, name=name, thing_id=picture.id
        )


def _shown(**refused: Form) -> str:
    signs = current_user.may(Permission.MARK_FOR_SIGNATURE)
    own = queries.signature_picture(current_user.id) if signs else None
    seals = queries.seal_pictures() if current_user.may(Permission.NUMBER_DOCUMENT) else ()
    for one in (own, *seals):
        note_use(one)
    forms = {"signature": SignaturePictureForm(formdata=None), "seal": _seal_form(blank=True)} | refused
    return render_template("documents/pictures.html", own=own, seals=seals, forms=forms, drawn=_drawn)


def _drawn(attachment: Attachment) -> str:
    """The picture within the page itself, so that no address opens it."""
    return f"data:image/png;base64,{b64encode(readings.content(attachment)).decode()}"


def _seal_form(*, blank: bool = False) -> SealPictureForm:
    return SealPictureForm(units.bodies(workspace().id, clock.today()), blank=blank)


def _keep_signature(form: SignaturePictureForm) -> None:
    file = form.file.data
    pictures.keep_signature(file.stream, name=file.filename or "", by=current_user)


def _keep_seal(form: SealPictureForm) -> None:
    file = form.file.data
    pictures.keep_seal(form.chosen(), file.stream, name=file.filename or "", by=current_user)
