"""Pages of a product's photos, and the photos themselves."""

from flask import Response, flash, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from ocop.attachments.services import store
from ocop.core import clock
from ocop.products import queries, services
from ocop.products.forms import PhotoForm, PhotoTextForm
from ocop.products.models import Product
from ocop.products.views.registry import bp
from ocop.tenancy import Permission, requires


@bp.get("/anh/<token>")
@requires(Permission.VIEW)
def photo_file(token: str) -> ResponseReturnValue:
    """A photo or its small copy. Its content is ours, drawn anew; still nothing in it may run."""
    file = queries.photo_file(token)
    response: Response = send_file(
        store.place(file.sha256),
        mimetype=file.kind,
        as_attachment=True,
        download_name=file.name,
        etag=file.sha256,
        max_age=0,
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-cache"
    return response


@bp.get("/<int:product_id>/anh")
@requires(Permission.EDIT_REGISTRY)
def photos(product_id: int) -> ResponseReturnValue:
    """The photos in their order, and a form for one more."""
    return _page(queries.product(product_id), PhotoForm())


@bp.post("/<int:product_id>/anh")
@requires(Permission.EDIT_REGISTRY)
def add_photo(product_id: int) -> ResponseReturnValue:
    """Take in a photo."""
    product, form = queries.product(product_id), PhotoForm()
    if not (form.validate_on_submit() and form.lets(lambda: _add(product, form))):
        return _page(product, form), 422
    flash(_("Đã thêm ảnh."))
    return redirect(url_for(".photos", product_id=product.id))


@bp.get("/<int:product_id>/anh/<int:photo_id>")
@requires(Permission.EDIT_REGISTRY)
def photo(product_id: int, photo_id: int) -> ResponseReturnValue:
    """What a photo shows, to be said anew."""
    row = queries.photo(product_id, photo_id)
    product = queries.product(product_id)
    return render_template("products/photo.html", product=product, photo=row, form=PhotoTextForm(row))


@bp.post("/<int:product_id>/anh/<int:photo_id>")
@requires(Permission.EDIT_REGISTRY)
def describe_photo(product_id: int, photo_id: int) -> ResponseReturnValue:
    """Say anew what a photo shows."""
    row, product, form = queries.photo(product_id, photo_id), queries.product(product_id), PhotoTextForm()
    if not form.validate_on_submit():
        return render_template("products/photo.html", product=product, photo=row, form=form), 422
    services.describe_photo(row, form.facts(), version=form.version_seen(), product=product, by=current_user)
    flash(_("Đã lưu lời tả ảnh."))
    return redirect(url_for(".photos", product_id=product.id))


@bp.post("/<int:product_id>/anh/<int:photo_id>/thu-tu/<int:ordinal>")
@requires(Permission.EDIT_REGISTRY)
def place_photo(product_id: int, photo_id: int, ordinal: int) -> ResponseReturnValue:
    """Put a photo at a place among the others; the first one is the main one."""
    product, row = queries.product(product_id), queries.photo(product_id, photo_id)
    services.place_photo(row, ordinal, product=product, by=current_user)
    flash(_("Đã sắp xếp lại ảnh."))
    return redirect(url_for(".photos", product_id=product.id))


@bp.post("/<int:product_id>/anh/<int:photo_id>/xoa")
@requires(Permission.EDIT_REGISTRY)
def remove_photo(product_id: int, photo_id: int) -> ResponseReturnValue:
    """Take a photo away."""
    product, row = queries.product(product_id), queries.photo(product_id, photo_id)
    services.remove_photo(row, product=product, by=current_user, now=clock.real_now())
    flash(_("Đã xóa ảnh."))
    return redirect(url_for(".photos", product_id=product.id))


def _add(product: Product, form: PhotoForm) -> None:
    sent = form.photo()
    services.add_photo(product, sent.stream, filename=sent.filename or "", alt=form.alt.data or "", by=current_user)


def _page(product: Product, form: PhotoForm) -> str:
    return render_template("products/photos.html", product=product, form=form, photos=queries.photos(product.id))
