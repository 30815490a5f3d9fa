"""Two officers register one product at the same moment, each as another kind: it runs once in the year."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

from flask import Flask
from flask.testing import FlaskClient

from ocop.registrations import queries
from ocop.registrations.rules import OVER, Kind
from tests.factories.products import product
from tests.factories.recognition import recognition
from tests.factories.scopes import inside


def test_a_product_registered_by_two_at_the_same_moment_runs_once(
    app: Flask, client_of: Callable[..., FlaskClient]
) -> None:
    with inside(app, "phan-thiet"):
        made = product("Nước mắm")
        recognition(made, date(2022, 1, 10), stars=3)
        product_id = made.id
    clients = [client_of("phan-thiet"), client_of("phan-thiet")]
    starting_gun = Barrier(len(clients))

    def register(client: FlaskClient, kind: Kind) -> int:
        starting_gun.wait()
        data = {"kind": kind.value, "expected_stars": "4"}
        return client.post(f"/phan-thiet/dang-ky/san-pham/{product_id}", data=data).status_code

    with ThreadPoolExecutor(len(clients)) as threads:
        answers = list(threads.map(register, clients, (Kind.UPGRADE, Kind.REASSESSMENT)))
    with inside(app, "phan-thiet"):
        running = [row for row in queries.of_product(product_id) if row.state not in OVER]

    assert sorted(answers) == [302, 409]
    assert len(running) == 1
