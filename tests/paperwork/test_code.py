"""The verification code: where it stands, on which pages, and that a phone reads it."""

from __future__ import annotations

import pypdfium2 as pdfium
import pytest
import zxingcpp

from ocop.paperwork import QrPages, Rendition, render_pdf
from ocop.paperwork.kit.qr import PayloadError
from tests.paperwork import samples
from tests.paperwork.conftest import CODE

DPI = 200


def read(pdf: bytes) -> list[list[zxingcpp.Barcode]]:
    file = pdfium.PdfDocument(pdf)
    found = [zxingcpp.read_barcodes(sheet.render(scale=DPI / 72).to_pil().convert("L")) for sheet in file]
    file.close()
    return found


def test_every_page_of_a_plan_and_its_annexes_carries_the_code() -> None:
    pdf = render_pdf(samples.city_plan(), Rendition.for_signature(qr=CODE))

    found = read(pdf)

    assert len(found) == 9
    assert all([barcode.text for barcode in barcodes] == [CODE] for barcodes in found)


def test_it_stands_on_the_left_of_the_bottom_margin_five_millimetres_from_the_edge() -> None:
    pdf = render_pdf(samples.submission(), Rendition.for_signature(qr=CODE))

    position = read(pdf)[0][0].position

    millimetres = 25.4 / DPI
    left, right = position.top_left.x * millimetres, position.bottom_right.x * millimetres
    top, bottom = position.top_left.y * millimetres, position.bottom_right.y * millimetres
    assert left == pytest.approx(30, abs=0.5)
    assert right - left <= 18
    assert 297 - bottom == pytest.approx(5, abs=0.5)
    assert top >= 297 - 25


@pytest.mark.parametrize(("pages", "carried"), [(QrPages.EVERY, 9), (QrPages.LAST, 1), (QrPages.NONE, 0)])
def test_an_issuer_chooses_the_pages_that_carry_it(pages: QrPages, carried: int) -> None:
    pdf = render_pdf(samples.city_plan(), Rendition.for_signature(qr=CODE, qr_pages=pages))

    assert sum(bool(barcodes) for barcodes in read(pdf)) == carried


def test_a_payload_that_phones_read_differently_is_refused() -> None:
    with pytest.raises(PayloadError):
        render_pdf(samples.submission(), Rendition.for_signature(qr="https://ocop.vn/xác-minh"))


def test_a_draft_carries_none() -> None:
    assert not any(read(render_pdf(samples.submission(), Rendition.draft())))
