"""The officer's home page names accepted registrations without a dossier, and evidence that has ended."""

from collections.abc import Callable
from datetime import date

from flask import Flask
from flask.testing import FlaskClient

from tests.factories.dossiers import dossier, evidence, household, registered, sauce
from tests.factories.scopes import inside


def test_the_home_page_leads_to_what_dossiers_wait_for(app: Flask, client_of: Callable[..., FlaskClient]) -> None:
    with inside(app, "phan-thiet"):
        registered(sauce("Mắm chưa lập"))
        dossier(registered(sauce("Mắm đã lập")))
        evidence(household(), valid_until=date(2024, 5, 12))
        evidence(household("Cơ sở khác"), valid_until=date(2024, 5, 13))

    shown = client_of("phan-thiet").get("/phan-thiet/").get_data(as_text=True)

    assert "/phan-thiet/ho-so/?ho-so=chua-lap" in shown
    assert "/phan-thiet/ho-so/minh-chung/?han=het-han" in shown
