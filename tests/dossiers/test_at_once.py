"""Two officers at one dossier, or at one piece of evidence, at the same moment: one of them is told to look again."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from threading import Barrier

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from ocop.core.db import db
from ocop.dossiers.models import Evidence
from ocop.registrations.rules import State
from tests.factories import attachments
from tests.factories.dossiers import SHOP, again, dossier, evidence, filled, household, line
from tests.factories.scopes import inside

ClientOf = Callable[..., FlaskClient]


def at_once(*acts: Callable[[], TestResponse]) -> list[TestResponse]:
    """The answers to requests that are sent at the same moment."""
    starting_gun = Barrier(len(acts))

    def run(act: Callable[[], TestResponse]) -> TestResponse:
        starting_gun.wait()
        return act()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def test_two_officers_complete_a_dossier_once(app: Flask, client_of: ClientOf) -> None:
    with inside(app, "phan-thiet"):
        address = f"/phan-thiet/ho-so/{filled(dossier()).id}/hoan-thanh"
    one, other = client_of("phan-thiet"), client_of("phan-thiet")

    answers = at_once(lambda: one.post(address), lambda: other.post(address))

    assert sorted(answer.status_code for answer in answers) == [302, 409]


def test_what_is_taken_out_at_the_same_moment_does_not_leave_a_complete_dossier(
    app: Flask, client_of: ClientOf
) -> None:
    with inside(app, "phan-thiet"):
        row = filled(dossier())
        key, line_id = row.id, line(row, SHOP).id
    one, other = client_of("phan-thiet"), client_of("phan-thiet")

    at_once(
        lambda: one.post(f"/phan-thiet/ho-so/{key}/hoan-thanh"),
        lambda: other.post(f"/phan-thiet/ho-so/{key}/muc/{line_id}/minh-chung"),
    )

    with inside(app, "phan-thiet"):
        kept = again(key)
        whole = bool(line(kept, SHOP).proofs)
        assert whole or kept.registration.state is State.ACCEPTED


def test_evidence_that_two_officers_renew_has_one_successor(app: Flask, client_of: ClientOf) -> None:
    with inside(app, "phan-thiet"):
        address = f"/phan-thiet/ho-so/minh-chung/{evidence(household(), SHOP).id}/thay"
    one, other = client_of("phan-thiet"), client_of("phan-thiet")

    def written(title: str) -> dict[str, object]:
        return {"key": SHOP, "title": title, "file": (BytesIO(attachments.pdf(1, title)), "giay.pdf")}

    answers = at_once(lambda: one.post(address, data=written("mot")), lambda: other.post(address, data=written("hai")))

    assert sorted(answer.status_code for answer in answers) == [302, 409]
    with inside(app, "phan-thiet"):
        assert len(db.session.scalars(select(Evidence)).all()) == 2
