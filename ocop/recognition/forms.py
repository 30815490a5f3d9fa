"""What is asked about a recognition."""

from datetime import date

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError
from wtforms.widgets import HiddenInput

from ocop.core.text.dates import PartialDate
from ocop.core.text.normal import nfc_lines
from ocop.recognition.models import Recognition
from ocop.recognition.rules import FACTS, HIGHEST, LOWEST, RecognitionFacts, decided
from ocop.recognition.rules.register import Answers, Field
from ocop.recognition.rules.register.lines import Place
from ocop.ui.forms import Form, PartialDateField, VietnameseDateField


def _stars(value: object) -> int | None:
    return int(str(value)) if value else None


class RecognitionForm(Form):
    """A decision that gave a product its stars. `today` bounds its date."""

    stars = SelectField(_l("Hạng sao"), coerce=_stars, validators=[InputRequired()])
    decided = PartialDateField(
        _l("Ngày quyết định"),
        validators=[Optional()],
        description=_l(
            "Ghi ngày 15/5/2024; nếu chỉ biết tháng hoặc năm thì ghi 5/2024 hoặc 2024; chưa rõ thì để trống."
        ),
    )
    decision_number = StringField(_l("Số quyết định"), validators=[Optional(), Length(max=100)])
    issuer = StringField(_l("Cơ quan quyết định"), validators=[Optional(), Length(max=300)])
    stated_expiry = PartialDateField(
        _l("Ngày hết hạn ghi trên nguồn"),
        validators=[Optional()],
        description=_l("Chỉ dùng khi không rõ ngày quyết định."),
    )
    five_star_candidate = BooleanField(_l("Tiềm năng 5 sao (tỉnh đề nghị trung ương)"))
    stated_expired = BooleanField(_l("Nguồn ghi đã hết hạn"))
    source = StringField(_l("Nguồn thông tin"), validators=[Optional()])
    note = TextAreaField(_l("Ghi chú"), validators=[Optional(), Length(max=5000)])
    version = IntegerField(widget=HiddenInput(), default=1)

    def __init__(self, today: date, recognition: Recognition | None = None) -> None:
        super().__init__(data=_shown(recognition) if recognition else None)
        self.stars.choices = [
            ("", _("Chọn hạng sao")),
            *((str(stars), _("%(stars)s sao", stars=stars)) for stars in range(LOWEST, HIGHEST + 1)),
        ]
        self._today = today

    def validate_decided(self, field: PartialDateField) -> None:
        """No decision of tomorrow."""
        if field.data is not None and field.data.earliest() > self._today:
            raise ValidationError(_("Ngày quyết định chưa đến."))

    def facts(self, before: Recognition | None = None) -> RecognitionFacts:
        """What was written; what the form does not ask, and a date that the form cannot say more narrowly, stays as it was."""
        kept = {name: getattr(before, name) for name in FACTS} if before else {"stars": None}
        when = decided(self.decided.data)
        if self.decided.data != (before.decided if before else None):
            kept |= {"earliest": when.earliest, "latest": when.latest, "decision_precision": when.precision}
        kept |= {
            "stars": self.stars.data,
            "decision_number": self.decision_number.data or None,
            "issuer": self.issuer.data or None,
            "stated_expiry": self.stated_expiry.data.iso() if self.stated_expiry.data else None,
            "five_star_candidate": self.five_star_candidate.data,
            "stated_expired": self.stated_expired.data,
            "source": self.source.data or None,
            "note": self.note.data or None,
        }
        return RecognitionFacts(**kept)

    def version_seen(self) -> int:
        """The version that the officer saw when the form was opened."""
        return int(self.version.data or 0)


def _shown(recognition: Recognition) -> dict[str, object]:
    shown = {name: getattr(recognition, name) for name in (*FACTS, "decided", "version")}
    stated = recognition.stated_expiry
    return shown | {"stated_expiry": PartialDate.parse(stated) if stated else None}


class RevocationForm(Form):
    """The decision that takes a recognition back."""

    revoked_on = VietnameseDateField(_l("Ngày thu hồi"), validators=[InputRequired()])
    decision = StringField(_l("Số quyết định thu hồi"), validators=[InputRequired(), Length(max=100)])
    ground = TextAreaField(_l("Lý do thu hồi"), validators=[InputRequired(), Length(max=2000)])

    def __init__(self, recognition: Recognition, today: date) -> None:
        super().__init__()
        self._first, self._today = recognition.earliest, today

    def validate_revoked_on(self, field: VietnameseDateField) -> None:
        """Neither before the recognition nor tomorrow."""
        if field.data and field.data > self._today:
            raise ValidationError(_("Ngày này chưa đến."))
        if field.data and self._first and field.data < self._first:
            raise ValidationError(_("Ngày thu hồi không được trước ngày công nhận."))

    def day(self) -> date:
        """The day of a form that was found right."""
        assert self.revoked_on.data is not None
        return self.revoked_on.data


class NoticeForm(Form):
    """The written notice to the producer."""

    notice_on = VietnameseDateField(_l("Ngày gửi thông báo"), validators=[InputRequired()])
    number = StringField(_l("Số thông báo"), validators=[Optional(), Length(max=100)])
    method = StringField(
        _l("Hình thức gửi"),
        validators=[InputRequired(), Length(max=200)],
        description=_l("Ví dụ: giao tận tay có ký nhận, bưu điện bảo đảm, trục liên thông văn bản."),
    )

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today

    def validate_notice_on(self, field: VietnameseDateField) -> None:
        """Not tomorrow."""
        if field.data and field.data > self._today:
            raise ValidationError(_("Ngày này chưa đến."))

    def day(self) -> date:
        """The day of a form that was found right."""
        assert self.notice_on.data is not None
        return self.notice_on.data


class UploadForm(Form):
    """The Excel file that an officer brings in."""

    file = FileField(_l("Tệp Excel"), validators=[FileRequired(message=_l("Vui lòng chọn tệp."))])


class AnswersForm(Form):
    """The answers to what is asked about rows: fields are named after sheet, row and column, so they are read by name."""

    START, BETWEEN = "tra-loi", "|"
    EMPTY = "-"
    """What the choice "leave the cell empty" sends."""

    @classmethod
    def name_of(cls, sheet: str, row: int, of: Field) -> str:
        """The name of the control for one question; the sheet stands last, for it may hold any sign."""
        return cls.BETWEEN.join((cls.START, str(row), of.value, sheet))

    def given(self) -> Answers:
        """What was answered; controls left alone say nothing, and what is no answer is passed over."""
        found: dict[Place, dict[Field, str]] = {}
        for name, texts in request.form.lists():
            parts = name.split(self.BETWEEN, 3)
            text = next((nfc_lines(one) for one in reversed(texts) if one.strip()), "")
            if (
                len(parts) != 4
                or parts[0] != self.START
                or not text
                or not _is_row(parts[1])
                or parts[2] not in set(Field)
            ):
                continue
            found.setdefault((parts[3], int(parts[1])), {})[Field(parts[2])] = "" if text == self.EMPTY else text
        return found


def _is_row(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 8
