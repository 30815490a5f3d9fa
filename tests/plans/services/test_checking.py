"""Checks: by others than the makers, with reasons, on screen or as recorded from paper."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask

from ocop.core import clock
from ocop.core.errors import DomainError, WrongState
from ocop.plans import queries, services
from ocop.plans.rules import Check, State
from ocop.plans.services import OnPaper
from ocop.plans.services.moving import OwnWork
from tests.factories import plans

Within = Callable[[str], int]

pytestmark = pytest.mark.usefixtures("texts")
REASONS = {"content": "Ghi rõ thời gian."}


def test_handing_on_keeps_the_words_as_a_version(within: Within) -> None:
    within("phan-thiet")

    plan = plans.at(State.WITH_HEAD, "phan-thiet")

    (version,) = queries.versions(plan.id)
    assert version.occasion == "handed_on"


def test_a_plan_cannot_be_handed_on_twice(within: Within) -> None:
    within("phan-thiet")
    plan = plans.at(State.WITH_HEAD, "phan-thiet")

    with pytest.raises(WrongState, match="đang được kiểm tra"):
        services.submit(plan, by=plans.who("phan-thiet", "officer"), now=clock.now())


@pytest.mark.parametrize(
    ("state", "step"),
    [(State.WITH_HEAD, Check.CONTENT), (State.WITH_OFFICE, Check.FORM), (State.CHECKED, Check.SIGNATURE)],
)
def test_whoever_wrote_in_a_plan_neither_passes_nor_returns_it(within: Within, state: State, step: Check) -> None:
    within("phan-thiet")
    plan, maker = plans.at(state, "phan-thiet"), plans.who("phan-thiet", "officer")

    with pytest.raises(OwnWork):
        services.pass_on(plan, step, by=maker, now=clock.now())
    with pytest.raises(OwnWork):
        services.send_back(plan, step, reasons=REASONS, by=maker, now=clock.now())

    assert plan.state is state


def test_somebody_who_edited_once_is_a_maker_for_good(within: Within) -> None:
    within("phan-thiet")
    plan = plans.draft("phan-thiet")
    officer, head = plans.who("phan-thiet", "officer"), plans.who("phan-thiet", "head")
    services.save_section(plan, "targets", text="của lãnh đạo phòng", version=1, by=head, now=clock.now())
    services.save_section(plan, "targets", text="của chuyên viên", version=2, by=officer, now=clock.now())
    services.submit(plan, by=officer, now=clock.now())

    with pytest.raises(OwnWork):
        services.pass_on(plan, Check.CONTENT, by=head, now=clock.now())


def test_a_check_is_passed_only_when_the_plan_waits_for_it(within: Within) -> None:
    within("phan-thiet")
    plan = plans.at(State.WITH_HEAD, "phan-thiet")

    with pytest.raises(WrongState):
        services.pass_on(plan, Check.FORM, by=plans.who("phan-thiet", "office"), now=clock.now())


def test_where_the_office_does_not_check_the_plan_goes_to_the_leader(
    within: Within, monkeypatch: pytest.MonkeyPatch, app: Flask
) -> None:
    within("phan-thiet")
    monkeypatch.setitem(app.extensions, "ocop.settings", replace(app.extensions["ocop.settings"], office_check=False))
    plan = plans.at(State.WITH_HEAD, "phan-thiet")

    services.pass_on(plan, Check.CONTENT, by=plans.who("phan-thiet", "head"), now=clock.now())

    assert plan.state is State.CHECKED


def test_a_plan_is_not_sent_back_without_a_reason(within: Within) -> None:
    within("phan-thiet")
    plan, head = plans.at(State.WITH_HEAD, "phan-thiet"), plans.who("phan-thiet", "head")

    with pytest.raises(DomainError, match="lý do"):
        services.send_back(plan, Check.CONTENT, reasons={"content": "  "}, by=head, now=clock.now())


def test_every_reason_is_answered_before_the_plan_goes_on_again(within: Within) -> None:
    within("phan-thiet")
    plan = plans.at(State.WITH_HEAD, "phan-thiet")
    officer, head = plans.who("phan-thiet", "officer"), plans.who("phan-thiet", "head")
    services.send_back(plan, Check.CONTENT, reasons=REASONS, by=head, now=clock.now())

    with pytest.raises(DomainError, match="Còn 1 ý kiến"):
        services.submit(plan, by=officer, now=clock.now())
    (reason,) = queries.open_reasons(plan.id)
    services.answer(plan, reason, text="Đã bổ sung.", by=officer, now=clock.now())
    services.submit(plan, by=officer, now=clock.now())

    assert plan.state is State.WITH_HEAD
    assert [(one.answer, one.mended_at is not None) for one in queries.open_reasons(plan.id)] == [("Đã bổ sung.", True)]


@pytest.mark.parametrize(
    ("state", "step", "after"),
    [(State.WITH_HEAD, Check.CONTENT, State.WITH_OFFICE), (State.WITH_OFFICE, Check.FORM, State.CHECKED)],
)
def test_the_clerk_records_a_decision_from_paper(within: Within, state: State, step: Check, after: State) -> None:
    within("phan-thiet")
    plan, clerk = plans.at(state, "phan-thiet"), plans.who("phan-thiet", "clerk")
    paper = OnPaper("Trưởng phòng Kinh tế", clock.today())

    services.record_from_paper(plan, step, passed=True, reasons={}, paper=paper, by=clerk, now=clock.now())

    check = queries.checks(plan.id)[0]
    assert plan.state is after
    assert (check.from_paper, check.decided_by, check.by) == (True, "Trưởng phòng Kinh tế", clerk.name)


def test_a_return_on_paper_carries_its_reasons(within: Within) -> None:
    within("phan-thiet")
    plan, clerk = plans.at(State.WITH_HEAD, "phan-thiet"), plans.who("phan-thiet", "clerk")
    paper = OnPaper("Trưởng phòng Kinh tế", clock.today())

    services.record_from_paper(
        plan, Check.CONTENT, passed=False, reasons=REASONS, paper=paper, by=clerk, now=clock.now()
    )

    assert plan.state is State.DRAFT
    assert [one.reason for one in queries.open_reasons(plan.id)] == ["Ghi rõ thời gian."]


@pytest.mark.parametrize(
    "paper",
    [OnPaper(" ", date(2024, 5, 13)), OnPaper("Trưởng phòng", date(2024, 5, 13) + timedelta(days=1))],
)
def test_a_decision_on_paper_needs_a_name_and_a_day_that_has_come(within: Within, paper: OnPaper) -> None:
    within("phan-thiet")
    plan, clerk = plans.at(State.WITH_HEAD, "phan-thiet"), plans.who("phan-thiet", "clerk")

    with pytest.raises(DomainError):
        services.record_from_paper(plan, Check.CONTENT, passed=True, reasons={}, paper=paper, by=clerk, now=clock.now())


def test_the_maker_records_nothing_from_paper(within: Within) -> None:
    within("phan-thiet")
    plan, maker = plans.at(State.WITH_HEAD, "phan-thiet"), plans.who("phan-thiet", "officer")
    paper = OnPaper("Trưởng phòng", clock.today())

    with pytest.raises(OwnWork):
        services.record_from_paper(plan, Check.CONTENT, passed=True, reasons={}, paper=paper, by=maker, now=clock.now())
