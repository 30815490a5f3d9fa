"""Writing in a draft: nothing that anybody typed is lost, and nothing is written where it may not be."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from ocop.audit.models import AuditEntry
from ocop.core import clock
from ocop.core.db import db
from ocop.core.errors import DomainError, StaleEdit, WrongState
from ocop.plans import queries, services
from ocop.plans.rules import Source, State
from ocop.plans.rules.content import Activity, Formalities, Money
from ocop.tenancy import acting_in
from tests.factories import plans, world

Within = Callable[[str], int]

pytestmark = pytest.mark.usefixtures("texts")


def test_a_saved_section_keeps_the_words_and_counts_its_version(within: Within) -> None:
    within("phan-thiet")
    plan, officer = plans.draft("phan-thiet"), plans.who("phan-thiet", "officer")

    section = services.save_section(plan, "targets", text="Mục tiêu mới", version=1, by=officer, now=clock.now())

    assert (section.text, section.version, section.edited_by) == ("Mục tiêu mới", 2, officer.name)


def test_words_from_a_phone_are_kept_composed(within: Within) -> None:
    within("phan-thiet")
    plan, officer = plans.draft("phan-thiet"), plans.who("phan-thiet", "officer")

    section = services.save_section(
        plan, "targets", text="Mu\u0323c tie\u0302u", version=1, by=officer, now=clock.now()
    )

    assert section.text == "Mục tiêu"


def test_saving_the_same_words_again_changes_nothing(within: Within) -> None:
    within("phan-thiet")
    plan, officer = plans.draft("phan-thiet"), plans.who("phan-thiet", "officer")
    services.save_section(plan, "targets", text="a", version=1, by=officer, now=clock.now())

    again = services.save_section(plan, "targets", text="a", version=1, by=officer, now=clock.now())

    assert again.version == 2


def test_a_stale_save_carries_both_texts(within: Within) -> None:
    within("phan-thiet")
    plan, officer = plans.draft("phan-thiet"), plans.who("phan-thiet", "officer")
    services.save_section(plan, "targets", text="của người trước", version=1, by=officer, now=clock.now())

    with pytest.raises(StaleEdit) as refusal:
        services.save_section(plan, "targets", text="của tôi", version=1, by=officer, now=clock.now())

    assert refusal.value.mine == {"text": "của tôi"}
    assert refusal.value.theirs == {"text": "của người trước"}
    assert refusal.value.version == 2


def test_of_two_officers_who_save_at_once_one_is_told_and_no_text_is_lost(app: Flask) -> None:
    with app.app_context():
        unit = world.unit_id("phan-thiet")
    with app.app_context(), acting_in(unit):
        key = plans.draft("phan-thiet").id

    def save(words: str) -> Callable[[], None]:
        def act() -> None:
            with app.app_context(), acting_in(unit):
                plan = queries.plan(key)
                by = plans.who("phan-thiet", "officer")
                services.save_section(plan, "targets", text=words, version=1, by=by, now=clock.now())

        return act

    refused = plans.together([save("bản thứ nhất"), save("bản thứ hai")])

    with app.app_context(), acting_in(unit):
        kept = queries.section(key, "targets")
    (refusal,) = refused
    assert isinstance(refusal, StaleEdit)
    assert {refusal.mine["text"], refusal.theirs["text"]} == {"bản thứ nhất", "bản thứ hai"}
    assert (kept.text, kept.version) == (refusal.theirs["text"], 2)


@pytest.mark.parametrize("state", [state for state in State if state not in {State.DRAFT, State.REPLACED}])
def test_a_plan_that_is_no_draft_takes_no_words(within: Within, state: State) -> None:
    within("phan-thiet")
    plan, officer = plans.at(state, "phan-thiet"), plans.who("phan-thiet", "officer")

    with pytest.raises(WrongState):
        services.save_section(plan, "targets", text="x", version=1, by=officer, now=clock.now())


def test_the_trail_says_which_lines_changed(within: Within) -> None:
    within("phan-thiet")
    plan, officer = plans.draft("phan-thiet"), plans.who("phan-thiet", "officer")
    before = queries.section(plan.id, "purpose").text

    services.save_section(plan, "purpose", text=f"{before}\n- Dòng mới.", version=1, by=officer, now=clock.now())

    last = db.session.scalars(select(AuditEntry).order_by(AuditEntry.sequence.desc())).first()
    assert last is not None
    assert (last.act, last.change["purpose"]) == ("edit", ["", "- Dòng mới."])


def test_money_is_kept_by_purpose_and_source(within: Within) -> None:
    within("phan-thiet")
    plan, officer = plans.draft("phan-thiet"), plans.who("phan-thiet", "officer")
    lines = [
        Money("Tập huấn", {Source.CENTRAL: 60_000_000, Source.DISTRICT: 20_000_000}),
        Money("Bao bì", {}),
        Money("Hội chợ", {Source.PROVINCE: 0}),
    ]

    version = services.save_budget(plan, lines=lines, version=1, by=officer)

    kept = [(one.purpose, one.source, one.amount) for one in queries.budget(plan.id)]
    assert kept == [
        ("Tập huấn", Source.CENTRAL, 60_000_000),
        ("Tập huấn", Source.DISTRICT, 20_000_000),
        ("Hội chợ", Source.PROVINCE, 0),
    ]
    assert version == 2
    assert queries.funding_total(plan.id) == 80_000_000


@pytest.mark.parametrize("line", [Money("Tập huấn", {Source.CENTRAL: -1}), Money(" ", {Source.CENTRAL: 1})])
def test_money_below_zero_or_for_nothing_is_refused(within: Within, line: Money) -> None:
    within("phan-thiet")
    plan, officer = plans.draft("phan-thiet"), plans.who("phan-thiet", "officer")

    with pytest.raises(DomainError):
        services.save_budget(plan, lines=[line], version=1, by=officer)

    assert queries.budget(plan.id) == []


def test_a_stale_table_of_money_is_told_line_by_line(within: Within) -> None:
    within("phan-thiet")
    plan, officer = plans.draft("phan-thiet"), plans.who("phan-thiet", "officer")
    services.save_budget(plan, lines=[Money("Tập huấn", {Source.CENTRAL: 1_000})], version=1, by=officer)

    with pytest.raises(StaleEdit) as refusal:
        services.save_budget(plan, lines=[Money("Tập huấn", {Source.CENTRAL: 2_000})], version=1, by=officer)

    assert refusal.value.mine == {"budget": "Tập huấn; Trung ương; 2.000"}
    assert refusal.value.theirs == {"budget": "Tập huấn; Trung ương; 1.000"}


def test_one_may_write_the_calendar_while_another_writes_the_money(within: Within) -> None:
    within("phan-thiet")
    plan, officer = plans.draft("phan-thiet"), plans.who("phan-thiet", "officer")
    services.save_budget(plan, lines=[Money("Tập huấn", {Source.CENTRAL: 1_000})], version=1, by=officer)

    services.save_calendar(plan, lines=[Activity("Tập huấn", "Tháng 7", "Phòng Kinh tế")], version=1, by=officer)

    assert [one.content for one in queries.activities(plan.id)] == ["Tập huấn"]


def test_a_line_of_the_calendar_needs_an_activity(within: Within) -> None:
    within("phan-thiet")
    plan, officer = plans.draft("phan-thiet"), plans.who("phan-thiet", "officer")

    with pytest.raises(DomainError, match="chưa ghi hoạt động"):
        services.save_calendar(plan, lines=[Activity("", "Tháng 7", "")], version=1, by=officer)


def test_formalities_are_kept_one_entry_a_line(within: Within) -> None:
    within("phan-thiet")
    plan, officer = plans.draft("phan-thiet"), plans.who("phan-thiet", "officer")
    wanted = Formalities("Trích yếu mới", " Căn cứ A \n\nCăn cứ B", "Như trên\n", "VT")

    services.save_formalities(plan, to=wanted, version=1, by=officer)

    assert (plan.legal_bases, plan.recipients) == ("Căn cứ A\nCăn cứ B", "Như trên")


def test_a_plan_needs_its_trich_yeu(within: Within) -> None:
    within("phan-thiet")
    plan, officer = plans.draft("phan-thiet"), plans.who("phan-thiet", "officer")

    with pytest.raises(DomainError, match="trích yếu"):
        services.save_formalities(plan, to=Formalities(" ", "", "", ""), version=1, by=officer)
