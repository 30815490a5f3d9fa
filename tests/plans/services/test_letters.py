"""The letters around a plan: drafted from the year's text, unknown figures as blanks, then living among the documents."""

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask

from ocop.core import clock
from ocop.core.errors import DomainError
from ocop.documents import papers
from ocop.documents.rules import State as DocumentState
from ocop.paperwork import Rendition, render_pdf
from ocop.paperwork.forms.reminder import LateUnit
from ocop.plans import queries, services
from ocop.plans.rules import State
from ocop.registrations.rules import Kind
from ocop.tenancy import acting_in
from tests.factories import plans, world
from tests.factories.products import product
from tests.factories.recognition import recognition

Within = Callable[[str], int]

pytestmark = pytest.mark.usefixtures("texts")


def test_the_survey_request_goes_to_communes_and_producers(within: Within) -> None:
    within("phan-thiet")

    document = services.draft_survey_request(
        plans.the_cycle(),
        unit=plans.unit_of("phan-thiet"),
        reply_by=date(2024, 5, 16),
        contact="Phòng Kinh tế",
        by=plans.who("phan-thiet", "officer"),
        now=clock.now(),
    )

    letter = papers.content(document)
    assert (document.form, document.state, document.symbol) == ("survey_request", DocumentState.DRAFT, "UBND-PKT")
    assert "Ủy ban nhân dân các phường" in letter.addressees  # type: ignore[attr-defined]
    assert render_pdf(letter, Rendition.draft()).startswith(b"%PDF")


def test_the_survey_request_counts_what_has_ended_and_what_will_end_within_the_year(within: Within) -> None:
    within("phan-thiet")
    recognition(product("Mắm đã hết hạn"), date(2021, 1, 10))
    recognition(product("Mắm sắp hết hạn"), date(2021, 11, 10))
    recognition(product("Mắm còn lâu"), date(2023, 11, 10))

    document = services.draft_survey_request(
        plans.the_cycle(),
        unit=plans.unit_of("phan-thiet"),
        reply_by=None,
        contact="",
        by=plans.who("phan-thiet", "officer"),
        now=clock.now(),
    )

    letter = papers.content(document)
    assert (
        "chủ thể của 01 sản phẩm đã hết thời hạn và 01 sản phẩm sẽ hết thời hạn trước ngày 31/12/2024"
        in letter.requests
    )  # type: ignore[attr-defined]


def test_the_submission_of_the_division_counts_what_the_plan_lists(within: Within) -> None:
    within("phan-thiet")
    plans.submitted("Nước mắm nhĩ")
    plans.submitted("Rong nho", Kind.UPGRADE)
    plan = plans.draft("phan-thiet")

    document = services.draft_submission(
        plan, unit=plans.unit_of("phan-thiet"), by=plans.who("phan-thiet", "officer"), now=clock.now()
    )

    letter = papers.content(document)
    assert (document.kind, document.symbol) == ("TTr", "TTr-PKT")
    assert "01 sản phẩm mới, 01 sản phẩm nâng hạng, 00 sản phẩm đánh giá lại của 02 chủ thể" in letter.text  # type: ignore[attr-defined]


def test_asking_for_the_submission_again_gives_the_same(within: Within) -> None:
    within("phan-thiet")
    plan, officer = plans.draft("phan-thiet"), plans.who("phan-thiet", "officer")
    unit = plans.unit_of("phan-thiet")

    first = services.draft_submission(plan, unit=unit, by=officer, now=clock.now())
    second = services.draft_submission(plan, unit=unit, by=officer, now=clock.now())

    assert first.id == second.id


def test_only_units_without_an_issued_plan_are_late(app: Flask) -> None:
    with app.app_context():
        units = {slug: world.unit_id(slug) for slug in ("phan-thiet", "la-gi", "ubnd-tinh")}
    with app.app_context(), acting_in(units["phan-thiet"]):
        plans.at(State.ISSUED, "phan-thiet")
    with app.app_context(), acting_in(units["la-gi"]):
        plans.at(State.CHECKED, "la-gi")

    with app.app_context(), acting_in(units["ubnd-tinh"]):
        late = queries.late_units(plans.the_cycle(), desk=plans.unit_of("ubnd-tinh"), on=date(2024, 5, 21))

    assert [(row.name, row.state, row.overdue) for row in late] == [
        ("thị xã La Gi", State.CHECKED, True),
        ("huyện Phú Quý", None, True),
    ]


@pytest.mark.parametrize(
    ("today", "words"), [(date(2024, 5, 17), "Thời gian còn lại"), (date(2024, 5, 21), "Đã quá thời hạn")]
)
def test_a_reminder_speaks_of_the_time_that_is_left_or_past(within: Within, today: date, words: str) -> None:
    within("ubnd-tinh")
    clock.configure(today)

    document = services.draft_reminder(
        plans.the_cycle(),
        desk=plans.unit_of("ubnd-tinh"),
        late=[LateUnit("huyện Phú Quý", "Ban hành, gửi kế hoạch năm", "20/5/2024")],
        reply_by=date(2024, 5, 24),
        by=plans.who("ubnd-tinh", "province_officer"),
        now=clock.now(),
    )

    letter = papers.content(document)
    assert words in letter.opening  # type: ignore[attr-defined]
    assert "đã có 00/03 đơn vị" in letter.opening  # type: ignore[attr-defined]
    assert letter.addressees == ("Ủy ban nhân dân huyện Phú Quý",)  # type: ignore[attr-defined]


def test_a_reminder_to_nobody_is_refused(within: Within) -> None:
    within("ubnd-tinh")

    with pytest.raises(DomainError):
        services.draft_reminder(
            plans.the_cycle(),
            desk=plans.unit_of("ubnd-tinh"),
            late=[],
            reply_by=None,
            by=plans.who("ubnd-tinh", "province_officer"),
            now=clock.now(),
        )
