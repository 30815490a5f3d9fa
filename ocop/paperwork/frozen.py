"""Documents as text: what was frozen for signature is kept as this and printed identically a year later.

The text is canonical JSON tagged with the form's key: composed Unicode, sorted names, no spaces. Equal documents give
equal texts, and `load(dump(document)) == document`.
"""

from __future__ import annotations

import json
import types
import typing
import unicodedata
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache

from ocop.paperwork.registry import FORMS, Document, key_of

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


class UnknownFormError(ValueError):
    """The stored text names a form that this press does not have, or is no stored document at all."""


def dump(document: Document) -> str:
    """The canonical text of a document."""
    stored: Json = {"form": key_of(document), "content": _to_json(document)}
    return json.dumps(stored, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def load(text: str) -> Document:
    """The document that was dumped; raises `UnknownFormError` or another `ValueError` on a text `dump` did not make."""
    stored = json.loads(text)
    form = FORMS.get(stored.get("form", "")) if isinstance(stored, dict) else None
    if form is None:
        raise UnknownFormError(text[:80])
    try:
        return typing.cast(Document, _from_json(stored["content"], form.document))
    except (KeyError, TypeError, AttributeError) as fault:
        raise UnknownFormError(text[:80]) from fault


def _to_json(value: object) -> Json:
    if isinstance(value, str) and not isinstance(value, Enum):
        return unicodedata.normalize("NFC", value)
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Enum):
        return _to_json(value.value)
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        return {field.name: _to_json(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Sequence):
        return [_to_json(entry) for entry in value]
    raise TypeError(f"{type(value).__name__} cannot be stored in a document")


@cache
def _hints(kind: type) -> dict[str, object]:
    return typing.get_type_hints(kind)


def _from_json(value: object, kind: object) -> object:
    if value is None:
        return None
    origin = typing.get_origin(kind)
    if origin in (types.UnionType, typing.Union):
        return _from_json(value, next(one for one in typing.get_args(kind) if one is not types.NoneType))
    if origin is tuple:
        return tuple(_from_json(entry, typing.get_args(kind)[0]) for entry in typing.cast("list[object]", value))
    if not isinstance(kind, type):
        raise TypeError(f"{kind} cannot be read from a stored document")
    if is_dataclass(kind):
        content = typing.cast("dict[str, object]", value)
        return kind(**{name: _from_json(content[name], hint) for name, hint in _hints(kind).items() if name in content})
    if issubclass(kind, Enum):
        return kind(value)
    return date.fromisoformat(str(value)) if issubclass(kind, date) else value
