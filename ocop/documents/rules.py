"""The life of a document (`forms.md`, Decree 30/2020, Art. 14-18), and what is looked for in its text."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from ocop.core.text import dates
from ocop.core.text.normal import fold


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

KIND_WORDS = {
    "KH": _l("Kế hoạch"),
    "CV": _l("Công văn"),
    "TTr": _l("Tờ trình"),
    "BC": _l("Báo cáo"),
    "QD": _l("Quyết định"),
    "TB": _l("Thông báo"),
    "GM": _l("Giấy mời"),
    "BB": _l("Biên bản"),
}
"""The same in the language of a page; paper speaks Vietnamese (`KINDS`)."""

SUBJECT_PAGES: dict[str, str] = {}
"""Form key → endpoint, with the URL parameter `document_id`, of the page of the record behind such a document.

Filled by the rooms that own such records when they are imported; there the steps of the document's life are taken, since
the record moves with it. Documents of other forms are worked on in this room.
"""


class RecordPage(NamedTuple):
    """Where the records are kept that a form tabulates: what the page is called, and its endpoint, without parameters."""

    name: LazyString
    endpoint: str


RECORD_PAGES: dict[str, RecordPage] = {}
"""Form key → page; filled by the rooms that own the records when they are imported."""

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


def kind_word(kind: str) -> str:
    """The kind in the language of the page."""
    return str(KIND_WORDS.get(kind, kind))


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


AROUND = 80
"""Letters shown on either side of what was looked for."""

_PHRASE = re.compile(r'"([^"]+)"|(\S+)')


class Snippet(NamedTuple):
    """What was looked for as it stands in the text, with what stands around it on its line."""

    before: str
    hit: str
    after: str


def looked_for(typed: str) -> tuple[str, ...]:
    """The folded words and the phrases in quotes, all of which a text must hold; parts of words count."""
    found = (phrase or word for phrase, word in _PHRASE.findall(fold(typed)))
    return tuple(dict.fromkeys(one for one in (part.strip(' "') for part in found) if one))


def words_once(folded: str) -> str:
    """The different words of a folded text, each once."""
    return " ".join(sorted(set(folded.split())))


def snippet(text: str, folded: str, wanted: Sequence[str]) -> Snippet | None:
    """The line that holds most of what was looked for, cut around the first of it; `folded` has the same lines as `text`."""
    together = (" ".join(wanted), *wanted)
    lines = zip(text.split("\n"), folded.split("\n"), strict=False)
    found = [(line, held) for line, plain in lines if (held := [one for one in together if one in plain])]
    if not found:
        return None
    line, held = max(found, key=lambda one: len(one[1]))
    return _cut(line, held[0])


def _cut(line: str, wanted: str) -> Snippet:
    """A letter may fold to several ("…" to three full stops): each folded letter remembers where it comes from."""
    places = [(letter, place) for place, original in enumerate(line) for letter in fold(original) or " "]
    plain = "".join(letter for letter, _place in places)
    start = max(plain.find(wanted), 0)
    first, last = places[start][1], places[min(start + len(wanted), len(places)) - 1][1]
    before = ("…" if first > AROUND else "") + line[max(first - AROUND, 0) : first]
    after = line[last + 1 : last + 1 + AROUND] + ("…" if last + 1 + AROUND < len(line) else "")
    return Snippet(before, line[first : last + 1], after)
