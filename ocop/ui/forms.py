"""Forms of every room: Vietnamese messages, clean text, limits of length, and the fields that offices need."""

from collections.abc import Callable, Mapping
from unicodedata import normalize

from flask import Flask, g, has_request_context, request
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import Field, IntegerField, PasswordField, StringField, TextAreaField
from wtforms.fields.core import UnboundField
from wtforms.form import BaseForm
from wtforms.validators import Length, ValidationError

from ocop.core.errors import DomainError
from ocop.core.text.normal import is_blank, nfc, nfc_lines
from ocop.paperwork import LackingCharacterError, sound
from ocop.ui.fields import MoneyField, PartialDateField, VietnameseDateField, VietnameseDecimalField, WrittenField
from ocop.ui.messages import Translations

__all__ = ["Form", "MoneyField", "PartialDateField", "VietnameseDateField", "VietnameseDecimalField"]

LINE_LIMIT = 500
TEXT_LIMIT = 50_000


class Form(FlaskForm):
    """The base of every form.

    Text arrives in NFC and trimmed; a line is limited to 500 and a text to 50,000 characters unless the field says otherwise.
    The last form of a request is known to the pages of refusals, which call its fields by their labels.
    """

    class Meta(FlaskForm.Meta):
        """Vietnamese sentences, clean text and limits for all fields of the form."""

        def wrap_formdata(self, form: BaseForm, formdata: object) -> object:
            """What a form of ours sent, so never JSON; a box in which nothing can be seen is empty, as it would be stored."""
            if has_request_context() and request.is_json:
                return None
            sent = super().wrap_formdata(form, formdata)
            if not isinstance(sent, MultiDict):
                return sent
            return MultiDict((name, _seen(value)) for name, value in sent.items(multi=True))

        def get_translations(self, form: BaseForm) -> Translations:
            """Our sentences in place of WTForms' English ones."""
            return Translations()

        def bind_field(self, form: BaseForm, unbound_field: UnboundField, options: Mapping[str, object]) -> Field:
            """Tie the field to its form with our filters and limits added."""
            bound = super().bind_field(form, unbound_field, options)
            if isinstance(bound, StringField):
                _clean(bound)
                _limit(bound)
                _keep_printable(bound)
            return bound

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        g.form = self

    def lets(self, act: Callable[[], object]) -> bool:
        """Whether the office's rules let `act` pass.

        A refusal that names a field of this form stands at that field, so that the page shows again what was typed; any
        other is raised. The answer must then be 422, so that nothing of the act is kept.
        """
        try:
            act()
        except DomainError as refusal:
            if refusal.field is None or refusal.field not in self:
                raise
            field = self[refusal.field]
            field.errors = [*field.errors, str(refusal)]
            return False
        return True


def install(app: Flask) -> None:
    """Let the form macros ask for the attributes of a control."""
    app.jinja_env.globals["field_attributes"] = field_attributes


def field_attributes(field: Field, described: str, given: Mapping[str, object]) -> dict[str, object]:
    """The attributes of a control: tied to its help and error, with the right keyboard on a phone."""
    attributes: dict[str, object] = {}
    if described:
        attributes["aria-describedby"] = described.strip()
    if field.errors:
        attributes["aria-invalid"] = "true"
    if isinstance(field, MoneyField | IntegerField):
        attributes["inputmode"] = "numeric"
    elif isinstance(field, VietnameseDecimalField):
        attributes["inputmode"] = "decimal"
    if isinstance(field, WrittenField):
        attributes["autocomplete"] = "off"
    if isinstance(field, TextAreaField):
        attributes["rows"] = 4
    return attributes | (field.render_kw or {}) | {name.replace("_", "-"): value for name, value in given.items()}


def _clean(field: StringField) -> None:
    """Stored text is NFC; passwords are left as typed but for NFC, so that both keyboards' accents match."""
    if isinstance(field, PasswordField):
        field.filters = [_composed, *field.filters]
    elif isinstance(field, TextAreaField):
        field.filters = [_lines, *field.filters]
    else:
        field.filters = [_line, *field.filters]


def _limit(field: StringField) -> None:
    if any(isinstance(one, Length) and one.max > 0 for one in field.validators):
        return
    limit = TEXT_LIMIT if isinstance(field, TextAreaField) else LINE_LIMIT
    field.validators = [*field.validators, Length(max=limit)]
    field.flags.maxlength = limit


def _keep_printable(field: StringField) -> None:
    """Texts end on paper: a letter that no face of ours has is named where it was typed, not when the paper is due."""
    if not isinstance(field, PasswordField):
        field.validators = [*field.validators, _prints]


def _prints(_form: BaseForm, field: Field) -> None:
    try:
        sound(field.data or "")
    except LackingCharacterError as error:
        raise ValidationError(str(unprintable(error))) from None


def unprintable(error: LackingCharacterError) -> LazyString:
    """What to do about a letter that cannot be printed."""
    return _l(
        "Văn bản in không có ký tự “%(character)s” (%(code)s). Vui lòng xóa hoặc thay ký tự này.",
        character=error.character,
        code=error.code,
    )


def _seen(value: object) -> object:
    return "" if isinstance(value, str) and is_blank(value) else value


def _line(text: str | None) -> str | None:
    return text if text is None else nfc(text)


def _lines(text: str | None) -> str | None:
    return text if text is None else nfc_lines(text)


def _composed(text: str | None) -> str | None:
    return text if text is None else normalize("NFC", text)
