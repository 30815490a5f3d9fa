"""Pages of one line of a dossier: choose evidence, send some in, or say why none is needed."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from ocop.core import clock
from ocop.dossiers import queries, rules, services
from ocop.dossiers.forms import LeaveOutForm, UploadForm
from ocop.dossiers.models import Dossier, DossierLine
from ocop.dossiers.queries import library as shelves
from ocop.dossiers.views.doors import bp
from ocop.dossiers.views.evidence import words
from ocop.products import queries as products
from ocop.tenancy import Permission, requires


@bp.get("/<int:dossier_id>/muc/<int:line_id>")
@requires(Permission.EDIT_REGISTRY)
def line(dossier_id: int, line_id: int) -> ResponseReturnValue:
    """One line with the evidence that may stand there."""
    row = queries.dossier(dossier_id)
    return _page(row, queries.line(row, line_id), None)


@bp.post("/<int:dossier_id>/muc/<int:line_id>/minh-chung")
@requires(Permission.EDIT_REGISTRY)
def choose(dossier_id: int, line_id: int) -> ResponseReturnValue:
    """Set which evidence stands on the line."""
    row = queries.dossier(dossier_id)
    chosen = {products.key(value) for value in request.form.getlist("chosen")}
    services.choose(row, queries.line(row, line_id), chosen, by=current_user)
    flash(_("Đã lưu minh chứng của nội dung này."))
    return redirect(url_for(".show", dossier_id=dossier_id))


@bp.post("/<int:dossier_id>/muc/<int:line_id>/tai-len")
@requires(Permission.EDIT_REGISTRY)
def send_in(dossier_id: int, line_id: int) -> ResponseReturnValue:
    """Take files into the producer's library and onto the line."""
    row = queries.dossier(dossier_id)
    of = queries.line(row, line_id)
    form = _form(row, of)

    def take() -> None:
        product = row.registration.product
        kept = services.add(product.producer, form.facts(), form.sent(), by=current_user, now=clock.real_now())
        services.attach(row, of, kept, by=current_user)

    if not (form.validate_on_submit() and form.lets(take)):
        return _page(row, of, form), 422
    flash(_("Đã tải lên và đưa vào hồ sơ."))
    return redirect(url_for(".show", dossier_id=dossier_id))


@bp.post("/<int:dossier_id>/muc/<int:line_id>/khong-ap-dung")
@requires(Permission.EDIT_REGISTRY)
def leave_out(dossier_id: int, line_id: int) -> ResponseReturnValue:
    """Say why the line does not apply, or that it applies again."""
    row = queries.dossier(dossier_id)
    services.leave_out(row, queries.line(row, line_id), why=LeaveOutForm().reason.data or "", by=current_user)
    flash(_("Đã lưu."))
    return redirect(url_for(".show", dossier_id=dossier_id))


@bp.post("/<int:dossier_id>/muc/<int:line_id>/da-nop")
@requires(Permission.EDIT_REGISTRY)
def hand_over(dossier_id: int, line_id: int) -> ResponseReturnValue:
    """Note that the thing was handed in, or take the note back."""
    row = queries.dossier(dossier_id)
    there = request.form.get("there") == "1"
    services.hand_over(row, queries.line(row, line_id), there=there, by=current_user, today=clock.today())
    flash(_("Đã lưu."))
    return redirect(url_for(".show", dossier_id=dossier_id))


def _form(row: Dossier, of: DossierLine) -> UploadForm:
    product = row.registration.product
    kinds = {of.requirement.key: of.requirement}
    form = UploadForm(kinds, [product], key=of.requirement.key)
    if not request.form and of.requirement.of_one_product:
        form.product_id.data = product.id
    return form


def _page(row: Dossier, of: DossierLine, form: UploadForm | None) -> str:
    product = row.registration.product
    found = [
        one for one in queries.of_producer(product.producer_id, {of.requirement.key}) if services.fits(one, product)
    ]
    kinds = {of.requirement.key: of.requirement}
    return render_template(
        "dossiers/line.html",
        dossier=row,
        registration=row.registration,
        line=of,
        found=found,
        chosen={proof.evidence_id for proof in of.proofs},
        validity={one.id: shelves.standing(one, kinds, clock.today()) for one in found},
        form=form or _form(row, of),
        leaving=LeaveOutForm(data={"reason": of.not_applicable_why}),
        open=rules.may_change(row.registration.state),
        **words(),
    )
