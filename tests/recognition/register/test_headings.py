"""Columns are found by their headings, wherever and in whatever order they stand."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.recognition.rules.register.columns import FIRST, REGISTER, SECOND, Field
from ocop.recognition.rules.register.headings import find_table, recognise, recognise_within
from ocop.recognition.rules.register.sheet import Sheet, read_workbook
from tests.factories.registers import FIVE, REGISTER_HEADINGS, SheetOf, grouped_register, workbook

SHORT_LIST = ("TT", "Tên sản phẩm", "Chủ thể", "Địa chỉ", "Hạng sao", "Ngày công nhận", "Doanh thu (triệu đồng)")
SHORT_FIELDS = (
    Field.ORDINAL,
    Field.PRODUCT,
    Field.PRODUCER,
    Field.ADDRESS,
    Field.STARS,
    Field.FIRST_DATE,
    Field.REVENUE,
)
IN_ONE_ROW = {
    **dict(zip(REGISTER_HEADINGS, [column.field for column in REGISTER[:11]], strict=True)),
    "Hạng công nhận lần 1": Field.FIRST_STARS,
    "Ngày công nhận lần 1": Field.FIRST_DATE,
    "Năm công nhận lần 1": Field.FIRST_YEAR,
    "Số QĐ lần 1": Field.FIRST_DECISION,
    "Cơ quan công nhận lần 1": Field.FIRST_AUTHORITY,
    "Hạng (lần 2)": Field.SECOND_STARS,
    "Ngày công nhận lần 2": Field.SECOND_DATE,
    "Năm lần 2": Field.SECOND_YEAR,
    "Số quyết định lần 2": Field.SECOND_DECISION,
    "Cơ quan ban hành lần 2": Field.SECOND_AUTHORITY,
    "Ghi chú": Field.NOTE,
}


def sheet_of(given: SheetOf) -> Sheet:
    return read_workbook(workbook(given)).sheets[0]


def fields_by_column(sheet: Sheet) -> dict[int, Field]:
    table = find_table(sheet)
    return {column.index: field for field, columns in table.columns.items() for column in columns}


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("STT", Field.ORDINAL),
        ("TÊN SẢN PHẨM OCOP", Field.PRODUCT),
        ("Sản phẩm", Field.PRODUCT),
        ("Nhóm sản phẩm", Field.GROUP),
        ("Loại hình chủ thể", Field.FORM),
        ("Tên chủ thể (HTX, DN, hộ kinh doanh)", Field.PRODUCER),
        ("Đơn vị sản xuất", Field.PRODUCER),
        ("Xã/phường/thị trấn", Field.COMMUNE),
        ("Địa bàn (xã)", Field.COMMUNE),
        ("Huyện/thị xã/thành phố", Field.DISTRICT),
        ("Địa chỉ sản xuất", Field.ADDRESS),
        ("Họ tên người đại diện", Field.REPRESENTATIVE),
        ("SĐT", Field.PHONE),
        ("Số\nđiện thoại", Field.PHONE),
        ("Phân hạng", Field.STARS),
        ("Kết quả phân hạng", Field.STARS),
        ("Hiệu lực đến", Field.EXPIRY),
        ("Năm công nhận", Field.FIRST_YEAR),
        ("Số quyết định công nhận", Field.FIRST_DECISION),
        ("Ngày cấp", Field.FIRST_DATE),
        ("Doanh thu năm 2023 (triệu đồng)", Field.REVENUE),
        ("Ghi chú", Field.NOTE),
        ("ngay cong nhan", Field.FIRST_DATE),
    ],
)
def test_a_heading_is_recognised_as_offices_word_it(heading: str, field: Field):
    assert recognise(heading).field is field


@pytest.mark.parametrize(
    "heading", ["Sản lượng", "Hạng sao đăng ký", "Hạng sao dự kiến", "Email", "Ngày", "Năm", "Ngày công nhận lần 3", ""]
)
def test_a_heading_of_something_else_is_left_alone(heading: str):
    assert recognise(heading) is None


@pytest.mark.parametrize(
    ("group", "fields"),
    [("Công nhận lần 1", FIRST), ("CÔNG NHẬN LẦN ĐẦU", FIRST), ("Lần 2", SECOND), ("Đánh giá lại", SECOND)],
)
def test_the_five_columns_of_a_recognition_belong_to_their_group(group: str, fields: object):
    found = [recognise_within(group, heading).field for heading in FIVE]

    assert found == [fields.stars, fields.date, fields.year, fields.decision, fields.authority]


def test_a_third_recognition_is_not_taken_for_the_first():
    assert [recognise_within("Công nhận lần 3", heading) for heading in FIVE] == [None] * 5


def test_revenue_keeps_the_unit_and_the_year_of_its_heading():
    heading = recognise("Doanh thu năm 2023 (triệu đồng)")

    assert (heading.unit, heading.year) == (10**6, 2023)


def test_the_22_columns_with_grouped_headings_are_recognised():
    sheet = sheet_of(grouped_register([1, "Hạt sen"]))

    assert fields_by_column(sheet) == {number: column.field for number, column in enumerate(REGISTER)}


def test_groups_are_recognised_without_merged_cells():
    register = grouped_register([1, "Hạt sen"])

    assert fields_by_column(sheet_of(SheetOf(register.rows))) == {
        number: column.field for number, column in enumerate(REGISTER)
    }


def test_headings_merged_over_both_rows_are_recognised():
    register = grouped_register([1, "Hạt sen"])
    merged = [*register.merged, *((2, column, 3, column) for column in (*range(11), 21))]

    assert fields_by_column(sheet_of(SheetOf(register.rows, merged))) == {
        number: column.field for number, column in enumerate(REGISTER)
    }


@given(order=st.permutations(list(IN_ONE_ROW)), titles=st.integers(0, 12))
def test_22_columns_in_any_order_below_any_number_of_titles(order: list[str], titles: int):
    sheet = Sheet("Sổ", [["DANH SÁCH SẢN PHẨM OCOP ĐƯỢC CÔNG NHẬN LẦN 2"]] * titles + [list(order)])

    table = find_table(sheet)

    assert table.first_row == titles + 1
    assert {columns[0].index: field for field, columns in table.columns.items()} == {
        number: IN_ONE_ROW[heading] for number, heading in enumerate(order)
    }


@given(seed=st.integers(0, 999), kept=st.integers(2, len(SHORT_LIST)))
def test_a_short_list_needs_the_product_and_one_thing_more(seed: int, kept: int):
    chosen = [*random.Random(seed).sample([0, *range(2, len(SHORT_LIST))], kept - 1), 1]
    sheet = Sheet("Danh sách", [[SHORT_LIST[number] for number in chosen]])

    table = find_table(sheet)

    assert set(table.columns) == {SHORT_FIELDS[number] for number in chosen}


def test_five_columns_told_twice_without_a_word_are_read_from_left_to_right():
    headings = [*REGISTER_HEADINGS, *FIVE, *FIVE, "Ghi chú"]

    assert fields_by_column(Sheet("Sổ", [headings])) == {number: column.field for number, column in enumerate(REGISTER)}


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Ngày CN lần 1", Field.FIRST_DATE),
        ("Hạng L2", Field.SECOND_STARS),
        ("Lần công nhận thứ nhất: số QĐ", Field.FIRST_DECISION),
        ("Cơ quan ra QĐ (lần 2)", Field.SECOND_AUTHORITY),
    ],
)
def test_abbreviated_times_are_understood(heading: str, field: Field):
    assert recognise(heading).field is field


def test_a_first_row_that_happens_to_hold_words_of_headings_is_not_swallowed():
    rows = [["Tên sản phẩm", "Chủ thể", "Nguồn", "Mã"], ["Hạt sen", "HTX Sen", "xã", "Hộ"]]

    assert find_table(Sheet("Sổ", rows)).first_row == 1


def test_the_letterhead_above_the_heading_is_not_part_of_it():
    sheet = Sheet(
        "Sổ",
        [
            ["UBND HUYỆN ĐỨC LINH", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
            ["Phòng NN&PTNT", "", "Độc lập - Tự do - Hạnh phúc"],
            list(SHORT_LIST),
        ],
    )

    assert find_table(sheet).first_row == 3


def test_a_column_that_nobody_knows_is_listed():
    table = find_table(Sheet("Sổ", [["TT", "Tên sản phẩm", "Chủ thể", "Sản lượng (tấn)"]]))

    assert table.unread == ((3, "Sản lượng (tấn)"),)


def test_a_group_over_the_columns_of_the_producer_is_understood():
    sheet = Sheet(
        "Sổ",
        [["TT", "Tên sản phẩm", "Chủ thể", "", ""], ["", "", "Tên", "Địa chỉ", "Điện thoại"]],
        merged=(((0, 2), (0, 4)),),
    )

    assert fields_by_column(sheet) == {
        0: Field.ORDINAL,
        1: Field.PRODUCT,
        2: Field.PRODUCER,
        3: Field.ADDRESS,
        4: Field.PHONE,
    }


@pytest.mark.parametrize(
    "rows", [[], [[]], [["Ghi chép"], ["Không có bảng"]], [["TT", "Họ tên", "Lương"]], [["Tên sản phẩm"]]]
)
def test_a_sheet_without_a_list_of_products_has_no_heading(rows: list[list[str]]):
    assert find_table(Sheet("Khác", rows)) is None
