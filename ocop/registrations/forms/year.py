"""What is asked about a registration."""

from collections.abc import Callable

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError
from wtforms.widgets import HiddenInput

from ocop.recognition.rules import HIGHEST, LOWEST
from ocop.registrations.forms.words import KIND_NAMES
from ocop.registrations.models import Registration
from ocop.registrations.rules import FACTS, Concern, Kind, RegistrationFacts
from ocop.ui.forms import Form

WhyNot = Callable[[Kind, int | None], str | None]
"""Says why the product cannot be registered as a kind with so many stars expected; None when it can."""


def _number(value: object) -> int | None:
    return int(str(value)) if value else None


class RegistrationForm(Form):
    """A product's registration for a year."""

    kind = SelectField(_l("Loại đăng ký"), coerce=Kind, validators=[InputRequired()])
    expected_stars = SelectField(_l("Hạng sao dự kiến"), coerce=_number, validators=[InputRequired()])
    quarter = SelectField(_l("Quý dự kiến đánh giá"), coerce=_number, validators=[Optional()])
    support_needed = TextAreaField(
        _l("Nội dung cần hỗ trợ"),
        validators=[Optional(), Length(max=5000)],
        description=_l("Ví dụ: kiểm nghiệm, bao bì, nhãn, tem, câu chuyện sản phẩm."),
    )
    note = TextAreaField(_l("Ghi chú"), validators=[Optional(), Length(max=5000)])
    version = IntegerField(widget=HiddenInput(), default=1)

    def __init__(self, why_not: WhyNot, registration: Registration | None = None, kind: Kind | None = None) -> None:
        super().__init__(obj=registration, data={"kind": kind or Kind.NEW})
        self.kind.choices = [(one.value, str(name)) for one, name in KIND_NAMES.items()]
        self.expected_stars.choices = [
            ("", _("Chọn hạng sao")),
            *((str(stars), _("%(stars)s sao", stars=stars)) for stars in range(LOWEST, HIGHEST + 1)),
        ]
        self.quarter.choices = [
            ("", _("Chưa rõ")),
            *((str(one), _("Quý %(quarter)s", quarter=one)) for one in range(1, 5)),
        ]
        self._why_not = why_not

    def validate_kind(self, field: SelectField) -> None:
        """The kind fits the product's recognition."""
        sentence = self._why_not(field.data, self.expected_stars.data)
        if sentence is not None:
            raise ValidationError(sentence)

    def facts(self) -> RegistrationFacts:
        """What was written, empty boxes as None."""
        return RegistrationFacts(**{name: value for name in FACTS if (value := self[name].data) != ""})

    def version_seen(self) -> int:
        """The version that the officer saw when the form was opened."""
        return int(self.version.data or 0)


class AnswerForm(Form):
    """The officer's answer to a warning."""

    concern = SelectField(_l("Cảnh báo"), coerce=Concern, choices=[(one.value, one.value) for one in Concern])
    answer = TextAreaField(_l("Ý kiến của cán bộ"), validators=[InputRequired(), Length(max=2000)])


class ReasonForm(Form):
    """Why a registration is withdrawn, returned, or came to nothing."""

    reason = TextAreaField(_l("Lý do"), validators=[InputRequired(), Length(max=2000)])


class ReturnForm(Form):
    """Why the province returns a line."""

    reason = StringField(_l("Lý do trả lại"), validators=[InputRequired(), Length(max=500)])
