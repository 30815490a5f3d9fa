"""Reading the legal form of a producer, from its own column or from the first words of a name."""

import re
from enum import StrEnum
from functools import lru_cache

from ocop.recognition.rules.register.cells import NOTHING, Cell, Doubt, Found, Reading, error_in, says_nothing, shown
from ocop.recognition.rules.register.messages import Choice, say
from ocop.recognition.rules.register.spelling import tidy, words


class LegalForm(StrEnum):
    """Who may be an OCOP producer (Decision 148/QĐ-TTg; associations and centres for tourism only)."""

    COOPERATIVE = "hop_tac_xa"
    COOPERATIVE_GROUP = "to_hop_tac"
    ENTERPRISE = "doanh_nghiep"
    HOUSEHOLD = "ho_kinh_doanh"
    FARM = "trang_trai"
    FACILITY = "co_so"
    ASSOCIATION = "hoi"
    CENTRE = "trung_tam"


NAMES = {
    LegalForm.COOPERATIVE: "Hợp tác xã",
    LegalForm.COOPERATIVE_GROUP: "Tổ hợp tác",
    LegalForm.ENTERPRISE: "Doanh nghiệp",
    LegalForm.HOUSEHOLD: "Hộ kinh doanh",
    LegalForm.FARM: "Trang trại",
    LegalForm.FACILITY: "Cơ sở",
    LegalForm.ASSOCIATION: "Hội",
    LegalForm.CENTRE: "Trung tâm",
}

WAYS_OF_WRITING: dict[LegalForm, str] = {
    LegalForm.COOPERATIVE: r"(?:lien hiep )?(?:htx|h t x|hop tac xa)",
    LegalForm.COOPERATIVE_GROUP: r"tht|t h t|to hop tac",
    LegalForm.ENTERPRISE: (
        r"(?:chi nhanh )?(?:cong ty|cty|c ty|cong ti|doanh nghiep|dntn|dn|dnnvv|tnhh|ct tnhh|ctcp|cp|tap doan|tong cong ty)"
    ),
    LegalForm.HOUSEHOLD: r"hkd|h k d|ho kd|ho kinh doanh|ho ca the|ho gia dinh|ho san xuat|ho sx|ho nong dan|ho sxkd|ho",
    LegalForm.FARM: r"trang trai|trai",
    LegalForm.FACILITY: r"co so|cssx|cs|lo|lang nghe|xuong|co so sx",
    LegalForm.ASSOCIATION: r"hoi|hiep hoi",
    LegalForm.CENTRE: r"trung tam|tt",
}
ONLY_IN_ITS_COLUMN = {"ho", "cs", "lo", "tt", "trai", "cp", "dn", "xuong", "lang nghe", "hoi", "trung tam"}
STARTS = {form: re.compile(rf"({ways})\b") for form, ways in WAYS_OF_WRITING.items()}
STRONG = frozenset({LegalForm.COOPERATIVE, LegalForm.COOPERATIVE_GROUP, LegalForm.ENTERPRISE})

CANONICAL = (
    (re.compile(r"\b(?:htx|h t x)\b"), "hop tac xa"),
    (re.compile(r"\b(?:tht|t h t)\b"), "to hop tac"),
    (re.compile(r"\b(?:hkd|h k d|ho kd)\b"), "ho kinh doanh"),
    (re.compile(r"\b(?:cty|c ty|cong ti)\b"), "cong ty"),
    (re.compile(r"\bt n h h\b|\btrach nhiem huu han\b"), "tnhh"),
    (re.compile(r"\b(?:mtv|1 thanh vien|1tv)\b"), "mot thanh vien"),
    (re.compile(r"\bctcp\b"), "cong ty co phan"),
    (re.compile(r"(?<=\bcong ty )cp\b"), "co phan"),
    (re.compile(r"\bdntn\b"), "doanh nghiep tu nhan"),
    (re.compile(r"\bsxkd\b"), "san xuat kinh doanh"),
    (re.compile(r"\bsx\b"), "san xuat"),
    (re.compile(r"\bxnk\b"), "xuat nhap khau"),
    (re.compile(r"\btmdv\b"), "thuong mai dich vu"),
    (re.compile(r"\b(?:tm|thuong mai)(?: va)? (?:dv|dich vu)\b"), "thuong mai dich vu"),
    (re.compile(r"\b(?:dv|dich vu)(?: va)? (?:tm|thuong mai)\b"), "dich vu thuong mai"),
    (re.compile(r"\bdvnn\b"), "dich vu nong nghiep"),
)


def legal_form(cell: Cell) -> Reading[LegalForm]:
    """The form that its column states: "HTX", "H.T.X", "Cty TNHH", "hộ kinh doanh"; anything else is a question."""
    if says_nothing(cell):
        return NOTHING
    return error_in(cell) or _read(shown(cell))


@lru_cache(maxsize=1 << 13)
def form_in_name(name: str) -> LegalForm | None:
    """The form with which a producer's name begins; short words that are also names ("Hội", "Lò") do not count."""
    plain = words(name)
    for form, start in STARTS.items():
        if (found := start.match(plain)) and found[1] not in ONLY_IN_ITS_COLUMN:
            return form
    return None


def contradicts(stated: LegalForm, name: str) -> bool:
    """True when a name begins with one of the forms that the law keeps apart and the column states another.

    A household business may call itself a facility or a farm; a cooperative may not call itself a company.
    """
    named = form_in_name(name)
    return named in STRONG and named is not stated


@lru_cache(maxsize=1 << 13)
def name_key(name: str) -> str:
    """Equal for two ways of writing one producer: case, marks, punctuation and usual abbreviations do not count."""
    plain = words(name)
    for abbreviation, whole in CANONICAL:
        plain = abbreviation.sub(whole, plain)
    return plain


@lru_cache(maxsize=4096)
def _read(text: str) -> Reading[LegalForm]:
    plain = words(text)
    forms = [form for form, start in STARTS.items() if start.match(plain)]
    if len(forms) == 1 and not re.search(r"[/;,]| hoặc ", tidy(text)):
        return Found(forms[0])
    choices = tuple(Choice(name, say("%(form)s", form=name)) for name in NAMES.values())
    return Doubt(say("Không hiểu loại hình “%(text)s”. Đề nghị chọn loại hình.", text=text), choices)
