"""What the print room can print. Every room offers its papers when it is imported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from flask_babel import LazyString

from ocop.core.errors import NotYours
from ocop.paperwork import Rendition
from ocop.tenancy import Permission, Workspace

MOST = 1_000
"""Papers of one list and of one job."""

LONGEST_KEY = 9


@dataclass(frozen=True)
class Choice:
    """One paper to choose; `key` names it within its offer, `standing` says how far it has come."""

    key: str
    title: str
    subject: str
    standing: str
    kind: str = ""

    @property
    def line(self) -> str:
        """The paper in a table of contents, and as the name of its file."""
        return f"{self.title}: {self.subject}" if self.subject else self.title


@dataclass(frozen=True)
class Kept:
    """Bytes that were frozen: they are printed as they are and never again."""

    sha256: str


@dataclass(frozen=True)
class Fresh:
    """A paper as the records stand (`paperwork.dump`), printed in this rendition."""

    text: str
    rendition: Rendition


Sheet = Kept | Fresh


class Offer(Protocol):
    """A kind of papers, of which a unit may print many at once."""

    @property
    def key(self) -> str:
        """Its name in addresses."""

    @property
    def label(self) -> LazyString:
        """Its name on the page."""

    @property
    def permissions(self) -> tuple[Permission, ...]:
        """Whoever has one of them may print these papers."""

    def choices(self, unit: Workspace, year: int, *, on: date) -> Sequence[Choice]:
        """The papers of a year in their order, at most `MOST`."""

    def sheets(self, unit: Workspace, keys: Sequence[str], *, on: date) -> Sequence[Sheet]:
        """What is printed for each of these keys, in their order; raises `NotYours` for one that is not there."""


_OFFERS: dict[str, Offer] = {}


def offer(made: Offer) -> Offer:
    """Let the print room print papers of a kind."""
    _OFFERS[made.key] = made
    return made


def offers() -> Sequence[Offer]:
    """Everything that is offered, in the order of the rooms."""
    return tuple(_OFFERS.values())


def named(key: str) -> Offer:
    """The offer with this name; raises `NotYours`."""
    if key not in _OFFERS:
        raise NotYours
    return _OFFERS[key]


def in_order(keys: Sequence[str], found: Mapping[str, Sheet]) -> Sequence[Sheet]:
    """The sheets of these keys; raises `NotYours` for one that was not found."""
    if not set(keys) <= set(found):
        raise NotYours
    return [found[key] for key in keys]


def numbers(keys: Sequence[str]) -> Sequence[int]:
    """Keys that are those of rows; raises `NotYours` for any other."""
    if not all(key.isascii() and key.isdecimal() and len(key) <= LONGEST_KEY for key in keys):
        raise NotYours
    return [int(key) for key in keys]
