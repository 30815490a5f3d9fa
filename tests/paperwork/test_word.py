"""The Word file has the geometry of the printed page."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENTATION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from ocop.paperwork import Document, Rendition, render_docx
from ocop.paperwork.kit.word import PaperOnlyError
from tests.paperwork import samples

IN_WORD = ("plan", "survey_request", "submission")


def opened(document: Document, rendition: Rendition) -> WordDocument:
    return docx.Document(BytesIO(render_docx(document, rendition)))


def paragraph(holder: WordDocument, beginning: str) -> Paragraph:
    return next(one for one in holder.paragraphs if one.text.startswith(beginning))


@pytest.mark.parametrize("key", IN_WORD)
def test_paper_margins_and_hidden_first_number_agree_with_the_decree(issued: Rendition, key: str) -> None:
    for section in opened(samples.EVERY[key](), issued).sections:
        across = section.orientation == WD_ORIENTATION.LANDSCAPE
        size = (
            (section.page_height.mm, section.page_width.mm)
            if across
            else (section.page_width.mm, section.page_height.mm)
        )

        assert (round(size[0]), round(size[1])) == (210, 297)
        assert 19.9 <= section.top_margin.mm <= 25
        assert 20 <= section.bottom_margin.mm <= 25.1
        assert 29.9 <= section.left_margin.mm <= 35
        assert 15 <= section.right_margin.mm <= 20
        assert section.different_first_page_header_footer
        numbering = section._sectPr.find(qn("w:pgNumType"))
        assert numbering.get(qn("w:start")) == "1"
        assert [child.tag for child in section._sectPr].index(qn("w:pgNumType")) < [
            child.tag for child in section._sectPr
        ].index(qn("w:cols"))


def test_the_page_number_is_a_centred_field_in_the_top_margin(issued: Rendition) -> None:
    section = opened(samples.city_plan(), issued).sections[0]

    number = section.header.paragraphs[0]

    assert number.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert "PAGE" in number._p.xml
    assert section.header_distance < section.top_margin
    assert not section.first_page_header.paragraphs[0].text


@pytest.mark.parametrize("key", IN_WORD)
def test_the_letterhead_is_a_table_without_borders(issued: Rendition, key: str) -> None:
    table = opened(samples.EVERY[key](), issued).tables[0]

    left, right = table.cell(0, 0), table.cell(0, 1)

    assert "w:tblBorders" not in table._tbl.xml
    assert right.paragraphs[0].text == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert (right.paragraphs[0].runs[0].font.size.pt, right.paragraphs[0].runs[0].bold) == (12, True)
    assert right.paragraphs[1].runs[0].font.size.pt == 13
    assert left.paragraphs[0].runs[0].font.size.pt == 12
    assert table.cell(1, 0).paragraphs[0].text.startswith("Số: 07/")
    dated = table.cell(1, 1).paragraphs[0]
    assert "ngày\u00a005" in dated.text or "ngày 05" in dated.text
    assert (dated.runs[0].font.size.pt, dated.runs[0].italic) == (13, True)


def test_rules_are_as_long_as_on_paper(issued: Rendition) -> None:
    table = opened(samples.city_plan(), issued).tables[0]

    rule = table.cell(0, 1).paragraphs[2]

    length = table.columns[1].width.pt - rule.paragraph_format.left_indent.pt - rule.paragraph_format.right_indent.pt
    assert "w:pBdr" in rule._p.xml
    assert length / (72 / 25.4) == pytest.approx(56.1, abs=0.5)


def test_body_is_times_new_roman_fourteen_justified_and_indented(issued: Rendition) -> None:
    document = opened(samples.city_plan(), issued)

    body = paragraph(document, "Phát tin trên Đài")

    normal = document.styles["Normal"]
    assert (normal.font.name, normal.font.size.pt) == ("Times New Roman", 14)
    assert normal.element.rPr.rFonts.get(qn("w:eastAsia")) == "Times New Roman"
    assert body.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert body.paragraph_format.first_line_indent.mm == pytest.approx(12.7, abs=0.1)
    assert body.paragraph_format.space_before.pt >= 6
    assert not body.runs[0].bold


def test_headings_are_bold_and_stay_with_what_follows(issued: Rendition) -> None:
    document = opened(samples.city_plan(), issued)

    for beginning in ("I. MỤC ĐÍCH", "1. Nội dung, giải pháp"):
        heading = paragraph(document, beginning)
        assert heading.runs[0].bold
        assert heading.paragraph_format.keep_with_next


def test_recipients_and_signature_stand_side_by_side_and_are_not_torn_apart(issued: Rendition) -> None:
    document = opened(samples.submission(), issued)

    closing = document.tables[-1]

    assert closing.cell(0, 0).paragraphs[0].text == "Nơi nhận:"
    assert closing.cell(0, 0).paragraphs[1].text == "- Như trên;"
    assert closing.cell(0, 0).paragraphs[1].runs[0].font.size.pt == 11
    assert closing.cell(0, 1).paragraphs[0].text == "TRƯỞNG PHÒNG"
    assert closing.cell(0, 1).paragraphs[-1].paragraph_format.space_before.mm == pytest.approx(25, abs=0.1)
    assert "w:cantSplit" in closing.rows[0]._tr.xml
    assert document.paragraphs[-1].paragraph_format.keep_with_next


def test_the_head_of_an_annex_repeats_and_its_columns_keep_their_widths(issued: Rendition) -> None:
    document = opened(samples.city_plan(), issued)

    annex = next(table for table in document.tables if table.cell(0, 0).text == "TT")

    assert "w:tblHeader" in annex.rows[0]._tr.xml
    assert annex.autofit is False
    total = sum(column.width.mm for column in annex.columns)
    assert total == pytest.approx(297 - 48, abs=0.5)
    assert annex.cell(1, 1).text == "Nước mắm nhĩ 40 độ đạm"


@pytest.mark.parametrize("key", [key for key in samples.EVERY if key != "certificate"])
def test_every_form_but_the_certificate_opens_in_word(issued: Rendition, key: str) -> None:
    document = opened(samples.EVERY[key](), issued)

    assert document.core_properties.title
    assert document.tables


def test_a_certificate_is_not_for_editing(issued: Rendition) -> None:
    with pytest.raises(PaperOnlyError):
        render_docx(samples.certificate(), issued)


@pytest.mark.parametrize("key", IN_WORD)
def test_identical_input_gives_an_identical_package(issued: Rendition, key: str) -> None:
    first, second = render_docx(samples.EVERY[key](), issued), render_docx(samples.EVERY[key](), issued)

    assert first == second
    assert {member.date_time for member in ZipFile(BytesIO(first)).infolist()} == {(2000, 1, 1, 0, 0, 0)}


def test_a_draft_says_so_on_every_page(issued: Rendition) -> None:
    section = opened(samples.city_plan(), Rendition.draft()).sections[0]

    assert "DỰ THẢO" in section.header.paragraphs[-1].text
    assert "DỰ THẢO" in section.first_page_header.paragraphs[0].text
    assert "DỰ THẢO" not in opened(samples.city_plan(), issued).sections[0].header.paragraphs[-1].text
