"""Looking up the year's registrations; the survey and the support given have modules of their own."""

from ocop.registrations.queries.concerns import circumstances
from ocop.registrations.queries.desk import Twin, UnitLine, following, of_units, twins, waiting
from ocop.registrations.queries.plan import PlanLine, PlanLines, counts, for_plan
from ocop.registrations.queries.registry import FILTERS, SORTS, Line, all_listed, chosen, listed
from ocop.registrations.queries.year import (
    alive,
    cycle_of,
    due_again,
    due_count,
    of_product,
    recognised,
    registration,
    same,
    warning,
)

__all__ = [
    "FILTERS",
    "SORTS",
    "Line",
    "PlanLine",
    "PlanLines",
    "Twin",
    "UnitLine",
    "alive",
    "all_listed",
    "chosen",
    "circumstances",
    "counts",
    "cycle_of",
    "due_again",
    "due_count",
    "following",
    "for_plan",
    "listed",
    "of_product",
    "of_units",
    "recognised",
    "registration",
    "same",
    "twins",
    "waiting",
    "warning",
]
