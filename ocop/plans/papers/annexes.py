"""The rows of the annexes (document 2), out of the year's registrations, the budget and the calendar."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import Enum, auto

from ocop.core.text.dates import day
from ocop.paperwork.forms.plan_annexes import Annexes, CalendarEntry, FundingLine, NewProduct, Reassessment, Upgrade
from ocop.plans.models import PlanActivity, PlanBudgetLine
from ocop.plans.rules import Source
from ocop.registrations.queries import PlanLine, PlanLines

SOURCE_NAMES = {
    Source.CENTRAL: "Trung ương",
    Source.PROVINCE: "Tỉnh",
    Source.DISTRICT: "Cấp huyện",
    Source.COUNTERPART: "Đối ứng",
    Source.OTHER: "Nguồn khác",
}


def annexes(
    registered: PlanLines,
    budget: Sequence[PlanBudgetLine],
    calendar: Sequence[PlanActivity],
    *,
    year: int,
) -> Annexes:
    """All five annexes; the press leaves the empty ones out and numbers the rest."""
    return Annexes(
        new=tuple(map(_new, registered.new)),
        upgrades=tuple(map(_upgrade, registered.upgrade)),
        reassessments=tuple(map(_again, registered.reassessment)),
        funding=tuple(FundingLine(line.purpose, SOURCE_NAMES[line.source], line.amount) for line in _by_source(budget)),
        calendar=tuple(CalendarEntry(one.content, one.period, one.in_charge, one.cooperating) for one in calendar),
        programme=f"năm {year}",
    )


def present(of: Annexes) -> int:
    """How many annexes the plan carries."""
    return sum(map(bool, (of.new, of.upgrades, of.reassessments, of.funding, of.calendar)))


class Drawn(Enum):
    """The records out of which an annex is drawn."""

    REGISTERED = auto()
    MONEY = auto()
    CALENDAR = auto()


def drawn_from(of: Annexes) -> list[Drawn]:
    """For each annex that the plan carries, in the order of the paper, the records behind it."""
    rows = (
        (of.new, Drawn.REGISTERED),
        (of.upgrades, Drawn.REGISTERED),
        (of.reassessments, Drawn.REGISTERED),
        (of.funding, Drawn.MONEY),
        (of.calendar, Drawn.CALENDAR),
    )
    return [records for carried, records in rows if carried]


def between(earliest: date | None, latest: date | None) -> str | None:
    """A date that its source knows only roughly, in words: the day, the month, or the two ends; None when unknown."""
    if earliest is None or latest is None:
        return None
    if earliest == latest:
        return day(earliest)
    if (earliest.year, earliest.month) == (latest.year, latest.month):
        return f"Tháng {earliest.month:02d}/{earliest.year}"
    if earliest.year == latest.year and (earliest.month, latest.month) == (1, 12):
        return f"Năm {earliest.year}"
    return f"{day(earliest)} - {day(latest)}"


def _new(one: PlanLine) -> NewProduct:
    return NewProduct(
        one.product,
        _named(one.producer),
        _capitalised(one.commune),
        one.product_set or None,
        one.expected_stars,
        one.note or "",
    )


def _upgrade(one: PlanLine) -> Upgrade:
    return Upgrade(
        one.product,
        _named(one.producer),
        _capitalised(one.commune),
        one.product_set or None,
        one.present_stars,
        one.expected_stars,
        one.note or "",
    )


def _again(one: PlanLine) -> Reassessment:
    return Reassessment(
        one.product,
        _named(one.producer),
        _capitalised(one.commune),
        one.product_set or None,
        one.present_stars,
        _decision(one),
        between(one.expires_earliest, one.expires_latest),
        one.note or "",
    )


def _named(producer: str) -> str | None:
    """The maker; one whom no source names is kept as dots and counts as unknown."""
    return producer if producer.strip("…. ") else None


def _capitalised(commune: str) -> str | None:
    """ "Phường Phú Hài" in a cell of its own; None prints as a blank."""
    return commune[:1].upper() + commune[1:] or None


def _decision(one: PlanLine) -> str | None:
    when = between(one.recognised_earliest, one.recognised_latest)
    if one.decision_number:
        return f"{one.decision_number} ngày {when}" if when else one.decision_number
    return when


def _by_source(budget: Iterable[PlanBudgetLine]) -> list[PlanBudgetLine]:
    """The lines so that the columns come out in the order of `Source`: the press takes them as they first appear."""
    order = list(Source)
    lines = list(budget)
    purposes = list(dict.fromkeys(line.purpose for line in lines))
    return sorted(lines, key=lambda line: (order.index(line.source), purposes.index(line.purpose)))
