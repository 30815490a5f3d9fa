"""What is asked about a producer."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, EmailField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, Regexp, ValidationError
from wtforms.widgets import HiddenInput

from ocop.producers import rules
from ocop.producers.models import Producer, ProducerSensitive
from ocop.producers.rules import FACTS, LEGAL_FORM_NAMES, SENSITIVE_FACTS, LegalForm, ProducerFacts, SensitiveFacts
from ocop.tenancy import Unit
from ocop.tenancy.units import KIND_NAMES
from ocop.ui.forms import Form, VietnameseDateField

MOST_WORKERS = 100_000
EMAIL = r"[^@\s]+@[^@\s]+\.[^@\s.]+$"


def _legal_form(value: object) -> LegalForm | None:
    return LegalForm(str(value)) if value else None


def _key(value: object) -> int | None:
    return int(str(value)) if value else None


class ProducerForm(Form):
    """A producer; the communes to choose from are those of the unit today, and the one that was chosen before."""

    name = StringField(_l("Tên chủ thể"), validators=[InputRequired(), Length(max=300)])
    legal_form = SelectField(_l("Loại hình"), coerce=_legal_form, validators=[Optional()])
    registered_name = StringField(_l("Tên trên giấy đăng ký kinh doanh"), validators=[Optional(), Length(max=300)])
    name_difference_reason = StringField(
        _l("Lý do tên khác giấy đăng ký"),
        description=_l("Chỉ cần khi hai tên khác nhau."),
    )
    registration_number = StringField(_l("Số đăng ký kinh doanh"), validators=[Optional(), Length(max=50)])
    registration_date = VietnameseDateField(_l("Ngày đăng ký kinh doanh"), validators=[Optional()])
    registration_place = StringField(_l("Nơi đăng ký"), validators=[Optional()])
    business_lines = TextAreaField(_l("Ngành, nghề kinh doanh"), validators=[Optional(), Length(max=5000)])
    tax_code = StringField(
        _l("Mã số thuế"), validators=[Optional(), Length(max=30)], description=_l("10 số, hoặc 13 số với chi nhánh.")
    )
    representative = StringField(_l("Người đại diện"), validators=[Optional(), Length(max=200)])
    representative_sex = SelectField(_l("Giới tính người đại diện"), validators=[Optional()])
    phone = StringField(
        _l("Điện thoại"),
        validators=[Optional(), Length(max=100)],
        description=_l("Nhiều số cách nhau bằng dấu chấm phẩy."),
    )
    email = EmailField(
        _l("Thư điện tử"),
        validators=[Optional(), Length(max=200), Regexp(EMAIL, message=_l("Địa chỉ thư điện tử chưa đúng."))],
    )
    commune_id = SelectField(_l("Xã, phường, thị trấn"), coerce=_key, validators=[Optional()])
    address = StringField(_l("Địa chỉ"), validators=[Optional()])
    labour_total = IntegerField(_l("Tổng số lao động"), validators=[Optional(), NumberRange(0, MOST_WORKERS)])
    labour_local = IntegerField(_l("Lao động địa phương"), validators=[Optional(), NumberRange(0, MOST_WORKERS)])
    labour_women = IntegerField(_l("Lao động nữ"), validators=[Optional(), NumberRange(0, MOST_WORKERS)])
    value_chain = TextAreaField(_l("Liên kết theo chuỗi giá trị"), validators=[Optional(), Length(max=5000)])
    public_consent = BooleanField(
        _l("Chủ thể đồng ý công khai tên đăng ký và địa bàn trên danh mục OCOP"),
        description=_l("Cần với hộ kinh doanh, cơ sở, trang trại (Nghị định 13/2023/NĐ-CP, Điều 11)."),
    )
    consent_on = VietnameseDateField(_l("Ngày đồng ý"))
    consent_how = StringField(
        _l("Đồng ý bằng cách nào"),
        description=_l("Ví dụ: văn bản đồng ý kèm phiếu đăng ký, thư điện tử."),
    )
    source = StringField(_l("Nguồn thông tin"), validators=[Optional()])
    note = TextAreaField(_l("Ghi chú"), validators=[Optional(), Length(max=5000)])
    version = IntegerField(widget=HiddenInput(), default=1)

    def __init__(self, communes: Sequence[Unit], producer: Producer | None = None) -> None:
        super().__init__(obj=producer)
        self.legal_form.choices = [("", _("Chưa rõ")), *((one.value, LEGAL_FORM_NAMES[one]) for one in LegalForm)]
        self.representative_sex.choices = [("", _("Chưa rõ")), ("nam", _("Nam")), ("nữ", _("Nữ"))]
        self.commune_id.choices = [("", _("Chưa rõ")), *_commune_choices(communes, producer)]

    def validate_tax_code(self, field: StringField) -> None:
        """The length and the check digit; kept without spaces."""
        if not field.data:
            return
        kept = rules.tax_code(field.data)
        if kept is None:
            raise ValidationError(_("Mã số thuế chưa đúng. Vui lòng kiểm tra lại từng chữ số."))
        field.data = kept

    def validate_phone(self, field: StringField) -> None:
        """Each number by itself."""
        if not field.data:
            return
        kept = rules.phones(field.data)
        if kept is None:
            raise ValidationError(_("Số điện thoại chưa đúng, ví dụ đúng: 0252 3821234; 0912 345 678."))
        field.data = kept

    def validate_name_difference_reason(self, field: StringField) -> None:
        """Asked for only when the names differ."""
        if not field.data and not rules.names_agree(self.name.data or "", self.registered_name.data):
            raise ValidationError(_("Tên chủ thể khác tên trên giấy đăng ký kinh doanh. Vui lòng ghi lý do."))

    def validate_consent_on(self, field: VietnameseDateField) -> None:
        """Consent is only good when it can be shown when it was given."""
        if self.public_consent.data and not field.data:
            raise ValidationError(_("Vui lòng ghi ngày chủ thể đồng ý."))

    def validate_consent_how(self, field: StringField) -> None:
        """And how."""
        if self.public_consent.data and not field.data:
            raise ValidationError(_("Vui lòng ghi chủ thể đồng ý bằng cách nào."))

    def validate_labour_local(self, field: IntegerField) -> None:
        """No part exceeds the whole."""
        _part_of_labour(self, field)

    def validate_labour_women(self, field: IntegerField) -> None:
        """No part exceeds the whole."""
        _part_of_labour(self, field)

    def facts(self) -> ProducerFacts:
        """What was written, empty boxes as None."""
        return ProducerFacts(**{name: value for name in FACTS if (value := self[name].data) != ""})

    def version_seen(self) -> int:
        """The version that the officer saw when the form was opened."""
        return int(self.version.data or 0)


class SensitiveForm(Form):
    """The protected facts of a producer."""

    representative_ethnicity = StringField(_l("Dân tộc của người đại diện"), validators=[Optional(), Length(max=50)])
    labour_minority = IntegerField(
        _l("Lao động là người dân tộc thiểu số"), validators=[Optional(), NumberRange(0, MOST_WORKERS)]
    )
    labour_disabled = IntegerField(
        _l("Lao động là người khuyết tật"), validators=[Optional(), NumberRange(0, MOST_WORKERS)]
    )
    version = IntegerField(widget=HiddenInput(), default=0)

    def __init__(self, row: ProducerSensitive | None = None) -> None:
        super().__init__(obj=row)

    def facts(self) -> SensitiveFacts:
        """What was written, empty boxes as None."""
        return SensitiveFacts(**{name: value for name in SENSITIVE_FACTS if (value := self[name].data) != ""})

    def version_seen(self) -> int:
        """The version that the officer saw when the form was opened."""
        return int(self.version.data or 0)


def _commune_choices(communes: Sequence[Unit], producer: Producer | None) -> list[tuple[str, str]]:
    """Today's communes; a commune of earlier days stays choosable where it was chosen, and says so."""
    choices = [(str(one.id), f"{KIND_NAMES[one.kind]} {one.name}") for one in communes]
    if producer is None or producer.commune is None or producer.commune_id in {one.id for one in communes}:
        return choices
    return [*choices, (str(producer.commune_id), _("%(name)s (không còn)", name=producer.commune_name))]


def _part_of_labour(form: ProducerForm, field: IntegerField) -> None:
    if not rules.labour_fits(form.labour_total.data, field.data):
        raise ValidationError(_("Không được lớn hơn tổng số lao động."))
