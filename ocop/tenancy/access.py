"""Who may pass: the person as tenancy sees it, and the access declaration that every route must carry."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from flask import Flask, g
from flask_login import current_user

from ocop.core.errors import Forbidden, NotYours
from ocop.tenancy.permissions import Permission
from ocop.tenancy.units import Workspace

DECLARATION = "ocop_access"
PUBLIC = "public"
SIGNED_IN = "signed-in"

View = TypeVar("View", bound=Callable[..., object])


class Person(Protocol):
    """What tenancy needs to know of whoever asks."""

    is_authenticated: bool
    id: int
    unit_id: int | None

    @property
    def permissions(self) -> frozenset[Permission]:
        """What the person's roles carry together."""

    def may(self, permission: Permission) -> bool:
        """Whether one of the person's roles carries the permission."""


def person() -> Person:
    """The signed-in person; raises `NotYours` when nobody is."""
    someone: Person = current_user._get_current_object()
    if not someone.is_authenticated:
        raise NotYours
    return someone


def may(permission: Permission) -> bool:
    """Whether the signed-in person holds the permission; for templates."""
    someone: Person = current_user._get_current_object()
    return someone.is_authenticated and someone.may(permission)


def requires(*permissions: Permission) -> Callable[[View], View]:
    """Declare, under the route, which permission opens a view: one of those named is enough."""

    def declare(view: View) -> View:
        setattr(view, DECLARATION, permissions)
        return view

    return declare


def public(view: View) -> View:
    """Declare a view open to everybody."""
    setattr(view, DECLARATION, PUBLIC)
    return view


def signed_in(view: View) -> View:
    """Declare a view open to everybody who is signed in."""
    setattr(view, DECLARATION, SIGNED_IN)
    return view


def declaration(app: Flask, endpoint: str) -> tuple[Permission, ...] | str | None:
    """What a route declares: its permissions, `public`, `signed-in`, or None."""
    found = getattr(app.view_functions[endpoint], DECLARATION, None)
    assert found is None or isinstance(found, (tuple, str))
    return found


def check(app: Flask, endpoint: str) -> None:
    """Refuse a person without one of the permissions that the route names; raises `Forbidden`."""
    declared = declaration(app, endpoint)
    if isinstance(declared, tuple) and not any(person().may(permission) for permission in declared):
        raise Forbidden


def refuse_undeclared(app: Flask) -> None:
    """Stop the start when a route says nothing about who may open it."""
    silent = [
        endpoint
        for endpoint in app.view_functions
        if endpoint != "static" and not endpoint.endswith(".static") and declaration(app, endpoint) is None
    ]
    if silent:
        raise RuntimeError(f"routes without an access declaration: {', '.join(sorted(silent))}")


def workspace() -> Workspace:
    """The unit whose rows this request works on."""
    found = g.workspace
    assert isinstance(found, Workspace)
    return found
