"""How an entry is sealed, and how a chain of seals is followed."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from flask_babel import lazy_gettext as _l

START = "0" * 64
"""What stands in the place of the entry before the first one."""


class Fault(StrEnum):
    """What can be wrong with an entry of a chain."""

    MISSING = "missing"
    CHANGED = "changed"
    CUT = "cut"


FAULT_WORDS = {
    Fault.MISSING: _l("thiếu mục này hoặc số thứ tự bị đổi"),
    Fault.CHANGED: _l("nội dung mục này đã bị sửa"),
    Fault.CUT: _l("các mục cuối đã bị cắt bỏ"),
}


def digest(content: Sequence[object]) -> str:
    """The SHA-256 seal, 64 hex digits, over an entry's content, which holds the seal of the entry before it."""
    text = json.dumps(list(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Link:
    """One entry as the chain sees it: its place, the seal before it, the seal it bears, and the seal its content asks for."""

    sequence: int
    previous: str
    digest: str
    seal: str


def fault_of(link: Link, *, expected: int, previous: str) -> Fault | None:
    """What is wrong with the entry that should stand at `expected`, after the seal `previous`; None when nothing is."""
    if link.sequence != expected:
        return Fault.MISSING
    if link.previous != previous or link.digest != link.seal:
        return Fault.CHANGED
    return None
