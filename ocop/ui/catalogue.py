"""The translations of a request's language, found without the detours of Flask-Babel: a long page asks a hundred times."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from babel.support import NullTranslations
from flask import Flask
from flask_babel import Babel, Domain, get_locale
from markupsafe import Markup, escape


class Sayer(Protocol):
    """What templates call `_`."""

    def __call__(self, message: str, /, **blanks: object) -> Markup:
        """The sentence with its blanks filled."""


class Counter(Protocol):
    """What templates call `ngettext`."""

    def __call__(self, one: str, many: str, number: int, /, **blanks: object) -> Markup:
        """The sentence for a number of things with its blanks filled; `num` is the number."""


@dataclass(frozen=True)
class Speech:
    """What a page says in one language."""

    say: Sayer
    count: Counter


class Catalogue(Domain):
    """Flask-Babel's catalogue, remembered by language instead of by the full name of a locale, which is dear to write."""

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[str, NullTranslations] = {}

    def get_translations(self) -> NullTranslations:
        """The translations of this request; read from the disk once."""
        spoken = language()
        if spoken not in self._known:
            self._known[spoken] = super().get_translations()
        return self._known[spoken]


def language() -> str:
    """The language of this request by its two letters; empty outside of one."""
    locale = get_locale()
    return locale.language if locale else ""


def install(app: Flask, *, locale: Callable[[], str]) -> None:
    """Let everything that is translated, on pages and in code, ask this catalogue.

    Templates ask it through one plain function: Jinja's own passes three, each with the whole context of the page. A page
    is in one language, so it is handed that language's function: a list asks fifty times, and would each time learn the same.
    """
    catalogue = Catalogue()
    Babel(app, locale_selector=locale).domain_instance = catalogue
    speeches: dict[NullTranslations, Speech] = {}

    def speech() -> Speech:
        spoken = catalogue.get_translations()
        if spoken not in speeches:
            speeches[spoken] = Speech(_sayer(spoken), _counter(spoken))
        return speeches[spoken]

    def said(message: str, /, **blanks: object) -> Markup:
        return speech().say(message, **blanks)

    def counted(one: str, many: str, number: int, /, **blanks: object) -> Markup:
        return speech().count(one, many, number, **blanks)

    def of_page() -> dict[str, object]:
        spoken = speech()
        return {"_": spoken.say, "gettext": spoken.say, "ngettext": spoken.count}

    app.jinja_env.globals.update(_=said, gettext=said, ngettext=counted)
    app.context_processor(of_page)


def _sayer(spoken: NullTranslations) -> Sayer:
    kept: dict[str, Markup] = {}

    def said(message: str, /, **blanks: object) -> Markup:
        """The sentence in this language, escaped once: a quotation mark in it ends no attribute."""
        if message not in kept:
            kept[message] = escape(spoken.gettext(message))
        return kept[message] % blanks if "%" in message else kept[message]

    return said


def _counter(spoken: NullTranslations) -> Counter:
    def counted(one: str, many: str, number: int, /, **blanks: object) -> Markup:
        """The sentence for the number, escaped like every other."""
        return escape(spoken.ngettext(one, many, number)) % {"num": number, **blanks}

    return counted
