"""What the code on each page says: which document, which version of its content, which page of the file."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ocop.core.tokens import is_token

VERIFICATION_PATH = "xac-minh"
VERSION_LENGTH = 6
"""Hexadecimal digits of the content's hash: enough to tell a document's versions apart, few enough for a small code."""

_PAYLOAD = re.compile(
    rf"https?://[^\s?#]+/{VERIFICATION_PATH}/([^/?#]+)\?v=([0-9a-f]{{{VERSION_LENGTH}}})&p=([1-9][0-9]{{0,4}})"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """`page` counts the physical pages of the file from 1, those of annexes included."""

    token: str
    version: str
    page: int


def version_of(content_sha256: str) -> str:
    """A version of a frozen content as the code names it."""
    return content_sha256[:VERSION_LENGTH]


def payload(public_url: str, token: str, version: str) -> str:
    """The address of the document's public page, with a `{page}` that the press fills in; `version` by `version_of`."""
    return f"{public_url}/{VERIFICATION_PATH}/{token}?v={version}&p={{page}}"


def parse(text: str) -> Mark | None:
    """What a code says; None when it is none of ours. The site is not asked: addresses of a portal change, tokens do not."""
    found = _PAYLOAD.fullmatch(text)
    if found is None or not is_token(found[1]):
        return None
    return Mark(found[1], found[2], int(found[3]))
