"""Paper against its floor: the same page drawn by hand on ReportLab's canvas with the same faces and the same code.

`make bench` prints the table; the assertions are the promises, as ratios within one run and in time of the processor, so
that a busy machine does not break them: three pages ≤ 1.4 × the canvas, a row of an annex ≤ 1.1 ×, and flat.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import groupby

import pytest
import segno
from pytest_benchmark.fixture import BenchmarkFixture
from reportlab.pdfgen.canvas import Canvas

from ocop.paperwork import Document, Rendition, render_pdf
from ocop.paperwork.forms.plan_annexes import Annexes, PlanAnnexes
from ocop.paperwork.scans import payload
from tests.paperwork import reading, samples

CODE = payload("https://ocop.example.vn", "a2b3c4d5e6f7", "09af42")
SIGNING = Rendition.for_signature(qr=CODE)
MOST_OF_CANVAS = 1.4
MOST_OF_CANVAS_A_ROW = 1.1
FLAT = 1.5
FACES = {"Tinos": "Tinos-Regular", "Tinos-Bold": "Tinos-Bold", "Tinos-Italic": "Tinos-Italic"}


@dataclass(frozen=True)
class Placed:
    """A line of text with everything that layout had to find out."""

    x: float
    y: float
    text: str
    face: str
    size: float
    stretch: float


def three_pages() -> Document:
    sections = samples.city_plan().sections
    return samples.city_plan(annexes=Annexes(), sections=sections[:3])


@cache
def code_runs() -> list[tuple[float, float, float, float]]:
    """The dark runs of the code in points."""
    modules = segno.make(CODE, error="m", micro=False).matrix
    side = 48.0 / len(modules)
    runs = []
    for row, dark in enumerate(modules):
        column = 0
        for colour, run in groupby(dark):
            length = len(list(run))
            if colour:
                runs.append((column * side, 48 - (row + 1) * side, length * side, side))
            column += length
    return runs


def by_hand(pages: list[tuple[list[Placed], list[reading.Box]]]) -> bytes:
    """What is left when nothing has to be measured or broken: drawString, line, and the code as one form."""
    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=1, pageCompression=1, initialFontName="Tinos-Regular")
    canvas.beginForm("code", 0, 0, 48, 48)
    path = canvas.beginPath()
    for x, y, length, side in code_runs():
        path.rect(x, y, length, side)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.endForm()
    for lines, boxes in pages:
        for line in lines:
            canvas.setFont(line.face, line.size)
            canvas.drawString(line.x, line.y, line.text, wordSpace=line.stretch)
        for box in boxes:
            canvas.line(
                box.x0 * reading.MM, 842 - box.top * reading.MM, box.x1 * reading.MM, 842 - box.top * reading.MM
            )
        canvas.saveState()
        canvas.translate(85, 14)
        canvas.doForm("code")
        canvas.restoreState()
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


@pytest.fixture(scope="module")
def drawn() -> list[tuple[list[Placed], list[reading.Box]]]:
    return placed(three_pages())


def placed(document: Document) -> list[tuple[list[Placed], list[reading.Box]]]:
    """The lines and boxes of a document where the press put them."""
    pages = reading.pages(render_pdf(document, SIGNING))
    return [([_placed(line) for line in page.lines], page.boxes) for page in pages]


def _placed(line: reading.Line) -> Placed:
    face = FACES.get(line.face, "Tinos-BoldItalic")
    return Placed(line.x0 * reading.MM, 842 - line.baseline * reading.MM, line.text, face, line.size, 0.5)


def best(work: Callable[[], object], rounds: int = 30) -> float:
    """Seconds of the processor in the fastest of many runs."""
    times = []
    gc.disable()
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
        gc.collect()
    gc.enable()
    return min(times)


@pytest.mark.benchmark(group="a three-page document")
def test_three_pages_drawn_by_hand(
    benchmark: BenchmarkFixture, drawn: list[tuple[list[Placed], list[reading.Box]]]
) -> None:
    benchmark(by_hand, drawn)


@pytest.mark.benchmark(group="a three-page document")
def test_three_pages_from_the_press(benchmark: BenchmarkFixture) -> None:
    document = three_pages()

    benchmark(render_pdf, document, SIGNING)


@pytest.mark.benchmark(group="an annex")
@pytest.mark.parametrize("rows", [100, 1_000, 10_000])
def test_an_annex_of_many_rows(benchmark: BenchmarkFixture, rows: int) -> None:
    document = PlanAnnexes(samples.CITY, 2024, samples.many_products(rows))

    benchmark.pedantic(render_pdf, (document, SIGNING), rounds=3, warmup_rounds=1)


def test_the_press_costs_at_most_two_fifths_more_than_the_canvas(
    drawn: list[tuple[list[Placed], list[reading.Box]]],
) -> None:
    document = three_pages()
    assert len(drawn) == 3

    floor, ours = best(lambda: by_hand(drawn)), best(lambda: render_pdf(document, SIGNING))

    print(f"\ncanvas {floor * 1e3:.1f} ms, press {ours * 1e3:.1f} ms, ratio {ours / floor:.2f}")  # noqa: T201 - the table of `make bench`
    assert ours <= MOST_OF_CANVAS * floor


def test_a_row_costs_the_same_in_a_long_annex_as_in_a_short_one() -> None:
    sizes = (100, 1_000, 10_000)
    documents = [PlanAnnexes(samples.CITY, 2024, samples.many_products(rows)) for rows in sizes]

    by_canvas = [placed(one) for one in documents[:2]]

    few, many = (best(lambda one=one: by_hand(one), 5) for one in by_canvas)  # type: ignore[misc]
    short, middle, long = (best(lambda one=one: render_pdf(one, SIGNING), 3) for one in documents)  # type: ignore[misc]

    floor, early, late = (many - few) / 900, (middle - short) / 900, (long - middle) / 9_000
    print(  # noqa: T201 - as above
        f"\ncanvas {floor * 1e6:.0f} µs a row, press {early * 1e6:.0f} to 1,000 rows, {late * 1e6:.0f} from there to 10,000"
    )
    assert max(early, late) <= MOST_OF_CANVAS_A_ROW * floor
    assert late <= early * FLAT
