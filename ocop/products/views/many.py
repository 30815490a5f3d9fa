"""Acts on the ticked products of the list."""

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from ocop.core import clock
from ocop.core.errors import DomainError
from ocop.products import queries
from ocop.products.models import ProductSet
from ocop.products.services import many as services
from ocop.products.views.registry import asked, bp
from ocop.tenancy import Permission, requires
from ocop.ui.listing import picked


@bp.post("/chon/bo")
@requires(Permission.EDIT_REGISTRY)
def set_chosen() -> ResponseReturnValue:
    """Show what would change first, then put the ticked products into one set."""
    query, to = asked(), _set()
    rows = queries.chosen(picked(), query, today=clock.today())
    if "dong-y" not in request.form:
        others = [one for one in rows if one.set_id not in {None, to.id}]
        return render_template("products/set_chosen.html", rows=rows, others=others, to=to, query=query)
    count = services.set_all(rows, to, by=current_user)
    flash(
        ngettext(
            "Đã đặt bộ %(name)s cho %(count)s sản phẩm.",
            "Đã đặt bộ %(name)s cho %(count)s sản phẩm.",
            count,
            name=to.name,
            count=count,
        )
    )
    return redirect(query.narrowed_url(".index"))


@bp.post("/chon/tem")
@requires(Permission.EDIT_REGISTRY)
def mark_stamp() -> ResponseReturnValue:
    """Note that the ticked products bear the OCOP stamp."""
    query = asked()
    count = services.mark_stamped(queries.chosen(picked(), query, today=clock.today()), by=current_user)
    flash(
        ngettext("Đã ghi có tem cho %(count)s sản phẩm.", "Đã ghi có tem cho %(count)s sản phẩm.", count, count=count)
    )
    return redirect(query.narrowed_url(".index"))


@bp.post("/chon/nhan")
@requires(Permission.EDIT_REGISTRY)
def mark_label() -> ResponseReturnValue:
    """Note that the ticked products bear a label."""
    query = asked()
    count = services.mark_labelled(queries.chosen(picked(), query, today=clock.today()), by=current_user)
    flash(
        ngettext("Đã ghi có nhãn cho %(count)s sản phẩm.", "Đã ghi có nhãn cho %(count)s sản phẩm.", count, count=count)
    )
    return redirect(query.narrowed_url(".index"))


def _set() -> ProductSet:
    """The set that was chosen; raises `DomainError` when none was."""
    wanted = queries.key(request.form.get("set_id", ""))
    found = next((one for one in queries.sets() if one.id == wanted), None)
    if found is None:
        raise DomainError(_("Vui lòng chọn bộ sản phẩm."))
    return found
