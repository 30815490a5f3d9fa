"""Pages of what a product holds and where it is sold: standards, years, links."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from ocop.core import clock
from ocop.products import queries, rules, services
from ocop.products.forms import LinkForm, StandardForm, YearForm
from ocop.products.forms.words import CHANNEL_WORDS
from ocop.products.models import Product, ProductStandard
from ocop.products.queries import ProductYear
from ocop.products.views.registry import bp
from ocop.tenancy import Permission, requires


@bp.get("/<int:product_id>/tieu-chuan")
@requires(Permission.EDIT_REGISTRY)
def standards(product_id: int) -> ResponseReturnValue:
    """The standards that a product holds, and a form for one more."""
    return _standards_page(queries.product(product_id), StandardForm())


@bp.post("/<int:product_id>/tieu-chuan")
@requires(Permission.EDIT_REGISTRY)
def add_standard(product_id: int) -> ResponseReturnValue:
    """Write down one more standard."""
    product, form = queries.product(product_id), StandardForm()
    if not (
        form.validate_on_submit() and form.lets(lambda: services.add_standard(product, form.facts(), by=current_user))
    ):
        return _standards_page(product, form), 422
    flash(_("Đã thêm chứng nhận."))
    return redirect(url_for(".standards", product_id=product.id))


@bp.get("/<int:product_id>/tieu-chuan/<int:standard_id>")
@requires(Permission.EDIT_REGISTRY)
def standard(product_id: int, standard_id: int) -> ResponseReturnValue:
    """One standard, to be corrected."""
    row = queries.standard(product_id, standard_id)
    return _standards_page(queries.product(product_id), StandardForm(row), row)


@bp.post("/<int:product_id>/tieu-chuan/<int:standard_id>")
@requires(Permission.EDIT_REGISTRY)
def save_standard(product_id: int, standard_id: int) -> ResponseReturnValue:
    """Correct a standard."""
    row, product, form = queries.standard(product_id, standard_id), queries.product(product_id), StandardForm()
    if not (form.validate_on_submit() and form.lets(lambda: _save_standard(row, form, product))):
        return _standards_page(product, form, row), 422
    flash(_("Đã lưu chứng nhận."))
    return redirect(url_for(".standards", product_id=product.id))


@bp.post("/<int:product_id>/tieu-chuan/<int:standard_id>/xoa")
@requires(Permission.EDIT_REGISTRY)
def remove_standard(product_id: int, standard_id: int) -> ResponseReturnValue:
    """Take a standard away."""
    product = queries.product(product_id)
    services.remove_standard(queries.standard(product_id, standard_id), product=product, by=current_user)
    flash(_("Đã xóa chứng nhận."))
    return redirect(url_for(".standards", product_id=product.id))


@bp.get("/<int:product_id>/nam")
@requires(Permission.EDIT_REGISTRY)
def years(product_id: int) -> ResponseReturnValue:
    """Revenue, prices and output by year, and a form for one more year."""
    return _years_page(queries.product(product_id), YearForm(clock.today()))


@bp.post("/<int:product_id>/nam")
@requires(Permission.EDIT_REGISTRY)
def keep_year(product_id: int) -> ResponseReturnValue:
    """Keep one year as it is said."""
    product, form = queries.product(product_id), YearForm(clock.today())
    if not (
        form.validate_on_submit() and form.lets(lambda: services.keep_year(product, form.facts(), by=current_user))
    ):
        return _years_page(product, form), 422
    flash(_("Đã lưu số liệu năm %(year)s.", year=form.year.data))
    return redirect(url_for(".years", product_id=product.id))


@bp.get("/<int:product_id>/nam/<int:year>")
@requires(Permission.EDIT_REGISTRY)
def year(product_id: int, year: int) -> ResponseReturnValue:
    """One year, to be corrected."""
    row = queries.year(product_id, year)
    return _years_page(queries.product(product_id), YearForm(clock.today(), row), row)


@bp.post("/<int:product_id>/nam/<int:year>/xoa")
@requires(Permission.EDIT_REGISTRY)
def remove_year(product_id: int, year: int) -> ResponseReturnValue:
    """Take one year away."""
    product, row = queries.product(product_id), queries.year(product_id, year)
    services.remove_year(product, year=year, by=current_user)
    flash(_("Đã xóa số liệu năm %(year)s.", year=row.year))
    return redirect(url_for(".years", product_id=product.id))


@bp.get("/<int:product_id>/noi-ban")
@requires(Permission.EDIT_REGISTRY)
def links(product_id: int) -> ResponseReturnValue:
    """Where a product is sold on the web, and a form for one more address."""
    return _links_page(queries.product(product_id), LinkForm())


@bp.post("/<int:product_id>/noi-ban")
@requires(Permission.EDIT_REGISTRY)
def add_link(product_id: int) -> ResponseReturnValue:
    """Write down one more address."""
    product, form = queries.product(product_id), LinkForm()
    if not (form.validate_on_submit() and form.lets(lambda: _add_link(product, form))):
        return _links_page(product, form), 422
    flash(_("Đã thêm địa chỉ bán hàng."))
    return redirect(url_for(".links", product_id=product.id))


@bp.post("/<int:product_id>/noi-ban/<int:link_id>/xoa")
@requires(Permission.EDIT_REGISTRY)
def remove_link(product_id: int, link_id: int) -> ResponseReturnValue:
    """Take an address away."""
    product = queries.product(product_id)
    services.remove_link(queries.link(product_id, link_id), product=product, by=current_user)
    flash(_("Đã xóa địa chỉ bán hàng."))
    return redirect(url_for(".links", product_id=product.id))


def _save_standard(row: ProductStandard, form: StandardForm, product: Product) -> None:
    services.change_standard(row, form.facts(), version=form.version_seen(), product=product, by=current_user)


def _add_link(product: Product, form: LinkForm) -> None:
    services.add_link(product, channel=form.chosen(), url=form.url.data or "", by=current_user)


def _standards_page(product: Product, form: StandardForm, editing: ProductStandard | None = None) -> str:
    return render_template(
        "products/standards.html",
        product=product,
        form=form,
        editing=editing,
        standards=queries.standards(product.id),
        standing=lambda one: rules.standing(one.valid_until, clock.today()),
    )


def _years_page(product: Product, form: YearForm, editing: ProductYear | None = None) -> str:
    return render_template(
        "products/years.html", product=product, form=form, editing=editing, years=queries.years(product.id)
    )


def _links_page(product: Product, form: LinkForm) -> str:
    return render_template(
        "products/links.html",
        product=product,
        form=form,
        links=queries.links(product.id),
        channels=CHANNEL_WORDS,
    )
