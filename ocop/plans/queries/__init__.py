"""Looking plans up: the plan with all its parts, what the records know of the year, and all units at a glance."""

from ocop.plans.queries.clocks import Clocks, clocks
from ocop.plans.queries.guidance import arrival, province_text
from ocop.plans.queries.late import LateRow, late_units
from ocop.plans.queries.overview import PlanRow, overview, overview_of
from ocop.plans.queries.plans import (
    activities,
    budget,
    checks,
    comments,
    first_plan,
    last_ordinal,
    latest_plan,
    makers,
    open_reasons,
    open_successor,
    plan,
    plan_of_document,
    plans,
    reason,
    receipt,
    section,
    sections,
    successor,
    version,
    versions,
)
from ocop.plans.queries.records import (
    citations,
    funding_total,
    registered_counts,
    unit_facts,
)
from ocop.plans.queries.templates import template

__all__ = [
    "Clocks",
    "LateRow",
    "PlanRow",
    "activities",
    "arrival",
    "budget",
    "checks",
    "citations",
    "clocks",
    "comments",
    "first_plan",
    "funding_total",
    "last_ordinal",
    "late_units",
    "latest_plan",
    "makers",
    "open_reasons",
    "open_successor",
    "overview",
    "overview_of",
    "plan",
    "plan_of_document",
    "plans",
    "province_text",
    "reason",
    "receipt",
    "registered_counts",
    "section",
    "sections",
    "successor",
    "template",
    "unit_facts",
    "version",
    "versions",
]
