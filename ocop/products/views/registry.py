"""Pages of products."""

from collections.abc import Mapping

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from ocop.core import clock
from ocop.producers import queries as producers
from ocop.products import queries, rules, services
from ocop.products.forms import ProductForm
from ocop.products.forms.words import CHANNEL_WORDS, TRADEMARK_WORDS
from ocop.products.models import Product
from ocop.products.queries import Line
from ocop.tenancy import Permission, WorkspaceBlueprint, requires
from ocop.ui import asides, listing
from ocop.ui.columns import Columns, ListColumn
from ocop.ui.listing import ListQuery
from ocop.ui.spreadsheet import respond_xlsx

bp = WorkspaceBlueprint("products", path="san-pham")

asides.tell_apart(producers.THINGS, queries.of_nameless_producers)

LACKING_WORDS = _l("Thiếu tem, nhãn")
YES_NO: Mapping[bool | None, LazyString] = {True: _l("Có"), False: _l("Chưa có")}
COLUMNS: Columns[Line] = Columns(
    "products",
    ListColumn("ten", _l("Tên sản phẩm"), lambda one: one.name, sort="ten", width=40),
    ListColumn("chu-the", _l("Chủ thể"), lambda one: producers.shown(one.producer), sort="chu-the", width=40),
    ListColumn("bo", _l("Bộ sản phẩm"), lambda one: one.product_set, sort="bo", width=32),
    ListColumn("sao", _l("Hạng sao"), lambda one: one.stars, sort="sao"),
    ListColumn("het-han", _l("Hết hạn sớm nhất"), lambda one: one.stars_until),
    ListColumn(
        "thieu",
        _l("Tem, nhãn"),
        lambda one: LACKING_WORDS if one.lacks_stamp_or_label else None,
        tone=lambda one: "warn" if one.lacks_stamp_or_label else "",
    ),
    ListColumn("ma", _l("Mã sản phẩm"), lambda one: one.code, width=24, usual=False),
    ListColumn("xa", _l("Xã, phường, thị trấn"), lambda one: one.commune, width=24, usual=False),
    ListColumn("tho", _l("Tươi sống, thô, sơ chế"), lambda one: one.fresh_or_raw, usual=False),
    ListColumn("tem", _l("Tem OCOP"), lambda one: YES_NO.get(one.has_stamp), usual=False),
    ListColumn("nhan", _l("Nhãn hàng hóa"), lambda one: YES_NO.get(one.has_label), usual=False),
    ListColumn("ma-vach", _l("Mã vạch"), lambda one: one.barcode, usual=False),
    ListColumn("truy-xuat", _l("Truy xuất nguồn gốc"), lambda one: one.traceability_url, width=40, usual=False),
)


@bp.get("/")
@requires(Permission.VIEW)
def index() -> ResponseReturnValue:
    """The unit's products."""
    page = queries.listed(asked(), today=clock.today())
    return render_template(
        "products/index.html",
        page=page,
        columns=COLUMNS,
        lines=COLUMNS.lines(page.rows),
        sets=queries.sets(),
        producers=producers.choices(),
        shortcomings=queries.shortcomings(today=clock.today()),
    )


@bp.get("/xuat-excel")
@requires(Permission.VIEW)
def export() -> ResponseReturnValue:
    """What the list shows, all pages of it."""
    rows = COLUMNS.cells(queries.all_lines(asked(), today=clock.today()))
    return respond_xlsx("san-pham.xlsx", COLUMNS.headings(), rows)


@bp.get("/them")
@requires(Permission.EDIT_REGISTRY)
def new() -> ResponseReturnValue:
    """An empty form, for a producer when the address names one."""
    form = _form(producer_id=queries.key(request.args.get("chu-the", "")))
    return render_template("products/form.html", form=form, product=None)


@bp.post("/")
@requires(Permission.EDIT_REGISTRY)
def create() -> ResponseReturnValue:
    """Write down a new product."""
    form = _form()
    if not form.validate_on_submit():
        return render_template("products/form.html", form=form, product=None), 422
    product = services.add(form.facts(), by=current_user)
    flash(_("Đã thêm sản phẩm %(name)s.", name=product.name))
    return redirect(url_for(".show", product_id=product.id))


@bp.get("/<int:product_id>")
@requires(Permission.VIEW)
def show(product_id: int) -> ResponseReturnValue:
    """One product, with the products of nearly the same name."""
    product = queries.product(product_id)
    return render_template(
        "products/show.html",
        product=product,
        photos=queries.photos(product_id),
        standards=queries.standards(product_id),
        standing=lambda one: rules.standing(one.valid_until, clock.today()),
        years=queries.years(product_id),
        links=queries.links(product_id),
        channels=CHANNEL_WORDS,
        trademarks=TRADEMARK_WORDS,
        site=queries.traceability_site(product.traceability_url),
        misfit=queries.misfit_form(product),
        similar=queries.similar(product.name, besides=product_id),
        lacking=queries.lacks_stamp_or_label(product, today=clock.today()),
        remark=asides.said("products.show", product),
    )


@bp.get("/<int:product_id>/sua")
@requires(Permission.EDIT_REGISTRY)
def edit(product_id: int) -> ResponseReturnValue:
    """The form with what is known."""
    product = queries.product(product_id)
    return render_template("products/form.html", form=_form(product), product=product)


@bp.post("/<int:product_id>/sua")
@requires(Permission.EDIT_REGISTRY)
def save(product_id: int) -> ResponseReturnValue:
    """Correct a product's facts."""
    product = queries.product(product_id)
    form = _form(product)
    if not form.validate_on_submit():
        return render_template("products/form.html", form=form, product=product), 422
    services.change(product, form.facts(product), version=form.version_seen(), by=current_user)
    flash(_("Đã lưu thông tin sản phẩm."))
    return redirect(url_for(".show", product_id=product.id))


def asked() -> ListQuery:
    """What the address asks of the list."""
    return listing.read(sorts=queries.SORTS, order="ten", filters=queries.FILTERS)


def _form(product: Product | None = None, *, producer_id: int | None = None) -> ProductForm:
    return ProductForm(producers.choices(), queries.sets(), queries.code_patterns(), product, producer_id)
