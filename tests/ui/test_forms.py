"""What people type arrives clean, and what they mistype is answered in Vietnamese at the field."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import IntegerField, PasswordField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, NumberRange

from ocop.core.errors import DomainError
from ocop.core.text.dates import PartialDate
from ocop.ui import forms


class SurveyForm(forms.Form):
    """What a surveyor fills in."""

    class Meta(forms.Form.Meta):
        """The token is the business of other tests."""

        csrf = False

    name = StringField("Tên", [DataRequired()])
    story = TextAreaField("Câu chuyện")
    secret = PasswordField("Mật khẩu")
    code = StringField("Mã", [Length(max=5)])
    people = IntegerField("Số lao động", [NumberRange(min=1)], default=1)
    founded = forms.VietnameseDateField("Ngày thành lập")
    since = forms.PartialDateField("Sản xuất từ")
    money = forms.MoneyField("Doanh thu")
    share = forms.VietnameseDecimalField("Tỷ lệ")


@pytest.fixture
def page(showroom_app: Flask) -> Iterator[None]:
    """A request for a form."""
    with showroom_app.test_request_context("/"):
        yield


def filled(**answers: str) -> SurveyForm:
    """The form as sent with these answers."""
    form = SurveyForm(MultiDict({"name": "Cơ sở", "people": "1"} | answers))
    form.validate()
    return form


@pytest.mark.usefixtures("page")
def test_a_name_is_stored_composed_and_trimmed() -> None:
    form = filled(name="  Nu\u031bo\u031b\u0301c  ma\u0306\u0301m ")

    assert form.name.data == "Nước mắm"


@pytest.mark.usefixtures("page")
def test_a_text_keeps_its_paragraphs() -> None:
    form = filled(story=" Một \r\n\r\n\r\n\r\nHai ")

    assert form.story.data == "Một\n\nHai"


@pytest.mark.usefixtures("page")
def test_a_password_is_not_trimmed() -> None:
    form = filled(secret=" hai  cách ")

    assert form.secret.data == " hai  cách "


@pytest.mark.usefixtures("page")
def test_an_empty_name_is_asked_for_in_vietnamese() -> None:
    form = filled(name="   ")

    assert form.name.errors == ["Vui lòng nhập mục này."]


@pytest.mark.usefixtures("page")
def test_a_line_has_a_limit_although_nobody_set_one() -> None:
    form = filled(name="a" * 501)

    assert form.name.errors == ["Vui lòng rút gọn còn tối đa 500 ký tự."]


@pytest.mark.usefixtures("page")
def test_a_limit_of_the_form_goes_before_the_usual_one() -> None:
    form = filled(code="123456")

    assert form.code.errors == ["Vui lòng rút gọn còn tối đa 5 ký tự."]


@pytest.mark.usefixtures("page")
def test_a_number_below_the_least_is_refused_with_the_least() -> None:
    form = filled(people="0")

    assert form.people.errors == ["Vui lòng nhập số từ 1 trở lên."]


@pytest.mark.usefixtures("page")
def test_letters_for_a_number_are_refused() -> None:
    form = filled(people="ba")

    assert form.people.errors[0] == "Vui lòng nhập một số nguyên."


@pytest.mark.usefixtures("page")
@pytest.mark.parametrize("written", ["15/5/2024", "15.5.2024", " 15-5-2024 ", "2024-05-15"])
def test_a_day_may_be_written_as_people_do(written: str) -> None:
    form = filled(founded=written)

    assert form.founded.data == date(2024, 5, 15)


@pytest.mark.usefixtures("page")
@pytest.mark.parametrize("written", ["31/2/2024", "5/2024", "hôm qua", "15/5/2204"])
def test_what_is_no_day_is_refused_and_stays_in_the_box(written: str) -> None:
    form = filled(founded=written)

    assert form.founded.errors == ["Vui lòng nhập ngày theo dạng 15/5/2024."]
    assert form.founded._value() == written


@pytest.mark.usefixtures("page")
def test_a_date_may_be_known_to_the_year_only() -> None:
    form = filled(since="2019")

    assert form.since.data == PartialDate.parse("2019")


@pytest.mark.usefixtures("page")
def test_money_may_be_written_in_millions() -> None:
    form = filled(money="1,5 triệu")

    assert form.money.data == 1_500_000


@pytest.mark.usefixtures("page")
@pytest.mark.parametrize("written", ["-5", "1.5", "nhiều", "1.000.000 tỷ"])
def test_money_is_never_negative_and_never_guessed(written: str) -> None:
    form = filled(money=written)

    assert form.money.errors == ["Vui lòng nhập số tiền bằng đồng, ví dụ 1.250.000."]


@pytest.mark.usefixtures("page")
def test_a_decimal_takes_a_comma() -> None:
    form = filled(share="12,5")

    assert form.share.data == Decimal("12.5")


@pytest.mark.usefixtures("page")
def test_an_empty_box_means_nothing_is_known() -> None:
    form = filled(founded="", money=" ", share="", since="")

    assert (form.founded.data, form.money.data, form.share.data, form.since.data) == (None, None, None, None)
    assert not form.errors


@pytest.mark.usefixtures("page")
def test_stored_values_stand_in_the_boxes_as_offices_write_them() -> None:
    stored = {
        "founded": date(2024, 5, 2),
        "money": 1_250_000,
        "share": Decimal("12.50"),
        "since": PartialDate.parse("9/2023"),
    }

    form = SurveyForm(data=stored)

    assert [field._value() for field in (form.founded, form.money, form.share, form.since)] == [
        "02/5/2024", "1.250.000", "12,5", "tháng 9/2023",
    ]  # fmt: skip


def refuse(field: str | None) -> None:
    """A service that says no."""
    raise DomainError("Mã này đã dùng. Vui lòng chọn mã khác.", field=field)


@pytest.mark.usefixtures("page")
def test_a_refusal_that_names_a_field_stands_at_the_field() -> None:
    form = filled()

    assert not form.lets(lambda: refuse("code"))
    assert form.code.errors == ["Mã này đã dùng. Vui lòng chọn mã khác."]


@pytest.mark.usefixtures("page")
@pytest.mark.parametrize("field", [None, "elsewhere"])
def test_any_other_refusal_gets_a_page_of_its_own(field: str | None) -> None:
    form = filled()

    with pytest.raises(DomainError):
        form.lets(lambda: refuse(field))


@pytest.mark.usefixtures("page")
def test_what_the_rules_let_pass_is_done() -> None:
    done: list[str] = []

    assert filled().lets(lambda: done.append("saved"))
    assert done == ["saved"]


@pytest.mark.usefixtures("page")
@pytest.mark.parametrize(("field", "text"), [("name", "Nước mắm 😀"), ("story", "Chữ 漢"), ("code", "\uf0b7")])
def test_a_letter_that_no_paper_shows_is_named_at_its_field(field: str, text: str) -> None:
    form = filled(**{field: text})

    (sentence,) = form[field].errors
    assert f"U+{ord(text[-1]):04X}" in str(sentence)


@pytest.mark.usefixtures("page")
@pytest.mark.parametrize("unseen", ["\u200b", " \u00ad ", "\x00", "\u202e"])
def test_a_box_in_which_nothing_can_be_seen_is_empty(unseen: str, showroom_app: Flask) -> None:
    with showroom_app.test_request_context("/", method="POST", data={"name": unseen, "founded": unseen}):
        form = SurveyForm()
        form.validate()

    assert form.name.errors
    assert form.founded.raw_data == [""]


@pytest.mark.parametrize("body", ['{"name": 5}', "[1, 2]", '{"name": {"a": 1}}', "{"])
def test_a_form_is_never_read_from_json(body: str, showroom_app: Flask) -> None:
    with showroom_app.test_request_context("/", method="POST", data=body, content_type="application/json"):
        form = SurveyForm()
        form.validate()

    assert form.name.errors
    assert form.name.data is None
