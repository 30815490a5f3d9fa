"""Writing the judged rows of a register: what the unit has not, and what changes of what it has."""

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
    wanted = [one for one in outcomes if one.verdict in {Verdict.CREATED, Verdict.UPDATED}]
    if not wanted:
        return
    today = clock.office_date(now)
    communes = queries.commune_keys(unit, today)
    makers = _write_producers(wanted, communes, source)
    stored, new = _last_said(wanted)
    written = 0
    keys: dict[str, int] = {place: int(place) for place in stored}
    for part in _slices(stored.items()):
        tell_products({int(place): after for place, after in part}, now=now, source=source)
        written += len(part)
        heard(written, len(stored) + len(new))
    for part in _slices(new.items()):
        made = add_products([after for _place, after in part], makers=makers, unit_id=unit.id, now=now, source=source)
        keys |= dict(zip((place for place, _after in part), made, strict=True))
        written += len(part)
        heard(written, len(stored) + len(new))
    for some in _slices(wanted):
        _keep_what_rows_told(some, keys, by)
    producers.keep_tallies()
    products.keep_tallies()
    refresh_tallies(today=today)


def _write_producers(outcomes: Iterable[Outcome], communes: Mapping[str, int], source: str) -> dict[str, int]:
    """New producers, and what the rows tell about known ones; the last row says it all, as they were judged in order.

    Gives the keys of all producers of the unit by the name under which rows find them.
    """
    makers = queries.maker_keys()
    last = {name_key(after.producer): after for after in map(_after, outcomes)}
    known = {makers[name]: after for name, after in last.items() if name in makers}
    for part in _slices(known.items()):
        tell_producers(dict(part), communes=communes)
    new = {name: after for name, after in last.items() if name not in makers}
    return makers | dict(zip(new, add_producers(new.values(), communes=communes, source=source), strict=True))


def _last_said(outcomes: Iterable[Outcome]) -> tuple[dict[str, Known], dict[str, Known]]:
    """What the last row about each product leaves of it: of stored ones by their key, of new ones by who and what they are."""
    stored: dict[str, Known] = {}
    new: dict[str, Known] = {}
    for one in outcomes:
        if one.known is not None and one.known.key:
            stored[one.known.key] = _after(one)
        else:
            new[_place(one)] = _after(one)
    return stored, new


def _place(outcome: Outcome) -> str:
    """A stored product by its key; a new one as the row that made it called it, by which later rows find it."""
    known = outcome.known or _after(outcome)
    return known.key or f"{name_key(known.producer)}\n{known.product}"


def _keep_what_rows_told(outcomes: Sequence[Outcome], keys: Mapping[str, int], by: Actor) -> None:
    """The revenue of each row, and an entry in the trail for each that changed a product."""
    told = [(keys[_place(one)], one, _after(one)) for one in outcomes]
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
