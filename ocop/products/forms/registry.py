"""What is asked about a product."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, SelectField, StringField, TextAreaField, URLField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import HiddenInput

from ocop.producers.queries import Choice
from ocop.products import rules
from ocop.products.forms.places import at_most
from ocop.products.forms.words import TRADEMARK_WORDS
from ocop.products.models import SHARE_PLACES, CodePattern, Product, ProductSet
from ocop.products.rules import ProductFacts, Trademark
from ocop.ui.forms import Form, VietnameseDateField, VietnameseDecimalField

STATED = ("group_stated", "standards")
"""What a source says, which the form shows nowhere and leaves as it is."""

ASKED = tuple(name for name in rules.FACTS if name not in {*STATED, "set_is_suggested"})


def _key(value: object) -> int | None:
    return int(str(value)) if value else None


def _trademark(value: object) -> Trademark | None:
    return Trademark(str(value)) if value else None


def _yes_no(value: object) -> bool | None:
    return None if value in (None, "") else value in (True, "y", "True")


class ProductForm(Form):
    """A product; producers are those of the unit."""

    producer_id = SelectField(_l("Chủ thể"), coerce=_key, validators=[InputRequired()])
    name = StringField(_l("Tên sản phẩm"), validators=[InputRequired(), Length(max=300)])
    set_id = SelectField(_l("Bộ sản phẩm"), coerce=_key, validators=[Optional()])
    fresh_or_raw = BooleanField(_l("Sản phẩm tươi sống hoặc thô, sơ chế"))
    code = StringField(
        _l("Mã sản phẩm"),
        validators=[Optional(), Length(max=40)],
    )
    description = TextAreaField(_l("Mô tả sản phẩm"), validators=[Optional(), Length(max=10_000)])
    packaging = StringField(_l("Quy cách đóng gói"), validators=[Optional()])
    materials = TextAreaField(_l("Nguồn gốc nguyên liệu"), validators=[Optional(), Length(max=5000)])
    local_share = VietnameseDecimalField(
        _l("Tỷ lệ nguyên liệu địa phương (%)"), validators=[Optional(), NumberRange(0, 100), at_most(SHARE_PLACES)]
    )
    production = TextAreaField(_l("Quy trình sản xuất"), validators=[Optional(), Length(max=10_000)])
    declaration_number = StringField(_l("Số công bố chất lượng"), validators=[Optional(), Length(max=100)])
    declaration_date = VietnameseDateField(_l("Ngày công bố"), validators=[Optional()])
    trademark = SelectField(_l("Nhãn hiệu"), coerce=_trademark, validators=[Optional()])
    trademark_number = StringField(_l("Số đơn hoặc số văn bằng bảo hộ"), validators=[Optional(), Length(max=100)])
    has_stamp = SelectField(_l("Tem OCOP"), coerce=_yes_no, validators=[Optional()])
    has_label = SelectField(_l("Nhãn hàng hóa"), coerce=_yes_no, validators=[Optional()])
    traceability_url = URLField(
        _l("Địa chỉ truy xuất nguồn gốc"),
        validators=[Optional()],
        description=_l("Bắt đầu bằng https://, ví dụ https://truyxuatsanphambinhthuan.vn/…"),
    )
    barcode = StringField(
        _l("Mã vạch"), validators=[Optional(), Length(max=30)], description=_l("8, 12, 13 hoặc 14 chữ số.")
    )
    story = TextAreaField(_l("Câu chuyện sản phẩm"), validators=[Optional(), Length(max=20_000)])
    source = StringField(_l("Nguồn thông tin"), validators=[Optional()])
    note = TextAreaField(_l("Ghi chú"), validators=[Optional(), Length(max=5000)])
    version = IntegerField(widget=HiddenInput(), default=1)

    def __init__(
        self,
        producers: Sequence[Choice],
        sets: Sequence[ProductSet],
        patterns: Sequence[CodePattern],
        product: Product | None = None,
        producer_id: int | None = None,
    ) -> None:
        super().__init__(obj=product, data={"producer_id": producer_id})
        self.patterns = patterns
        self.code.description = _written_as(patterns)
        choose, unclear = _("Chọn chủ thể"), _("Chưa rõ")
        self.producer_id.choices = [("", choose), *((str(one.id), one.name) for one in producers)]
        self.set_id.choices = [("", unclear), *((str(one.id), f"{one.number}. {one.name}") for one in sets)]
        self.trademark.choices = [("", unclear), *((one.value, TRADEMARK_WORDS[one]) for one in Trademark)]
        self.has_stamp.choices = self.has_label.choices = [("", unclear), ("y", _("Có")), ("n", _("Chưa có"))]

    def validate_code(self, field: StringField) -> None:
        """The pattern of any edition of the rule: a product keeps the code that it was given."""
        known = self.patterns
        if not field.data or not known or any(rules.product_code(field.data, one.parts) for one in known):
            return
        raise ValidationError(_("Mã sản phẩm chưa đúng dạng. %(pattern)s", pattern=_written_as(known)))

    def validate_trademark_number(self, field: StringField) -> None:
        """A number belongs to an application or a certificate."""
        if field.data and self.trademark.data not in {Trademark.FILED, Trademark.GRANTED}:
            raise ValidationError(_("Đã có số thì vui lòng chọn tình trạng nhãn hiệu: đã nộp đơn hoặc đã được bảo hộ."))

    def validate_traceability_url(self, field: URLField) -> None:
        """The form of the address; nobody is called."""
        if field.data and not rules.traceability_address(field.data):
            raise ValidationError(
                _("Địa chỉ truy xuất nguồn gốc chưa đúng, ví dụ đúng: https://truyxuatsanphambinhthuan.vn/…")
            )

    def validate_barcode(self, field: StringField) -> None:
        """The length and the check digit; kept without spaces."""
        if not field.data:
            return
        kept = rules.barcode(field.data)
        if kept is None:
            raise ValidationError(_("Mã vạch chưa đúng. Vui lòng kiểm tra lại từng chữ số."))
        field.data = kept

    def facts(self, before: Product | None = None) -> ProductFacts:
        """What was written, empty boxes as None; what the form does not ask stays as it was."""
        written = {name: value for name in ASKED if (value := self[name].data) != ""}
        stated = {name: getattr(before, name) for name in STATED} if before else {}
        return ProductFacts(**stated, **written)

    def version_seen(self) -> int:
        """The version that the officer saw when the form was opened."""
        return int(self.version.data or 0)


def _written_as(patterns: Sequence[CodePattern]) -> str:
    """How codes of the latest edition are built; empty when no rule was loaded."""
    if not patterns:
        return ""
    latest = patterns[0]
    return str(_("Dạng %(reading)s, ví dụ %(example)s.", reading=latest.reading, example=latest.example))
