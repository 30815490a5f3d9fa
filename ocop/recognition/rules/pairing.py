"""Which stored recognition became which when a register was taken over: one may be dated more exactly, none is made two."""

from collections.abc import Sequence

from ocop.core.text.dates import PartialDate
from ocop.recognition.rules.register import Recognition


def pairs(before: Sequence[Recognition], after: Sequence[Recognition]) -> list[tuple[int | None, Recognition]]:
    """Each recognition afterwards with the place of the one that it was before; None for a further one.

    What did not change is paired first, then what shares a decision or a date, then what is left, in order.
    """
    free = list(range(len(before)))
    found: dict[int, int] = {}
    for alike in (_same, _one_decision, _one_date, _any):
        for place, one in enumerate(after):
            match = next((at for at in free if place not in found and alike(before[at], one)), None)
            if match is not None:
                found[place] = match
                free.remove(match)
    return [(found.get(place), one) for place, one in enumerate(after)]


def _same(before: Recognition, after: Recognition) -> bool:
    return before == after


def _one_decision(before: Recognition, after: Recognition) -> bool:
    return bool(before.decision) and before.decision.partition("/")[0] == after.decision.partition("/")[0]


def _one_date(before: Recognition, after: Recognition) -> bool:
    return before.date is not None and after.date is not None and _overlap(before.date, after.date)


def _any(_before: Recognition, _after: Recognition) -> bool:
    return True


def _overlap(one: PartialDate, other: PartialDate) -> bool:
    return one.earliest() <= other.latest() and other.earliest() <= one.latest()
