"""The same said of several products at once."""

from collections.abc import Sequence

from ocop import audit
from ocop.audit.services import Actor
from ocop.products.models import Product, ProductSet


def set_all(products: Sequence[Product], to: ProductSet, *, by: Actor) -> int:
    """Put all into one product set; returns how many were in another one or none."""
    return _say(products, {"set_id": to.id, "set_is_suggested": False}, by)


def mark_stamped(products: Sequence[Product], *, by: Actor) -> int:
    """Note that all bear the OCOP stamp; returns for how many that is new."""
    return _say(products, {"has_stamp": True}, by)


def mark_labelled(products: Sequence[Product], *, by: Actor) -> int:
    """Note that all bear a label; returns for how many that is new."""
    return _say(products, {"has_label": True}, by)


def _say(products: Sequence[Product], facts: dict[str, object], by: Actor) -> int:
    told = 0
    for product in products:
        changed = {name: (getattr(product, name), value) for name, value in facts.items()}
        changed = {name: both for name, both in changed.items() if both[0] != both[1]}
        if not changed:
            continue
        for name, (_before, after) in changed.items():
            setattr(product, name, after)
        product.version += 1
        audit.record(by, "change", product, change=changed)
        told += 1
    return told
