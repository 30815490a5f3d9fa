"""With whom a producer works along the value chain, and what it earns by year."""

from dataclasses import asdict

from flask_babel import gettext as _

from ocop import audit
from ocop.audit.services import Actor
from ocop.core.db import db
from ocop.core.errors import DomainError
from ocop.producers import queries
from ocop.producers.models import ChainLink, Producer, ProducerRevenue
from ocop.producers.rules import ChainFacts
from ocop.producers.services.particulars import add_row, change_row, remove_row


def add_link(producer: Producer, facts: ChainFacts, *, by: Actor) -> ChainLink:
    """Write down a partner; raises `DomainError` at its field."""
    _check(producer, facts)
    link = ChainLink(producer_id=producer.id)
    add_row(link, asdict(facts), name=producer.name, by=by)
    return link


def change_link(link: ChainLink, facts: ChainFacts, *, version: int, producer: Producer, by: Actor) -> None:
    """Correct a link; raises `DomainError` at its field, `StaleEdit` when somebody else saved after `version`."""
    _check(producer, facts)
    change_row(link, asdict(facts), version=version, name=producer.name, by=by)


def remove_link(link: ChainLink, *, producer: Producer, by: Actor) -> None:
    """Take a link away."""
    said = {name: getattr(link, name) for name in ("role", "partner_id", "partner_name", "what", "since")}
    remove_row(link, said, name=producer.name, by=by)


def keep_revenue(producer: Producer, *, year: int, dong: int, by: Actor) -> None:
    """Keep what a producer earned as a whole in one year, in đồng; raises `DomainError` for a negative amount."""
    if dong < 0:
        raise DomainError(_("Doanh thu không được âm."), field="dong")
    row = queries.revenue_of(producer.id, year)
    before = row.dong if row else None
    if before == dong:
        return
    if row is None:
        db.session.add(ProducerRevenue(producer_id=producer.id, year=year, dong=dong))
    else:
        row.dong = dong
    audit.record(by, "keep_revenue", producer, change={"year": (year, year), "revenue": (before, dong)})


def remove_revenue(producer: Producer, *, year: int, by: Actor) -> None:
    """Take the revenue of one year away; raises `NotYours` where none is kept."""
    row = queries.revenue_in(producer.id, year)
    audit.record(by, "remove_year", producer, change={"year": (year, None), "revenue": (row.dong, None)})
    db.session.delete(row)
    db.session.flush()


def hand_over(duplicate: Producer, *, into: Producer) -> None:
    """What hangs below a producer who turns out to be another goes over to that one.

    A year that both know stays with each of them, and what the two did with each other is no link: both stay as history.
    """
    known = {row.year for row in queries.revenues(into.id)}
    for row in queries.revenues(duplicate.id):
        if row.year not in known:
            row.producer_id = into.id
    for link in queries.chain_links(duplicate.id):
        if link.partner_id != into.id:
            link.producer_id = into.id
    for link in queries.links_to(duplicate.id):
        if link.producer_id != into.id:
            link.partner_id = into.id
    db.session.flush()


def _check(producer: Producer, facts: ChainFacts) -> None:
    if (facts.partner_id is None) == (facts.partner_name is None):
        raise DomainError(
            _("Vui lòng chọn một chủ thể của đơn vị hoặc ghi tên đối tác, chỉ một trong hai."), field="partner_name"
        )
    if facts.partner_id == producer.id:
        raise DomainError(_("Chủ thể không liên kết với chính mình. Vui lòng chọn đối tác khác."), field="partner_id")
    if facts.partner_id is not None:
        queries.producer(facts.partner_id)
