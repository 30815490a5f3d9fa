"""A commune is known by its code; a name that two communes share is settled by the own district or by a person."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.recognition.rules.register.cells import NOTHING, Broken, Doubt, Found
from ocop.recognition.rules.register.communes import KINDS, Commune
from tests.factories.registers import COMMUNES, gazetteer

PROVINCE = gazetteer()
DUC_LINH = gazetteer("600")
UNIQUE = [one for one in COMMUNES if one.name not in {"Tân Hà", "Bình Tân", "Bình Hưng"} and one.code != "22951"]
PREFIXES = {
    "xa": ("", "Xã ", "xã ", "X. "),
    "phuong": ("", "Phường ", "P. ", "p."),
    "thi_tran": ("", "Thị trấn ", "TT. ", "TT "),
}
SPELLINGS = (str, str.upper, lambda text: unicodedata.normalize("NFD", text), lambda text: f" {text}  ")


def code(reading: object) -> str | None:
    return reading.value.code if isinstance(reading, Found) else None


def offered(reading: object) -> set[str]:
    assert isinstance(reading, Doubt)
    return {choice.answer for choice in reading.choices}


@st.composite
def written_names(draw: st.DrawFn) -> tuple[Commune, str]:
    commune = draw(st.sampled_from(UNIQUE))
    name = draw(st.sampled_from((commune.name, *commune.aliases)))
    return commune, draw(st.sampled_from(SPELLINGS))(draw(st.sampled_from(PREFIXES[commune.kind])) + name)


@given(written=written_names())
def test_a_unique_name_is_found_with_and_without_its_kind_in_any_spelling(written: tuple[Commune, str]):
    commune, text = written

    assert code(PROVINCE.commune(text)) == commune.code


@given(written=written_names(), village=st.sampled_from(("thôn 2", "tổ 7, khu phố 8", "số 12 đường Trần Hưng Đạo")))
def test_a_name_is_found_inside_an_address(written: tuple[Commune, str], village: str):
    commune, text = written

    assert code(PROVINCE.commune_in_address(f"{village}, {text}, {commune.district_name}, Bình Thuận")) == commune.code


@pytest.mark.parametrize("text", ["Tân Hà", "xã Tân Hà", "TÂN HÀ", "Bình Tân"])
def test_the_province_asks_which_of_two_homonyms_is_meant(text: str):
    assert len(offered(PROVINCE.commune(text))) == 2


@pytest.mark.parametrize(
    ("own", "text", "expected"), [("600", "Tân Hà", "23221"), ("601", "Tân Hà", "23257"), ("596", "Bình Tân", "23047")]
)
def test_a_district_means_its_own_homonym(own: str, text: str, expected: str):
    assert code(gazetteer(own).commune(text)) == expected


def test_a_district_without_the_name_asks_which_homonym_is_meant():
    assert offered(gazetteer("593").commune("Tân Hà")) == {"23221", "23257"}


def test_a_ward_named_in_a_district_whose_homonym_is_a_commune_is_asked():
    assert offered(gazetteer("596").commune("phường Bình Tân")) == {"23237", "23047"}


@pytest.mark.parametrize(
    "text", ["Tân Hà, Đức Linh", "xã Tân Hà, huyện Đức Linh", "Tân Hà - Đức Linh", "Tân Hà huyện Đức Linh"]
)
def test_a_district_in_the_text_settles_the_homonym(text: str):
    assert code(PROVINCE.commune(text)) == code(DUC_LINH.commune(text)) == "23221"


def test_a_district_in_the_text_goes_before_the_own_district_with_a_remark():
    reading = gazetteer("601").commune("Tân Hà, Đức Linh")

    assert code(reading) == "23221"
    assert "ngoài địa bàn" in str(reading.remark)


def test_a_commune_of_another_district_is_asked():
    assert offered(DUC_LINH.commune("Phú Hài")) == {"22921"}


def test_a_commune_that_is_not_in_the_district_of_the_text_is_asked():
    assert offered(PROVINCE.commune("Sùng Nhơn, Hàm Tân")) == {"23200"}


@pytest.mark.parametrize("text", ["Không Có Xã Này", "Tân Hạ Long", "99999", "xã", Broken("#REF!")])
def test_an_unknown_commune_is_asked(text: str | Broken):
    assert isinstance(PROVINCE.commune(text), Doubt)


def test_a_name_typed_without_marks_is_found_with_a_remark():
    reading = PROVINCE.commune("Ham Thanh")

    assert code(reading) == "23122"
    assert "Hàm Thạnh" in str(reading.remark)


def test_a_wrong_kind_before_a_unique_name_is_remarked():
    reading = PROVINCE.commune("xã Đức Tài")

    assert code(reading) == "23194"
    assert "thị trấn Đức Tài" in str(reading.remark)


def test_a_district_whose_name_ends_like_a_commune_is_not_that_commune():
    assert PROVINCE.commune_in_address("thôn Phú Sung, huyện Hàm Thuận Nam") == NOTHING


def test_a_village_named_like_a_commune_is_not_that_commune():
    assert code(DUC_LINH.commune_in_address("thôn Tân Hà, xã Đức Hạnh, Đức Linh")) == "23212"


@pytest.mark.parametrize("address", ["thôn 3, xã Lạ Hoắc", "xã Tân Hà Giang, Đức Linh", "thôn 1 xã Xa Lạ, Bình Thuận"])
def test_an_address_that_names_an_unknown_commune_is_asked(address: str):
    assert isinstance(PROVINCE.commune_in_address(address), Doubt)


def test_a_district_may_follow_a_commune_without_a_comma():
    assert code(PROVINCE.commune_in_address("thôn 3 xã Tân Hà Đức Linh")) == "23221"


@pytest.mark.parametrize("address", ["Trụ sở Hợp tác xã Thanh Bình", "gần UBND xã", "TT thương mại Phan Thiết"])
def test_words_that_only_sound_like_a_commune_name_none(address: str):
    assert PROVINCE.commune_in_address(address) == NOTHING


def test_an_address_that_names_two_communes_is_asked():
    assert offered(DUC_LINH.commune_in_address("xã Đức Hạnh và kho tại xã Sùng Nhơn; xã Sùng Nhơn")) >= {"23200"}


def test_an_address_without_a_commune_gives_nothing():
    assert PROVINCE.commune_in_address("Quốc lộ 1A, Bình Thuận") == NOTHING


def test_before_the_merger_the_old_ward_is_meant():
    assert code(gazetteer("593", date(2024, 5, 13)).commune("Bình Hưng")) == "22939"


def test_after_the_merger_the_new_ward_is_meant():
    assert code(gazetteer("593", date(2025, 1, 1)).commune("Bình Hưng")) == "22951"


def test_without_a_day_both_wards_of_one_name_are_asked():
    assert offered(gazetteer("593", None).commune("Bình Hưng")) == {"22939", "22951"}


def test_a_commune_that_no_longer_exists_is_asked():
    reading = gazetteer("593", date(2025, 1, 1)).commune("Hưng Long")

    assert offered(reading) == {"22951"}


@given(commune=st.sampled_from(COMMUNES), own=st.sampled_from((None, "600", "601", "593", "596")))
def test_a_label_is_read_back_to_its_code(commune: Commune, own: str | None):
    book = gazetteer(own)

    assert code(book.commune(book.label(commune.code))) == commune.code


def test_a_label_names_the_district_only_where_it_must():
    assert (PROVINCE.label("23200"), PROVINCE.label("23221")) == ("Xã Sùng Nhơn", "Xã Tân Hà, Đức Linh")


def test_without_names_of_districts_a_label_falls_back_to_the_code():
    anonymous = [Commune(one.code, one.name, one.kind, one.district_code, one.valid_from) for one in COMMUNES[:2]]

    assert type(PROVINCE)(anonymous).label("23221").endswith("(23221)")


@pytest.mark.parametrize("cell", ["", "-", "chưa có"])
def test_an_empty_cell_names_no_commune(cell: str):
    assert PROVINCE.commune(cell) == NOTHING


@given(
    text=st.one_of(
        st.text(max_size=30),
        st.lists(
            st.sampled_from(("xã", "Tân Hà", "huyện", "Đức Linh", ",", "-", "phường", "thị", "xã La Gi")), max_size=6
        ).map(" ".join),
    )
)
def test_no_text_is_ever_taken_for_one_of_two_homonyms_without_a_district(text: str):
    reading = PROVINCE.commune(text)

    named_district = "đức linh" in text.lower()
    assert code(reading) not in {"23221", "23257"} or named_district


def test_every_kind_of_commune_has_a_word():
    assert {commune.kind for commune in COMMUNES} <= set(KINDS)
