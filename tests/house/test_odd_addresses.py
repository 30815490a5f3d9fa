"""No address, however odd, makes the portal fail: what cannot be is not found, on either database."""

import pytest
from flask import Flask
from werkzeug.routing import Rule

from tests.house.test_sweep import Planted, person_with, planted, routes
from tests.factories import world

__all__ = ["planted"]

BEYOND_ANY_KEY = (2**31, 2**63, 10**40)
ODD_WORDS = ("a\x00b", "..", "%00", "ủy-ban", "x" * 3000, "'--", "\ufffe", "😀")


def address(rule: Rule, app: Flask, **values: object) -> str:
    """The address of a route with every number and every word replaced."""
    given = {name: values.get(type(rule._converters[name]).__name__, 1) for name in rule.arguments}
    if "workspace" in given and "slug" in values:
        given["workspace"] = values["slug"]
    with app.test_request_context():
        return rule.build(given)[1]  # type: ignore[index]


@pytest.mark.parametrize("number", BEYOND_ANY_KEY)
def test_a_key_beyond_any_row_is_not_found(planted: Planted, number: int) -> None:
    officer = person_with(planted.app, "phan-thiet", world.DISTRICT_ROLES, "all.phan-thiet")
    province = person_with(planted.app, "ubnd-tinh", world.PROVINCE_ROLES, "all.tinh")
    operator = person_with(planted.app, "ubnd-tinh", (world.Role.OPERATOR,), "another.quantri")
    planted.app.config["WTF_CSRF_ENABLED"] = False
    wrong = {}
    for rule, method in routes(planted.app):
        if not any(type(one).__name__ == "IntegerConverter" for one in rule._converters.values()):
            continue
        for client, slug in ((officer, "phan-thiet"), (province, "phu-quy"), (operator, "x")):
            path = address(rule, planted.app, IntegerConverter=number, UnicodeConverter=slug, slug=slug)
            answer = client.open(path, method=method)
            if answer.status_code >= 500:
                wrong[f"{method} {rule.rule}"] = answer.status_code

    assert wrong == {}


@pytest.mark.parametrize("word", ODD_WORDS)
def test_an_odd_word_in_an_address_is_not_found(planted: Planted, word: str) -> None:
    everybody = [
        planted.app.test_client(),
        person_with(planted.app, "phan-thiet", world.DISTRICT_ROLES, "all.phan-thiet"),
        person_with(planted.app, "ubnd-tinh", world.PROVINCE_ROLES, "all.tinh"),
    ]
    planted.app.config["WTF_CSRF_ENABLED"] = False
    wrong = {}
    for rule in planted.app.url_map.iter_rules():
        if not any(type(one).__name__ in {"UnicodeConverter", "PathConverter"} for one in rule._converters.values()):
            continue
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            for client in everybody:
                for slug in (word, "phan-thiet", "ubnd-tinh"):
                    path = address(rule, planted.app, UnicodeConverter=word, PathConverter=word, slug=slug)
                    answer = client.open(path, method=method)
                    if answer.status_code >= 500:
                        wrong[f"{method} {rule.rule}"] = answer.status_code

    assert wrong == {}
