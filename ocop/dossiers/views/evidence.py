"""Pages of the library: what a producer can prove, until when."""

from collections.abc import Iterator, Mapping

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from ocop.attachments import services as attachments
from ocop.attachments.services import store
from ocop.core import clock
from ocop.dossiers import queries, services
from ocop.dossiers.forms import EvidenceForm, RenewalForm, UploadForm, WithdrawalForm
from ocop.dossiers.models import Evidence, Requirement
from ocop.dossiers.queries import library as shelves
from ocop.dossiers.rules import Validity
from ocop.dossiers.views.doors import library as bp
from ocop.producers import queries as producers
from ocop.tenancy import Permission, may, requires
from ocop.ui import listing
from ocop.ui.downloads import LOOK, respond_file
from ocop.ui.listing import ListQuery
from ocop.ui.spreadsheet import Cell, Column, respond_xlsx

VALIDITY_NAMES: Mapping[Validity, LazyString] = {
    Validity.ENDLESS: _l("Không thời hạn"),
    Validity.VALID: _l("Còn hạn"),
    Validity.ENDING: _l("Sắp hết hạn"),
    Validity.ENDED: _l("Đã hết hạn"),
}
VALIDITY_TONES = {
    Validity.ENDLESS: "neutral",
    Validity.VALID: "good",
    Validity.ENDING: "warn",
    Validity.ENDED: "bad",
}
ENDS = (
    (shelves.ENDED, _l("Đã hết hạn")),
    (shelves.ENDING, _l("Sắp hết hạn")),
    (shelves.ENDLESS, _l("Không thời hạn")),
    (shelves.OLD, _l("Đã thay hoặc đã rút")),
)
HEADINGS = (
    Column(_l("Tên minh chứng"), 48),
    Column(_l("Chủ thể"), 40),
    Column(_l("Chứng minh cho nội dung"), 40),
    Column(_l("Dùng cho sản phẩm"), 32),
    Column(_l("Số, ký hiệu")),
    Column(_l("Cơ quan cấp"), 32),
    Column(_l("Ngày cấp")),
    Column(_l("Ngày hết hạn")),
    Column(_l("Tình trạng")),
)


@bp.get("/")
@requires(Permission.VIEW)
def index() -> ResponseReturnValue:
    """The unit's evidence."""
    kinds = queries.kinds_of_proof(clock.today())
    page = shelves.listed(asked(), today=clock.today(), ahead=shelves.ahead(kinds, clock.today()))
    return render_template(
        "dossiers/evidence/index.html",
        page=page,
        standings={one.id: shelves.standing(one, kinds, clock.today()) for one in page.rows},
        kinds=kinds,
        rule=queries.rule(clock.today()),
        ends=ENDS,
        producers=producers.choices(),
        **words(),
    )


@bp.get("/xuat-excel")
@requires(Permission.VIEW)
def export() -> ResponseReturnValue:
    """What the list shows, all pages of it."""
    kinds = queries.kinds_of_proof(clock.today())
    found = shelves.all_listed(asked(), today=clock.today(), ahead=shelves.ahead(kinds, clock.today()))
    return respond_xlsx("minh-chung.xlsx", HEADINGS, _rows(found, kinds))


@bp.get("/cua-xa")
@requires(Permission.ADD_EVIDENCE)
def of_commune() -> ResponseReturnValue:
    """The producers of the person's own commune, each with the evidence that it has."""
    kinds = queries.kinds_of_proof(clock.today())
    rows = shelves.of_commune(current_user.commune_id)
    return render_template(
        "dossiers/evidence/commune.html",
        rows=rows,
        standings={one.id: shelves.standing(one, kinds, clock.today()) for _maker, found in rows for one in found},
        own=shelves.keys_sent_by_commune(current_user.commune_id),
        known=current_user.commune_id is not None,
        **words(),
    )


@bp.get("/cua-xa/<int:evidence_id>/tep")
@requires(Permission.ADD_EVIDENCE)
def own_file(evidence_id: int) -> ResponseReturnValue:
    """A file that the person's own commune brought, to keep or with `?xem=1` to look at."""
    kept = shelves.sent_by_commune(evidence_id, services.commune_of(current_user)).attachment
    attachments.must_be_there(kept.sha256)
    attachments.note_reading(kept, by=current_user)
    return respond_file(
        store.place(kept.sha256), kind=kept.kind, name=kept.name, sha256=kept.sha256, inline=LOOK in request.args
    )


@bp.get("/chu-the/<int:producer_id>")
@requires(Permission.EDIT_REGISTRY, Permission.ADD_EVIDENCE)
def new(producer_id: int) -> ResponseReturnValue:
    """Files for a producer's library."""
    producer = producers.producer(producer_id)
    services.refuse_stranger(producer, current_user)
    form = UploadForm(
        queries.kinds_of_proof(clock.today()), queries.products_of(producer_id), key=request.args.get("loai")
    )
    return render_template("dossiers/evidence/new.html", form=form, producer=producer)


@bp.post("/chu-the/<int:producer_id>")
@requires(Permission.EDIT_REGISTRY, Permission.ADD_EVIDENCE)
def create(producer_id: int) -> ResponseReturnValue:
    """Take files in."""
    producer = producers.producer(producer_id)
    services.refuse_stranger(producer, current_user)
    form = UploadForm(queries.kinds_of_proof(clock.today()), queries.products_of(producer_id))
    kept = form.validate_on_submit() and form.lets(
        lambda: services.add(producer, form.facts(), form.sent(), by=current_user, now=clock.real_now())
    )
    if not kept:
        return render_template("dossiers/evidence/new.html", form=form, producer=producer), 422
    flash(
        ngettext(
            "Đã lưu %(count)s minh chứng của %(name)s.",
            "Đã lưu %(count)s minh chứng của %(name)s.",
            len(form.sent()),
            count=len(form.sent()),
            name=producer.name,
        )
    )
    if not may(Permission.VIEW):
        return redirect(url_for(".of_commune"))
    return redirect(f"{url_for('.index')}?chu-the={producer_id}")


@bp.get("/<int:evidence_id>")
@requires(Permission.VIEW)
def show(evidence_id: int) -> ResponseReturnValue:
    """One piece with its history and the dossiers in which it stands."""
    row = queries.evidence(evidence_id)
    kinds = queries.kinds_of_proof(clock.today())
    return render_template(
        "dossiers/evidence/show.html",
        evidence=row,
        kind=kinds.get(row.key),
        standing=shelves.standing(row, kinds, clock.today()),
        before=queries.predecessors(evidence_id),
        dossiers=queries.dossiers_with(evidence_id),
        **words(),
    )


@bp.get("/<int:evidence_id>/sua")
@requires(Permission.EDIT_REGISTRY)
def edit(evidence_id: int) -> ResponseReturnValue:
    """The form with what is known."""
    row = queries.evidence(evidence_id)
    services.refuse_stranger(row.producer, current_user)
    form = EvidenceForm(queries.kinds_of_proof(clock.today()), queries.products_of(row.producer_id), row)
    return render_template("dossiers/evidence/form.html", form=form, evidence=row, renewing=False)


@bp.post("/<int:evidence_id>/sua")
@requires(Permission.EDIT_REGISTRY)
def save(evidence_id: int) -> ResponseReturnValue:
    """Correct what is written."""
    row = queries.evidence(evidence_id)
    form = EvidenceForm(queries.kinds_of_proof(clock.today()), queries.products_of(row.producer_id), row)
    kept = form.validate_on_submit() and form.lets(
        lambda: services.change(row, form.facts(), version=form.version_seen(), by=current_user)
    )
    if not kept:
        return render_template("dossiers/evidence/form.html", form=form, evidence=row, renewing=False), 422
    flash(_("Đã lưu minh chứng."))
    return redirect(url_for(".show", evidence_id=evidence_id))


@bp.get("/<int:evidence_id>/thay")
@requires(Permission.EDIT_REGISTRY)
def ask_newer(evidence_id: int) -> ResponseReturnValue:
    """A newer piece in the place of this one."""
    row = queries.evidence(evidence_id)
    services.refuse_stranger(row.producer, current_user)
    form = RenewalForm(queries.kinds_of_proof(clock.today()), queries.products_of(row.producer_id), row)
    form.valid_until.data = form.issued_on.data = form.number.data = None
    return render_template("dossiers/evidence/form.html", form=form, evidence=row, renewing=True)


@bp.post("/<int:evidence_id>/thay")
@requires(Permission.EDIT_REGISTRY)
def renew(evidence_id: int) -> ResponseReturnValue:
    """Put the newer piece in its place."""
    row = queries.evidence(evidence_id)
    form = RenewalForm(queries.kinds_of_proof(clock.today()), queries.products_of(row.producer_id), row)
    kept = form.validate_on_submit() and form.lets(
        lambda: services.renew(row, form.facts(), form.sent(), by=current_user, now=clock.real_now())
    )
    if not kept:
        return render_template("dossiers/evidence/form.html", form=form, evidence=row, renewing=True), 422
    flash(_("Đã thay bằng bản mới; bản cũ được giữ lại để tra cứu."))
    return redirect(url_for(".show", evidence_id=row.replaced_by_id))


@bp.get("/<int:evidence_id>/rut")
@requires(Permission.EDIT_REGISTRY)
def ask_withdrawal(evidence_id: int) -> ResponseReturnValue:
    """Why it is taken out of use."""
    row = queries.evidence(evidence_id)
    services.refuse_stranger(row.producer, current_user)
    return render_template(
        "dossiers/evidence/withdraw.html",
        form=WithdrawalForm(),
        evidence=row,
        dossiers=queries.dossiers_with(evidence_id),
    )


@bp.post("/<int:evidence_id>/rut")
@requires(Permission.EDIT_REGISTRY)
def withdraw(evidence_id: int) -> ResponseReturnValue:
    """Take it out of use."""
    row = queries.evidence(evidence_id)
    form = WithdrawalForm()
    if not form.validate_on_submit():
        page = render_template(
            "dossiers/evidence/withdraw.html", form=form, evidence=row, dossiers=queries.dossiers_with(evidence_id)
        )
        return page, 422
    services.withdraw(row, why=form.reason.data, by=current_user, now=clock.real_now())
    flash(_("Đã rút minh chứng; tệp không còn mở được."))
    return redirect(url_for(".show", evidence_id=evidence_id))


def asked() -> ListQuery:
    """What the address asks of the list."""
    return listing.read(sorts=shelves.SORTS, order="ten", filters=shelves.FILTERS)


def words() -> dict[str, Mapping[Validity, LazyString] | Mapping[Validity, str]]:
    """The words and colours of validity."""
    return {"validities": VALIDITY_NAMES, "validity_tones": VALIDITY_TONES}


def _rows(found: Iterator[Evidence], kinds: Mapping[str, Requirement]) -> Iterator[tuple[Cell, ...]]:
    for one in found:
        yield (
            one.title,
            one.producer.name,
            kinds[one.key].title if one.key in kinds else one.key,
            one.product.name if one.product else "",
            one.number,
            one.issuer,
            one.issued_on,
            one.valid_until,
            VALIDITY_NAMES[shelves.standing(one, kinds, clock.today())],
        )
