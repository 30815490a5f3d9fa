"""The rows of the annexes (document 2), out of the year's registrations, the budget and the calendar."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from ocop.core.text.dates import day
from ocop.paperwork.forms.plan_annexes import Annexes, CalendarEntry, FundingLine, NewProduct, Reassessment, Upgrade
from ocop.plans.models import PlanActivity, PlanBudgetLine
from ocop.plans.rules import Source
from ocop.products.models import Product
from ocop.recognition.models import Recognition
from ocop.registrations.models import Registration
from ocop.registrations.rules import Kind
from ocop.tenancy.units import KIND_NAMES

SOURCE_NAMES = {
    Source.CENTRAL: "Trung ương",
    Source.PROVINCE: "Tỉnh",
    Source.DISTRICT: "Cấp huyện",
    Source.COUNTERPART: "Đối ứng",
    Source.OTHER: "Nguồn khác",
}


def annexes(
    registrations: Sequence[Registration],
    recognitions: Mapping[int, Recognition],
    budget: Sequence[PlanBudgetLine],
    calendar: Sequence[PlanActivity],
    *,
    year: int,
) -> Annexes:
    """All five annexes; the press leaves the empty ones out and numbers the rest."""
    of_kind = {kind: [one for one in registrations if one.kind is kind] for kind in Kind}
    return Annexes(
        new=tuple(_new(one) for one in of_kind[Kind.NEW]),
        upgrades=tuple(_upgrade(one, recognitions.get(one.product_id)) for one in of_kind[Kind.UPGRADE]),
        reassessments=tuple(_again(one, recognitions.get(one.product_id)) for one in of_kind[Kind.REASSESSMENT]),
        funding=tuple(FundingLine(line.purpose, SOURCE_NAMES[line.source], line.amount) for line in _by_source(budget)),
        calendar=tuple(CalendarEntry(one.content, one.period, one.in_charge, one.cooperating) for one in calendar),
        programme=f"năm {year}",
    )


def present(of: Annexes) -> int:
    """How many annexes the plan carries."""
    return sum(map(bool, (of.new, of.upgrades, of.reassessments, of.funding, of.calendar)))


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


def _new(one: Registration) -> NewProduct:
    product = one.product
    return NewProduct(
        product.name, producer_name(product), place(product), set_name(product), one.expected_stars, one.note or ""
    )


def _upgrade(one: Registration, recognition: Recognition | None) -> Upgrade:
    product = one.product
    return Upgrade(
        product.name,
        producer_name(product),
        place(product),
        set_name(product),
        recognition.stars if recognition else None,
        one.expected_stars,
        one.note or "",
    )


def _again(one: Registration, recognition: Recognition | None) -> Reassessment:
    product = one.product
    return Reassessment(
        product.name,
        producer_name(product),
        place(product),
        set_name(product),
        recognition.stars if recognition else None,
        _decision(recognition) if recognition else None,
        between(recognition.expires_earliest, recognition.expires_latest) if recognition else None,
        one.note or "",
    )


def producer_name(product: Product) -> str | None:
    """The maker's name; None prints as a blank where no source names one."""
    return product.producer.name or None


def place(product: Product) -> str | None:
    """The commune by its kind: "Phường Phú Hài"."""
    commune = product.producer.commune
    if commune is None:
        return None
    kind = KIND_NAMES[commune.kind]
    return f"{kind[:1].upper()}{kind[1:]} {commune.name}"


def set_name(product: Product) -> str | None:
    """The product set of the rubric."""
    return product.product_set.name if product.product_set else None


def _decision(recognition: Recognition) -> str | None:
    when = between(recognition.earliest, recognition.latest)
    if recognition.decision_number:
        return f"{recognition.decision_number} ngày {when}" if when else recognition.decision_number
    return when


def _by_source(budget: Iterable[PlanBudgetLine]) -> list[PlanBudgetLine]:
    """The lines so that the columns come out in the order of `Source`: the press takes them as they first appear."""
    order = list(Source)
    lines = list(budget)
    purposes = list(dict.fromkeys(line.purpose for line in lines))
    return sorted(lines, key=lambda line: (order.index(line.source), purposes.index(line.purpose)))
