"""Two producers turn out to be one: what belongs to the second goes over, and the second stays as history."""

from flask_babel import gettext as _

from ocop import audit
from ocop.audit.services import Actor
from ocop.core.errors import DomainError, WrongState
from ocop.producers import queries as producers
from ocop.producers import services as makers
from ocop.producers.models import Producer
from ocop.producers.rules import FACTS
from ocop.products import queries

STAYS = frozenset({"name", "public_consent", "consent_on", "consent_how", "name_difference_reason"})
"""What one producer said does not become the other's word."""


def merge(duplicate: Producer, *, into: Producer, by: Actor) -> None:
    """Move the duplicate's products, years, links, and the facts that `into` lacks, to `into`.

    Nothing that `into` has is overwritten. Raises `DomainError` for a producer and itself, `WrongState` where one of them
    was merged before.
    """
    if duplicate.id == into.id:
        raise DomainError(_("Vui lòng chọn một chủ thể khác."), field="into_id")
    if duplicate.merged_into_id is not None or into.merged_into_id is not None:
        raise WrongState(_("Một trong hai chủ thể đã được gộp trước đó. Vui lòng tải lại trang."))
    products = queries.of_producer(duplicate.id)
    for product in products:
        product.producer_id = into.id
        product.version += 1
    taken = {name: (None, getattr(duplicate, name)) for name in FACTS if _lacks(into, duplicate, name)}
    for name, (_before, value) in taken.items():
        setattr(into, name, value)
    makers.index(into)
    makers.hand_over(duplicate, into=into)
    _hand_over_sensitive(duplicate, into)
    duplicate.merged_into_id = into.id
    duplicate.version += 1
    into.version += 1
    moved = ", ".join(str(product.id) for product in products)
    audit.record(by, "merge", duplicate, change={"merged_into": (None, into.id), "products": (None, moved)})
    audit.record(by, "take_in", into, change=taken | {"merged_from": (None, duplicate.id)})
    makers.keep_tallies()


def _lacks(into: Producer, duplicate: Producer, name: str) -> bool:
    return name not in STAYS and getattr(into, name) is None and getattr(duplicate, name) is not None


def _hand_over_sensitive(duplicate: Producer, into: Producer) -> None:
    """The protected facts go over where the other has none; else they stay with the history."""
    row = producers.sensitive(duplicate.id)
    if row is not None and producers.sensitive(into.id) is None:
        row.producer_id = into.id
