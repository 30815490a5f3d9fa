"""Two tabs and the back button: a step that was taken is not taken again, and the answer says what to do instead."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ocop.core.db import db
from ocop.documents.models import Dispatch, Document
from ocop.documents.rules import State
from tests.factories import documents

ClientOf = Callable[..., FlaskClient]
HOME = "/phan-thiet/van-ban"
NUMBER = {"number": "12", "dated": "13/5/2024"}
SENDING = {"others": "Sở Công Thương", "channel": "post", "on": "13/5/2024"}


@pytest.mark.parametrize(
    ("point", "role", "step", "data", "sentence"),
    [
        ("draft", "officer", "chot", {}, "đã chốt để trình ký"),
        ("frozen", "clerk", "so", NUMBER, "Văn bản đã ban hành"),
    ],
)
def test_a_step_posted_twice_is_taken_once_and_answered_clearly(
    app: Flask, client_of: ClientOf, point: str, role: str, step: str, data: dict[str, str], sentence: str
) -> None:
    document = documents.letter_in(app, "phan-thiet", point)
    client = client_of("phan-thiet", role)

    first, second = (client.post(f"{HOME}/{document.id}/{step}", data=data) for _tab in range(2))

    assert (first.status_code, second.status_code) == (302, 409)
    assert sentence in second.text


def test_a_document_sent_twice_goes_out_once(app: Flask, client_of: ClientOf) -> None:
    document = documents.letter_in(app, "phan-thiet", "signed")
    client = client_of("phan-thiet", "clerk")

    answers = [client.post(f"{HOME}/{document.id}/gui", data=SENDING).status_code for _tab in range(2)]

    sent = documents.within_unit(app, "phan-thiet", lambda _unit: len(db.session.scalars(db.select(Dispatch)).all()))
    assert answers == [302, 302]
    assert sent == 1


def test_the_back_button_does_not_freeze_what_has_its_number(app: Flask, client_of: ClientOf) -> None:
    document = documents.letter_in(app, "phan-thiet", "issued")

    answer = client_of("phan-thiet", "officer").post(f"{HOME}/{document.id}/chot")

    kept = documents.within_unit(
        app, "phan-thiet", lambda _unit: documents.copied(db.session.get_one(Document, document.id))
    )
    assert answer.status_code == 409
    assert (kept.state, kept.number) == (State.ISSUED, "12")


def test_the_history_follows_the_calendar_of_the_rest_of_the_page(app: Flask, client_of: ClientOf) -> None:
    document = documents.letter_in(app, "phan-thiet", "issued")

    page = client_of("phan-thiet", "clerk").get(f"{HOME}/{document.id}").text

    history = page[page.index("Lịch sử văn bản") :]
    assert history.count("13/5/2024") >= 3
