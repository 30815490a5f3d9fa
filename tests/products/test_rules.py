"""What a product's facts must look like, and which names are alike."""

import re
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import example, given
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
        ("Mứt dừa", "Mứt dừa non", True),
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
        ("https://example.vn:8443/", False),
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
    ("code", "parts", "fits"),
    [
        ("60-593-22921-01-2024", "2-3-5-2..3-4", True),
        ("60-593-22921-001-2024", "2-3-5-2..3-4", True),
        ("60-593-22921-1-2024", "2-3-5-2..3-4", False),
        ("60.593.22921.01.2024", "2-3-5-2..3-4", False),
        ("60-593-22921-01-2024 ", "2-3-5-2..3-4", False),
        ("٦0-593-22921-01-2024", "2-3-5-2..3-4", False),
        ("68-22921-01-2026", "2-5-2..3-4", True),
    ],
)
def test_a_product_code_follows_the_pattern_of_its_edition(code: str, parts: str, fits: bool) -> None:
    assert rules.product_code(code, parts) is fits


@pytest.mark.parametrize("parts", ["-", "2-", "2-x", "2..-3", "(.*)", "2-3)|(.*"])
def test_a_pattern_that_cannot_be_read_is_no_pattern(parts: str) -> None:
    with pytest.raises(ValueError, match=re.escape(parts)):
        rules.product_code("60-593-22921-01-2024", parts)


@given(st.lists(st.integers(1, 6), min_size=1, max_size=6), st.data())
def test_a_code_of_the_right_digits_fits_and_one_digit_more_does_not(lengths: list[int], data: st.DataObject) -> None:
    parts = "-".join(map(str, lengths))
    code = "-".join(data.draw(st.text("0123456789", min_size=one, max_size=one)) for one in lengths)

    assert rules.product_code(code, parts)
    assert not rules.product_code(f"{code}0", parts)


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


DAYS = st.dates(date(2019, 1, 1), date(2030, 12, 31))


@given(DAYS, DAYS)
@example(date(2024, 5, 13), date(2024, 5, 13))
@example(date(2024, 7, 12), date(2024, 5, 13))
@example(date(2024, 7, 13), date(2024, 5, 13))
def test_a_certificate_is_good_until_the_end_of_its_last_day(until: date, today: date) -> None:
    standing = rules.standing(until, today)

    assert (standing is rules.Standing.EXPIRED) == (today > until)
    assert (standing is rules.Standing.ENDING) == (until - timedelta(days=60) <= today <= until)


def test_a_certificate_without_an_end_never_expires() -> None:
    assert rules.standing(None, date.max) is rules.Standing.OPEN


@pytest.mark.parametrize(
    ("address", "fits"),
    [
        ("https://shopee.vn/cua-hang", True),
        ("HTTPS://shopee.vn/cua-hang", True),
        ("http://shopee.vn/cua-hang", False),
        ("shopee.vn/cua-hang", False),
        ("https://nguoi:matkhau@shopee.vn/", False),
        ("https://192.168.1.1/", False),
        ("javascript:alert(1)//https://shopee.vn", False),
        ("data:text/html,https://shopee.vn", False),
    ],
)
def test_a_place_of_sale_has_a_public_secure_address(address: str, fits: bool) -> None:
    assert rules.secure_address(address) is fits


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_none(text: str) -> None:
    assert rules.secure_address(text) in {True, False}
    assert isinstance(rules.host_of(text), str)


@given(st.text("0123456789", min_size=12, max_size=12), st.integers(0, 12), st.integers(1, 9))
def test_a_slip_of_one_digit_in_a_barcode_is_found(body: str, place: int, shift: int) -> None:
    code = next(f"{body}{check}" for check in range(10) if rules.barcode(f"{body}{check}"))
    slip = f"{code[:place]}{(int(code[place]) + shift) % 10}{code[place + 1 :]}"

    assert rules.barcode(code) == code
    assert rules.barcode(slip) is None
