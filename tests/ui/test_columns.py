"""The cells of a list: written as a page says them, in one language, escaped."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask_babel import lazy_gettext

from ocop.ui.columns import LISTS, Columns, ListColumn


@pytest.fixture
def made() -> Iterator[Columns[int]]:
    """A list of numbers: how many each is in words made for that row alone, and a sign that a page must not obey."""
    yield Columns(
        "test",
        ListColumn("number", lazy_gettext("Số"), lambda row: row),
        ListColumn("word", lazy_gettext("Chữ"), lambda row: lazy_gettext(f"số {row}")),
        ListColumn("sign", lazy_gettext("Dấu"), lambda row: "<b>", numeric=True),
    )
    LISTS.pop("test")


def test_words_made_for_one_row_are_not_said_of_another(app: Flask, made: Columns[int]) -> None:
    with app.test_request_context("/"):
        cells = [str(line) for _row, _name, line in made.lines(range(50))]

    assert [cell.split("</td>")[0] for cell in cells] == [f"<td>số {row}" for row in range(50)]


def test_a_cell_is_escaped(app: Flask, made: Columns[int]) -> None:
    with app.test_request_context("/"):
        [(_row, name, cells)] = made.lines([7])

    assert (name, cells) == ("7", '<td>số 7</td><td class="numeric">&lt;b&gt;</td>')
