"""What is asked when two producers turn out to be one."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField
from wtforms.validators import InputRequired

from ocop.producers.queries import Choice
from ocop.ui.forms import Form


def _key(value: object) -> int | None:
    return int(str(value)) if value else None


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
