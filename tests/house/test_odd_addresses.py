"""No address, however odd, makes the portal fail: what cannot be is not found, on either database."""

import pytest
from flask import Flask
from werkzeug.routing import IntegerConverter, Rule

from tests.conftest import client_for

BEYOND_ANY_KEY = ("2147483648", "9223372036854775808", "9" * 5000)
ODD_WORDS = ("a%00b", "%EF%BF%BE", "x" * 3000)
PEOPLE = ("officer.phan-thiet", "head.phan-thiet", "province_officer.ubnd-tinh", "quantri")


def address(rule: Rule, *, number: str, word: str, door: str) -> str:
    """The address of a route with every number and every word replaced, and what stands at the door."""
    parts = []
    for is_dynamic, part in rule._trace:
        if not is_dynamic:
            parts.append("" if part == "|" else part.replace("|", ""))
        elif part in {"workspace", "unit"}:
            parts.append(door)
        else:
            parts.append(number if isinstance(rule._converters[part], IntegerConverter) else word)
    return "".join(parts)


def failures(app: Flask, rules: list[Rule], *, number: str, word: str, doors: tuple[str, ...]) -> set[str]:
    """The routes that failed for somebody."""
    app.config["WTF_CSRF_ENABLED"] = False
    everybody = [app.test_client(), *(client_for(app, name) for name in PEOPLE)]
    return {
        f"{method} {rule.rule}"
        for rule in rules
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        for door in doors
        for client in everybody
        if client.open(address(rule, number=number, word=word, door=door), method=method).status_code >= 500
    }


@pytest.mark.parametrize("number", BEYOND_ANY_KEY, ids=("32-bits", "64-bits", "5000-digits"))
def test_a_key_beyond_any_row_is_not_found(app: Flask, number: str) -> None:
    keyed = [
        rule
        for rule in app.url_map.iter_rules()
        if any(isinstance(one, IntegerConverter) for one in rule._converters.values())
    ]

    assert failures(app, keyed, number=number, word="purpose", doors=("phan-thiet",)) == set()


@pytest.mark.parametrize("word", ODD_WORDS, ids=("nul", "noncharacter", "endless"))
def test_an_odd_word_in_an_address_is_not_found(app: Flask, word: str) -> None:
    worded = [
        rule
        for rule in app.url_map.iter_rules()
        if any(not isinstance(one, IntegerConverter) for one in rule._converters.values())
    ]

    assert failures(app, worded, number="1", word=word, doors=(word, "phan-thiet")) == set()


@pytest.mark.parametrize("referrer", ["http://[", "http://[::1/x", "//"])
def test_a_page_that_led_here_may_have_any_address(app: Flask, referrer: str) -> None:
    app.config["WTF_CSRF_ENABLED"] = False

    answer = app.test_client().post("/dang-nhap", headers={"Referer": referrer})

    assert answer.status_code == 422
