"""What an officer writes down about a piece of evidence."""

from dataclasses import dataclass, fields
from datetime import date

from ocop.core.text.normal import nfc


@dataclass(frozen=True, kw_only=True)
class EvidenceFacts:
    """`key` is the kind of proof, `product_id` the only product that it is for; without `valid_until` it has no end."""

    key: str
    title: str
    product_id: int | None = None
    number: str | None = None
    issuer: str | None = None
    issued_on: date | None = None
    valid_until: date | None = None
    note: str | None = None


FACTS = tuple(one.name for one in fields(EvidenceFacts))


def dates_agree(issued_on: date | None, valid_until: date | None) -> bool:
    """Whether the end lies after the beginning; unknown days do."""
    return issued_on is None or valid_until is None or issued_on <= valid_until


def file_name(name: str) -> str:
    """The name of a sent file without the folders that some browsers send along."""
    return name.replace("\\", "/").rsplit("/", 1)[-1]


def title_of(name: str) -> str:
    """A title out of the name of a file: "GCN ATTP 2024" of "GCN_ATTP_2024.pdf"."""
    stem = file_name(name).rsplit(".", 1)[0]
    return " ".join(nfc(stem).replace("_", " ").split())
