"""The quick spelling of the importer is the spelling of the whole product."""

import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from ocop.core.text.normal import fold, nfc
from ocop.recognition.rules.register.spelling import bare, tidy, words

VIETNAMESE = st.text(
    "aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạầẩẫấậìỉĩíịờởỡớợừửữứựỲỶĐƯƠÐ 0123456789-.,–“”\u0301\u0302\u200b\u00a0", max_size=40
)
TEXTS = st.one_of(st.text(max_size=30), VIETNAMESE, VIETNAMESE.map(lambda text: unicodedata.normalize("NFD", text)))


@given(text=TEXTS)
@example(text="á\u0302p")
@example(text="\ufeffTân  Hà ")
def test_a_tidy_text_is_what_the_store_would_hold(text: str):
    assert tidy(text) == nfc(text)


@given(text=TEXTS)
@example(text="İSTANBUL Kelvin K")
def test_a_bare_text_is_what_the_search_would_compare(text: str):
    assert bare(text) == fold(text)


def test_punctuation_does_not_count_between_words():
    assert words("H.T.X  Hoà-Lệ (Ma Lâm)") == "h t x hoa le ma lam"
