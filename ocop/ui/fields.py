"""The fields that offices need: values that people write as text, each in several ways."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from wtforms import Field
from wtforms.widgets import TextInput

from ocop.core.text import dates, money, numbers
from ocop.core.text.dates import PartialDate
from ocop.core.text.normal import nfc

YEARS = range(1900, 2101)
MONEY_LIMIT = 10**15


class WrittenField(Field):
    """A value that people write as text; what could not be understood stays in the box to be mended."""

    widget = TextInput()
    sentence: LazyString
    data: object

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else self.written(self.data)

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Understand what was written; an empty box means None."""
        text = nfc(valuelist[0]) if valuelist else ""
        try:
            self.data = self.understood(text) if text else None
        except ValueError:
            self.data = None
            raise ValueError(str(self.sentence)) from None

    def understood(self, text: str) -> object:
        """The value that the text means; raises ValueError."""
        raise AssertionError("each field says how its text is understood")

    def written(self, value: object) -> str:
        """The value as it stands in the box."""
        return str(value)


class VietnameseDateField(WrittenField):
    """A day, written 15/5/2024, 15.5.2024, 15-5-2024 or 2024-05-15; between 1900 and 2100."""

    sentence = _l("Vui lòng nhập ngày theo dạng 15/5/2024.")
    data: date | None

    def understood(self, text: str) -> date:
        """The day; raises NotADate, and ValueError for a year that can only be a slip."""
        day = dates.parse_day(text)
        if day.year not in YEARS:
            raise ValueError(text)
        return day

    def written(self, value: object) -> str:
        """The day as offices write it."""
        assert isinstance(value, date)
        return dates.day(value)


class PartialDateField(WrittenField):
    """A day, a month (9/2023) or a year (2023), as far as the source knows it."""

    sentence = _l("Vui lòng nhập ngày 15/5/2024, tháng 5/2024 hoặc năm 2024.")
    data: PartialDate | None

    def understood(self, text: str) -> PartialDate:
        """The date with its precision; raises NotADate."""
        found = PartialDate.parse(text)
        if found.first.year not in YEARS:
            raise ValueError(text)
        return found


class MoneyField(WrittenField):
    """Whole đồng, written 1.250.000 or "1,5 triệu"; never negative, below one million tỷ."""

    sentence = _l("Vui lòng nhập số tiền bằng đồng, ví dụ 1.250.000.")
    data: int | None

    def understood(self, text: str) -> int:
        """The amount in đồng; raises NotAnAmount."""
        amount = money.parse_dong(text)
        if amount >= MONEY_LIMIT:
            raise ValueError(text)
        return amount

    def written(self, value: object) -> str:
        """The figure with its dots, without the word đồng."""
        assert isinstance(value, int)
        return money.figure(value)


class VietnameseDecimalField(WrittenField):
    """An exact number with a decimal comma, written 12,5."""

    sentence = _l("Vui lòng nhập một số, phần thập phân sau dấu phẩy, ví dụ 12,5.")
    data: Decimal | None

    def understood(self, text: str) -> Decimal:
        """The number; raises NotANumber."""
        return numbers.parse_decimal(text)

    def written(self, value: object) -> str:
        """The number without zeros that say nothing."""
        assert isinstance(value, Decimal)
        return numbers.plain(value, 6)
