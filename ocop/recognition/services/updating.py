"""What changes of what the unit has when a register is taken over."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from ocop.core.db import db
from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.recognition import queries
from ocop.recognition.models import Recognition
from ocop.recognition.rules import decided, register, term
from ocop.recognition.rules.facts import expiry
from ocop.recognition.rules.pairing import pairs
from ocop.recognition.rules.register import Known
from ocop.recognition.services.adding import FORMS_BACK
from ocop.recognition.services.recording import settle_many


def tell_producers(said: Mapping[int, Known], *, communes: Mapping[str, int]) -> None:
    """What rows say about stored producers, by their keys; what they do not say stays."""
    for producer in queries.makers_numbered(said):
        _tell_producer(producer, said[producer.id], communes)
    db.session.flush()


def tell_products(said: Mapping[int, Known], *, now: datetime, source: str) -> None:
    """What rows leave of stored products and their recognitions, by the products' keys."""
    found = queries.products_numbered(said)
    recognitions = queries.recognitions_by_product(said)
    for product in found:
        _tell_product(product, said[product.id])
        _tell_recognitions(product.id, recognitions.get(product.id, []), said[product.id], now, source)
    settle_many(found)


def _tell_producer(producer: Producer, said: Known, communes: Mapping[str, int]) -> None:
    producer.legal_form = FORMS_BACK[said.form] if said.form else producer.legal_form
    producer.commune_id = _commune(producer, said.commune_code, communes)
    producer.address = said.address or producer.address
    producer.representative = said.representative or producer.representative
    producer.phone = said.phone or producer.phone
    if db.session.is_modified(producer):
        producer.version += 1


def _commune(producer: Producer, code: str, communes: Mapping[str, int]) -> int | None:
    """The commune of a code; a producer of a commune that has gone stays there while the code is the same."""
    if producer.commune is not None and producer.commune.code == code:
        return producer.commune_id
    return communes.get(code, producer.commune_id)


def _tell_product(product: Product, said: Known) -> None:
    shown = product.group_stated or (product.product_set.name if product.set_id and product.product_set else "")
    if said.group != shown:
        product.group_stated = said.group or None
    if said.note != (product.note or ""):
        product.note = said.note or None
    if db.session.is_modified(product):
        product.version += 1


def _tell_recognitions(key: int, rows: Sequence[Recognition], said: Known, now: datetime, source: str) -> None:
    told = [row for row in rows if row.stars is not None]
    before = [queries.told(row) for row in told]
    kept = [
        _recognition(told[at] if at is not None else _added(key, now, source), one)
        for at, one in pairs(before, said.recognitions)
    ]
    _end(kept or rows or ([_added(key, now, source)] if said.expiry else []), said)


def _added(key: int, now: datetime, source: str) -> Recognition:
    row = Recognition(product_id=key, recorded_at=now, source=source)
    db.session.add(row)
    return row


def _recognition(row: Recognition, said: register.Recognition) -> Recognition:
    row.stars, row.issuer, row.decision_number = said.stars, said.authority or None, said.decision or None
    if said.date != row.decided:
        when = decided(said.date)
        row.earliest, row.latest, row.decision_precision = when.earliest, when.latest, when.precision
    return row


def _end(rows: Sequence[Recognition], said: Known) -> None:
    """The stated end stands with the last recognition."""
    ordered = sorted(rows, key=lambda row: row.decided.first if row.decided else date.min)
    last = ordered[-1] if ordered else None
    if last is not None and said.expiry != expiry(last.stated_expiry, last.decided):
        last.stated_expiry = said.expiry.iso() if said.expiry else None
    for row in ordered:
        ends = term(row.earliest, row.latest, stated=expiry(row.stated_expiry, None))
        row.expires_earliest, row.expires_latest = ends.earliest, ends.latest
