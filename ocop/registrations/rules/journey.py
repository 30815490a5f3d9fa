"""What is done for a registered product: the steps it went through, and the support it was given."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from datetime import date

PLACE = ", mục "


@dataclass(frozen=True, kw_only=True)
class SupportFacts:
    """One piece of help as the officer writes it; `amount` in đồng."""

    kind_id: int
    dated: date | None = None
    what: str | None = None
    money_source: str | None = None
    amount: int | None = None
    done: bool = False


SUPPORT_FACTS = tuple(one.name for one in fields(SupportFacts))


@dataclass(frozen=True, kw_only=True)
class StepFacts:
    """When a step was carried out, and by whom."""

    done_on: date
    done_by: str
    note: str | None = None


@dataclass(frozen=True)
class Sums:
    """What a product got: pieces planned, pieces given, đồng of those given; None when no amount is known."""

    planned: int
    given: int
    amount: int | None


def sums(pieces: Collection[tuple[bool, int | None]]) -> Sums:
    """Adds pieces of (given, amount) up; amounts nobody noted count as unknown, not as nothing."""
    known = [amount for given, amount in pieces if given and amount is not None]
    given = sum(given for given, _amount in pieces)
    return Sums(len(pieces) - given, given, sum(known) if known else None)


def by_document(sources: Iterable[str]) -> str:
    """Sources with each document named once: "Kế hoạch số 9/KH-UBND, mục III.1.a, III.1.d; Quyết định số 148/QĐ-TTg"."""
    places: dict[str, list[str]] = {}
    for one in "; ".join(sources).split("; "):
        document, _, place = one.partition(PLACE)
        known = places.setdefault(document, [])
        known += [part for part in place.split(" và ") if part and part not in known]
    return "; ".join(document + (PLACE + ", ".join(found) if found else "") for document, found in places.items())
