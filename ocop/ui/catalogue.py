"""The translations of a request's language, found without the detours of Flask-Babel: a long page asks a hundred times."""

from collections.abc import Callable

from babel.support import NullTranslations
from flask import Flask
from flask_babel import Babel, Domain, get_locale
from markupsafe import Markup, escape


class Catalogue(Domain):
    """Flask-Babel's catalogue, remembered by language instead of by the full name of a locale, which is dear to write."""

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[str, NullTranslations] = {}

    def get_translations(self) -> NullTranslations:
        """The translations of this request; read from the disk once."""
        locale = get_locale()
        language = locale.language if locale else ""
        if language not in self._known:
            self._known[language] = super().get_translations()
        return self._known[language]


def install(app: Flask, *, locale: Callable[[], str]) -> None:
    """Let everything that is translated, on pages and in code, ask this catalogue.

    Templates ask it through one plain function: Jinja's own passes three, each with the whole context of the page.
    """
    catalogue = Catalogue()
    Babel(app, locale_selector=locale).domain_instance = catalogue
    kept: dict[tuple[NullTranslations, str], Markup] = {}

    def said(message: str, /, **blanks: object) -> Markup:
        """The sentence in the language of the page, escaped once: a quotation mark in it ends no attribute."""
        spoken = catalogue.get_translations()
        if (spoken, message) not in kept:
            kept[spoken, message] = escape(spoken.gettext(message))
        text = kept[spoken, message]
        return text % blanks if "%" in message else text

    app.jinja_env.globals.update(_=said, gettext=said)
