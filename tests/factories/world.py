"""A small province: a city, a town, an island district, their communes, bodies and people, and the cycle of 2024."""

from collections.abc import Mapping
from datetime import date, datetime

from flask_migrate import upgrade
from sqlalchemy import select

from ocop.accounts.models import RoleGrant, User
from ocop.accounts.rules import Role
from ocop.app import create_app
from ocop.core import clock, settings
from ocop.core.db import db
from ocop.core.text.normal import fold
from ocop.core.text.order import vietnamese_key
from ocop.products.models import CodePattern, ProductSet
from ocop.programme.models import Cycle, Guidance, LegalBasis, Milestone, Target
from ocop.registrations.models import CycleStep, SupportKind
from ocop.seed import requirements
from ocop.tenancy import IssuingBody, Kind, SigningBlock, Unit

SINCE = date(2020, 1, 1)
PASSWORD = "Mot-mat-khau-de-thu-2024"
UNITS = (
    ("593", "phan-thiet", Kind.CITY, "Phan Thiết", "Phòng Kinh tế"),
    ("594", "la-gi", Kind.TOWN, "La Gi", "Phòng Kinh tế"),
    ("602", "phu-quy", Kind.DISTRICT, "Phú Quý", "Phòng Nông nghiệp và Phát triển nông thôn"),
)
COMMUNES = (
    ("22915", "593", Kind.WARD, "Mũi Né"),
    ("22921", "593", Kind.WARD, "Phú Hài"),
    ("23237", "594", Kind.WARD, "Bình Tân"),
)
DISTRICT_ROLES = tuple(
    role for role in Role if not role.startswith("province") and role not in {Role.DEPARTMENT, Role.OPERATOR}
)
PROVINCE_ROLES = (*DISTRICT_ROLES, Role.PROVINCE_OFFICER, Role.PROVINCE_HEAD, Role.PROVINCE_VIEWER, Role.DEPARTMENT)


def username(slug: str, role: str) -> str:
    """The account of a unit's only person with that role."""
    return "quantri" if role == Role.OPERATOR else f"{role}.{slug}"


def long_ago() -> datetime:
    """A moment before every test."""
    return datetime(2024, 1, 2, tzinfo=clock.OFFICE)


def unit_id(slug: str) -> int:
    """The key of the unit that works under a slug."""
    return db.session.scalars(select(Unit.id).where(Unit.slug == slug)).one()


def build(environ: Mapping[str, str]) -> None:
    """Make the schema by the migrations, as the owner, and fill in the world."""
    app = create_app(settings.read(environ), serving=False)
    with app.app_context():
        upgrade()
        people(units())
        programme()
        db.session.commit()
        db.engine.dispose()


def units() -> dict[str, Unit]:
    """The province, its three units and their communes, with their issuing bodies."""
    made = {"60": unit("60", "ubnd-tinh", Kind.PROVINCE, "Bình Thuận", None, None)}
    for code, slug, kind, name, division in UNITS:
        made[code] = unit(code, slug, kind, name, made["60"], division)
    for code, above, kind, name in COMMUNES:
        made[code] = unit(code, None, kind, name, made[above], None)
    for code, _slug, kind, name, division in UNITS:
        committee = f"{KIND_WORDS[kind]} {name}"
        body(
            made[code],
            "ubnd",
            f"Ủy ban nhân dân {committee}",
            None,
            f"ỦY BAN NHÂN DÂN|{committee.upper()}",
            name,
            "UBND",
        )
        body(
            made[code],
            "division",
            f"{division} {committee}",
            f"UBND {committee.upper()}",
            str(division).upper(),
            name,
            "PKT",
        )
    body(
        made["60"],
        "ubnd",
        "Ủy ban nhân dân tỉnh Bình Thuận",
        None,
        "ỦY BAN NHÂN DÂN|TỈNH BÌNH THUẬN",
        "Bình Thuận",
        "UBND",
    )
    body(
        made["60"], "department", "Sở Nông nghiệp và Phát triển nông thôn", "UBND TỈNH BÌNH THUẬN",
        "SỞ NÔNG NGHIỆP VÀ|PHÁT TRIỂN NÔNG THÔN", "Bình Thuận", "SNN",
    )  # fmt: skip
    db.session.flush()
    return made


KIND_WORDS = {Kind.CITY: "thành phố", Kind.TOWN: "thị xã", Kind.DISTRICT: "huyện"}


def unit(code: str, slug: str | None, kind: Kind, name: str, parent: Unit | None, division: str | None) -> Unit:
    """One unit, existing since 2020."""
    made = Unit(
        code=code, slug=slug, kind=kind, name=name, folded=fold(name), sort_key=vietnamese_key(name),
        parent_id=parent.id if parent else None, division=division, valid_from=SINCE, valid_to=None,
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    return made


def body(of: Unit, kind: str, name: str, superior: str | None, lines: str, place: str, symbol: str) -> IssuingBody:
    """One issuing body with a signing block whose name is unknown."""
    made = IssuingBody(
        key=f"{of.code}-{kind}", unit_id=of.id, kind=kind, name=name, superior=superior, issuer_lines=lines, place=place,
        symbol=symbol, filed="VT, KT", series="external", qr_pages="every", valid_from=SINCE,
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    committee = kind == "ubnd"
    db.session.add(
        SigningBlock(
            body_id=made.id, document_kind=None, collective="TM. ỦY BAN NHÂN DÂN" if committee else None,
            on_behalf="KT. CHỦ TỊCH" if committee else None, title="PHÓ CHỦ TỊCH" if committee else "TRƯỞNG PHÒNG",
            name=None, citation=None, valid_from=SINCE,
        )
    )  # fmt: skip
    return made


def people(made: dict[str, Unit]) -> None:
    """One person per unit and role, and the operator; all with the same password."""
    from ocop.accounts.passwords import hash_password

    hashed = hash_password(PASSWORD)
    for one in made.values():
        if one.slug is None:
            continue
        for role in PROVINCE_ROLES if one.kind == Kind.PROVINCE else DISTRICT_ROLES:
            person(username(one.slug, role), role, one.id, hashed)
    person("quantri", Role.OPERATOR, None, hashed)


def person(account: str, role: Role, of: int | None, hashed: str) -> User:
    """One account with one role."""
    made = User(
        username=account, name=account, unit_id=of, password_hash=hashed, created_at=clock.real_now(),
        grants=[RoleGrant(role=role)],
    )  # fmt: skip
    db.session.add(made)
    return made


def programme() -> Cycle:
    """The cycle of 2024 with its three milestones, one target, one legal basis and one product set."""
    province = unit_id("ubnd-tinh")
    basis = LegalBasis(
        key="kh-1578", number="1578/KH-UBND", dated=date(2024, 5, 2), precision="day", issuer="UBND tỉnh Bình Thuận",
        kind="KH", title="Triển khai Chương trình năm 2024", citation="Kế hoạch số 1578/KH-UBND ngày 02/5/2024",
        standing="sure",
    )  # fmt: skip
    cycle = Cycle(
        unit_id=province, year=2024, name="Chương trình OCOP năm 2024", period="2021-2025", opened_on=date(2024, 5, 2),
        ends_on=date(2024, 12, 31), recognition_months=36, legal_bases="kh-1578", funding_bases="",
    )  # fmt: skip
    db.session.add_all([basis, cycle])
    db.session.flush()
    for key, title, due, inclusive in (
        ("plan_issued", "Cấp huyện ban hành kế hoạch năm", date(2024, 5, 20), True),
        ("district_assessment", "Đánh giá, phân hạng cấp huyện", date(2024, 8, 1), False),
        ("province_assessment", "Đánh giá, phân hạng cấp tỉnh", date(2024, 10, 30), False),
    ):
        db.session.add(
            Milestone(
                cycle_id=cycle.id, key=key, title=title, due=due, inclusive=inclusive, legal_basis_id=basis.id,
                quotation=f"trước ngày {due.day}/{due.month}/{due.year}",
            )
        )  # fmt: skip
    db.session.add(
        Target(
            cycle_id=cycle.id, key="new_products", position=1, title="Sản phẩm mới từ 3 sao", measure="sản phẩm",
            lowest=20, metric="new_recognitions_from_three_stars", counted="Số sản phẩm công nhận mới",
        )
    )  # fmt: skip
    db.session.add(
        Guidance(
            number="1578/KH-UBND", dated=date(2024, 5, 2), precision="day", issuer="UBND tỉnh Bình Thuận",
            title="Triển khai Chương trình năm 2024", summary="Kế hoạch của tỉnh cho năm 2024.", standing="sure",
            folded="1578/kh-ubnd ubnd tinh binh thuan trien khai chuong trinh nam 2024 ke hoach cua tinh",
        )
    )  # fmt: skip
    db.session.add(
        CycleStep(
            edition="148", valid_from=date(2023, 2, 24), position=1, key="publicity",
            title="Tuyên truyền, hướng dẫn về Chương trình OCOP",
            source="Kế hoạch số 1578/KH-UBND, III.1.a", standing="sure",
        )
    )  # fmt: skip
    db.session.add(
        SupportKind(position=1, key="packaging", name="Thiết kế bao bì", source="Kế hoạch số 1578/KH-UBND, III.1.d")
    )
    db.session.add(
        ProductSet(number=9, group_path="Thực phẩm. Gia vị", name="Tương, nước mắm", ministry="Nông nghiệp và PTNT")
    )
    requirements.load()
    db.session.add(
        CodePattern(
            edition="148", parts="2-3-5-2..3-4", reading="tỉnh-huyện-xã-số thứ tự-năm", example="60-593-22921-01-2024",
            valid_from=date(2023, 2, 24), citation="Quyết định số 148/QĐ-TTg ngày 24/02/2023",
        )
    )  # fmt: skip
    db.session.flush()
    return cycle
