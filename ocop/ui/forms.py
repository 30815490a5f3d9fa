"""Forms of every room: Vietnamese messages, clean text, limits of length, and the fields that offices need."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from unicodedata import normalize

from flask import Flask, g
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, IntegerField, PasswordField, StringField, TextAreaField
from wtforms.fields.core import UnboundField
from wtforms.form import BaseForm
from wtforms.validators import Length
from wtforms.widgets import TextInput

from ocop.core.errors import DomainError
from ocop.core.text import dates, money, numbers
from ocop.core.text.dates import PartialDate
from ocop.core.text.normal import nfc, nfc_lines

LINE_LIMIT = 500
TEXT_LIMIT = 50_000
YEARS = range(1900, 2101)
MONEY_LIMIT = 10**15

MESSAGES: dict[str, LazyString] = {
    "This field is required.": _l("Vui lòng nhập mục này."),
    "Invalid input.": _l("Giá trị chưa hợp lệ."),
    "Not a valid choice.": _l("Vui lòng chọn một giá trị trong danh sách."),
    "Invalid Choice: could not coerce.": _l("Vui lòng chọn một giá trị trong danh sách."),
    "Invalid choice(s): one or more data inputs could not be coerced.": _l("Vui lòng chọn trong danh sách."),
    "'%(value)s' is not a valid choice for this field.": _l("Vui lòng chọn trong danh sách."),
    "'%(value)s' are not valid choices for this field.": _l("Vui lòng chọn trong danh sách."),
    "Not a valid integer value.": _l("Vui lòng nhập một số nguyên."),
    "Not a valid decimal value.": _l("Vui lòng nhập một số, phần thập phân sau dấu phẩy."),
    "Not a valid float value.": _l("Vui lòng nhập một số, phần thập phân sau dấu phẩy."),
    "Not a valid date value.": _l("Vui lòng nhập ngày theo dạng 15/5/2024."),
    "Not a valid datetime value.": _l("Vui lòng nhập ngày giờ hợp lệ."),
    "Not a valid time value.": _l("Vui lòng nhập giờ theo dạng 09:30."),
    "Invalid email address.": _l("Địa chỉ thư điện tử chưa đúng, ví dụ đúng: ten@coquan.gov.vn."),
    "Invalid URL.": _l("Địa chỉ trang mạng chưa đúng, ví dụ đúng: https://coquan.gov.vn."),
    "Field must be at least %(min)d character long.": _l("Vui lòng nhập ít nhất %(min)d ký tự."),
    "Field must be at least %(min)d characters long.": _l("Vui lòng nhập ít nhất %(min)d ký tự."),
    "Field cannot be longer than %(max)d character.": _l("Vui lòng rút gọn còn tối đa %(max)d ký tự."),
    "Field cannot be longer than %(max)d characters.": _l("Vui lòng rút gọn còn tối đa %(max)d ký tự."),
    "Field must be exactly %(max)d character long.": _l("Vui lòng nhập đúng %(max)d ký tự."),
    "Field must be exactly %(max)d characters long.": _l("Vui lòng nhập đúng %(max)d ký tự."),
    "Field must be between %(min)d and %(max)d characters long.": _l("Vui lòng nhập từ %(min)d đến %(max)d ký tự."),
    "Number must be at least %(min)s.": _l("Vui lòng nhập số từ %(min)s trở lên."),
    "Number must be at most %(max)s.": _l("Vui lòng nhập số không quá %(max)s."),
    "Number must be between %(min)s and %(max)s.": _l("Vui lòng nhập số từ %(min)s đến %(max)s."),
    "Field must be equal to %(other_name)s.": _l("Hai ô chưa khớp nhau. Vui lòng nhập lại."),
    "Invalid value, must be one of: %(values)s.": _l("Vui lòng chọn một trong các giá trị: %(values)s."),
    "Invalid value, can't be any of: %(values)s.": _l("Không dùng được các giá trị: %(values)s."),
    "File does not have an approved extension: {extensions}": _l("Vui lòng chọn tệp có đuôi: {extensions}."),
    "File does not have an approved extension.": _l("Vui lòng chọn tệp thuộc loại được nhận."),
}


class Translations:
    """WTForms' messages in the language of the page."""

    def gettext(self, string: str) -> str:
        """The sentence that stands for one of WTForms' messages; texts of our own pass as they are."""
        ours = MESSAGES.get(string)
        return string if ours is None else str(ours)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """The same; Vietnamese has no plural and our English needs none."""
        return self.gettext(singular if n == 1 else plural)


class Form(FlaskForm):
    """The base of every form.

    Text arrives in NFC and trimmed; a line is limited to 500 and a text to 50,000 characters unless the field says otherwise.
    The last form of a request is known to the pages of refusals, which call its fields by their labels.
    """

    class Meta(FlaskForm.Meta):
        """Vietnamese sentences, clean text and limits for all fields of the form."""

        def get_translations(self, form: BaseForm) -> Translations:
            """Our sentences in place of WTForms' English ones."""
            return Translations()

        def bind_field(self, form: BaseForm, unbound_field: UnboundField, options: Mapping[str, object]) -> Field:
            """Tie the field to its form with our filters and limits added."""
            bound = super().bind_field(form, unbound_field, options)
            if isinstance(bound, StringField):
                _clean(bound)
                _limit(bound)
            return bound

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        g.form = self

    def lets(self, act: Callable[[], object]) -> bool:
        """Whether the office's rules let `act` pass.

        A refusal that names a field of this form stands at that field, so that the page shows again what was typed; any
        other is raised. The answer must then be 422, so that nothing of the act is kept.
        """
        try:
            act()
        except DomainError as refusal:
            if refusal.field is None or refusal.field not in self:
                raise
            field = self[refusal.field]
            field.errors = [*field.errors, str(refusal)]
            return False
        return True


class _WrittenField(Field):
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
        raise NotImplementedError

    def written(self, value: object) -> str:
        """The value as it stands in the box."""
        return str(value)


class VietnameseDateField(_WrittenField):
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


class PartialDateField(_WrittenField):
    """A day, a month (9/2023) or a year (2023), as far as the source knows it."""

    sentence = _l("Vui lòng nhập ngày 15/5/2024, tháng 5/2024 hoặc năm 2024.")
    data: PartialDate | None

    def understood(self, text: str) -> PartialDate:
        """The date with its precision; raises NotADate."""
        found = PartialDate.parse(text)
        if found.first.year not in YEARS:
            raise ValueError(text)
        return found


class MoneyField(_WrittenField):
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


class VietnameseDecimalField(_WrittenField):
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


def install(app: Flask) -> None:
    """Let the form macros ask for the attributes of a control."""
    app.jinja_env.globals["field_attributes"] = field_attributes


def field_attributes(field: Field, described: str, given: Mapping[str, object]) -> dict[str, object]:
    """The attributes of a control: tied to its help and error, with the right keyboard on a phone."""
    attributes: dict[str, object] = {}
    if described:
        attributes["aria-describedby"] = described.strip()
    if field.errors:
        attributes["aria-invalid"] = "true"
    if isinstance(field, MoneyField | IntegerField):
        attributes["inputmode"] = "numeric"
    elif isinstance(field, VietnameseDecimalField):
        attributes["inputmode"] = "decimal"
    if isinstance(field, _WrittenField):
        attributes["autocomplete"] = "off"
    if isinstance(field, TextAreaField):
        attributes["rows"] = 4
    return attributes | (field.render_kw or {}) | {name.replace("_", "-"): value for name, value in given.items()}


def _clean(field: StringField) -> None:
    """Stored text is NFC; passwords are left as typed but for NFC, so that both keyboards' accents match."""
    if isinstance(field, PasswordField):
        field.filters = [_composed, *field.filters]
    elif isinstance(field, TextAreaField):
        field.filters = [_lines, *field.filters]
    else:
        field.filters = [_line, *field.filters]


def _limit(field: StringField) -> None:
    if any(isinstance(one, Length) and one.max > 0 for one in field.validators):
        return
    limit = TEXT_LIMIT if isinstance(field, TextAreaField) else LINE_LIMIT
    field.validators = [*field.validators, Length(max=limit)]
    field.flags.maxlength = limit


def _line(text: str | None) -> str | None:
    return text if text is None else nfc(text)


def _lines(text: str | None) -> str | None:
    return text if text is None else nfc_lines(text)


def _composed(text: str | None) -> str | None:
    return text if text is None else normalize("NFC", text)
