"""The texts from which plans and letters are made: data of the year, in pieces, with a closed list of placeholders."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

DISTRICT = "district"
PROVINCE = "province"
SURVEY_REQUEST = "survey_request"
SUBMISSION = "submission"
REMINDER = "reminder"
COMMENTS = "comments"
LETTERS = frozenset({SURVEY_REQUEST, SUBMISSION, REMINDER, COMMENTS})

PLACEHOLDER = re.compile(r"\{(\w+)\}")

ABOUT_THE_UNIT = "unit Unit UNIT kind division trade_division party filed commune_kinds n_communes"
ABOUT_THE_YEAR = (
    "year period province province_plan funding_decisions district_assessment province_assessment "
    "commune_list_by report_day"
)
COUNTED = "as_of n_in_force n_expired n_producers n_cooperatives n_new n_upgrade n_reassessment n_trainees funding_total value"
PLACES = "targets assignments submission annex_new annex_upgrade annex_reassessment annex_funding annex_calendar"
IN_LETTERS = (
    "blank late_units due n_units n_issued reply_by contact situation issuer_name n_expiring expiring_by see_lists "
    "n_producers_registered consulted explained district_plan received_on comments"
)

PLACEHOLDERS = frozenset(" ".join((ABOUT_THE_UNIT, ABOUT_THE_YEAR, COUNTED, PLACES, IN_LETTERS)).split())
"""Everything a text may leave open. Another name is refused when the texts are loaded."""


class UnknownPlaceholder(ValueError):
    """A text leaves something open that nobody will fill in."""


class Part(StrEnum):
    """What a piece of a template is."""

    SUBJECT = "subject"
    ADDRESSEES = "addressees"
    BASIS = "basis"
    OPENING = "opening"
    SECTION = "section"
    TARGET = "target"
    ASSIGNMENT = "assignment"
    TASK = "task"
    PURPOSE = "purpose"
    VARIANT = "variant"
    CLOSING = "closing"
    RECIPIENT = "recipient"
    FILED = "filed"
    URGENT = "urgent"
    KIND = "kind"


@dataclass(frozen=True, slots=True)
class KindWords:
    """How a kind of unit ("huyen") calls its party committee and the division in charge of trade."""

    kind: str
    party: str
    trade_division: str


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece. `key` joins it to a target, a law, an assignment or a section; `kinds` are the kinds of unit it is for,
    none meaning all."""

    part: Part
    key: str = ""
    heading: str = ""
    text: str = ""
    kinds: tuple[str, ...] = ()
    omit_when_zero: bool = False


@dataclass(frozen=True, slots=True)
class Template:
    """The pieces of one text in their order."""

    pieces: tuple[Piece, ...]

    def all(self, part: Part, *, kind: str = "") -> Iterator[Piece]:
        """The pieces of a part, as far as they are for this kind of unit."""
        return (one for one in self.pieces if one.part is part and (not kind or not one.kinds or kind in one.kinds))

    def text(self, part: Part, key: str = "") -> str:
        """The text of the first piece of a part, "" when the template has none."""
        return next((one.text for one in self.pieces if one.part is part and (not key or one.key == key)), "")

    def texts(self, part: Part) -> tuple[str, ...]:
        """The texts of all pieces of a part."""
        return tuple(one.text for one in self.all(part))


def checked(pieces: Iterable[Piece]) -> Template:
    """The template of these pieces; raises `UnknownPlaceholder` naming the placeholder and where it stands."""
    template = Template(tuple(pieces))
    for piece in template.pieces:
        for name in PLACEHOLDER.findall(f"{piece.heading}\n{piece.text}"):
            if name not in PLACEHOLDERS:
                raise UnknownPlaceholder(f"{{{name}}} trong {piece.part.value} {piece.key}".rstrip())
    return template


def plan_template(toml: str, *, kinds: Sequence[KindWords] = ()) -> Template:
    """A plan's text as the seed keeps it (`plan_*.toml`); raises `UnknownPlaceholder`, or ValueError on a broken file."""
    told = tomllib.loads(toml)
    return checked(
        (
            Piece(Part.SUBJECT, text=told["subject"]),
            *(Piece(Part.BASIS, key=key) for key in told["legal_bases"]),
            Piece(Part.OPENING, text=told["opening"]),
            *(Piece(Part.SECTION, one["key"], one["title"], one["text"].strip()) for one in told["sections"]),
            *(
                Piece(Part.TARGET, one["key"], text=one["text"], omit_when_zero=one["omit_when_zero"])
                for one in told.get("targets", ())
            ),
            *_assignments(told.get("assignments", ())),
            *(Piece(Part.PURPOSE, text=text) for text in told.get("purposes", ())),
            Piece(Part.CLOSING, text=told["closing"]["text"]),
            *(Piece(Part.RECIPIENT, text=line) for line in told["recipients"]["lines"]),
            Piece(Part.FILED, text=told["recipients"]["kept"]),
            *(Piece(Part.KIND, one.kind, one.trade_division, one.party) for one in kinds),
        )
    )


def letter_templates(toml: str) -> dict[str, Template]:
    """The letters of this room out of `letters.toml`, by their keys; raises as `plan_template` does."""
    return {
        key: checked(
            (
                Piece(Part.SUBJECT, text=told["subject"]),
                Piece(Part.ADDRESSEES, text=told["addressees"]),
                Piece(Part.SECTION, "body", text=told["body"].strip()),
                *(Piece(Part.VARIANT, name, text=text) for name, text in told.get("variants", {}).items()),
                Piece(Part.CLOSING, text=told["closing"]),
                *(Piece(Part.RECIPIENT, text=line) for line in told["recipients"]),
                *([Piece(Part.URGENT)] if told["urgent"] else []),
            )
        )
        for key, told in tomllib.loads(toml).items()
        if key in LETTERS
    }


def _assignments(told: Sequence[dict[str, object]]) -> Iterator[Piece]:
    for one in told:
        owner, title, kinds, tasks = one["owner"], one["title"], one["kinds"], one["tasks"]
        assert isinstance(owner, str)
        assert isinstance(title, str)
        assert isinstance(kinds, list)
        assert isinstance(tasks, list)
        yield Piece(Part.ASSIGNMENT, owner, title, kinds=tuple(kinds))
        for task in tasks:
            yield Piece(Part.TASK, owner, text=task["text"], kinds=tuple(task.get("kinds", ())))
