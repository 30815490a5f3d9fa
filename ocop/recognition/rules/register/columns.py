"""The columns of the official register, and those that shorter lists add."""

from dataclasses import dataclass
from enum import StrEnum


class Field(StrEnum):
    """What a column may hold; the values are the keys of answers to questions."""

    ORDINAL = "ordinal"
    PRODUCT = "product"
    GROUP = "group"
    FORM = "form"
    PRODUCER = "producer"
    COMMUNE = "commune"
    ADDRESS = "address"
    REPRESENTATIVE = "representative"
    PHONE = "phone"
    STARS = "stars"
    EXPIRY = "expiry"
    FIRST_STARS = "first_stars"
    FIRST_DATE = "first_date"
    FIRST_YEAR = "first_year"
    FIRST_DECISION = "first_decision"
    FIRST_AUTHORITY = "first_authority"
    SECOND_STARS = "second_stars"
    SECOND_DATE = "second_date"
    SECOND_YEAR = "second_year"
    SECOND_DECISION = "second_decision"
    SECOND_AUTHORITY = "second_authority"
    NOTE = "note"
    DISTRICT = "district"
    REVENUE = "revenue"
    ROW = "row"
    """Not a column: the answer about the row as a whole, TAKE or SKIP."""


TAKE, SKIP = "nhap", "bo-qua"


@dataclass(frozen=True)
class RecognitionFields:
    """The five columns of one recognition."""

    stars: Field
    date: Field
    year: Field
    decision: Field
    authority: Field


FIRST = RecognitionFields(
    Field.FIRST_STARS, Field.FIRST_DATE, Field.FIRST_YEAR, Field.FIRST_DECISION, Field.FIRST_AUTHORITY
)
SECOND = RecognitionFields(
    Field.SECOND_STARS, Field.SECOND_DATE, Field.SECOND_YEAR, Field.SECOND_DECISION, Field.SECOND_AUTHORITY
)

OF_THE_PRODUCER = (Field.FORM, Field.COMMUNE, Field.ADDRESS, Field.REPRESENTATIVE, Field.PHONE, Field.DISTRICT)
"""What continues downwards together with the producer's name."""


@dataclass(frozen=True)
class RegisterColumn:
    """A column of the official register: its heading, below that of its group, and its width in characters."""

    field: Field
    heading: str
    width: int
    group: str = ""


FIRST_TIME, SECOND_TIME = "Công nhận lần 1", "Công nhận lần 2"
REGISTER = (
    RegisterColumn(Field.ORDINAL, "TT", 5),
    RegisterColumn(Field.PRODUCT, "Tên sản phẩm", 32),
    RegisterColumn(Field.GROUP, "Nhóm sản phẩm", 18),
    RegisterColumn(Field.FORM, "Loại hình", 14),
    RegisterColumn(Field.PRODUCER, "Tên chủ thể", 32),
    RegisterColumn(Field.COMMUNE, "Xã", 18),
    RegisterColumn(Field.ADDRESS, "Địa chỉ", 28),
    RegisterColumn(Field.REPRESENTATIVE, "Người đại diện", 20),
    RegisterColumn(Field.PHONE, "Điện thoại", 14),
    RegisterColumn(Field.STARS, "Hạng hiện tại", 8),
    RegisterColumn(Field.EXPIRY, "Ngày hết hạn", 12),
    RegisterColumn(Field.FIRST_STARS, "Hạng", 7, FIRST_TIME),
    RegisterColumn(Field.FIRST_DATE, "Ngày", 12, FIRST_TIME),
    RegisterColumn(Field.FIRST_YEAR, "Năm", 7, FIRST_TIME),
    RegisterColumn(Field.FIRST_DECISION, "Số QĐ", 16, FIRST_TIME),
    RegisterColumn(Field.FIRST_AUTHORITY, "Cơ quan", 20, FIRST_TIME),
    RegisterColumn(Field.SECOND_STARS, "Hạng", 7, SECOND_TIME),
    RegisterColumn(Field.SECOND_DATE, "Ngày", 12, SECOND_TIME),
    RegisterColumn(Field.SECOND_YEAR, "Năm", 7, SECOND_TIME),
    RegisterColumn(Field.SECOND_DECISION, "Số QĐ", 16, SECOND_TIME),
    RegisterColumn(Field.SECOND_AUTHORITY, "Cơ quan", 20, SECOND_TIME),
    RegisterColumn(Field.NOTE, "Ghi chú", 24),
)
