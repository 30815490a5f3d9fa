"""The year's texts, the province's plan as it was issued, and plans of some units in different states.

The texts and the province's plan are the real ones; how far the units' plans have come, and their numbers, are made up for
the demonstration.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from io import BytesIO

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from ocop.accounts.models import User
from ocop.attachments import queries as files
from ocop.attachments import services as attachments
from ocop.attachments.rules import SCANS, Purpose
from ocop.attachments.services import store
from ocop.core import clock
from ocop.core.db import db
from ocop.documents.rules import Channel
from ocop.plans import services
from ocop.plans.models import Plan
from ocop.plans.rules import Check, State
from ocop.plans.rules.content import Remark
from ocop.plans.rules.template import DISTRICT, PROVINCE, KindWords, letter_templates, plan_template
from ocop.programme.models import Cycle, Guidance
from ocop.seed.reading import DATA, table, text, tree
from ocop.tenancy import Workspace, acting_in, units

UNSIGNED = "Bản dùng thử: in từ hệ thống, chưa có chữ ký và dấu"
STATES: Mapping[str, tuple[State, str]] = {
    "duc-linh": (State.RECEIVED, "41"),
    "ham-thuan-bac": (State.SENT, "63"),
    "tanh-linh": (State.COMMENTED, "38"),
    "tuy-phong": (State.FOR_SIGNATURE, "55"),
    "ham-thuan-nam": (State.WITH_HEAD, ""),
    "bac-binh": (State.DRAFT, ""),
}


def load(cycles: Mapping[int, int]) -> None:
    """Load the texts of every year, then make the plans of the first one."""
    for year, cycle_id in cycles.items():
        texts(year, cycle_id)
    cycle_id = cycles[min(cycles)]
    db.session.commit()
    province(cycle_id)
    for slug, (state, number) in STATES.items():
        _district(cycle_id, slug, state, number)


def texts(year: int, cycle_id: int) -> None:
    """The texts that plans and letters of a year start from."""
    kinds = [KindWords(row["kind"], row["party"], row["trade_division"]) for row in table("unit_kinds") if row["party"]]
    files_of = {DISTRICT: "plan_district_template", PROVINCE: f"plan_province_{year}"}
    for name, file in files_of.items():
        services.load_template(plan_template(_toml(file), kinds=kinds), cycle_id=cycle_id, name=name)
    for name, letter in letter_templates(_toml("letters")).items():
        services.load_template(letter, cycle_id=cycle_id, name=name)


def province(cycle_id: int) -> None:
    """The province's plan with its real number and date, linked from the documents from above."""
    cycle = db.session.get_one(Cycle, cycle_id)
    told = tree(f"plan_province_{cycle.year}")
    unit = units.by_id(cycle.unit_id)
    db.session.commit()
    with acting_in(unit.id):
        now = clock.now()
        cycle = db.session.get_one(Cycle, cycle_id)
        plan = services.make(cycle, unit=unit, by=_who("canbo", unit), now=now)
        dated = told["date"]
        assert isinstance(dated, date)
        number = text(told, "number")
        document = services.record_issued(plan, unit=unit, number=number, dated=dated, by=_who("vanthu", unit), now=now)
        listed = db.session.scalar(select(Guidance).where(Guidance.number == f"{number}/{text(told, 'symbol')}"))
        if listed is not None:
            listed.document_token = document.token


def _district(cycle_id: int, slug: str, state: State, number: str) -> None:
    unit = units.by_slug(slug)
    assert unit is not None
    db.session.commit()
    with acting_in(unit.id):
        plan = services.make(
            db.session.get_one(Cycle, cycle_id), unit=unit, by=_who("canbo", unit), now=clock.now() - timedelta(hours=3)
        )
        for reached, act in _steps(plan, unit, number).items():
            if plan.state is state:
                return
            if reached is not State.COMMENTED or state is State.COMMENTED:
                act()


def _steps(plan: Plan, unit: Workspace, number: str) -> dict[State, Callable[[], object]]:
    """What brings a plan to each state, in the order of the office."""
    now = clock.now()
    return {
        State.WITH_HEAD: lambda: services.submit(plan, by=_who("canbo", unit), now=now),
        State.WITH_OFFICE: lambda: services.pass_on(plan, Check.CONTENT, by=_who("truongphong", unit), now=now),
        State.CHECKED: lambda: services.pass_on(plan, Check.FORM, by=_who("vanphong", unit), now=now),
        State.FOR_SIGNATURE: lambda: services.mark_for_signature(plan, unit=unit, by=_who("lanhdao", unit), now=now),
        State.ISSUED: lambda: _issue(plan, unit, number),
        State.SENT: lambda: _send(plan, unit),
        State.COMMENTED: lambda: _comment(plan, unit),
        State.RECEIVED: lambda: _receive(plan, unit),
    }


def _issue(plan: Plan, unit: Workspace, number: str) -> None:
    clerk, now = _who("vanthu", unit), clock.now()
    document = services.give_number(plan, number=number, dated=clock.today(), by=clerk, now=now)
    assert document.numbered_file_id is not None
    printed = BytesIO(store.place(files.attachment(document.numbered_file_id).sha256).read_bytes())
    scan = attachments.keep(printed, name="ban-in.pdf", purpose=Purpose.SIGNED_COPY, by=clerk, accepts=SCANS)
    services.attach_signed_copy(plan, scan, reason=UNSIGNED, by=clerk, now=now)


def _send(plan: Plan, unit: Workspace) -> None:
    services.send(plan, unit=unit, channel=Channel.AXIS, on=clock.today(), by=_who("vanthu", unit), now=clock.now())


def _comment(plan: Plan, unit: Workspace) -> None:
    remark = Remark("Bổ sung thời gian, địa điểm các lớp tập huấn.", "Mục III chưa nêu thời gian thực hiện.")
    services.comment(plan, remarks={"content": remark}, by=_above("canbo", unit), now=clock.now())


def _receive(plan: Plan, unit: Workspace) -> None:
    services.receive(plan, number="112", on=clock.today(), by=_above("canbo", unit), now=clock.now())


def _who(name: str, unit: Workspace) -> User:
    """The unit's account of that name, roles loaded."""
    return _account(User.unit_id == unit.id, name)


def _above(name: str, unit: Workspace) -> User:
    return _account(User.unit_id == unit.parent_id, name)


def _account(of_unit: ColumnElement[bool], name: str) -> User:
    found = select(User).where(of_unit, User.username.startswith(f"{name}.")).options(joinedload(User.grants))
    return db.session.scalars(found).unique().one()


def _toml(name: str) -> str:
    return (DATA / f"{name}.toml").read_text(encoding="utf-8")
