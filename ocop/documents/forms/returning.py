"""A draft that comes back from Word."""

from collections.abc import Mapping
from typing import cast

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, IntegerField, TextAreaField
from wtforms.validators import Optional

from ocop.documents.papers.word import TEXT
from ocop.ui.forms import Form

TAKE, VERSION = "take-", "version-"


class WordForm(Form):
    """The edited Word file."""

    file = FileField(
        _l("Bản Word đã sửa"),
        [FileRequired(_l("Vui lòng chọn tệp Word."))],
        description=_l(
            "Tệp .docx tải từ trang này về rồi sửa; giữ nguyên dòng tên của từng mục và các câu theo mẫu. Tối đa 8 MB."
        ),
        render_kw={"accept": ".docx"},
    )


class TakeOverForm(Form):
    """For each text of a draft whether it is taken over from the file; made by `take_over_form`."""

    version = IntegerField(validators=[Optional()])

    @property
    def texts(self) -> dict[str, str]:
        """The ticked texts, by key."""
        return {key: self[f"{TEXT}{key}"].data or "" for key in self._ticked()}

    @property
    def of_versions(self) -> int:
        """The sum of the versions that the ticked texts were compared with."""
        if self.version.data is not None:
            return int(self.version.data)
        return sum(self[f"{VERSION}{key}"].data or 0 for key in self._ticked())

    def _ticked(self) -> list[str]:
        boxes = [name for name in self._fields if name.startswith(TAKE)]
        return [name.removeprefix(TAKE) for name in boxes if self[name].data]


def take_over_form(parts: Mapping[str, str]) -> TakeOverForm:
    """The form for the texts of a draft, their names by key."""
    fields: dict[str, object] = {}
    for key, name in parts.items():
        fields[f"{TAKE}{key}"] = BooleanField(name)
        fields[f"{TEXT}{key}"] = TextAreaField(name)
        fields[f"{VERSION}{key}"] = IntegerField(name, validators=[Optional()])
    return cast(TakeOverForm, type("TakeOverForm", (TakeOverForm,), fields)())
