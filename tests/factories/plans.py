"""Plans in every state, made by the same services that people use; the year's texts come from the seed's files."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from threading import Barrier, Thread

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from ocop.accounts.models import User
from ocop.attachments import services as files
from ocop.attachments.rules import SCANS, Purpose
from ocop.core import clock
from ocop.core.db import db
from ocop.documents.rules import Channel
from ocop.plans import services
from ocop.plans.models import Plan
from ocop.plans.rules import Check, State
from ocop.plans.rules.content import Remark
from ocop.plans.rules.template import DISTRICT, PROVINCE, KindWords, letter_templates, plan_template
from ocop.programme.models import Cycle, LegalBasis
from ocop.registrations.models import Registration
from ocop.registrations.rules import Kind
from ocop.registrations.rules import State as RegistrationState
from ocop.tenancy import Workspace, units
from tests.factories import world
from tests.factories.products import product
from tests.factories.recognition import recognition

DATA = Path(__file__).parents[2] / "ocop" / "seed" / "data"
KINDS = (
    KindWords("thanh_pho", "Thành ủy", "Phòng Kinh tế"),
    KindWords("thi_xa", "Thị ủy", "Phòng Kinh tế"),
    KindWords("huyen", "Huyện ủy", "Phòng Kinh tế và Hạ tầng"),
)


def texts() -> Cycle:
    """Load the texts that plans and letters of 2024 start from; needs no scope."""
    cycle = the_cycle()
    for key, number in (("qd-919", "919/QĐ-TTg"), ("qd-148", "148/QĐ-TTg")):
        db.session.add(
            LegalBasis(
                key=key, number=number, dated=date(2023, 2, 24), precision="day", issuer="Thủ tướng Chính phủ", kind="QĐ",
                title=None, citation=f"Quyết định số {number} của Thủ tướng Chính phủ", standing="sure",
            )
        )  # fmt: skip
    load = services.load_template
    district = plan_template((DATA / "plan_district_template.toml").read_text("utf-8"), kinds=KINDS)
    load(district, cycle_id=cycle.id, name=DISTRICT)
    load(plan_template((DATA / "plan_province_2024.toml").read_text("utf-8")), cycle_id=cycle.id, name=PROVINCE)
    for name, letter in letter_templates((DATA / "letters.toml").read_text("utf-8")).items():
        load(letter, cycle_id=cycle.id, name=name)
    db.session.commit()
    return cycle


def the_cycle() -> Cycle:
    """The year that the world holds."""
    return db.session.scalars(select(Cycle)).one()


def who(slug: str, role: str) -> User:
    """A unit's only person with a role, with the roles loaded."""
    return db.session.scalars(
        select(User).where(User.username == world.username(slug, role)).options(joinedload(User.grants))
    ).unique().one()  # fmt: skip


def unit_of(slug: str) -> Workspace:
    """The unit behind a slug."""
    found = units.by_slug(slug)
    assert found is not None
    return found


def draft(slug: str, now: datetime | None = None) -> Plan:
    """The unit's plan as "Lập kế hoạch" makes it; the unit's scope must have been entered."""
    return services.make(the_cycle(), unit=unit_of(slug), by=who(slug, "officer"), now=now or clock.now())


def at(state: State, slug: str) -> Plan:
    """The unit's plan, brought as far as a state of the first way through (`RECEIVED` by a province officer)."""
    plan, now = draft(slug), clock.now()
    unit = unit_of(slug)
    steps = {
        State.DRAFT: lambda: None,
        State.WITH_HEAD: lambda: services.submit(plan, by=who(slug, "officer"), now=now),
        State.WITH_OFFICE: lambda: services.pass_on(plan, Check.CONTENT, by=who(slug, "head"), now=now),
        State.CHECKED: lambda: services.pass_on(plan, Check.FORM, by=who(slug, "office"), now=now),
        State.FOR_SIGNATURE: lambda: services.mark_for_signature(plan, unit=unit, by=who(slug, "leader"), now=now),
        State.ISSUED: lambda: issue(plan, slug),
        State.SENT: lambda: send(plan, slug),
        State.COMMENTED: lambda: comment(plan),
        State.RECEIVED: lambda: receive(plan),
    }
    for step, act in steps.items():
        if step is not State.COMMENTED or state is State.COMMENTED:
            act()
        if step is state:
            break
    db.session.commit()
    return plan


def issue(plan: Plan, slug: str, number: str = "87") -> None:
    """Number and date of today, and the signed page."""
    clerk, now = who(slug, "clerk"), clock.now()
    document = services.give_number(plan, number=number, dated=clock.today(), by=clerk, now=now)
    scan = files.keep(
        BytesIO(pdf(document.pages or 1)), name="bản ký.pdf", purpose=Purpose.SIGNED_COPY, by=clerk, accepts=SCANS
    )
    services.attach_signed_copy(plan, scan, by=clerk, now=now)


def send(plan: Plan, slug: str) -> None:
    """To the department of the province, today."""
    services.send(
        plan, unit=unit_of(slug), channel=Channel.AXIS, on=clock.today(), by=who(slug, "clerk"), now=clock.now()
    )


def comment(plan: Plan) -> None:
    """The province comments on section III."""
    remark = Remark("Bổ sung lịch tập huấn.", "Kế hoạch chưa nêu thời gian.")
    services.comment(plan, remarks={"content": remark}, by=who("ubnd-tinh", "province_officer"), now=clock.now())


def receive(plan: Plan) -> None:
    """The province takes the plan in under số đến 125."""
    services.receive(plan, number="125", on=clock.today(), by=who("ubnd-tinh", "province_officer"), now=clock.now())


def pdf(pages: int) -> bytes:
    """A scan of so many pages."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = BytesIO()
    canvas = Canvas(buffer)
    for page in range(pages):
        canvas.drawString(72, 720, f"signed page {page + 1}")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def submitted(name: str, kind: Kind = Kind.NEW, stars: int | None = None) -> None:
    """A product whose registration belongs into the plan; with an earlier recognition where the kind needs one."""
    of = product(name)
    if kind is not Kind.NEW:
        recognition(of, stars=3)
    db.session.add(
        Registration(
            cycle_id=the_cycle().id, product_id=of.id, kind=kind, state=RegistrationState.SUBMITTED,
            expected_stars=stars or (4 if kind is Kind.UPGRADE else 3), created_by="canbo", created_at=clock.now(),
        )
    )  # fmt: skip
    db.session.flush()


def together(acts: Sequence[Callable[[], object]]) -> list[BaseException]:
    """Do all of it at the same moment, each in a thread of its own; gives what was refused."""
    refused: list[BaseException] = []
    starting_gun = Barrier(len(acts))

    def run(act: Callable[[], object]) -> None:
        starting_gun.wait()
        try:
            act()
        except Exception as error:
            refused.append(error)

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused
