"""Number and date, the signed page, the sending."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired

from ocop.plans.forms.words import CHANNEL_NAMES
from ocop.ui.forms import Form, VietnameseDateField


class NumberForm(Form):
    """What stands in the office's register."""

    number = StringField(_l("Số"), description=_l("Chỉ phần chữ số, ví dụ 87; để trống nếu cổng này tự cấp số."))
    dated = VietnameseDateField(_l("Ngày văn bản"), [InputRequired()])


class ScanForm(Form):
    """The signed and stamped page as a scan."""

    signed_copy = FileField(
        _l("Bản quét đã ký, đóng dấu"),
        [FileRequired(_l("Vui lòng chọn tệp."))],
        description=_l("PDF đủ trang, hoặc ảnh khi văn bản một trang."),
    )
    reason = TextAreaField(_l("Lý do, nếu số trang khác bản trình ký"))


class SendForm(Form):
    """How and when the plan is sent."""

    channel = SelectField(_l("Hình thức gửi"), choices=[(one.value, name) for one, name in CHANNEL_NAMES.items()])
    on = VietnameseDateField(_l("Ngày gửi"), [InputRequired()])
