"""Deciding on a plan, on screen or from paper."""

from collections.abc import Mapping, Sequence
from typing import cast

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired

from ocop.ui.forms import Form, VietnameseDateField

REASON = "reason-"
NO_REASON = _l("Vui lòng nêu lý do trả lại ở ít nhất một mục.")
PASSED, SENT_BACK = "passed", "sent_back"


class SendBackForm(Form):
    """A box for each part of the plan; only those that are filled in are reasons, and one must be when the plan goes back."""

    @property
    def goes_back(self) -> bool:
        return True

    def validate(self, extra_validators: Mapping[str, Sequence[object]] | None = None) -> bool:
        """A plan that goes back without any reason is told so at the first box."""
        right = bool(super().validate(extra_validators))
        if not right or self.reasons or not self.goes_back:
            return right
        first = next(name for name in self._fields if name.startswith(REASON))
        self[first].errors = [str(NO_REASON)]
        return False

    @property
    def reasons(self) -> dict[str, str]:
        """The reasons by the key of the part."""
        return {
            name.removeprefix(REASON): box.data
            for name, box in self._fields.items()
            if name.startswith(REASON) and box.data
        }


class PaperForm(SendBackForm):
    """A decision that was taken on paper."""

    verdict = RadioField(
        _l("Kết quả trên bản giấy"),
        [InputRequired()],
        choices=[(PASSED, _l("Thông qua")), (SENT_BACK, _l("Trả lại, yêu cầu sửa"))],
    )
    decided_by = StringField(
        _l("Người quyết định"),
        [InputRequired()],
        description=_l("Họ tên, chức vụ ghi trên phiếu trình hoặc bản ký nháy."),
    )
    decided_on = VietnameseDateField(_l("Ngày quyết định"), [InputRequired()])
    scan = FileField(_l("Bản quét phiếu trình, bản ký nháy"))

    @property
    def passed(self) -> bool:
        return bool(self.verdict.data == PASSED)

    @property
    def goes_back(self) -> bool:
        return not self.passed


class ReasonForm(Form):
    """One reason, for what cannot be undone silently."""

    reason = TextAreaField(_l("Lý do"), [InputRequired()])


class AnswerForm(Form):
    """How a reason was answered, if there is something to say."""

    answer = TextAreaField(_l("Giải trình"))


def send_back_form(parts: Mapping[str, str], *, paper: bool = False) -> SendBackForm:
    """The form with a box for each part of the plan, `parts` by key; with `paper` also who decided on paper."""
    boxes = {f"{REASON}{key}": TextAreaField(name) for key, name in parts.items()}
    base = PaperForm if paper else SendBackForm
    return cast(SendBackForm, type(base.__name__, (base,), boxes)())
