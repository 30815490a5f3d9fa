"""What the public page asks for."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired

from ocop.ui.forms import Form


class FileToCompareForm(Form):
    """The file whose fingerprint is compared; it is read and let go."""

    file = FileField(
        _l("Tệp PDF cần đối chiếu"),
        validators=[FileRequired(_l("Vui lòng chọn tệp PDF."))],
        render_kw={"accept": ".pdf"},
    )
