"""For whom the law asks for what: product sets, kinds of registration, legal forms, stars, editions."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from ocop.producers.rules import LegalForm
from ocop.registrations.rules import Kind

RANGE = re.compile(r"(\d{1,2})(?:-(\d{1,2}))?", re.ASCII)


class Asked(Protocol):
    """A requirement, as far as it matters here for whom it is; see `models.Requirement`."""

    key: str
    position: int
    sets: str
    kinds: str
    legal_forms: str
    mandatory_from: int | None
    effective_from: date
    effective_to: date | None


Row = TypeVar("Row", bound=Asked)


@dataclass(frozen=True, kw_only=True)
class RequirementFacts:
    """A requirement as the data file states it; the fields are those of `models.Requirement`."""

    code: str
    key: str
    edition: str
    position: int
    criterion: str
    title: str
    proves: str
    sets: str
    kinds: str
    legal_forms: str
    mandatory_from: int | None
    paper: str
    signed: bool
    handed_over: bool
    of_one_product: bool
    warning_days: int
    warning_source: str
    source: str
    standing: str
    effective_from: date
    effective_to: date | None
    note: str


@dataclass(frozen=True)
class Case:
    """Whose dossier it is. An unknown legal form is asked for what any form is asked for."""

    product_set: int
    kind: Kind
    legal_form: LegalForm | None
    stars: int | None


def sets(text: str) -> frozenset[int]:
    """The numbers of product sets in "1-4 7 18": empty means all of them. Raises ValueError."""
    found: set[int] = set()
    for part in text.split():
        ends = RANGE.fullmatch(part)
        if ends is None:
            raise ValueError(text)
        first, last = int(ends[1]), int(ends[2] or ends[1])
        found.update(range(first, last + 1))
    return frozenset(found)


def in_force(row: Asked, on: date) -> bool:
    """Whether the edition that a requirement belongs to holds on a day; both ends count."""
    return row.effective_from <= on and (row.effective_to is None or on <= row.effective_to)


def meant(row: Asked, case: Case) -> bool:
    """Whether a requirement speaks of such a case at all."""
    of_set = not row.sets or case.product_set in sets(row.sets)
    of_kind = not row.kinds or case.kind.value in row.kinds.split()
    of_form = not row.legal_forms or case.legal_form is None or case.legal_form.value in row.legal_forms.split()
    return of_set and of_kind and of_form


def mandatory(mandatory_from: int | None, stars: int | None) -> bool:
    """Whether it must be there for the stars that are aimed at; nobody aims at fewer than three."""
    return mandatory_from is not None and mandatory_from <= (stars or 3)


def checklist(rows: Iterable[Row], case: Case, on: date) -> Sequence[Row]:
    """The requirements of a case on a day in the order of the criteria, each kind once: of two, the stricter one."""
    chosen: dict[str, Row] = {}
    for row in rows:
        if not in_force(row, on) or not meant(row, case):
            continue
        known = chosen.get(row.key)
        if known is None or _strictness(row) < _strictness(known):
            chosen[row.key] = row
    return sorted(chosen.values(), key=lambda row: row.position)


def edition_day(today: date, *, opened_on: date, ends_on: date) -> date:
    """The day whose edition counts: the day on which the dossier is begun, but always a day of its year's programme."""
    return min(max(today, opened_on), ends_on)


def _strictness(row: Asked) -> tuple[int, int]:
    return (row.mandatory_from if row.mandatory_from is not None else 9, row.position)
