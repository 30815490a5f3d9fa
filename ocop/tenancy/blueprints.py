"""The doors. A blueprint decides from the address whose rows a request may touch; no view ever does."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Flask, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.routing import IntegerConverter, Map, UnicodeConverter

from ocop.core import clock
from ocop.core.db import SAFE_METHODS
from ocop.core.errors import NotYours
from ocop.tenancy import access, scope, units
from ocop.tenancy.permissions import Permission

RESERVED = frozenset(
    {
        "dang-nhap", "dang-xuat", "tai-khoan", "ngon-ngu", "tep", "tinh", "xac-minh", "danh-muc", "quan-tri", "song",
        "san-sang", "static", "bootstrap",
    }
)  # fmt: skip


LARGEST_KEY = 2**31 - 1
"""What a key's column holds on PostgreSQL; a larger one is an error there, and beyond 64 bits on SQLite too."""

LONGEST_WORD = 200

UNSAVED = "chua-luu"
"""Tells the sign-in page that a form came after its session had ended."""


class Key(IntegerConverter):
    """`<int:…>` in an address: a number that a row's key can be; any other address does not exist."""

    regex = "[0-9]{1,10}"

    def __init__(self, addresses: Map) -> None:
        super().__init__(addresses, max=LARGEST_KEY)


class Word(UnicodeConverter):
    """`<…>` in an address: a slug or a token; control characters, which PostgreSQL refuses, are in none."""

    def __init__(self, addresses: Map) -> None:
        super().__init__(addresses)
        self.regex = f"[^/\\x00-\\x1f]{{1,{LONGEST_WORD}}}"


class _Door(Blueprint):
    """A blueprint that checks the access declaration of its own routes before the view runs."""

    def __init__(self, name: str, prefix: str | None, room: str | None) -> None:
        super().__init__(name, f"ocop.{room or name}", url_prefix=prefix, template_folder="templates")
        self.before_request(self._open)

    def _open(self) -> ResponseReturnValue | None:
        refused = self.admit()
        if refused is None:
            access.check(current_app, request.endpoint or "")
        return refused

    def admit(self) -> ResponseReturnValue | None:
        """Let the request in, or answer it: a redirect to the sign-in page, or `NotYours`."""
        raise AssertionError("each door says whom it admits")


class PublicBlueprint(_Door):
    """Open to everybody; enters no scope."""

    def __init__(self, name: str, path: str = "", *, room: str | None = None) -> None:
        super().__init__(name, f"/{path}" if path else None, room)

    def admit(self) -> ResponseReturnValue | None:
        """Everybody."""
        return None


class SignedInBlueprint(_Door):
    """For whoever is signed in (own account, files, sign-out); enters no scope."""

    def __init__(self, name: str, path: str = "", *, room: str | None = None) -> None:
        super().__init__(name, f"/{path}" if path else None, room)

    def admit(self) -> ResponseReturnValue | None:
        """Whoever is signed in; others go to the sign-in page."""
        return None if current_user.is_authenticated else to_sign_in()


class OperatorBlueprint(_Door):
    """For the person who runs the server: units and accounts, no business data; enters no scope."""

    def __init__(self, name: str, path: str = "", *, room: str | None = None) -> None:
        super().__init__(name, f"/quan-tri/{path}" if path else "/quan-tri", room)

    def admit(self) -> ResponseReturnValue | None:
        """The operator; the place does not exist for others."""
        if not current_user.is_authenticated:
            return to_sign_in()
        if not access.may(Permission.OPERATE):
            raise NotYours
        return None


class WorkspaceBlueprint(_Door):
    """`/<workspace>/path`: enters the scope of the named unit, for its own people only.

    At the address of a unit that went into theirs people are led on to the same page of their own unit, where its rows are.
    A room that `stays_behind` keeps its rows with the unit that made them: there they may look.
    """

    def __init__(self, name: str, path: str = "", *, room: str | None = None, stays_behind: bool = False) -> None:
        super().__init__(name, f"/<workspace>/{path}" if path else "/<workspace>", room)
        self.stays_behind = stays_behind
        self.url_value_preprocessor(_take("workspace"))
        self.url_defaults(_give("workspace"))

    def admit(self) -> ResponseReturnValue | None:
        """The unit's own people; unknown units and strangers look the same."""
        if not current_user.is_authenticated:
            return to_sign_in()
        unit = desk()
        if unit.slug != g.slug:
            return self._admit_to_former(unit)
        g.workspace = unit
        scope.enter(scope.of_unit(unit.id, writable=request.method not in SAFE_METHODS))
        return None

    def _admit_to_former(self, unit: units.Workspace) -> ResponseReturnValue | None:
        former = units.by_slug(g.slug)
        if former is None or units.heir(former).id != unit.id:
            raise NotYours
        if not self.stays_behind or request.method not in SAFE_METHODS:
            return _lead_on("workspace", unit)
        g.workspace = former
        scope.enter(scope.of_unit(former.id, writable=False))
        return None


class ProvinceBlueprint(_Door):
    """`/tinh/path`: the super-view, a reading scope over the person's unit and all units below it."""

    def __init__(self, name: str, path: str = "", *, room: str | None = None) -> None:
        super().__init__(name, f"/tinh/{path}" if path else "/tinh", room)

    def admit(self) -> ResponseReturnValue | None:
        """Whoever may see the province; the place does not exist for others."""
        refused = _admit_province()
        if refused is None:
            scope.enter(scope.over(units.family(access.workspace().id)))
        return refused


class ProvinceActBlueprint(_Door):
    """`/tinh/path/<unit>/`: the province at one unit's record, in the scope of exactly that unit; `@requires` says which act."""

    def __init__(self, name: str, path: str, *, room: str | None = None) -> None:
        super().__init__(name, f"/tinh/{path}/<unit>", room)
        self.url_value_preprocessor(_take("unit"))
        self.url_defaults(_give("unit"))

    def admit(self) -> ResponseReturnValue | None:
        """Whoever may see the province, at a unit below it."""
        refused = _admit_province()
        if refused is not None:
            return refused
        unit = units.by_slug(g.slug)
        if unit is None or unit.id not in units.family(access.workspace().id):
            raise NotYours
        if unit.successor_id is not None:
            return _lead_on("unit", units.heir(unit))
        g.workspace = unit
        scope.enter(scope.of_unit(unit.id, writable=request.method not in SAFE_METHODS))
        return None


class FilesBlueprint(_Door):
    """`/tep`: files by their token; a reading scope over the person's own unit, for the province over all units below it."""

    def __init__(self, name: str, path: str, *, room: str | None = None) -> None:
        super().__init__(name, f"/{path}", room)

    def admit(self) -> ResponseReturnValue | None:
        """Whoever belongs to a unit."""
        if not current_user.is_authenticated:
            return to_sign_in()
        unit = desk()
        sees_all = access.may(Permission.VIEW_PROVINCE)
        scope.enter(scope.over(units.family(unit.id)) if sees_all else scope.of_unit(unit.id, writable=False))
        return None


def to_sign_in() -> ResponseReturnValue:
    """Send to the sign-in page, remembering where a reading request wanted to go; what a form sent is told to be unsaved."""
    if request.method in SAFE_METHODS:
        return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")))
    return redirect(f"{url_for('accounts.sign_in')}?{UNSAVED}=1")


def desk() -> units.Workspace:
    """The signed-in person's own unit: the province's people have their desk there."""
    unit_id = access.person().unit_id
    if unit_id is None:
        raise NotYours
    return units.by_id(unit_id)


def today_below() -> list[units.Workspace]:
    """The units below the person's own that exist today: the rows of every table of the super-view."""
    return list(units.below(desk().id, clock.today()))


def _admit_province() -> ResponseReturnValue | None:
    if not current_user.is_authenticated:
        return to_sign_in()
    if not access.may(Permission.VIEW_PROVINCE):
        raise NotYours
    g.workspace = desk()
    return None


def _lead_on(name: str, unit: units.Workspace) -> ResponseReturnValue:
    """Send to the same page of another unit, with what was filled in."""
    page = url_for(request.endpoint or "", **{**(request.view_args or {}), name: unit.slug})
    asked = request.query_string.decode("ascii", "ignore")
    return redirect(f"{page}?{asked}" if asked else page, HTTPStatus.TEMPORARY_REDIRECT)


def _take(name: str) -> Callable[[str | None, dict[str, Any] | None], None]:
    def take(_endpoint: str | None, values: dict[str, Any] | None) -> None:
        g.slug = str(values.pop(name)) if values else ""

    return take


def _give(name: str) -> Callable[[str, dict[str, Any]], None]:
    def give(_endpoint: str, values: dict[str, Any]) -> None:
        if name not in values and "slug" in g:
            values[name] = g.slug

    return give


def measure(app: Flask) -> None:
    """Keys and words in addresses have a limit; to be called before the first room is opened."""
    app.url_map.converters |= {"int": Key, "default": Word}


def install(app: Flask) -> None:
    """Templates may ask `may(Permission.X)` and name the workspace they stand in."""
    app.jinja_env.globals.update(may=access.may, Permission=Permission)
    app.context_processor(lambda: {"workspace": g.get("workspace")})
