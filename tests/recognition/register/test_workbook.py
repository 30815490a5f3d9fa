"""The register written out is the register read in: nothing changes on the way there and back."""

import io
import re
import zipfile
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from ocop.core.text.dates import PartialDate, Precision
from ocop.core.text.normal import nfc
from ocop.recognition.rules.register import (
    Known,
    LegalForm,
    Recognition,
    Register,
    UnreadableWorkbook,
    Verdict,
    read_register,
    read_workbook,
    verdicts,
    write_register,
    write_template,
)
from ocop.recognition.rules.register.cells import EXCEL_ERRORS
from ocop.recognition.rules.register.columns import REGISTER
from ocop.recognition.rules.register.headings import find_table
from tests.factories.registers import COMMUNES, IN_2024, gazetteer, known, recognition

PROVINCE = gazetteer()
HEADING_ROWS = 5


def written(*rows: Known, own_district: str | None = None) -> bytes:
    target = io.BytesIO()
    write_register(rows, target, gazetteer=gazetteer(own_district), as_of=IN_2024)
    return target.getvalue()


def read_back(content: bytes, own_district: str | None = None) -> Register:
    return read_register(read_workbook(content), gazetteer(own_district))


def cells(content: bytes) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python(skip_empty_area=False)


TEXT = (
    st.one_of(
        st.sampled_from(
            (
                "=1+1",
                "+84 912",
                "-5 sao",
                "@chủ thể",
                "Nước mắm 40°",
                "A & B <c>",
                "_x0041_",
                "http://a.vn",
                "#1",
                "1.234",
                "Tổng cộng",
            )
        ),
        st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cn", "Co")), max_size=30),
    )
    .map(nfc)
    .filter(lambda text: text not in EXCEL_ERRORS)
)
NAMES = (
    st.one_of(
        st.sampled_from(
            (
                "Hạt sen",
                "=HẠT SEN",
                "-Mắm",
                "@Gạo",
                "+Trà",
                "Rau húng; rau ngò",
                "Nước mắm\nBà Hai",
                "1. Mực 2. Cá",
                "Hộ",
                "Năm 2023",
            )
        ),
        st.text(st.characters(categories=("Lu", "Ll", "Nd", "Zs", "Pd", "Po")), min_size=1, max_size=40),
    )
    .map(nfc)
    .filter(lambda name: re.search(r"[^\W\d_]{2}", name) is not None)
)
DATES = st.one_of(
    st.none(),
    st.builds(PartialDate, st.dates(date(2018, 1, 1), date(2030, 12, 31))),
    st.builds(
        lambda year, month: PartialDate(date(year, month, 1), Precision.MONTH),
        st.integers(2018, 2030),
        st.integers(1, 12),
    ),
    st.builds(lambda year: PartialDate(date(year, 1, 1), Precision.YEAR), st.integers(2018, 2030)),
)
DECISIONS = st.one_of(st.just(""), st.integers(1, 9999).map("{}/QĐ-UBND".format), st.integers(1, 9999).map(str))
RECOGNITIONS = st.lists(st.builds(Recognition, st.integers(3, 5), DATES, DECISIONS, TEXT), max_size=4).map(
    lambda given: tuple(sorted(given, key=lambda one: one.date.first if one.date else date.min))
)
PHONES = st.sampled_from(("", "0912345678", "0912 345 678", "0252 3821 234; 0912345678", "gọi sau"))


@st.composite
def products(draw: st.DrawFn) -> Known:
    recognitions = draw(RECOGNITIONS)
    latest = recognitions[-1].date if recognitions else None
    expiry = draw(st.sampled_from((None, PartialDate(latest.latest()) if latest else None)))
    return Known(
        key="1",
        product=draw(NAMES),
        producer=draw(st.one_of(NAMES, st.just("HTX Sùng Nhơn"))),
        form=draw(st.sampled_from((None, *LegalForm))),
        commune_code=draw(st.sampled_from(("", *(commune.code for commune in COMMUNES)))),
        address=draw(st.one_of(TEXT, st.sampled_from(("thôn 2, xã Đức Hạnh", "xã Tân Hà", "xã Sùng Nhơn, Đức Linh")))),
        representative=draw(TEXT),
        phone=draw(PHONES),
        group=draw(TEXT),
        stars=recognitions[-1].stars if recognitions else None,
        recognitions=recognitions,
        expiry=expiry,
        note=draw(TEXT),
    )


@settings(deadline=None)
@given(stored=products(), own_district=st.sampled_from((None, "600", "593")))
def test_a_product_written_out_comes_back_unchanged(stored: Known, own_district: str | None):
    register = read_back(written(stored, own_district=own_district), own_district)

    outcomes = list(verdicts(register.lines, [stored]))

    assert [(outcome.verdict, outcome.changes, outcome.questions) for outcome in outcomes] == [
        (Verdict.UNCHANGED, (), ())
    ]


def test_a_register_of_many_products_comes_back_unchanged():
    stored = [
        known("Hạt sen", key="1", commune_code="23200", phone="0912345678", note="=1"),
        known(
            "Trà sen",
            key="2",
            commune_code="23200",
            phone="0912345678",
            stars=4,
            recognitions=(recognition(3, "2020"), recognition(4, "9/2023")),
        ),
        known(
            "Gạo", "HKD Tân Hà", key="3", form=LegalForm.HOUSEHOLD, commune_code="23221", recognitions=(), stars=None
        ),
        known("Gạo", "HTX Tân Hà", key="4", commune_code="23257", recognitions=(recognition(5, None),), stars=5),
    ]

    outcomes = list(verdicts(read_back(written(*stored)).lines, stored))

    assert [outcome.verdict for outcome in outcomes] == [Verdict.UNCHANGED] * 4
    assert [outcome.known.key for outcome in outcomes] == ["1", "2", "3", "4"]


def test_a_register_read_into_an_empty_store_gives_what_was_written():
    stored = known(commune_code="23200", phone="0912345678", group="Thực phẩm", address="thôn 2", note="=ghi chú")

    outcome = next(verdicts(read_back(written(stored)).lines, ()))

    assert outcome.verdict is Verdict.CREATED
    assert outcome.after == Known(**{**stored.__dict__, "key": ""})


def test_the_22_columns_stand_in_their_order_under_their_groups():
    sheet = read_workbook(written(known())).sheets[0]

    table = find_table(sheet)

    assert {columns[0].index: field for field, columns in table.columns.items()} == {
        number: column.field for number, column in enumerate(REGISTER)
    }


def test_a_day_is_a_date_of_excel_and_a_month_stays_text():
    days = cells(
        written(known(recognitions=(recognition(3, "25/9/2023"),)), known(recognitions=(recognition(3, "9/2023"),)))
    )

    assert [row[12] for row in days[HEADING_ROWS:]] == [date(2023, 9, 25), "09/2023"]


@pytest.mark.parametrize("text", ["=1+1", "+84", "-x", "@a"])
def test_text_that_looks_like_a_formula_is_written_as_quoted_text(text: str):
    content = written(known(product=text))

    with zipfile.ZipFile(io.BytesIO(content)) as package:
        sheet, styles = package.read("xl/worksheets/sheet1.xml").decode(), package.read("xl/styles.xml").decode()
    assert "<f>" not in sheet
    assert 'quotePrefix="1"' in styles
    assert cells(content)[HEADING_ROWS][1] == text


def test_the_register_says_of_which_day_it_is():
    assert "13/5/2024" in str(cells(written(known()))[1][0])


def test_a_register_without_products_is_an_empty_register():
    register = read_back(written())

    assert (register.lines, register.ignored) == ((), ())


def test_a_text_that_no_cell_can_hold_is_not_cut_silently():
    with pytest.raises(ValueError, match="does not fit"):
        written(known(note="x" * 40_000))


def test_the_template_is_a_register_that_waits_for_its_first_row():
    target = io.BytesIO()

    write_template(target)

    register = read_back(target.getvalue())
    assert (register.lines, register.ignored) == ((), ())
    assert not isinstance(register, UnreadableWorkbook)


def test_more_than_two_recognitions_leave_the_latest_two_in_the_register():
    stored = known(stars=5, recognitions=(recognition(3, "2019"), recognition(4, "2021"), recognition(5, "2024")))

    line = read_back(written(stored)).lines[0]

    assert line.recognitions == stored.recognitions[1:]
    assert next(verdicts([line], [stored])).verdict is Verdict.UNCHANGED
