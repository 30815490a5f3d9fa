"""A mistake of form in an issued document is mended by a letter of its own."""

from collections.abc import Callable

import pypdfium2
import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories import documents

ClientOf = Callable[..., FlaskClient]
CANARY = "Dự thảo mật của La Gi"
WRONG = {"place": "dòng 3, trang 2", "printed": "Phòng Kinh kế", "corrected": "Phòng Kinh tế", "cause": ""}


def test_an_issued_document_is_mended_by_a_letter_that_names_it(app: Flask, client_of: ClientOf) -> None:
    document = documents.letter_in(app, "phan-thiet", "issued")
    client = client_of("phan-thiet")

    drafted = client.post(f"/phan-thiet/van-ban/{document.id}/dinh-chinh", data=WRONG)
    read = pdf_text(client.get(f"{drafted.location}/du-thao.pdf").data)

    assert "đã in “Phòng Kinh kế”, nay sửa thành “Phòng Kinh tế”" in read
    assert f"{document.number}/{document.symbol}" in read


def test_what_is_wrong_must_be_told(app: Flask, client_of: ClientOf) -> None:
    document = documents.letter_in(app, "phan-thiet", "issued")

    answer = client_of("phan-thiet").post(f"/phan-thiet/van-ban/{document.id}/dinh-chinh", data=WRONG | {"printed": ""})

    assert answer.status_code == 422
    assert "dòng 3, trang 2" in answer.text


def test_a_draft_is_edited_instead(app: Flask, client_of: ClientOf) -> None:
    document = documents.letter_in(app, "phan-thiet")
    client = client_of("phan-thiet")

    client.post(f"/phan-thiet/van-ban/{document.id}/dinh-chinh", data=WRONG)

    assert "/dinh-chinh" not in client.get(f"/phan-thiet/van-ban/{document.id}").text
    assert "đính chính" not in client.get("/phan-thiet/van-ban/").text


@pytest.mark.parametrize("ask", ["get", "post"])
def test_another_units_document_is_not_mended(app: Flask, client_of: ClientOf, ask: str) -> None:
    foreign = documents.letter_in(app, "la-gi", "issued", subject=CANARY)

    answer = getattr(client_of("phan-thiet"), ask)(f"/phan-thiet/van-ban/{foreign.id}/dinh-chinh")

    assert answer.status_code == 404
    assert CANARY not in answer.text


def pdf_text(content: bytes) -> str:
    pages = (page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content))
    return " ".join(" ".join(pages).split())
