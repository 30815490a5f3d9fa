"""The officer's home page and the province's window tell how far dossiers are."""

from collections.abc import Callable
from datetime import date

from flask import Flask
from flask.testing import FlaskClient

from ocop.registrations.rules import State
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


def test_the_province_sees_how_many_dossiers_each_unit_has(app: Flask, client_of: Callable[..., FlaskClient]) -> None:
    with inside(app, "phan-thiet"):
        registered(sauce("Mắm chưa lập"))
        dossier(registered(sauce("Mắm đã lập")))
        dossier(registered(sauce("Mắm đầy đủ"))).registration.state = State.DOSSIER_COMPLETE
        registered(sauce("Mắm mới trình"), state=State.SUBMITTED)

    shown = client_of("ubnd-tinh", "province_officer").get("/tinh/ho-so/").get_data(as_text=True)

    cells = [f'<td class="numeric">{number}</td>' for number in (3, 2, 1)]
    assert "".join(cells) in shown
    assert client_of("phan-thiet").get("/tinh/ho-so/").status_code == 404
