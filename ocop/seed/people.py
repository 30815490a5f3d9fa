"""The demonstration accounts, named by role; never in production."""

from ocop.accounts.models import RoleGrant, User
from ocop.accounts.passwords import hash_password
from ocop.accounts.rules import Role
from ocop.accounts.rules.usernames import TOP_SUFFIX, suffix
from ocop.core import clock
from ocop.core.db import db
from ocop.seed.reading import table
from ocop.tenancy import Kind, Unit
from ocop.tenancy.units import KIND_NAMES

DISTRICT_DESK: tuple[tuple[str, str, tuple[Role, ...]], ...] = (
    ("canbo", "Chuyên viên", (Role.OFFICER,)),
    ("truongphong", "Lãnh đạo phòng", (Role.HEAD,)),
    ("vanphong", "Văn phòng HĐND và UBND", (Role.OFFICE,)),
    ("lanhdao", "Lãnh đạo UBND", (Role.LEADER,)),
    ("vanthu", "Văn thư", (Role.CLERK,)),
    ("taichinh", "Phòng Tài chính - Kế hoạch", (Role.FINANCE,)),
    ("thuky", "Thư ký Hội đồng", (Role.COUNCIL_SECRETARY,)),
    *((f"hoidong{n}", f"Thành viên Hội đồng {n}", (Role.COUNCIL_MEMBER,)) for n in range(1, 6)),
)
PROVINCE_DESK: tuple[tuple[str, str, tuple[Role, ...]], ...] = (
    ("canbo", "Chuyên viên Chi cục PTNT", (Role.OFFICER, Role.PROVINCE_OFFICER)),
    ("truongphong", "Lãnh đạo Chi cục PTNT", (Role.HEAD, Role.PROVINCE_HEAD)),
    ("vanphong", "Văn phòng", (Role.OFFICE, Role.PROVINCE_VIEWER)),
    ("lanhdao", "Lãnh đạo Sở, UBND tỉnh", (Role.LEADER, Role.PROVINCE_HEAD)),
    ("vanthu", "Văn thư", (Role.CLERK, Role.PROVINCE_VIEWER)),
    ("thuky", "Thư ký Hội đồng", (Role.COUNCIL_SECRETARY, Role.PROVINCE_VIEWER)),
    *((f"hoidong{n}", f"Thành viên Hội đồng {n}", (Role.COUNCIL_MEMBER,)) for n in range(1, 6)),
)
OWN_DESK = frozenset({"ubnd-tinh", "so-nnptnt", "chi-cuc-ptnt"})


def load(units: dict[str, Unit], password: str) -> list[str]:
    """Make the accounts, all with the same password; returns their names."""
    hashed = hash_password(password)
    made = [_account("quantri", "Quản trị hệ thống", (Role.OPERATOR,), None, hashed)]
    for unit in units.values():
        if unit.slug is None:
            continue
        at_the_top = unit.kind == Kind.PROVINCE
        ending = suffix(unit.slug, at_the_top=at_the_top)
        for name, title, roles in PROVINCE_DESK if at_the_top else DISTRICT_DESK:
            user = _account(f"{name}.{ending}", f"{title} {unit.name}", roles, unit.id, hashed)
            user.is_contact = name == "canbo"
            made.append(user)
        made += _departments(unit, hashed) if at_the_top else _communes(unit, units, hashed)
    db.session.add_all(made)
    db.session.flush()
    return [user.username for user in made]


def _departments(province: Unit, hashed: str) -> list[User]:
    made = []
    for row in table("offices"):
        if row["level"] != "province" or row["key"] in OWN_DESK:
            continue
        user = _account(f"{row['key']}.{TOP_SUFFIX}", row["name"], (Role.DEPARTMENT,), province.id, hashed)
        user.department = row["key"]
        made.append(user)
    return made


def _communes(unit: Unit, units: dict[str, Unit], hashed: str) -> list[User]:
    """The accounts of the communes that take part in the demonstration."""
    made = []
    for row in table("demo_communes"):
        if row["district_code"] != unit.code:
            continue
        commune = units[row["commune_code"]]
        title = f"Cán bộ {KIND_NAMES[commune.kind]} {commune.name}"
        user = _account(f"{row['account']}.{unit.slug}", title, (Role.COMMUNE,), unit.id, hashed)
        user.commune_id = commune.id
        made.append(user)
    return made


def _account(username: str, name: str, roles: tuple[Role, ...], unit_id: int | None, hashed: str) -> User:
    return User(
        username=username,
        name=name,
        unit_id=unit_id,
        password_hash=hashed,
        created_at=clock.real_now(),
        grants=[RoleGrant(role=role) for role in roles],
    )
