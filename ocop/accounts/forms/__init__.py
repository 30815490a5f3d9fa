"""What is asked of people at the door, of themselves, and of who looks after people and units."""

from ocop.accounts.forms.door import CodeForm, NewPasswordForm, OwnPasswordForm, SignInForm
from ocop.accounts.forms.people import NewHeadForm, NewPersonForm, PersonForm
from ocop.accounts.forms.units import NewUnitForm, RenameForm

__all__ = [
    "CodeForm",
    "NewHeadForm",
    "NewPasswordForm",
    "NewPersonForm",
    "NewUnitForm",
    "OwnPasswordForm",
    "PersonForm",
    "RenameForm",
    "SignInForm",
]
