"""What a product's facts must look like, and which names are alike."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.products import rules

WORDS = [
    "nuoc",
    "mam",
    "ba",
    "hai",
    "40",
    "thanh",
    "long",
    "say",
    "deo",
    "rong",
    "nho",
    "ca",
    "com",
    "phu",
    "quy",
    "sao",
]
NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Nước mắm Bà Hai 40 độ đạm", "NUOC MAM BA HAI 40", True),
        ("Thanh long sấy", "THANH LONG  SẤY", True),
        ("Gạo ST25", "Gạo ST 25", True),
        ("Hoà Lệ thanh long sấy", "Hòa Lệ - thanh long sấy", True),
        ("Nước mắm Bà Hai", "Nước mắm Bà Hạnh", False),
        ("Rượu vang thanh long", "Mứt thanh long", False),
        ("Gạo", "Nước mắm", False),
        ("", "", False),
    ],
)
def test_names_are_alike_by_their_words_without_accents(one: str, other: str, alike: bool) -> None:
    assert rules.alike(one, other) is alike


@given(NAMES, NAMES)
def test_two_alike_names_always_share_a_telling_word_and_fit_in_size(one: str, other: str) -> None:
    if not rules.alike(one, other):
        return
    ours, theirs = rules.words_of(one), rules.words_of(other)

    fewest, most = rules.alike_sizes(len(ours))

    assert set(rules.marks(ours)) & set(rules.marks(theirs))
    assert fewest <= len(theirs) <= most


@given(NAMES, NAMES)
def test_likeness_is_mutual(one: str, other: str) -> None:
    ours, theirs = rules.words_of(one), rules.words_of(other)

    assert rules.likeness(ours, theirs) == rules.likeness(theirs, ours)
    assert rules.likeness(ours, ours) == Fraction(1)


@pytest.mark.parametrize(
    ("address", "fits"),
    [
        ("https://truyxuatsanphambinhthuan.vn/san-pham/123", True),
        ("http://check.net.vn:80/x?id=1", True),
        ("truyxuatsanphambinhthuan.vn", False),
        ("javascript:alert(1)", False),
        ("https://nguoi:matkhau@example.vn/", False),
        ("https://10.0.0.1/", False),
        ("https://localhost/", False),
        ("https://co khoang trang.vn/", False),
        ("https://example.vn:99999/", False),
    ],
)
def test_a_traceability_address_is_a_public_web_address(address: str, fits: bool) -> None:
    assert rules.traceability_address(address) is fits


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("4006381333931", "4006381333931"),
        ("400 6381 33393-1", "4006381333931"),
        ("40170725", "40170725"),
        ("4006381333932", None),
        ("400638133393", None),
        ("abc", None),
    ],
)
def test_a_barcode_has_its_check_digit(written: str, kept: str | None) -> None:
    assert rules.barcode(written) == kept


@pytest.mark.parametrize(
    ("code", "fits"),
    [
        ("60-593-22921-01-2024", True),
        ("60-593-22921-001-2024", True),
        ("60-593-22921-1-2024", False),
        ("60.593.22921.01.2024", False),
    ],
)
def test_a_product_code_follows_the_pattern_of_its_edition(code: str, fits: bool) -> None:
    assert rules.product_code(code) is fits


@pytest.mark.parametrize(
    ("stars", "until", "stamp", "label", "lacking"),
    [
        (3, date(2025, 1, 1), True, True, False),
        (3, date(2025, 1, 1), True, None, True),
        (4, None, False, True, True),
        (3, date(2024, 5, 13), None, None, True),
        (3, date(2024, 5, 12), None, None, False),
        (2, None, None, None, False),
        (None, None, None, None, False),
    ],
)
def test_a_product_in_force_from_three_stars_on_bears_stamp_and_label(
    stars: int | None, until: date | None, stamp: bool | None, label: bool | None, lacking: bool
) -> None:
    found = rules.lacks_stamp_or_label(
        stars=stars, until=until, has_stamp=stamp, has_label=label, today=date(2024, 5, 13)
    )

    assert found is lacking
