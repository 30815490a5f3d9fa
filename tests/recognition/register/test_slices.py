"""A sheet read slice by slice says what it says when it is read in one piece, however awkwardly it is written."""

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from ocop.recognition.rules.register import UnreadableWorkbook, read_workbook, shared_strings, slices, spreadsheet
from ocop.recognition.rules.register import package as packages
from ocop.recognition.rules.register.grid import Grid
from tests.factories.registers import SheetOf, workbook
from tests.recognition.register.test_sheet import with_part

SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
NAMES = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
STRICT = 'xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"'
TABLE = (
    "<si><t>một</t></si><si><r><rPr><b/></rPr><t>h</t></r><r><t xml:space='preserve'>ai </t></r></si><si/>"
    "<si><t>ba</t><rPh sb='0' eb='1'><t>phiên âm</t></rPh></si><si><t>bốn &lt;si&gt; &amp; </t></si>"
)
SHARED = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>{n % 5}</v></c><c r="B{n}" t="s"/></row>' for n in range(1, 60))
AWKWARD = {
    "shared strings": SHARED,
    "gaps": '<row r="3"><c r="B3"><v>1</v></c></row><row r="90" /><row r="91"><c r="D91" t="s"><v>3</v></c></row>',
    "no references": '<row><c><v>1</v></c><c t="s"><v>1</v></c></row>' * 40,
    "some references": '<row r="7"><c r="A7"><v>7</v></c></row><row><c><v>8</v></c></row><row/><row><c><v>9</v></c></row>' * 1,
    "inline strings": "".join(
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><r><t>x</t></r><r><t>{n}</t></r></is></c></row>' for n in range(1, 40)
    ),
    "formulas": '<row r="1"><c r="A1" t="s"><f>B1</f><v>1</v></c><c r="B1" t="str"><f>"a"</f><v>a</v></c></row>' + SHARED[61:],
    "text that looks shared": '<row r="1"><c r="A1" t="inlineStr"><is><t>x t="s" y</t></is></c></row>' + SHARED[61:],
    "comments": f'<!-- <row r="1"><c r="Z1"><v>1</v></c></row> -->{SHARED}',
    "quoted text": f'<row r="1"><c r="A1" t="inlineStr"><is><t><![CDATA[</row><row>]]></t></is></c></row>{SHARED[61:]}',
    "rows upside down": '<row r="50"><c r="A50"><v>50</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>',
    "a cell of another row": f'<row r="1"><c r="A40"><v>1</v></c></row>{SHARED[61:]}',
    "single quotes and spaces": "<row r = '5' ><c r='A5' t = 's' ><v>4</v></c></row>\n <row\tr='9'><c r='C9'><v>2.5</v></c></row>",
    "nothing": "",
}  # fmt: skip


@pytest.fixture
def small_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    """So small that nearly every row is a slice of its own."""
    monkeypatch.setattr(packages, "AT_ONCE", 97)
    monkeypatch.setattr(spreadsheet, "slice_size", lambda _beside: 1)


def written(rows: str, *, names: str = NAMES, below: str = "", table: str = TABLE) -> bytes:
    """A workbook whose only sheet and strings are written by hand."""
    content = with_part(
        workbook([["a"]]),
        SHEET,
        lambda _: f"<worksheet {names}><sheetData>{rows}</sheetData>{below}</worksheet>".encode(),
    )
    return with_part(content, STRINGS, lambda _: f'<sst {names} count="9">{table}</sst>'.encode())


def in_one_piece(content: bytes) -> list[list[object]]:
    read = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    return [list(row) for row in read.to_python(skip_empty_area=False)] if read.start else []


def slice_by_slice(content: bytes) -> list[list[object]]:
    sheets = read_workbook(content).sheets
    return [list(row) for row in sheets[0].rows] if sheets else []


@pytest.mark.parametrize("names", [NAMES, STRICT])
@pytest.mark.parametrize("rows", AWKWARD.values(), ids=AWKWARD.keys())
def test_an_awkward_sheet_says_the_same_in_slices(small_slices: None, rows: str, names: str) -> None:
    content = written(rows, names=names)

    assert slice_by_slice(content) == in_one_piece(content)


def test_a_sheet_whose_tags_have_a_prefix_says_the_same_in_slices(small_slices: None) -> None:
    content = written("")
    prefixed = SHARED.replace("<", "<x:").replace("<x:/", "</x:")
    content = with_part(
        content, SHEET, lambda _: f"<x:worksheet><x:sheetData>{prefixed}</x:sheetData></x:worksheet>".encode()
    )

    assert len(slice_by_slice(content)) == 59
    assert slice_by_slice(content) == in_one_piece(content)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(
        st.lists(st.sampled_from(["", "một", "hai & ba", "4", " ", "năm <si>", 6, 7.5, True]), max_size=4), max_size=40
    )
)
def test_whatever_the_cells_say_they_say_it_in_slices(small_slices: None, rows: list[list[object]]) -> None:
    content = workbook(rows)

    assert slice_by_slice(content) == in_one_piece(content)


def test_a_merged_range_may_lie_across_slices(small_slices: None) -> None:
    rows = [["Tên sản phẩm", "Chủ thể"], *([f"Mắm {n}", "HTX A" if n == 0 else ""] for n in range(40))]

    sheet = read_workbook(workbook(SheetOf(rows, merged=((1, 1, 40, 1),)), [["b"]])).sheets[0]

    assert sheet.merged == (((1, 1), (40, 1)),)
    assert len(sheet.rows) == 41


def test_a_string_that_is_not_there_breaks_the_file_in_slices_too(small_slices: None) -> None:
    with pytest.raises(UnreadableWorkbook, match="hỏng"):
        read_workbook(written('<row r="1"><c r="A1" t="s"><v>77</v></c></row>'))


def test_a_slice_is_given_its_own_strings_only() -> None:
    table = shared_strings.SharedStrings(iter([f"<sst>{TABLE}</sst>".encode()]))

    rows, own = table.of(b'<row><c t="s"><v>3</v></c><c><v>3</v></c><c t="s"><v>3</v></c><c t="s"/></row>')

    assert rows == b'<row><c t="s"><v>0</v></c><c><v>3</v></c><c t="s"><v>0</v></c><c t="s"/></row>'
    assert own.decode() == "<sst><si><t>ba</t><rPh sb='0' eb='1'><t>phiên âm</t></rPh></si></sst>"


def test_a_cut_lies_between_two_rows() -> None:
    blocks = [
        f"<worksheet><sheetData>{SHARED}".encode(),
        b"</sheetData><mergeCells><mergeCell r",
        b'ef="A1:B2"/></mergeCells>',
    ]

    cutting = slices.Cutting(iter(blocks), 1)
    pieces = list(cutting)

    assert [piece.above for piece in pieces] == [0, 58]
    assert all(piece.rows.startswith(b"<row ") and piece.rows.endswith(b"</row>") for piece in pieces)
    assert b'<mergeCell ref="A1:B2"/>' in cutting.merged


def test_a_workbook_of_a_sheet_for_each_month_is_read() -> None:
    assert len(read_workbook(workbook(*[[["Tên sản phẩm"]]] * 12)).sheets) == 12


def test_rows_lie_where_excel_numbers_them_however_they_were_added() -> None:
    grid = Grid()
    grid.add(2, [["a"], ["b", "c"]], {(5, 0): "d"})
    grid.add(9, [["e"]], {})

    assert list(grid) == [grid[at] for at in range(10)]
    assert [grid[at][0] for at in (2, 3, 5, 9)] == ["a", "b", "d", "e"]
    assert {len(row) for row in grid} == {2}
