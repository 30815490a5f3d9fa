"""What is asked about a product."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, SelectField, StringField, TextAreaField, URLField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import HiddenInput

from ocop.producers.queries import Choice
from ocop.products import rules
from ocop.products.models import Product, ProductSet
from ocop.products.rules import ProductFacts
from ocop.ui.forms import Form, VietnameseDecimalField

ASKED = (
    "producer_id", "name", "set_id", "code", "description", "packaging", "story", "local_share", "fresh_or_raw", "has_stamp",
    "has_label", "traceability_url", "barcode", "standards", "source", "note",
)  # fmt: skip


def _key(value: object) -> int | None:
    return int(str(value)) if value else None


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
        description=_l("Dạng tỉnh-huyện-xã-thứ tự-năm, ví dụ 60-593-22921-01-2024."),
    )
    description = TextAreaField(_l("Mô tả sản phẩm"), validators=[Optional(), Length(max=10_000)])
    packaging = StringField(_l("Quy cách đóng gói"), validators=[Optional()])
    local_share = VietnameseDecimalField(
        _l("Tỷ lệ nguyên liệu địa phương (%)"), validators=[Optional(), NumberRange(0, 100)]
    )
    standards = TextAreaField(
        _l("Tiêu chuẩn, chứng nhận đang có"),
        validators=[Optional(), Length(max=5000)],
        description=_l("Mỗi dòng một chứng nhận: tên, số, cơ quan cấp, thời hạn."),
    )
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
        product: Product | None = None,
        producer_id: int | None = None,
    ) -> None:
        super().__init__(obj=product, data={"producer_id": producer_id})
        choose, unclear = _("Chọn chủ thể"), _("Chưa rõ")
        self.producer_id.choices = [("", choose), *((str(one.id), one.name) for one in producers)]
        self.set_id.choices = [("", unclear), *((str(one.id), f"{one.number}. {one.name}") for one in sets)]
        self.has_stamp.choices = self.has_label.choices = [("", unclear), ("y", _("Có")), ("n", _("Chưa có"))]

    def validate_code(self, field: StringField) -> None:
        """The pattern of the edition in force."""
        if field.data and not rules.product_code(field.data):
            raise ValidationError(_("Mã sản phẩm chưa đúng dạng, ví dụ đúng: 60-593-22921-01-2024."))

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
        return ProductFacts(group_stated=before.group_stated if before else None, **written)

    def version_seen(self) -> int:
        """The version that the officer saw when the form was opened."""
        return int(self.version.data or 0)


class MergeForm(Form):
    """Which producer a duplicate really is."""

    into_id = SelectField(_l("Chủ thể được giữ lại"), coerce=_key, validators=[InputRequired()])

    def __init__(self, duplicate_id: int, producers: Sequence[Choice]) -> None:
        super().__init__()
        others = [(str(one.id), one.name) for one in producers if one.id != duplicate_id]
        self.into_id.choices = [("", _("Chọn chủ thể")), *others]

    def chosen(self) -> int:
        """The producer of a form that was found right."""
        assert isinstance(self.into_id.data, int)
        return self.into_id.data
