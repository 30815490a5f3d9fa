"""A row becomes a line: what it says, what is asked, and what the answers make of it."""

import unicodedata

import pytest

from ocop.core.text.dates import Precision
from ocop.recognition.rules.register import SKIP, Field, LegalForm, UnreadableWorkbook
from ocop.recognition.rules.register.lines import Line, Recognition, Revenue
from tests.factories.registers import SheetOf, day, grouped_register, reading, recognition

SHORT = ("TT", "Tên sản phẩm", "Chủ thể", "Địa chỉ", "Hạng sao", "Ngày công nhận", "Doanh thu (triệu đồng)")


def only(register) -> Line:
    assert len(register.lines) == 1
    return register.lines[0]


def short(*cells: object, answers=None, own_district: str | None = None) -> Line:
    given = None if answers is None else {("Sheet1", 2): answers}
    return only(reading([SHORT, cells], answers=given, own_district=own_district))


def full(answers=None, own_district: str | None = None, **cells: object) -> Line:
    """A line of the official register by the names of its fields."""
    defaults = {"ordinal": 1, "product": "Hạt sen", "producer": "HTX Sùng Nhơn", "commune": "Sùng Nhơn"}
    values = {str(name): value for name, value in (defaults | cells).items()}
    order = [
        "ordinal",
        "product",
        "group",
        "form",
        "producer",
        "commune",
        "address",
        "representative",
        "phone",
        "stars",
        "expiry",
        *(
            f"{time}_{part}"
            for time in ("first", "second")
            for part in ("stars", "date", "year", "decision", "authority")
        ),
        "note",
    ]
    given = None if answers is None else {("Sheet1", 5): answers}
    sheet = grouped_register([values.get(name, "") for name in order])
    return only(reading(sheet, answers=given, own_district=own_district))


def asked(line: Line) -> set[Field]:
    return {question.field for question in line.questions}


def answers_for(line: Line, of: Field) -> list[str]:
    return [choice.answer for question in line.questions if question.field is of for choice in question.choices]


def test_a_short_list_gives_everything_it_says():
    line = short(1, "Hạt sen", "HTX Sùng Nhơn", "thôn 2, xã Sùng Nhơn", "3 sao", "25.9.2023", "1.234,5")

    assert (line.product, line.producer, line.form, line.commune_code) == (
        "Hạt sen",
        "HTX Sùng Nhơn",
        LegalForm.COOPERATIVE,
        "23200",
    )
    assert line.recognitions == (recognition(3, "25/9/2023"),)
    assert line.revenue_by_year == (Revenue(1_234_500_000),)
    assert line.questions == ()


def test_a_row_of_the_official_register_gives_everything_it_says():
    line = full(
        group="Thực phẩm",
        form="HTX",
        address="thôn 2",
        representative="Trần Thị Sen",
        phone=912345678,
        stars=4,
        expiry="20/12/2026",
        first_stars=3,
        first_date="5/4/2020",
        first_year=2020,
        first_decision="12/QĐ-UBND",
        first_authority="UBND huyện Đức Linh",
        second_stars="4*",
        second_date="20/12/2023",
        second_year=2023,
        second_decision="99/QĐ-UBND",
        second_authority="UBND tỉnh",
        note="=ghi",
    )

    assert line.recognitions == (
        recognition(3, "5/4/2020", "12/QĐ-UBND", "UBND huyện Đức Linh"),
        recognition(4, "20/12/2023", "99/QĐ-UBND", "UBND tỉnh"),
    )
    assert (line.stars, line.expiry, line.phone, line.note) == (4, day("20/12/2026"), "0912345678", "=ghi")
    assert (line.group, line.form, line.representative) == ("Thực phẩm", LegalForm.COOPERATIVE, "Trần Thị Sen")
    assert line.questions == ()


def test_decomposed_text_of_phones_is_composed():
    line = short(1, unicodedata.normalize("NFD", "Hạt sen sấy"), unicodedata.normalize("NFD", "HTX Sùng Nhơn"), "", 3)

    assert (line.product, line.producer) == ("Hạt sen sấy", "HTX Sùng Nhơn")


def test_a_name_in_capitals_is_kept_and_a_suggestion_made():
    line = short(1, "HẠT SEN SẤY", "HTX Sùng Nhơn", "", 3)

    assert line.product == "HẠT SEN SẤY"
    assert any("Hạt sen sấy" in str(message) for message in line.messages)


def test_a_rank_without_a_date_is_a_recognition_whose_date_is_unknown():
    assert short(1, "Hạt sen", "HTX Sen", "", 4).recognitions == (Recognition(4),)


def test_a_month_stays_a_month_in_the_line():
    line = short(1, "Hạt sen", "HTX Sen", "", 4, "tháng 9/2023")

    assert line.recognitions[0].date.precision is Precision.MONTH


def test_the_year_column_gives_a_recognition_known_to_the_year():
    line = full(stars=3, first_stars=3, first_year=2023)

    assert line.recognitions == (recognition(3, "2023"),)


def test_the_date_beside_the_number_of_the_decision_is_used_where_the_date_is_empty():
    line = full(stars=3, first_stars=3, first_decision="12/QĐ-UBND ngày 25/9/2023")

    assert line.recognitions == (recognition(3, "25/9/2023", "12/QĐ-UBND"),)


def test_a_date_that_disagrees_with_its_year_is_asked():
    line = full(stars=3, first_stars=3, first_date="25/9/2023", first_year=2022)

    assert asked(line) == {Field.FIRST_DATE}


def test_a_date_that_disagrees_with_the_date_beside_the_decision_is_asked():
    line = full(stars=3, first_stars=3, first_date="25/9/2023", first_decision="12/QĐ-UBND ngày 26/9/2023")

    assert answers_for(line, Field.FIRST_DATE) == ["25/09/2023", "26/09/2023"]


def test_a_current_rank_older_than_the_last_recognition_is_asked():
    line = full(stars=3, first_stars=3, first_year=2020, second_stars=4, second_year=2023)

    assert answers_for(line, Field.STARS) == ["4", "3"]


def test_an_answered_current_rank_is_not_asked_again():
    line = full(stars=3, first_stars=3, first_year=2020, second_stars=4, second_year=2023, answers={Field.STARS: "4"})

    assert (asked(line), line.stars) == (set(), 4)


def test_an_answer_that_keeps_the_current_rank_leads_to_the_rank_of_the_recognition():
    line = full(stars=3, first_stars=3, first_year=2020, second_stars=4, second_year=2023, answers={Field.STARS: "3"})

    assert answers_for(line, Field.SECOND_STARS) == ["3"]


def test_a_second_recognition_before_the_first_is_asked():
    line = full(stars=4, first_stars=3, first_year=2023, second_stars=4, second_year=2020)

    assert asked(line) == {Field.SECOND_DATE}


def test_a_recognition_without_its_rank_takes_the_current_one_when_it_is_the_only_one():
    assert full(stars=3, first_date="25/9/2023").recognitions == (recognition(3),)


def test_a_recognition_whose_rank_is_nowhere_is_asked():
    assert asked(full(first_date="25/9/2023")) == {Field.FIRST_STARS}


@pytest.mark.parametrize("rank", [1, 2])
def test_a_rank_that_is_never_recognised_is_asked(rank: int):
    assert asked(short(1, "Hạt sen", "HTX Sen", "", rank)) == {Field.STARS}


def test_an_expiry_before_the_recognition_is_asked():
    assert asked(full(stars=3, first_stars=3, first_date="25/9/2023", expiry="25/9/2021")) == {Field.EXPIRY}


def test_a_form_that_contradicts_the_name_is_asked():
    line = full(stars=3, form="Công ty")

    assert answers_for(line, Field.FORM) == ["Doanh nghiệp", "Hợp tác xã"]


def test_an_excel_error_is_asked_in_its_column():
    line = full(stars=3, commune="#REF!", representative=ValueError("#REF!"), phone=ValueError("#N/A"))

    assert asked(line) == {Field.COMMUNE, Field.REPRESENTATIVE, Field.PHONE}


def test_a_homonym_is_settled_by_the_district_of_the_address():
    line = full(stars=3, commune="Tân Hà", address="thôn 3, Tân Hà, Đức Linh")

    assert (line.commune_code, asked(line)) == ("23221", set())


def test_a_homonym_is_settled_by_a_column_of_districts():
    register = reading([("Tên sản phẩm", "Chủ thể", "Huyện", "Xã"), ("Hạt sen", "HTX Sen", "Hàm Tân", "Tân Hà")])

    assert only(register).commune_code == "23257"


def test_a_homonym_without_a_district_is_asked_in_the_province():
    assert sorted(answers_for(full(stars=3, commune="Tân Hà"), Field.COMMUNE)) == ["23221", "23257"]


def test_a_commune_answered_by_its_code_is_taken():
    line = full(stars=3, commune="Tân Hà", answers={Field.COMMUNE: "23257"})

    assert (line.commune_code, asked(line)) == ("23257", set())


def test_a_commune_column_that_contradicts_the_address_is_asked():
    line = full(stars=3, commune="Sùng Nhơn", address="thôn 4, xã Đức Hạnh, Đức Linh")

    assert answers_for(line, Field.COMMUNE) == ["23200", "23212"]


def test_a_line_without_a_commune_says_so():
    line = short(1, "Hạt sen", "HTX Sen", "", 3)

    assert (line.commune_code, asked(line)) == ("", set())
    assert any("xã" in str(message) for message in line.messages)


def test_three_products_in_one_cell_become_three_lines_once_answered():
    cell = "Mắm nêm; Mắm ruốc\nMắm tôm"
    question = short(1, cell, "HTX Mắm", "", 3).questions[0]

    register = reading(
        [SHORT, (1, cell, "HTX Mắm", "", 3)], answers={("Sheet1", 2): {Field.PRODUCT: question.choices[0].answer}}
    )

    assert [(line.row, line.product) for line in register.lines] == [(2, "Mắm nêm"), (2, "Mắm ruốc"), (2, "Mắm tôm")]


def test_the_answer_about_a_producer_holds_for_the_rows_that_continue_it():
    rows = [("Tên sản phẩm", "Chủ thể", "Xã", "Hạng sao"), ("Hạt sen", "HTX Sen", "Tân Hà", 3), ("Trà sen", "", "", 3)]

    register = reading(rows, answers={("Sheet1", 2): {Field.COMMUNE: "23221"}})

    assert [line.commune_code for line in register.lines] == ["23221", "23221"]
    assert not any(line.questions for line in register.lines)


def test_an_answer_of_nothing_leaves_the_cell_empty():
    line = full(stars=3, phone="gọi sau", answers={Field.PHONE: ""})

    assert (line.phone, asked(line)) == ("", set())


def test_a_row_may_be_skipped_by_answer():
    line = short(1, "Hạt sen", "HTX Sen", "", "?", answers={Field.ROW: SKIP})

    assert line.refusal is not None


def test_an_ambiguous_revenue_is_settled_by_its_answer():
    question = short(1, "Hạt sen", "HTX Sen", "", 3, "", "1.234").questions[0]

    line = short(1, "Hạt sen", "HTX Sen", "", 3, "", "1.234", answers={Field.REVENUE: question.choices[0].answer})

    assert line.revenue_by_year == (Revenue(1_234_000_000),)


def test_revenue_of_several_years_is_kept_apart():
    heading = ("Tên sản phẩm", "Chủ thể", "Doanh thu 2022 (triệu đồng)", "Doanh thu 2023 (triệu đồng)")

    line = only(reading([heading, ("Hạt sen", "HTX Sen", 100, 200)]))

    assert line.revenue_by_year == (Revenue(100_000_000, 2022), Revenue(200_000_000, 2023))


def test_two_columns_of_one_heading_that_say_different_things_are_asked():
    rows = [("Tên sản phẩm", "Chủ thể", "Hạng sao", "Hạng sao"), ("Hạt sen", "HTX Sen", 3, 4)]

    assert answers_for(only(reading(rows)), Field.STARS) == ["3", "4"]


def test_the_cells_of_unknown_columns_are_not_lost():
    line = only(reading([("Tên sản phẩm", "Chủ thể", "Sản lượng"), ("Hạt sen", "HTX Sen", "5 tấn")]))

    assert line.unread == (("Sản lượng", "5 tấn"),)


def test_a_cell_beyond_every_heading_is_mentioned():
    line = only(reading([("Tên sản phẩm", "Chủ thể"), ("Hạt sen", "HTX Sen", "", "lạc cột")]))

    assert line.unread == (("D", "lạc cột"),)
    assert any("lạc cột" in str(message) for message in line.messages)


def test_an_unknown_commune_in_the_address_of_a_short_list_is_asked():
    assert asked(short(1, "Hạt sen", "HTX Sen", "thôn 2, xã Lạ Hoắc", 3)) == {Field.COMMUNE}


def test_two_sheets_are_read_and_each_line_names_its_own():
    register = reading(
        SheetOf([SHORT, (1, "Hạt sen", "HTX Sen", "", 3)], name="2022"),
        SheetOf([SHORT, (1, "Gạo", "HTX Gạo", "", 3)], name="2023"),
    )

    assert [(line.sheet, line.row) for line in register.lines] == [("2022", 2), ("2023", 2)]
    assert ["2022" in str(register.lines[0].messages[0]), "2023" in str(register.lines[1].messages[0])] == [True, True]


def test_a_sheet_without_a_list_is_named_in_the_remarks():
    register = reading([SHORT, (1, "Hạt sen", "HTX Sen", "", 3)], SheetOf([["Danh mục chọn"]], name="DM"))

    assert any("DM" in str(remark) for remark in register.remarks)


def test_a_hidden_sheet_is_read_and_named_in_the_remarks():
    register = reading(
        [SHORT, (1, "Hạt sen", "HTX Sen", "", 3)],
        SheetOf([SHORT, (1, "Gạo", "HTX Gạo", "", 3)], name="Cũ", hidden=True),
    )

    assert len(register.lines) == 2
    assert any("Cũ" in str(remark) for remark in register.remarks)


def test_a_workbook_without_any_list_is_refused():
    with pytest.raises(UnreadableWorkbook, match="tiêu đề"):
        reading([["Biên bản họp"], ["1", "2"]])


def test_a_name_that_no_certificate_could_bear_is_refused():
    assert short(1, "Mắm " * 200, "HTX Mắm", "", 3).refusal is not None


def test_a_rank_that_no_decision_and_no_date_bears_out_is_remarked() -> None:
    bare_rank = short(1, "Hạt sen", "HTX Sùng Nhơn", "Sùng Nhơn", "3 sao", "", "")
    dated = short(1, "Hạt sen", "HTX Sùng Nhơn", "Sùng Nhơn", "3 sao", "25/9/2023", "")

    remark = "Ghi 3 sao nhưng không có ngày, số quyết định công nhận: chưa tính được thời hạn."
    assert remark in map(str, bare_rank.messages)
    assert remark not in map(str, dated.messages)
