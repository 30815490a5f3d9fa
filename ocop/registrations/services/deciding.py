"""The province's steps, in the scope of the unit whose registration it is."""

from flask_babel import gettext as _

from ocop.accounts.models import User
from ocop.core.errors import DomainError, WrongState
from ocop.registrations.models import Registration
from ocop.registrations.rules import State
from ocop.registrations.services.registering import move


def accept(registration: Registration, *, by: User) -> None:
    """Take a line of the unit's list into the year's plan; raises `WrongState` for what the unit has not submitted."""
    if registration.state is not State.SUBMITTED:
        raise WrongState
    move(registration, State.ACCEPTED, by=by)


def refuse(registration: Registration, *, reason: str, by: User) -> None:
    """Return a line of the unit's list; raises `DomainError` without a reason, `WrongState` for what is not on the list."""
    if not reason:
        raise DomainError(_("Vui lòng ghi lý do trả lại."), field="reason")
    move(registration, State.REFUSED, by=by, reason=reason)
