"""Each line is judged against the store and the rows above it; what both cannot be true together is asked."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ocop.recognition.rules.register import (
    SKIP,
    TAKE,
    Field,
    Known,
    LegalForm,
    Line,
    Message,
    Outcome,
    Revenue,
    Verdict,
    report_row,
    verdicts,
)
from ocop.recognition.rules.register.legal_forms import name_key
from ocop.recognition.rules.register.spelling import words
from tests.factories.registers import day, known, line, reading, recognition


def judged(given: Line, *stored: Known) -> Outcome:
    return next(verdicts([given], stored))


def outcomes(*lines: Line, stored: tuple[Known, ...] = ()) -> list[Outcome]:
    return list(verdicts(lines, stored))


def asked(outcome: Outcome) -> set[Field]:
    return {question.field for question in outcome.questions}


def changed(outcome: Outcome) -> set[str]:
    return {change.field for change in outcome.changes}


def test_a_product_that_nobody_stored_is_created():
    outcome = judged(line())

    assert (outcome.verdict, outcome.known) == (Verdict.CREATED, None)
    assert outcome.after.form is LegalForm.COOPERATIVE


def test_a_product_stored_as_the_line_says_is_unchanged():
    assert judged(line(), known()).verdict is Verdict.UNCHANGED


@pytest.mark.parametrize(
    ("product", "producer"),
    [
        ("HẠT SEN", "HTX SÙNG NHƠN"),
        ("Hat sen", "HTX Sung Nhon"),
        ("hạt sen.", "Hợp tác xã Sùng Nhơn"),
        ("Hạt  sen", "H.T.X Sùng Nhơn"),
    ],
)
def test_capitals_lost_marks_and_abbreviations_change_nothing(product: str, producer: str):
    assert judged(line(product=product, producer=producer), known()).verdict is Verdict.UNCHANGED


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"phone": "0912345678"}, "phone"),
        ({"address": "thôn 2"}, "address"),
        ({"representative": "Trần Thị Sen"}, "representative"),
        ({"commune_code": "23200"}, "commune_code"),
        ({"group": "Thực phẩm"}, "group"),
        ({"note": "đổi bao bì"}, "note"),
        ({"form": LegalForm.ENTERPRISE, "form_stated": True}, "form"),
        ({"revenue_by_year": (Revenue(5, 2023),)}, "revenue_by_year"),
        ({"expiry": day("25/9/2026")}, "expiry"),
    ],
)
def test_what_a_line_adds_is_an_update_that_names_the_field(given: dict[str, object], field: str):
    outcome = judged(line(**given), known())

    assert (outcome.verdict, changed(outcome)) == (Verdict.UPDATED, {field})


def test_an_empty_cell_takes_nothing_away():
    stored = known(
        phone="0912345678",
        address="thôn 2",
        group="Thực phẩm",
        note="x",
        expiry=day("25/9/2026"),
        revenue_by_year=(Revenue(5),),
    )

    assert judged(line(recognitions=(), stars=None), stored).verdict is Verdict.UNCHANGED


def test_a_form_guessed_from_the_name_does_not_replace_the_stored_one():
    stored = known(form=LegalForm.HOUSEHOLD)

    assert judged(line(form=LegalForm.COOPERATIVE, form_stated=False), stored).verdict is Verdict.UNCHANGED


def test_the_same_name_of_another_producer_is_only_a_warning():
    outcome = judged(line(producer="HTX Gạo"), known())

    assert outcome.verdict is Verdict.CREATED
    assert any("cùng tên" in str(message) for message in outcome.messages)


@pytest.mark.parametrize(("product", "producer"), [("Hạt sén", "HTX Sùng Nhơn"), ("Hạt sen", "HTX Sùng Nhớn")])
def test_names_that_differ_only_in_their_marks_are_asked(product: str, producer: str):
    outcome = judged(line(product=product, producer=producer), known())

    assert outcome.verdict is Verdict.QUESTION
    assert asked(outcome) <= {Field.PRODUCT, Field.PRODUCER}


def test_names_that_differ_only_in_their_marks_are_two_once_answered():
    outcome = judged(line(product="Hạt sén", answered={Field.PRODUCT: "Hạt sén"}), known())

    assert outcome.verdict is Verdict.CREATED


def test_a_later_recognition_is_an_update_and_raises_the_rank():
    outcome = judged(line(stars=4, recognitions=(recognition(3), recognition(4, "20/12/2026"))), known())

    assert outcome.verdict is Verdict.UPDATED
    assert (outcome.after.stars, len(outcome.after.recognitions)) == (4, 2)


def test_an_older_recognition_completes_the_history_without_lowering_the_rank():
    stored = known(stars=4, recognitions=(recognition(4, "20/12/2023"),))

    outcome = judged(line(stars=3, recognitions=(recognition(3, "5/4/2020"),)), stored)

    assert outcome.verdict is Verdict.UPDATED
    assert [one.stars for one in outcome.after.recognitions] == [3, 4]
    assert outcome.after.stars == 4


def test_a_file_older_than_the_store_says_so():
    stored = known(stars=4, recognitions=(recognition(3, "5/4/2020"), recognition(4, "20/12/2023")))

    outcome = judged(line(stars=3, recognitions=(recognition(3, "5/4/2020"),)), stored)

    assert outcome.verdict is Verdict.UNCHANGED
    assert any("mới hơn" in str(message) for message in outcome.messages)


def test_a_date_that_becomes_more_precise_is_an_update():
    outcome = judged(line(recognitions=(recognition(3, "25/9/2023"),)), known(recognitions=(recognition(3, "9/2023"),)))

    assert outcome.verdict is Verdict.UPDATED
    assert outcome.after.recognitions == (recognition(3, "25/9/2023"),)


@pytest.mark.parametrize("when", ["9/2023", "2023"])
def test_a_date_that_is_less_precise_changes_nothing(when: str):
    assert judged(line(recognitions=(recognition(3, when),)), known()).verdict is Verdict.UNCHANGED


def test_another_day_in_the_same_year_is_asked():
    outcome = judged(line(recognitions=(recognition(3, "26/9/2023"),)), known())

    assert asked(outcome) == {Field.FIRST_DATE}


def test_another_day_of_the_same_decision_is_asked():
    stored = known(recognitions=(recognition(3, "25/9/2023", "12/QĐ-UBND"),))

    assert asked(judged(line(recognitions=(recognition(3, "25/9/2024", "12/QĐ-UBND"),)), stored)) == {Field.FIRST_DATE}


def test_an_answered_date_replaces_the_stored_one():
    given = line(recognitions=(recognition(3, "26/9/2023", "12/QĐ-UBND"),), answered={Field.FIRST_DATE: "26/9/2023"})

    outcome = judged(given, known(recognitions=(recognition(3, "25/9/2023", "12/QĐ-UBND"),)))

    assert outcome.after.recognitions == (recognition(3, "26/9/2023", "12/QĐ-UBND"),)


def test_another_rank_for_the_same_recognition_is_asked():
    assert asked(judged(line(stars=4, recognitions=(recognition(4),)), known())) == {Field.FIRST_STARS}


def test_another_rank_without_any_date_is_asked():
    assert asked(judged(line(stars=4, recognitions=(recognition(4, None),)), known())) == {Field.STARS}


def test_the_stored_rank_without_a_date_changes_nothing():
    assert judged(line(recognitions=(recognition(3, None),)), known()).verdict is Verdict.UNCHANGED


def test_a_date_fills_a_recognition_stored_without_one():
    outcome = judged(line(), known(recognitions=(recognition(3, None),)))

    assert outcome.after.recognitions == (recognition(3),)


def test_the_symbol_completes_a_number_stored_without_it():
    outcome = judged(
        line(recognitions=(recognition(3, "25/9/2023", "12/QĐ-UBND"),)),
        known(recognitions=(recognition(3, "25/9/2023", "12"),)),
    )

    assert outcome.after.recognitions == (recognition(3, "25/9/2023", "12/QĐ-UBND"),)


def test_an_expiry_that_differs_by_a_day_is_how_offices_count():
    assert judged(line(expiry=day("24/9/2026")), known(expiry=day("25/9/2026"))).verdict is Verdict.UNCHANGED


def test_another_expiry_is_asked():
    assert asked(judged(line(expiry=day("25/9/2027")), known(expiry=day("25/9/2026")))) == {Field.EXPIRY}


def test_a_row_that_repeats_another_adds_nothing():
    first, second = outcomes(line(row=5), line(row=9))

    assert (first.verdict, second.verdict) == (Verdict.CREATED, Verdict.UNCHANGED)
    assert any("hàng 5" in str(message) for message in second.messages)


def test_a_row_that_repeats_another_differently_is_asked():
    _, second = outcomes(line(row=5), line(row=9, group="Thực phẩm"))

    assert asked(second) == {Field.ROW}
    assert [choice.answer for choice in second.questions[0].choices] == [TAKE, SKIP]


def test_a_repeated_row_that_the_officer_takes_is_an_update():
    _, second = outcomes(line(row=5), line(row=9, group="Thực phẩm", answered={Field.ROW: TAKE}))

    assert second.verdict is Verdict.UPDATED


def test_two_rows_that_contradict_each_other_about_a_producer_are_asked():
    _, second = outcomes(line(row=5, phone="0912345678"), line(row=6, product="Trà sen", phone="0987654321"))

    assert asked(second) == {Field.PHONE}
    assert [choice.answer for choice in second.questions[0].choices] == ["0912345678", "0987654321"]


def test_a_second_product_does_not_update_what_the_first_row_already_told():
    stored = (known(), known(product="Trà sen", key="2"))

    first, second = outcomes(
        line(phone="0912345678"), line(row=6, product="Trà sen", phone="0912345678"), stored=stored
    )

    assert (first.verdict, second.verdict) == (Verdict.UPDATED, Verdict.UNCHANGED)


def test_a_line_with_questions_is_a_question_whatever_the_store_says():
    given = reading([("Tên sản phẩm", "Chủ thể", "Hạng sao"), ("Hạt sen", "HTX Sùng Nhơn", "3-4 sao")]).lines[0]

    assert judged(given, known()).verdict is Verdict.QUESTION


def test_a_refused_line_is_refused_with_its_reason():
    outcome = judged(line(product="", refusal=Message("Hàng không có tên sản phẩm.")))

    assert outcome.verdict is Verdict.REFUSED
    assert [str(message) for message in outcome.messages] == ["Hàng không có tên sản phẩm."]


def test_a_cell_once_kept_as_one_product_is_not_asked_again():
    given = reading([("Tên sản phẩm", "Chủ thể", "Hạng sao"), ("Rau húng; rau ngò", "HTX Rau", 3)]).lines[0]

    outcome = judged(given, known("Rau húng; rau ngò", "HTX Rau", recognitions=(recognition(3, None),)))

    assert outcome.verdict is Verdict.UNCHANGED


def test_a_cell_once_taken_apart_is_not_asked_again():
    given = reading([("Tên sản phẩm", "Chủ thể", "Hạng sao"), ("Rau húng; rau ngò", "HTX Rau", 3)]).lines[0]
    stored = [
        known(name, "HTX Rau", key=name, recognitions=(recognition(3, None),)) for name in ("Rau húng", "Rau ngò")
    ]

    assert [outcome.verdict for outcome in verdicts([given], stored)] == [Verdict.UNCHANGED, Verdict.UNCHANGED]


def test_a_producer_without_products_lends_what_is_known_of_it():
    outcome = judged(line(), known(product="", phone="0912345678", recognitions=(), stars=None))

    assert (outcome.verdict, outcome.after.phone) == (Verdict.CREATED, "0912345678")


RECOGNITIONS = st.lists(
    st.builds(
        recognition,
        st.integers(3, 5),
        st.sampled_from((None, "2020", "9/2021", "25/9/2023", "2024")),
        st.sampled_from(("", "12", "12/QĐ-UBND", "13/QĐ-UBND")),
        st.sampled_from(("", "UBND tỉnh")),
    ),
    max_size=2,
).map(tuple)
FACTS = st.fixed_dictionaries(
    {
        "product": st.sampled_from(("Hạt sen", "Trà sen", "TRÀ SEN")),
        "producer": st.sampled_from(("HTX Sùng Nhơn", "Hợp tác xã Sùng Nhơn", "HKD Sen")),
        "phone": st.sampled_from(("", "0912345678", "0987654321")),
        "commune_code": st.sampled_from(("", "23200", "23221")),
        "note": st.sampled_from(("", "ghi chú")),
        "recognitions": RECOGNITIONS,
        "expiry": st.sampled_from((None, day("25/9/2026"), day("2026"))),
    }
)


def stored_after(outcomes_: list[Outcome]) -> list[Known]:
    """What a service would have stored: every product once, with what was told last about its producer."""
    products, producers = {}, {}
    for number, outcome in enumerate(outcomes_):
        identity = (name_key(outcome.after.producer), words(outcome.after.product))
        products[identity] = replace(outcome.after, key=str(number))
        producers[identity[0]] = outcome.after
    told = ("form", "commune_code", "address", "representative", "phone")
    return [
        replace(one, **{name: getattr(producers[maker], name) for name in told}) for (maker, _), one in products.items()
    ]


@given(facts=st.lists(FACTS, min_size=1, max_size=5))
def test_importing_the_same_file_again_changes_nothing(facts: list[dict[str, object]]):
    lines = [line(row=row, stars=None, **given) for row, given in enumerate(facts, 2)]
    first = outcomes(*lines)
    assume(not any(outcome.verdict is Verdict.QUESTION for outcome in first))

    again = outcomes(*lines, stored=tuple(stored_after(first)))

    assert {outcome.verdict for outcome in again} == {Verdict.UNCHANGED}


ONE_PRODUCT = {"product": "Hạt sen", "producer": "HTX Sùng Nhơn", "stars": None, "answered": {Field.ROW: TAKE}}


@given(facts=st.lists(FACTS.map(lambda given: given | ONE_PRODUCT), min_size=2, max_size=2))
def test_a_row_never_loses_what_an_earlier_one_told(facts: list[dict[str, object]]):
    first, second = outcomes(*(line(row=row, **given) for row, given in enumerate(facts, 2)))

    assert all(getattr(second.after, name) for name in ("phone", "commune_code", "note") if getattr(first.after, name))
    assert len(second.after.recognitions) >= len(first.after.recognitions)


def test_the_report_has_exactly_its_nine_columns():
    row = report_row(judged(line(row=7, commune_code="23200", recognitions=(recognition(3, "9/2023"),))))

    assert row == {
        "row": 7,
        "outcome": "created",
        "product": "Hạt sen",
        "producer": "HTX Sùng Nhơn",
        "stars": 3,
        "date": "2023-09-01",
        "date_precision": "month",
        "commune_code": "23200",
        "messages": [],
    }


def test_the_report_leaves_unknown_things_empty():
    row = report_row(judged(line(stars=None, recognitions=())))

    assert (row["stars"], row["date"], row["date_precision"], row["commune_code"]) == (None, None, None, None)


def test_the_report_shows_the_name_that_was_not_understood():
    given = reading([("Tên sản phẩm", "Chủ thể", "Hạng sao"), ("Mắm nêm; Mắm tôm", "HTX Mắm", 3)]).lines[0]

    assert report_row(judged(given))["product"] == "Mắm nêm; Mắm tôm"


def test_the_report_tells_questions_before_remarks():
    row = report_row(judged(line(stars=4, recognitions=(recognition(4),), messages=(Message("nhận xét"),)), known()))

    assert row["outcome"] == "question"
    assert row["messages"][-1] == "nhận xét"


def test_two_recognitions_of_one_year_in_the_same_row_stay_two():
    outcome = judged(line(stars=4, recognitions=(recognition(3, "5/4/2023"), recognition(4, "20/12/2023"))))

    assert len(outcome.after.recognitions) == 2


def test_an_undated_first_recognition_is_not_swallowed_by_the_second_of_the_same_rank():
    both = (recognition(3, None), recognition(3, "25/9/2023"))

    outcome = judged(line(recognitions=both))

    assert outcome.after.recognitions == both


def test_a_decision_told_without_its_date_is_asked_beside_a_date_stored_without_decision():
    assert judged(line(recognitions=(recognition(3, None, "12/QĐ-UBND"),)), known()).verdict is Verdict.QUESTION


def test_an_address_without_its_village_takes_nothing_away():
    assert (
        judged(line(address="Sùng Nhơn, Đức Linh"), known(address="thôn 2, Sùng Nhơn, Đức Linh")).verdict
        is Verdict.UNCHANGED
    )


def test_an_address_that_adds_its_village_contradicts_no_earlier_row():
    _, second = outcomes(line(address="Sùng Nhơn"), line(row=6, product="Trà sen", address="thôn 2, Sùng Nhơn"))

    assert (second.verdict, second.after.address) == (Verdict.CREATED, "thôn 2, Sùng Nhơn")


def test_two_addresses_of_one_producer_are_asked():
    _, second = outcomes(line(address="thôn 1, Sùng Nhơn"), line(row=6, product="Trà sen", address="thôn 2, Sùng Nhơn"))

    assert asked(second) == {Field.ADDRESS}
