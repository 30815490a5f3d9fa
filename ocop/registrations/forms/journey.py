"""What is asked about steps of the cycle and support given."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from ocop.registrations.models import StepDone, Support, SupportKind
from ocop.registrations.rules.journey import StepFacts, SupportFacts
from ocop.ui.forms import Form, MoneyField, VietnameseDateField


class StepForm(Form):
    """When a step was carried out, and by whom."""

    done_on = VietnameseDateField(_l("Ngày thực hiện"), validators=[InputRequired()])
    done_by = StringField(_l("Người, đơn vị thực hiện"), validators=[InputRequired(), Length(max=200)])
    note = TextAreaField(_l("Ghi chú"), validators=[Optional(), Length(max=2000)])

    def __init__(self, done: StepDone | None, usual: str) -> None:
        super().__init__(obj=done, data={"done_by": usual})

    def facts(self) -> StepFacts:
        """What was written; the form must have been found right."""
        assert self.done_on.data is not None
        return StepFacts(done_on=self.done_on.data, done_by=self.done_by.data or "", note=self.note.data or None)


class SupportForm(Form):
    """A piece of help, planned or given."""

    kind_id = SelectField(_l("Nội dung hỗ trợ"), coerce=int, validators=[InputRequired()])
    what = TextAreaField(_l("Cụ thể"), validators=[Optional(), Length(max=2000)])
    done = BooleanField(_l("Đã hỗ trợ xong"))
    dated = VietnameseDateField(_l("Ngày"), validators=[Optional()])
    money_source = StringField(
        _l("Nguồn kinh phí"),
        validators=[Optional(), Length(max=200)],
        description=_l("Ví dụ: ngân sách huyện, đối ứng của chủ thể."),
    )
    amount = MoneyField(_l("Số tiền (đồng)"), validators=[Optional()])

    def __init__(self, kinds: Sequence[SupportKind], support: Support | None = None) -> None:
        super().__init__(obj=support)
        self.kind_id.choices = [(one.id, one.name) for one in kinds]

    def facts(self) -> SupportFacts:
        """What was written, empty boxes as None."""
        return SupportFacts(
            kind_id=self.kind_id.data,
            dated=self.dated.data,
            what=self.what.data or None,
            money_source=self.money_source.data or None,
            amount=self.amount.data,
            done=bool(self.done.data),
        )
