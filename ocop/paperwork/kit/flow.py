"""Things that flow down a page: they know their height, may be split, and draw themselves with the pen."""

from __future__ import annotations

from typing import Protocol

from ocop.paperwork.kit.fonts import BOLD, sound
from ocop.paperwork.kit.lines import Line, broken
from ocop.paperwork.kit.pen import Pen, baseline_drop
from ocop.paperwork.kit.styles import Style

FEWEST_LINES = 2
"""Of a paragraph on either side of a page's end."""


class Flow(Protocol):
    """`before` is the free space above, dropped at a page's top. A flow that `stays` keeps to its follower; one
    whose `tail_stays` gives its last lines or rows to what follows rather than let it stand alone."""

    before: float
    stays: bool
    tail_stays: bool

    @property
    def height(self) -> float: ...

    @property
    def least(self) -> float:
        """The height of the smallest piece that may begin a page's end."""

    def split(self, room: float, *, keep: bool) -> tuple[Flow, Flow] | None:
        """The piece that fits into `room` and the rest, None when no piece does; with `keep` the rest is not empty."""

    def draw(self, pen: Pen, x: float, top: float) -> None: ...


class Text:
    """A paragraph of one face; `lead` is a bold beginning such as "Điều 1."."""

    __slots__ = ("before", "first", "lead", "lines", "stays", "style", "tail_stays", "width")

    def __init__(
        self,
        lines: list[Line],
        style: Style,
        width: float,
        *,
        first: float = 0.0,
        before: float = 0.0,
        stays: bool = False,
        lead: str = "",
    ) -> None:
        self.lines, self.style, self.width, self.lead = lines, style, width, lead
        self.first, self.before, self.stays, self.tail_stays = first, before, stays, False

    @classmethod
    def of(cls, text: str, style: Style, width: float, *, stays: bool = False, lead: str = "") -> Text:
        """Raises `LackingCharacterError`."""
        first = style.first + (BOLD.width(lead + " ", style.size) if lead else 0.0)
        lines = broken(sound(text), style.face, style.size, width, first)
        return cls(lines, style, width, first=first, before=style.before, stays=stays, lead=lead)

    @property
    def height(self) -> float:
        return len(self.lines) * self.style.leading

    @property
    def least(self) -> float:
        return self._shortest_head() * self.style.leading

    def split(self, room: float, *, keep: bool) -> tuple[Flow, Flow] | None:
        fitting = int((room + 0.01) / self.style.leading)
        taken = min(fitting, len(self.lines) - FEWEST_LINES)
        if taken < FEWEST_LINES:
            return None
        head = Text(self.lines[:taken], self.style, self.width, first=self.first, before=self.before, lead=self.lead)
        tail = Text(self.lines[taken:], self.style, self.width, stays=self.stays)
        tail.tail_stays = self.tail_stays
        return head, tail

    def draw(self, pen: Pen, x: float, top: float) -> None:
        if self.lead:
            pen.string(x + self.style.first, top - baseline_drop(self.style), self.lead, BOLD, self.style.size)
        pen.paragraph(x, top, self.lines, self.style, self.width, self.first)

    def _shortest_head(self) -> int:
        return FEWEST_LINES if len(self.lines) >= 2 * FEWEST_LINES else len(self.lines)


class Whole:
    """A flow that is never split."""

    before: float = 0.0
    stays: bool = False
    tail_stays: bool = False
    height: float

    @property
    def least(self) -> float:
        return self.height

    def split(self, room: float, *, keep: bool) -> tuple[Flow, Flow] | None:
        return None
