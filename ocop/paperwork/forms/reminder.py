"""Document 23: công văn đôn đốc, by which the province reminds the units that are late.

Issued by Sở NN&PTNT (or its Chi cục). Decree 30/2020/NĐ-CP, Annex III, form 1.5; urgency by Annex I, III.2b.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ocop.paperwork.elements import AS_ABOVE, Letterhead, Recipients, Rendition, Signing, Urgency
from ocop.paperwork.kit import wording
from ocop.paperwork.kit.story import (
    Addressees,
    Align,
    Closing,
    Column,
    Look,
    Paragraph,
    Part,
    Story,
    Table,
    ending,
    head,
    structured,
)


@dataclass(frozen=True, slots=True)
class LateUnit:
    """A unit, what it owes, the day it was due (in words) and how far it has come."""

    unit: str
    owes: str
    due: str | None
    state: str | None = None


@dataclass(frozen=True, slots=True)
class Reminder:
    """`opening` and `demand` are structured text; with `tabulated` the late units stand in a table, else in a list."""

    letterhead: Letterhead
    year: int
    about: str
    addressees: tuple[str, ...]
    opening: str
    late: tuple[LateUnit, ...]
    demand: str
    closing: str
    signing: Signing
    recipients: Recipients
    urgency: Urgency | None = None
    tabulated: bool = True

    def story(self, rendition: Rendition) -> Story:
        return (
            Part(
                (
                    head(self.letterhead, rendition, self.year, about=self.about, urgency=self.urgency),
                    Addressees(self.addressees),
                    *structured(self.opening),
                    *self._late_units(),
                    *structured(self.demand),
                    *ending(structured(wording.or_dots(self.closing))),
                    Closing(self.signing, self.recipients.answering(AS_ABOVE)),
                )
            ),
        )

    def _late_units(self) -> Iterator[Paragraph | Table]:
        if not self.late:
            return
        if self.tabulated:
            yield Table(_COLUMNS, tuple(_row(place, unit) for place, unit in enumerate(self.late, start=1)))
            return
        lines = [f"- {unit.unit}: {unit.owes}{_due(unit)}" for unit in self.late]
        yield from (Paragraph(line, Look.BODY) for line in wording.enumerated(lines))


_COLUMNS = (
    Column("TT", 10, Align.CENTRE),
    Column("Đơn vị", 40),
    Column("Nội dung chưa thực hiện", 56),
    Column("Thời hạn", 26, Align.CENTRE),
    Column("Tình trạng", 30),
)


def _row(place: int, unit: LateUnit) -> tuple[str, ...]:
    return (
        str(place),
        wording.raised(wording.or_dots(unit.unit)),
        wording.or_dots(unit.owes),
        unit.due or wording.FEW_DOTS,
        unit.state or "",
    )


def _due(unit: LateUnit) -> str:
    return f" (thời hạn: {unit.due})" if unit.due else ""
