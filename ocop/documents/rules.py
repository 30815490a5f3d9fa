"""The life of a document (`forms.md`, Decree 30/2020, Art. 14-18)."""

from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from ocop.core.text import dates


class State(StrEnum):
    """How far a document has come."""

    DRAFT = "draft"
    FROZEN = "frozen"
    ISSUED = "issued"
    REPLACED = "replaced"
    REVOKED = "revoked"


class Channel(StrEnum):
    """How an issued document is sent."""

    AXIS = "axis"
    EMAIL = "email"
    POST = "post"
    HAND = "hand"
    PORTAL = "portal"


class Standing(StrEnum):
    """What the public page says of a document."""

    NOT_ISSUED = "not_issued"
    IN_FORCE = "in_force"
    REPLACED = "replaced"
    REVOKED = "revoked"


class Series(StrEnum):
    """Where numbers come from: the office's own register outside, or this system."""

    EXTERNAL = "external"
    OWN = "own"


class Receiver(NamedTuple):
    """Whom a document is sent to; with `unit_id` it is delivered into that unit's box here."""

    name: str
    unit_id: int | None = None


TRANSITIONS: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.FROZEN}),
    State.FROZEN: frozenset({State.DRAFT, State.ISSUED}),
    State.ISSUED: frozenset({State.FROZEN, State.REPLACED, State.REVOKED}),
    State.REPLACED: frozenset(),
    State.REVOKED: frozenset(),
}
"""From issued back to frozen only while nothing has been sent: the number was typed wrongly, or is given up."""

KINDS: dict[str, str] = {
    "KH": "Kế hoạch",
    "CV": "Công văn",
    "TTr": "Tờ trình",
    "BC": "Báo cáo",
    "QD": "Quyết định",
    "TB": "Thông báo",
    "GM": "Giấy mời",
    "BB": "Biên bản",
}
"""Kinds of document by their abbreviation (Decree 30/2020, Annex III, I); a công văn has none of its own."""

SUBJECT_PAGES: dict[str, str] = {}
"""Form key → endpoint, with the URL parameter `document_id`, of the page of the record behind such a document.

Filled by the rooms that own such records when they are imported; there the steps of the document's life are taken, since
the record moves with it. Documents of other forms are worked on in this room.
"""

LONGEST_NUMBER = 6
FLOOD_WINDOW = timedelta(minutes=10)
FLOOD_LIMIT = 60
"""Questions that one address may put to the public page within the window: an office behind one address asks fewer."""


def may_move(start: State, end: State) -> bool:
    """Whether a document may pass from one state to the other."""
    return end in TRANSITIONS[start]


def kind_name(kind: str) -> str:
    """The kind in words: "Kế hoạch"; an abbreviation that is not known stands for itself."""
    return KINDS.get(kind, kind)


def number_text(number: int) -> str:
    """A number as it is written and kept: below 10 with a leading zero (Decree 30/2020, Annex I, II.3)."""
    return f"{number:02}"


def parse_number(typed: str) -> int | None:
    """The number that the clerk typed: digits only, above zero, leading zeros say nothing; None otherwise."""
    text = typed.strip()
    if not text.isascii() or not text.isdecimal() or len(text) > LONGEST_NUMBER:
        return None
    return int(text) or None


def full_number(number: str | None, symbol: str) -> str:
    """Number and symbol: "87/KH-UBND", or "…/KH-UBND" before there is one."""
    return f"{number or '…'}/{symbol}"


def cited(kind: str, number: str | None, symbol: str, dated: date | None) -> str:
    """The document in running text: "Kế hoạch số 91/KH-UBND ngày 15/5/2024"."""
    day = f" ngày {dates.day(dated)}" if dated else ""
    return f"{kind_name(kind)} số {full_number(number, symbol)}{day}"
