"""Annexes of every length and names of every length."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from ocop.paperwork import Document, Letterhead, Recipients, Rendition, Signing, render_pdf
from ocop.paperwork.forms.plan_annexes import Annexes, FundingLine, NewProduct, PlanAnnexes
from tests.paperwork import reading, samples
from tests.paperwork.reading import Page

Printed = Callable[[Document], list[Page]]

LONG = "Hợp tác xã Dịch vụ Nông nghiệp Tổng hợp và Du lịch Cộng đồng Thanh long Hàm Thuận Nam " * 4
LONG = LONG[:300].strip()
PRODUCT = re.compile(r"Sản phẩm \d{5}")


def test_a_plan_without_rows_has_no_annex_and_names_none(printed: Printed) -> None:
    sheets = printed(samples.city_plan(annexes=Annexes()))

    words = " ".join(sheet.text for sheet in sheets)
    assert "Phụ lục" not in words
    assert "Kèm theo" not in words


def test_one_annex_has_no_numeral(printed: Printed) -> None:
    sheets = printed(samples.island_plan())

    text = " ".join(" ".join(sheet.text for sheet in sheets).split())
    assert "Kèm theo Kế hoạch này là Phụ lục lịch hoạt động." in text
    assert sheets[-1].line("Phụ lục").text == "Phụ lục"


def test_annexes_left_out_do_not_leave_gaps_in_the_numerals(printed: Printed) -> None:
    kept = replace(samples.annexes(), upgrades=(), funding=())

    sheets = printed(samples.city_plan(annexes=kept))

    text = " ".join(" ".join(sheet.text for sheet in sheets).split())
    assert "Kèm theo Kế hoạch này 03 phụ lục" in text
    assert "Phụ lục III - Lịch hoạt động." in text
    assert "Phụ lục IV" not in text


@pytest.mark.parametrize("count", [1, 12, 13, 14, 1000])
def test_every_row_is_printed_once_under_a_head_on_its_own_page(printed: Printed, count: int) -> None:
    document = PlanAnnexes(samples.CITY, 2024, samples.many_products(count))

    sheets = printed(document)

    names = [name for sheet in sheets for name in PRODUCT.findall(sheet.text)]
    assert names == [f"Sản phẩm {place:05d}" for place in range(count)]
    for sheet in sheets:
        assert sheet.line("Tên sản phẩm").face == "Tinos-Bold"
    assert sheets[-1].line("Danh mục này có").text.endswith("./.")


@pytest.mark.parametrize("count", range(8, 20))
def test_the_sentence_that_closes_an_annex_never_stands_without_a_row(printed: Printed, count: int) -> None:
    sheets = printed(PlanAnnexes(samples.CITY, 2024, samples.many_products(count)))

    assert PRODUCT.search(sheets[-1].text)


def test_a_name_of_three_hundred_characters_wraps_in_its_cell(printed: Printed) -> None:
    row = NewProduct(LONG, LONG, LONG, LONG, 3, LONG)

    sheets = printed(PlanAnnexes(samples.CITY, 2024, Annexes(new=(row, row, row), programme="năm 2024")))

    for sheet in sheets:
        assert max(glyph.x1 for glyph in sheet.glyphs) <= sheet.width - 15
        assert max(glyph.baseline for glyph in sheet.glyphs) <= sheet.height - 25
    letters = "".join(glyph.letter for sheet in sheets for glyph in sheet.glyphs if glyph.letter.strip())
    assert letters.count("Thanhlong") == 3 * 5 * LONG.count("Thanh long")


def test_a_word_without_spaces_is_cut_rather_than_pushed_over_the_edge(printed: Printed) -> None:
    row = NewProduct("x" * 300, None, None, None, None)

    sheets = printed(PlanAnnexes(samples.CITY, 2024, Annexes(new=(row,))))

    assert sum(glyph.letter == "x" for sheet in sheets for glyph in sheet.glyphs) == 300
    assert max(glyph.x1 for sheet in sheets for glyph in sheet.glyphs) <= 297 - 15


def test_a_cell_longer_than_a_page_goes_on_on_the_next(printed: Printed) -> None:
    row = NewProduct("Nước mắm " * 1200, None, None, None, 3)

    sheets = printed(PlanAnnexes(samples.CITY, 2024, Annexes(new=(row,))))

    letters = "".join(glyph.letter for sheet in sheets for glyph in sheet.glyphs)
    assert len(sheets) > 1
    assert letters.replace(" ", "").count("Nướcmắm") == 1200
    assert max(glyph.baseline for sheet in sheets for glyph in sheet.glyphs) <= 210 - 25


def test_long_names_in_letterhead_and_signature_push_nothing_off_the_page(printed: Printed) -> None:
    long = Letterhead(LONG, (LONG,), LONG, "KH-" + "UBND" * 20, LONG)
    signing = Signing("TM. Ủy ban nhân dân", None, LONG, LONG)
    recipients = Recipients((LONG,) * 4, filed=LONG[:60])

    sheets = printed(samples.city_plan(letterhead=long, signing=signing, recipients=recipients, annexes=Annexes()))

    for sheet in sheets:
        assert min(glyph.x0 for glyph in sheet.glyphs) >= 29.5
        assert max(glyph.x1 for glyph in sheet.glyphs) <= 210 - 15
        assert max(glyph.baseline for glyph in sheet.glyphs if glyph.size < 100) <= 297 - 25
    assert sheets[0].line("CỘNG HÒA").text == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


def test_recipients_that_fill_more_than_a_page_go_on_on_the_next(printed: Printed) -> None:
    recipients = Recipients(tuple(f"Ủy ban nhân dân xã thứ {place:03d}" for place in range(120)))

    sheets = printed(samples.submission(recipients=recipients))

    entries = [line.text for sheet in sheets for line in sheet.lines if line.text.startswith("- Ủy ban nhân dân xã")]
    assert len(entries) == 120
    assert sum("TRƯỞNG PHÒNG" in sheet.text for sheet in sheets) == 1


def test_missing_data_prints_as_dots_and_never_as_none(printed: Printed) -> None:
    empty = Letterhead(None, (), "", "", "")
    document = samples.city_plan(
        letterhead=empty, subject="", closing="", signing=Signing(None, None, "", None), recipients=Recipients(())
    )

    text = " ".join(sheet.text for sheet in printed(document))

    assert "None" not in text
    assert text.count("……") > 6


def test_an_unknown_amount_leaves_every_total_it_belongs_to_open(printed: Printed) -> None:
    lines = (
        FundingLine("Tập huấn", "Tỉnh", 60_000_000),
        FundingLine("Xúc tiến", "Tỉnh", 1_005_015_000),
        FundingLine("Xúc tiến", "Đối ứng", None),
    )

    sheets = printed(PlanAnnexes(samples.CITY, 2024, Annexes(funding=lines)))

    text = " ".join(sheets[0].text.split())
    assert "1.065.015.000" in text
    assert "Tổng kinh phí dự kiến: ……… đồng./." in text


def test_a_draft_of_a_thousand_rows_is_complete() -> None:
    pdf = render_pdf(PlanAnnexes(samples.CITY, 2024, samples.many_products(1000)), Rendition.draft())

    assert reading.flat(pdf).count("Sản phẩm 00") == 1000
