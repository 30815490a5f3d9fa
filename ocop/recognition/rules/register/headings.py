"""Recognising the columns of a sheet by their headings, in any order and below any number of title rows."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from ocop.recognition.rules.register.amounts import unit_of
from ocop.recognition.rules.register.cells import Cell, is_blank, shown
from ocop.recognition.rules.register.columns import FIRST, SECOND, Field, RecognitionFields
from ocop.recognition.rules.register.grid import Row, Sheet
from ocop.recognition.rules.register.spelling import bare, tidy, words

TALLEST = 3
"""Rows that one heading may take."""

MOSTLY = 0.6
FEWEST_FIELDS = 2
FEWEST_TOLD_TWICE = 3
CURRENT = ("hien tai", "hien nay", "hien co")
REPEATED_FROM = 3
"""So many headings in one row below the first heading make it a heading again."""


def _wording(start: str, *more: str) -> re.Pattern[str]:
    """A heading that begins so and goes on with any of these words."""
    return re.compile(rf"(?:{start})(?: (?:{'|'.join(more)}))*")


MAKERS = "chu the|co so|don vi|doanh nghiep|dn|htx|hop tac xa|to chuc|to hop tac|tht|ho|ho kinh doanh|hkd|ca nhan"
MAKING = "san xuat|sx|kinh doanh|kd|sxkd"
ALONE: tuple[tuple[Field, re.Pattern[str]], ...] = (
    (Field.ORDINAL, re.compile(r"t t|tt|s t t|stt|so tt|so thu tu|thu tu")),
    (
        Field.PRODUCT,
        _wording(
            "(?:ten |danh muc )?(?:san pham|sp)",
            "ocop|(?:va |hoac )?dich vu|hang hoa|du lich|dang ky|tham gia|du thi|chuong trinh|duoc cong nhan|da cong nhan",
        ),
    ),
    (
        Field.GROUP,
        _wording(
            "(?:ten )?(?:nhom|nganh hang|nganh|phan nhom|bo san pham|bo)", "ocop|san pham|sp|nganh hang|bo san pham"
        ),
    ),
    (
        Field.FORM,
        _wording(
            "loai hinh|hinh thuc|loai chu the|tu cach phap nhan",
            "to chuc|hoat dong|kinh te|chu the|co so|phap ly|phap nhan",
            MAKING,
        ),
    ),
    (
        Field.REPRESENTATIVE,
        _wording(
            "(?:ho va ten |ho ten |ten )?(?:nguoi |ten )?"
            "(?:dai dien|chu co so|chu ho|giam doc|nguoi dung dau|nguoi lien he|lien he)",
            "theo|phap luat|theo phap luat|chu the|hop phap|cua",
        ),
    ),
    (
        Field.PHONE,
        _wording(
            "(?:so )?(?:dien thoai|dt|d t|sdt|dtdd|di dong|phone|tel)",
            "lien he|di dong|chu the|nguoi dai dien|lien lac|dd",
        ),
    ),
    (
        Field.PRODUCER,
        _wording(
            f"(?:ten )?(?:cac )?(?:{MAKERS}|nha san xuat)",
            MAKERS,
            MAKING,
            "ocop|san pham|sp|quan ly|dang ky|tham gia|va|hoac|cua",
        ),
    ),
    (
        Field.ADDRESS,
        _wording(
            "dia chi|dia diem|noi san xuat|tru so",
            "chu the|co so|tru so|lien he|thuong tru|noi|cua|san pham|chi tiet",
            MAKING,
        ),
    ),
    (
        Field.EXPIRY,
        _wording(
            "(?:ngay |thoi diem |thoi gian |thoi han |han )?"
            "(?:het han|het hieu luc|het thoi han|co hieu luc den|hieu luc den|co gia tri den|gia tri den|den han)",
            "ngay|cong nhan|giay chung nhan|chung nhan|hieu luc|cua|den|su dung",
        ),
    ),
    (Field.NOTE, re.compile(r"ghi chu|chu thich|note")),
    (Field.REVENUE, re.compile(r"(?:tong )?(?:doanh thu|doanh so)\b.*")),
    (
        Field.STARS,
        _wording(
            "(?:ket qua )?(?:hang sao|hang|so sao|sao|danh gia phan hang|phan hang|xep hang|xep loai|muc sao|cap sao|ket qua)",
            "sao|hien tai|hien nay|hien co|dang co|dat|duoc|san pham|ocop|cong nhan|phan hang|xep hang|danh gia",
        ),
    ),
)
COMMUNE_WORDS = frozenset(
    ["ten", "xa", "phuong", "thi", "tran", "tt", "dac", "khu", "cap", "don", "vi", "hanh", "chinh", "dia", "ban"]
)
DISTRICT_WORDS = frozenset(
    ["ten", "huyen", "thi", "xa", "thanh", "pho", "tx", "tp", "quan", "cap", "don", "vi", "dia", "phuong"]
)

TIME = r"\b(?:lan|l)(?: cong nhan| danh gia)?(?: thu)? ?"
ORDINALS = (
    (FIRST, re.compile(rf"{TIME}(?:1|i|dau tien|dau|nhat|mot|truoc)\b|\bdau tien\b|\b(?:cong nhan|danh gia) moi\b")),
    (SECOND, re.compile(rf"{TIME}(?:2|ii|hai|sau|gan nhat|moi nhat)\b|\b(?:cong nhan|danh gia) lai\b")),
)
OTHER_TIME = re.compile(rf"{TIME}(?:\d+|iii|iv|v|ba|tu)\b")
ABBREVIATED = re.compile(r"\bcn\b")
FILLING = r"(?: cong nhan| duoc| da| dat| cap| ky| ra| ocop| san pham| ban hanh| phan hang| danh gia| phe duyet| cua)*"
PARTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("stars", re.compile(rf"(?:hang sao|hang|so sao|sao|phan hang|xep hang|ket qua){FILLING}(?: sao)?")),
    ("date", re.compile(rf"(?:ngay(?: thang)?(?: nam)?|thoi gian|thoi diem){FILLING}(?: qd| quyet dinh)?{FILLING}")),
    ("year", re.compile(rf"nam{FILLING}")),
    ("decision", re.compile(rf"(?:so |so hieu )?(?:qd|quyet dinh|van ban)(?: so)?{FILLING}")),
    ("authority", re.compile(rf"(?:co quan|don vi|noi|cap|tham quyen){FILLING}(?: qd| quyet dinh)?{FILLING}")),
)
LEADING_FILLING = re.compile(
    r"^(?:cong nhan|duoc cong nhan|ocop|danh gia|phan hang|ket qua cong nhan|quyet dinh cong nhan) (?=\S)"
)
ONLY_IN_A_GROUP = frozenset({"ngay", "nam", "cap", "noi", "don vi", "co quan", "thoi gian", "hang", "sao"})
NOT_YET = re.compile(r"\b(?:dang ky|du kien|de nghi|phan dau|ke hoach|muc tieu)\b")
IN_BRACKETS = re.compile(r"\([^()]*\)")
YEAR = re.compile(r"\b(20\d\d)\b")


@dataclass(frozen=True)
class Heading:
    """What a heading says: the field, and for revenue its unit in đồng and its year."""

    field: Field
    unit: int | None = None
    year: int | None = None


@dataclass(frozen=True)
class Column:
    """A recognised column; `index` counts from zero."""

    index: int
    heading: Heading
    text: str


@dataclass(frozen=True)
class Table:
    """The columns below one heading; rows from `first_row` on (from zero) are its content."""

    columns: Mapping[Field, tuple[Column, ...]]
    unread: tuple[tuple[int, str], ...]
    top: int
    first_row: int

    @cached_property
    def headed(self) -> frozenset[int]:
        """The columns that have a heading of any kind."""
        recognised = {column.index for columns in self.columns.values() for column in columns}
        return frozenset(recognised | {index for index, _ in self.unread})

    def column(self, field: Field) -> int | None:
        """The first column of a field, or none."""
        columns = self.columns.get(field)
        return columns[0].index if columns else None


def find_table(sheet: Sheet, start: int = 0) -> Table | None:
    """The next heading that names the product and at least one thing more; as few rows as say most."""
    return next(filter(None, (table_at(sheet, top) for top in range(start, len(sheet.rows)))), None)


def table_at(sheet: Sheet, top: int) -> Table | None:
    """The table whose heading begins in a row."""
    if not _may_be_heading(sheet.rows[top]):
        return None
    tables = [_table(sheet, top, height) for height in range(1, _height(sheet, top) + 1)]
    best = max(tables, key=lambda table: len(table.columns))
    return best if Field.PRODUCT in best.columns and len(best.columns) >= FEWEST_FIELDS else None


def is_heading_again(row: Row) -> bool:
    """True for the heading that offices repeat on every printed page, or that of a second list below the first."""
    fields = {heading.field for cell in row if isinstance(cell, str) and (heading := recognise(cell))}
    return Field.PRODUCT in fields and len(fields) >= REPEATED_FROM


@lru_cache(maxsize=4096)
def recognise(text: str) -> Heading | None:
    """The field that a heading names by itself."""
    return _recurring(text, within=False) or _alone(text)


@lru_cache(maxsize=4096)
def recognise_within(group: str, text: str) -> Heading | None:
    """The field of a heading below that of a group: "Hạng" below "Công nhận lần 2"."""
    joined = f"{group} {text}"
    if recurring := _recurring(joined, within=True):
        return recurring
    if OTHER_TIME.search(words(group)):
        return None
    return recognise(text) or _alone(f"{text} {group}") or _alone(joined)


def _may_be_heading(row: Row) -> bool:
    """Two recognised texts, or one beside the heading of a group: title rows have none."""
    texts = {cell for cell in row if isinstance(cell, str) and cell and len(cell) < 200}
    if len(texts) < FEWEST_FIELDS:
        return False
    return any(recognise(text) for text in texts) or any(_time_of(words(text)) for text in texts)


def _alone(text: str) -> Heading | None:
    plain = words(IN_BRACKETS.sub(" ", bare(text))) or words(text)
    if NOT_YET.search(plain) and "san pham" not in plain:
        return None
    if is_place := _place(plain):
        return Heading(is_place)
    for field, pattern in ALONE:
        if pattern.fullmatch(plain):
            return Heading(field, unit_of(text), _year(plain)) if field is Field.REVENUE else Heading(field)
    return None


def _place(plain: str) -> Field | None:
    said = plain.split()
    rest = plain.replace("thi xa", "")
    if "huyen" in said and set(said) <= DISTRICT_WORDS and not re.search(r"\bxa\b", rest):
        return Field.DISTRICT
    if set(said) <= COMMUNE_WORDS | {"huyen"} and ({"xa", "phuong", "thi tran"} & set(said) or plain == "dia ban"):
        return Field.COMMUNE
    return None


def _recurring(text: str, *, within: bool) -> Heading | None:
    """A field of a recognition: which time, and which of the five parts; the first time where none is said."""
    plain = ABBREVIATED.sub("cong nhan", words(IN_BRACKETS.sub(_kept_if_a_time, bare(text))))
    if NOT_YET.search(plain):
        return None
    time = _time_of(plain)
    if time is None and (within or OTHER_TIME.search(plain) or plain in ONLY_IN_A_GROUP):
        return None
    part = _part(plain if time is None else _without_time(plain))
    if part is None or (time is None and part == "stars"):
        return None
    fields = time or FIRST
    return Heading(getattr(fields, part))


def _kept_if_a_time(brackets: re.Match[str]) -> str:
    inside = words(brackets[0])
    return brackets[0] if _time_of(inside) or OTHER_TIME.search(inside) else " "


def _time_of(plain: str) -> RecognitionFields | None:
    return next((fields for fields, pattern in ORDINALS if pattern.search(plain)), None)


def _without_time(plain: str) -> str:
    for _, pattern in ORDINALS:
        plain = pattern.sub(" ", plain)
    return " ".join(plain.split())


def _part(plain: str) -> str | None:
    for candidate in (plain, LEADING_FILLING.sub("", plain), LEADING_FILLING.sub("", LEADING_FILLING.sub("", plain))):
        for part, pattern in PARTS:
            if pattern.fullmatch(candidate):
                return part
    return None


def _year(plain: str) -> int | None:
    found = YEAR.search(plain)
    return int(found[1]) if found else None


def _table(sheet: Sheet, top: int, height: int) -> Table:
    texts_of = dict(_headings(sheet, top, height))
    headings = _told_twice(texts_of) or {index: _of_texts(texts) for index, texts in texts_of.items()}
    columns: defaultdict[Field, list[Column]] = defaultdict(list)
    unread: list[tuple[int, str]] = []
    for index, texts in texts_of.items():
        heading, text = headings[index], " - ".join(texts)
        if heading:
            columns[heading.field].append(Column(index, heading, text))
        elif texts:
            unread.append((index, text))
    return Table({field: tuple(found) for field, found in columns.items()}, tuple(unread), top, top + height)


def _height(sheet: Sheet, top: int) -> int:
    """How many rows the heading takes at most: a row below belongs to it when its cells are headings too."""
    for row in range(top + 1, min(top + TALLEST, len(sheet.rows))):
        texts_of = dict(_headings(sheet, top, row + 1 - top))
        filled = {index: cell for index, cell in enumerate(sheet.rows[row]) if not is_blank(cell)}
        known = sum(_of_texts(texts_of[index]) is not None for index in filled)
        if any(not isinstance(cell, str) for cell in filled.values()) or known <= len(filled) * MOSTLY:
            return row - top
    return min(TALLEST, len(sheet.rows) - top)


def _told_twice(texts_of: Mapping[int, Sequence[str]]) -> dict[int, Heading | None] | None:
    """The headings of a register whose five columns stand twice without a word which time is meant: from left to right.

    Nothing where some heading names the time. A wrong order of dates is asked about when the rows are read.
    """
    alone = {index: words(texts[0]) for index, texts in texts_of.items() if len(texts) == 1}
    if any(_time_of(words(" ".join(texts))) for texts in texts_of.values()):
        return None
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index, plain in alone.items():
        part = _part(plain)
        if part and not plain.endswith(CURRENT):
            places[part].append(index)
    twice = {part: found for part, found in places.items() if len(found) == 2}
    if len(twice) < FEWEST_TOLD_TWICE:
        return None
    headings = {index: _of_texts(texts) for index, texts in texts_of.items()}
    for part, (first, second) in twice.items():
        headings[first], headings[second] = Heading(getattr(FIRST, part)), Heading(getattr(SECOND, part))
    return headings


def _of_texts(texts: Sequence[str]) -> Heading | None:
    if len(texts) < 2:
        return recognise(texts[0]) if texts else None
    return recognise_within(" ".join(texts[:-1]), texts[-1])


def _headings(sheet: Sheet, top: int, height: int) -> Iterator[tuple[int, list[str]]]:
    """For every column its texts from the group down to the heading proper."""
    rows = [_spread(sheet, row, lowest=row == top + height - 1) for row in range(top, top + height)]
    for index in range(max(map(len, rows))):
        texts = [row[index] for row in rows if index < len(row) and row[index]]
        yield index, list(dict.fromkeys(texts))


def _spread(sheet: Sheet, row: int, *, lowest: bool) -> list[str]:
    """The texts of a heading row, those of groups repeated over the columns that they cover."""
    texts = [_text(cell) for cell in sheet.rows[row]]
    covered = [span for span in sheet.merged_from.get(row, ()) if span[1][1] > span[0][1]]
    for (_, left), (_, right) in covered:
        if left < len(texts):
            texts.extend([""] * (right + 1 - len(texts)))
            texts[left : right + 1] = [texts[left]] * (right + 1 - left)
    return texts if covered or lowest else _spread_by_eye(texts, [_text(cell) for cell in sheet.rows[row + 1]])


def _spread_by_eye(texts: Sequence[str], below: Sequence[str]) -> list[str]:
    """Without merged cells the heading of a time reaches as far as empty cells above headings do."""
    spread = list(texts) + [""] * (len(below) - len(texts))
    for index in range(1, min(len(spread), len(below))):
        if not spread[index] and below[index] and _time_of(words(spread[index - 1])):
            spread[index] = spread[index - 1]
    return spread


def _text(cell: Cell) -> str:
    return "" if is_blank(cell) else tidy(shown(cell))
