"""What is asked about evidence and about the lines of a dossier."""

from collections.abc import Mapping, Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired, MultipleFileField
from wtforms import IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import HiddenInput

from ocop.dossiers.models import Evidence, Requirement
from ocop.dossiers.rules import FACTS, EvidenceFacts
from ocop.dossiers.services import Sent
from ocop.products.models import Product
from ocop.ui.forms import Form, VietnameseDateField

ACCEPTED = "application/pdf,image/png,image/jpeg"


def _key(value: object) -> int | None:
    return int(str(value)) if value else None


class EvidenceForm(Form):
    """What is written about a piece of evidence; `kinds` are the kinds of proof, `products` those of the producer."""

    key = SelectField(_l("Chứng minh cho nội dung"), validators=[InputRequired()])
    product_id = SelectField(_l("Dùng cho"), coerce=_key, validators=[Optional()])
    title = StringField(_l("Tên minh chứng"), validators=[InputRequired(), Length(max=300)])
    number = StringField(_l("Số, ký hiệu"), validators=[Optional(), Length(max=100)])
    issuer = StringField(_l("Cơ quan cấp"), validators=[Optional(), Length(max=300)])
    issued_on = VietnameseDateField(_l("Ngày cấp"), validators=[Optional()])
    valid_until = VietnameseDateField(
        _l("Ngày hết hạn"), validators=[Optional()], description=_l("Để trống nếu không có thời hạn.")
    )
    note = TextAreaField(_l("Ghi chú"), validators=[Optional(), Length(max=2000)])
    version = IntegerField(widget=HiddenInput(), default=1)

    def __init__(
        self,
        kinds: Mapping[str, Requirement],
        products: Sequence[Product],
        evidence: Evidence | None = None,
        *,
        key: str | None = None,
    ) -> None:
        super().__init__(obj=evidence, data={"key": key} if key and evidence is None else None)
        unknown = [(evidence.key, evidence.key)] if evidence is not None and evidence.key not in kinds else []
        self.key.choices = [("", _("Chọn nội dung")), *((one, row.title) for one, row in kinds.items()), *unknown]
        self.product_id.choices = [
            ("", _("Mọi sản phẩm của chủ thể")),
            *((str(one.id), _("Chỉ sản phẩm %(name)s", name=one.name)) for one in products),
        ]

    def facts(self) -> EvidenceFacts:
        """What was written, empty boxes as None."""
        return EvidenceFacts(**{"title": ""} | {name: value for name in FACTS if (value := self[name].data) != ""})

    def version_seen(self) -> int:
        """The version that the officer saw when the form was opened."""
        return int(self.version.data or 0)


class UploadForm(EvidenceForm):
    """The same with the files that come in; without a title each bears the name of its file."""

    title = StringField(
        _l("Tên minh chứng"),
        validators=[Optional(), Length(max=300)],
        description=_l("Để trống thì lấy theo tên tệp."),
    )
    files = MultipleFileField(
        _l("Tệp"), validators=[FileRequired(message=_l("Vui lòng chọn tệp."))], render_kw={"accept": ACCEPTED}
    )

    def sent(self) -> Sequence[Sent]:
        """The files in the order in which they were sent."""
        return [Sent(one.stream, one.filename or "") for one in self.files.data or [] if one and one.filename]


class RenewalForm(EvidenceForm):
    """A newer piece in the place of an old one."""

    file = FileField(
        _l("Tệp mới"), validators=[FileRequired(message=_l("Vui lòng chọn tệp."))], render_kw={"accept": ACCEPTED}
    )

    def sent(self) -> Sent:
        """The file."""
        return Sent(self.file.data.stream, self.file.data.filename or "")


class WithdrawalForm(Form):
    """Why evidence is taken out of use."""

    reason = TextAreaField(_l("Lý do rút"), validators=[InputRequired(), Length(max=1000)])


class LeaveOutForm(Form):
    """Why a line of a dossier does not apply; an empty box makes it apply again."""

    reason = TextAreaField(_l("Lý do không áp dụng"), validators=[Optional(), Length(max=1000)])
