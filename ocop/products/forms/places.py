"""Numbers with no more decimals than are kept, so that what is shown later is what was typed."""

from collections.abc import Callable

from flask_babel import gettext as _
from wtforms import ValidationError
from wtforms.form import BaseForm

from ocop.ui.forms import VietnameseDecimalField

Check = Callable[[BaseForm, VietnameseDecimalField], None]


def at_most(places: int) -> Check:
    """Refuses a number with more decimals than `places`."""

    def check(_form: BaseForm, field: VietnameseDecimalField) -> None:
        if field.data is not None and round(field.data, places) != field.data:
            raise ValidationError(_("Vui lòng ghi nhiều nhất %(places)s chữ số sau dấu phẩy.", places=places))

    return check
