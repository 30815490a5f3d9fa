"""From the leader's yes to the province's box: frozen once, numbered, signed, sent once, and then unchangeable."""

import math
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import func, select

from ocop.attachments import services as files
from ocop.attachments.models import Attachment
from ocop.attachments.rules import SCANS, Purpose
from ocop.audit.models import AuditEntry
from ocop.core import clock
from ocop.core.db import db
from ocop.core.errors import DomainError, WrongState
from ocop.documents import papers
from ocop.documents.models import Dispatch, Document, Incoming, Stamp
from ocop.documents.rules import Channel, Standing
from ocop.documents.services import homecoming, readings
from ocop.documents.services.sending import deliver
from ocop.plans import queries, services
from ocop.plans.models import Plan
from ocop.plans.rules import Check, State
from ocop.plans.services.moving import OwnWork
from ocop.programme import queries as programme
from ocop.tenancy import acting_in
from tests.factories import plans, world

Within = Callable[[str], int]

pytestmark = pytest.mark.usefixtures("texts")


def document_of(plan: Plan) -> Document:
    return db.session.get_one(Document, plan.document_id)


def stamp_of(plan: Plan) -> Stamp:
    return db.session.scalars(select(Stamp).where(Stamp.token == document_of(plan).token)).one()


def mark(plan: Plan, by: str = "leader") -> Document:
    return services.mark_for_signature(
        plan, unit=plans.unit_of("phan-thiet"), by=plans.who("phan-thiet", by), now=clock.now()
    )


def test_a_frozen_plan_is_printed_once_with_blank_number_and_date(within: Within) -> None:
    within("phan-thiet")

    plan = plans.at(State.FOR_SIGNATURE, "phan-thiet")

    document = document_of(plan)
    assert (document.number, document.dated, document.form, document.symbol) == (None, None, "plan", "KH-UBND")
    assert document.signature_file_id is not None
    assert len(document.content_sha256 or "") == 64


def test_the_maker_does_not_freeze_the_own_plan(within: Within) -> None:
    within("phan-thiet")
    plan = plans.at(State.CHECKED, "phan-thiet")

    with pytest.raises(OwnWork):
        mark(plan, by="officer")


def test_two_leaders_who_press_at_once_make_one_document(app: Flask) -> None:
    with app.app_context():
        unit = world.unit_id("phan-thiet")
    with app.app_context(), acting_in(unit):
        key = plans.at(State.CHECKED, "phan-thiet").id

    def press() -> None:
        with app.app_context(), acting_in(unit):
            mark(queries.plan(key))

    refused = plans.together([press, press])

    with app.app_context(), acting_in(unit):
        assert db.session.scalar(select(func.count(Document.id)).where(Document.form == "plan")) == 1
    (refusal,) = refused
    assert isinstance(refusal, WrongState)


def test_a_plan_taken_back_and_frozen_again_stays_one_document(within: Within) -> None:
    within("phan-thiet")
    plan = plans.at(State.FOR_SIGNATURE, "phan-thiet")
    token = document_of(plan).token
    services.take_back(plan, reason="Sai tên xã", by=plans.who("phan-thiet", "leader"), now=clock.now())
    services.submit(plan, by=plans.who("phan-thiet", "officer"), now=clock.now())
    services.pass_on(plan, Check.CONTENT, by=plans.who("phan-thiet", "head"), now=clock.now())
    services.pass_on(plan, Check.FORM, by=plans.who("phan-thiet", "office"), now=clock.now())

    again = mark(plan)

    assert again.token == token


def test_a_plan_is_not_taken_back_without_a_reason(within: Within) -> None:
    within("phan-thiet")
    plan = plans.at(State.FOR_SIGNATURE, "phan-thiet")

    with pytest.raises(DomainError):
        services.take_back(plan, reason=" ", by=plans.who("phan-thiet", "leader"), now=clock.now())


def test_a_numbered_plan_is_not_taken_back(within: Within) -> None:
    within("phan-thiet")
    plan = plans.at(State.ISSUED, "phan-thiet")

    with pytest.raises(WrongState, match="lập kế hoạch thay thế"):
        services.take_back(plan, reason="Sai tên xã", by=plans.who("phan-thiet", "leader"), now=clock.now())


@pytest.mark.parametrize(
    ("number", "dated"),
    [
        ("", date(2024, 5, 13)),
        ("87/KH", date(2024, 5, 13)),
        ("87", date(2024, 5, 12)),
        ("87", date(2024, 5, 14)),
    ],
)
def test_a_number_that_is_none_or_a_day_before_the_freeze_or_ahead_is_refused(
    within: Within, number: str, dated: date
) -> None:
    within("phan-thiet")
    plan, clerk = plans.at(State.FOR_SIGNATURE, "phan-thiet"), plans.who("phan-thiet", "clerk")

    with pytest.raises(DomainError):
        services.give_number(plan, number=number, dated=dated, by=clerk, now=clock.now())

    assert plan.state is State.FOR_SIGNATURE


def test_a_mistyped_number_is_taken_back_before_the_signed_page(within: Within) -> None:
    within("phan-thiet")
    plan, clerk = plans.at(State.FOR_SIGNATURE, "phan-thiet"), plans.who("phan-thiet", "clerk")
    services.give_number(plan, number="78", dated=clock.today(), by=clerk, now=clock.now())

    services.take_number_back(plan, reason="Nhập nhầm số", by=clerk, now=clock.now())
    document = services.give_number(plan, number="87", dated=clock.today(), by=clerk, now=clock.now())

    assert (plan.state, document.number) == (State.ISSUED, "87")


def test_after_the_signed_page_the_number_stays(within: Within) -> None:
    within("phan-thiet")
    plan, clerk = plans.at(State.ISSUED, "phan-thiet"), plans.who("phan-thiet", "clerk")

    with pytest.raises(WrongState):
        services.take_number_back(plan, reason="Nhập nhầm số", by=clerk, now=clock.now())


def test_a_plan_without_its_signed_page_is_not_sent(within: Within) -> None:
    within("phan-thiet")
    plan, clerk = plans.at(State.FOR_SIGNATURE, "phan-thiet"), plans.who("phan-thiet", "clerk")
    services.give_number(plan, number="87", dated=clock.today(), by=clerk, now=clock.now())

    with pytest.raises(DomainError, match="bản đã ký"):
        plans.send(plan, "phan-thiet")


def test_a_sent_plan_lies_in_the_provinces_box(app: Flask) -> None:
    with app.app_context():
        unit, desk = world.unit_id("phan-thiet"), world.unit_id("ubnd-tinh")
    with app.app_context(), acting_in(unit):
        plans.at(State.SENT, "phan-thiet")
    with app.app_context():
        deliver(unit)

    with app.app_context(), acting_in(desk):
        (arrived,) = db.session.scalars(select(Incoming)).all()

    assert (arrived.number, arrived.sender) == ("87/KH-UBND", "Ủy ban nhân dân thành phố Phan Thiết")


def test_a_double_click_on_send_sends_once(app: Flask) -> None:
    with app.app_context():
        unit = world.unit_id("phan-thiet")
    with app.app_context(), acting_in(unit):
        key = plans.at(State.ISSUED, "phan-thiet").id

    def press() -> None:
        with app.app_context(), acting_in(unit):
            plans.send(queries.plan(key), "phan-thiet")

    refused = plans.together([press, press])

    with app.app_context(), acting_in(unit):
        assert db.session.scalar(select(func.count(Dispatch.id))) == 1
        assert queries.plan(key).state is State.SENT
    assert refused == []


def test_lateness_is_shown_but_blocks_nothing_until_the_province_closes_the_milestone(within: Within) -> None:
    within("phan-thiet")
    plan, clerk = plans.at(State.FOR_SIGNATURE, "phan-thiet"), plans.who("phan-thiet", "clerk")
    late = date(2024, 5, 21)
    clock.configure(late)
    milestone = programme.milestone(plan.cycle_id, programme.PLAN_ISSUED)
    assert milestone is not None

    milestone.locked = True
    db.session.flush()
    with pytest.raises(WrongState, match="khóa mốc"):
        services.give_number(plan, number="87", dated=late, by=clerk, now=clock.now())
    milestone.locked = False
    db.session.flush()
    services.give_number(plan, number="87", dated=late, by=clerk, now=clock.now())

    clocks = queries.clocks(plan, today=late)
    assert clocks is not None
    assert (clocks.issued, clocks.issued_late) == ("late", 1)


def replaced(slug: str = "phan-thiet") -> tuple[Plan, Plan]:
    """An issued plan and the one that took its place."""
    old = plans.at(State.SENT, slug)
    new = services.make_successor(old, supplements=False, by=plans.who(slug, "officer"), now=clock.now())
    bring_to_signature(new, slug)
    plans.issue(new, slug, number="91")
    return old, new


def bring_to_signature(plan: Plan, slug: str) -> None:
    now = clock.now()
    services.submit(plan, by=plans.who(slug, "officer"), now=now)
    services.pass_on(plan, Check.CONTENT, by=plans.who(slug, "head"), now=now)
    services.pass_on(plan, Check.FORM, by=plans.who(slug, "office"), now=now)
    services.mark_for_signature(plan, unit=plans.unit_of(slug), by=plans.who(slug, "leader"), now=now)


def test_a_new_plan_puts_the_old_one_out_of_force_and_the_public_page_says_by_which(within: Within) -> None:
    within("phan-thiet")

    old, new = replaced()

    stamp = stamp_of(old)
    assert (old.state, new.state) == (State.REPLACED, State.ISSUED)
    assert stamp.status is Standing.REPLACED
    assert "91/KH-UBND" in (stamp.replaced_by or "")
    assert stamp.replaced_by_token == document_of(new).token


def test_the_old_plan_stays_in_force_until_the_new_ones_signed_page_is_there(within: Within) -> None:
    within("phan-thiet")
    old = plans.at(State.SENT, "phan-thiet")
    new = services.make_successor(old, supplements=False, by=plans.who("phan-thiet", "officer"), now=clock.now())
    bring_to_signature(new, "phan-thiet")

    services.give_number(new, number="91", dated=clock.today(), by=plans.who("phan-thiet", "clerk"), now=clock.now())

    assert old.state is State.SENT


def test_the_new_paper_names_the_plan_that_it_replaces(within: Within) -> None:
    within("phan-thiet")

    _old, new = replaced()

    paper = papers.content(document_of(new))
    assert paper.earlier.change == "thay thế"  # type: ignore[attr-defined]
    assert paper.earlier.document.number == "87"  # type: ignore[attr-defined]


def test_a_supplement_leaves_the_first_plan_in_force(within: Within) -> None:
    within("phan-thiet")
    old = plans.at(State.SENT, "phan-thiet")
    new = services.make_successor(old, supplements=True, by=plans.who("phan-thiet", "officer"), now=clock.now())
    bring_to_signature(new, "phan-thiet")

    plans.issue(new, "phan-thiet", number="91")

    assert (old.state, new.state) == (State.SENT, State.ISSUED)


def test_a_replaced_plan_takes_nothing_any_more(within: Within) -> None:
    within("phan-thiet")
    old, _new = replaced()
    officer = plans.who("phan-thiet", "officer")

    with pytest.raises(WrongState, match="đã được thay thế"):
        services.save_section(old, "targets", text="x", version=1, by=officer, now=clock.now())
    with pytest.raises(WrongState):
        services.make_successor(old, supplements=False, by=officer, now=clock.now())
    with pytest.raises(WrongState):
        plans.receive(old)


def test_a_second_scan_before_sending_takes_the_place_of_the_first(within: Within) -> None:
    within("phan-thiet")
    plan, clerk = plans.at(State.ISSUED, "phan-thiet"), plans.who("phan-thiet", "clerk")
    before = document_of(plan).signed_copy_id
    pages = document_of(plan).pages or 1
    scan = files.keep(
        BytesIO(plans.pdf(pages)), name="lần hai.pdf", purpose=Purpose.SIGNED_COPY, by=clerk, accepts=SCANS
    )

    services.attach_signed_copy(plan, scan, by=clerk, now=clock.now())

    assert document_of(plan).signed_copy_id not in {None, before}


def test_a_plan_sent_the_day_after_its_date_arrives_by_its_own_clock(within: Within) -> None:
    within("phan-thiet")
    plan = plans.at(State.ISSUED, "phan-thiet")
    clock.configure(date(2024, 5, 20) + timedelta(days=1))

    services.send(
        plan,
        unit=plans.unit_of("phan-thiet"),
        channel=Channel.POST,
        on=clock.today(),
        by=plans.who("phan-thiet", "clerk"),
        now=clock.now(),
    )

    clocks = queries.clocks(plan, today=clock.today())
    assert clocks is not None
    assert (clocks.issued, clocks.arrived, clocks.arrived_late) == ("on_time", "late", 1)


def test_a_signed_page_from_the_box_of_scans_puts_the_old_plan_out_of_force_at_once(within: Within) -> None:
    within("phan-thiet")
    old, clerk = plans.at(State.SENT, "phan-thiet"), plans.who("phan-thiet", "clerk")
    new = services.make_successor(old, supplements=False, by=plans.who("phan-thiet", "officer"), now=clock.now())
    bring_to_signature(new, "phan-thiet")
    document = services.give_number(new, number="91", dated=clock.today(), by=clerk, now=clock.now())
    printed = readings.content(db.session.get_one(Attachment, document.signature_file_id))
    taken = homecoming.take_in([(BytesIO(printed), "quét.pdf")], by=clerk)
    for one in taken:
        readings.read_on(one, until=math.inf)
    found = homecoming.examine(homecoming.whole(taken), at=clock.real_now())

    homecoming.confirm(found.arrival(document.id), within=found, reason="Ký số", by=clerk, now=clock.now())

    assert (old.state, new.state) == (State.REPLACED, State.ISSUED)
    assert stamp_of(old).status is Standing.REPLACED
    acts = select(AuditEntry.act).where(AuditEntry.thing == Plan.__tablename__, AuditEntry.thing_id == new.id)
    assert db.session.scalars(acts).all().count("attach_signed_copy") == 1


def test_a_plan_on_paper_is_not_dated_ten_years_before_its_programme(within: Within) -> None:
    within("phan-thiet")
    plan = plans.at(State.DRAFT, "phan-thiet")
    clerk = plans.who("phan-thiet", "clerk")

    with pytest.raises(DomainError) as refused:
        services.record_issued(
            plan,
            unit=plans.unit_of("phan-thiet"),
            number="87",
            dated=date(2014, 5, 13),
            by=clerk,
            now=clock.now(),
        )

    assert refused.value.field == "dated"
    assert plan.state is State.DRAFT
