"""Each page of a frozen document says which document, version and page it is."""

from __future__ import annotations

import pypdfium2 as pdfium
import pytest
import zxingcpp

from ocop.paperwork import QrPages, Rendition, render_pdf
from ocop.paperwork.forms.plan_annexes import PlanAnnexes
from ocop.paperwork.scans import Mark, parse, payload
from tests.paperwork import samples

TOKEN, VERSION = "a2b3c4d5e6f7", "09af42"
CODE = payload("https://ocop.example.vn", TOKEN, VERSION)


def codes(pdf: bytes, dpi: int = 200) -> list[list[str]]:
    file = pdfium.PdfDocument(pdf)
    pages = [sheet.render(scale=dpi / 72).to_pil().convert("L") for sheet in file]
    file.close()
    return [[one.text for one in zxingcpp.read_barcodes(page)] for page in pages]


def test_each_page_of_a_plan_and_its_annexes_says_its_place_in_the_file() -> None:
    pdf = render_pdf(samples.city_plan(), Rendition.for_signature(qr=CODE))

    marks = [[parse(text) for text in found] for found in codes(pdf)]

    assert marks == [[Mark(TOKEN, VERSION, page)] for page in range(1, 10)]


def test_only_the_last_page_says_so_where_the_issuer_wants_one_code() -> None:
    pdf = render_pdf(samples.city_plan(), Rendition.for_signature(qr=CODE, qr_pages=QrPages.LAST))

    assert [[parse(text) for text in found] for found in codes(pdf)] == [[]] * 8 + [[Mark(TOKEN, VERSION, 9)]]


def test_a_certificate_is_page_one() -> None:
    pdf = render_pdf(samples.EVERY["certificate"](), Rendition.for_signature(qr=CODE))

    assert [[parse(text) for text in found] for found in codes(pdf, dpi=300)] == [[Mark(TOKEN, VERSION, 1)]]


def test_printed_again_the_pages_are_the_same_bytes() -> None:
    rendition = Rendition.for_signature(qr=CODE)

    assert render_pdf(samples.city_plan(), rendition) == render_pdf(samples.city_plan(), rendition)


@pytest.mark.parametrize("rows", [260])
def test_a_code_of_many_pages_is_that_which_would_be_drawn_alone(rows: int) -> None:
    document = PlanAnnexes(samples.CITY, 2024, samples.many_products(rows))

    marks = [[parse(text) for text in found] for found in codes(render_pdf(document, Rendition.for_signature(qr=CODE)))]

    assert len(marks) > 9
    assert marks == [[Mark(TOKEN, VERSION, page)] for page in range(1, len(marks) + 1)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "https://ocop.example.vn/xac-minh/a2b3c4d5e6f7",
        "https://ocop.example.vn/xac-minh/a2b3c4d5e6f7?v=09af42",
        "https://ocop.example.vn/xac-minh/a2b3c4d5e6f7?v=09af42&p=0",
        "https://ocop.example.vn/xac-minh/a2b3c4d5e6f7?v=09af42&p=1 ",
        "https://ocop.example.vn/xac-minh/a2b3c4d5e6f7?v=09AF42&p=1",
        "https://ocop.example.vn/xac-minh/a2b3c4d5e6f0?v=09af42&p=1",
        "https://ocop.example.vn/xac-minh/../a2b3c4d5e6f7?v=09af42&p=1&p=2",
        "javascript:/xac-minh/a2b3c4d5e6f7?v=09af42&p=1",
        "8934563138165",
    ],
)
def test_a_code_that_is_none_of_ours_says_nothing(text: str) -> None:
    assert parse(text) is None


def test_a_code_is_read_back_whatever_address_the_portal_has() -> None:
    for site in ("http://127.0.0.1:8000", "https://ocop.binhthuan.gov.vn", "https://x.vn/cong"):
        assert parse(payload(site, TOKEN, VERSION).replace("{page}", "12")) == Mark(TOKEN, VERSION, 12)
