"""Who registers, as documents 4 to 6 ask about a producer and its product. What is not known prints as a blank."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ocop.paperwork.kit import wording
from ocop.paperwork.kit.story import Paragraph

ROOM = wording.DOTS * 9
"""About two lines to write on."""


@dataclass(frozen=True, slots=True)
class ProducerFacts:
    """`established` is the day of the business registration, `registration` its number."""

    name: str | None
    legal_form: str | None = None
    representative: str | None = None
    position: str | None = None
    sex: str | None = None
    ethnicity: str | None = None
    address: str | None = None
    phone: str | None = None
    email: str | None = None
    established: date | None = None
    registration: str | None = None


def asked(label: str, answer: str | None) -> Paragraph:
    """One line of a form: the question and its answer, or the blank for it."""
    return Paragraph(f"{label}: {wording.or_dots(answer)}")


def representative(producer: ProducerFacts) -> Iterator[Paragraph]:
    """The lines about the person who represents the producer."""
    yield asked("- Họ tên", producer.representative)
    yield Paragraph(f"- Giới tính: {wording.or_dots(producer.sex)}; dân tộc: {wording.or_dots(producer.ethnicity)}")
