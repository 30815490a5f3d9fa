"""Whatever an officer writes comes out as that very text, or is refused by name."""

from __future__ import annotations

import unicodedata
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from ocop.paperwork import LackingCharacterError, Rendition, dump, render_docx, render_pdf
from ocop.paperwork.kit.fonts import FACES, sound
from ocop.paperwork.kit.page import PORTRAIT
from ocop.paperwork.kit.pen import Pen
from ocop.paperwork.kit.press import printed as pressed
from ocop.paperwork.kit.story import Look, Paragraph, Part
from tests.paperwork import reading, samples

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
VIETNAMESE = sorted(
    {
        letter
        for vowel in VOWELS
        for tone in TONES
        for letter in (unicodedata.normalize("NFC", vowel + tone), unicodedata.normalize("NFC", vowel + tone).upper())
    }
    | {"đ", "Đ"}
)
LOOKS = {"Tinos": Look.BODY, "Tinos-Bold": Look.HEADING, "Tinos-Italic": Look.BASIS}


def test_there_are_as_many_letters_as_the_alphabet_has() -> None:
    assert len(VIETNAMESE) == 2 * (12 * 6 + 1)


@pytest.mark.parametrize("face", LOOKS)
def test_every_vietnamese_letter_survives_printing(face: str) -> None:
    words = " ".join(VIETNAMESE)

    pdf = pressed((Part((Paragraph(words, LOOKS[face]),)),), Rendition.draft())

    letters = {glyph.letter for page in reading.pages(pdf) for glyph in page.glyphs if glyph.face == face}
    assert set(VIETNAMESE) <= letters


def test_every_vietnamese_letter_survives_in_bold_italics() -> None:
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(PORTRAIT.width, PORTRAIT.height), initialFontName="Tinos-Regular")
    for place in range(0, len(VIETNAMESE), 30):
        Pen(canvas).string(20, 700 - place, " ".join(VIETNAMESE[place : place + 30]), FACES[3], 12)
    canvas.save()

    letters = {glyph.letter for page in reading.pages(buffer.getvalue()) for glyph in page.glyphs}

    assert set(VIETNAMESE) <= letters


def test_more_letters_than_one_font_subset_holds_still_come_out() -> None:
    many = "".join(sorted(letter for letter in FACES[0].widths if letter.isalpha() and sound(letter) == letter))

    pdf = pressed((Part((Paragraph(" ".join(many)),)),), Rendition.numbered("1", samples.DAY))

    assert len(many) > 224
    assert {glyph.letter for page in reading.pages(pdf) for glyph in page.glyphs} >= set(many)


def test_decomposed_text_from_a_phone_prints_the_same_bytes(issued: Rendition) -> None:
    composed = samples.submission()
    decomposed = samples.submission(
        subject=unicodedata.normalize("NFD", composed.subject), text=unicodedata.normalize("NFD", composed.text)
    )

    assert decomposed.text != composed.text
    assert render_pdf(decomposed, issued) == render_pdf(composed, issued)
    assert render_docx(decomposed, issued) == render_docx(composed, issued)
    assert dump(decomposed) == dump(composed)


@pytest.mark.parametrize(
    ("character", "code"), [("☐", "U+2610"), ("★", "U+2605"), ("漢", "U+6F22"), ("\x07", "U+0007")]
)
def test_a_character_that_no_face_has_is_refused_by_name(issued: Rendition, character: str, code: str) -> None:
    with pytest.raises(LackingCharacterError, match=code.replace("+", r"\+")) as refusal:
        render_pdf(samples.submission(text=f"Ký tự {character} lạ."), issued)

    assert refusal.value.character == character
    assert refusal.value.code == code


def test_a_table_refuses_it_too(issued: Rendition) -> None:
    with pytest.raises(LackingCharacterError):
        render_pdf(samples.survey_request(blank_rows=1, reply_to="☑"), issued)


def test_invisible_characters_pasted_from_word_are_dropped() -> None:
    assert sound("Phan\u200b Thi\u00adết\ufeff") == "Phan Thiết"


def test_a_no_break_space_in_the_body_does_not_push_the_line_over_the_margin(issued: Rendition) -> None:
    words = " ".join(["ngày\u00a015\u00a0tháng\u00a05"] * 40)

    pdf = render_pdf(samples.submission(text=words), issued)

    assert max(glyph.x1 for glyph in reading.pages(pdf)[0].glyphs) <= 192.1


@pytest.mark.parametrize("key", samples.EVERY)
def test_no_file_names_helvetica(issued: Rendition, key: str) -> None:
    pdf = render_pdf(samples.EVERY[key](), issued)

    assert b"Helvetica" not in pdf
    assert b"vi-VN" in pdf


@pytest.mark.parametrize("key", samples.EVERY)
def test_the_same_document_prints_the_same_bytes(issued: Rendition, key: str) -> None:
    assert render_pdf(samples.EVERY[key](), issued) == render_pdf(samples.EVERY[key](), issued)


def test_four_threads_print_what_one_prints(issued: Rendition) -> None:
    documents = [samples.city_plan(), samples.island_plan(), samples.reminder(), samples.comments()] * 3
    alone = [render_pdf(document, issued) for document in documents]

    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(lambda document: render_pdf(document, issued), documents))

    assert together == alone


def test_a_line_of_text_comes_back_with_its_spaces(issued: Rendition) -> None:
    pdf = render_pdf(samples.comments(), issued)

    assert "Sau khi xem xét Kế hoạch số 87/KH-UBND ngày 15 tháng 5 năm 2024" in reading.flat(pdf)
