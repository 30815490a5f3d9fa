"""Digital signatures and what was signed: each way of going wrong is told apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import pikepdf
import pytest
from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from reportlab.pdfgen.canvas import Canvas

from ocop.paperwork import Rendition, render_pdf
from ocop.paperwork.comparison import Comparison, Verdict, compare
from ocop.paperwork.forms.plan import Section
from ocop.paperwork.kit.fonts import REGULAR
from ocop.paperwork.scans import payload
from ocop.paperwork.signatures import BadCertificate, Signature, UnreadableFile, signatures
from tests.paperwork import samples
from tests.paperwork.certificates import seal, signed
from tests.paperwork.scans import office
from tests.paperwork.scans.office import Scan

OFFICE = "Ủy ban nhân dân thành phố Phan Thiết"
NOW = datetime(2026, 12, 1, tzinfo=UTC)
CODE = payload("https://ocop.example.vn", "a2b3c4d5e6f7", "09af42")
FROZEN = render_pdf(samples.city_plan(), Rendition.for_signature(qr=CODE))
TIME = "15.05.2024 10:21:33 +07:00"


def judged(pdf: bytes, *trusted: bytes) -> tuple[Signature, ...]:
    return signatures(pdf, trusted=trusted, at=NOW)


def appended(pdf: bytes, drawing: bytes) -> bytes:
    """The file with an update that draws over its first page."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    writer.add_stream_to_page(0, writer.add_object(StreamObject(stream_data=drawing)))
    writer.write(buffer := BytesIO())
    return buffer.getvalue()


def stamped(pdf: bytes, *lines: str, page: int = 0) -> bytes:
    """The file written anew with lines of text on one page."""
    canvas = Canvas(buffer := BytesIO())
    canvas.setFont(REGULAR.name, 9)
    for number, line in enumerate(lines):
        canvas.drawString(330, 790 - 11 * number, line)
    canvas.save()
    with pikepdf.open(BytesIO(pdf)) as file, pikepdf.open(BytesIO(buffer.getvalue())) as stamp:
        file.pages[page].add_overlay(stamp.pages[0])
        file.save(out := BytesIO())
    return out.getvalue()


def with_first_section(old: str, new: str) -> bytes:
    """The plan printed anew with other words in it."""
    first, *others = samples.city_plan().sections
    assert old in first.text
    changed = Section(first.title, first.text.replace(old, new))
    return render_pdf(samples.city_plan(sections=(changed, *others)), Rendition.for_signature(qr=CODE))


def test_a_signed_frozen_file_is_the_same_bytes_signed_by_a_known_office() -> None:
    mark = seal(OFFICE)
    pdf = signed(FROZEN, mark)

    (found,) = judged(pdf, mark.root)

    assert (found.signer, found.issuer) == (OFFICE, "Chứng thư gốc")
    assert (found.intact, found.whole, found.known) == (True, True, True)
    assert found.signed_at is not None
    assert compare(pdf, FROZEN) == Comparison(Verdict.SAME_BYTES)


def test_a_second_signature_leaves_the_first_whole() -> None:
    leader, office_ = seal("Phó Chủ tịch"), seal(OFFICE)
    pdf = signed(signed(FROZEN, leader), office_, "Signature2")

    found = judged(pdf, leader.root, office_.root)

    assert [one.signer for one in found] == ["Phó Chủ tịch", OFFICE]
    assert all(one.intact and one.whole and one.known for one in found)
    assert compare(pdf, FROZEN).verdict is Verdict.SAME_BYTES


def test_nobody_vouches_for_a_signer_outside_the_trust_list() -> None:
    (found,) = judged(signed(FROZEN, seal(OFFICE)), seal("Cơ quan khác", "Gốc khác").root)

    assert (found.intact, found.whole, found.known) == (True, True, False)


def test_one_byte_changed_after_signing_is_seen() -> None:
    mark = seal(OFFICE)
    pdf = bytearray(signed(FROZEN, mark))
    pdf[pdf.index(b"/Title") + 9] ^= 1

    (found,) = judged(bytes(pdf), mark.root)

    assert found.intact is False
    assert compare(bytes(pdf), FROZEN).verdict is not Verdict.SAME_BYTES


def test_something_drawn_after_signing_is_outside_the_signature() -> None:
    mark = seal(OFFICE)
    pdf = appended(signed(FROZEN, mark), b"0 0 0 rg 100 600 60 12 re f")

    (found,) = judged(pdf, mark.root)

    assert (found.intact, found.whole) == (True, False)
    assert compare(pdf, FROZEN).verdict is not Verdict.SAME_BYTES


def test_something_drawn_before_signing_is_signed_but_not_the_same_bytes() -> None:
    mark = seal(OFFICE)
    pdf = signed(appended(FROZEN, b"0 0 0 rg 100 600 60 12 re f"), mark)

    (found,) = judged(pdf, mark.root)

    assert (found.intact, found.whole) == (True, True)
    assert compare(pdf, FROZEN).verdict is not Verdict.SAME_BYTES


def test_a_signature_over_another_version_is_good_but_the_text_is_not() -> None:
    mark = seal(OFFICE)
    pdf = signed(with_first_section("từng xã", "mỗi xã"), mark)

    (found,) = judged(pdf, mark.root)

    assert (found.intact, found.whole) == (True, True)
    assert compare(pdf, FROZEN) == Comparison(Verdict.OTHER_TEXT, (1,))


def test_a_file_without_signatures_has_none() -> None:
    assert judged(FROZEN) == ()


@pytest.mark.parametrize("content", [b"", b"khong phai PDF", b"%PDF-1.7\ncut", FROZEN[:2000]])
def test_a_file_that_cannot_be_read_is_named(content: bytes) -> None:
    with pytest.raises(UnreadableFile):
        judged(content)
    assert compare(content, FROZEN) == Comparison(Verdict.UNREADABLE)


def test_an_entry_of_the_trust_list_that_is_no_certificate_is_named() -> None:
    with pytest.raises(BadCertificate):
        judged(FROZEN, b"khong phai chung thu")


@pytest.mark.parametrize(("number", "dated"), [("7", date(2024, 2, 5)), ("1578", date(2024, 12, 31))])
@pytest.mark.parametrize("form", samples.EVERY)
def test_number_and_date_stamped_by_the_office_are_normal(form: str, number: str, dated: date) -> None:
    frozen = render_pdf(samples.EVERY[form](), Rendition.for_signature(qr=CODE))
    numbered = render_pdf(samples.EVERY[form](), Rendition.numbered(number, dated, qr=CODE))

    assert compare(numbered, frozen).verdict in (Verdict.SAME_TEXT, Verdict.SAME_BYTES)


@pytest.mark.parametrize(
    "lines",
    [
        (f"Ký bởi: {OFFICE}", f"Ngày ký: {TIME}"),
        (
            f"Người ký: {OFFICE}",
            "Email: vanthu@phanthiet.binhthuan.gov.vn",
            f"Cơ quan: {OFFICE}",
            f"Thời gian ký: {TIME}",
        ),
        ("Digitally signed by Uy ban nhan dan", "Date: 2024.05.15"[:5] + " 15/05/2024 10:21:33"),
        (TIME,),
    ],
)
def test_the_stamp_of_a_signing_system_is_normal(lines: tuple[str, ...]) -> None:
    numbered = render_pdf(samples.city_plan(), Rendition.numbered("87", date(2024, 5, 15), qr=CODE))

    assert compare(stamped(numbered, *lines), FROZEN) == Comparison(Verdict.SAME_TEXT)


@pytest.mark.parametrize(
    "lines",
    [
        ("Bổ sung kinh phí 500 triệu đồng",),
        (f"Ký bởi: {OFFICE}", "Bổ sung 500 triệu đồng"),
        ("100",),
    ],
)
def test_other_words_on_a_page_are_not(lines: tuple[str, ...]) -> None:
    assert compare(stamped(FROZEN, *lines, page=2), FROZEN) == Comparison(Verdict.OTHER_TEXT, (3,))


@pytest.mark.parametrize(("old", "new"), [("2024", "2025"), ("không", ""), ("rõ việc", "rõ việc chính")])
def test_one_changed_figure_or_word_in_a_file_printed_anew_is_seen(old: str, new: str) -> None:
    assert compare(with_first_section(old, new), FROZEN).verdict is Verdict.OTHER_TEXT


def test_a_changed_figure_of_an_annex_is_found_on_its_page() -> None:
    annexes = samples.annexes()
    first, *others = annexes.funding
    changed = replace(annexes, funding=(replace(first, amount=61_000_000), *others))
    pdf = render_pdf(samples.city_plan(annexes=changed), Rendition.for_signature(qr=CODE))

    found = compare(pdf, FROZEN)

    assert found.verdict is Verdict.OTHER_TEXT
    assert len(found.pages) == 1
    assert found.pages[0] > 5


def test_a_page_that_is_lacking_is_seen() -> None:
    with pikepdf.open(BytesIO(FROZEN)) as file:
        del file.pages[3]
        file.save(cut := BytesIO())

    found = compare(cut.getvalue(), FROZEN)

    assert found.verdict is Verdict.OTHER_TEXT
    assert found.pages[0] == 4


def test_a_scan_has_no_text_to_compare() -> None:
    scan = office.as_pdf([office.scanned(FROZEN, 1, Scan(dpi=150))], 150)

    assert compare(scan, FROZEN) == Comparison(Verdict.UNREADABLE)


def test_a_locked_file_cannot_be_compared() -> None:
    with pikepdf.open(BytesIO(FROZEN)) as file:
        file.save(locked := BytesIO(), encryption=pikepdf.Encryption(owner="a", user="b"))

    assert compare(locked.getvalue(), FROZEN) == Comparison(Verdict.UNREADABLE)
