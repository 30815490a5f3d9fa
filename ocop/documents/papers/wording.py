"""The words of a document for the search: what it says, without letterhead and signature and without anything personal."""

import json
from collections.abc import Iterator

from ocop import paperwork
from ocop.core.text.normal import nfc

PERSONAL_FORMS = frozenset({"registration_form", "self_assessment", "business_consent", "certificate"})
"""The papers of one producer: never searched through."""

LEFT_OUT = frozenset({"letterhead", "signing", "form", "phone", "email", "address", "representative"})
"""What every document carries, and what says something of a person."""

Stored = None | bool | int | float | str | list["Stored"] | dict[str, "Stored"]


def words(content: paperwork.Document) -> str:
    """The lines of a document's text; "" for a paper of one producer."""
    if paperwork.key_of(content) in PERSONAL_FORMS:
        return ""
    stored: dict[str, Stored] = json.loads(paperwork.dump(content))
    lines = (nfc(line) for text in _texts(stored["content"]) for line in text.splitlines())
    return "\n".join(filter(None, lines))


def _texts(value: Stored) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for entry in value:
            yield from _texts(entry)
    elif isinstance(value, dict):
        for name, entry in value.items():
            if name not in LEFT_OUT:
                yield from _texts(entry)
