"""Writing the judged rows of a register: new and changed producers, products, recognitions, revenues."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from ocop import audit
from ocop.audit.services import Actor
from ocop.core import clock
from ocop.core.db import db
from ocop.producers import services as producers
from ocop.producers.models import Producer
from ocop.producers.rules import ProducerFacts
from ocop.products import services as products
from ocop.products.models import Product
from ocop.products.rules import ProductFacts
from ocop.recognition import queries
from ocop.recognition.models import Recognition
from ocop.recognition.queries.register import FORMS
from ocop.recognition.rules import decided, register, term
from ocop.recognition.rules.facts import expiry
from ocop.recognition.rules.pairing import pairs
from ocop.recognition.rules.register import Known, Outcome, Verdict
from ocop.recognition.rules.register.legal_forms import name_key
from ocop.recognition.services.recording import refresh_tallies, settle_many
from ocop.tenancy import Workspace

FORMS_BACK = {theirs: ours for ours, theirs in FORMS.items()}


def enter(outcomes: Sequence[Outcome], *, unit: Workspace, by: Actor, now: datetime, source: str) -> None:
    """Write created and updated rows; the caller keeps the trail of the whole, each updated product has its own entry."""
    wanted = [one for one in outcomes if one.verdict in {Verdict.CREATED, Verdict.UPDATED}]
    if not wanted:
        return
    today = clock.office_date(now)
    desk = _Desk(queries.commune_keys(unit, today), source, now)
    desk.look()
    desk.write_producers(wanted)
    made = desk.write_products(wanted)
    desk.write_recognitions(made)
    settle_many([product for product, _outcome in made])
    for product, outcome in made:
        _write_revenues(product, outcome, by)
        if outcome.verdict is Verdict.UPDATED:
            said = {one.field: (one.before, one.after) for one in outcome.changes}
            audit.record(by, "update_from_register", product, change=said)
    producers.keep_tallies()
    products.keep_tallies()
    refresh_tallies(today=today)


@dataclass
class _Desk:
    """What is at hand while rows are written: the stored rows by what the register knows of them."""

    communes: Mapping[str, int]
    source: str
    now: datetime
    makers: dict[str, Producer] = field(default_factory=dict)
    products: dict[str, Product] = field(default_factory=dict)
    recognitions: Mapping[int, list[Recognition]] = field(default_factory=dict)

    def look(self) -> None:
        """Load what is stored; where two producers are written alike, the one that the judgement found counts."""
        for product in queries.rows_of_products():
            self.products[str(product.id)] = product
            self.makers[name_key(product.producer.name)] = product.producer
        for producer in queries.makers_without_products():
            self.makers[name_key(producer.name)] = producer
        self.recognitions = queries.recognitions_by_product()

    def write_producers(self, outcomes: Sequence[Outcome]) -> None:
        """New producers, and what the rows tell about known ones; the last row says it all, as they were judged in order."""
        last = {name_key(after.producer): after for after in map(_after, outcomes)}
        new = {key: after for key, after in last.items() if key not in self.makers}
        made = producers.add_many([self._producer(after) for after in new.values()])
        self.makers |= dict(zip(new, made, strict=True))
        for key, after in last.items():
            if key not in new:
                self._tell(self.makers[key], after)

    def write_products(self, outcomes: Sequence[Outcome]) -> list[tuple[Product, Outcome]]:
        """The product of each row, new ones made; later rows about a new product find it by what the earlier one made."""
        new = [one for one in outcomes if one.known is None]
        made = products.add_many([self._product(_after(one)) for one in new])
        by_name = {_identity(_after(one)): row for one, row in zip(new, made, strict=True)}
        fresh = iter(made)
        found: list[tuple[Product, Outcome]] = []
        for one in outcomes:
            product = (
                next(fresh) if one.known is None else self.products.get(one.known.key) or by_name[_identity(one.known)]
            )
            _tell_product(product, _after(one))
            found.append((product, one))
        return found

    def write_recognitions(self, made: Sequence[tuple[Product, Outcome]]) -> None:
        """The recognitions of each product as the last row about it leaves them."""
        last = {product.id: (product, _after(outcome)) for product, outcome in made}
        for product, after in last.values():
            rows = self.recognitions.get(product.id, [])
            told = [row for row in rows if row.stars is not None]
            before = [queries.told(row) for row in told]
            kept = [
                self._recognition(product, None if at is None else told[at], one)
                for at, one in pairs(before, after.recognitions)
            ]
            self._end(product, kept or rows, after)
        db.session.flush()

    def _producer(self, after: Known) -> ProducerFacts:
        return ProducerFacts(
            name=after.producer,
            legal_form=FORMS_BACK[after.form] if after.form else None,
            commune_id=self.communes.get(after.commune_code),
            address=after.address or None,
            representative=after.representative or None,
            phone=after.phone or None,
            source=self.source,
        )

    def _tell(self, producer: Producer, after: Known) -> None:
        producer.legal_form = FORMS_BACK[after.form] if after.form else producer.legal_form
        producer.commune_id = self._commune(producer, after.commune_code)
        producer.address = after.address or producer.address
        producer.representative = after.representative or producer.representative
        producer.phone = after.phone or producer.phone
        if db.session.is_modified(producer):
            producer.version += 1

    def _commune(self, producer: Producer, code: str) -> int | None:
        """The commune of a code; a producer of a commune that has gone stays there while the code is the same."""
        if producer.commune is not None and producer.commune.code == code:
            return producer.commune_id
        return self.communes.get(code, producer.commune_id)

    def _product(self, after: Known) -> ProductFacts:
        maker = self.makers[name_key(after.producer)]
        return ProductFacts(
            producer_id=maker.id,
            name=after.product,
            group_stated=after.group or None,
            note=after.note or None,
            source=self.source,
        )

    def _recognition(self, product: Product, row: Recognition | None, said: register.Recognition) -> Recognition:
        if row is None:
            row = Recognition(product_id=product.id, recorded_at=self.now, source=self.source)
            db.session.add(row)
        row.stars, row.issuer, row.decision_number = said.stars, said.authority or None, said.decision or None
        if said.date != row.decided:
            when = decided(said.date)
            row.earliest, row.latest, row.decision_precision = when.earliest, when.latest, when.precision
        return row

    def _end(self, product: Product, rows: Sequence[Recognition], after: Known) -> None:
        """The stated end stands with the last recognition, or alone where the register tells nothing else."""
        ordered = sorted(rows, key=lambda row: row.decided.first if row.decided else date.min)
        last = ordered[-1] if ordered else None
        if last is None and after.expiry is not None:
            last = Recognition(product_id=product.id, recorded_at=self.now, source=self.source)
            db.session.add(last)
            ordered = [last]
        if last is not None and after.expiry != expiry(last.stated_expiry, last.decided):
            last.stated_expiry = after.expiry.iso() if after.expiry else None
        for row in ordered:
            stated = expiry(row.stated_expiry, None)
            ends = term(row.earliest, row.latest, stated=stated)
            row.expires_earliest, row.expires_latest = ends.earliest, ends.latest


def _tell_product(product: Product, after: Known) -> None:
    shown = product.group_stated or (product.product_set.name if product.set_id and product.product_set else "")
    if after.group != shown:
        product.group_stated = after.group or None
    if after.note != (product.note or ""):
        product.note = after.note or None
    if db.session.is_modified(product):
        product.version += 1


def _write_revenues(product: Product, outcome: Outcome, by: Actor) -> None:
    for revenue in _after(outcome).revenue_by_year:
        products.keep_revenue(product, year=revenue.year, dong=revenue.dong, by=by)


def _after(outcome: Outcome) -> Known:
    assert outcome.after is not None
    return outcome.after


def _identity(known: Known) -> tuple[str, str]:
    return name_key(known.producer), known.product
