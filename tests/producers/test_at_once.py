"""Two officers save one producer at the same moment: neither overwrites the other unseen."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from flask import Flask
from flask.testing import FlaskClient

from tests.factories.producers import producer
from tests.factories.scopes import inside


def test_the_second_of_two_who_save_at_the_same_moment_is_told(
    app: Flask, client_of: Callable[..., FlaskClient]
) -> None:
    with inside(app, "phan-thiet"):
        address = f"/phan-thiet/chu-the/{producer('HTX Biển Xanh').id}/sua"
    clients = [client_of("phan-thiet"), client_of("phan-thiet")]
    starting_gun = Barrier(len(clients))

    def save(client: FlaskClient, place: str) -> int:
        starting_gun.wait()
        return client.post(address, data={"name": "HTX Biển Xanh", "address": place, "version": "1"}).status_code

    with ThreadPoolExecutor(len(clients)) as threads:
        answers = list(threads.map(save, clients, ("Số 1", "Số 2")))

    assert sorted(answers) == [302, 409]
