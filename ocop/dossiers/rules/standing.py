"""How a piece of evidence stands on a day, how a line of a dossier stands, and how much of a dossier is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ocop.registrations.rules import OVER, State

MOST_PAGES = 500
"""Pages of one piece of evidence: a whole dossier has 300 to 500."""

MOST_FILES = 20
"""Files that come in at once."""

BINDABLE_PAGES = 3_000
"""Pages of one whole PDF; beyond that no printer and no reader of an office copes."""


class Validity(StrEnum):
    """How far a piece of evidence may be relied on."""

    ENDLESS = "endless"
    VALID = "valid"
    ENDING = "ending"
    ENDED = "ended"


def validity(valid_until: date | None, *, on: date, warning_days: int, needed_until: date | None = None) -> Validity:
    """The standing on a day; the last day of validity still counts.

    It is ending when it ends within the days of warning, or before the day until which it is needed (that of the council).
    """
    if valid_until is None:
        return Validity.ENDLESS
    if valid_until < on:
        return Validity.ENDED
    warned = valid_until <= on + timedelta(days=warning_days)
    too_short = needed_until is not None and valid_until < needed_until
    return Validity.ENDING if warned or too_short else Validity.VALID


class Standing(StrEnum):
    """How a line of a dossier stands."""

    READY = "ready"
    PRINTED = "printed"
    HANDED_OVER = "handed_over"
    ENDING = "ending"
    NOT_APPLICABLE = "not_applicable"
    ENDED = "ended"
    UNSIGNED = "unsigned"
    MISSING = "missing"


MET = frozenset({Standing.READY, Standing.PRINTED, Standing.HANDED_OVER, Standing.ENDING, Standing.NOT_APPLICABLE})
LACKING = frozenset(Standing) - MET


@dataclass(frozen=True)
class Line:
    """What decides how a line stands. `proofs` are of evidence that is current; see `models.Requirement` for the rest."""

    mandatory: bool
    proofs: tuple[Validity, ...] = ()
    printed: bool = False
    signed: bool = False
    handed_over: bool = False
    not_applicable: bool = False


def standing(line: Line) -> Standing:
    """The best that can be said of a line: valid evidence beats what ends soon, which beats what has ended."""
    if line.not_applicable:
        return Standing.NOT_APPLICABLE
    if line.handed_over:
        return Standing.HANDED_OVER
    if set(line.proofs) & {Validity.ENDLESS, Validity.VALID}:
        return Standing.READY
    if Validity.ENDING in line.proofs:
        return Standing.ENDING
    if Validity.ENDED in line.proofs:
        return Standing.ENDED
    if line.printed:
        return Standing.UNSIGNED if line.signed else Standing.PRINTED
    return Standing.MISSING


@dataclass(frozen=True)
class Completeness:
    """How many of the lines that must be met are met; lines that need not be met only tell how many of them are."""

    met: int
    needed: int
    more_met: int
    more: int

    @property
    def percent(self) -> int:
        """Whole percents, rounded down: 100 says that nothing is missing."""
        return 100 * self.met // self.needed if self.needed else 100

    @property
    def whole(self) -> bool:
        """Whether nothing that must be there is missing."""
        return self.met == self.needed


def completeness(lines: Sequence[Line]) -> Completeness:
    """What of the lines is there."""
    needed = [line for line in lines if line.mandatory]
    more = [line for line in lines if not line.mandatory]
    return Completeness(_met(needed), len(needed), _met(more), len(more))


def may_change(state: State) -> bool:
    """Whether a dossier may still change: not once the council has it, and not when its registration is over."""
    return state not in OVER | {State.IN_ASSESSMENT, State.DOSSIER_COMPLETE}


def _met(lines: Sequence[Line]) -> int:
    return sum(standing(line) in MET for line in lines)
