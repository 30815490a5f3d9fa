"""What the office's scanner and phones send is read: each code right, never a wrong one."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from itertools import product

import pikepdf
import pytest
import segno
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from ocop.paperwork.scans import Mark
from ocop.paperwork.scans.reading import ScannedPage, read
from ocop.paperwork.scans.sheets import (
    EmptyScan,
    LockedScan,
    ScanError,
    TooLargeScan,
    UnreadableScan,
)
from tests.paperwork import samples
from tests.paperwork.scans import office
from tests.paperwork.scans.office import Scan

TOKEN, VERSION = "a2b3c4d5e6f7", "09af42"

AS_OFFICES_DO = (
    Scan(),
    Scan(grey=True),
    Scan(noise=30),
    Scan(noise=60, grey=True),
    Scan(number=True, seal="signature"),
    Scan(seal="red"),
    Scan(photo=True),
)
RESOLUTIONS, TURNS, SKEWS, QUALITIES = (150, 200, 300), (0, 90, 180, 270), (0.0, 3.0, -3.0), (40, 80)

SAMPLE = [
    (Scan(dpi=150), 4, 40),
    (Scan(dpi=150, turn=90, skew=3, grey=True), 1, 40),
    (Scan(dpi=150, turn=180, noise=60), 9, 40),
    (Scan(dpi=150, photo=True, skew=-3), 2, 40),
    (Scan(dpi=200, turn=270, skew=-3, number=True, seal="signature"), 1, 40),
    (Scan(dpi=200, turn=180, skew=3, seal="red"), 5, 80),
    (Scan(dpi=200, turn=90, noise=30, grey=True), 6, 80),
    (Scan(dpi=300, turn=270, photo=True), 3, 80),
    (Scan(dpi=300, skew=-3, noise=60, grey=True), 8, 40),
]


def sent(how: Scan, page: int, quality: int) -> bytes:
    """One page of the city's plan as a scanner or a phone sends it."""
    sheet = office.scanned(office.printed(samples.city_plan(), TOKEN, VERSION), page, how)
    return office.as_picture(sheet, quality=quality) if how.photo else office.as_pdf([sheet], how.dpi, quality)


def read_one(content: bytes) -> ScannedPage:
    (page,) = read(content)
    return page


def is_right(how: Scan, page: int, quality: int) -> bool:
    found = read_one(sent(how, page, quality))
    return (found.mark, found.turn) == (Mark(TOKEN, VERSION, page), -how.turn % 360) and not found.blank


@pytest.mark.parametrize(("how", "page", "quality"), SAMPLE)
def test_a_page_is_known_however_it_was_scanned(how: Scan, page: int, quality: int) -> None:
    assert is_right(how, page, quality)


@pytest.mark.soak
@pytest.mark.parametrize("dpi", RESOLUTIONS)
@pytest.mark.parametrize("how", AS_OFFICES_DO)
def test_every_page_is_known_at_every_resolution_turn_and_skew(how: Scan, dpi: int) -> None:
    ways = list(product(TURNS, SKEWS, QUALITIES))

    unread = [
        (scan, page, quality)
        for number, (turn, skew, quality) in enumerate(ways)
        for page in (1 + number % 9,)
        for scan in (replace(how, dpi=dpi, turn=turn, skew=skew, seed=number),)
        if not is_right(scan, page, quality)
    ]

    assert unread == []


@pytest.mark.parametrize("how", [Scan(seal="red", grey=True), Scan(seal="black", turn=90)])
def test_a_code_half_under_a_seal_is_left_to_a_person(how: Scan) -> None:
    found = read_one(sent(how, 1, 80))

    assert (found.mark, found.blank) == (None, False)


@pytest.mark.soak
@pytest.mark.parametrize("dpi", RESOLUTIONS)
def test_a_code_half_under_a_seal_is_never_read_wrongly(dpi: int) -> None:
    ways = product((Scan(seal="red", grey=True), Scan(seal="black")), TURNS, SKEWS)

    found = [
        read_one(sent(replace(how, dpi=dpi, turn=turn, skew=skew, seed=number), 1 + number % 5, 60)).mark
        for number, (how, turn, skew) in enumerate(ways)
    ]

    assert all(mark in (None, Mark(TOKEN, VERSION, 1 + number % 5)) for number, mark in enumerate(found))


def test_two_pages_laid_on_the_glass_together_are_left_to_a_person() -> None:
    pdf = office.printed(samples.city_plan(), TOKEN, VERSION)
    left, right = (office.scanned(pdf, page, Scan()) for page in (1, 2))
    both = Image.new("RGB", (left.width + right.width, left.height), "white")
    both.paste(left, (0, 0))
    both.paste(right, (left.width, 0))

    found = read_one(office.as_pdf([both], 200))

    assert (found.mark, found.crowded) == (None, True)


def test_somebody_elses_code_says_nothing() -> None:
    segno.make("https://example.vn/san-pham/1").save(made := BytesIO(), kind="png", scale=8)

    found = read_one(office.as_pdf([Image.open(made).convert("RGB")], 100))

    assert (found.mark, found.blank, found.crowded) == (None, False, False)


@pytest.mark.parametrize("dpi", RESOLUTIONS)
def test_the_back_of_a_sheet_is_blank_though_the_front_shines_through(dpi: int) -> None:
    front = office.scanned(office.printed(samples.city_plan(), TOKEN, VERSION), 1, Scan(dpi=dpi))

    backs = office.as_pdf([office.back(dpi), office.back(dpi, front=front)], dpi, 40)

    assert [page.blank for page in read(backs)] == [True, True]


def test_a_page_with_one_line_is_not_blank() -> None:
    canvas = Canvas(buffer := BytesIO())
    canvas.drawString(85, 700, "Trên đây là Kế hoạch triển khai Chương trình năm 2024./.")
    canvas.save()

    assert read_one(buffer.getvalue()).blank is False


def test_resolution_and_lack_of_colour_are_told() -> None:
    coarse = read_one(sent(Scan(dpi=150, seal="signature", grey=True), 1, 80))
    fine = read_one(sent(Scan(dpi=300, seal="signature"), 1, 80))
    written = read(office.printed(samples.city_plan(), TOKEN, VERSION))[0]

    assert (coarse.dpi, coarse.grey) == (150, True)
    assert (fine.dpi, fine.grey) == (300, False)
    assert (written.dpi, written.mark) == (None, Mark(TOKEN, VERSION, 1))


def test_a_transparent_picture_lies_on_paper() -> None:
    sheet = office.scanned(office.printed(samples.city_plan(), TOKEN, VERSION), 1, Scan()).convert("RGBA")
    clear = Image.new("RGBA", sheet.size, (0, 0, 0, 0))
    ink = sheet.convert("L").point([255 if level < 128 else 0 for level in range(256)])
    clear.paste(sheet, mask=ink)

    assert read_one(office.as_picture(clear, "PNG")).mark == Mark(TOKEN, VERSION, 1)


def _locked() -> bytes:
    buffer = BytesIO()
    canvas = Canvas(buffer, encrypt="mật khẩu")
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _with_a_picture_of(width: int, height: int) -> bytes:
    """A small file that would need gigabytes to be drawn."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    image = pikepdf.Stream(pdf, b"x")
    image.update(
        {"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Image, "/ColorSpace": pikepdf.Name.DeviceGray}
    )
    image["/Width"], image["/Height"], image["/BitsPerComponent"] = width, height, 8
    page.obj["/Resources"] = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=image))
    page.obj["/Contents"] = pikepdf.Stream(pdf, b"600 0 0 800 0 0 cm /Scan Do")
    pdf.save(buffer := BytesIO())
    return buffer.getvalue()


def _of_pages(count: int) -> bytes:
    pdf = pikepdf.new()
    for _ in range(count):
        pdf.add_blank_page()
    pdf.save(buffer := BytesIO())
    return buffer.getvalue()


HOSTILE = {
    "empty": (b"", EmptyScan),
    "text": (b"ban ky", UnreadableScan),
    "cut PDF": (b"%PDF-1.7\n1 0 obj<<", UnreadableScan),
    "cut JPEG": (office.as_picture(Image.new("RGB", (900, 900)))[:200], UnreadableScan),
    "TIFF": (b"II*\x00\x08\x00\x00\x00\x00\x00", UnreadableScan),
    "locked": (_locked(), LockedScan),
    "no page": (_of_pages(0), ScanError),
    "too many pages": (_of_pages(501), TooLargeScan),
    "huge picture in a PDF": (_with_a_picture_of(60_000, 60_000), TooLargeScan),
    "huge PNG": (office.as_picture(Image.new("1", (16_000, 16_000)), "PNG"), TooLargeScan),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_file_that_is_no_scan_is_refused_by_name(kind: str) -> None:
    content, error = HOSTILE[kind]

    with pytest.raises(error):
        read(content)


def test_a_page_of_many_metres_is_drawn_small() -> None:
    canvas = Canvas(buffer := BytesIO(), pagesize=(14_400, 14_400))
    canvas.drawString(100, 100, "x")
    canvas.save()

    assert read_one(buffer.getvalue()).mark is None
