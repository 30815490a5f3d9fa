"""The page as Decree 30/2020, Annex I wants it, measured with a PDF reader."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from ocop.paperwork import Document, Recipients, Rendition, Signing, Urgency, render_pdf
from tests.paperwork import samples
from tests.paperwork.reading import Page, pages

Printed = Callable[[Document], list[Page]]

WITHOUT_LETTERHEAD = {
    "registration_form",
    "self_assessment",
    "plan_annexes",
    "consolidated_list",
    "outgoing_register",
    "incoming_register",
    "certificate",
}
EVERY_FORM = pytest.mark.parametrize("key", samples.EVERY)
ON_OFFICE_PAPER = pytest.mark.parametrize("key", [key for key in samples.EVERY if key != "certificate"])
WITH_LETTERHEAD = pytest.mark.parametrize("key", [key for key in samples.EVERY if key not in WITHOUT_LETTERHEAD])
LETTERS = pytest.mark.parametrize(
    "key",
    [
        "reminder",
        "survey_request",
        "comments",
        "registration_list",
        "selected_products",
        "corrigendum",
        "business_consent",
    ],
)
LINE = 18 / (72 / 25.4)
ONE_POINT = 25.4 / 72


@EVERY_FORM
def test_paper_is_a4_and_annexes_may_lie_across(printed: Printed, key: str) -> None:
    sheets = printed(samples.EVERY[key]())

    assert {tuple(sorted((round(sheet.width), round(sheet.height)))) for sheet in sheets} == {(210, 297)}


@ON_OFFICE_PAPER
def test_text_keeps_within_margins_that_the_decree_allows(printed: Printed, key: str) -> None:
    for sheet in printed(samples.EVERY[key]()):
        body = [glyph for glyph in sheet.glyphs if glyph.letter.strip() and glyph.baseline > 20]

        assert min(glyph.x0 for glyph in body) >= 29.5
        assert max(glyph.x1 for glyph in body) <= sheet.width - 15
        assert min(glyph.baseline for glyph in body) >= 22
        assert max(glyph.baseline for glyph in body) <= sheet.height - 25


def test_a_full_page_reaches_the_margins(printed: Printed) -> None:
    second = printed(samples.city_plan())[1]

    assert 30 <= min(line.x0 for line in second.lines) <= 35
    assert 15 <= second.width - max(line.x1 for line in second.lines) <= 20


@EVERY_FORM
def test_every_letter_is_of_the_one_family_and_black(printed: Printed, key: str) -> None:
    faces = {glyph.face for sheet in printed(samples.EVERY[key]()) for glyph in sheet.glyphs}

    assert faces <= {"Tinos", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic"}


@WITH_LETTERHEAD
def test_the_motto_stands_in_the_right_column_with_a_rule_as_long_as_its_words(printed: Printed, key: str) -> None:
    first = printed(samples.EVERY[key]())[0]

    nation, motto = first.line("CỘNG HÒA"), first.line("Độc lập")

    assert (nation.text, nation.size, nation.face) == ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, "Tinos-Bold")
    assert (motto.text, motto.size, motto.face) == ("Độc lập - Tự do - Hạnh phúc", 13, "Tinos-Bold")
    assert nation.x0 > 95
    assert abs(nation.middle - motto.middle) < 0.6
    assert abs(motto.baseline - nation.baseline - 13 * 1.15 * ONE_POINT) < 0.3
    assert abs(first.rule_under(motto).length - motto.length) < 1.5


def test_a_city_stands_bold_with_nothing_above_it(printed: Printed) -> None:
    first = printed(samples.city_plan())[0]

    top, under = first.line("ỦY BAN NHÂN DÂN"), first.line("THÀNH PHỐ PHAN THIẾT")

    assert top.baseline == pytest.approx(first.line("CỘNG HÒA").baseline, abs=0.1)
    assert {top.face, under.face} == {"Tinos-Bold"}
    assert {top.size, under.size} == {12}
    assert 1 / 3 <= first.rule_under(under).length / under.length <= 1 / 2


def test_a_department_stands_bold_under_the_upright_province(printed: Printed) -> None:
    first = printed(samples.reminder())[0]

    above, name, rest = (
        first.line("UBND TỈNH BÌNH THUẬN"),
        first.line("SỞ NÔNG NGHIỆP"),
        first.line("VÀ PHÁT TRIỂN NÔNG THÔN"),
    )

    assert (above.face, name.face, rest.face) == ("Tinos", "Tinos-Bold", "Tinos-Bold")
    assert above.baseline < name.baseline < rest.baseline
    assert 1 / 3 <= first.rule_under(rest).length / rest.length <= 1 / 2


@WITH_LETTERHEAD
def test_number_and_date_share_a_line(printed: Printed, key: str) -> None:
    first = printed(samples.EVERY[key]())[0]

    number = first.line("Số: 07/")
    dated = next(line for line in first.lines if line.text.endswith(", ngày 05 tháng 02 năm 2024"))

    assert number.baseline == pytest.approx(dated.baseline, abs=0.1)
    assert (number.size, number.face) == (13, "Tinos")
    assert (dated.size, dated.face) == (13, "Tinos-Italic")
    assert abs(dated.middle - first.line("Độc lập").middle) < 0.8


@LETTERS
def test_the_subject_of_a_letter_stands_six_points_under_its_number(printed: Printed, key: str) -> None:
    first = printed(samples.EVERY[key]())[0]

    number, about = first.line("Số:"), first.line("V/v ")

    assert (about.size, about.face) == (12, "Tinos")
    assert abs(about.middle - number.middle) < 0.8
    gap = (about.baseline - number.baseline) / ONE_POINT - 12 * 1.15
    assert 5 <= gap <= 7


def test_kind_and_subject_stand_centred_with_a_short_rule(printed: Printed) -> None:
    first = printed(samples.city_plan())[0]

    kind, last = first.line("KẾ HOẠCH"), first.line("(OCOP) thành phố Phan Thiết năm 2024")

    assert {kind.size, last.size} == {14}
    assert {kind.face, last.face} == {"Tinos-Bold"}
    assert abs(kind.middle - last.middle) < 0.5
    assert abs(kind.middle - (30 + (first.width - 30 - 18) / 2)) < 0.5
    assert 1 / 3 <= first.rule_under(last).length / last.length <= 1 / 2


def test_legal_bases_are_italic_and_closed_by_semicolons_and_a_full_stop(printed: Printed) -> None:
    first = printed(samples.city_plan())[0]

    italic = [line for line in first.lines if line.face == "Tinos-Italic" and line.size == 14]

    assert italic[0].text.endswith("năm 2015;")
    assert italic[-1].text.endswith("một sản phẩm.")


def test_body_is_justified_with_an_indented_first_line(printed: Printed) -> None:
    second = printed(samples.city_plan())[1]

    place = next(i for i, line in enumerate(second.lines) if line.text.startswith("Phát tin trên Đài"))
    first, next_one = second.lines[place], second.lines[place + 1]

    assert (first.size, first.face) == (14, "Tinos")
    assert 12.0 <= first.x0 - 30 <= 13.2
    assert abs(next_one.x0 - 30) < 0.5
    assert abs(first.x1 - next_one.x1) < 0.5
    assert 14 * 1.15 * ONE_POINT * 0.99 <= next_one.baseline - first.baseline <= 14 * 1.15 * 1.5 * ONE_POINT


def test_paragraphs_stand_six_points_apart(printed: Printed) -> None:
    second = printed(samples.city_plan())[1]

    heading, following = second.line("1. Nội dung, giải pháp"), second.line("a) Tuyên truyền")

    assert following.baseline - heading.baseline >= LINE + 6 * ONE_POINT - 0.05


def test_sections_and_titled_clauses_are_bold_and_points_are_not(printed: Printed) -> None:
    first, second = printed(samples.city_plan())[:2]

    assert first.line("I. MỤC ĐÍCH").face == "Tinos-Bold"
    assert second.line("1. Nội dung").face == "Tinos-Bold"
    assert second.line("a) Tuyên").face == "Tinos"
    assert first.line("1. Cụ thể hóa").face == "Tinos"


def test_page_numbers_stand_in_the_top_margin_and_each_annex_begins_anew(printed: Printed) -> None:
    many = samples.city_plan(annexes=samples.many_products(60))

    sheets = printed(many)

    numbers = [next((line for line in sheet.lines if line.baseline < 20), None) for sheet in sheets]
    shown = [line.text if line else "" for line in numbers]
    assert shown[:5] == ["", "2", "3", "4", ""]
    assert shown[5:] == [str(number) for number in range(2, len(shown) - 3)]
    for sheet, line in zip(sheets, numbers, strict=True):
        assert line is None or (line.size == 14 and abs(line.middle - (30 + (sheet.width - 48) / 2)) < 1)


def test_recipients_begin_level_with_the_title_of_the_signer(printed: Printed) -> None:
    last = printed(samples.city_plan())[3]

    word, entry, power = last.line("Nơi nhận:"), last.line("- Ủy ban nhân dân tỉnh"), last.line("TM. ỦY BAN")

    assert word.baseline == pytest.approx(power.baseline, abs=0.1)
    assert (word.size, word.face) == (12, "Tinos-BoldItalic")
    assert (entry.size, entry.face) == (11, "Tinos")
    assert abs(word.x0 - 30) < 0.5
    assert abs(entry.x0 - 30) < 0.5


def test_the_name_stands_under_twenty_five_millimetres_of_free_space(printed: Printed) -> None:
    signed = samples.city_plan(signing=Signing("TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch", "Họ và Tên"))

    last = printed(signed)[3]

    title, name = last.line("PHÓ CHỦ TỊCH"), last.line("Họ và Tên")
    assert (title.size, title.face, name.size, name.face) == (14, "Tinos-Bold", 14, "Tinos-Bold")
    assert abs(title.middle - name.middle) < 0.5
    assert name.baseline - 14 * 0.9 * ONE_POINT - title.baseline >= 25


def test_the_province_signs_without_the_collective_line(printed: Printed) -> None:
    sheets = printed(samples.province_plan())

    words = " ".join(sheet.text for sheet in sheets)
    assert "KT. CHỦ TỊCH" in words
    assert "TM." not in words
    assert "KT.Huy" in words


def test_the_mark_of_the_drafter_and_the_copies_end_the_list(printed: Printed) -> None:
    recipients = Recipients(("UBND các xã",), filed="VT, NN", kept=3, drafter="KT", copies=15)

    last = printed(samples.city_plan(recipients=recipients))[3]

    assert last.line("- Lưu").text == "- Lưu: VT, NN (03)."
    assert (last.line("KT.(15)").size, last.line("KT.(15)").face) == (11, "Tinos")


def test_one_receiver_shares_the_line_of_kinh_gui_without_a_full_stop(printed: Printed) -> None:
    first = printed(samples.comments())[0]

    line = first.line("Kính gửi:")

    assert line.text == "Kính gửi: Ủy ban nhân dân thành phố Phan Thiết"
    assert (line.size, line.face) == (14, "Tinos")
    assert abs(line.middle - (30 + (first.width - 48) / 2)) < 0.5


def test_several_receivers_stand_one_under_the_other_with_dashes_under_the_colon(printed: Printed) -> None:
    first = printed(samples.reminder())[0]

    word = first.line("Kính gửi:")
    entries = [line for line in first.lines if line.text.startswith("- Ủy ban nhân dân huyện")]

    assert word.text == "Kính gửi:"
    assert [line.text[-1] for line in entries] == [";", ";", "."]
    for entry in entries:
        assert abs(entry.x0 - word.inked[-1].x0) < 1.2


@pytest.mark.parametrize(("urgency", "width"), [(Urgency.URGENT, 20), (Urgency.EXPRESS, 30), (Urgency.VERY_URGENT, 40)])
def test_the_stamp_of_urgency_is_a_box_of_the_size_that_the_decree_gives(
    printed: Printed, urgency: Urgency, width: int
) -> None:
    first = printed(samples.reminder(urgency=urgency))[0]

    word = first.line(urgency.value)
    box = next(box for box in first.boxes if box.top < word.baseline < box.bottom and box.x0 < word.x0 < box.x1)

    assert (word.size, word.face) == (13, "Tinos-Bold")
    assert box.length == pytest.approx(width, abs=0.8)
    assert box.bottom - box.top == pytest.approx(8, abs=0.8)
    assert abs(word.middle - box.middle) < 0.3
    assert word.x1 < 97


def test_an_annex_carries_its_mark_its_name_and_the_plan_it_belongs_to(printed: Printed) -> None:
    annex = printed(samples.city_plan())[4]

    mark, name, attached = annex.line("Phụ lục I"), annex.line("DANH MỤC"), annex.line("(Kèm theo")

    assert (mark.size, mark.face) == (14, "Tinos-Bold")
    assert (name.size, name.face) == (14, "Tinos-Bold")
    assert (attached.size, attached.face) == (13, "Tinos-Italic")
    assert attached.text == (
        "(Kèm theo Kế hoạch số 07/KH-UBND ngày 05 tháng 02 năm 2024 của Ủy ban nhân dân thành phố Phan Thiết)"
    )
    assert annex.width > annex.height


def test_before_the_signature_number_and_date_are_left_open() -> None:
    unsigned = render_pdf(samples.city_plan(), Rendition.for_signature(qr=None))

    first = pages(unsigned)[0]

    number, dated = first.line("Số:"), first.line("Phan Thiết, ngày")
    assert number.text.replace(" ", "") == "Số:/KH-UBND"
    assert dated.text.replace(" ", "") == "PhanThiết,ngàythángnăm2024"
    assert number.length > 35
    assert dated.length > 60


def test_only_a_draft_carries_the_watermark() -> None:
    draft = pages(render_pdf(samples.city_plan(), Rendition.draft()))
    issued = pages(render_pdf(samples.city_plan(), Rendition.numbered("87", date(2024, 5, 15))))

    assert all(any(glyph.size == 110 for glyph in sheet.glyphs) for sheet in draft)
    assert not any(glyph.size == 110 for sheet in issued for glyph in sheet.glyphs)


def test_a_decision_names_its_authority_before_the_bases_and_its_articles_are_bold(printed: Printed) -> None:
    first = printed(samples.recognition())[0]

    authority, verdict = first.line("CHỦ TỊCH ỦY BAN NHÂN DÂN THÀNH PHỐ"), first.line("QUYẾT ĐỊNH:")
    article = first.line("Điều 1.")

    assert (authority.face, verdict.face) == ("Tinos-Bold", "Tinos-Bold")
    assert authority.baseline < first.line("Căn cứ Luật").baseline < verdict.baseline < article.baseline
    assert abs(verdict.middle - authority.middle) < 0.5
    faces = {glyph.face for glyph in article.inked[:5]}, {glyph.face for glyph in article.inked[8:]}
    assert faces == ({"Tinos-Bold"}, {"Tinos"})
    assert 12.0 <= article.x0 - 30 <= 13.2
    assert first.line("- Như Điều 3;")


def test_a_certificate_lies_across_and_shows_as_many_gold_stars_as_were_reached(printed: Printed) -> None:
    (sheet,) = printed(samples.certificate(star=4))

    stars = [box for box in sheet.boxes if 11 < box.length < 14 and 10 < box.bottom - box.top < 14]

    assert sheet.width > sheet.height
    assert len(stars) == 5
    assert sheet.line("Đạt hạng 4 sao").baseline > stars[0].bottom
    assert abs(sheet.line("GIẤY CHỨNG NHẬN").middle - sheet.width / 2) < 0.5


def test_a_certificate_of_three_hundred_character_names_stays_inside_its_frame(printed: Printed) -> None:
    name = ("Nước mắm truyền thống Phan Thiết " * 10)[:300]

    (sheet,) = printed(samples.certificate(product=name, producer=name, address=name))

    frame = max(sheet.boxes, key=lambda box: box.length)
    signed = sheet.line("TM. ỦY BAN NHÂN DÂN")
    assert min(glyph.x0 for glyph in sheet.glyphs) > frame.x0
    assert max(glyph.x1 for glyph in sheet.glyphs) < frame.x1
    assert sheet.line("Đạt hạng 3 sao").baseline < signed.baseline
