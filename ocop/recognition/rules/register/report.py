"""The report of an import, one entry a row, as `import-products --report` writes it."""

from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from itertools import groupby
from typing import TypedDict

from ocop.recognition.rules.register.columns import Field
from ocop.recognition.rules.register.lines import Ignored
from ocop.recognition.rules.register.verdicts import Outcome, Verdict


class ReportRow(TypedDict):
    """`row` as Excel numbers it; `date` the first day that the last recognition may be of, ISO."""

    row: int
    outcome: str
    product: str
    producer: str
    stars: int | None
    date: str | None
    date_precision: str | None
    commune_code: str | None
    messages: list[str]


def report_row(outcome: Outcome) -> ReportRow:
    line = outcome.line
    last = line.last_recognition
    when = last.date if last else None
    return ReportRow(
        row=line.row,
        outcome=outcome.verdict.value,
        product=line.product or _shown(outcome, Field.PRODUCT),
        producer=line.producer or _shown(outcome, Field.PRODUCER),
        stars=line.stars,
        date=when.first.isoformat() if when else None,
        date_precision=when.precision.value if when else None,
        commune_code=line.commune_code or None,
        messages=[*(str(question.message) for question in outcome.questions), *map(str, outcome.messages)],
    )


def _shown(outcome: Outcome, of: Field) -> str:
    """The text that was not understood, so that the row can be found again."""
    return next((question.shown for question in outcome.questions if question.field is of), "")


def ignored_row(ignored: Ignored) -> ReportRow:
    """A total, signature or section title: refused with its reason, so that every row of the file is accounted for."""
    return ReportRow(
        row=ignored.row,
        outcome=Verdict.REFUSED.value,
        product="",
        producer="",
        stars=None,
        date=None,
        date_precision=None,
        commune_code=None,
        messages=[f"{ignored.reason} {ignored.text}"],
    )


def report(outcomes: Iterable[Outcome], ignored: Sequence[Ignored] = ()) -> Iterator[ReportRow]:
    """The rows in the order of the file, sheet by sheet; headings repeated below the first are left out.

    Both come in the order of the file. Sheets without a single product come last.
    """
    told = set()
    for sheet, of_sheet in groupby(outcomes, lambda one: one.line.sheet):
        told.add(sheet)
        judged = ((one.line.row, report_row(one)) for one in of_sheet)
        beside = ((one.row, ignored_row(one)) for one in ignored if one.sheet == sheet and not one.of_heading)
        yield from (row for _, row in merge(judged, beside, key=lambda entry: entry[0]))
    yield from (ignored_row(one) for one in ignored if one.sheet not in told and not one.of_heading)
