"""The blanks of the letters around a plan."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from wtforms import SelectMultipleField, StringField
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget

from ocop.ui.forms import Form, VietnameseDateField


class SurveyRequestForm(Form):
    """Document 27."""

    reply_by = VietnameseDateField(_l("Gửi kết quả trước ngày"), [Optional()])
    contact = StringField(_l("Đầu mối liên hệ"), description=_l("Họ tên, chức vụ, điện thoại cơ quan."))


class ReminderForm(Form):
    """Document 23: which units, until when."""

    units = SelectMultipleField(
        _l("Đơn vị nhận công văn"), coerce=int, widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )
    reply_by = VietnameseDateField(_l("Đề nghị gửi trước ngày"), [Optional()])


def reminder_form(units: Iterable[tuple[int, str]]) -> ReminderForm:
    """The form with the units that are late, all of them ticked."""
    choices = list(units)
    form = ReminderForm(data={"units": [key for key, _name in choices]})
    form.units.choices = choices
    return form
