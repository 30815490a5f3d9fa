"""What a register has and the unit has not: producers and products with their recognitions, written by the thousand."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from ocop.core.text.dates import PartialDate
from ocop.producers.rules import ProducerFacts
from ocop.producers.services import from_register as producers
from ocop.products.rules import ProductFacts
from ocop.products.services import from_register as products
from ocop.products.services.from_register import NewProduct
from ocop.recognition.models import Recognition
from ocop.recognition.queries.register import FORMS
from ocop.recognition.rules import LOWEST, Standing, decided, register, succession, term
from ocop.recognition.rules.facts import expiry
from ocop.recognition.rules.register import Known
from ocop.recognition.rules.register.legal_forms import name_key
from ocop.recognition.services.following import link_followers
from ocop.tenancy.inserting import add_rows

FORMS_BACK = {theirs: ours for ours, theirs in FORMS.items()}


@dataclass(frozen=True)
class _New:
    """A recognition to write; named as its columns are."""

    stars: int | None
    issuer: str | None = None
    decision_number: str | None = None
    decision_precision: str | None = None
    earliest: date | None = None
    latest: date | None = None
    stated_expiry: str | None = None
    expires_earliest: date | None = None
    expires_latest: date | None = None
    ended_as: Standing | None = None


def add_producers(many: Collection[Known], *, communes: Mapping[str, int], source: str) -> list[int]:
    """Write down the producers that rows name, and give their keys in that order."""
    return producers.add_many([_producer(one, communes, source) for one in many])


def add_products(
    many: Sequence[Known], *, makers: Mapping[str, int], unit_id: int, now: datetime, source: str
) -> list[int]:
    """Write down products as rows leave them, with their recognitions, and give their keys in that order."""
    histories = [_history(one) for one in many]
    keys = products.add_many(
        [_product(one, history, makers, source) for one, history in zip(many, histories, strict=True)], unit_id=unit_id
    )
    told = list(zip(keys, histories, strict=True))
    for at in range(max(map(len, histories), default=0)):
        add_rows(
            Recognition,
            [
                {**vars(history[at]), "product_id": key, "source": source, "recorded_at": now}
                for key, history in told
                if at < len(history)
            ],
        )
    link_followers([key for key, history in told if len(history) > 1])
    return keys


def _producer(said: Known, communes: Mapping[str, int], source: str) -> ProducerFacts:
    return ProducerFacts(
        name=said.producer,
        legal_form=FORMS_BACK[said.form] if said.form else None,
        commune_id=communes.get(said.commune_code),
        address=said.address or None,
        representative=said.representative or None,
        phone=said.phone or None,
        source=source,
    )


def _product(said: Known, history: Sequence[_New], makers: Mapping[str, int], source: str) -> NewProduct:
    facts = ProductFacts(
        producer_id=makers[name_key(said.producer)],
        name=said.product,
        group_stated=said.group or None,
        note=said.note or None,
        source=source,
    )
    last = history[-1] if history else None
    if last is None or (last.stars or 0) < LOWEST:
        return NewProduct(facts, None, None)
    return NewProduct(facts, last.stars, last.expires_earliest)


def _history(said: Known) -> list[_New]:
    """The recognitions from the oldest on; the stated end stands with the last, or alone where nothing else is told."""
    ordered = sorted(said.recognitions, key=lambda one: one.date.first if one.date else date.min)
    rows = [_recognition(one) for one in ordered]
    if not rows and said.expiry is not None:
        rows = [_New(None)]
    if rows:
        rows[-1] = _ending(rows[-1], said.expiry, ordered[-1].date if ordered else None)
    return [
        replace(row, ended_as=succession(row.stars, rows[at + 1].stars)) if at + 1 < len(rows) else row
        for at, row in enumerate(rows)
    ]


def _recognition(said: register.Recognition) -> _New:
    when = decided(said.date)
    ends = term(when.earliest, when.latest)
    return _New(
        said.stars, said.authority or None, said.decision or None, when.precision, when.earliest, when.latest, None,
        ends.earliest, ends.latest,
    )  # fmt: skip


def _ending(row: _New, stated: PartialDate | None, when: PartialDate | None) -> _New:
    """The end that a source states is kept where it is not what the decision's date says."""
    if stated is None or stated == expiry(None, when):
        return row
    ends = term(row.earliest, row.latest, stated=stated)
    return replace(row, stated_expiry=stated.iso(), expires_earliest=ends.earliest, expires_latest=ends.latest)
