"""A workbook is read as Excel shows it, and a file that cannot be read says why."""

import io
import re
import struct
import zipfile
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocop.recognition.rules.register import biff, slices, spreadsheet
from ocop.recognition.rules.register import package as package_of
from ocop.recognition.rules.register.cells import Broken
from ocop.recognition.rules.register.sheet import UnreadableWorkbook, read_workbook
from tests.factories.registers import SheetOf, workbook

OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLD_REGISTER = Path(__file__).with_name("old_register.xls")
NEW_REGISTER = workbook([["Tên sản phẩm", "Chủ thể"]] * 5)
ODS_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)


def package(parts: dict[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as written:
        for name, content in parts.items():
            written.writestr(name, content)
    return target.getvalue()


def with_part(content: bytes, name: str, change) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as read:
        parts = {entry: read.read(entry) for entry in read.namelist()}
    parts[name] = change(parts[name])
    return package(parts)


def ods(rows: str) -> bytes:
    content = f"<office:document-content {ODS_NAMES}><office:body><office:spreadsheet>"
    content += f'<table:table table:name="Sổ">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry '
        'manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
    )
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"
    return package({"mimetype": mimetype, "META-INF/manifest.xml": manifest, "content.xml": content})


def ods_cell(text: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {more}><text:p>{text}</text:p></table:table-cell>'


def why_unreadable(content: bytes | Path) -> str:
    with pytest.raises(UnreadableWorkbook) as refusal:
        read_workbook(content)
    return str(refusal.value)


def test_rows_keep_the_numbers_that_excel_shows():
    sheet = read_workbook(workbook([[], [], ["", "Tên sản phẩm"]])).sheets[0]

    assert sheet.rows[2][1] == "Tên sản phẩm"


def test_a_file_on_disk_is_read_like_its_content(tmp_path: Path):
    path = tmp_path / "so.xlsx"
    path.write_bytes(workbook([["Tên sản phẩm"]]))

    assert read_workbook(path) == read_workbook(path.read_bytes())


def test_all_sheets_are_read_and_the_hidden_one_says_so():
    sheets = read_workbook(workbook([["a"]], SheetOf([["b"]], hidden=True), [])).sheets

    assert [(sheet.rows, sheet.hidden) for sheet in sheets] == [([["a"]], False), ([["b"]], True)]


def test_merged_cells_are_known_by_their_corners():
    sheet = read_workbook(workbook(SheetOf([["x"], ["HTX A"], []], merged=((1, 0, 2, 0),)))).sheets[0]

    assert sheet.merged == (((1, 0), (2, 0)),)


def test_an_error_that_excel_shows_is_not_an_empty_cell():
    sheet = read_workbook(workbook([["Xã", ValueError("#REF!"), ValueError("#DIV/0!")]])).sheets[0]

    assert sheet.rows[0][1:] == [Broken("#REF!"), Broken("#DIV/0!")]


def test_a_formula_saved_without_its_result_is_not_an_empty_cell():
    content = workbook([["Xã", ValueError("#REF!")]])
    uncomputed = with_part(
        content, "xl/worksheets/sheet1.xml", lambda part: part.replace(b' t="e"', b"").replace(b"<v>#REF!</v>", b"")
    )

    assert read_workbook(uncomputed).sheets[0].rows[0][1] == Broken("=Sheet9!A1")


def test_a_date_shown_as_a_month_is_the_month():
    sheet = read_workbook(
        workbook(SheetOf([[date(2023, 9, 1), date(2023, 9, 1)]], formats={(0, 0): "mm/yyyy"}))
    ).sheets[0]

    assert sheet.rows[0] == ["09/2023", date(2023, 9, 1)]


def test_text_that_looks_like_a_formula_stays_text():
    sheet = read_workbook(workbook([["=1+1", "+84912345678", "-x", "@a"]])).sheets[0]

    assert sheet.rows[0] == ["=1+1", "+84912345678", "-x", "@a"]


def test_an_open_document_is_read_with_its_errors():
    error = ods_cell("#REF!", 'calcext:value-type="error"')
    rows = f"<table:table-row>{ods_cell('Xã')}{error}</table:table-row>"

    assert read_workbook(ods(rows)).sheets[0].rows[0] == ["Xã", Broken("#REF!")]


def test_an_old_xls_is_read_with_its_merged_cells_and_errors():
    sheet = read_workbook(OLD_REGISTER).sheets[0]

    assert sheet.merged == (((2, 2), (4, 2)),)
    assert sheet.rows[6][3] == Broken("#REF!")


@pytest.mark.parametrize("content", [b"", b"TT,Ten san pham\n1,Gao", b"%PDF-1.7", b"<html></html>"])
def test_what_is_no_workbook_is_refused(content: bytes):
    assert "không phải bảng tính" in why_unreadable(content)


@settings(max_examples=60, deadline=None)
@given(data=st.data(), kind=st.sampled_from(("xlsx", "xls")))
def test_a_damaged_file_is_read_or_refused_but_breaks_nothing(data: st.DataObject, kind: str):
    content = bytearray(OLD_REGISTER.read_bytes() if kind == "xls" else NEW_REGISTER)
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))

    with suppress(UnreadableWorkbook):
        assert all(sheet.rows for sheet in read_workbook(bytes(content)).sheets)


def test_a_part_in_an_unknown_encoding_is_refused():
    strange = with_part(workbook([["a"]]), "xl/workbook.xml", lambda part: part.replace(b"UTF-8", b"UTX-8"))

    assert "hỏng" in why_unreadable(strange)


def test_a_package_whose_content_does_not_unpack_is_refused():
    content = bytearray(workbook([["Tên sản phẩm", "Chủ thể"]] * 200))
    start = content.find(b"xl/worksheets/sheet1.xml") + 30
    content[start : start + 40] = bytes(range(40))

    assert "hỏng" in why_unreadable(bytes(content))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path):
    assert "Không mở được" in why_unreadable(tmp_path / "khong-co.xlsx")


@pytest.mark.parametrize("length", [60, 1500, 4000])
def test_a_file_cut_short_is_refused(length: int):
    content = workbook([["Tên sản phẩm", "Chủ thể"]] * 50)

    assert "hỏng" in why_unreadable(content[:length])


@pytest.mark.parametrize(
    "content",
    [
        package({"a.txt": "x"}),
        package({"xl/workbook.xml": "<workbook/>"}),
        package({"xl/workbook.xml": "<broken", "xl/_rels/workbook.xml.rels": "<Relationships/>"}),
        OLE_START,
        OLE_START + bytes(1000),
        OLE_START + b"\xff" * 1000,
    ],
)
def test_a_package_without_a_workbook_is_refused(content: bytes):
    assert "hỏng" in why_unreadable(content)


def test_an_old_xls_cut_short_is_refused():
    assert "hỏng" in why_unreadable(OLD_REGISTER.read_bytes()[:2500])


def test_a_locked_workbook_is_refused():
    locked = OLE_START + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)

    assert "mật khẩu" in why_unreadable(locked)


def test_a_locked_package_is_refused():
    content = bytearray(workbook([["a"]]))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = content.find(signature)
        while start >= 0:
            content[start + offset] |= 1
            start = content.find(signature, start + 4)

    assert "mật khẩu" in why_unreadable(bytes(content))


def test_a_bomb_is_refused_before_it_unpacks():
    bomb = with_part(workbook([["a"]]), "xl/worksheets/sheet1.xml", lambda part: part + b" " * (60 * 2**20))

    assert len(bomb) < 200_000
    assert "quá lớn" in why_unreadable(bomb)


def test_a_bomb_that_lies_about_its_size_is_refused():
    bomb = bytearray(with_part(workbook([["a"]]), "xl/worksheets/sheet1.xml", lambda part: part + b" " * (60 * 2**20)))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = bomb.find(signature)
        while start >= 0:
            if struct.unpack_from("<I", bomb, start + offset)[0] > 2**20:
                struct.pack_into("<I", bomb, start + offset, 1000)
            start = bomb.find(signature, start + 4)

    assert "hỏng" in why_unreadable(bytes(bomb))


def test_a_package_of_thousands_of_parts_is_refused():
    assert "quá lớn" in why_unreadable(package({f"{number}.xml": "" for number in range(3000)}))


@pytest.mark.parametrize("reference", ["XFD1048576", "C1048576", "ZZZ50000"])
def test_a_cell_in_the_last_corner_is_refused_instead_of_ending_the_process(reference: str):
    content = workbook([["a", "b"]])
    far = with_part(
        content, "xl/worksheets/sheet1.xml", lambda part: part.replace(b'<c r="B1"', f'<c r="{reference}"'.encode())
    )

    assert "quá lớn" in why_unreadable(far)


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/styles.xml"])
def test_a_part_that_declares_more_than_it_holds_is_refused_instead_of_ending_the_process(part: str):
    hostile = with_part(
        NEW_REGISTER, part, lambda content: re.sub(rb'((?:uniqueC|c)ount)="\d+"', rb'\1="4000000000"', content)
    )

    assert "quá lớn" in why_unreadable(hostile)


def test_a_far_cell_in_single_quotes_is_refused_as_well():
    content = workbook([["a", "b"]])
    far = with_part(content, "xl/worksheets/sheet1.xml", lambda part: part.replace(b'r="B1"', b"r='XFD1048576'"))

    assert "quá lớn" in why_unreadable(far)


FAR_CELLS = {
    "in small letters": '<row r="1048576"><c r="xfd1048576"><v>1</v></c></row>',
    "behind a bracket in quotes": '<row r="1048576"><c more=">" r="XFD1048576"><v>1</v></c></row>',
    "before a stroke in quotes": '<row r="1048576"><c r="XFD1048576" more="/>"><v>1</v></c></row>',
    "without references": '<row r="1048576">' + "<c><v>1</v></c>" * 16_384 + "</row>",
    "in a row beyond every sheet": '<row r="4294967290"><c><v>1</v></c></row>',
}


@pytest.mark.parametrize("far", FAR_CELLS.values(), ids=FAR_CELLS)
def test_a_far_cell_is_refused_however_it_is_written(far: str):
    content = with_part(
        workbook([["a", "b"]]),
        "xl/worksheets/sheet1.xml",
        lambda part: part.replace(b"</sheetData>", far.encode() + b"</sheetData>"),
    )

    assert "quá lớn" in why_unreadable(content)


def test_rows_and_cells_without_references_are_read_one_after_the_other():
    content = with_part(
        workbook([["a", "b"], ["c", "d"]]),
        "xl/worksheets/sheet1.xml",
        lambda part: re.sub(rb' r="[A-Z]*[0-9]+"', b"", part),
    )

    assert read_workbook(content).sheets[0].rows == [["a", "b"], ["c", "d"]]


@pytest.mark.parametrize("tags", [b"<c " * 1_000_000, b'<c t="e" r="A2">' * 100_000, b'<c r="A2"><f>' * 100_000])
def test_cells_that_never_end_are_refused_at_once(tags: bytes):
    endless = with_part(
        workbook([["a", "b"]]),
        "xl/worksheets/sheet1.xml",
        lambda part: part.replace(b"</sheetData>", b'<row r="2">' + tags + b"</row></sheetData>"),
    )

    assert "hỏng" in why_unreadable(endless)


@pytest.mark.parametrize("number", [b"NaN", b"1e999", b"-1e999"])
def test_a_number_that_is_none_is_an_error_of_its_cell(number: bytes):
    content = with_part(
        workbook([["a", 5]]), "xl/worksheets/sheet1.xml", lambda part: part.replace(b"<v>5</v>", b"<v>%b</v>" % number)
    )

    assert read_workbook(content).sheets[0].rows == [["a", Broken("#NUM!")]]


@pytest.mark.parametrize("hidden", [b"", b"<!-- -->"], ids=["cut", "uncut"])
def test_a_long_string_that_cells_share_again_and_again_is_refused_before_it_fills_the_memory(hidden: bytes):
    rows = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (row, row) for row in range(1, 10_000))
    sharing = with_part(
        NEW_REGISTER,
        "xl/worksheets/sheet1.xml",
        lambda part: re.sub(rb"<sheetData>.*</sheetData>", b"<sheetData>%b</sheetData>" % rows, part),
    )
    strings = b"<sst>" + hidden + b"<si><t>" + b"dai " * 8_000 + b"</t></si></sst>"

    assert "quá lớn" in why_unreadable(with_part(sharing, "xl/sharedStrings.xml", lambda _part: strings))


def test_a_cell_longer_than_excel_allows_is_refused():
    content = with_part(NEW_REGISTER, "xl/sharedStrings.xml", lambda part: part.replace(b"<t>", b"<t>" + b"a" * 32_767))

    assert "quá lớn" in why_unreadable(content)


def test_a_row_without_end_is_read_in_one_piece_or_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(slices, "LONGEST_ROW", 1_000)
    monkeypatch.setattr(spreadsheet, "slice_size", lambda _beside: 1_000)
    monkeypatch.setattr(package_of, "AT_ONCE", 500)
    texts = [f"Sản phẩm {number}" for number in range(200)]
    content = workbook([texts])

    assert read_workbook(content).sheets[0].rows == [texts]

    monkeypatch.setattr(spreadsheet, "LARGEST_PIECE", 1_000)

    assert "quá lớn" in why_unreadable(content)


def test_a_workbook_of_thousands_of_sheets_is_refused():
    more = b"".join(b'<sheet name="N%d" sheetId="%d" r:id="rId1"/>' % (number, number) for number in range(2, 3_000))
    content = with_part(
        workbook([["a", "b"]]), "xl/workbook.xml", lambda part: part.replace(b"</sheets>", more + b"</sheets>")
    )

    assert "quá lớn" in why_unreadable(content)


def test_a_sheet_too_large_to_be_read_in_one_piece_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(spreadsheet, "LARGEST_PIECE", 1_000)
    uncut = with_part(
        NEW_REGISTER,
        "xl/worksheets/sheet1.xml",
        lambda part: part.replace(b"<sheetData>", b"<sheetData><!-- -->" + b" " * 1_000),
    )

    assert "quá lớn" in why_unreadable(uncut)


@pytest.mark.parametrize(
    "count", [rb"\x00\x02\x0e\x00....(....)", rb"\xfc\x00..[\x01-\x40]\x00\x00\x00([\x01-\x40]\x00\x00\x00)"]
)
def test_an_old_xls_that_declares_more_than_it_holds_is_refused_instead_of_ending_the_process(count: bytes):
    content = bytearray(OLD_REGISTER.read_bytes())
    declared = re.search(count, content, re.DOTALL).start(1)
    struct.pack_into("<I", content, declared, 0x7FFFFFFF)

    assert "quá lớn" in why_unreadable(bytes(content))


def test_an_old_xls_whose_sheet_begins_after_its_end_is_refused_instead_of_ending_the_process():
    content = bytearray(OLD_REGISTER.read_bytes())
    first_row = re.search(rb"\x00\x02\x0e\x00", content).end()
    struct.pack_into("<I", content, first_row, 1000)

    assert "hỏng" in why_unreadable(bytes(content))


def test_an_old_xls_whose_cells_share_endless_text_is_refused_before_it_fills_the_memory(
    monkeypatch: pytest.MonkeyPatch,
):
    content = OLD_REGISTER.read_bytes()
    texts = [cell for sheet in read_workbook(content).sheets for row in sheet.rows for cell in row if type(cell) is str]
    signs = sum(map(len, texts))

    monkeypatch.setattr(biff, "MOST_TEXT", signs)
    assert read_workbook(content).sheets

    monkeypatch.setattr(biff, "MOST_TEXT", signs - 1)
    assert "quá lớn" in why_unreadable(content)


def test_a_string_of_an_old_xls_that_goes_on_in_the_next_piece_is_measured_whole():
    first = struct.pack("<HB", 5, 1) + "nướ".encode("utf-16-le")
    second = b"\x00" + b"c " + struct.pack("<HBH", 2, 8, 1) + b"ab" + b"runs" + struct.pack("<HB", 3, 0) + b"abc"

    assert list(biff._lengths([first, second])) == [5, 2, 3]


def test_an_empty_formatted_cell_far_below_harms_nothing():
    content = workbook([["a", "b"]])
    far = with_part(
        content,
        "xl/worksheets/sheet1.xml",
        lambda part: part.replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'),
    )

    assert read_workbook(far).sheets[0].rows == [["a", "b"]]


def test_merged_ranges_over_the_whole_sheet_again_and_again_are_refused():
    ranges = b"".join(b'<mergeCell ref="A1:XFD1048576"/>' for _ in range(400))
    merged = b'</sheetData><mergeCells count="400">' + ranges + b"</mergeCells>"
    hostile = with_part(
        workbook([["a"]]), "xl/worksheets/sheet1.xml", lambda part: part.replace(b"</sheetData>", merged)
    )

    assert "quá lớn" in why_unreadable(hostile)


def test_an_open_document_that_repeats_a_cell_without_end_is_refused():
    cell = ods_cell("a", 'table:number-columns-repeated="16384"')

    assert "quá lớn" in why_unreadable(
        ods(f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>')
    )


@pytest.mark.parametrize(
    "cell",
    [
        ods_cell("dai " * 8_000, 'table:number-columns-repeated="100"'),
        f'<table:table-cell office:value-type="string" office:string-value="{"dai " * 8_000}" '
        'table:number-columns-repeated="100"/>',
    ],
    ids=["inside", "beside"],
)
def test_an_open_document_that_repeats_a_long_text_is_refused_before_it_fills_the_memory(cell: str):
    assert "quá lớn" in why_unreadable(
        ods(f'<table:table-row table:number-rows-repeated="100">{cell}</table:table-row>')
    )


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/styles.xml"])
def test_a_part_with_entities_of_its_own_is_refused(part: str):
    entities = b'<!DOCTYPE lol [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    hostile = with_part(workbook([["a"]]), part, lambda content: content.replace(b"?>", b"?>" + entities, 1))

    assert "hỏng" in why_unreadable(hostile)
