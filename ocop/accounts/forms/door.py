"""What is asked at the door, and of whoever is in before something that a stranger at an open screen must not do."""

from flask_babel import lazy_gettext as _l
from wtforms import Field, HiddenField, PasswordField, StringField, ValidationError
from wtforms.validators import DataRequired, EqualTo, Length

from ocop.accounts.models import User
from ocop.accounts.rules import passwords, usernames
from ocop.ui.forms import Form

REFUSED = _l(
    "Chưa đăng nhập được. Vui lòng kiểm tra tên đăng nhập và mật khẩu; nếu đã nhập sai nhiều lần, hãy chờ 15 phút rồi thử lại."
)
WRONG_CODE = _l("Mã chưa đúng hoặc đã dùng. Vui lòng chờ mã mới trên điện thoại rồi nhập lại.")
WRONG_PASSWORD = _l("Mật khẩu hiện tại chưa đúng. Nếu đã nhập sai nhiều lần, hãy chờ 15 phút rồi thử lại.")


class SignInForm(Form):
    """Name and password; the same refusal for all reasons."""

    username = StringField(_l("Tên đăng nhập"), validators=[DataRequired(), Length(max=200)])
    password = PasswordField(_l("Mật khẩu"), validators=[DataRequired(), Length(max=passwords.LONGEST)])
    next = HiddenField(validators=[Length(max=2000)])

    def account(self) -> str:
        """The account's name as it is looked up."""
        return usernames.normal(self.username.data or "")

    def refuse(self) -> None:
        """Say that it did not open, not why."""
        self.form_errors.append(str(REFUSED))


class CodeForm(Form):
    """A code of the phone, or a recovery code."""

    code = StringField(_l("Mã xác thực"), validators=[DataRequired(), Length(max=40)])

    def refuse(self) -> None:
        """Say that the code is not right (any more)."""
        _say(self.code, WRONG_CODE)


class OwnPasswordForm(Form):
    """The password once more, before something that a stranger at an open screen must not do."""

    password = PasswordField(_l("Mật khẩu hiện tại"), validators=[DataRequired(), Length(max=passwords.LONGEST)])

    def refuse(self) -> None:
        """Say that the password is not the account's."""
        _say(self.password, WRONG_PASSWORD)


class NewPasswordForm(OwnPasswordForm):
    """The old password, and a new one twice."""

    new = PasswordField(_l("Mật khẩu mới"), validators=[DataRequired(), Length(max=passwords.LONGEST)])
    again = PasswordField(
        _l("Nhập lại mật khẩu mới"),
        validators=[DataRequired(), Length(max=passwords.LONGEST), EqualTo("new", _l("Hai lần nhập chưa khớp nhau."))],
    )

    def __init__(self, person: User) -> None:
        super().__init__()
        self.person = person

    def validate_new(self, field: PasswordField) -> None:
        """The rules of passwords, and another one than before."""
        if sentence := passwords.problem(field.data or "", username=self.person.username):
            raise ValidationError(str(sentence))
        if field.data == self.password.data:
            raise ValidationError(str(_l("Mật khẩu mới phải khác mật khẩu hiện tại.")))


def _say(field: Field, sentence: object) -> None:
    field.errors = [*field.errors, str(sentence)]
