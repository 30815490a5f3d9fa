"""Looking after the people of a unit."""

from collections.abc import Set
from dataclasses import asdict, dataclass
from datetime import datetime

from flask_babel import LazyString

from ocop.accounts.models import RoleGrant, User
from ocop.accounts.queries import people
from ocop.accounts.rules import Role, usernames
from ocop.accounts.rules import people as rules
from ocop.accounts.services import sessions
from ocop.accounts.services.notes import note
from ocop.audit import Actor, Change
from ocop.core.db import db
from ocop.core.errors import AlreadyThere, DomainError, WrongState


@dataclass(frozen=True, kw_only=True)
class Profile:
    """What is known of a person beside account and roles."""

    name: str
    title: str | None = None
    email: str | None = None
    phone: str | None = None
    is_contact: bool = False
    department: str | None = None
    commune_id: int | None = None


def add(
    username: str,
    *,
    profile: Profile,
    roles: Set[Role],
    allowed: Set[Role],
    unit_id: int | None,
    hashed: str,
    by: Actor,
    now: datetime,
) -> User:
    """Add an account with a password to be changed at the first sign-in.

    Raises DomainError for a name that cannot be one, AlreadyThere for one that is taken, WrongState for a role of another level.
    """
    if not usernames.is_name(username):
        raise DomainError(usernames.NOT_A_NAME, field="username")
    if people.username_taken(username):
        raise AlreadyThere(rules.NAME_TAKEN, field="username")
    _refuse(rules.why_not_roles(before=frozenset(), after=roles, allowed=allowed, other_heads=1))
    user = User(
        username=username,
        unit_id=unit_id,
        password_hash=hashed,
        must_change_password=True,
        created_at=now,
        grants=[RoleGrant(role=role) for role in sorted(roles)],
        **asdict(profile),
    )
    db.session.add(user)
    db.session.flush()
    note(by, "add_person", user, change={"roles": (None, _listed(roles)), "name": (None, user.name)})
    return user


def change(user: User, *, profile: Profile, by: Actor) -> None:
    """Correct what is known of a person."""
    before = {field: getattr(user, field) for field in asdict(profile)}
    after = asdict(profile)
    changed: Change = {field: (before[field], after[field]) for field in after if before[field] != after[field]}
    for field in changed:
        setattr(user, field, after[field])
    if changed:
        note(by, "change_person", user, change=changed)


def give_roles(user: User, *, roles: Set[Role], allowed: Set[Role], by: Actor) -> None:
    """Let a person hold exactly these roles; raises WrongState for a role of another level, and for the unit's last head."""
    before = user.roles
    if before == roles:
        return
    others = people.heads_besides(user)
    _refuse(rules.why_not_roles(before=before, after=roles, allowed=allowed, other_heads=others))
    user.grants = [grant for grant in user.grants if grant.role in roles]
    user.grants += [RoleGrant(role=role) for role in sorted(roles - before)]
    db.session.flush()
    note(by, "change_roles", user, change={"roles": (_listed(before), _listed(roles))})


def deactivate(user: User, *, by: Actor, now: datetime) -> None:
    """Close an account; who is signed in under it is out at once. Raises WrongState for oneself and the unit's last head."""
    if not user.active:
        return
    others = people.heads_besides(user)
    _refuse(rules.why_not_deactivate(roles=user.roles, oneself=by.id == user.id, other_heads=others))
    user.active = False
    user.is_contact = False
    sessions.end_all(user, now=now)
    note(by, "deactivate", user)


def reactivate(user: User, *, by: Actor) -> None:
    """Open a closed account again."""
    if user.active:
        return
    user.active = True
    note(by, "reactivate", user)


def _refuse(sentence: LazyString | None) -> None:
    if sentence is not None:
        raise WrongState(sentence)


def _listed(roles: Set[Role]) -> str:
    return ", ".join(sorted(roles))
