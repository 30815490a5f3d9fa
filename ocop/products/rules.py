"""What a product's facts must look like, and which names are so alike that an officer should look."""

import re
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from urllib.parse import urlsplit

from ocop.core.text.normal import fold

STARS_WITH_STAMP = 3
"""From three stars on a product bears the stamp and the label of the programme (plan of the year, part III, point d)."""


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
    story: str | None = None
    local_share: Decimal | None = None
    fresh_or_raw: bool = False
    has_stamp: bool | None = None
    has_label: bool | None = None
    traceability_url: str | None = None
    barcode: str | None = None
    standards: str | None = None
    source: str | None = None
    note: str | None = None


FACTS = tuple(one.name for one in fields(ProductFacts))

CODE = re.compile(r"\d{2}-\d{3}-\d{5}-\d{2,3}-\d{4}", re.ASCII)
"""Province-district-commune-serial-year, with the statistical office's codes (Decision 148/QĐ-TTg)."""

BARCODE_LENGTHS = {8, 12, 13, 14}
HOST = re.compile(r"(?=.{4,253}\Z)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}", re.ASCII)


def product_code(text: str) -> bool:
    """Whether a text is a product code such as 60-593-22921-01-2024."""
    return CODE.fullmatch(text) is not None


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
