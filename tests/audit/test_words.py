"""What rooms record reads in words on the page of the trail."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from ocop.audit.rules.words import ACTS, THINGS, Reading
from ocop.core.settings import ROOT

NOTING = {"record", "note_afterwards", "note", "refuse"}
NOT_A_NOTE = ("seed", "audit")


def _calls() -> Iterator[tuple[Path, ast.Call]]:
    """Every call in the rooms that writes to the trail."""
    for path in sorted((ROOT / "ocop").rglob("*.py")):
        if path.relative_to(ROOT / "ocop").parts[0] in NOT_A_NOTE:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and len(node.args) >= 2:
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if name in NOTING:
                    yield path, node


def _literals(node: ast.expr) -> Iterator[str]:
    """The words that an argument may be: a literal, or either side of a choice."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    if isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)


def test_every_act_that_a_room_records_has_its_word() -> None:
    recorded = {act: path.name for path, call in _calls() for act in _literals(call.args[1])}

    assert len(recorded) > 40
    assert {act: where for act, where in recorded.items() if act not in ACTS} == {}


def test_every_kind_of_thing_that_is_named_has_its_word() -> None:
    named = {thing for _, call in _calls() if len(call.args) > 2 for thing in _literals(call.args[2])}

    assert named - set(THINGS) == set()


@pytest.mark.parametrize(
    ("field", "recorded", "read"),
    [
        ("state", "draft", "đang soạn"),
        ("roles", "clerk, officer", "Văn thư, Chuyên viên"),
        ("kind", "thi_xa", "thị xã"),
        ("is_contact", "True", "có"),
        ("name", "draft", "draft"),
        ("state", "something_new", "something_new"),
        ("phone", None, "–"),
        ("phone", "", "–"),
    ],
)
def test_values_of_the_code_read_as_words_and_texts_as_they_are(
    app: Flask, field: str, recorded: str | None, read: str
) -> None:
    with app.test_request_context():
        assert Reading().changes({field: [None, recorded]})[0][2] == read
