"""Blank forms in the unit's own letterhead."""

from collections.abc import Callable
from io import BytesIO
from unicodedata import is_normalized

import pytest
from docx import Document
from flask.testing import FlaskClient
from pypdfium2 import PdfDocument

from ocop.programme.papers import UNIT_BLANKS

ClientOf = Callable[..., FlaskClient]


def text_of(pdf: bytes) -> str:
    document = PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


@pytest.mark.parametrize("key", sorted(UNIT_BLANKS))
def test_a_units_blank_bears_its_own_letterhead_and_neither_number_nor_watermark(client_of: ClientOf, key: str) -> None:
    response = client_of("phan-thiet").get(f"/phan-thiet/bieu-mau/{key}.pdf")

    text = text_of(response.data)
    assert response.mimetype == "application/pdf"
    assert "PHAN THIẾT" in text
    assert "DỰ THẢO" not in text
    assert is_normalized("NFC", text)


def test_a_blank_opens_in_word(client_of: ClientOf) -> None:
    response = client_of("phan-thiet").get("/phan-thiet/bieu-mau/survey_request.docx")

    words = "\n".join(str(text) for text in Document(BytesIO(response.data)).element.body.itertext()).replace(
        "\xa0", " "
    )
    assert "THÀNH PHỐ PHAN THIẾT" in words
    assert "Danh sách này có" in words


def test_the_provinces_letters_are_blanks_of_its_desk_only(client_of: ClientOf) -> None:
    desk = client_of("ubnd-tinh", "province_officer")

    assert desk.get("/ubnd-tinh/bieu-mau/reminder.pdf").status_code == 200
    assert desk.get("/ubnd-tinh/bieu-mau/comments.docx").status_code == 200
    assert client_of("phan-thiet").get("/phan-thiet/bieu-mau/reminder.pdf").status_code == 404
    assert client_of("phan-thiet").get("/phan-thiet/bieu-mau/khong-co.pdf").status_code == 404


def test_the_list_names_every_blank_with_both_files(client_of: ClientOf) -> None:
    page = client_of("phan-thiet").get("/phan-thiet/bieu-mau").get_data(as_text=True)

    for key in UNIT_BLANKS:
        assert f"/phan-thiet/bieu-mau/{key}.pdf" in page
        assert f"/phan-thiet/bieu-mau/{key}.docx" in page
