"""What is asked of people at the door, of themselves, and of who looks after people and units."""

import re
from collections.abc import Sequence
from datetime import date

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    PasswordField,
    SelectField,
    SelectMultipleField,
    StringField,
    ValidationError,
)
from wtforms.validators import DataRequired, EqualTo, InputRequired, Length, Optional, Regexp
from wtforms.widgets import CheckboxInput, ListWidget

from ocop.accounts.models import User
from ocop.accounts.queries import people, units
from ocop.accounts.rules import ROLE_NAMES, Role, grantable, passwords, usernames
from ocop.accounts.rules import units as unit_rules
from ocop.accounts.rules.people import NAME_TAKEN
from ocop.accounts.services.people import Profile
from ocop.accounts.services.units import NewUnit
from ocop.core import clock
from ocop.core.text.normal import slug as slug_of
from ocop.tenancy import Kind, Unit, Workspace
from ocop.tenancy.units import KIND_NAMES
from ocop.ui.forms import Form, VietnameseDateField

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+$")
PHONE = re.compile(r"\+?[\d\s().-]{8,20}$")

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


class _Checkboxes(SelectMultipleField):
    """Several choices as boxes to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def pre_validate(self, form: Form) -> None:
        """At least one, and only those offered."""
        if not self.data:
            raise ValidationError(str(_l("Vui lòng chọn ít nhất một mục.")))
        super().pre_validate(form)


class PersonForm(Form):
    """A person of a unit: how the office knows the person, and the roles."""

    name = StringField(
        _l("Tên theo vai trò"),
        validators=[DataRequired(), Length(max=200)],
        description=_l("Đặt theo vai trò hoặc chức danh, ví dụ: Chuyên viên Phòng Kinh tế."),
    )
    title = StringField(_l("Chức vụ"), validators=[Optional(), Length(max=200)])
    email = StringField(
        _l("Thư điện tử công vụ"),
        validators=[
            Optional(),
            Length(max=200),
            Regexp(EMAIL, message=_l("Địa chỉ thư điện tử chưa đúng, ví dụ đúng: ten@coquan.gov.vn.")),
        ],
    )
    phone = StringField(
        _l("Điện thoại công vụ"),
        validators=[
            Optional(),
            Length(max=20),
            Regexp(PHONE, message=_l("Số điện thoại chưa đúng, ví dụ đúng: 0252 3822 456.")),
        ],
    )
    is_contact = BooleanField(
        _l("Là đầu mối của đơn vị"), description=_l("Tên, điện thoại và thư công vụ hiện trong danh bạ đầu mối.")
    )
    roles = _Checkboxes(_l("Vai trò"), coerce=str)
    commune = SelectField(
        _l("Xã, phường, thị trấn phụ trách"),
        default="",
        description=_l("Chỉ cần với vai trò Cán bộ cấp xã."),
    )
    department = StringField(
        _l("Sở, ngành"),
        validators=[Length(max=200)],
        description=_l("Chỉ cần với vai trò Sở, ngành, ví dụ: Sở Công Thương."),
    )

    def __init__(self, unit: Workspace, communes: Sequence[Unit], person: User | None = None) -> None:
        super().__init__(obj=person)
        self.allowed = frozenset(grantable(at_the_top=unit.parent_id is None))
        held = person.roles if person else frozenset()
        self.roles.choices = [(one.value, ROLE_NAMES[one]) for one in Role if one in self.allowed | held]
        self.commune.choices = [("", "–"), *((str(one.id), one.name) for one in communes)]
        if unit.parent_id is not None:
            del self.department
        if not communes:
            del self.commune
        if not self.is_submitted() and person is not None:
            self._show(person)

    def validate_commune(self, field: SelectField) -> None:
        """Somebody of a commune belongs to one."""
        if Role.COMMUNE in self.chosen_roles() and not field.data:
            raise ValidationError(str(_l("Vui lòng chọn địa bàn cho vai trò Cán bộ cấp xã.")))

    def validate_department(self, field: StringField) -> None:
        """Somebody of a department belongs to one."""
        if Role.DEPARTMENT in self.chosen_roles() and not field.data:
            raise ValidationError(str(_l("Vui lòng ghi sở, ngành của tài khoản này.")))

    def chosen_roles(self) -> frozenset[Role]:
        """The roles that are ticked."""
        return frozenset(Role(value) for value in self.roles.data or [] if value in set(Role))

    def profile(self) -> Profile:
        """What was entered, beside account and roles; a department is known by the plain spelling of its name."""
        department = self.department.data if "department" in self else None
        commune = self.commune.data if "commune" in self else None
        return Profile(
            name=self.name.data or "",
            title=self.title.data or None,
            email=self.email.data or None,
            phone=self.phone.data or None,
            is_contact=bool(self.is_contact.data),
            department=slug_of(department) if department else None,
            commune_id=int(commune) if commune else None,
        )

    def _show(self, person: User) -> None:
        self.roles.data = [role.value for role in person.roles]
        if "commune" in self:
            self.commune.data = str(person.commune_id or "")


class _AccountName(Form):
    """The first part of a new account's name; the unit's ending is added."""

    username = StringField(_l("Tên đăng nhập"), validators=[DataRequired(), Length(max=80)])
    ending: str

    def account(self) -> str:
        """The whole name of the account."""
        return usernames.full(self.username.data or "", self.ending)

    def validate_username(self, field: StringField) -> None:
        """Plain letters, and not taken."""
        first_part = self.account().removesuffix(f".{self.ending}")
        if not usernames.is_first_part(first_part):
            raise ValidationError(str(usernames.NOT_A_NAME))
        if people.username_taken(self.account()):
            raise ValidationError(str(NAME_TAKEN))


class NewPersonForm(_AccountName, PersonForm):
    """The same with the name of the account, which stays."""

    def __init__(self, unit: Workspace, communes: Sequence[Unit]) -> None:
        super().__init__(unit, communes)
        self.ending = usernames.suffix(unit.slug, at_the_top=unit.parent_id is None)


class NewHeadForm(_AccountName):
    """A head for a unit; the unit's other people are for the head to add."""

    unit = SelectField(_l("Đơn vị"), validators=[DataRequired()])
    name = StringField(
        _l("Tên theo vai trò"),
        validators=[DataRequired(), Length(max=200)],
        description=_l("Ví dụ: Lãnh đạo Phòng Kinh tế."),
    )

    def __init__(self, choices: Sequence[Unit], chosen: str = "") -> None:
        super().__init__()
        self.units = {str(one.id): one for one in choices}
        self.unit.choices = [
            ("", "–"),
            *((key, f"{KIND_NAMES[one.kind]} {one.name}") for key, one in self.units.items()),
        ]
        if not self.is_submitted():
            self.unit.data = chosen
        led = self.units.get(self.unit.data or "")
        self.ending = usernames.suffix(led.slug or "", at_the_top=led.parent_id is None) if led else "?"

    def unit_id(self) -> int:
        """The unit to be led."""
        return self.units[str(self.unit.data)].id


class RenameForm(Form):
    """Another name or kind from a day on."""

    name = StringField(_l("Tên mới"), validators=[DataRequired(), Length(max=200)])
    kind = SelectField(
        _l("Loại đơn vị"),
        choices=[(one.value, name) for one, name in KIND_NAMES.items()],
        validators=[DataRequired()],
    )
    on = VietnameseDateField(_l("Có hiệu lực từ ngày"), validators=[InputRequired()])

    def __init__(self, unit: Unit) -> None:
        super().__init__()
        self.renamed = unit
        if not self.is_submitted():
            self.name.data, self.kind.data = unit.name, unit.kind.value

    def validate_on(self, field: VietnameseDateField) -> None:
        """Not a day to come, and later than the name of today."""
        if field.data is None:
            return
        since = units.named_since(self.renamed)
        if sentence := unit_rules.why_not_rename(field.data, named_since=since, today=clock.today()):
            raise ValidationError(str(sentence))

    def validate_name(self, field: StringField) -> None:
        """Something has to change."""
        if (field.data, self.kind.data) == (self.renamed.name, self.renamed.kind.value):
            raise ValidationError(str(_l("Vui lòng nhập tên mới hoặc chọn loại đơn vị mới.")))

    def new_name(self) -> str:
        """The name to be."""
        return str(self.name.data)

    def new_kind(self) -> Kind:
        """The kind to be."""
        return Kind(self.kind.data)

    def day(self) -> date:
        """The first day of the new name."""
        assert self.on.data is not None
        return self.on.data


class NewUnitForm(Form):
    """A unit with a workspace of its own."""

    code = StringField(
        _l("Mã đơn vị"),
        validators=[DataRequired(), Length(max=20), Regexp(r"\d+$", message=_l("Mã chỉ gồm chữ số."))],
        description=_l("Mã theo danh mục đơn vị hành chính của cơ quan thống kê."),
    )
    kind = SelectField(
        _l("Loại đơn vị"),
        choices=[(one.value, name) for one, name in KIND_NAMES.items()],
        validators=[DataRequired()],
    )
    name = StringField(
        _l("Tên riêng"), validators=[DataRequired(), Length(max=200)], description=_l("Không kèm loại đơn vị.")
    )
    slug = StringField(
        _l("Địa chỉ không gian làm việc"),
        validators=[DataRequired(), Length(max=60)],
        description=_l("Ví dụ: ham-thuan-bac. Không đổi được về sau."),
    )
    parent = SelectField(_l("Đơn vị cấp trên"), validators=[DataRequired()])
    division = StringField(
        _l("Phòng tham mưu"),
        validators=[Optional(), Length(max=200)],
        description=_l("Ví dụ: Phòng Nông nghiệp và Phát triển nông thôn."),
    )
    valid_from = VietnameseDateField(_l("Có từ ngày"), validators=[InputRequired()])

    def __init__(self, choices: Sequence[Unit]) -> None:
        super().__init__()
        self.parent.choices = [(str(one.id), f"{KIND_NAMES[one.kind]} {one.name}") for one in choices]

    def validate_slug(self, field: StringField) -> None:
        """Neither reserved nor in use."""
        if sentence := unit_rules.why_not_slug(field.data or ""):
            raise ValidationError(str(sentence))
        if units.slug_taken(field.data or ""):
            raise ValidationError(str(unit_rules.SLUG_TAKEN))

    def validate_code(self, field: StringField) -> None:
        """One unit has a code at a time."""
        if self.valid_from.data and units.code_taken(field.data or "", self.valid_from.data):
            raise ValidationError(str(unit_rules.CODE_TAKEN))

    def unit(self) -> NewUnit:
        """What was entered."""
        assert self.valid_from.data is not None
        return NewUnit(
            code=self.code.data or "",
            kind=Kind(self.kind.data),
            name=self.name.data or "",
            slug=self.slug.data or "",
            parent_id=int(self.parent.data),
            division=self.division.data or None,
            valid_from=self.valid_from.data,
        )


def _say(field: Field, sentence: object) -> None:
    field.errors = [*field.errors, str(sentence)]
