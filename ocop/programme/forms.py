"""What is asked about the year's dates and targets."""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar, cast

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import HiddenInput

from ocop.programme import rules
from ocop.programme.models import Extension, Milestone, Target
from ocop.programme.queries import TargetLine
from ocop.ui.forms import Form, VietnameseDateField

LARGEST = 1_000_000
DAY_WORDS = {
    rules.Day.COUNTS: _l("Tính cả ngày này"),
    rules.Day.LEFT_OUT: _l("Đến hết ngày hôm trước"),
}
CLOSING_WORDS = {
    rules.Closing.OPEN: _l("Vẫn mở, chỉ hiển thị trễ"),
    rules.Closing.LOCKED: _l("Khóa sau thời hạn"),
}


class MilestoneForm(Form):
    """A date of the year. The choices carry the words themselves, so that two people's texts can be compared as they stand."""

    due = VietnameseDateField(_l("Thời hạn"), [InputRequired()])
    day = SelectField(
        _l("Cách tính ngày"), [InputRequired()], choices=[(one.value, words) for one, words in DAY_WORDS.items()]
    )
    arrival_due = VietnameseDateField(
        _l("Hạn gửi về tỉnh"), [Optional()], description=_l("Để trống thì tính theo thời hạn ban hành.")
    )
    closing = SelectField(
        _l("Sau thời hạn"), [InputRequired()], choices=[(one.value, words) for one, words in CLOSING_WORDS.items()]
    )
    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])

    @classmethod
    def of(cls, milestone: Milestone) -> "MilestoneForm":
        """The form with the milestone as it stands."""
        return cls(
            data={
                "due": milestone.due,
                "day": rules.Day.of(inclusive=milestone.inclusive).value,
                "arrival_due": milestone.arrival_due,
                "closing": rules.Closing.of(locked=milestone.locked).value,
                "version": milestone.version,
            }
        )

    def validate_arrival_due(self, field: VietnameseDateField) -> None:
        """The province cannot want a document before it is due."""
        if self.due.data is not None and (sentence := rules.why_not_arrival(field.data, due=self.due.data)):
            raise ValidationError(str(sentence))

    @property
    def day_due(self) -> date:
        """The day asked for; the form must have been found valid."""
        assert self.due.data is not None
        return self.due.data

    @property
    def inclusive(self) -> bool:
        return bool(self.day.data == rules.Day.COUNTS.value)

    @property
    def locked(self) -> bool:
        return bool(self.closing.data == rules.Closing.LOCKED.value)


class ExtensionForm(Form):
    """More time for one unit."""

    until = VietnameseDateField(_l("Gia hạn đến hết ngày"), [InputRequired()])
    reason = TextAreaField(
        _l("Lý do"), [DataRequired(), Length(max=1000)],
        description=_l("Ghi rõ văn bản đề nghị của đơn vị (nếu có)."),
    )  # fmt: skip
    ordinary: date

    @classmethod
    def of(cls, milestone: Milestone, known: Extension | None) -> "ExtensionForm":
        """The form with the extension given so far."""
        form = cls(obj=known)
        form.ordinary = rules.last_day(milestone.due, inclusive=milestone.inclusive)
        return form

    @property
    def last_day(self) -> date:
        """The day asked for; the form must have been found valid."""
        assert self.until.data is not None
        return self.until.data

    def validate_until(self, field: VietnameseDateField) -> None:
        """More time ends after the ordinary last day."""
        if field.data is not None and (sentence := rules.why_not_extend(field.data, ordinary=self.ordinary)):
            raise ValidationError(str(sentence))


class FiguresForm(Form):
    """One box per target; `_with_boxes` adds them."""

    def figures(self, targets: Sequence[Target]) -> dict[int, int | None]:
        """What stands in the boxes, by target key."""
        return {one.id: self[rules.figure_field(one.id)].data for one in targets}


class RegisteringForm(FiguresForm):
    """What a unit registers; `version` is that of its whole answer."""

    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])

    @classmethod
    def of(cls, lines: Sequence[TargetLine], *, version: int) -> "RegisteringForm":
        """The boxes with what is registered so far."""
        figures = {rules.figure_field(one.target.id): one.registered for one in lines}
        return _with_boxes(cls, lines)(data={**figures, "version": version})


class AssigningForm(FiguresForm):
    """What the province assigns to a unit, by one document."""

    document = StringField(
        _l("Văn bản giao chỉ tiêu"), [DataRequired(), Length(max=300)],
        description=_l("Ví dụ: Công văn số 1234/SNN-PTNT ngày 10/5/2024."),
    )  # fmt: skip

    @classmethod
    def of(cls, lines: Sequence[TargetLine]) -> "AssigningForm":
        """The boxes with what is assigned so far, and the document that assigned it last."""
        figures = {rules.figure_field(one.target.id): one.assigned for one in lines}
        documents = [one.assigned_by for one in lines if one.assigned_by]
        return _with_boxes(cls, lines)(data={**figures, "document": documents[-1] if documents else None})


Figures = TypeVar("Figures", bound=FiguresForm)


def _with_boxes(form: type[Figures], lines: Sequence[TargetLine]) -> type[Figures]:
    boxes = {
        rules.figure_field(one.target.id): IntegerField(one.target.title, [Optional(), NumberRange(min=0, max=LARGEST)])
        for one in lines
    }
    return cast(type[Figures], type(form.__name__, (form,), boxes))
