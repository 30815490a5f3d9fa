"""What a product's facts must look like, and which names are so alike that an officer should look."""

import re
from dataclasses import dataclass, fields
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import combinations
from urllib.parse import urlsplit

from ocop.core.text.normal import fold

STARS_WITH_STAMP = 3
"""From three stars on a product bears the stamp and the label of the programme (plan of the year, part III, point d)."""


class StandardKind(StrEnum):
    """The standards that producers commonly hold."""

    VIETGAP = "vietgap"
    GLOBALGAP = "globalgap"
    ORGANIC = "huu_co"
    GMP = "gmp"
    HACCP = "haccp"
    ISO_22000 = "iso_22000"
    ISO_9001 = "iso_9001"
    FSSC_22000 = "fssc_22000"
    HALAL = "halal"
    FOOD_SAFETY = "an_toan_thuc_pham"
    OTHER = "khac"


STANDARD_NAMES = {
    StandardKind.VIETGAP: "VietGAP",
    StandardKind.GLOBALGAP: "GlobalGAP",
    StandardKind.ORGANIC: "Hữu cơ",
    StandardKind.GMP: "GMP",
    StandardKind.HACCP: "HACCP",
    StandardKind.ISO_22000: "ISO 22000",
    StandardKind.ISO_9001: "ISO 9001",
    StandardKind.FSSC_22000: "FSSC 22000",
    StandardKind.HALAL: "Halal",
    StandardKind.FOOD_SAFETY: "Cơ sở đủ điều kiện an toàn thực phẩm",
    StandardKind.OTHER: "Tiêu chuẩn khác",
}


class Trademark(StrEnum):
    """How far the protection of a product's trademark has come."""

    NONE = "chua"
    FILED = "da_nop_don"
    GRANTED = "duoc_bao_ho"


class SalesChannel(StrEnum):
    """Where on the web a product is sold."""

    WEBSITE = "trang_web"
    SHOPEE = "shopee"
    LAZADA = "lazada"
    TIKI = "tiki"
    SENDO = "sendo"
    POSTMART = "postmart"
    TIKTOK = "tiktok"
    FACEBOOK = "facebook"
    ZALO = "zalo"
    REGIONAL = "san_dia_phuong"
    OTHER = "khac"


class Standing(StrEnum):
    """Whether a certificate is good today."""

    VALID = "con_han"
    ENDING = "sap_het_han"
    EXPIRED = "het_han"
    OPEN = "khong_ghi_thoi_han"


ENDING_DAYS = 60
"""A certificate is called ending so many days before its last one: the time that its renewal takes."""


@dataclass(frozen=True, kw_only=True)
class ProductFacts:
    """What an officer writes down about a product. `local_share` is the share of local materials in percent."""

    producer_id: int
    name: str
    set_id: int | None = None
    set_is_suggested: bool = False
    group_stated: str | None = None
    code: str | None = None
    description: str | None = None
    packaging: str | None = None
    production: str | None = None
    story: str | None = None
    materials: str | None = None
    local_share: Decimal | None = None
    fresh_or_raw: bool = False
    has_stamp: bool | None = None
    has_label: bool | None = None
    traceability_url: str | None = None
    barcode: str | None = None
    standards: str | None = None
    declaration_number: str | None = None
    declaration_date: date | None = None
    trademark: Trademark | None = None
    trademark_number: str | None = None
    source: str | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class StandardFacts:
    """A standard that a product holds; `valid_until` is the last day on which it is good."""

    kind: StandardKind
    name: str | None = None
    number: str | None = None
    issuer: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, kw_only=True)
class YearFacts:
    """One year of a product: revenue and price in đồng, output in `quantity_unit`; what is None is not known."""

    year: int
    revenue: int | None = None
    price: int | None = None
    price_unit: str | None = None
    quantity: Decimal | None = None
    quantity_unit: str | None = None


@dataclass(frozen=True, kw_only=True)
class PhotoFacts:
    """What is said about a photo."""

    alt: str


FACTS = tuple(one.name for one in fields(ProductFacts))

PARTS = re.compile(r"\d+(?:\.\.\d+)?(?:-\d+(?:\.\.\d+)?)*", re.ASCII)
"""How an edition of the rule writes the parts of its codes: "2-3-5-2..3-4" are 2, 3, 5, 2 to 3 and 4 digits."""

BARCODE_LENGTHS = {8, 12, 13, 14}
HOST = re.compile(r"(?=.{4,253}\Z)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}", re.ASCII)


def product_code(text: str, parts: str) -> bool:
    """Whether a text is a code built of these parts of digits; raises ValueError for parts that cannot be read."""
    if not PARTS.fullmatch(parts):
        raise ValueError(parts)
    digits = "-".join(rf"\d{{{part.replace('..', ',')}}}" for part in parts.split("-"))
    return re.fullmatch(digits, text, re.ASCII) is not None


def barcode(text: str) -> str | None:
    """The digits of a GTIN (8, 12, 13 or 14 of them) whose check digit is right; else None."""
    digits = re.sub(r"[\s-]", "", text)
    if not (digits.isascii() and digits.isdecimal() and len(digits) in BARCODE_LENGTHS):
        return None
    *body, check = map(int, digits)
    weighted = sum(digit * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(body)))
    return digits if -weighted % 10 == check else None


def traceability_address(text: str) -> bool:
    """Whether a text has the form of a public web address; whether anything answers there is not looked at."""
    if any(character.isspace() for character in text):
        return False
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return False
    named = HOST.fullmatch((parts.hostname or "").lower()) is not None
    return parts.scheme in {"http", "https"} and named and parts.username is None and port in {None, 80, 443}


def host_of(address: str) -> str:
    """The site of a web address, in small letters and without "www."; empty when there is none."""
    try:
        return (urlsplit(address).hostname or "").lower().removeprefix("www.")
    except ValueError:
        return ""


def secure_address(text: str) -> bool:
    """Whether a text has the form of a web address that begins with https."""
    return traceability_address(text) and text.lower().startswith("https://")


def standing(valid_until: date | None, today: date) -> Standing:
    """Whether a certificate is good; it still is on its last day."""
    if valid_until is None:
        return Standing.OPEN
    if valid_until < today:
        return Standing.EXPIRED
    return Standing.ENDING if valid_until - today <= timedelta(days=ENDING_DAYS) else Standing.VALID


def lacks_stamp_or_label(
    *, stars: int | None, until: date | None, has_stamp: bool | None, has_label: bool | None, today: date
) -> bool:
    """Whether a product in force with three stars or more is not known to bear both stamp and label."""
    if stars is None or stars < STARS_WITH_STAMP or (until is not None and until < today):
        return False
    return not (has_stamp and has_label)


ALIKE = Fraction(2, 3)
"""Two names are alike when they share two thirds of the words that either has."""

STRENGTH = re.compile(r"\bdo dam\b")
"""Degrees of protein: "40 độ đạm" is written "40" as often."""

WORD = re.compile(r"[a-z]+|\d+")

COMMON = (
    "nuoc mam thanh long say trai kho ca deo com yen gao ruou mut banh hat bot tuoi do trang ruot vang rong bien mot nang "
    "muc tra mat ong ca phe mang muoi xao trung ga bo heo thit che bien dac biet nguyen chat sach huu co tep tom keo dieu "
    "dau phong vung lac chuoi mit xoai buoi sau rieng cam nho tao dua luoi chum ngay tinh dau xa gung toi ot tieu nghe bun "
    "mien pho nem cha gio lap suong hong dong trung ha thao nam linh chi rau cu qua an lien truyen thong cao cap thuong "
    "hang loai mot hai ba cot vi giac gion lanh hoa hong"
)
"""Frequent words of product names, without accents; their order only decides how fast a check is, never what it finds."""

_RANK = {word: place for place, word in enumerate(dict.fromkeys(COMMON.split()))}


def words_of(name: str) -> frozenset[str]:
    """The words by which names are compared: without accents, letters and figures apart, strength of fish sauce as its figure."""
    return folded_words(fold(name))


def folded_words(folded: str) -> frozenset[str]:
    """The same for a name that is folded already."""
    return frozenset(word.lstrip("0") or "0" for word in WORD.findall(STRENGTH.sub(" ", folded)))


def marks(words: frozenset[str]) -> list[str]:
    """Pairs of the rarest words of a name, enough of them that two alike names always have one in common.

    Of n words at least two thirds, ⌈2n/3⌉, are shared with an alike name. When both names rank words alike, two of the
    n − ⌈2n/3⌉ + 2 rarest are among them; the same holds from the other name's side. A single word is its own mark.
    """
    rarest_first = sorted(words, key=lambda word: (-_RANK.get(word, len(_RANK)), word))
    if len(words) < 2:
        return rarest_first
    needed = -(-len(words) * ALIKE.numerator // ALIKE.denominator)
    return [" ".join(sorted(pair)) for pair in combinations(rarest_first[: len(words) - needed + 2], 2)]


def alike_sizes(size: int) -> tuple[int, int]:
    """How few and how many words an alike name may have."""
    fewest = -(-size * ALIKE.numerator // ALIKE.denominator)
    return fewest, size * ALIKE.denominator // ALIKE.numerator


def likeness(one: frozenset[str], other: frozenset[str]) -> Fraction:
    """The share of common words among all words of two names, from 0 to 1."""
    together = one | other
    return Fraction(len(one & other), len(together)) if together else Fraction(0)


def alike(one: str, other: str) -> bool:
    """Whether two names may be of one product; "Nước mắm Bà Hai 40 độ đạm" and "NUOC MAM BA HAI 40" are."""
    return likeness(words_of(one), words_of(other)) >= ALIKE
