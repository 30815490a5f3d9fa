"""What is asked about a product's standards, years, links and photos."""

from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from werkzeug.datastructures import FileStorage
from wtforms import IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import HiddenInput

from ocop.products.forms.places import at_most
from ocop.products.forms.words import CHANNEL_WORDS, STANDARD_WORDS
from ocop.products.models import QUANTITY_PLACES, ProductPhoto, ProductStandard
from ocop.products.queries import ProductYear
from ocop.products.rules import (
    PhotoFacts,
    SalesChannel,
    StandardFacts,
    StandardKind,
    YearFacts,
)
from ocop.ui.forms import Form, MoneyField, VietnameseDateField, VietnameseDecimalField

FIRST_YEAR = 2000
MOST_OUTPUT = 999_999_999


def _kind(value: object) -> StandardKind | None:
    return StandardKind(str(value)) if value else None


def _channel(value: object) -> SalesChannel | None:
    return SalesChannel(str(value)) if value else None


class StandardForm(Form):
    """A standard that a product holds."""

    kind = SelectField(_l("Tiêu chuẩn"), coerce=_kind, validators=[InputRequired()])
    name = StringField(
        _l("Tên tiêu chuẩn khác"),
        validators=[Length(max=200)],
        description=_l("Chỉ ghi khi chọn “Tiêu chuẩn khác”."),
    )
    number = StringField(_l("Số chứng nhận"), validators=[Optional(), Length(max=100)])
    issuer = StringField(_l("Cơ quan, tổ chức cấp"), validators=[Optional(), Length(max=300)])
    valid_from = VietnameseDateField(_l("Có hiệu lực từ ngày"), validators=[Optional()])
    valid_until = VietnameseDateField(_l("Đến hết ngày"), description=_l("Để trống nếu chứng nhận không ghi thời hạn."))
    version = IntegerField(widget=HiddenInput(), default=1)

    def __init__(self, standard: ProductStandard | None = None) -> None:
        super().__init__(obj=standard)
        self.name.flags.conditional = True
        self.kind.choices = [
            ("", _("Chọn tiêu chuẩn")),
            *((one.value, STANDARD_WORDS[one]) for one in StandardKind),
        ]

    def facts(self) -> StandardFacts:
        """What was written; a name only where the standard is another one."""
        kind = self.kind.data
        return StandardFacts(
            kind=kind,
            name=(self.name.data or None) if kind is StandardKind.OTHER else None,
            number=self.number.data or None,
            issuer=self.issuer.data or None,
            valid_from=self.valid_from.data,
            valid_until=self.valid_until.data,
        )

    def version_seen(self) -> int:
        """The version that the officer saw when the form was opened."""
        return int(self.version.data or 0)


class YearForm(Form):
    """One year of a product."""

    year = IntegerField(_l("Năm"), validators=[InputRequired()])
    revenue = MoneyField(_l("Doanh thu (đồng)"), validators=[Optional()])
    price = MoneyField(_l("Giá bán (đồng)"), validators=[Optional()])
    price_unit = StringField(
        _l("Đơn vị tính giá"), validators=[Length(max=50)], description=_l("Ví dụ: chai 500 ml, kg, hộp.")
    )
    quantity = VietnameseDecimalField(
        _l("Sản lượng"), validators=[Optional(), NumberRange(0, MOST_OUTPUT), at_most(QUANTITY_PLACES)]
    )
    quantity_unit = StringField(
        _l("Đơn vị tính sản lượng"), validators=[Length(max=50)], description=_l("Ví dụ: lít, tấn, chiếc.")
    )

    def __init__(self, today: date, year: ProductYear | None = None) -> None:
        super().__init__(obj=year)
        self.price_unit.flags.conditional = self.quantity_unit.flags.conditional = True
        self.last_year = today.year

    def validate_year(self, field: IntegerField) -> None:
        """A year of the programme's time, not one to come."""
        if field.data is None or not FIRST_YEAR <= field.data <= self.last_year:
            raise ValidationError(
                _("Vui lòng nhập năm từ %(first)s đến %(last)s.", first=FIRST_YEAR, last=self.last_year)
            )

    def validate_price_unit(self, field: StringField) -> None:
        """A price is a price of something."""
        if self.price.data is not None and not field.data:
            raise ValidationError(_("Vui lòng ghi đơn vị tính của giá, ví dụ: kg."))

    def validate_quantity_unit(self, field: StringField) -> None:
        """An output is so many of something."""
        if self.quantity.data is not None and not field.data:
            raise ValidationError(_("Vui lòng ghi đơn vị tính của sản lượng, ví dụ: tấn."))

    def facts(self) -> YearFacts:
        """What was written; a unit without its figure says nothing."""
        return YearFacts(
            year=int(self.year.data or 0),
            revenue=self.revenue.data,
            price=self.price.data,
            price_unit=self.price_unit.data or None if self.price.data is not None else None,
            quantity=self.quantity.data,
            quantity_unit=self.quantity_unit.data or None if self.quantity.data is not None else None,
        )


class LinkForm(Form):
    """Where a product is sold on the web."""

    channel = SelectField(_l("Nơi bán"), coerce=_channel, validators=[InputRequired()])
    url = StringField(
        _l("Địa chỉ trang bán"),
        validators=[InputRequired(), Length(max=500)],
        description=_l("Bắt đầu bằng https://"),
    )

    def __init__(self) -> None:
        super().__init__()
        self.channel.choices = [("", _("Chọn nơi bán")), *((one.value, CHANNEL_WORDS[one]) for one in SalesChannel)]

    def chosen(self) -> SalesChannel:
        """The channel of a form that was found right."""
        assert isinstance(self.channel.data, SalesChannel)
        return self.channel.data


class PhotoForm(Form):
    """A new photo."""

    file = FileField(_l("Ảnh"), validators=[FileRequired(message=_l("Vui lòng chọn ảnh."))])
    alt = StringField(
        _l("Ảnh chụp gì"),
        validators=[InputRequired(), Length(max=200)],
        description=_l("Một câu ngắn cho người không xem được ảnh, ví dụ: Chai nước mắm 500 ml, nhìn từ phía trước."),
    )

    def photo(self) -> FileStorage:
        """The file of a form that was found right."""
        assert isinstance(self.file.data, FileStorage)
        return self.file.data


class PhotoTextForm(Form):
    """What a photo shows, in words."""

    alt = StringField(_l("Ảnh chụp gì"), validators=[InputRequired(), Length(max=200)])
    version = IntegerField(widget=HiddenInput(), default=1)

    def __init__(self, photo: ProductPhoto | None = None) -> None:
        super().__init__(obj=photo)

    def facts(self) -> PhotoFacts:
        """What was written."""
        return PhotoFacts(alt=self.alt.data or "")

    def version_seen(self) -> int:
        """The version that the officer saw when the form was opened."""
        return int(self.version.data or 0)
