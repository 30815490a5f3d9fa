"""Two plans section by section, and a new derivation laid over a text that people have edited."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher

from ocop.paperwork.differences import Difference, Fate, differences, fate, lines


@dataclass(frozen=True, slots=True)
class SectionText:
    key: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class PlanText:
    """The words of a plan as they were at one moment, section by section; what a kept version holds."""

    sections: tuple[SectionText, ...]

    def dump(self) -> str:
        """As text to keep."""
        return json.dumps([asdict(one) for one in self.sections], ensure_ascii=False)

    @classmethod
    def load(cls, kept: str) -> "PlanText":
        """From the text that `dump` made."""
        return cls(tuple(SectionText(one["key"], one["heading"], one["text"]) for one in json.loads(kept)))

    def of(self, key: str) -> str:
        """The text of a section, "" when there was none."""
        return next((one.text for one in self.sections if one.key == key), "")


@dataclass(frozen=True, slots=True)
class Compared:
    """One section of two plans."""

    key: str
    heading: str
    differences: tuple[Difference, ...]

    @property
    def same(self) -> bool:
        return all(one.fate is Fate.SAME for one in self.differences)


@dataclass(frozen=True, slots=True)
class Refreshed:
    """A text after new figures were laid over it: what was taken over, and what was left since people had rewritten it."""

    text: str
    taken: tuple[Difference, ...]
    left: tuple[Difference, ...]


def compare(left: PlanText, right: PlanText) -> tuple[Compared, ...]:
    """Two plans section by section: the sections of the right one, then those that only the left one has."""
    known = {one.key for one in right.sections}
    both = (*right.sections, *(one for one in left.sections if one.key not in known))
    return tuple(
        Compared(one.key, one.heading, tuple(differences(left.of(one.key), right.of(one.key)))) for one in both
    )


def refresh(before: str, edited: str, after: str) -> Refreshed:
    """Lay a new derivation over an edited text.

    `before` is the derivation that the edited text grew from, `after` the new one. A changed block is taken over where the
    edited text still has the old one, once; what people rewrote stays as it is and is told in `left`.
    """
    old, new, mine = lines(before), lines(after), lines(edited)
    taken: list[Difference] = []
    left: list[Difference] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        place = _place(mine, old[i1:i2], old[:i1])
        change = Difference(fate("\n".join(old[i1:i2]), "\n".join(new[j1:j2])), _join(old[i1:i2]), _join(new[j1:j2]))
        if place is None:
            left.append(change)
            continue
        mine[place : place + i2 - i1] = new[j1:j2]
        taken.append(change)
    return Refreshed(_join(mine), tuple(taken), tuple(left))


def _place(mine: Sequence[str], gone: Sequence[str], before: Sequence[str]) -> int | None:
    """Where in the edited text a change belongs; None when people rewrote the place or it occurs twice."""
    if not gone:
        anchor = before[-1:]
        places = [start + 1 for start in range(len(mine)) if mine[start : start + 1] == anchor] if anchor else [0]
    else:
        size = len(gone)
        places = [start for start in range(len(mine) - size + 1) if list(mine[start : start + size]) == list(gone)]
    return places[0] if len(places) == 1 else None


def _join(blocks: Sequence[str]) -> str:
    return "\n".join(blocks)
