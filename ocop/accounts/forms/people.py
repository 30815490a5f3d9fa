"""What is asked about the people of a unit, and about who leads one."""

import re
from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, SelectMultipleField, StringField, ValidationError
from wtforms.validators import DataRequired, Length, Optional, Regexp
from wtforms.widgets import CheckboxInput, ListWidget

from ocop.accounts.models import User
from ocop.accounts.queries import people
from ocop.accounts.rules import ROLE_NAMES, Role, grantable, usernames
from ocop.accounts.rules.people import NAME_TAKEN
from ocop.accounts.services.people import Profile
from ocop.core.text.normal import slug as slug_of
from ocop.tenancy import Unit, Workspace
from ocop.tenancy.units import KIND_NAMES
from ocop.ui.forms import Form

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+$")
PHONE = re.compile(r"\+?[\d\s().-]{8,20}$")


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
