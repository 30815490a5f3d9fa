"""The elements a document is told in, from top to bottom, before any press lays them out.

A form's `story()` is a sequence of parts; a part is the text itself or one annex, and counts its own pages. The PDF
press and the Word press print the same story.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from ocop.paperwork.elements import Letterhead, Recipients, Rendition, Signing, Urgency
from ocop.paperwork.kit import outline, wording


class Look(Enum):
    """How a paragraph looks; sizes and weights are in `styles`."""

    BODY = auto()
    BASIS = auto()
    SECTION = auto()
    HEADING = auto()
    LEADING = auto()
    CENTRED = auto()
    CENTRED_BOLD = auto()
    UNIT = auto()


class Align(Enum):
    LEFT = auto()
    CENTRE = auto()
    RIGHT = auto()


@dataclass(frozen=True, slots=True)
class Head:
    """Quốc hiệu, issuer, number, place and date; `about` is the V/v of a công văn."""

    letterhead: Letterhead
    number: str
    dated: str
    about: str | None = None
    urgency: Urgency | None = None


@dataclass(frozen=True, slots=True)
class Title:
    """Tên loại and trích yếu."""

    kind: str
    subject: str


@dataclass(frozen=True, slots=True)
class Addressees:
    """Kính gửi."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`lead` is set bold before the text: "Điều 1."."""

    text: str
    look: Look = Look.BODY
    lead: str = ""
    stays: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """`share` is relative to the other columns; neighbours of one `group` share a cell above their titles."""

    title: str
    share: float
    align: Align = Align.LEFT
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of plain strings; the rows whose places are in `bold` are totals or bands; `lines` is the least height of a
    row, for lists that are filled in by hand."""

    columns: tuple[Column, ...]
    rows: Sequence[tuple[str, ...]]
    bold: frozenset[int] = frozenset()
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Closing:
    """Nơi nhận on the left, the signing block on the right."""

    signing: Signing
    recipients: Recipients


@dataclass(frozen=True, slots=True)
class Nation:
    """Quốc hiệu and tiêu ngữ alone, centred: a form that no office issues."""


@dataclass(frozen=True, slots=True)
class Hand:
    """One signature: the line of place and date, who signs, how ("(Ký, ghi rõ họ tên)"), and the name."""

    dated: str
    title: str
    manner: str
    name: str | None


@dataclass(frozen=True, slots=True)
class Signed:
    """Signatures without recipients: one stands on the right, two beside each other."""

    hands: tuple[Hand, ...]


@dataclass(frozen=True, slots=True)
class AnnexHead:
    """ "Phụ lục II", its name, and the document it belongs to."""

    mark: str
    title: str
    attached: str


@dataclass(frozen=True, slots=True)
class Choices:
    """Drawn check boxes before their words, on one line when it holds them."""

    options: tuple[tuple[str, bool], ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Certificate:
    """A whole landscape sheet: the certificate of one product."""

    issuer: str
    product: str
    producer: str | None
    address: str | None
    star: int | None
    particulars: tuple[str, ...]
    dated: str
    signing: Signing
    code: str | None


Element = Nation | Signed | Head | Title | Addressees | Paragraph | Table | Closing | AnnexHead | Choices | Certificate


@dataclass(frozen=True, slots=True)
class Part:
    """`coded` is off where the part draws the verification code itself."""

    elements: tuple[Element, ...]
    landscape: bool = False
    coded: bool = True


Story = tuple[Part, ...]


def head(
    letterhead: Letterhead, rendition: Rendition, year: int, *, about: str | None = None, urgency: Urgency | None = None
) -> Head:
    number = wording.number_line(letterhead, rendition)
    return Head(letterhead, number, wording.date_line(letterhead, rendition, year), about, urgency)


def attached_to(kind: str, letterhead: Letterhead, year: int, rendition: Rendition) -> str:
    """The line under an annex's name that says which document it belongs to (Annex I, III.1c)."""
    number = wording.number_and_symbol(rendition.number, letterhead.symbol)
    dated = wording.date_or_gap(rendition.dated, year)
    return f"(Kèm theo {kind} số {number} {dated} của {wording.or_dots(letterhead.name)})"


def legal_bases(bases: Sequence[str]) -> Iterator[Paragraph]:
    """Căn cứ in italics, each closed by ";", the last by "."."""
    return (Paragraph(text, Look.BASIS) for text in wording.enumerated(bases))


def structured(text: str) -> Iterator[Paragraph]:
    """The paragraphs of a structured text (see `outline`)."""
    for block in outline.parse(text):
        yield _paragraph(block)


def ending(paragraphs: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
    """The same paragraphs, the last of them closed by "./."."""
    *before, last = paragraphs
    return (*before, Paragraph(wording.ended(last.text), last.look, last.lead))


def _paragraph(block: outline.Block) -> Paragraph:
    if block.kind is outline.Kind.ARTICLE and not block.titled:
        return Paragraph(block.text, Look.LEADING, lead=block.mark)
    if block.kind is outline.Kind.PART:
        return Paragraph(block.line.upper() if block.titled else block.line, Look.SECTION)
    if block.kind is outline.Kind.POINT:
        return Paragraph(block.line, stays=block.titled)
    return Paragraph(block.line, Look.HEADING if block.titled else Look.BODY)
