"""Looking units up: by slug for the door, the units below the province, communes on a day, the body that issues."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from flask_babel import lazy_gettext as _l
from sqlalchemy import BindParameter, ColumnElement, Date, Integer, Select, bindparam, or_, select
from sqlalchemy.orm import aliased, selectinload

from ocop.core.db import db
from ocop.core.errors import DomainError
from ocop.tenancy.models import IssuingBody, Kind, SigningBlock, Unit

KIND_NAMES = {
    Kind.PROVINCE: "tỉnh",
    Kind.DISTRICT: "huyện",
    Kind.TOWN: "thị xã",
    Kind.CITY: "thành phố",
    Kind.COMMUNE: "xã",
    Kind.WARD: "phường",
    Kind.TOWNSHIP: "thị trấn",
    Kind.SPECIAL_ZONE: "đặc khu",
}


class NoBody(DomainError, LookupError):
    """The unit has no issuing body of the kind that the document needs."""

    sentence = _l(
        "Đơn vị chưa có cơ quan ban hành loại văn bản này. Đề nghị quản trị hệ thống khai báo cơ quan ban hành."
    )


@dataclass(frozen=True)
class Workspace:
    """A unit as pages speak of it; plain values that outlive the session."""

    id: int
    code: str
    slug: str
    kind: Kind
    name: str
    parent_id: int | None
    division: str | None
    successor_id: int | None = None

    @property
    def full_name(self) -> str:
        """The name within a sentence: "thành phố Phan Thiết"."""
        return f"{KIND_NAMES[self.kind]} {self.name}"

    @property
    def title(self) -> str:
        """The name at the start of a line: "Thành phố Phan Thiết"."""
        return self.full_name[:1].upper() + self.full_name[1:]


def _workspace(unit: Unit) -> Workspace:
    return Workspace(
        unit.id, unit.code, unit.slug or "", unit.kind, unit.name, unit.parent_id, unit.division, unit.successor_id
    )


def by_slug(slug: str) -> Workspace | None:
    """The unit that works under this slug."""
    unit = db.session.scalar(select(Unit).where(Unit.slug == slug))
    return _workspace(unit) if unit else None


def by_id(unit_id: int) -> Workspace:
    """The unit with this key, which must exist."""
    return _workspace(db.session.get_one(Unit, unit_id))


def heir(unit: Workspace) -> Workspace:
    """The unit that a unit went into, and that one perhaps into another; itself while it is there."""
    while unit.successor_id is not None:
        unit = by_id(unit.successor_id)
    return unit


def around(commune: Unit | None, unit: Workspace) -> Workspace:
    """The unit in which a commune lies: most often the one that speaks of it, but a producer may sit in a neighbour's."""
    above = commune.parent_id if commune else None
    if above is None or above in {unit.id, unit.parent_id}:
        return unit
    return heir(by_id(above))


def gone_into(unit_id: int) -> Sequence[Workspace]:
    """The units that went into this one, straight or through another, the latest first."""
    found: list[Workspace] = []
    last = [unit_id]
    while last:
        units = db.session.scalars(
            select(Unit).where(Unit.successor_id.in_(last)).order_by(Unit.valid_to.desc(), Unit.sort_key)
        ).all()
        found += map(_workspace, units)
        last = [one.id for one in units]
    return found


def below(unit_id: int, on: date) -> Sequence[Workspace]:
    """The workspaces directly below a unit that exist on a day, in the Vietnamese order of their names."""
    units = db.session.scalars(_under(workspaces=True), {"parent": unit_id, "day": on})
    return [_workspace(unit) for unit in units]


def family(unit_id: int) -> frozenset[int]:
    """A unit and all workspaces below it, past ones too: what the super-view may see."""
    return frozenset(db.session.scalars(_family(), {"top": unit_id})) | {unit_id}


def communes(unit_id: int, on: date) -> Sequence[Unit]:
    """The communes of a unit on a day, in Vietnamese order."""
    return db.session.scalars(_under(workspaces=False), {"parent": unit_id, "day": on}).all()


def bodies(unit_id: int, on: date) -> Sequence[IssuingBody]:
    """The issuing bodies of a unit on a day with their signing blocks, the people's committee first."""
    return db.session.scalars(
        select(IssuingBody)
        .where(
            IssuingBody.unit_id == unit_id,
            IssuingBody.valid_from <= on,
            or_(IssuingBody.valid_to.is_(None), IssuingBody.valid_to >= on),
        )
        .options(selectinload(IssuingBody.signings))
        .order_by(IssuingBody.kind != "ubnd", IssuingBody.id)
    ).all()


def body(unit_id: int, kind: str, on: date) -> IssuingBody:
    """The unit's issuing body of a kind (ubnd, division, department, …) on a day; raises `NoBody` when it has none."""
    found = next((one for one in bodies(unit_id, on) if one.kind == kind), None)
    if found is None:
        raise NoBody
    return found


def signing(of: IssuingBody, document_kind: str, on: date) -> SigningBlock | None:
    """The signing block in force on a day: one made for this kind of document goes before the general one."""
    in_force = [
        block
        for block in of.signings
        if block.valid_from <= on
        and (block.valid_to is None or block.valid_to >= on)
        and block.document_kind in {None, document_kind}
    ]
    in_force.sort(key=lambda block: (block.document_kind is not None, block.valid_from))
    return in_force[-1] if in_force else None


@cache
def _under(*, workspaces: bool) -> Select[Unit]:
    """The units under `parent` on a `day`; like `_family` written once, for writing it takes longer than asking it."""
    of_kind = Unit.slug.is_not(None) if workspaces else Unit.slug.is_(None)
    there = _existing(bindparam("day", type_=Date))
    return select(Unit).where(Unit.parent_id == bindparam("parent"), of_kind, *there).order_by(Unit.sort_key)


@cache
def _family() -> Select[int]:
    child, top = aliased(Unit), bindparam("top", type_=Integer)
    return (
        select(Unit.id)
        .outerjoin(child, Unit.parent_id == child.id)
        .where(or_(Unit.id == top, Unit.parent_id == top, child.parent_id == top), Unit.slug.is_not(None))
    )


def _existing(on: date | BindParameter[date]) -> tuple[ColumnElement[bool], ...]:
    return (Unit.valid_from <= on, or_(Unit.valid_to.is_(None), Unit.valid_to >= on))
