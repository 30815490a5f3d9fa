"""What the unit's records know of the year: registrations, recognitions, targets, milestones, money."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import func, select

from ocop.core.db import db
from ocop.core.text.dates import day
from ocop.documents.models import Document
from ocop.plans.models import Plan, PlanActivity, PlanBudgetLine
from ocop.plans.rules.deriving import BLANK, Facts
from ocop.producers.models import Producer
from ocop.producers.rules import LegalForm
from ocop.programme import queries as programme
from ocop.programme.models import Cycle
from ocop.recognition import queries as recognition
from ocop.recognition.models import Recognition
from ocop.recognition.rules import RUNNING, Standing
from ocop.registrations.models import Registration
from ocop.registrations.rules import IN_PLAN
from ocop.registrations.rules import Kind as Registered
from ocop.registrations.rules import State as RegistrationState
from ocop.tenancy import Kind, Workspace, units
from ocop.tenancy.units import KIND_NAMES

NOT_IN_PLAN = frozenset(RegistrationState) - IN_PLAN
COMMUNE_KINDS = (Kind.COMMUNE, Kind.WARD, Kind.TOWNSHIP, Kind.SPECIAL_ZONE)


def registered_counts(cycle_id: int) -> Mapping[str, int]:
    """How many registrations of each kind belong into the plan; kinds without any count as 0."""
    rows = db.session.execute(
        select(Registration.kind, func.count(Registration.id))
        .where(Registration.cycle_id == cycle_id, Registration.state.in_(IN_PLAN))
        .group_by(Registration.kind)
    )
    counted = {kind.value: 0 for kind in Registered}
    return counted | {kind.value: number for kind, number in rows}


def funding_total(plan_id: int) -> int | None:
    """All money of the plan in đồng; None while no line is filled in."""
    return db.session.scalar(select(func.sum(PlanBudgetLine.amount)).where(PlanBudgetLine.plan_id == plan_id))


def unit_facts(cycle: Cycle, *, unit: Workspace, on: date, plan: Plan | None = None) -> Facts:
    """Everything a plan's text is filled with, as the records stand on a day."""
    counts = registered_counts(cycle.id)
    funding = funding_total(plan.id) if plan else None
    body = units.body(unit.id, "ubnd", on)
    communes = units.communes(unit.id, on)
    recognitions = recognition.ending_by(date.max, today=on)
    standings = Counter(row.standing_on(on) for row in recognitions)
    known = Standing.UNKNOWN not in standings and not any(_may_have_ended(row, on) for row in recognitions)
    producers = {row.product.producer_id: row.product.producer for row in recognitions}
    return Facts(
        unit=unit.full_name,
        kind=unit.kind.value,
        kind_word=KIND_NAMES[unit.kind],
        division=unit.division,
        province=units.by_id(cycle.unit_id).full_name,
        year=cycle.year,
        period=cycle.period,
        province_plan=_province_plan(cycle),
        funding_decisions=_short_citations(cycle.funding_bases),
        filed=body.filed,
        commune_kinds=_commune_kinds({commune.kind for commune in communes}),
        communes=len(communes),
        as_of=on,
        in_force=sum(standings[one] for one in RUNNING) if known else None,
        expired=standings[Standing.EXPIRED] if known else None,
        producers=len(producers),
        cooperatives=_certain(_is_cooperative(producer) for producer in producers.values()),
        registered=counts,
        targets=_targets(cycle.id),
        milestones={one.key: one.due for one in programme.milestones(cycle.id)},
        funding=funding,
        submission=_submission(unit, plan, on),
        annexes=_annexes(counts, funding, plan),
    )


def citations(keys: str) -> dict[str, str]:
    """The legal bases of a list of keys joined by commas, in full, by key."""
    return {row.key: row.citation for row in programme.legal_bases(keys.split(","))}


def _may_have_ended(row: Recognition, on: date) -> bool:
    """Whether the day lies between the earliest and the latest end that the sources allow."""
    return (
        row.expires_earliest is not None
        and row.expires_latest is not None
        and row.expires_earliest < on <= row.expires_latest
    )


def _certain(answers: Iterable[bool | None]) -> int | None:
    """How many are true; None as soon as one is not known."""
    counted = Counter(answers)
    return None if counted[None] else counted[True]


def _is_cooperative(producer: Producer) -> bool | None:
    return None if producer.legal_form is None else producer.legal_form is LegalForm.COOPERATIVE


def _targets(cycle_id: int) -> dict[str, int | None]:
    answered = programme.unit_targets(cycle_id)
    return {
        target.key: answered[target.id].registered if target.id in answered else None
        for target in programme.targets(cycle_id)
    }


def _province_plan(cycle: Cycle) -> str | None:
    milestone = programme.milestone(cycle.id, programme.PLAN_ISSUED)
    basis = milestone.legal_basis if milestone else None
    return _short(basis.citation) if basis else None


def _short_citations(keys: str) -> str | None:
    return ", ".join(_short(row.citation) for row in programme.legal_bases(keys.split(","))) or None


def _short(citation: str) -> str:
    """Kind, number and date without the issuer: "Kế hoạch số 1578/KH-UBND ngày 02/5/2024"."""
    return citation.split(" của ", 1)[0]


def _commune_kinds(kinds: set[Kind]) -> str:
    return ", ".join(KIND_NAMES[kind] for kind in COMMUNE_KINDS if kind in kinds) or BLANK


def _submission(unit: Workspace, plan: Plan | None, on: date) -> str | None:
    """How the plan cites the division's tờ trình; its number and date are blanks until it has them."""
    document = db.session.get(Document, plan.submission_id) if plan and plan.submission_id else None
    if document is not None:
        return f"Tờ trình số {document.number or BLANK}/{document.symbol} ngày {_dated(document)}"
    division = next((body for body in units.bodies(unit.id, on) if body.kind == "division"), None)
    return f"Tờ trình số {BLANK}/TTr-{division.symbol} ngày {BLANK}" if division else None


def _dated(document: Document) -> str:
    return day(document.dated) if document.dated else BLANK


def _annexes(counts: Mapping[str, int], funding: int | None, plan: Plan | None) -> frozenset[str]:
    present = {kind for kind, number in counts.items() if number}
    if funding is not None:
        present.add("funding")
    if plan is None or db.session.scalar(select(func.count(PlanActivity.id)).where(PlanActivity.plan_id == plan.id)):
        present.add("calendar")
    return frozenset(present)
