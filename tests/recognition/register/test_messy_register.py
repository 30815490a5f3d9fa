"""A register with every bad habit at once: each row gets its verdict, nothing is guessed, nothing is lost."""

import unicodedata
from dataclasses import replace
from datetime import date

import pytest

from ocop.recognition.rules.register import Answers, Field, Known, Outcome, Register, Verdict, report, verdicts
from ocop.recognition.rules.register.legal_forms import name_key
from ocop.recognition.rules.register.spelling import words
from tests.factories.registers import SheetOf, reading

FIRST_SHEET, SECOND_SHEET = "Sổ 22 cột", "Danh sách mới"


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


SHUFFLED = [
    "Ghi chú", "Số QĐ lần 1", "Tên chủ thể", "Hạng hiện tại", "Xã", "TÊN SẢN PHẨM", "Năm lần 1", "Điện thoại",
    "Ngày lần 1", "TT", "Hạng lần 1", "Loại hình", "Cơ quan lần 1", "Địa chỉ", "Ngày hết hạn", "Nhóm",
    "Người đại diện", "Cơ quan lần 2", "Số QĐ lần 2", "Năm lần 2", "Ngày lần 2", "Hạng lần 2",
]  # fmt: skip


def row(**cells: object) -> list[object]:
    """A row of the shuffled register by the headings without spaces and marks."""
    by_name = {words(heading).replace(" ", "_"): heading for heading in SHUFFLED}
    values = {by_name[name]: cell for name, cell in cells.items()}
    return [values.get(heading, "") for heading in SHUFFLED]


REGISTER_ROWS = [
    ["UBND HUYỆN ĐỨC LINH", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    [nfd("SỔ THEO DÕI SẢN PHẨM OCOP NĂM 2023")],
    [],
    SHUFFLED,
    row(tt=1, ten_san_pham=nfd("Hạt sen tươi"), ten_chu_the=nfd("HTX Sùng Nhơn"), loai_hinh="H.T.X", xa="Sùng Nhơn",
        hang_hien_tai="3*", hang_lan_1="ba sao", ngay_lan_1="25.9.2023", nam_lan_1=2023, so_qd_lan_1="12/QĐ-UBND",
        dien_thoai=912345678),
    row(tt=2, ten_san_pham="TRÀ SEN SẤY", hang_hien_tai=3, hang_lan_1=3, ngay_lan_1="tháng 9/2023"),
    row(tt=3, ten_san_pham="Bột sen", hang_hien_tai="★★★", hang_lan_1=3, ngay_lan_1="25/09/23", nam_lan_1="2023"),
    row(tt=4, ten_san_pham="Yến sào", ten_chu_the="Hộ kinh doanh Yến An", loai_hinh="hộ", xa="#REF!", hang_hien_tai=3,
        nam_lan_1=2022),
    row(tt=5, ten_san_pham="Rượu yến", ten_chu_the="HKD Yến Bình", xa="Tân Hà", hang_hien_tai=3,
        ngay_lan_1=date(2023, 9, 25), nam_lan_1=2022),
    row(tt=6, ten_san_pham="Mắm nêm; Mắm ruốc\nMắm tôm", ten_chu_the="Cty TNHH Mắm Bình Tân", xa="Bình Tân",
        hang_hien_tai=3, nam_lan_1=2023),
    row(tt=7, ten_san_pham="Nước mắm", ten_chu_the="Cty TNHH Mắm Bình Tân", hang_hien_tai=3, hang_lan_1=3,
        nam_lan_1=2020, hang_lan_2=4, nam_lan_2=2023),
    row(tt=8, ten_san_pham="Nếp cẩm", ten_chu_the="THT Nếp", xa="Xã Không Có", hang_hien_tai="4 sao (đề nghị 5 sao)",
        ngay_lan_1="31/02/2023"),
    row(tt=9, ten_san_pham="HẠT SEN TƯƠI", ten_chu_the="Hợp tác xã Sùng Nhơn", hang_hien_tai=3, nam_lan_1=2023),
    row(tt=10, ten_san_pham="=SUM(A1)", ten_chu_the="@Chủ thể lạ", loai_hinh="Công ty", xa="Đức Hạnh",
        hang_hien_tai=3, ghi_chu="-ghi chú"),
    row(ten_san_pham="Tổng cộng: 12 sản phẩm"),
    row(ten_chu_the="NGƯỜI LẬP", xa="TRƯỞNG PHÒNG"),
    row(ten_chu_the="Sen", xa="Súng"),
]  # fmt: skip
LIST_ROWS = [
    ["TT", "Tên sản phẩm", "Chủ thể", "Địa chỉ", "Hạng sao", "Ngày công nhận", "Doanh thu (triệu đồng)"],
    [1, "Gạo ST25", "HTX Tân Hà", "thôn 1, xã Tân Hà, huyện Đức Linh", "3 sao", "25/9/2023", "1.234,5"],
    [2, "Gạo lứt", "HTX Bình Tân", "thôn 1, Bình Tân", "3 sao", "9/2023", "1,234.5"],
    [3, "Gạo nếp", "HTX Đức Tài", "khu phố 1, Đức Tài", "3", "2023", "1.234"],
    [4, "Hạt sen tươi", "HTX Đức Hạnh", "Đức Hạnh", 3, 45194, 1234.5],
]
FIRST_DATA_ROW = 5
SHEETS = (SheetOf(REGISTER_ROWS, merged=((4, 2, 6, 2),), name=FIRST_SHEET), SheetOf(LIST_ROWS, name=SECOND_SHEET))

EXPECTED = {
    (FIRST_SHEET, 5): ("created", set()),
    (FIRST_SHEET, 6): ("created", set()),
    (FIRST_SHEET, 7): ("created", set()),
    (FIRST_SHEET, 8): ("question", {Field.COMMUNE}),
    (FIRST_SHEET, 9): ("question", {Field.FIRST_DATE}),
    (FIRST_SHEET, 10): ("question", {Field.PRODUCT, Field.COMMUNE}),
    (FIRST_SHEET, 11): ("question", {Field.STARS}),
    (FIRST_SHEET, 12): ("question", {Field.COMMUNE, Field.STARS, Field.FIRST_DATE}),
    (FIRST_SHEET, 13): ("unchanged", set()),
    (FIRST_SHEET, 14): ("created", set()),
    (SECOND_SHEET, 2): ("created", set()),
    (SECOND_SHEET, 3): ("question", {Field.COMMUNE}),
    (SECOND_SHEET, 4): ("question", {Field.REVENUE}),
    (SECOND_SHEET, 5): ("created", set()),
}
ANSWERS: Answers = {
    (FIRST_SHEET, 8): {Field.COMMUNE: "23194"},
    (FIRST_SHEET, 9): {Field.FIRST_DATE: "25/09/2023"},
    (FIRST_SHEET, 10): {Field.PRODUCT: "Mắm nêm\nMắm ruốc\nMắm tôm", Field.COMMUNE: "23237"},
    (FIRST_SHEET, 11): {Field.STARS: "4"},
    (FIRST_SHEET, 12): {Field.COMMUNE: "", Field.STARS: "4", Field.FIRST_DATE: "28/02/2023"},
    (SECOND_SHEET, 3): {Field.COMMUNE: "23047"},
    (SECOND_SHEET, 4): {Field.REVENUE: "1234 triệu đồng"},
}


@pytest.fixture(scope="module")
def register() -> Register:
    return reading(*SHEETS, own_district="600")


@pytest.fixture(scope="module")
def outcomes(register: Register) -> list[Outcome]:
    return list(verdicts(register.lines, ()))


def store_of(outcomes_: list[Outcome]) -> list[Known]:
    products = {
        (name_key(one.after.producer), words(one.after.product)): replace(one.after, key=str(number))
        for number, one in enumerate(outcomes_)
    }
    return list(products.values())


def test_each_row_has_the_verdict_that_it_deserves(outcomes: list[Outcome]):
    verdict_and_questions = {
        outcome.line.place: (outcome.verdict.value, {question.field for question in outcome.questions})
        for outcome in outcomes
    }

    assert verdict_and_questions == EXPECTED


def test_every_question_says_what_to_do_in_vietnamese(outcomes: list[Outcome]):
    questions = [str(question.message) for outcome in outcomes for question in outcome.questions]

    assert len(questions) == sum(len(fields) for _, fields in EXPECTED.values())
    assert all(len(text) > 15 and "%(" not in text for text in questions)


def test_every_filled_row_below_the_headings_is_in_the_report(register: Register, outcomes: list[Outcome]):
    rows = [told["row"] for told in report(outcomes, register.ignored)]

    assert rows == [*range(FIRST_DATA_ROW, len(REGISTER_ROWS) + 1), *range(2, len(LIST_ROWS) + 1)]


def test_the_report_has_only_its_nine_columns_and_five_verdicts(register: Register, outcomes: list[Outcome]):
    told = report(outcomes, register.ignored)

    assert {tuple(entry) for entry in told} == {
        ("row", "outcome", "product", "producer", "stars", "date", "date_precision", "commune_code", "messages")
    }
    assert {entry["outcome"] for entry in told} <= {verdict.value for verdict in Verdict}


def test_the_precision_of_every_date_is_reported(outcomes: list[Outcome]):
    told = {
        (entry["row"], entry["date"], entry["date_precision"])
        for entry in report(outcomes)
        if entry["outcome"] == "created"
    }

    assert {(5, "2023-09-25", "day"), (6, "2023-09-01", "month"), (7, "2023-09-25", "day"), (14, None, None)} <= told


def test_merged_producers_and_their_communes_continue_downwards(register: Register):
    covered = [
        (line.producer, line.commune_code) for line in register.lines if line.sheet == FIRST_SHEET and line.row <= 7
    ]

    assert covered == [("HTX Sùng Nhơn", "23200")] * 3


def test_text_that_looks_like_a_formula_is_taken_as_text(register: Register):
    line = next(line for line in register.lines if line.row == 14)

    assert (line.product, line.producer, line.note) == ("=SUM(A1)", "@Chủ thể lạ", "-ghi chú")


def test_once_everything_is_answered_nothing_is_left_to_ask():
    answered = list(verdicts(reading(*SHEETS, own_district="600", answers=ANSWERS).lines, ()))

    assert {outcome.verdict for outcome in answered} == {Verdict.CREATED, Verdict.UNCHANGED}
    assert sum(outcome.verdict is Verdict.CREATED for outcome in answered) == len(EXPECTED) - 1 + 2


def test_importing_the_answered_file_again_changes_nothing():
    lines = reading(*SHEETS, own_district="600", answers=ANSWERS).lines
    stored = store_of(list(verdicts(lines, ())))

    again = list(verdicts(lines, stored))

    assert {outcome.verdict for outcome in again} == {Verdict.UNCHANGED}


def test_importing_the_same_file_again_without_the_answers_creates_and_updates_nothing(register: Register):
    stored = store_of(list(verdicts(reading(*SHEETS, own_district="600", answers=ANSWERS).lines, ())))

    again = list(verdicts(register.lines, stored))

    assert {outcome.verdict for outcome in again} <= {Verdict.UNCHANGED, Verdict.QUESTION}
