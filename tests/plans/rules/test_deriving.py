"""From the year's text and the records to a plan: known figures in their place, unknown ones as dotted blanks."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.plans.rules.deriving import BLANK, Facts, annex_marks, derive, fill
from ocop.plans.rules.template import PLACEHOLDER, Template, UnknownPlaceholder, plan_template
from tests.factories.plans import DATA, KINDS

FACTS = Facts(
    unit="thành phố Phan Thiết",
    kind="thanh_pho",
    kind_word="thành phố",
    division="Phòng Kinh tế",
    province="tỉnh Bình Thuận",
    year=2024,
    period="2021-2025",
    province_plan="Kế hoạch số 1578/KH-UBND ngày 02/5/2024",
    funding_decisions="Quyết định số 1026/QĐ-UBND ngày 01/6/2023",
    filed="VT, KT",
    commune_kinds="xã, phường",
    communes=18,
    as_of=date(2024, 5, 13),
    in_force=12,
    expired=3,
    producers=9,
    cooperatives=2,
    registered={"new": 6, "upgrade": 1, "reassessment": 4},
    targets={"training_classes": 1, "trainees": 40, "value_chains": 0},
    milestones={"district_assessment": date(2024, 8, 1), "province_assessment": date(2024, 10, 30)},
    funding=230_000_000,
    submission="Tờ trình số 12/TTr-PKT ngày 13/5/2024",
    annexes=frozenset({"new", "upgrade", "reassessment", "funding", "calendar"}),
)
NOTHING = replace(
    FACTS,
    unit="huyện Phú Quý",
    kind="huyen",
    registered={"new": 0, "upgrade": 0, "reassessment": 0},
    targets={},
    funding=None,
    in_force=0,
    expired=0,
    producers=0,
    cooperatives=0,
    annexes=frozenset({"calendar"}),
)


def template() -> Template:
    return plan_template((DATA / "plan_district_template.toml").read_text("utf-8"), kinds=KINDS)


def sections(facts: Facts) -> dict[str, str]:
    return {one.key: one.text for one in derive(template(), facts, citations={}).sections}


def test_counts_stand_in_the_text_with_two_digits() -> None:
    text = sections(FACTS)["targets"]

    assert "12 sản phẩm OCOP còn hiệu lực công nhận và 03 sản phẩm đã hết thời hạn" in text
    assert "- Phát triển mới 06 sản phẩm được công nhận OCOP từ 3 sao trở lên (Phụ lục I)." in text


def test_what_nobody_knows_stays_a_dotted_blank() -> None:
    text = sections(replace(FACTS, in_force=None))["targets"]

    assert f"có {BLANK} sản phẩm OCOP còn hiệu lực" in text
    assert "None" not in text


def test_a_target_that_is_zero_is_left_out_and_one_that_is_unknown_stays_to_be_filled_in() -> None:
    text = sections(FACTS)["targets"]

    assert "chuỗi giá trị" not in text
    assert f"- Mở thêm {BLANK} điểm" in text


def test_lines_about_products_that_nobody_registered_are_left_out() -> None:
    text = sections(NOTHING)["content"]

    assert "sản phẩm nâng hạng" not in text
    assert "Phụ lục I" not in text
    assert "- Xây dựng lịch xúc tiến thương mại của năm (Phụ lục);" in text


def test_the_division_for_trade_speaks_only_in_districts_that_have_one() -> None:
    assert "Phòng Kinh tế và Hạ tầng" in sections(NOTHING)["organisation"]
    assert "Phòng Kinh tế và Hạ tầng" not in sections(FACTS)["organisation"]


def test_assignments_are_numbered_without_a_gap() -> None:
    for facts in (FACTS, NOTHING):
        numbers = [
            int(line.split(".")[0]) for line in sections(facts)["organisation"].splitlines() if line[:1].isdigit()
        ]
        assert numbers == list(range(1, len(numbers) + 1))


def test_legal_bases_are_cited_in_full_and_unknown_ones_left_out() -> None:
    derived = derive(template(), FACTS, citations={"qd-919": "Quyết định số 919/QĐ-TTg"})

    assert derived.bases == "Căn cứ Quyết định số 919/QĐ-TTg"


def test_a_plan_begins_with_its_opening_and_ends_with_its_closing() -> None:
    keys = [one.key for one in derive(template(), FACTS, citations={}).sections]

    assert (keys[0], keys[-1]) == ("opening", "closing")


def test_a_single_annex_bears_no_numeral() -> None:
    assert annex_marks(frozenset({"calendar"})) == {"calendar": "Phụ lục"}
    assert annex_marks(frozenset({"calendar", "new"})) == {"new": "Phụ lục I", "calendar": "Phụ lục II"}


def test_an_unheard_of_placeholder_is_never_printed() -> None:
    with pytest.raises(UnknownPlaceholder):
        fill("Có {something} sản phẩm.", {})


@given(st.dictionaries(st.sampled_from(["new", "upgrade", "reassessment"]), st.integers(0, 300)), st.booleans())
def test_whatever_the_records_know_no_placeholder_is_left(registered: dict[str, int], known: bool) -> None:
    facts = replace(FACTS, registered=registered, funding=1 if known else None, submission=None, division=None)

    for text in sections(facts).values():
        assert not PLACEHOLDER.search(text)
