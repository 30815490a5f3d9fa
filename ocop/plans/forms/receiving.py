"""What the province says to a unit's plan."""

from collections.abc import Mapping, Sequence
from typing import cast

from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Optional

from ocop.plans.rules.content import Remark
from ocop.ui.forms import Form, VietnameseDateField

COMMENT, REASON = "comment-", "reason-"
NO_REASON = _l("Vui lòng nêu lý do của ý kiến này.")
NO_COMMENT = _l("Vui lòng góp ý ở ít nhất một mục.")


class ReceiptForm(Form):
    """Số đến and ngày đến."""

    number = StringField(_l("Số đến"), description=_l("Theo sổ đăng ký văn bản đến; chưa có thì để trống."))
    on = VietnameseDateField(_l("Ngày đến"), [InputRequired()])


class CommentForm(Form):
    """A comment and its reason for each section; only those that are filled in are said."""

    def validate(self, extra_validators: Mapping[str, Sequence[object]] | None = None) -> bool:
        """A comment without its reason is told at the missing reason; no comment at all, at the first box."""
        right = bool(super().validate(extra_validators))
        said = {key: one for key, one in self.remarks.items() if one.comment}
        unexplained = [key for key, one in said.items() if not one.reason]
        for key in unexplained:
            self[f"{REASON}{key}"].errors = [str(NO_REASON)]
        if not said and self.remarks:
            self[f"{COMMENT}{next(iter(self.remarks))}"].errors = [str(NO_COMMENT)]
        return right and bool(said) and not unexplained

    reply_by = VietnameseDateField(_l("Đề nghị gửi lại trước ngày"), [Optional()])

    @property
    def remarks(self) -> dict[str, Remark]:
        """What was said, by the key of the section."""
        keys = [name.removeprefix(COMMENT) for name in self._fields if name.startswith(COMMENT)]
        return {key: Remark(self[f"{COMMENT}{key}"].data or "", self[f"{REASON}{key}"].data or "") for key in keys}


def comment_form(parts: Mapping[str, str]) -> CommentForm:
    """The form with two boxes for each part of the plan."""
    boxes = {f"{COMMENT}{key}": TextAreaField(_l("Nội dung góp ý")) for key in parts}
    boxes |= {f"{REASON}{key}": TextAreaField(_l("Lý do")) for key in parts}
    return cast(CommentForm, type("CommentForm", (CommentForm,), boxes)())
