"""A frozen document goes out ready for digital signatures and comes home signed."""

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from flask import Flask
from flask.testing import FlaskClient

from ocop.paperwork import places
from tests.factories import documents
from tests.paperwork.certificates import seal, signed

ClientOf = Callable[..., FlaskClient]
HOME = "/phan-thiet/van-ban"


def fields(pdf: bytes) -> list[str]:
    with pikepdf.open(BytesIO(pdf)) as document:
        return [str(one.T) for one in document.Root.AcroForm.Fields]


def test_the_clerk_takes_the_frozen_version_with_both_places(app: Flask, client_of: ClientOf) -> None:
    document = documents.letter_in(app, "phan-thiet", "frozen")

    answer = client_of("phan-thiet", "clerk").get(f"{HOME}/{document.id}/de-ky-so.pdf")

    assert answer.status_code == 200
    assert fields(answer.data) == [places.LEADER, places.OFFICE]
    assert b"/ByteRange" in signed(answer.data, seal("Lãnh đạo"), field=places.LEADER)


def test_everybody_of_the_unit_sees_where_the_signatures_will_stand(app: Flask, client_of: ClientOf) -> None:
    document = documents.letter_in(app, "phan-thiet", "frozen")

    answer = client_of("phan-thiet", "officer").get(f"{HOME}/{document.id}/mau-vi-tri.pdf")

    assert answer.status_code == 200
    assert answer.data.startswith(b"%PDF")


@pytest.mark.parametrize("point", ["draft", "issued"])
def test_only_a_frozen_document_is_made_ready(app: Flask, client_of: ClientOf, point: str) -> None:
    document = documents.letter_in(app, "phan-thiet", point)

    assert client_of("phan-thiet", "clerk").get(f"{HOME}/{document.id}/de-ky-so.pdf").status_code == 409


def test_another_units_document_is_not_made_ready(app: Flask, client_of: ClientOf) -> None:
    document = documents.letter_in(app, "la-gi", "frozen")
    clerk = client_of("phan-thiet", "clerk")

    assert clerk.get(f"{HOME}/{document.id}/de-ky-so.pdf").status_code == 404
    assert clerk.get(f"{HOME}/{document.id}/mau-vi-tri.pdf").status_code == 404
