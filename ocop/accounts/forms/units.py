"""What is asked about units by their keeper."""

from collections.abc import Sequence
from datetime import date

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Length, Optional, Regexp

from ocop.accounts.queries import units
from ocop.accounts.rules import units as rules
from ocop.accounts.services.units import NewUnit
from ocop.core import clock
from ocop.tenancy import Kind, Unit
from ocop.tenancy.units import KIND_NAMES
from ocop.ui.forms import Form, VietnameseDateField

KINDS = [(one.value, name) for one, name in KIND_NAMES.items()]


class RenameForm(Form):
    """Another name or kind from a day on."""

    name = StringField(_l("Tên mới"), validators=[DataRequired(), Length(max=200)])
    kind = SelectField(_l("Loại đơn vị"), choices=KINDS, validators=[DataRequired()])
    on = VietnameseDateField(_l("Có hiệu lực từ ngày"), validators=[InputRequired()])

    def __init__(self, unit: Unit) -> None:
        super().__init__()
        self.renamed = unit
        if not self.is_submitted():
            self.name.data, self.kind.data = unit.name, unit.kind.value

    def validate_on(self, field: VietnameseDateField) -> None:
        """Not a day to come, and later than the name of today."""
        if field.data is None:
            return
        since = units.named_since(self.renamed)
        if sentence := rules.why_not_rename(field.data, named_since=since, today=clock.today()):
            raise ValidationError(str(sentence))

    def validate_name(self, field: StringField) -> None:
        """Something has to change."""
        if (field.data, self.kind.data) == (self.renamed.name, self.renamed.kind.value):
            raise ValidationError(str(_l("Vui lòng nhập tên mới hoặc chọn loại đơn vị mới.")))

    def new_name(self) -> str:
        """The name to be."""
        return str(self.name.data)

    def new_kind(self) -> Kind:
        """The kind to be."""
        return Kind(self.kind.data)

    def day(self) -> date:
        """The first day of the new name."""
        assert self.on.data is not None
        return self.on.data


class NewUnitForm(Form):
    """A unit with a workspace of its own."""

    code = StringField(
        _l("Mã đơn vị"),
        validators=[DataRequired(), Length(max=20), Regexp(r"\d+$", message=_l("Mã chỉ gồm chữ số."))],
        description=_l("Mã theo danh mục đơn vị hành chính của cơ quan thống kê."),
    )
    kind = SelectField(_l("Loại đơn vị"), choices=KINDS, validators=[DataRequired()])
    name = StringField(
        _l("Tên riêng"), validators=[DataRequired(), Length(max=200)], description=_l("Không kèm loại đơn vị.")
    )
    slug = StringField(
        _l("Địa chỉ không gian làm việc"),
        validators=[DataRequired(), Length(max=60)],
        description=_l("Ví dụ: ham-thuan-bac. Không đổi được về sau."),
    )
    parent = SelectField(_l("Đơn vị cấp trên"), validators=[DataRequired()])
    division = StringField(
        _l("Phòng tham mưu"),
        validators=[Optional(), Length(max=200)],
        description=_l("Ví dụ: Phòng Nông nghiệp và Phát triển nông thôn."),
    )
    valid_from = VietnameseDateField(_l("Có từ ngày"), validators=[InputRequired()])

    def __init__(self, choices: Sequence[Unit]) -> None:
        super().__init__()
        self.parent.choices = [(str(one.id), f"{KIND_NAMES[one.kind]} {one.name}") for one in choices]

    def validate_slug(self, field: StringField) -> None:
        """Neither reserved nor in use."""
        if sentence := rules.why_not_slug(field.data or ""):
            raise ValidationError(str(sentence))
        if units.slug_taken(field.data or ""):
            raise ValidationError(str(rules.SLUG_TAKEN))

    def validate_code(self, field: StringField) -> None:
        """One unit has a code at a time."""
        if self.valid_from.data and units.code_taken(field.data or "", self.valid_from.data):
            raise ValidationError(str(rules.CODE_TAKEN))

    def unit(self) -> NewUnit:
        """What was entered."""
        assert self.valid_from.data is not None
        return NewUnit(
            code=self.code.data or "",
            kind=Kind(self.kind.data),
            name=self.name.data or "",
            slug=self.slug.data or "",
            parent_id=int(self.parent.data),
            division=self.division.data or None,
            valid_from=self.valid_from.data,
        )
