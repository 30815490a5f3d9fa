"""One cell is one product unless it looks like several; then nobody but an officer takes it apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.recognition.rules.register.cells import NOTHING, Doubt, Found
from ocop.recognition.rules.register.product_names import answered_names, is_all_caps, product_names, sentence_case

NAME = st.sampled_from(("Nước mắm", "Mắm tôm", "Gạo ST25", "Rượu vang 14%Vol", "Thanh long sấy dẻo", "Hạt sen (500g)"))
JOINS = (
    "\n".join,
    "; ".join,
    lambda names: " ".join(f"{n}. {name}" for n, name in enumerate(names, 1)),
    lambda names: "\n".join(f"- {name}" for name in names),
    ", ".join,
)


@given(names=st.lists(NAME, min_size=3, max_size=5), join=st.sampled_from(JOINS))
def test_several_products_in_one_cell_are_asked_with_the_split_offered(names: list[str], join: object):
    doubt = product_names(join(names))

    assert isinstance(doubt, Doubt)
    assert answered_names(doubt.choices[0].answer) == tuple(names)


@given(names=st.lists(NAME, min_size=2, max_size=5))
def test_keeping_the_cell_as_one_product_is_offered_too(names: list[str]):
    doubt = product_names("\n".join(names))

    assert answered_names(doubt.choices[1].answer) == (" ".join(names),)


@pytest.mark.parametrize(
    "name",
    [
        "Nước mắm 2.5 lít",
        "Gạo ST25",
        "Rượu vang Thanh long Pitayana 15% Vol",
        "Nước mắm cá cơm, 40 độ đạm",
        "Rượu thanh long men's",
        "Hạt sen (tươi, khô, sấy)",
        "Gạo sạch Bắc Ruộng - ST25",
    ],
)
def test_figures_commas_and_hyphens_inside_a_name_do_not_split_it(name: str):
    assert product_names(name) == Found((name,))


def test_spaces_and_decomposed_letters_of_phones_are_put_right():
    assert product_names("  Nu\u031bo\u031b\u0301c   ma\u0306\u0301m ") == Found(("Nước mắm",))


def test_an_empty_cell_names_no_product():
    assert product_names(" ") == NOTHING


def test_an_excel_error_is_asked():
    assert isinstance(product_names("#REF!"), Doubt)


@pytest.mark.parametrize(
    ("name", "caps"),
    [("NƯỚC MẮM BÀ HAI", True), ("ALOHA", False), ("Gạo ST25", False), ("COOP SELECT nước mắm", False)],
)
def test_a_name_in_capitals_is_noticed(name: str, caps: bool):
    assert is_all_caps(name) is caps


def test_the_suggestion_for_capitals_changes_nothing_but_case():
    assert sentence_case("NƯỚC MẮM BÀ HAI") == "Nước mắm bà hai"
