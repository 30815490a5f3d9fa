"""Producers that come from a register by the thousand: written in one statement, never one by one."""

from collections.abc import Sequence

from ocop.core.text.normal import fold
from ocop.core.text.order import vietnamese_key
from ocop.producers.models import Producer
from ocop.producers.rules import FACTS, ProducerFacts
from ocop.tenancy.inserting import add_keyed_rows


def add_many(many: Sequence[ProducerFacts]) -> list[int]:
    """Write down many producers, whose registration no register tells, and give their keys in that order.

    Nothing is loaded. The caller keeps the trail and calls `keep_tallies`.
    """
    rows = [
        {
            **{name: getattr(facts, name) for name in FACTS},
            "folded": fold(facts.name),
            "sort_key": vietnamese_key(facts.name),
        }
        for facts in many
    ]
    return add_keyed_rows(Producer, rows)
