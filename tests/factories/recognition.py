"""Recognitions as decisions gave them."""

from datetime import UTC, date, datetime

from ocop.audit import System
from ocop.products.models import Product
from ocop.recognition import services
from ocop.recognition.models import Recognition
from ocop.recognition.rules import RecognitionFacts

NOW = datetime(2024, 5, 13, 2, tzinfo=UTC)


def recognition(of: Product, on: date | None = date(2022, 1, 10), stars: int = 3, **facts: object) -> Recognition:
    """A recognition by a decision of a known day; without a day nothing is known of its time."""
    when = {"earliest": on, "latest": on, "decision_precision": "day"} if on else {}
    said = RecognitionFacts(stars=stars, **(when | facts))  # type: ignore[arg-type]
    return services.record(of, said, by=System(), now=NOW)
