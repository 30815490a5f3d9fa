"""The menus as data: which pages each area offers, shown as far as they exist and the person may open them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from flask import current_app, g, request, url_for
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from ocop.tenancy import Permission, Workspace, person, units
from ocop.ui.catalogue import language

HOME = "/"
KEPT = "ocop.ui.offers"


class Area(StrEnum):
    """Where a person stands: at the province's window, at the desk of the own unit, or at the server.

    The first one that is open to a person is where the way home leads.
    """

    PROVINCE = "province"
    DESK = "desk"
    OPERATOR = "operator"


@dataclass(frozen=True)
class Entry:
    """One line of a menu; any of its permissions opens it, without one it is for everybody who may enter the area."""

    endpoint: str
    label: str | LazyString
    permission: Permission | tuple[Permission, ...] | None = None

    @property
    def any_of(self) -> frozenset[Permission]:
        """The permissions of which one is enough; none asked when empty."""
        if self.permission is None:
            return frozenset()
        return frozenset([self.permission] if isinstance(self.permission, Permission) else self.permission)


HAVE_A_HOME = (Permission.VIEW, Permission.VIEW_PROVINCE, Permission.REPORT_TASK)
"""Who finds something at a unit's home; people of communes have their own pages only."""

MENUS = {
    Area.DESK: (
        Entry("workspace.home", _l("Tổng quan"), HAVE_A_HOME),
        Entry("plans.index", _l("Kế hoạch"), Permission.VIEW),
        Entry("registrations.index", _l("Đăng ký"), Permission.VIEW),
        Entry("registrations_commune.index", _l("Khảo sát của xã"), Permission.ANSWER_SURVEY),
        Entry("evidence.of_commune", _l("Minh chứng của xã"), Permission.ADD_EVIDENCE),
        Entry("dossiers.index", _l("Hồ sơ"), Permission.VIEW),
        Entry("producers.index", _l("Chủ thể"), Permission.VIEW),
        Entry("products.index", _l("Sản phẩm"), Permission.VIEW),
        Entry("recognition.index", _l("Công nhận"), Permission.VIEW),
        Entry("documents.index", _l("Văn bản"), Permission.VIEW),
        Entry("programme.index", _l("Chương trình"), Permission.VIEW),
        Entry("accounts_people.contacts", _l("Danh bạ đầu mối"), Permission.VIEW),
        Entry("accounts_people.index", _l("Người dùng"), Permission.MANAGE_PEOPLE),
        Entry("audit.trail", _l("Nhật ký"), Permission.READ_AUDIT),
    ),
    Area.PROVINCE: (
        Entry("province.home", _l("Toàn tỉnh"), Permission.VIEW_PROVINCE),
        Entry("province.plans", _l("Kế hoạch"), Permission.VIEW_PROVINCE),
        Entry("province.registrations", _l("Đăng ký"), Permission.VIEW_PROVINCE),
        Entry("dossiers_province.index", _l("Hồ sơ"), Permission.VIEW_PROVINCE),
        Entry("province.products", _l("Sản phẩm"), Permission.VIEW_PROVINCE),
        Entry("province.recognition", _l("Công nhận"), Permission.VIEW_PROVINCE),
        Entry("accounts_province.contacts", _l("Danh bạ đầu mối"), Permission.VIEW_PROVINCE),
    ),
    Area.OPERATOR: (
        Entry("accounts_operator.units", _l("Đơn vị"), Permission.OPERATE),
        Entry("accounts_operator.heads", _l("Tài khoản"), Permission.OPERATE),
    ),
}

ACCOUNT = (
    Entry("accounts_own.me", _l("Tài khoản của tôi")),
    Entry("accounts_own.password", _l("Đổi mật khẩu")),
)
SIGN_IN = "accounts.sign_in"
SIGN_OUT = "accounts.sign_out"

AREA_NAMES = {
    Area.DESK: _l("Bàn làm việc"),
    Area.PROVINCE: _l("Toàn tỉnh"),
    Area.OPERATOR: _l("Quản trị"),
}


DOORS = {"tinh": Permission.VIEW_PROVINCE, "quan-tri": Permission.OPERATE}
"""The first word of the addresses of an area, and what opens it."""

ASKED = frozenset(one for entries in MENUS.values() for entry in entries for one in entry.any_of)
"""Every permission that decides over a line of a menu."""


@dataclass(frozen=True)
class Link:
    """An entry with its address, ready to show."""

    label: str
    url: str
    current: bool = False


@dataclass(frozen=True)
class Menu:
    """What a page shows of navigation: the area's links, the ways into the person's other areas, and the way home."""

    title: str
    links: tuple[Link, ...]
    elsewhere: tuple[Link, ...]
    home: str


@dataclass(frozen=True)
class AccountMenu:
    """What the person's own corner offers; addresses of pages that do not exist are None."""

    name: str
    links: tuple[Link, ...]
    sign_in: str | None
    sign_out: str | None


@dataclass(frozen=True)
class Offer:
    """All links that one kind of person has: per area, and of the own account."""

    areas: dict[Area, tuple[Link, ...]]
    account: tuple[Link, ...]
    sign_in: str | None
    sign_out: str | None


def menu() -> Menu:
    """The navigation of this request; empty for whoever is not signed in."""
    if not current_user.is_authenticated:
        return Menu("", (), (), HOME)
    own = desk()
    title = own.title if own else ""
    areas = offer().areas
    if not areas:
        return Menu(title, (), (), HOME)
    here = _area(areas, own)
    elsewhere = tuple(Link(str(AREA_NAMES[area]), links[0].url) for area, links in areas.items() if area is not here)
    home = next(iter(areas.values()))[0].url
    return Menu(title or str(AREA_NAMES[here]), _marked(areas[here]), elsewhere, home)


def account_menu() -> AccountMenu:
    """The corner of whoever is signed in, or the way to sign in."""
    found = offer()
    if not current_user.is_authenticated:
        return AccountMenu("", (), found.sign_in, None)
    return AccountMenu(str(getattr(current_user, "name", "")), found.account, None, found.sign_out)


def desk() -> Workspace | None:
    """The unit of the signed-in person; None for the operator and for visitors."""
    unit_id = getattr(current_user, "unit_id", None)
    if unit_id is None:
        return None
    entered = g.get("workspace")
    if isinstance(entered, Workspace) and entered.id == unit_id:
        return entered
    if "ui_desk" not in g:
        g.ui_desk = units.by_id(unit_id)
    found = g.ui_desk
    assert isinstance(found, Workspace)
    return found


def offer() -> Offer:
    """The links open to the person of this request; made once for all who speak, work and may alike."""
    slug = own.slug if (own := desk()) else ""
    allowed = _allowed()
    key = (language(), slug, request.script_root, allowed)
    kept: dict[object, Offer] = current_app.extensions[KEPT]
    if key not in kept:
        kept[key] = _offer(slug, allowed)
    return kept[key]


def stands_open(path: str, workspace: object | None) -> bool:
    """Whether the person of this request may come through the door of an address; what lies behind it is not asked."""
    if workspace is not None:
        own = desk()
        return own is not None and own.slug == workspace
    needed = DOORS.get(path.split("/")[1])
    return needed is None or (current_user.is_authenticated and person().may(needed))


def _allowed() -> frozenset[Permission]:
    if not current_user.is_authenticated:
        return frozenset()
    return person().permissions & ASKED


def _offer(slug: str, allowed: frozenset[Permission]) -> Offer:
    areas = {area: _links(area, slug, allowed) for area in Area}
    account = tuple(Link(str(entry.label), url) for entry in ACCOUNT if (url := _address_if_any(entry.endpoint)))
    return Offer(
        areas={area: links for area, links in areas.items() if links},
        account=account,
        sign_in=_address_if_any(SIGN_IN),
        sign_out=_address_if_any(SIGN_OUT),
    )


def _links(area: Area, slug: str, allowed: frozenset[Permission]) -> tuple[Link, ...]:
    if area is Area.DESK and not slug:
        return ()
    return tuple(
        Link(str(entry.label), _address(entry.endpoint, area, slug))
        for entry in MENUS[area]
        if exists(entry.endpoint) and (not entry.any_of or entry.any_of & allowed)
    )


def exists(endpoint: str) -> bool:
    """Whether a room has opened this page; links to pages of other rooms ask first."""
    return endpoint in current_app.view_functions


def _address(endpoint: str, area: Area, slug: str) -> str:
    return url_for(endpoint, workspace=slug) if area is Area.DESK else url_for(endpoint)


def _address_if_any(endpoint: str) -> str | None:
    return url_for(endpoint) if exists(endpoint) else None


def _area(areas: Mapping[Area, tuple[Link, ...]], own: Workspace | None) -> Area:
    """The area that the address stands in; pages of no area (the own account, faults) show the person's first."""
    first = request.path.split("/")[1]
    usual = next(iter(areas))
    wanted = {"tinh": Area.PROVINCE, "quan-tri": Area.OPERATOR, own.slug if own else "": Area.DESK}.get(first, usual)
    return wanted if wanted in areas else usual


def _marked(links: tuple[Link, ...]) -> tuple[Link, ...]:
    """The same links with the current one marked: the area's home by its own address only, the others with what lies below."""
    here = request.script_root + request.path
    home, *rest = links
    lies_above = any(link.url.startswith(home.url) for link in rest)
    below = [link for link in (rest if lies_above else links) if _covers(link.url, here)]
    current = home if here == home.url else max(below, key=lambda link: len(link.url), default=None)
    return tuple(Link(link.label, link.url, current=True) if link is current else link for link in links)


def _covers(above: str, here: str) -> bool:
    return f"{here.rstrip('/')}/".startswith(f"{above.rstrip('/')}/")
