"""Changing the map of units: adding, renaming, importing from the statistics office's lists."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import select

from ocop.core.db import db
from ocop.core.text.normal import fold, nfc
from ocop.core.text.order import vietnamese_key
from ocop.tenancy.blueprints import RESERVED
from ocop.tenancy.models import Kind, Unit, UnitName

SINCE = date(2020, 1, 1)
NEEDED_OF_UNITS = ("code", "name", "kind", "slug", "province_code", "province_name")
NEEDED_OF_COMMUNES = ("code", "name", "kind", "district_code")
PROVINCE_SLUG = "ubnd-tinh"


class UnreadableUnits(ValueError):
    """A list of units that cannot be taken in; the message names the file, the row and what to mend."""


@dataclass(frozen=True)
class Counted:
    """How many units an import made, and how many it already knew."""

    made: int
    known: int


def add(
    *, code: str, kind: Kind, name: str, slug: str | None, parent_id: int | None, valid_from: date = SINCE,
    valid_to: date | None = None, division: str | None = None,
) -> Unit:  # fmt: skip
    """Add a unit; raises `UnreadableUnits` when its slug is a reserved word."""
    if slug in RESERVED:
        raise UnreadableUnits(f"slug {slug!r} là từ dành riêng của cổng, vui lòng chọn từ khác")
    clean = nfc(name)
    unit = Unit(
        code=code, kind=kind, name=clean, folded=fold(clean), sort_key=vietnamese_key(clean), slug=slug,
        parent_id=parent_id, division=division, valid_from=valid_from, valid_to=valid_to,
    )  # fmt: skip
    db.session.add(unit)
    db.session.flush()
    return unit


def rename(unit: Unit, *, name: str, kind: Kind, on: date) -> None:
    """Give a unit a new name or kind from a day on; the old one stays for the documents of its time."""
    begun = db.session.scalar(
        select(UnitName.valid_to).where(UnitName.unit_id == unit.id).order_by(UnitName.valid_to.desc()).limit(1)
    )
    since = begun + timedelta(days=1) if begun else unit.valid_from
    db.session.add(
        UnitName(unit_id=unit.id, name=unit.name, kind=unit.kind, valid_from=since, valid_to=on - timedelta(days=1))
    )
    clean = nfc(name)
    unit.name, unit.kind, unit.folded, unit.sort_key = clean, kind, fold(clean), vietnamese_key(clean)
    db.session.flush()


def import_units(units: Path, communes: Path, *, divisions: Mapping[Kind, str] | None = None) -> Counted:
    """Take in the districts (with their province) and the communes; rows already known by (code, valid_from) stay.

    Needed columns: code, name, kind, slug, province_code, province_name; of communes code, name, kind, district_code.
    All or nothing: raises `UnreadableUnits` naming the row.
    """
    made = known = 0
    provinces: dict[str, Unit] = {}
    districts: dict[str, Unit] = {}
    for number, row in _rows(units, NEEDED_OF_UNITS):
        above = provinces.get(row["province_code"])
        if above is None:
            above, fresh = _take(
                row["province_code"], Kind.PROVINCE, row["province_name"], _desk(provinces), None, row, None
            )
            provinces[row["province_code"]] = above
            made, known = made + fresh, known + (not fresh)
        kind = _kind(units, number, row)
        division = row.get("division") or (divisions or {}).get(kind)
        districts[row["code"]], fresh = _take(row["code"], kind, row["name"], row["slug"], above, row, division)
        made, known = made + fresh, known + (not fresh)
    for number, row in _rows(communes, NEEDED_OF_COMMUNES):
        parent = districts.get(row["district_code"])
        if parent is None:
            raise UnreadableUnits(
                f"{communes.name}, dòng {number}: không có đơn vị cấp trên mã {row['district_code']!r}"
            )
        _, fresh = _take(row["code"], _kind(communes, number, row), row["name"], None, parent, row, None)
        made, known = made + fresh, known + (not fresh)
    return Counted(made, known)


def _desk(provinces: Mapping[str, Unit]) -> str:
    """The province's own desk; a second province of the same installation is numbered."""
    return PROVINCE_SLUG if not provinces else f"{PROVINCE_SLUG}-{len(provinces) + 1}"


def _take(
    code: str,
    kind: Kind,
    name: str,
    slug: str | None,
    parent: Unit | None,
    row: Mapping[str, str],
    division: str | None,
) -> tuple[Unit, bool]:
    since = _day(row.get("valid_from"), SINCE) if slug is None else SINCE
    known = db.session.scalar(select(Unit).where(Unit.code == code, Unit.valid_from == since))
    if known is not None:
        return known, False
    until = _day(row.get("valid_to"), None) if slug is None else None
    return add(
        code=code, kind=kind, name=name, slug=slug, parent_id=parent.id if parent else None,
        valid_from=since or SINCE, valid_to=until,
        division=division,
    ), True  # fmt: skip


def _rows(path: Path, needed: Iterable[str]) -> list[tuple[int, dict[str, str]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [column for column in needed if column not in (reader.fieldnames or [])]
            if missing:
                raise UnreadableUnits(f"{path.name}: thiếu cột {', '.join(missing)}")
            rows = [
                (number, {key: (value or "").strip() for key, value in row.items() if key})
                for number, row in enumerate(reader, 2)
            ]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UnreadableUnits(f"{path.name}: không đọc được tệp ({error})") from error
    for number, row in rows:
        empty = [column for column in needed if not row[column]]
        if empty:
            raise UnreadableUnits(f"{path.name}, dòng {number}: để trống cột {', '.join(empty)}")
    return rows


def _kind(path: Path, number: int, row: Mapping[str, str]) -> Kind:
    try:
        return Kind(row["kind"])
    except ValueError:
        allowed = ", ".join(Kind)
        raise UnreadableUnits(f"{path.name}, dòng {number}: loại {row['kind']!r} không thuộc {allowed}") from None


def _day(value: str | None, default: date | None) -> date | None:
    if not value:
        return default
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise UnreadableUnits(f"ngày {value!r} phải có dạng 2024-12-01") from None
