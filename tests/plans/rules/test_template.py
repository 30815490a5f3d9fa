"""The texts of a year are read from their files, and refused when something would stay open."""

import pytest

from ocop.plans.rules.template import (
    LETTERS,
    KindWords,
    Part,
    Piece,
    UnknownPlaceholder,
    checked,
    letter_templates,
    plan_template,
)
from tests.factories.plans import DATA, KINDS


def test_the_district_text_has_sections_targets_assignments_and_purposes() -> None:
    template = plan_template((DATA / "plan_district_template.toml").read_text("utf-8"), kinds=KINDS)

    assert [one.key for one in template.all(Part.SECTION)] == ["purpose", "targets", "content", "organisation"]
    assert len(template.texts(Part.PURPOSE)) == 8
    assert {one.key for one in template.all(Part.TASK)} <= {one.key for one in template.all(Part.ASSIGNMENT)}


def test_a_town_has_no_separate_division_for_trade() -> None:
    template = plan_template((DATA / "plan_district_template.toml").read_text("utf-8"), kinds=KINDS)

    owners = {kind: {one.key for one in template.all(Part.ASSIGNMENT, kind=kind)} for kind in ("huyen", "thi_xa")}

    assert owners["huyen"] - owners["thi_xa"] == {"trade_division"}


def test_every_letter_of_this_room_is_found() -> None:
    assert set(letter_templates((DATA / "letters.toml").read_text("utf-8"))) == LETTERS


def test_an_unheard_of_placeholder_is_refused_with_its_place() -> None:
    with pytest.raises(UnknownPlaceholder, match=r"\{n_stars\} trong section purpose"):
        checked([Piece(Part.SECTION, "purpose", text="Có {n_stars} sao.")])


def test_a_piece_for_some_kinds_of_unit_is_left_out_for_others() -> None:
    template = checked([Piece(Part.TASK, "a", text="x", kinds=("huyen",)), Piece(Part.TASK, "b", text="y")])

    assert [one.key for one in template.all(Part.TASK, kind="thanh_pho")] == ["b"]


def test_words_of_a_kind_are_kept_with_the_text() -> None:
    template = plan_template(
        (DATA / "plan_district_template.toml").read_text("utf-8"), kinds=[KindWords("huyen", "Huyện ủy", "Phòng KT-HT")]
    )

    (words,) = template.all(Part.KIND)

    assert (words.key, words.text, words.heading) == ("huyen", "Huyện ủy", "Phòng KT-HT")
