"""What the province consolidates from a plan: the figures that a receipt freezes."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field

from ocop.plans.rules.states import Source


@dataclass(frozen=True, slots=True)
class Figures:
    """Products by kind of registration, money by source in đồng."""

    new: int
    upgrade: int
    reassessment: int
    funding: Mapping[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """All money, in đồng."""
        return sum(self.funding.values())

    def of(self, source: Source) -> int:
        """The money from one source, in đồng."""
        return self.funding.get(source.value, 0)

    def dump(self) -> str:
        """As text to keep."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def load(cls, kept: str) -> "Figures":
        """From the text that `dump` made."""
        return cls(**json.loads(kept))


def together(parts: Sequence[Figures]) -> Figures:
    """The figures of several plans as one."""
    money: Counter[str] = Counter()
    for one in parts:
        money.update(one.funding)
    return Figures(
        new=sum(one.new for one in parts),
        upgrade=sum(one.upgrade for one in parts),
        reassessment=sum(one.reassessment for one in parts),
        funding=dict(money),
    )
