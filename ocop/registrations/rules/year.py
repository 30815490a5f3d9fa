"""Kinds and states of the year's registrations, what each kind needs, and what an officer must look at."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, timedelta
from enum import StrEnum

from ocop.products.rules import words_of


class Kind(StrEnum):
    """What a product is registered for: the three annexes of the plan."""

    NEW = "new"
    UPGRADE = "upgrade"
    REASSESSMENT = "reassessment"


class State(StrEnum):
    """How far a registration has come (`design.md`, section 4)."""

    IDEA = "idea"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    DOSSIER_COMPLETE = "dossier_complete"
    IN_ASSESSMENT = "in_assessment"
    RESULT = "result"
    WITHDRAWN = "withdrawn"
    NEVER_CARRIED_OUT = "never_carried_out"


TRANSITIONS: dict[State, frozenset[State]] = {
    State.IDEA: frozenset({State.DRAFT, State.WITHDRAWN}),
    State.DRAFT: frozenset({State.SUBMITTED, State.WITHDRAWN}),
    State.SUBMITTED: frozenset({State.DRAFT, State.ACCEPTED, State.REFUSED, State.WITHDRAWN}),
    State.ACCEPTED: frozenset({State.DOSSIER_COMPLETE, State.WITHDRAWN, State.NEVER_CARRIED_OUT}),
    State.REFUSED: frozenset({State.DRAFT}),
    State.DOSSIER_COMPLETE: frozenset({State.ACCEPTED, State.IN_ASSESSMENT, State.WITHDRAWN, State.NEVER_CARRIED_OUT}),
    State.IN_ASSESSMENT: frozenset({State.RESULT, State.NEVER_CARRIED_OUT}),
    State.RESULT: frozenset(),
    State.WITHDRAWN: frozenset({State.DRAFT}),
    State.NEVER_CARRIED_OUT: frozenset(),
}
"""What was refused or withdrawn may be mended and submitted again; the trail keeps the reasons."""

OPEN = frozenset({State.IDEA, State.DRAFT})
"""States in which the unit still edits."""

OVER = frozenset({State.REFUSED, State.WITHDRAWN, State.NEVER_CARRIED_OUT, State.RESULT})
"""States in which nothing more happens by itself."""

IN_PLAN = frozenset(State) - {State.IDEA, State.DRAFT, State.REFUSED, State.WITHDRAWN}
"""What the unit's plan lists in its annexes."""


SELECTED = IN_PLAN - {State.SUBMITTED, State.NEVER_CARRIED_OUT}
"""What the province took into the year's programme."""


def may_move(start: State, end: State) -> bool:
    """Whether a registration may pass from one state to the other."""
    return end in TRANSITIONS[start]


@dataclass(frozen=True, kw_only=True)
class RegistrationFacts:
    """What an officer writes down about a registration; stars 3 to 5, quarter 1 to 4."""

    expected_stars: int | None = None
    quarter: int | None = None
    support_needed: str | None = None
    note: str | None = None


FACTS = tuple(one.name for one in fields(RegistrationFacts))


@dataclass(frozen=True)
class Recognised:
    """The standing recognition of a product: its stars and its earliest possible end, None when unknown."""

    stars: int | None
    ends: date | None
    in_force: bool


class Obstacle(StrEnum):
    """Why a product cannot be registered as a kind."""

    STILL_RECOGNISED = "still_recognised"
    NEVER_RECOGNISED = "never_recognised"
    NOT_HIGHER = "not_higher"
    NOT_ENDING = "not_ending"


AHEAD = timedelta(days=180)
"""A recognition that ends so soon after the year is re-assessed within it, else a gap opens before the next round."""


def ending_by(year: int) -> date:
    """The last end of a recognition that is to be re-assessed in a year."""
    return date(year, 12, 31) + AHEAD


def obstacle(kind: Kind, recognised: Recognised | None, *, expected_stars: int | None, year: int) -> Obstacle | None:
    """What keeps a product from being registered as a kind in a year; None when nothing does.

    A product whose recognition has ended may be registered as new or for re-assessment. An unknown end counts as ending.
    """
    if kind is Kind.NEW:
        return Obstacle.STILL_RECOGNISED if recognised is not None and recognised.in_force else None
    if recognised is None:
        return Obstacle.NEVER_RECOGNISED
    if kind is Kind.UPGRADE:
        return None if _higher(expected_stars, recognised.stars) else Obstacle.NOT_HIGHER
    return Obstacle.NOT_ENDING if recognised.ends is not None and recognised.ends > ending_by(year) else None


class Concern(StrEnum):
    """What an officer must look at and answer before a registration is submitted."""

    NEAR_DUPLICATE = "near_duplicate"
    NEAR_DUPLICATE_ELSEWHERE = "near_duplicate_elsewhere"
    FRESH_OR_RAW = "fresh_or_raw"
    NAME_DIFFERS = "name_differs"
    NOT_IN_BUSINESS_LINES = "not_in_business_lines"
    NEVER_CARRIED_OUT = "never_carried_out"
    COMMUNE_UNKNOWN = "commune_unknown"
    STAMP_MISSING = "stamp_missing"


@dataclass(frozen=True, kw_only=True)
class Circumstances:
    """What the records say around a registration. `carried_out_not` names earlier years in which it came to nothing."""

    similar_own: tuple[str, ...] = ()
    similar_elsewhere: int = 0
    fresh_or_raw: bool = False
    names_agree: bool = True
    lines_cover: bool = True
    carried_out_not: tuple[int, ...] = ()
    commune_known: bool = True
    lacks_stamp_or_label: bool = False


def concerns(seen: Circumstances) -> Iterator[Concern]:
    """The concerns that the circumstances raise, in the order in which they are shown."""
    if seen.similar_own:
        yield Concern.NEAR_DUPLICATE
    if seen.similar_elsewhere:
        yield Concern.NEAR_DUPLICATE_ELSEWHERE
    if seen.fresh_or_raw:
        yield Concern.FRESH_OR_RAW
    if not seen.names_agree:
        yield Concern.NAME_DIFFERS
    if not seen.lines_cover:
        yield Concern.NOT_IN_BUSINESS_LINES
    if seen.carried_out_not:
        yield Concern.NEVER_CARRIED_OUT
    if not seen.commune_known:
        yield Concern.COMMUNE_UNKNOWN
    if seen.lacks_stamp_or_label:
        yield Concern.STAMP_MISSING


EMPTY_WORDS = frozenset(
    """
    san pham cac va khac che bien tu xuat kinh doanh ban buon le bao quan thuc dich vu hang loai nhu bang cho
    """.split()  # noqa: SIM905  words are read as words
)
"""Words, without accents, that stand in nearly every line of business and say nothing about a product."""


def lines_cover(lines: str | None, product: str, product_set: str | None) -> bool:
    """Whether the lines of business name the product or its set by at least one telling word; unknown lines are not judged.

    Words alone cannot say that a line covers a product, so a "no" is a question to the officer, never a refusal.
    """
    if not lines:
        return True
    named = (words_of(product) | words_of(product_set or "")) - EMPTY_WORDS
    return not named or bool(words_of(lines) & named)


def _higher(expected: int | None, now: int | None) -> bool:
    """Whether more stars are expected; where either figure is unknown nobody can say that they are not."""
    return expected is None or now is None or expected > now
