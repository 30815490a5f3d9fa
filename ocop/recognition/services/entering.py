"""Writing the judged rows of a register: what the unit has not, and what changes of what it has."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import TypeVar

from ocop.audit.services import Actor, Deed, record_many
from ocop.core import clock
from ocop.producers import services as producers
from ocop.products import services as products
from ocop.products.models import Product
from ocop.products.services.from_register import Earned, keep_revenues
from ocop.recognition import queries
from ocop.recognition.rules.register import Known, Outcome, Verdict
from ocop.recognition.rules.register.legal_forms import name_key
from ocop.recognition.rules.register.shelf import Shelf
from ocop.recognition.services.adding import add_producers, add_products
from ocop.recognition.services.recording import refresh_tallies
from ocop.recognition.services.updating import tell_producers, tell_products
from ocop.tenancy import Workspace

SLICE = 2_000
"""Products that are written together: many enough for few statements, few enough for a flat memory."""

Heard = Callable[[int, int], object]
"""Is told how many are done, and of how many; may raise to stop."""

T = TypeVar("T")


def silent(_done: int, _total: int) -> None:
    """Nobody listens."""


def enter(
    outcomes: Sequence[Outcome],
    *,
    unit: Workspace,
    by: Actor,
    now: datetime,
    source: str,
    heard: Heard = silent,
) -> None:
    """Write created and updated rows; the caller keeps the trail of the whole, each updated product has its own entry.

    `heard` is told after each slice how many products are written.
    """
    last = _Last(outcomes)
    if not last.rows:
        return
    today = clock.office_date(now)
    makers = _write_producers(last, queries.commune_keys(unit, today), source)
    keys = array("q", [0] * len(last.product_rows))
    written = 0
    for some in _slices(last.of_products()):
        stored = {place: int(one.known.key) for place, one in some if one.known is not None and one.known.key}
        said = {place: _after(one) for place, one in some}
        if stored:
            tell_products({key: said[place] for place, key in stored.items()}, now=now, source=source)
        new = [place for place in said if place not in stored]
        named = {
            name_key(after.producer): makers[last.makers[last.product_rows[place]]] for place, after in said.items()
        }
        made = add_products([said[place] for place in new], makers=named, unit_id=unit.id, now=now, source=source)
        for place, key in (*stored.items(), *zip(new, made, strict=True)):
            keys[place] = key
        written += len(some)
        heard(written, len(keys))
    for rows in _slices(last.of_rows()):
        _keep_what_rows_told([(keys[last.products[number]], one) for number, one in rows], by)
    producers.keep_tallies()
    products.keep_tallies()
    refresh_tallies(today=today)


class _Last:
    """Which of the rows to write speaks last about each product and each producer: what it says counts.

    Products and producers are numbered as they first come; of the rows themselves none is kept.
    """

    def __init__(self, outcomes: Sequence[Outcome]) -> None:
        self._outcomes = outcomes
        self.rows = 0
        self.products, self.product_rows = array("q"), array("q")
        self.makers, self.maker_rows = array("q"), array("q")
        products, makers = Shelf[int](), Shelf[int]()
        for number, one in enumerate(outcomes):
            if not _is_written(one):
                self.products.append(-1)
                self.makers.append(-1)
                continue
            self.rows += 1
            self.products.append(_numbered(products, _place(one), self.product_rows, number))
            self.makers.append(_numbered(makers, name_key(_after(one).producer), self.maker_rows, number))

    def of_rows(self) -> Iterator[tuple[int, Outcome]]:
        """Every row to write, by its number."""
        return ((number, one) for number, one in enumerate(self._outcomes) if self.products[number] >= 0)

    def of_products(self) -> Iterator[tuple[int, Outcome]]:
        """The last row about each product, by the product's number."""
        rows = ((self.products[number], number, one) for number, one in self.of_rows())
        return ((place, one) for place, number, one in rows if self.product_rows[place] == number)

    def of_makers(self) -> Iterator[tuple[int, Outcome]]:
        """The last row about each producer, by the producer's number."""
        rows = ((self.makers[number], number, one) for number, one in self.of_rows())
        return ((place, one) for place, number, one in rows if self.maker_rows[place] == number)


def _numbered(numbers: Shelf[int], text: str, rows: "array[int]", row: int) -> int:
    """The number of a text, a new one if it comes for the first time; the row is the last so far in which it stands."""
    place = numbers.get(text)
    if place is None:
        place = len(rows)
        numbers.put(text, place)
        rows.append(row)
    rows[place] = row
    return place


def _is_written(outcome: Outcome) -> bool:
    return outcome.verdict in {Verdict.CREATED, Verdict.UPDATED}


def _write_producers(last: _Last, communes: Mapping[str, int], source: str) -> "array[int]":
    """New producers, and what the rows tell about known ones: gives the keys of both by the producers' numbers."""
    makers = queries.maker_keys()
    keys = array("q", [0] * len(last.maker_rows))
    for some in _slices(last.of_makers()):
        known: dict[int, Known] = {}
        new: dict[int, Known] = {}
        for place, one in some:
            after = _after(one)
            key = makers.get(name_key(after.producer))
            if key is None:
                new[place] = after
            else:
                keys[place], known[key] = key, after
        if known:
            tell_producers(known, communes=communes)
        for place, key in zip(new, add_producers(new.values(), communes=communes, source=source), strict=True):
            keys[place] = key
    return keys


def _place(outcome: Outcome) -> str:
    """A stored product by its key; a new one as the row that made it called it, by which later rows find it."""
    known = outcome.known or _after(outcome)
    return known.key or f"{name_key(known.producer)}\n{known.product}"


def _keep_what_rows_told(rows: Sequence[tuple[int, Outcome]], by: Actor) -> None:
    """The revenue of each row, by the key of its product, and an entry in the trail for each that changed one."""
    told = [(key, one, _after(one)) for key, one in rows]
    keep_revenues(
        [
            Earned(key, after.product, revenue.year, revenue.dong)
            for key, _one, after in told
            for revenue in after.revenue_by_year
        ],
        by=by,
    )
    deeds = [
        Deed("update_from_register", Product.__tablename__, key, after.product, _changes(one))
        for key, one, after in told
        if one.verdict is Verdict.UPDATED
    ]
    record_many(by, deeds)


def _slices(many: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(many)
    while part := list(islice(rest, SLICE)):
        yield part


def _changes(outcome: Outcome) -> dict[str, tuple[object, object]]:
    return {one.field: (one.before, one.after) for one in outcome.changes}


def _after(outcome: Outcome) -> Known:
    assert outcome.after is not None
    return outcome.after
