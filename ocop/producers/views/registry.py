"""Pages of producers."""

from collections.abc import Iterator, Sequence

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from ocop.core import clock
from ocop.producers import queries, services
from ocop.producers.forms import ProducerForm, SensitiveForm
from ocop.producers.models import Producer
from ocop.producers.rules import CHAIN_ROLE_NAMES, LEGAL_FORM_NAMES, LegalForm
from ocop.tenancy import Permission, Unit, WorkspaceBlueprint, requires, units, workspace
from ocop.ui import listing
from ocop.ui.listing import ListQuery
from ocop.ui.spreadsheet import Cell, Column, respond_xlsx

bp = WorkspaceBlueprint("producers", path="chu-the")

HEADINGS = (
    Column(_l("Tên chủ thể"), 40),
    Column(_l("Loại hình")),
    Column(_l("Xã, phường, thị trấn"), 24),
    Column(_l("Địa chỉ"), 40),
    Column(_l("Số đăng ký kinh doanh")),
    Column(_l("Ngày đăng ký kinh doanh")),
    Column(_l("Mã số thuế")),
    Column(_l("Người đại diện"), 24),
    Column(_l("Tổng số lao động")),
    Column(_l("Lao động địa phương")),
    Column(_l("Lao động nữ")),
)


@bp.get("/")
@requires(Permission.VIEW)
def index() -> ResponseReturnValue:
    """The unit's producers."""
    return render_template(
        "producers/index.html",
        page=queries.listed(asked()),
        communes=_communes(),
        forms=[(one.value, LEGAL_FORM_NAMES[one]) for one in LegalForm],
        unknown=queries.UNKNOWN,
    )


@bp.get("/xuat-excel")
@requires(Permission.VIEW)
def export() -> ResponseReturnValue:
    """What the list shows, all pages of it."""
    return respond_xlsx("chu-the.xlsx", HEADINGS, _rows(queries.all_listed(asked())))


@bp.get("/them")
@requires(Permission.EDIT_REGISTRY)
def new() -> ResponseReturnValue:
    """An empty form."""
    return render_template("producers/form.html", form=ProducerForm(_communes()), producer=None)


@bp.post("/")
@requires(Permission.EDIT_REGISTRY)
def create() -> ResponseReturnValue:
    """Write down a new producer."""
    form = ProducerForm(_communes())
    if not form.validate_on_submit():
        return render_template("producers/form.html", form=form, producer=None), 422
    producer = services.add(form.facts(), by=current_user)
    flash(_("Đã thêm chủ thể %(name)s.", name=producer.name))
    return redirect(url_for(".show", producer_id=producer.id))


@bp.get("/<int:producer_id>")
@requires(Permission.VIEW)
def show(producer_id: int) -> ResponseReturnValue:
    """One producer."""
    return render_template(
        "producers/show.html",
        producer=queries.producer(producer_id),
        revenues=queries.revenues(producer_id),
        links=queries.chain_links(producer_id),
        roles=CHAIN_ROLE_NAMES,
    )


@bp.get("/<int:producer_id>/sua")
@requires(Permission.EDIT_REGISTRY)
def edit(producer_id: int) -> ResponseReturnValue:
    """The form with what is known."""
    producer = queries.producer(producer_id)
    return render_template("producers/form.html", form=ProducerForm(_communes(), producer), producer=producer)


@bp.post("/<int:producer_id>/sua")
@requires(Permission.EDIT_REGISTRY)
def save(producer_id: int) -> ResponseReturnValue:
    """Correct a producer's facts."""
    producer = queries.producer(producer_id)
    form = ProducerForm(_communes(), producer)
    if not form.validate_on_submit():
        return render_template("producers/form.html", form=form, producer=producer), 422
    services.change(producer, form.facts(), version=form.version_seen(), by=current_user)
    flash(_("Đã lưu thông tin chủ thể."))
    return redirect(url_for(".show", producer_id=producer.id))


@bp.get("/<int:producer_id>/du-lieu-nhay-cam")
@requires(Permission.VIEW_SENSITIVE)
def sensitive(producer_id: int) -> ResponseReturnValue:
    """The protected facts; the look is noted in the trail."""
    producer = queries.producer(producer_id)
    services.note_sensitive_read(producer, by=current_user)
    form = SensitiveForm(queries.sensitive(producer_id))
    return render_template("producers/sensitive.html", producer=producer, form=form)


@bp.post("/<int:producer_id>/du-lieu-nhay-cam")
@requires(Permission.VIEW_SENSITIVE)
def save_sensitive(producer_id: int) -> ResponseReturnValue:
    """Keep the protected facts."""
    producer = queries.producer(producer_id)
    form = SensitiveForm()
    if not (form.validate_on_submit() and form.lets(lambda: _record_sensitive(producer, form))):
        return render_template("producers/sensitive.html", producer=producer, form=form), 422
    flash(_("Đã lưu dữ liệu nhạy cảm của chủ thể."))
    return redirect(url_for(".show", producer_id=producer.id))


def _record_sensitive(producer: Producer, form: SensitiveForm) -> None:
    services.record_sensitive(producer, form.facts(), version=form.version_seen(), by=current_user)


def asked() -> ListQuery:
    """What the address asks of the list."""
    return listing.read(sorts=queries.SORTS, order="ten", filters=queries.FILTERS)


def _communes() -> Sequence[Unit]:
    return units.communes(workspace().id, clock.today())


def _rows(producers: Iterator[Producer]) -> Iterator[tuple[Cell, ...]]:
    for one in producers:
        yield (
            one.name,
            one.legal_form_name,
            one.commune_name,
            one.address,
            one.registration_number,
            one.registration_date,
            one.tax_code,
            one.representative,
            one.labour_total,
            one.labour_local,
            one.labour_women,
        )
