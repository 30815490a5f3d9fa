"""From a template and what the records know to the text of a plan. What nobody knows stays a dotted blank, never a guess."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ocop.core.text.dates import day
from ocop.core.text.money import dong
from ocop.plans.rules.template import PLACEHOLDER, PLACEHOLDERS, Part, Template, UnknownPlaceholder

BLANK = "……"
COUNTED = ("n_new", "n_upgrade", "n_reassessment")
"""A line that speaks of none of these products is left out."""

OPENING = "opening"
CLOSING = "closing"
"""The words before the first section and after the last: sections without a heading."""

ANNEX_ORDER = ("new", "upgrade", "reassessment", "funding", "calendar")
REGISTERED_TARGETS = {
    "new_products": "n_new",
    "upgraded_products": "n_upgrade",
    "reassessed_products": "n_reassessment",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a plan's text is filled with. None is unknown and prints as a blank; zero is known."""

    unit: str
    kind: str
    kind_word: str
    division: str | None
    province: str
    year: int
    period: str | None
    province_plan: str | None
    funding_decisions: str | None
    filed: str
    commune_kinds: str
    communes: int
    as_of: date
    in_force: int | None
    expired: int | None
    producers: int | None
    cooperatives: int | None
    registered: Mapping[str, int]
    targets: Mapping[str, int | None]
    milestones: Mapping[str, date]
    funding: int | None
    submission: str | None
    annexes: frozenset[str]


@dataclass(frozen=True, slots=True)
class DerivedSection:
    key: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Derived:
    """The text of a plan as the template and the records make it, the sections between `OPENING` and `CLOSING`.

    `bases` and `recipients` have one entry a line.
    """

    subject: str
    bases: str
    sections: tuple[DerivedSection, ...]
    recipients: str
    filed: str


def derive(template: Template, facts: Facts, *, citations: Mapping[str, str]) -> Derived:
    """The plan's text; `citations` gives the legal bases by their keys in full, an unknown one is left out."""
    known = values(template, facts)
    sections = tuple(
        DerivedSection(piece.key, fill(piece.heading, known), _section(template, piece.text, facts, known))
        for piece in template.all(Part.SECTION)
    )
    return Derived(
        subject=fill(template.text(Part.SUBJECT), known),
        bases="\n".join(
            f"Căn cứ {citations[piece.key]}" for piece in template.all(Part.BASIS) if piece.key in citations
        ),
        sections=(
            DerivedSection(OPENING, "", fill(template.text(Part.OPENING), known)),
            *sections,
            DerivedSection(CLOSING, "", fill(template.text(Part.CLOSING), known)),
        ),
        recipients="\n".join(fill(line, known) for line in template.texts(Part.RECIPIENT)),
        filed=fill(template.text(Part.FILED), known),
    )


def values(template: Template, facts: Facts) -> Mapping[str, str]:
    """The words for the placeholders that the facts can fill; those that are missing are blanks."""
    words = next((one for one in template.all(Part.KIND) if one.key == facts.kind), None)
    known: dict[str, str | None] = {
        "unit": facts.unit,
        "Unit": facts.unit[:1].upper() + facts.unit[1:],
        "UNIT": facts.unit.upper(),
        "kind": facts.kind_word,
        "division": facts.division,
        "trade_division": words.heading if words else None,
        "party": words.text if words else None,
        "filed": facts.filed,
        "year": str(facts.year),
        "period": facts.period,
        "province": facts.province,
        "province_plan": facts.province_plan,
        "funding_decisions": facts.funding_decisions,
        "commune_kinds": facts.commune_kinds,
        "n_communes": count(facts.communes),
        "as_of": day(facts.as_of),
        "n_in_force": count(facts.in_force),
        "n_expired": count(facts.expired),
        "n_producers": count(facts.producers),
        "n_cooperatives": count(facts.cooperatives),
        "n_new": count(facts.registered.get("new")),
        "n_upgrade": count(facts.registered.get("upgrade")),
        "n_reassessment": count(facts.registered.get("reassessment")),
        "n_trainees": count(facts.targets.get("trainees")),
        "district_assessment": _day(facts.milestones.get("district_assessment")),
        "province_assessment": _day(facts.milestones.get("province_assessment")),
        "funding_total": dong(facts.funding) if facts.funding is not None else f"{BLANK} đồng",
        "submission": facts.submission,
    }
    known |= annex_mentions(facts.annexes)
    return {name: text for name, text in known.items() if text is not None}


def fill(text: str, known: Mapping[str, str]) -> str:
    """The text with its placeholders filled; a placeholder without a value becomes a blank, an unheard-of one is refused."""
    for name in PLACEHOLDER.findall(text):
        if name not in PLACEHOLDERS:
            raise UnknownPlaceholder(name)
    return PLACEHOLDER.sub(lambda found: known.get(found[1], BLANK), text)


def count(number: int | None) -> str | None:
    """A count in running text: "05", "12" (Decree 30/2020 has counts below ten with a leading zero)."""
    return None if number is None else f"{number:02d}"


def annex_mentions(present: frozenset[str]) -> dict[str, str | None]:
    """How the text refers to each annex, as the press will number them: " (Phụ lục II)", "" for one that is left out."""
    marks = annex_marks(present)
    return {f"annex_{name}": f" ({marks[name]})" if name in marks else "" for name in ANNEX_ORDER}


def annex_marks(present: frozenset[str]) -> dict[str, str]:
    """ "Phụ lục I" … of the annexes that have rows; a single one bears no numeral (Decree 30/2020, Annex I, III.1)."""
    carried = [name for name in ANNEX_ORDER if name in present]
    if len(carried) == 1:
        return {carried[0]: "Phụ lục"}
    return {name: f"Phụ lục {numeral}" for name, numeral in zip(carried, ("I", "II", "III", "IV", "V"), strict=False)}


def _day(due: date | None) -> str | None:
    return None if due is None else day(due)


def _section(template: Template, text: str, facts: Facts, known: Mapping[str, str]) -> str:
    lines = (line for line in text.splitlines() if not _speaks_of_nothing(line, facts))
    whole = "\n".join(lines)
    targets = "\n".join(_targets(template, facts, known))
    assignments = "\n".join(_assignments(template, facts, known))
    return fill(whole, {**known, "targets": targets, "assignments": assignments}).strip()


def _speaks_of_nothing(line: str, facts: Facts) -> bool:
    counts = {name: facts.registered.get(name.removeprefix("n_")) for name in COUNTED}
    return any(counts.get(name) == 0 for name in PLACEHOLDER.findall(line))


def _targets(template: Template, facts: Facts, known: Mapping[str, str]) -> Iterator[str]:
    """The lines of the targets: registrations count themselves, the rest is what the unit registered."""
    for piece in template.all(Part.TARGET):
        counted = REGISTERED_TARGETS.get(piece.key)
        value = facts.registered.get(counted.removeprefix("n_")) if counted else facts.targets.get(piece.key)
        if value == 0 and piece.omit_when_zero:
            continue
        yield fill(piece.text, {**known, "value": count(value) or BLANK})


def _assignments(template: Template, facts: Facts, known: Mapping[str, str]) -> Iterator[str]:
    for place, owner in enumerate(template.all(Part.ASSIGNMENT, kind=facts.kind), start=1):
        yield f"{place}. {fill(owner.heading, known)}"
        for task in template.all(Part.TASK, kind=facts.kind):
            if task.key == owner.key:
                yield f"- {fill(task.text, known)}"
