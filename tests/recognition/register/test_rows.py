"""Which rows are products: producers continue downwards, totals and signatures are none, nothing is passed over."""

import pytest

from ocop.recognition.rules.register.columns import Field
from ocop.recognition.rules.register.report import report
from ocop.recognition.rules.register.verdicts import verdicts
from tests.factories.registers import Register, SheetOf, reading

HEADING = ("TT", "Tên sản phẩm", "Chủ thể", "Xã", "Hạng sao", "Ngày công nhận")


def rows_and_products(register: Register) -> list[tuple[int, str, str]]:
    return [(line.row, line.product, line.producer) for line in register.lines]


def asked(line) -> set[Field]:
    return {question.field for question in line.questions}


def test_an_empty_producer_continues_the_one_above_with_a_remark():
    register = reading([HEADING, (1, "Hạt sen", "HTX Sen", "Sùng Nhơn", 3), (2, "Trà sen", "", "", 3)])

    assert rows_and_products(register) == [(2, "Hạt sen", "HTX Sen"), (3, "Trà sen", "HTX Sen")]
    assert "hàng trên" in str(register.lines[1].messages[0])


def test_the_commune_of_a_continued_producer_continues_too():
    register = reading([HEADING, (1, "Hạt sen", "HTX Sen", "Sùng Nhơn", 3), (2, "Trà sen", "", "", 3)])

    assert [line.commune_code for line in register.lines] == ["23200", "23200"]


def test_a_merged_producer_stands_in_every_row_that_it_covers():
    rows = [HEADING, (1, "Hạt sen", "HTX Sen", "Sùng Nhơn", 3), (2, "Trà sen", "", "", 3), (3, "Bột sen", "", "", 3)]

    register = reading(SheetOf(rows, merged=((1, 2, 3, 2),)))

    assert {line.producer for line in register.lines} == {"HTX Sen"}
    assert {line.commune_code for line in register.lines} == {"23200"}
    assert not any(line.questions for line in register.lines)


def test_a_merged_rank_and_date_stand_in_every_row_that_they_cover():
    rows = [HEADING, (1, "Hạt sen", "HTX Sen", "Sùng Nhơn", 4, "25/9/2023"), (2, "Trà sen", "", "", "", "")]

    register = reading(SheetOf(rows, merged=((1, 2, 2, 2), (1, 4, 2, 4), (1, 5, 2, 5))))

    assert register.lines[0].recognitions == register.lines[1].recognitions


def test_where_producers_are_merged_another_empty_producer_is_asked():
    rows = [HEADING, (1, "Hạt sen", "HTX Sen", "", 3), (2, "Trà sen", "", "", 3), (3, "Gạo", "", "", 3)]

    register = reading(SheetOf(rows, merged=((1, 2, 2, 2),)))

    assert asked(register.lines[2]) == {Field.PRODUCER}
    assert [choice.answer for choice in register.lines[2].questions[0].choices] == ["HTX Sen"]


def test_a_first_row_without_producer_is_asked():
    register = reading([HEADING, (1, "Hạt sen", "", "", 3)])

    assert Field.PRODUCER in asked(register.lines[0])


@pytest.mark.parametrize(
    "row",
    [
        ("", "Tổng cộng", "12 sản phẩm"),
        ("TỔNG SỐ", "", "", "", 12),
        ("", "Cộng:", "", "", ""),
        ("", "NGƯỜI LẬP BIỂU", "THỦ TRƯỞNG ĐƠN VỊ"),
        ("", "", "", "TM. ỦY BAN NHÂN DÂN"),
        ("", "", "Đức Linh, ngày 5 tháng 4 năm 2024"),
        ("Nơi nhận:",),
        ("", "Ghi chú: số liệu đến hết tháng 3"),
        ("I", "Huyện Đức Linh"),
        ("II. HUYỆN HÀM TÂN",),
        ("A", "NHÓM THỰC PHẨM"),
        ("", "Năm 2023"),
        ("", "Sản phẩm 3 sao"),
        ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"),
        HEADING,
    ],
)
def test_a_row_that_is_no_product_is_set_aside_with_a_reason(row: tuple[object, ...]):
    register = reading([HEADING, (1, "Hạt sen", "HTX Sen", "", 3), row, (2, "Trà sen", "HTX Sen", "", 3)])

    assert [line.row for line in register.lines] == [2, 4]
    assert [(ignored.row, bool(str(ignored.reason))) for ignored in register.ignored] == [(3, True)]


@pytest.mark.parametrize(
    ("product", "producer"),
    [
        ("Nấm mối ALOHA", "HKD Nấm"),
        ("Cổng trời Đa Mi", "HTX Du lịch"),
        ("Xá xíu chay", "Tổng công ty Rau"),
        ("Du lịch cộng đồng", "Cộng đồng Chăm"),
        ("Tôm một nắng", "TM-DV Hòa Lệ"),
        ("Phở khô", "Giám đốc Sen"),
        ("Hàng mây tre", "HTX Mây"),
    ],
)
def test_a_product_whose_name_sounds_like_a_footer_is_a_product(product: str, producer: str):
    register = reading([HEADING[1:], (product, producer, "", 3)])

    assert [line.product for line in register.lines] == [product]


def test_the_names_below_the_signatures_are_no_products():
    rows = [
        HEADING,
        (1, "Hạt sen", "HTX Sen", "", 3),
        ("", "Người lập", "Thủ trưởng"),
        ("", "(ký tên)"),
        ("", "Sen", "Súng"),
    ]

    register = reading(rows)

    assert [line.row for line in register.lines] == [2]
    assert [ignored.row for ignored in register.ignored] == [3, 4, 5]


def test_a_second_list_below_the_signatures_is_read_by_its_own_heading():
    rows = [
        HEADING,
        (1, "Hạt sen", "HTX Sen", "", 3),
        ("", "Người lập"),
        ("Chủ thể", "Tên sản phẩm", "Hạng sao"),
        ("HTX Gạo", "Gạo", 4),
    ]

    register = reading(rows)

    assert rows_and_products(register) == [(2, "Hạt sen", "HTX Sen"), (5, "Gạo", "HTX Gạo")]


def test_a_lone_text_below_the_table_is_asked_not_imported():
    register = reading([HEADING, (1, "Hạt sen", "HTX Sen", "", 3), ("", "Danh sách này có một sản phẩm")])

    assert Field.PRODUCT in asked(register.lines[1])


def test_a_row_without_a_product_is_refused():
    register = reading([HEADING, (1, "", "HTX Sen", "Sùng Nhơn", 3)])

    assert "không có tên sản phẩm" in str(register.lines[0].refusal)


def test_every_filled_row_below_the_heading_is_accounted_for():
    rows = [
        ["SỔ"],
        HEADING,
        (1, "Hạt sen", "HTX Sen", "", 3),
        (),
        ("I", "Huyện Đức Linh"),
        (2, "", "HTX Sen", "", 3),
        (3, "#REF!", "", "", 3),
        ("", "Tổng cộng", 3),
        ("", "Người lập"),
    ]

    register = reading(rows)

    told = report(verdicts(register.lines, ()), register.ignored)
    assert [row["row"] for row in told] == [3, 5, 6, 7, 8, 9]


def test_an_empty_producer_beside_an_address_of_its_own_is_asked_for_the_name_may_be_missing():
    register = reading([HEADING, (1, "Hạt sen", "HTX Sen", "Sùng Nhơn", 3), (2, "Gạo", "", "Đức Hạnh", 3)])

    assert asked(register.lines[1]) == {Field.PRODUCER}
    assert register.lines[1].producer == ""
