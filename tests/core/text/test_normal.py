"""What an office types, pastes or imports is stored, searched and addressed in one spelling."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ocop.core.text.normal import fold, nfc, nfc_lines, slug

VIETNAMESE = st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạầẩẫấậìỉĩíịờởỡớợừửữứựỲỶĐƯƠ 0123456789-.,", max_size=40)


def test_a_name_typed_on_a_phone_is_stored_like_one_typed_on_a_keyboard() -> None:
    from_phone = unicodedata.normalize("NFD", "Hộ kinh doanh Tổ yến Đức Linh")

    assert nfc(from_phone) == "Hộ kinh doanh Tổ yến Đức Linh"


def test_spaces_of_word_and_excel_become_one_plain_space() -> None:
    pasted = "\ufeff  Nước\u00a0\u00a0mắm\u200b \tBà\nHai\u2009 "

    assert nfc(pasted) == "Nước mắm Bà Hai"


def test_a_tone_typed_before_the_circumflex_still_makes_the_letter() -> None:
    assert nfc("ca\u0301\u0302p huyê\u0323n") == "cấp huyện"


def test_the_icelandic_letter_of_old_fonts_becomes_the_vietnamese_one() -> None:
    assert nfc("Ðức Linh") == "Đức Linh"


def test_a_paragraph_keeps_its_line_breaks() -> None:
    typed = "Khó khăn:\r\n- thiếu vốn;  \r\n\r\n\r\n\r\n- thiếu bao bì.\n"

    assert nfc_lines(typed) == "Khó khăn:\n- thiếu vốn;\n\n- thiếu bao bì."


def test_search_finds_a_name_written_without_accents() -> None:
    assert fold("Nước mắm") == fold("NUOC MAM") == "nuoc mam"


def test_search_does_not_care_which_dash_or_quote_was_typed() -> None:
    assert fold("HTX Thương mại – Dịch vụ “Hoài Đức”") == 'htx thuong mai - dich vu "hoai duc"'


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Hàm Thuận Bắc", "ham-thuan-bac"),
        ("Đức Linh", "duc-linh"),
        ("  La Gi ", "la-gi"),
        ("Phú Quý (đảo)", "phu-quy-dao"),
    ],
)
def test_the_address_of_a_unit_is_its_name_without_accents(name: str, address: str) -> None:
    assert slug(name) == address


@given(st.text())
def test_storing_a_stored_text_again_changes_nothing(text: str) -> None:
    stored = nfc(text)

    assert nfc(stored) == stored
    assert unicodedata.is_normalized("NFC", stored)


@given(st.text())
def test_a_stored_text_fits_any_database(text: str) -> None:
    stored = nfc(text)

    assert stored.encode("utf-8").decode("utf-8") == stored
    assert "\x00" not in stored


@example("𝕬")
@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    folded = fold(text)

    assert fold(folded) == folded


@given(VIETNAMESE)
def test_folding_sees_no_difference_between_phone_keyboard_and_capitals(text: str) -> None:
    variants = {unicodedata.normalize(form, case) for form in ("NFC", "NFD") for case in (text, text.upper())}

    assert {fold(variant) for variant in variants} == {fold(text)}
    assert fold(text).isascii()


@given(VIETNAMESE)
def test_a_slug_is_its_own_slug(text: str) -> None:
    address = slug(text)

    assert slug(address) == address
    assert set(address) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
