"""Pages of producers."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from ocop.core import clock
from ocop.producers import queries, services
from ocop.producers.forms import CHAIN_ROLE_WORDS, ProducerForm, SensitiveForm
from ocop.producers.models import Producer
from ocop.producers.queries import Line
from ocop.producers.rules import LEGAL_FORM_NAMES, LegalForm
from ocop.tenancy import Permission, Unit, WorkspaceBlueprint, requires, units, workspace
from ocop.ui import listing
from ocop.ui.columns import Columns, ListColumn
from ocop.ui.listing import ListQuery
from ocop.ui.spreadsheet import respond_xlsx

bp = WorkspaceBlueprint("producers", path="chu-the")
bp.add_app_template_filter(queries.shown, "chu_the")

COLUMNS: Columns[Line] = Columns(
    "producers",
    ListColumn("ten", _l("Tên chủ thể"), lambda one: one.name, sort="ten", width=40),
    ListColumn(
        "loai-hinh",
        _l("Loại hình"),
        lambda one: LEGAL_FORM_NAMES[one.legal_form] if one.legal_form else None,
        sort="loai-hinh",
    ),
    ListColumn("xa", _l("Xã, phường, thị trấn"), lambda one: one.commune, sort="xa", width=24),
    ListColumn("ma-so-thue", _l("Mã số thuế"), lambda one: one.tax_code),
    ListColumn("dia-chi", _l("Địa chỉ"), lambda one: one.address, width=40, usual=False),
    ListColumn("so-dang-ky", _l("Số đăng ký kinh doanh"), lambda one: one.registration_number, usual=False),
    ListColumn("ngay-dang-ky", _l("Ngày đăng ký kinh doanh"), lambda one: one.registration_date, usual=False),
    ListColumn("dai-dien", _l("Người đại diện"), lambda one: one.representative, width=24, usual=False),
    ListColumn("lao-dong", _l("Tổng số lao động"), lambda one: one.labour_total, numeric=True, usual=False),
    ListColumn("dia-phuong", _l("Lao động địa phương"), lambda one: one.labour_local, numeric=True, usual=False),
    ListColumn("nu", _l("Lao động nữ"), lambda one: one.labour_women, numeric=True, usual=False),
)
FILE = "chu-the.xlsx"


@bp.get("/")
@requires(Permission.VIEW)
def index() -> ResponseReturnValue:
    """The unit's producers."""
    page = queries.listed(asked())
    return render_template(
        "producers/index.html",
        page=page,
        columns=COLUMNS,
        lines=COLUMNS.lines(page.rows),
        communes=_communes(),
        forms=[(one.value, LEGAL_FORM_NAMES[one]) for one in LegalForm],
        unknown=queries.UNKNOWN,
    )


@bp.get("/xuat-excel")
@requires(Permission.VIEW)
def export() -> ResponseReturnValue:
    """What the list shows, all pages of it."""
    return respond_xlsx(FILE, COLUMNS.headings(), COLUMNS.cells(queries.all_listed(asked())))


@bp.post("/chon/xuat-excel")
@requires(Permission.VIEW)
def export_chosen() -> ResponseReturnValue:
    """The ticked producers only, in the columns of the list."""
    return respond_xlsx(FILE, COLUMNS.headings(), COLUMNS.cells(queries.all_listed(asked(), listing.picked())))


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
    producer = queries.producer(producer_id)
    return render_template(
        "producers/show.html",
        producer=producer,
        title=queries.title(producer),
        revenues=queries.revenues(producer_id),
        links=queries.chain_links(producer_id),
        roles=CHAIN_ROLE_WORDS,
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
