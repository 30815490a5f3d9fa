"""What is asked along a document's life."""

from collections.abc import Sequence
from datetime import date

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired, MultipleFileField
from wtforms import (
    BooleanField,
    Field,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from ocop.core.text import dates
from ocop.core.text.normal import fold
from ocop.documents.papers.letters import Blank
from ocop.documents.rules import KIND_WORDS, Channel, Receiver
from ocop.paperwork.rewritten import Shape
from ocop.tenancy import IssuingBody
from ocop.ui.forms import Form, VietnameseDateField

CHANNELS = {
    Channel.PORTAL: _l("Qua cổng này"),
    Channel.AXIS: _l("Trục liên thông văn bản"),
    Channel.EMAIL: _l("Thư điện tử công vụ"),
    Channel.POST: _l("Bưu điện"),
    Channel.HAND: _l("Trao tay"),
}


class NumberForm(Form):
    """Number and date as they stand in the office's own register."""

    number = StringField(
        _l("Số văn bản"),
        validators=[InputRequired(), Length(max=20)],
        description=_l("Chỉ phần chữ số, ví dụ 87; ký hiệu đã có sẵn."),
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )
    dated = VietnameseDateField(_l("Ngày văn bản"), validators=[InputRequired()])


class OwnNumberForm(Form):
    """The date under which the next number of an own series is taken."""

    dated = VietnameseDateField(_l("Ngày văn bản"), validators=[InputRequired()])


class ReasonForm(Form):
    """Why a step is taken back."""

    reason = StringField(_l("Lý do"), validators=[InputRequired()])


class CorrectionForm(Form):
    """A mistake of form in an issued document."""

    place = StringField(
        _l("Vị trí"), validators=[InputRequired(), Length(max=200)], description=_l("Ví dụ: dòng 3, trang 2.")
    )
    printed = StringField(_l("Đã in"), validators=[InputRequired(), Length(max=1000)])
    corrected = StringField(_l("Nay sửa thành"), validators=[InputRequired(), Length(max=1000)])
    cause = StringField(_l("Lý do đính chính"), validators=[Optional(), Length(max=500)])


class SignedCopyForm(Form):
    """The scan of the signed page."""

    file = FileField(
        _l("Bản quét đã ký, đóng dấu"),
        validators=[FileRequired(_l("Vui lòng chọn tệp bản quét."))],
        description=_l("PDF, PNG hoặc JPEG."),
        render_kw={"accept": ".pdf,.png,.jpg,.jpeg"},
    )
    reason = StringField(
        _l("Lý do nhận bản quét không khớp số trang"),
        validators=[Optional()],
        description=_l("Chỉ cần khi số trang bản quét khác văn bản."),
    )


class SignaturePictureForm(Form):
    """How the leader's own signature looks."""

    file = FileField(
        _l("Hình chữ ký"),
        validators=[FileRequired(_l("Vui lòng chọn ảnh chữ ký."))],
        description=_l("PNG, nét xanh, nền trong suốt, tối đa 2 MB."),
        render_kw={"accept": ".png"},
    )


class SealPictureForm(Form):
    """How the seal of one of the unit's bodies looks."""

    body = SelectField(_l("Dấu của"), coerce=int, validators=[InputRequired()])
    file = FileField(
        _l("Hình dấu"),
        validators=[FileRequired(_l("Vui lòng chọn ảnh dấu."))],
        description=_l("PNG, màu đỏ, nền trong suốt, cắt sát vành dấu, tối đa 2 MB."),
        render_kw={"accept": ".png"},
    )

    def __init__(self, bodies: Sequence[IssuingBody], *, blank: bool) -> None:
        super().__init__(prefix="dau", **({"formdata": None} if blank else {}))
        self._bodies = {one.id: one for one in bodies}
        self.body.choices = [(one.id, one.name) for one in bodies]

    def chosen(self) -> IssuingBody:
        """The body whose seal it is."""
        return self._bodies[self.body.data]


class AnnexForm(Form):
    """A file that goes with a document and is signed for the office."""

    file = FileField(
        _l("Tệp kèm theo hoặc bản sao (PDF)"),
        validators=[FileRequired(_l("Vui lòng chọn tệp PDF."))],
        description=_l("Tệp riêng, không cùng tệp với văn bản chính; hệ thống không giữ lại tệp này."),
        render_kw={"accept": ".pdf"},
    )


class PrintForm(Form):
    """Which papers are printed, and as what."""

    chosen = SelectMultipleField(_l("Văn bản"), validate_choice=False)
    everything = BooleanField(_l("Cả danh sách"))
    shape = RadioField(
        _l("In thành"),
        choices=[
            ("pdf", _l("Một tệp PDF có bìa, mục lục")),
            ("zip", _l("Một tệp ZIP, mỗi văn bản một tệp")),
        ],
        default="pdf",
    )
    duplex = BooleanField(_l("In hai mặt"), description=_l("Mỗi văn bản bắt đầu ở trang lẻ; chỉ dùng cho một tệp PDF."))


class ScansForm(Form):
    """Scans of signed pages, of any number of documents."""

    files = MultipleFileField(
        _l("Tệp quét hoặc ảnh chụp"),
        validators=[FileRequired(_l("Vui lòng chọn tệp bản quét."))],
        description=_l("PDF, PNG hoặc JPEG; nhiều văn bản trong một tệp, thứ tự và chiều trang tùy ý."),
        render_kw={"accept": ".pdf,.png,.jpg,.jpeg", "multiple": True},
    )


class ConfirmScanForm(Form):
    """The clerk's word that the scan beside the frozen version is its signed copy."""

    reason = StringField(_l("Lý do nhận bản quét này"), validators=[Optional()])

    def __init__(self, *, needed: bool, **given: object) -> None:
        super().__init__(**given)
        self.reason.flags.required = needed


class SendForm(Form):
    """To whom, how and when a document is sent."""

    receivers = SelectMultipleField(
        _l("Đơn vị trên cổng"),
        coerce=int,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        description=_l("Văn bản được chuyển thẳng vào sổ văn bản đến của đơn vị."),
    )
    others = TextAreaField(_l("Nơi nhận khác (mỗi nơi một dòng)"), validators=[Optional(), Length(max=5000)])
    channel = SelectField(
        _l("Hình thức gửi"),
        validators=[InputRequired()],
        choices=[(one.value, words) for one, words in CHANNELS.items()],
    )
    on = VietnameseDateField(_l("Ngày gửi"), validators=[InputRequired()])

    def __init__(self, bodies: Sequence[IssuingBody], *, today: date, named: Sequence[str], blank: bool) -> None:
        wanted = {fold(name) for name in named}
        chosen = [one.id for one in bodies if fold(one.name) in wanted]
        start = {"receivers": chosen, "on": today, "channel": Channel.PORTAL.value}
        super().__init__(data=start, **({"formdata": None} if blank else {}))
        self._bodies = bodies
        self.receivers.choices = [(one.id, one.name) for one in bodies]

    def everybody(self) -> list[Receiver]:
        """All receivers, those with a box here first."""
        chosen = set(self.receivers.data or ())
        here = [Receiver(one.name, one.unit_id) for one in self._bodies if one.id in chosen]
        return here + [Receiver(line) for line in (self.others.data or "").splitlines() if line.strip()]


class ReceiveForm(Form):
    """Số đến and ngày đến."""

    number = StringField(
        _l("Số đến"),
        validators=[InputRequired(), Length(max=20)],
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )
    on = VietnameseDateField(_l("Ngày đến"), validators=[InputRequired()])


class IncomingForm(Form):
    """A document that came on paper, as the register asks for it."""

    sender = StringField(_l("Tác giả (cơ quan ban hành)"), validators=[InputRequired(), Length(max=300)])
    own_number = StringField(
        _l("Số, ký hiệu văn bản"),
        validators=[InputRequired(), Length(max=100)],
        description=_l("Ví dụ 1578/KH-UBND."),
    )
    dated = VietnameseDateField(_l("Ngày văn bản"), validators=[Optional()])
    kind = SelectField(_l("Tên loại"), validators=[InputRequired()], choices=list(KIND_WORDS.items()))
    subject = TextAreaField(_l("Trích yếu nội dung"), validators=[InputRequired(), Length(max=2000)])
    incoming_number = StringField(_l("Số đến"), validators=[InputRequired(), Length(max=20)])
    on = VietnameseDateField(_l("Ngày đến"), validators=[InputRequired()])
    file = FileField(
        _l("Bản quét"),
        validators=[Optional()],
        description=_l("PDF, PNG hoặc JPEG."),
        render_kw={"accept": ".pdf,.png,.jpg,.jpeg"},
    )


class LetterForm(Form):
    """The blanks of one letter; made by `letter_form`."""

    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])

    def texts(self, blanks: Sequence[Blank]) -> dict[str, str]:
        """What was typed, by the names of the blanks."""
        return {one.name: _written(self[one.name].data) for one in blanks}


def given(field: VietnameseDateField) -> date:
    """The day in a required field of a form that was found right."""
    assert field.data is not None
    return field.data


def letter_form(blanks: Sequence[Blank], version: int) -> LetterForm:
    """The form of a letter, with what stands in its blanks."""
    made = type("LetterForm", (LetterForm,), {one.name: _field(one) for one in blanks})
    form = made(data={"version": version, **{one.name: one.value for one in blanks}})
    assert isinstance(form, LetterForm)
    return form


def _written(value: str | date | None) -> str:
    return dates.day(value) if isinstance(value, date) else value or ""


def _field(blank: Blank) -> Field:
    needed = InputRequired() if blank.required else Optional()
    match blank.shape:
        case Shape.LINE:
            return StringField(blank.label, validators=[needed])
        case Shape.DAY:
            return VietnameseDateField(blank.label, validators=[needed])
        case Shape.LINES:
            return TextAreaField(blank.label, validators=[needed], render_kw={"rows": 4})
        case Shape.TEXT:
            rows = min(max(blank.text.count("\n") + len(blank.text) // 90 + 2, 3), 20)
            return TextAreaField(blank.label, validators=[needed], render_kw={"rows": rows})
