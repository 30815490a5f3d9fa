"""Legal forms of producers and the checks on what identifies them."""

import re
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum

from ocop.core.text.dates import day
from ocop.core.text.normal import fold
from ocop.core.text.numbers import plain


class LegalForm(StrEnum):
    """Legal forms that may take part (Decision 148/QĐ-TTg)."""

    COOPERATIVE = "htx"
    COOPERATIVE_GROUP = "to_hop_tac"
    COMPANY = "doanh_nghiep"
    HOUSEHOLD_BUSINESS = "ho_kinh_doanh"
    FARM = "trang_trai"
    ESTABLISHMENT = "co_so"
    ASSOCIATION = "hoi"
    CENTRE = "trung_tam"


LEGAL_FORM_NAMES = {
    LegalForm.COOPERATIVE: "Hợp tác xã",
    LegalForm.COOPERATIVE_GROUP: "Tổ hợp tác",
    LegalForm.COMPANY: "Doanh nghiệp",
    LegalForm.HOUSEHOLD_BUSINESS: "Hộ kinh doanh",
    LegalForm.FARM: "Trang trại",
    LegalForm.ESTABLISHMENT: "Cơ sở sản xuất",
    LegalForm.ASSOCIATION: "Hội",
    LegalForm.CENTRE: "Trung tâm",
}
"""The names on paper and on screen; the form of a producer is a term of the law."""


class ChainRole(StrEnum):
    """What a partner does along the value chain of a producer."""

    SUPPLIES = "cung_ung"
    PROCESSES = "che_bien"
    DISTRIBUTES = "tieu_thu"


@dataclass(frozen=True, kw_only=True)
class ProducerFacts:
    """What an officer writes down about a producer; sensitive facts are kept apart (`SensitiveFacts`)."""

    name: str
    legal_form: LegalForm | None = None
    registered_name: str | None = None
    name_difference_reason: str | None = None
    registration_number: str | None = None
    registration_date: date | None = None
    registration_place: str | None = None
    business_lines: str | None = None
    tax_code: str | None = None
    representative: str | None = None
    representative_sex: str | None = None
    phone: str | None = None
    email: str | None = None
    commune_id: int | None = None
    address: str | None = None
    labour_total: int | None = None
    labour_local: int | None = None
    labour_women: int | None = None
    value_chain: str | None = None
    public_consent: bool = False
    consent_on: date | None = None
    consent_how: str | None = None
    source: str | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class SensitiveFacts:
    """What the forms ask and the law protects (Decree 13/2023/NĐ-CP, Art. 2.4)."""

    representative_ethnicity: str | None = None
    labour_minority: int | None = None
    labour_disabled: int | None = None


@dataclass(frozen=True, kw_only=True)
class ChainFacts:
    """A link of the value chain: `partner_id`, a producer of the unit, or `partner_name`, never both; `since` is a year."""

    role: ChainRole
    partner_id: int | None = None
    partner_name: str | None = None
    what: str | None = None
    since: int | None = None


FACTS = tuple(one.name for one in fields(ProducerFacts))
SENSITIVE_FACTS = tuple(one.name for one in fields(SensitiveFacts))

TAX_CODE = re.compile(r"(\d{10})(?:-?(\d{3}))?", re.ASCII)
TAX_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
PHONE = re.compile(r"(?:\+84|0)\d{8,10}|1[89]00\d{4,6}", re.ASCII)
"""Land lines, mobiles and the numbers of call centres."""


def tax_code(text: str) -> str | None:
    """The tax code as it is kept, "3400123456" or "3400123456-001"; None when its length or check digit is wrong.

    The tenth digit is 10 minus the weighted sum of the first nine modulo 11; three more digits name a branch
    (Circular 86/2024/TT-BTC, Art. 5, as before it 105/2020/TT-BTC).
    """
    found = TAX_CODE.fullmatch(re.sub(r"[\s.]", "", text))
    if not found:
        return None
    main, branch = found.groups()
    weighted = sum(weight * int(digit) for weight, digit in zip(TAX_WEIGHTS, main, strict=False))
    if 10 - weighted % 11 != int(main[9]):
        return None
    return f"{main}-{branch}" if branch else main


def phones(text: str) -> str | None:
    """Telephone numbers without spaces and dots, joined by "; "; None when one of them is none."""
    numbers = [re.sub(r"[\s.()\-]", "", one) for one in re.split(r"[;,/]", text) if one.strip()]
    return "; ".join(numbers) if numbers and all(map(PHONE.fullmatch, numbers)) else None


def names_agree(name: str, registered_name: str | None) -> bool:
    """Whether the name is the one on the business registration; accents, capitals and spaces make no difference."""
    return not registered_name or _letters(name) == _letters(registered_name)


def is_named(name: str) -> bool:
    """Whether a name says anything; paper forms leave "……………" where nobody is known."""
    return any(map(str.isalnum, name))


def as_written(value: object) -> str:
    """A fact as its form writes it, to be compared with what was typed."""
    if value is None or value is False:
        return ""
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Decimal):
        return plain(value)
    return "y" if value is True else str(value)


def labour_fits(total: int | None, part: int | None) -> bool:
    """Whether a part of the workforce (local, women) fits into the whole; unknown figures do."""
    return total is None or part is None or part <= total


def _letters(name: str) -> str:
    return "".join(re.findall(r"\w", fold(name)))
