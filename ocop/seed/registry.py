"""Producers, products, recognitions and the year's registrations, as published sources state them; unknown stays unknown."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import select

from ocop import audit
from ocop.accounts.models import User
from ocop.core import clock
from ocop.core.db import db
from ocop.core.text.dates import PartialDate
from ocop.producers import services as producers
from ocop.producers.rules import LegalForm, ProducerFacts
from ocop.products import services as products
from ocop.products.models import Product, ProductSet
from ocop.products.rules import ProductFacts
from ocop.programme.models import Cycle
from ocop.recognition import services as recognitions
from ocop.recognition.rules import RecognitionFacts
from ocop.registrations import queries
from ocop.registrations import services as registrations
from ocop.registrations.rules import Kind, RegistrationFacts
from ocop.seed.reading import day, table
from ocop.tenancy import Unit, acting_in

NOT_NAMED = "……………"
ASSUMED = "gia_dinh"
EARLIER = "Nguồn nói sản phẩm được đánh giá lại, nên đã từng được công nhận; chưa rõ quyết định, ngày và hạng sao."
ANSWER = "Đã rà soát cùng chủ thể; sẽ bổ sung trong quá trình hoàn thiện hồ sơ."
RECOGNISED = frozenset({"cong_nhan", "cong_nhan_khong_ro_nam", "het_han"})
PROVINCE_LEVEL = "tỉnh"

Row = Mapping[str, str]


def load(units: Mapping[str, int], communes: Mapping[str, int], cycles: Mapping[int, int]) -> None:
    """Load each unit's rows in that unit's own scope; keys of units and communes by code, of cycles by year."""
    rows = table("products")
    for code, unit_id in units.items():
        own = [row for row in rows if row["district_code"] == code]
        if not own:
            continue
        with acting_in(unit_id):
            made = _products(own, _producers(own, communes))
            opened = _opened(cycles)
            _recognitions([row for row in own if _decided(row) < opened], made)
            _registrations(code, made, cycles)
            _recognitions([row for row in own if _decided(row) >= opened], made)


def keys() -> tuple[dict[str, int], dict[str, int]]:
    """The keys of the workspaces and of the communes in force first, by code; ends the transaction of looking."""
    found = db.session.execute(select(Unit.code, Unit.id, Unit.slug).order_by(Unit.valid_from.desc(), Unit.id)).all()
    db.session.commit()
    units = {code: key for code, key, slug in found if slug is not None}
    return units, {code: key for code, key, slug in found if slug is None}


def _producers(rows: Sequence[Row], communes: Mapping[str, int]) -> dict[str, int]:
    wanted = {row["producer_key"] for row in rows}
    made = {}
    for row in table("producers"):
        if row["key"] not in wanted:
            continue
        facts = ProducerFacts(
            name=row["name"] or NOT_NAMED,
            legal_form=LegalForm(row["form"]) if row["form"] else None,
            commune_id=communes.get(row["commune_code"]),
            address=row["village"] or None,
            note=row["note"] or None,
        )
        made[row["key"]] = producers.add(facts, by=audit.System()).id
    return made


def _products(rows: Sequence[Row], of: Mapping[str, int]) -> dict[str, Product]:
    sets = {one.number: one.id for one in db.session.scalars(select(ProductSet))}
    raw = {row["set_no"] for row in table("product_sets") if row["fresh_or_raw"] == "1"}
    made: dict[str, Product] = {}
    for row in rows:
        if row["product_key"] in made:
            continue
        facts = ProductFacts(
            producer_id=of[row["producer_key"]],
            name=row["product"],
            set_id=sets.get(int(row["set_no"])) if row["set_no"] else None,
            set_is_suggested=row["suggested"] == "1",
            fresh_or_raw=row["set_no"] in raw,
            source=row["source"] or None,
            note=row["note"] or None,
        )
        made[row["product_key"]] = products.add(facts, by=audit.System())
    return made


def _recognitions(rows: Sequence[Row], made: Mapping[str, Product]) -> None:
    """Only rows that a source calls recognised by the business date; what is scored, proposed or planned is none."""
    for row in sorted(rows, key=lambda one: one["decided_earliest"] or one["source_published"]):
        earliest, latest = day(row["decided_earliest"]), day(row["decided_latest"])
        if row["status"] not in RECOGNISED or _decided(row) > clock.today():
            continue
        known = earliest is not None and latest is not None
        facts = RecognitionFacts(
            stars=int(row["stars"]) if row["stars"] else None,
            level=_level(row["authority"]),
            issuer=row["authority"] or None,
            decision_precision=_precision(earliest, latest) if known else None,
            earliest=earliest if known else None,
            latest=latest if known else None,
            stated_expired=row["status"] == "het_han",
            five_star_candidate=row["stars"] == "5",
            last_seen=_last_seen(row),
            source=row["source"] or None,
            note=row["decided_note"] or row["note"] or None,
        )
        recognitions.record(made[row["product_key"]], facts, by=audit.System(), now=clock.real_now())


def _registrations(code: str, made: Mapping[str, Product], cycles: Mapping[int, int]) -> None:
    """Registrations of the year: submitted where a source bears them out, drafts where they are only assumed."""
    officer = _officer(code)
    for row in table("registrations_2024"):
        if row["district_code"] != code:
            continue
        cycle = db.session.get_one(Cycle, cycles[int(row["year"])])
        now = clock.now() if clock.pinned() else clock.start_of(cycle.opened_on)
        product, kind = made[row["product_key"]], Kind(row["kind"])
        if kind is not Kind.NEW and queries.recognised(product.id, today=clock.today()) is None:
            earlier = RecognitionFacts(stars=None, note=EARLIER)
            recognitions.record(product, earlier, by=audit.System(), now=clock.real_now())
        registered = registrations.register(
            product,
            kind=kind,
            cycle=cycle,
            facts=RegistrationFacts(expected_stars=int(row["target_stars"])),
            by=officer,
            now=now,
            source=row["standing"],
        )
        if row["standing"] != ASSUMED:
            _submit(registered.id, officer, now)


def _submit(registration_id: int, officer: User, now: datetime) -> None:
    """Answer what is asked about a registration and submit it to the unit's list."""
    registration = queries.registration(registration_id)
    for question in registrations.questions(registration):
        registrations.answer(registration, question.concern, ANSWER, by=officer, now=now)
    db.session.expire_all()
    registrations.submit(queries.registration(registration_id), by=officer, now=now)


def _opened(cycles: Mapping[int, int]) -> date:
    """The day on which the first year that is loaded begins: what was decided before it stands before its registrations."""
    return min(db.session.get_one(Cycle, key).opened_on for key in cycles.values())


def _decided(row: Row) -> date:
    """The latest day on which the decision can have been made; long ago when no source bounds it."""
    return day(row["decided_latest"]) or date.min


def _officer(code: str) -> User:
    """The unit's officer, who made the registrations."""
    return db.session.scalars(
        select(User).join(Unit, User.unit_id == Unit.id).where(Unit.code == code, User.is_contact)
    ).one()


def _level(authority: str) -> str | None:
    if not authority:
        return None
    return "tinh" if PROVINCE_LEVEL in authority else "huyen"


def _precision(earliest: date | None, latest: date | None) -> str:
    assert earliest is not None
    assert latest is not None
    if earliest == latest:
        return "day"
    return "month" if (earliest.year, earliest.month) == (latest.year, latest.month) else "year"


def _last_seen(row: Row) -> date | None:
    """The first day of what the source gives as its day of speaking; a month or a year counts from its beginning."""
    text = row["as_of"] or row["source_published"]
    return PartialDate.parse(text).earliest() if text else None
