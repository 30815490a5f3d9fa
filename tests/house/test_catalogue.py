"""The catalogues follow the code: nothing missing, nothing left over, every blank of a sentence in its translation."""

import re
from functools import cache

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from ocop.core.settings import ROOT

BLANK = re.compile(r"%\(\w+\)[sd]")


@cache
def spoken() -> frozenset[str]:
    """Every msgid in the code and the templates; of a counted sentence the form for one."""
    with (ROOT / "translations" / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(
        ROOT, methods, options, keywords=DEFAULT_KEYWORDS | {"_l": None, "say": None}, directory_filter=_ours
    )
    return frozenset(filter(None, (_first(message) for _file, _line, message, _comments, _context in found)))


def _first(message: str | tuple[str | None, ...]) -> str:
    return message if isinstance(message, str) else message[0] or ""


def _ours(folder: str) -> bool:
    return "/." not in folder and "/tests" not in folder


def catalogue(language: str) -> Catalog:
    """The catalogue of a language as it is in the repository."""
    with (ROOT / "translations" / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_catalogue_holds_exactly_what_is_said(language: str) -> None:
    kept = {_first(message.id) for message in catalogue(language) if message.id}

    assert sorted(spoken() - kept) == []
    assert sorted(kept - spoken()) == []


def test_english_is_complete_and_keeps_every_blank() -> None:
    wrong = {
        _first(message.id)
        for message in catalogue("en")
        if message.id and not all(_keeps(_first(message.id), string) for string in _all(message.string))
    }

    assert wrong == set()


def _all(string: str | tuple[str, ...]) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string)


def _keeps(source: str, translation: str) -> bool:
    return bool(translation) and sorted(BLANK.findall(source)) == sorted(BLANK.findall(translation))


def test_vietnamese_is_the_source_and_has_no_translation() -> None:
    assert {message.id for message in catalogue("vi") if message.id and any(_all(message.string))} == set()
