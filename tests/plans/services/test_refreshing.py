""" "Cập nhật từ hồ sơ" brings the figures up to date and leaves people's words alone."""

from collections.abc import Callable

import pytest

from ocop.core import clock
from ocop.plans import queries, services
from ocop.plans.models import Plan
from ocop.plans.rules import Source
from ocop.plans.rules.content import Money
from tests.factories import plans

Within = Callable[[str], int]

pytestmark = pytest.mark.usefixtures("texts")
OWN = "- Mỗi phường có một sản phẩm."


def proposals(plan: Plan) -> dict[str, services.Proposal]:
    found = services.proposals(plan, unit=plans.unit_of("phan-thiet"), on=clock.today())
    return {one.key: one for one in found}


def refresh(plan: Plan, overwrite: tuple[str, ...] = ()) -> int:
    return services.refresh(
        plan,
        overwrite=overwrite,
        unit=plans.unit_of("phan-thiet"),
        by=plans.who("phan-thiet", "officer"),
        now=clock.now(),
    )


def write(plan: Plan, key: str, words: str) -> None:
    section = queries.section(plan.id, key)
    services.save_section(
        plan, key, text=words, version=section.version, by=plans.who("phan-thiet", "officer"), now=clock.now()
    )


def test_nothing_is_proposed_while_text_and_records_agree(within: Within) -> None:
    within("phan-thiet")

    assert proposals(plans.draft("phan-thiet")) == {}


def test_looking_at_what_would_change_changes_nothing(within: Within) -> None:
    within("phan-thiet")
    plan = plans.draft("phan-thiet")
    plans.submitted("Nước mắm nhĩ")
    before = [one.text for one in queries.sections(plan.id)]

    found = proposals(plan)

    assert {"targets", "content"} <= set(found)
    assert [one.text for one in queries.sections(plan.id)] == before


def test_new_figures_enter_and_own_lines_stay(within: Within) -> None:
    within("phan-thiet")
    plans.submitted("Nước mắm nhĩ")
    plan = plans.draft("phan-thiet")
    write(plan, "targets", f"{queries.section(plan.id, 'targets').text}\n{OWN}")
    plans.submitted("Mực một nắng")

    refresh(plan)

    text = queries.section(plan.id, "targets").text
    assert "- Phát triển mới 02 sản phẩm" in text
    assert OWN in text


def test_a_rewritten_line_stays_until_somebody_says_otherwise(within: Within) -> None:
    within("phan-thiet")
    plans.submitted("Nước mắm nhĩ")
    plan = plans.draft("phan-thiet")
    written = queries.section(plan.id, "targets").text.replace("- Phát triển mới 01 sản phẩm", "- Có thêm một sản phẩm")
    write(plan, "targets", written)
    plans.submitted("Mực một nắng")

    refresh(plan)
    kept = queries.section(plan.id, "targets").text
    plans.submitted("Bánh tráng")
    refresh(plan, overwrite=("targets",))
    whole = queries.section(plan.id, "targets").text

    assert "- Có thêm một sản phẩm" in kept
    assert "- Phát triển mới 03 sản phẩm" in whole
    assert "- Có thêm một sản phẩm" not in whole


def test_the_words_before_a_refresh_are_kept_as_a_version(within: Within) -> None:
    within("phan-thiet")
    plan = plans.draft("phan-thiet")
    write(plan, "targets", OWN)
    plans.submitted("Nước mắm nhĩ")

    refresh(plan, overwrite=("targets",))

    (version,) = queries.versions(plan.id)
    assert OWN in version.content


def test_money_enters_the_text_with_its_annex(within: Within) -> None:
    within("phan-thiet")
    plan = plans.draft("phan-thiet")
    lines = [Money("Tập huấn", {Source.CENTRAL: 60_000_000})]
    services.save_budget(plan, lines=lines, version=1, by=plans.who("phan-thiet", "officer"))

    refresh(plan)

    assert "- Tổng kinh phí dự kiến: 60.000.000 đồng (Phụ lục I)." in queries.section(plan.id, "content").text


def test_a_second_refresh_finds_nothing_to_do(within: Within) -> None:
    within("phan-thiet")
    plan = plans.draft("phan-thiet")
    plans.submitted("Nước mắm nhĩ")

    first, second = refresh(plan), refresh(plan)

    assert first > 0
    assert second == 0
