"""What a later room says on the page of an earlier one, which does not know it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask_babel import LazyString


@dataclass(frozen=True)
class Remark:
    """A sentence with its tone (see the macro `notice`) and where it leads."""

    text: str | LazyString
    tone: str = "info"
    url: str | None = None
    label: str | LazyString = ""


_SAID: dict[str, Callable[[object], Remark | None]] = {}


def say(page: str, remark: Callable[[object], Remark | None]) -> None:
    """Let `remark` be asked whenever the page (an endpoint) shows a thing; a second one takes the first one's place."""
    _SAID[page] = remark


def said(page: str, about: object) -> Remark | None:
    """What is to be said about a thing on a page; None for nothing."""
    asked = _SAID.get(page)
    return asked(about) if asked else None


_TOLD_APART: dict[str, Callable[[], Mapping[int, str]]] = {}


def tell_apart(things: str, words: Callable[[], Mapping[int, str]]) -> None:
    """Let a later room say what tells an earlier room's nameless things apart: a few words by their keys."""
    _TOLD_APART[things] = words


def told_apart(things: str) -> Mapping[int, str]:
    """What later rooms know of the nameless things of the scope."""
    asked = _TOLD_APART.get(things)
    return asked() if asked else {}
