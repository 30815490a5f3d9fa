"""Merging two producers who are one."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from ocop.producers import queries as producers
from ocop.products import queries, services
from ocop.products.forms import MergeForm
from ocop.tenancy import Permission, WorkspaceBlueprint, requires

bp = WorkspaceBlueprint("merging", path="chu-the", room="products")


@bp.get("/<int:producer_id>/gop")
@requires(Permission.EDIT_REGISTRY)
def ask(producer_id: int) -> ResponseReturnValue:
    """Which producer this one really is, and what would go over."""
    duplicate = producers.producer(producer_id)
    return render_template(
        "products/merge.html",
        form=MergeForm(producer_id, producers.choices()),
        duplicate=duplicate,
        products=queries.of_producer(producer_id),
    )


@bp.post("/<int:producer_id>/gop")
@requires(Permission.EDIT_REGISTRY)
def merge(producer_id: int) -> ResponseReturnValue:
    """Make two producers one."""
    duplicate = producers.producer(producer_id)
    form = MergeForm(producer_id, producers.choices())
    if not form.validate_on_submit():
        page = render_template(
            "products/merge.html", form=form, duplicate=duplicate, products=queries.of_producer(producer_id)
        )
        return page, 422
    into = producers.producer(form.chosen())
    services.merge(duplicate, into=into, by=current_user)
    flash(_("Đã gộp %(one)s vào %(other)s.", one=duplicate.name, other=into.name))
    return redirect(url_for("producers.show", producer_id=into.id))
