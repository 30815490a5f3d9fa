"""A registration's way from the product to the province's decision."""

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from ocop.core.db import db
from ocop.core.errors import AlreadyThere, DomainError, StaleEdit, WrongState
from ocop.programme.models import Cycle
from ocop.registrations import queries, services
from ocop.registrations.rules import Concern, Kind, RegistrationFacts, State
from ocop.tallies.models import Tally
from tests.factories import world
from tests.factories.producers import producer
from tests.factories.products import product
from tests.factories.recognition import recognition
from tests.factories.registrations import NOW, cycle, officer, registration
from tests.factories.scopes import inside

Within = Callable[[str], int]


def tallies() -> dict[str, int]:
    return {row.key: row.value for row in db.session.scalars(select(Tally).where(Tally.cycle_id.is_not(None)))}


def test_a_registration_without_warnings_is_submitted_and_counted(within: Within) -> None:
    within("phan-thiet")
    commune = db.session.scalars(select(world.Unit.id).where(world.Unit.code == "22915")).one()
    row = registration(product(of=producer(commune_id=commune)))
    before = tallies()

    services.submit(row, by=officer(), now=NOW)

    assert (row.state, row.submitted_at) == (State.SUBMITTED, NOW)
    assert before == {}
    assert tallies() == {"registrations_new": 1, "registrations_upgrade": 0, "registrations_reassessment": 0}


def test_every_warning_must_be_answered_before_submitting(within: Within) -> None:
    within("phan-thiet")
    row = registration(product("Thanh long sấy", fresh_or_raw=True))
    product("THANH LONG SAY")

    with pytest.raises(DomainError):
        services.submit(row, by=officer(), now=NOW)
    for question in services.questions(queries.registration(row.id)):
        services.answer(row, question.concern, "Đã kiểm tra với chủ thể", by=officer(), now=NOW)
    db.session.expire_all()
    services.submit(queries.registration(row.id), by=officer(), now=NOW)

    asked = [warning.code for warning in queries.registration(row.id).warnings]
    assert sorted(asked) == sorted([Concern.NEAR_DUPLICATE, Concern.FRESH_OR_RAW, Concern.COMMUNE_UNKNOWN])
    assert queries.registration(row.id).state is State.SUBMITTED


def test_an_answer_to_other_circumstances_does_not_count(within: Within) -> None:
    within("phan-thiet")
    row = registration(product("Thanh long sấy"))
    product("Thanh long sấy")
    services.answer(row, Concern.NEAR_DUPLICATE, "Khác chủ thể", by=officer(), now=NOW)
    product("Thanh long SẤY")
    db.session.expire_all()

    asked = {one.concern: one.answer for one in services.questions(queries.registration(row.id))}

    assert asked[Concern.NEAR_DUPLICATE] is None


def test_a_similar_product_elsewhere_is_asked_about_without_its_name(app: Flask, within: Within) -> None:
    with inside(app, "la-gi"):
        product("Cà phê Hoàng Yến")
    within("phan-thiet")
    row = registration(product("CA PHE HOANG YEN"))

    asked = {one.concern: one.sentence for one in services.questions(row)}

    assert asked[Concern.NEAR_DUPLICATE_ELSEWHERE] == "1 sản phẩm tương tự ở đơn vị khác."


def test_a_differing_name_a_missing_stamp_and_an_earlier_failure_are_asked_about(within: Within) -> None:
    within("phan-thiet")
    maker = producer("Nước mắm Bà Hai", registered_name="Cơ sở Hai Thu", name_difference_reason="Tên thương mại")
    made = product(of=maker)
    recognition(made, date(2022, 6, 1), stars=3)
    now = cycle()
    last_year = Cycle(
        unit_id=now.unit_id, year=2023, name="Năm 2023", period="", opened_on=date(2023, 1, 1), ends_on=date(2023, 12, 31),
        recognition_months=36, legal_bases="", funding_bases="",
    )  # fmt: skip
    db.session.add(last_year)
    db.session.flush()
    facts = RegistrationFacts(expected_stars=4)
    old = services.register(made, kind=Kind.UPGRADE, cycle=last_year, facts=facts, by=officer(), now=NOW)
    old.state = State.ACCEPTED
    given_up = registration(made, Kind.REASSESSMENT)
    given_up.state = State.NEVER_CARRIED_OUT
    row = registration(made, Kind.UPGRADE, stars=4)

    asked = {one.concern: one.sentence for one in services.questions(row)}

    assert set(asked) == {
        Concern.NAME_DIFFERS, Concern.NEVER_CARRIED_OUT, Concern.COMMUNE_UNKNOWN, Concern.STAMP_MISSING,
    }  # fmt: skip
    assert asked[Concern.NEVER_CARRIED_OUT] == "Đã đăng ký năm 2023 nhưng chưa thực hiện."


def test_a_product_that_the_lines_of_business_do_not_name_is_asked_about(within: Within) -> None:
    within("phan-thiet")
    row = registration(product("Rượu nho", of=producer("Cơ sở Hai Thu", business_lines="Bán buôn thủy sản")))

    asked = {one.concern for one in services.questions(row)}

    assert Concern.NOT_IN_BUSINESS_LINES in asked


def test_an_upgrade_needs_a_recognition_and_more_stars(within: Within) -> None:
    within("phan-thiet")
    made = product()

    with pytest.raises(DomainError):
        registration(made, Kind.UPGRADE, stars=4)
    recognition(made, date(2022, 6, 1), stars=4)
    with pytest.raises(DomainError):
        registration(made, Kind.UPGRADE, stars=4)

    assert registration(made, Kind.UPGRADE, stars=5).kind is Kind.UPGRADE


def test_a_product_is_registered_once_a_year_and_again_after_withdrawal(within: Within) -> None:
    within("phan-thiet")
    made = product()
    row = registration(made)

    with pytest.raises(AlreadyThere):
        registration(made)
    services.withdraw(row, reason="Chủ thể tạm dừng", by=officer())
    again = registration(made, stars=4)

    assert again is row
    assert (row.state, row.expected_stars, row.decision_reason) == (State.DRAFT, 4, None)


def test_what_was_withdrawn_is_not_taken_up_again_beside_another_registration(within: Within) -> None:
    within("phan-thiet")
    made = product()
    recognition(made, date(2022, 1, 10), stars=3)
    withdrawn = registration(made, Kind.REASSESSMENT)
    services.withdraw(withdrawn, reason="Chủ thể muốn nâng hạng", by=officer())
    registration(made, Kind.UPGRADE, stars=4)

    with pytest.raises(AlreadyThere):
        services.take_back(withdrawn, by=officer())

    assert withdrawn.state is State.WITHDRAWN


def test_a_registration_does_not_become_a_kind_that_stands_withdrawn_beside_it(within: Within) -> None:
    within("phan-thiet")
    made = product()
    recognition(made, date(2022, 1, 10), stars=3)
    withdrawn = registration(made, Kind.REASSESSMENT)
    services.withdraw(withdrawn, reason="Chủ thể muốn nâng hạng", by=officer())
    row = registration(made, Kind.UPGRADE, stars=4)
    facts = RegistrationFacts(expected_stars=4)

    with pytest.raises(AlreadyThere) as refusal:
        services.change(row, facts, kind=Kind.REASSESSMENT, cycle=cycle(), version=row.version, by=officer(), now=NOW)

    assert "mở đăng ký đang có" in str(refusal.value)


def test_products_whose_recognition_ends_are_registered_together(within: Within) -> None:
    within("phan-thiet")
    soon, later = product("Sắp hết"), product("Còn lâu")
    ended, unknown = product("Đã hết"), product("Chưa rõ")
    recognition(soon, date(2022, 1, 10), stars=4)
    recognition(later, date(2024, 1, 10))
    recognition(ended, date(2021, 1, 10))
    recognition(unknown, None)

    offered = {one.product_id for one in queries.due_again(cycle())}
    made = services.register_again({soon.id, ended.id, later.id}, cycle=cycle(), by=officer(), now=NOW)

    assert offered == {soon.id, ended.id, unknown.id}
    assert {(row.product_id, row.expected_stars) for row in made} == {(soon.id, 4), (ended.id, 3)}
    assert {one.product_id for one in queries.due_again(cycle())} == {unknown.id}


def test_the_province_accepts_and_returns_lines_with_reasons(within: Within) -> None:
    within("phan-thiet")
    rows = [registration(product(name), stars=3) for name in ("Mứt dừa", "Rong nho")]
    for row in rows:
        services.answer(row, Concern.COMMUNE_UNKNOWN, "Sẽ bổ sung", by=officer(), now=NOW)
        db.session.expire(row, ["warnings"])
        services.submit(queries.registration(row.id), by=officer(), now=NOW)
    decider = officer("ubnd-tinh", "province_officer")

    services.accept(rows[0], by=decider)
    services.refuse(rows[1], reason="Trùng sản phẩm", by=decider)

    assert (rows[0].state, rows[1].state) == (State.ACCEPTED, State.REFUSED)
    assert rows[1].decision_reason == "Trùng sản phẩm"
    assert tallies()["registrations_new"] == 1
    with pytest.raises(WrongState):
        services.accept(rows[1], by=decider)


@pytest.mark.parametrize("state", sorted(set(State) - {State.SUBMITTED}))
def test_the_province_decides_on_what_was_submitted_and_on_nothing_else(within: Within, state: State) -> None:
    within("phan-thiet")
    row = registration(product())
    row.state = state
    decider = officer("ubnd-tinh", "province_officer")

    with pytest.raises(WrongState):
        services.accept(row, by=decider)
    with pytest.raises(WrongState):
        services.refuse(row, reason="Trùng sản phẩm", by=decider)

    assert row.state is state


@pytest.mark.parametrize("state", sorted(set(State) - {State.DOSSIER_COMPLETE}))
def test_a_unit_does_not_accept_its_own_list_by_reopening_a_dossier(within: Within, state: State) -> None:
    within("phan-thiet")
    row = registration(product())
    row.state = state

    with pytest.raises(WrongState):
        services.reopen_dossier(row, by=officer())

    assert row.state is state


@pytest.mark.parametrize("reason", ["", None])
def test_nothing_is_returned_or_withdrawn_without_a_reason(within: Within, reason: str | None) -> None:
    within("phan-thiet")
    row = registration(product())

    with pytest.raises(DomainError):
        services.withdraw(row, reason=reason or "", by=officer())


def test_what_was_submitted_is_taken_back_before_it_is_mended(within: Within) -> None:
    within("phan-thiet")
    row = registration(product())
    row.state = State.SUBMITTED
    facts = RegistrationFacts(expected_stars=4)

    with pytest.raises(WrongState):
        services.change(row, facts, kind=Kind.NEW, cycle=cycle(), version=1, by=officer(), now=NOW)
    services.take_back(row, by=officer())
    services.change(row, facts, kind=Kind.NEW, cycle=cycle(), version=row.version, by=officer(), now=NOW)

    assert (row.state, row.expected_stars) == (State.DRAFT, 4)


def test_a_stale_save_carries_both_texts(within: Within) -> None:
    within("phan-thiet")
    row = registration(product())
    save = {"kind": Kind.NEW, "cycle": cycle(), "version": 1, "by": officer(), "now": NOW}
    services.change(row, RegistrationFacts(expected_stars=4), **save)  # type: ignore[arg-type]

    with pytest.raises(StaleEdit) as stale:
        services.change(row, RegistrationFacts(expected_stars=5), **save)  # type: ignore[arg-type]

    assert (stale.value.mine, stale.value.theirs) == ({"expected_stars": "5"}, {"expected_stars": "4"})


def test_the_plan_lists_what_was_submitted_by_kind_with_the_present_recognition(within: Within) -> None:
    within("phan-thiet")
    known = product("Nước mắm")
    recognition(known, date(2022, 1, 10), stars=3, decision_number="12/QĐ-UBND")
    upgrade = registration(known, Kind.UPGRADE, stars=4)
    upgrade.state = State.SUBMITTED
    registration(product("Mứt dừa"))
    db.session.flush()

    lines = queries.for_plan(cycle().id)

    assert (lines.new, lines.reassessment) == ((), ())
    (line,) = lines.upgrade
    assert (line.product, line.producer) == ("Nước mắm", "Cơ sở làm Nước mắm")
    assert (line.present_stars, line.expected_stars) == (3, 4)
    assert (line.decision_number, line.expires_earliest) == ("12/QĐ-UBND", date(2025, 1, 10))
