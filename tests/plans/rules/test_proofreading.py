"""What a reader would stumble over is found before the plan is handed on."""

from ocop.plans.rules.figures import Figures
from ocop.plans.rules.proofreading import remark
from ocop.plans.rules.states import Source


def test_blanks_are_counted() -> None:
    found = remark("targets", "Có …… sản phẩm của ...... chủ thể.", annexes=5)

    assert found is not None
    assert found.blanks == 2


def test_an_annex_that_the_plan_does_not_carry_is_named() -> None:
    found = remark("content", "Danh mục (Phụ lục I), lịch (Phụ lục V).", annexes=4)

    assert found is not None
    assert found.missing_annexes == ("V",)


def test_a_numeral_is_wrong_when_there_is_a_single_annex() -> None:
    assert remark("content", "Lịch (Phụ lục I).", annexes=1) is not None
    assert remark("content", "Lịch (Phụ lục).", annexes=1) is None


def test_a_clean_section_needs_no_remark() -> None:
    assert remark("purpose", "1. Mục đích", annexes=0) is None


def test_frozen_figures_read_back_and_add_up() -> None:
    figures = Figures(2, 1, 3, {"tinh": 150_000_000, "huyen": 20_000_000})

    assert Figures.load(figures.dump()) == figures
    assert figures.total == 170_000_000
    assert (figures.of(Source.PROVINCE), figures.of(Source.OTHER)) == (150_000_000, 0)
