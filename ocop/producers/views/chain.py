"""Pages of a producer's partners along the value chain and of its revenue by year."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from ocop.core import clock
from ocop.producers import queries, services
from ocop.producers.forms import CHAIN_ROLE_WORDS, ChainForm, RevenueForm
from ocop.producers.models import ChainLink, Producer, ProducerRevenue
from ocop.producers.views.registry import bp
from ocop.tenancy import Permission, requires


@bp.get("/<int:producer_id>/lien-ket")
@requires(Permission.EDIT_REGISTRY)
def chain(producer_id: int) -> ResponseReturnValue:
    """The partners of a producer, and a form for one more."""
    return _chain_page(queries.producer(producer_id), _form(producer_id))


@bp.post("/<int:producer_id>/lien-ket")
@requires(Permission.EDIT_REGISTRY)
def add_link(producer_id: int) -> ResponseReturnValue:
    """Write down one more partner."""
    producer, form = queries.producer(producer_id), _form(producer_id)
    if not (
        form.validate_on_submit() and form.lets(lambda: services.add_link(producer, form.facts(), by=current_user))
    ):
        return _chain_page(producer, form), 422
    flash(_("Đã thêm liên kết."))
    return redirect(url_for(".chain", producer_id=producer.id))


@bp.get("/<int:producer_id>/lien-ket/<int:chain_link_id>")
@requires(Permission.EDIT_REGISTRY)
def link(producer_id: int, chain_link_id: int) -> ResponseReturnValue:
    """One link, to be corrected."""
    row = queries.chain_link(producer_id, chain_link_id)
    return _chain_page(queries.producer(producer_id), _form(producer_id, row), row)


@bp.post("/<int:producer_id>/lien-ket/<int:chain_link_id>")
@requires(Permission.EDIT_REGISTRY)
def save_link(producer_id: int, chain_link_id: int) -> ResponseReturnValue:
    """Correct a link."""
    row, producer = queries.chain_link(producer_id, chain_link_id), queries.producer(producer_id)
    form = _form(producer_id)
    if not (form.validate_on_submit() and form.lets(lambda: _save(row, form, producer))):
        return _chain_page(producer, form, row), 422
    flash(_("Đã lưu liên kết."))
    return redirect(url_for(".chain", producer_id=producer.id))


@bp.post("/<int:producer_id>/lien-ket/<int:chain_link_id>/xoa")
@requires(Permission.EDIT_REGISTRY)
def remove_link(producer_id: int, chain_link_id: int) -> ResponseReturnValue:
    """Take a link away."""
    producer, row = queries.producer(producer_id), queries.chain_link(producer_id, chain_link_id)
    services.remove_link(row, producer=producer, by=current_user)
    flash(_("Đã xóa liên kết."))
    return redirect(url_for(".chain", producer_id=producer.id))


@bp.get("/<int:producer_id>/doanh-thu")
@requires(Permission.EDIT_REGISTRY)
def revenues(producer_id: int) -> ResponseReturnValue:
    """Revenue by year, and a form for one more year."""
    return _revenues_page(queries.producer(producer_id), RevenueForm(clock.today()))


@bp.post("/<int:producer_id>/doanh-thu")
@requires(Permission.EDIT_REGISTRY)
def keep_revenue(producer_id: int) -> ResponseReturnValue:
    """Keep the revenue of one year."""
    producer, form = queries.producer(producer_id), RevenueForm(clock.today())
    if not form.validate_on_submit():
        return _revenues_page(producer, form), 422
    year, dong = form.said()
    services.keep_revenue(producer, year=year, dong=dong, by=current_user)
    flash(_("Đã lưu doanh thu năm %(year)s.", year=year))
    return redirect(url_for(".revenues", producer_id=producer.id))


@bp.get("/<int:producer_id>/doanh-thu/<int:year>")
@requires(Permission.EDIT_REGISTRY)
def revenue(producer_id: int, year: int) -> ResponseReturnValue:
    """The revenue of one year, to be corrected."""
    row = queries.revenue_in(producer_id, year)
    return _revenues_page(queries.producer(producer_id), RevenueForm(clock.today(), row), row)


@bp.post("/<int:producer_id>/doanh-thu/<int:year>/xoa")
@requires(Permission.EDIT_REGISTRY)
def remove_revenue(producer_id: int, year: int) -> ResponseReturnValue:
    """Take the revenue of one year away."""
    producer = queries.producer(producer_id)
    services.remove_revenue(producer, year=year, by=current_user)
    flash(_("Đã xóa doanh thu năm %(year)s.", year=year))
    return redirect(url_for(".revenues", producer_id=producer.id))


def _form(producer_id: int, row: ChainLink | None = None) -> ChainForm:
    return ChainForm([one for one in queries.choices() if one.id != producer_id], clock.today(), row)


def _save(row: ChainLink, form: ChainForm, producer: Producer) -> None:
    services.change_link(row, form.facts(), version=form.version_seen(), producer=producer, by=current_user)


def _chain_page(producer: Producer, form: ChainForm, editing: ChainLink | None = None) -> str:
    return render_template(
        "producers/chain.html",
        producer=producer,
        form=form,
        editing=editing,
        links=queries.chain_links(producer.id),
        roles=CHAIN_ROLE_WORDS,
    )


def _revenues_page(producer: Producer, form: RevenueForm, editing: ProducerRevenue | None = None) -> str:
    return render_template(
        "producers/revenues.html",
        producer=producer,
        form=form,
        editing=editing,
        revenues=queries.revenues(producer.id),
    )
