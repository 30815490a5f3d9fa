"""Pages of products."""

from collections.abc import Iterator

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from ocop.core import clock
from ocop.producers import queries as producers
from ocop.products import queries, rules, services
from ocop.products.forms import ProductForm
from ocop.products.models import Product
from ocop.tenancy import Permission, WorkspaceBlueprint, requires
from ocop.ui import asides, listing
from ocop.ui.listing import ListQuery
from ocop.ui.spreadsheet import Cell, Column, respond_xlsx

bp = WorkspaceBlueprint("products", path="san-pham")
blueprints: tuple[Blueprint, ...] = (bp,)

HEADINGS = (
    Column(_l("Tên sản phẩm"), 40),
    Column(_l("Chủ thể"), 40),
    Column(_l("Xã, phường, thị trấn"), 24),
    Column(_l("Bộ sản phẩm"), 32),
    Column(_l("Mã sản phẩm"), 24),
    Column(_l("Hạng sao")),
    Column(_l("Hết hạn sớm nhất")),
    Column(_l("Tươi sống, thô, sơ chế")),
    Column(_l("Tem OCOP")),
    Column(_l("Nhãn hàng hóa")),
    Column(_l("Mã vạch")),
    Column(_l("Truy xuất nguồn gốc"), 40),
)


@bp.get("/")
@requires(Permission.VIEW)
def index() -> ResponseReturnValue:
    """The unit's products."""
    return render_template(
        "products/index.html",
        page=queries.listed(asked(), today=clock.today()),
        sets=queries.sets(),
        producers=producers.choices(),
        shortcomings=queries.shortcomings(today=clock.today()),
    )


@bp.get("/xuat-excel")
@requires(Permission.VIEW)
def export() -> ResponseReturnValue:
    """What the list shows, all pages of it."""
    return respond_xlsx("san-pham.xlsx", HEADINGS, _rows(queries.all_listed(asked(), today=clock.today())))


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
        channels=rules.CHANNEL_NAMES,
        trademarks=rules.TRADEMARK_NAMES,
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


def _rows(products: Iterator[Product]) -> Iterator[tuple[Cell, ...]]:
    for one in products:
        yield (
            one.name,
            one.producer.name,
            one.producer.commune_name,
            one.product_set.name if one.product_set else None,
            one.code,
            one.stars,
            one.stars_until,
            one.fresh_or_raw,
            _yes_no(one.has_stamp),
            _yes_no(one.has_label),
            one.barcode,
            one.traceability_url,
        )


def _yes_no(value: bool | None) -> str | None:
    return None if value is None else _("Có") if value else _("Chưa có")
