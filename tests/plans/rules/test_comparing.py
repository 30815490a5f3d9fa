"""Texts side by side, and new figures laid over a text that people have edited."""

from hypothesis import given
from hypothesis import strategies as st

from ocop.paperwork.differences import Fate, differences, lines
from ocop.plans.rules.comparing import PlanText, SectionText, compare, refresh

BEFORE = "1. Hiện trạng\nCó 05 sản phẩm.\n2. Mục tiêu\n- Phát triển mới 02 sản phẩm.\n- Mở 01 lớp."
AFTER = "1. Hiện trạng\nCó 07 sản phẩm.\n2. Mục tiêu\n- Phát triển mới 03 sản phẩm.\n- Mở 01 lớp."

line = st.text("abcđ ơ.-", min_size=1, max_size=8).filter(str.strip)
text = st.lists(line, max_size=6).map("\n".join)


def test_a_changed_block_stands_beside_the_one_it_was() -> None:
    changed = [one for one in differences(BEFORE, AFTER) if one.fate is not Fate.SAME]

    assert [(one.left, one.right) for one in changed] == [
        ("Có 05 sản phẩm.", "Có 07 sản phẩm."),
        ("- Phát triển mới 02 sản phẩm.", "- Phát triển mới 03 sản phẩm."),
    ]


def test_spacing_and_the_kind_of_dash_make_no_difference() -> None:
    assert all(one.fate is Fate.SAME for one in differences("–  Một\n\n- Hai", "- Một\n-  Hai"))


def test_sections_that_only_the_older_plan_has_are_shown_last() -> None:
    left = PlanText((SectionText("old", "Cũ", "a"), SectionText("both", "Chung", "b")))
    right = PlanText((SectionText("both", "Chung", "b"),))

    compared = compare(left, right)

    assert [(one.key, one.same) for one in compared] == [("both", True), ("old", False)]


def test_an_untouched_text_becomes_the_new_derivation() -> None:
    assert refresh(BEFORE, BEFORE, AFTER).text == AFTER


def test_new_figures_enter_between_lines_that_people_added() -> None:
    edited = BEFORE.replace("- Mở 01 lớp.", "- Mở 01 lớp.\n- Dòng của đơn vị.")

    refreshed = refresh(BEFORE, edited, AFTER)

    assert "Có 07 sản phẩm." in refreshed.text
    assert "- Phát triển mới 03 sản phẩm." in refreshed.text
    assert refreshed.text.endswith("- Dòng của đơn vị.")
    assert refreshed.left == ()


def test_a_line_that_people_rewrote_stays_theirs_and_is_told() -> None:
    edited = BEFORE.replace("Có 05 sản phẩm.", "Thành phố có năm sản phẩm nổi tiếng.")

    refreshed = refresh(BEFORE, edited, AFTER)

    assert "Thành phố có năm sản phẩm nổi tiếng." in refreshed.text
    assert [one.right for one in refreshed.left] == ["Có 07 sản phẩm."]


def test_a_place_that_occurs_twice_is_not_guessed() -> None:
    refreshed = refresh("a", "a\nb\na", "c")

    assert refreshed.text == "a\nb\na"
    assert len(refreshed.left) == 1


def test_a_kept_version_reads_back_as_it_was() -> None:
    kept = PlanText((SectionText("targets", "Mục tiêu", BEFORE),))

    assert PlanText.load(kept.dump()) == kept


@given(text, text)
def test_without_edits_the_new_derivation_comes_through_whole(before: str, after: str) -> None:
    refreshed = refresh(before, before, after)

    if not refreshed.left:
        assert lines(refreshed.text) == lines(after)


@given(text, text)
def test_when_the_records_say_the_same_nothing_changes(before: str, edited: str) -> None:
    assert lines(refresh(before, edited, before).text) == lines(edited)


@given(text, text, text)
def test_no_line_that_only_people_wrote_is_ever_lost(before: str, edited: str, after: str) -> None:
    own = [one for one in lines(edited) if one not in lines(before)]

    kept = lines(refresh(before, edited, after).text)

    assert all(one in kept for one in own)
