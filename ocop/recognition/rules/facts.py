"""What a source tells about one recognition, its revocation, and the notice before its end."""

from dataclasses import dataclass, fields
from datetime import date

from ocop.core.text.dates import PartialDate, Precision, add_months
from ocop.recognition.rules.clock import EDITION_148

RANGE = "range"
"""The precision of a decision that is only known to lie between two days."""

LOWEST, HIGHEST = 3, 5
"""Decision 148/QĐ-TTg: no decision and no certificate below three stars."""


@dataclass(frozen=True, kw_only=True)
class RecognitionFacts:
    """One recognition as a source knows it: the decision lies between `earliest` and `latest`, both None when unknown."""

    stars: int | None
    level: str | None = None
    issuer: str | None = None
    decision_number: str | None = None
    decision_precision: str | None = None
    earliest: date | None = None
    latest: date | None = None
    stated_expiry: str | None = None
    stated_expired: bool = False
    five_star_candidate: bool = False
    last_seen: date | None = None
    source: str | None = None
    note: str | None = None


def recognised_stars(stars: int | None, *, proposed: bool) -> int | None:
    """The stars of a recognition; None for five that the province only proposed: the ministry gives them (Decision 148/QĐ-TTg)."""
    return None if proposed and stars == HIGHEST else stars


PRECISIONS = frozenset(Precision)

FACTS = tuple(one.name for one in fields(RecognitionFacts))


@dataclass(frozen=True)
class Decided:
    """The three columns that keep a date with its precision."""

    earliest: date | None
    latest: date | None
    precision: str | None


def decided(when: PartialDate | None) -> Decided:
    """A date as it is kept."""
    return Decided(when.earliest(), when.latest(), when.precision.value) if when else Decided(None, None, None)


def written(earliest: date | None, precision: str | None) -> PartialDate | None:
    """The date again, where it is known to the day, the month or the year; None for a range and for nothing."""
    if earliest is None or precision not in PRECISIONS:
        return None
    known = Precision(precision)
    if known is Precision.YEAR:
        return PartialDate(earliest.replace(month=1, day=1), known)
    return PartialDate(earliest.replace(day=1) if known is Precision.MONTH else earliest, known)


def expiry(stated: str | None, when: PartialDate | None, *, months: int = EDITION_148.months) -> PartialDate | None:
    """The end as a register writes it: what a source states, else so many months after a decision of that precision."""
    if stated:
        return PartialDate.parse(stated)
    return PartialDate(add_months(when.first, months), when.precision) if when else None
