"""What is asked about a producer."""

from collections.abc import Sequence
from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, EmailField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, Regexp, ValidationError
from wtforms.widgets import HiddenInput

from ocop.producers import rules
from ocop.producers.models import ChainLink, Producer, ProducerRevenue, ProducerSensitive
from ocop.producers.queries import Choice
from ocop.producers.rules import (
    FACTS,
    LEGAL_FORM_NAMES,
    SENSITIVE_FACTS,
    ChainFacts,
    ChainRole,
    LegalForm,
    ProducerFacts,
    SensitiveFacts,
)
from ocop.tenancy import Unit
from ocop.tenancy.units import KIND_NAMES
from ocop.ui.forms import Form, MoneyField, VietnameseDateField

MOST_WORKERS = 100_000
EARLIEST_REVENUE = 2000
EARLIEST_PARTNER = 1950
CHAIN_ROLE_WORDS = {
    ChainRole.SUPPLIES: _l("Cung ứng nguyên liệu"),
    ChainRole.PROCESSES: _l("Sơ chế, chế biến"),
    ChainRole.DISTRIBUTES: _l("Tiêu thụ, phân phối"),
}
EMAIL = r"[^@\s]+@[^@\s]+\.[^@\s.]+$"


def _legal_form(value: object) -> LegalForm | None:
    return LegalForm(str(value)) if value else None


def _role(value: object) -> ChainRole | None:
    return ChainRole(str(value)) if value else None


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
        for field in (self.name_difference_reason, self.consent_on, self.consent_how):
            field.flags.conditional = True
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


class ChainForm(Form):
    """A partner along the value chain: chosen among the unit's producers or named in words."""

    role = SelectField(_l("Việc của đối tác"), coerce=_role, validators=[InputRequired()])
    partner_id = SelectField(_l("Đối tác là chủ thể của đơn vị"), coerce=_key, validators=[Optional()])
    partner_name = StringField(
        _l("Hoặc tên đối tác khác"),
        validators=[Optional(), Length(max=300)],
        description=_l("Chọn ở ô trên hoặc ghi tên ở đây, chỉ một trong hai."),
    )
    what = StringField(_l("Nội dung liên kết"), description=_l("Ví dụ: thanh long tươi, 20 tấn một năm."))
    since = IntegerField(_l("Từ năm"), validators=[Optional()])
    version = IntegerField(widget=HiddenInput(), default=1)

    def __init__(self, partners: Sequence[Choice], today: date, link: ChainLink | None = None) -> None:
        super().__init__(obj=link)
        self.last_year = today.year
        self.role.choices = [("", _("Chọn việc")), *((one.value, CHAIN_ROLE_WORDS[one]) for one in ChainRole)]
        self.partner_id.flags.conditional = self.partner_name.flags.conditional = True
        self.partner_id.choices = [("", _("Không chọn")), *((str(one.id), one.name) for one in partners)]

    def validate_since(self, field: IntegerField) -> None:
        """A year that has come."""
        _past_year(field, EARLIEST_PARTNER, self.last_year)

    def facts(self) -> ChainFacts:
        """What was written, empty boxes as None."""
        return ChainFacts(
            role=self.role.data,
            partner_id=self.partner_id.data,
            partner_name=self.partner_name.data or None,
            what=self.what.data or None,
            since=self.since.data,
        )

    def version_seen(self) -> int:
        """The version that the officer saw when the form was opened."""
        return int(self.version.data or 0)


class RevenueForm(Form):
    """What a producer earned as a whole in one year."""

    year = IntegerField(_l("Năm"), validators=[InputRequired()])
    dong = MoneyField(_l("Doanh thu (đồng)"), validators=[InputRequired()])

    def __init__(self, today: date, revenue: ProducerRevenue | None = None) -> None:
        super().__init__(obj=revenue)
        self.last_year = today.year

    def validate_year(self, field: IntegerField) -> None:
        """A year of the programme's time, not one to come."""
        _past_year(field, EARLIEST_REVENUE, self.last_year)

    def said(self) -> tuple[int, int]:
        """The year and the amount in đồng of a form that was found right."""
        return int(self.year.data or 0), int(self.dong.data or 0)


def _past_year(field: IntegerField, first: int, last: int) -> None:
    if field.data is not None and not first <= field.data <= last:
        raise ValidationError(_("Vui lòng nhập năm từ %(first)s đến %(last)s.", first=first, last=last))
