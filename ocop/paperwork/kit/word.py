"""The Word press: the same story with the same geometry, for offices that go on editing in Word.

It names Times New Roman and embeds nothing. It carries no verification code: what is frozen and signed is the PDF.
Identical input gives identical bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import cast
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENTATION, WD_SECTION
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part as PackagePart
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Pt, RGBColor
from docx.table import Table as WordTable
from docx.table import _Cell as WordCell
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

from ocop.paperwork.elements import Rendition, Stage
from ocop.paperwork.kit import styles, wording
from ocop.paperwork.kit.fonts import BOLD, BOLD_ITALIC, ITALIC, REGULAR, sound
from ocop.paperwork.kit.letterhead import BOX_WIDTHS, MOTTO_TEXT, NATION_TEXT, stacked
from ocop.paperwork.kit.page import LANDSCAPE, PORTRAIT, Sheet
from ocop.paperwork.kit.press import title_of
from ocop.paperwork.kit.signatures import drafter_mark, powers, recipient_lines
from ocop.paperwork.kit.story import (
    Addressees,
    Align,
    AnnexHead,
    Certificate,
    Choices,
    Closing,
    Column,
    Element,
    Head,
    Look,
    Nation,
    Paragraph,
    Part,
    Signed,
    Story,
    Table,
    Title,
)
from ocop.paperwork.kit.styles import Set, Style

_FONT = "Times New Roman"
_LANGUAGE = "vi-VN"
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_ZIP_EPOCH = (2000, 1, 1, 0, 0, 0)
_ALIGNMENTS = {
    Set.JUSTIFIED: WD_ALIGN_PARAGRAPH.JUSTIFY,
    Set.LEFT: WD_ALIGN_PARAGRAPH.LEFT,
    Set.CENTRE: WD_ALIGN_PARAGRAPH.CENTER,
    Set.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
}
_CELL_ALIGNMENTS = {Align.LEFT: Set.LEFT, Align.CENTRE: Set.CENTRE, Align.RIGHT: Set.RIGHT}
_EXACTLY = WD_LINE_SPACING.EXACTLY
_RULE_DROP = 3.0
_CELL_MARGIN = 3.0
_RED = RGBColor(0xD9, 0, 0)
_GREY = RGBColor(0x80, 0x80, 0x80)

CUSTOM_PROPERTIES = "docProps/custom.xml"
CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_OWN_PROPERTIES = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
NO_MARK: Mapping[str, str] = {}

Holder = WordDocument | WordCell


class PaperOnlyError(ValueError):
    """A certificate is hung on a wall, not edited: it has no Word file."""


def written(story: Story, rendition: Rendition, mark: Mapping[str, str] = NO_MARK) -> bytes:
    """The DOCX; `mark` are properties that office programs keep with the file, by which it is known when it comes back.

    Raises `LackingCharacterError` as the printed page would, and `PaperOnlyError` for a certificate.
    """
    document = docx.Document()
    _prepare(document, story)
    for place, part in enumerate(story):
        section = document.sections[0] if place == 0 else document.add_section(WD_SECTION.NEW_PAGE)
        sheet = LANDSCAPE if part.landscape else PORTRAIT
        _lay(section, sheet, first=place == 0, draft=rendition.stage is Stage.DRAFT)
        _write_part(document, part, sheet.text_width)
    if mark:
        _keep_mark(document, mark)
    return _reproducible(document)


def _prepare(document: WordDocument, story: Story) -> None:
    normal = document.styles["Normal"]
    normal.font.name = _FONT
    normal.font.size = Pt(styles.BODY_SIZE)
    properties = normal.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for attribute in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(attribute), _FONT)
    properties.append(_element("w:lang", {"w:val": _LANGUAGE, "w:eastAsia": _LANGUAGE}))
    core = document.core_properties
    core.author = core.last_modified_by = core.comments = core.keywords = ""
    core.title, core.language = sound(title_of(story)), _LANGUAGE
    core.created = core.modified = core.last_printed = _EPOCH
    core.revision = 1


def _keep_mark(document: WordDocument, mark: Mapping[str, str]) -> None:
    values = "".join(
        f'<property fmtid="{_OWN_PROPERTIES}" pid="{number}" name={quoteattr(name)}>'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(mark.items(), start=2)
    )
    content = f'<Properties xmlns="{CUSTOM}" xmlns:vt="{_VALUES}">{values}</Properties>'.encode()
    package = document.part.package
    part = PackagePart(PackURI(f"/{CUSTOM_PROPERTIES}"), CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, content, package)
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


def _lay(section: Section, sheet: Sheet, *, first: bool, draft: bool) -> None:
    """Paper, margins, and the page number in the top margin; each part counts from 1 and hides its first number."""
    section.orientation = WD_ORIENTATION.LANDSCAPE if sheet is LANDSCAPE else WD_ORIENTATION.PORTRAIT
    section.page_width, section.page_height = Pt(sheet.width), Pt(sheet.height)
    section.top_margin, section.bottom_margin = Pt(styles.MARGIN_TOP), Pt(styles.MARGIN_BOTTOM)
    section.left_margin, section.right_margin = Pt(styles.MARGIN_LEFT), Pt(styles.MARGIN_RIGHT)
    section.header_distance = Pt(styles.PAGE_NUMBER_BASELINE - styles.PAGE_NUMBER_SIZE)
    section.footer_distance = Pt(styles.MARGIN_BOTTOM / 2)
    section.different_first_page_header_footer = True
    if not first:
        return
    section._sectPr.insert_element_before(_element("w:pgNumType", {"w:start": "1"}), "w:cols", "w:titlePg", "w:docGrid")
    numbered = section.header.paragraphs[0]
    _styled(numbered, _number_style())
    _field(numbered, "PAGE")
    if draft:
        for mark in (section.first_page_header.paragraphs[0], section.header.add_paragraph()):
            _styled(mark, Style(BOLD, 13.0, 13.0, Set.RIGHT, before=0.0))
            _run(mark, "DỰ THẢO", Style(BOLD, 13.0, 13.0)).font.color.rgb = _GREY


def _number_style() -> Style:
    return Style(REGULAR, styles.PAGE_NUMBER_SIZE, styles.PAGE_NUMBER_SIZE, Set.CENTRE, before=0.0)


def _write_part(document: WordDocument, part: Part, width: float) -> None:
    for element, follower in zip(part.elements, (*part.elements[1:], None), strict=True):
        _write(document, element, width, closes=isinstance(follower, Closing | Signed))


def _write(document: WordDocument, element: Element, width: float, *, closes: bool) -> None:
    match element:
        case Paragraph():
            _write_paragraph(document, element, closes=closes)
        case Table():
            _write_table(document, element, width)
        case Head():
            _write_head(document, element, width)
        case Title():
            _write_title(document, element, width)
        case Addressees():
            _write_addressees(document, element, width)
        case AnnexHead():
            _write_annex_head(document, element, width)
        case Closing():
            _write_closing(document, element, width)
        case Nation():
            _write_nation(document, width)
        case Signed():
            _write_signed(document, element, width)
        case Choices():
            _write_choices(document, element)
        case Certificate():
            raise PaperOnlyError(element.product)


def _write_paragraph(document: WordDocument, element: Paragraph, *, closes: bool) -> None:
    style = styles.LOOKS[element.look]
    paragraph = _styled(document.add_paragraph(), style)
    titled = element.look in (Look.SECTION, Look.HEADING, Look.UNIT)
    paragraph.paragraph_format.keep_with_next = closes or element.stays or titled
    if element.lead:
        _run(paragraph, f"{element.lead} ", Style(BOLD, style.size, style.leading))
    _run(paragraph, element.text, style)


def _write_head(document: WordDocument, head: Head, width: float) -> None:
    right = width - styles.LEFT_COLUMN
    table = _borderless(document, (styles.LEFT_COLUMN, right), rows=2)
    letterhead = head.letterhead
    left = _Filler(table.cell(0, 0), styles.LEFT_COLUMN)
    if letterhead.superior:
        left.lines([letterhead.superior.upper()], styles.SUPERIOR)
    left.lines([line.upper() for line in letterhead.issuer] or [wording.DOTS], styles.ISSUER)
    left.rule(styles.SHORT_RULE)
    nation = _Filler(table.cell(0, 1), right)
    nation.lines([NATION_TEXT], styles.NATION)
    nation.lines([MOTTO_TEXT], styles.MOTTO)
    nation.rule(1.0)
    number = _Filler(table.cell(1, 0), styles.LEFT_COLUMN)
    number.lines([head.number], styles.NUMBER)
    if head.about:
        number.lines([f"V/v {head.about.strip()}"], styles.ABOUT, before=6.0)
    if head.urgency:
        number.boxed(head.urgency.value, BOX_WIDTHS[head.urgency])
    _Filler(table.cell(1, 1), right).lines([head.dated], styles.DATED)


def _write_title(document: WordDocument, title: Title, width: float) -> None:
    filler = _Filler(document, width)
    filler.lines([title.kind.upper()], styles.TITLE, before=16.0)
    filler.lines([wording.or_dots(title.subject)], styles.TITLE)
    filler.rule(styles.SHORT_RULE)


def _write_annex_head(document: WordDocument, head: AnnexHead, width: float) -> None:
    filler = _Filler(document, width)
    filler.lines([head.mark], styles.ANNEX_MARK)
    filler.lines([head.title.upper()], styles.ANNEX_TITLE)
    filler.lines([head.attached], styles.ANNEX_ATTACHED)
    filler.rule(styles.SHORT_RULE)


def _write_addressees(document: WordDocument, addressees: Addressees, width: float) -> None:
    names = addressees.names or (wording.DOTS,)
    style = styles.ADDRESSEE
    if len(names) == 1:
        centred = Style(style.face, style.size, style.leading, Set.CENTRE, before=14.0)
        _run(_styled(document.add_paragraph(), centred), f"Kính gửi: {wording.bare(names[0])}", centred)
        return
    word = "Kính gửi"
    colon = style.face.width(word, style.size)
    listed = wording.enumerated(names)
    widest = max(style.face.width(sound(f"- {name}"), style.size) for name in listed)
    indent = max(0.0, (width - colon - widest) / 2)
    opening = _styled(document.add_paragraph(), Style(style.face, style.size, style.leading, Set.LEFT, before=14.0))
    opening.paragraph_format.left_indent = Pt(indent)
    _run(opening, f"{word}:", style)
    for name in listed:
        entry = _styled(document.add_paragraph(), Style(style.face, style.size, style.leading, Set.LEFT, before=0.0))
        entry.paragraph_format.left_indent = Pt(indent + colon)
        _run(entry, f"- {name}", style)


def _write_closing(document: WordDocument, closing: Closing, width: float) -> None:
    _run(_styled(document.add_paragraph(), Style(REGULAR, 6.0, 6.0, before=0.0)), "", styles.RECIPIENT)
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    left_width = width - styles.SIGNATURE_COLUMN
    table = _borderless(document, (left_width, styles.SIGNATURE_COLUMN), rows=1)
    _unbroken(table)
    left = _Filler(table.cell(0, 0), left_width)
    left.lines(["Nơi nhận:"], styles.RECIPIENTS_WORD, balance=False)
    left.lines(recipient_lines(closing.recipients), styles.RECIPIENT, balance=False)
    left.lines([mark for mark in [drafter_mark(closing.recipients)] if mark], styles.RECIPIENT, balance=False)
    right = _Filler(table.cell(0, 1), styles.SIGNATURE_COLUMN)
    right.lines(powers(closing.signing), styles.POWERS)
    right.lines([wording.or_dots(closing.signing.name)], styles.SIGNER, before=styles.SIGNATURE_ROOM)


def _write_nation(document: WordDocument, width: float) -> None:
    filler = _Filler(document, width)
    filler.lines([NATION_TEXT], styles.NATION)
    filler.lines([MOTTO_TEXT], styles.MOTTO)
    filler.rule(1.0)


def _write_signed(document: WordDocument, signed: Signed, width: float) -> None:
    columns = max(len(signed.hands), 2)
    table = _borderless(document, (width / columns,) * columns, rows=1)
    _unbroken(table)
    for place, hand in enumerate(signed.hands, start=columns - len(signed.hands)):
        cell = _Filler(table.cell(0, place), width / columns)
        cell.lines([hand.dated] if hand.dated else [], styles.DATED)
        cell.lines([hand.title.upper()], styles.POWERS)
        cell.lines([hand.manner] if hand.manner else [], styles.MANNER)
        cell.lines([wording.or_dots(hand.name)], styles.SIGNER, before=styles.SIGNATURE_ROOM)


def _write_choices(document: WordDocument, choices: Choices) -> None:
    """Word's own boxes: whoever edits the file can replace one by the other."""
    style = styles.LOOKS[Look.BODY]
    paragraph = _styled(document.add_paragraph(), style)
    _run(paragraph, f"{choices.label} " if choices.label else "", style)
    for text, checked in choices.options:
        box = paragraph.add_run("☑" if checked else "☐")
        box.font.name = "Segoe UI Symbol"
        _run(paragraph, f" {text}    ", style)


def _write_table(document: WordDocument, element: Table, width: float) -> None:
    columns = element.columns
    shares = sum(column.share for column in columns)
    widths = [width * column.share / shares for column in columns]
    banded = any(column.group for column in columns)
    heads = 2 if banded else 1
    table = document.add_table(rows=heads + len(element.rows), cols=len(columns))
    table.style = document.styles["Table Grid"]
    _fixed(table, widths)
    _cell_margins(table, _CELL_MARGIN)
    _write_table_head(table, columns, heads)
    bodies = [Style(REGULAR, styles.TABLE_SIZE, styles.TABLE_LEADING, _CELL_ALIGNMENTS[one.align]) for one in columns]
    bolds = [Style(BOLD, styles.TABLE_SIZE, styles.TABLE_LEADING, _CELL_ALIGNMENTS[one.align]) for one in columns]
    for place, (texts, row) in enumerate(zip(element.rows, list(table.rows)[heads:], strict=True)):
        row._tr.get_or_add_trPr().append(_element("w:cantSplit", {}))
        for text, cell, style in zip(texts, row.cells, bolds if place in element.bold else bodies, strict=True):
            _fill_cell(cell, text, style, element.lines)


def _write_table_head(table: WordTable, columns: Sequence[Column], heads: int) -> None:
    style = Style(BOLD, styles.TABLE_SIZE, styles.TABLE_LEADING, Set.CENTRE)
    for row in list(table.rows)[:heads]:
        row._tr.get_or_add_trPr().append(_element("w:tblHeader", {}))
    for place, column in enumerate(columns):
        cell = table.cell(heads - 1, place)
        if heads == 2 and not column.group:
            cell = table.cell(0, place).merge(cell)
        _fill_cell(cell, column.title, style, 1)
    for name in dict.fromkeys(column.group for column in columns if column.group):
        places = [place for place, column in enumerate(columns) if column.group == name]
        _fill_cell(table.cell(0, places[0]).merge(table.cell(0, places[-1])), name, style, 1)


def _fill_cell(cell: WordCell, text: str, style: Style, lines: int) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    _Filler(cell, 0.0).lines([text + "\n" * (lines - 1)], style, balance=False)


class _Filler:
    """Writes lines into a cell or the page; `rule` underlines the last of them by a share of its length."""

    def __init__(self, holder: Holder, width: float) -> None:
        self.holder, self.width = holder, width
        self.fresh = isinstance(holder, WordDocument)
        self.last = 0.0

    def lines(self, texts: Sequence[str], style: Style, *, before: float = 0.0, balance: bool = True) -> None:
        for text in texts:
            paragraph = _styled(self._paragraph(), replace(style, before=before))
            shown = stacked([text], style, self.width) if balance else []
            _run(paragraph, "\n".join(line.text for line, _ in shown) if balance else text, style)
            self.last = shown[-1][0].width if shown else self.last
            before = 0.0

    def rule(self, share: float) -> None:
        paragraph = _styled(self._paragraph(), Style(REGULAR, _RULE_DROP, _RULE_DROP, Set.CENTRE, before=0.0))
        layout = paragraph.paragraph_format
        layout.line_spacing_rule, layout.line_spacing, layout.space_after = _EXACTLY, Pt(_RULE_DROP), Pt(6)
        layout.left_indent = layout.right_indent = Pt((self.width - self.last * share) / 2)
        _border(paragraph, ("bottom",), "000000")

    def boxed(self, text: str, width: float) -> None:
        style = Style(BOLD, styles.URGENCY_SIZE, styles.URGENCY_SIZE * styles.SINGLE, Set.CENTRE, before=6.0)
        paragraph = _styled(self._paragraph(), style)
        side = Pt((self.width - width) / 2)
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = side
        _border(paragraph, ("top", "left", "bottom", "right"), "D90000")
        _run(paragraph, text, style).font.color.rgb = _RED

    def _paragraph(self) -> WordParagraph:
        if not self.fresh:
            self.fresh = True
            return self.holder.paragraphs[0]
        return self.holder.add_paragraph()


def _styled(paragraph: WordParagraph, style: Style) -> WordParagraph:
    layout = paragraph.paragraph_format
    layout.alignment = _ALIGNMENTS[style.fill]
    layout.first_line_indent = Pt(style.first) if style.first else None
    layout.space_before, layout.space_after = Pt(style.before), Pt(0)
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.AT_LEAST, Pt(style.leading)
    layout.widow_control = True
    return paragraph


def _run(paragraph: WordParagraph, text: str, style: Style) -> Run:
    run = paragraph.add_run(sound(text))
    run.font.size = Pt(style.size)
    run.bold = style.face in (BOLD, BOLD_ITALIC)
    run.italic = style.face in (ITALIC, BOLD_ITALIC)
    return run


def _field(paragraph: WordParagraph, code: str) -> None:
    run = _run(paragraph, "", _number_style())
    for kind in ("begin", None, "end"):
        if kind:
            run._r.append(_element("w:fldChar", {"w:fldCharType": kind}))
            continue
        instruction = _element("w:instrText", {})
        instruction.text = code
        run._r.append(instruction)


def _borderless(document: WordDocument, widths: Sequence[float], *, rows: int) -> WordTable:
    table: WordTable = document.add_table(rows=rows, cols=len(widths))
    _fixed(table, widths)
    _cell_margins(table, 0.0)
    return table


def _fixed(table: WordTable, widths: Sequence[float]) -> None:
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Pt(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Pt(width)


def _cell_margins(table: WordTable, points: float) -> None:
    """Word moves a table to the left by its cell margin; the indent brings it back to the text's edge."""
    twentieths = str(round(points * 20))
    indent = _element("w:tblInd", {"w:w": twentieths, "w:type": "dxa"})
    table._tbl.tblPr.insert_element_before(indent, "w:tblBorders", "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    margins = _element("w:tblCellMar", {})
    for side in ("left", "right"):
        margins.append(_element(f"w:{side}", {"w:w": twentieths, "w:type": "dxa"}))
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")


def _unbroken(table: WordTable) -> None:
    for row in table.rows:
        row._tr.get_or_add_trPr().append(_element("w:cantSplit", {}))


def _border(paragraph: WordParagraph, sides: Sequence[str], colour: str) -> None:
    borders = _element("w:pBdr", {})
    for side in sides:
        borders.append(_element(f"w:{side}", {"w:val": "single", "w:sz": "6", "w:space": "0", "w:color": colour}))
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _element(name: str, attributes: dict[str, str]) -> BaseOxmlElement:
    element = cast(BaseOxmlElement, OxmlElement(name))
    for attribute, value in attributes.items():
        element.set(qn(attribute), value)
    return element


def _reproducible(document: WordDocument) -> bytes:
    """The package with every time stamp set to one moment, its members in the order of their names."""
    plain, fixed = BytesIO(), BytesIO()
    document.save(plain)
    with ZipFile(plain) as source, ZipFile(fixed, "w", ZIP_DEFLATED) as target:
        names = sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            member = ZipInfo(name, _ZIP_EPOCH)
            member.compress_type = ZIP_DEFLATED
            target.writestr(member, source.read(name))
    return fixed.getvalue()
