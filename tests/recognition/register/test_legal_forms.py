"""Legal forms are recognised under their usual abbreviations, in their column and in front of a name."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.recognition.rules.register.cells import NOTHING, Doubt, Found
from ocop.recognition.rules.register.legal_forms import (
    NAMES,
    LegalForm,
    contradicts,
    form_in_name,
    legal_form,
    name_key,
)

WRITTEN = {
    LegalForm.COOPERATIVE: ("HTX", "H.T.X", "Hợp tác xã", "htx nông nghiệp", "Liên hiệp HTX"),
    LegalForm.COOPERATIVE_GROUP: ("THT", "T.H.T", "Tổ hợp tác"),
    LegalForm.ENTERPRISE: (
        "Cty TNHH",
        "Công ty",
        "Công ty cổ phần",
        "DNTN",
        "Doanh nghiệp",
        "Doanh nghiệp nhỏ và vừa",
        "DN",
    ),
    LegalForm.HOUSEHOLD: ("HKD", "Hộ kinh doanh", "hộ KD", "Hộ cá thể", "Hộ"),
    LegalForm.FARM: ("Trang trại",),
    LegalForm.FACILITY: ("Cơ sở", "Cơ sở sản xuất", "CSSX"),
}
PAIRS = [(form, text) for form, texts in WRITTEN.items() for text in texts]
SPELLINGS = (str, str.upper, str.lower, lambda text: unicodedata.normalize("NFD", text), lambda text: f"  {text} ")


@given(pair=st.sampled_from(PAIRS), spelling=st.sampled_from(SPELLINGS))
def test_every_way_of_writing_a_form_gives_the_form(pair: tuple[LegalForm, str], spelling: object):
    form, text = pair

    assert legal_form(spelling(text)) == Found(form)


@given(form=st.sampled_from(LegalForm))
def test_a_form_as_the_register_writes_it_is_read_back(form: LegalForm):
    assert legal_form(NAMES[form]) == Found(form)


@pytest.mark.parametrize("cell", ["HTX/THT", "khác", "Công lập", "HTX, hộ kinh doanh", "#REF!", 3.0])
def test_any_other_form_is_asked(cell: str | float):
    assert isinstance(legal_form(cell), Doubt)


def test_an_empty_cell_gives_no_form():
    assert legal_form("") == NOTHING


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("HTX thanh long Hòa Lệ", LegalForm.COOPERATIVE),
        ("Chi nhánh Công ty TNHH Nấm Linh Chi", LegalForm.ENTERPRISE),
        ("Trang trại Thanh Tùng", LegalForm.FARM),
        ("Hội quán Sen", None),
        ("Lò bánh tráng", None),
        ("Bà Hai", None),
    ],
)
def test_the_first_words_of_a_name_may_tell_the_form(name: str, form: LegalForm | None):
    assert form_in_name(name) is form


def test_a_household_may_call_itself_a_facility():
    assert not contradicts(LegalForm.HOUSEHOLD, "Cơ sở sản xuất Yến")


def test_a_cooperative_may_not_call_itself_a_company():
    assert contradicts(LegalForm.COOPERATIVE, "Công ty TNHH Hoài Đức")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("H.T.X Thương mại - Dịch vụ Nông nghiệp Hoài Đức", "Hợp tác xã TM-DV nông nghiệp Hoài Đức"),
        ("CÔNG TY TNHH MTV NĂM TRANG", "Cty TNHH Một thành viên Năm Trang"),
        ("Hộ kinh doanh Khánh Ngọc", "HKD Khánh Ngọc"),
        ("CTCP Nước mắm", "Công ty Cổ phần nước mắm"),
        ("HTX Hoà Lệ", "HTX Hòa Lệ"),
    ],
)
def test_two_ways_of_writing_one_producer_have_one_key(one: str, other: str):
    assert name_key(one) == name_key(other)


def test_a_facility_and_a_household_of_one_name_are_two_producers():
    assert name_key("Cơ sở kinh doanh Khánh Ngọc") != name_key("Hộ kinh doanh Khánh Ngọc")
