"""What the law asks of whom, how evidence stands, and how much of a dossier is there."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.dossiers import rules
from ocop.dossiers.rules import Case, Line, Standing, Validity
from ocop.dossiers.rules.requirements import sets
from ocop.producers.rules import LegalForm
from ocop.registrations.rules import Kind, State
from ocop.seed.reading import table

DAY = date(2024, 5, 13)
days = st.dates(date(2019, 1, 1), date(2030, 12, 31))
lines = st.builds(
    Line,
    mandatory=st.booleans(),
    proofs=st.lists(st.sampled_from(Validity), max_size=3).map(tuple),
    printed=st.booleans(),
    signed=st.booleans(),
    handed_over=st.booleans(),
    not_applicable=st.booleans(),
)
cases = st.builds(
    Case,
    product_set=st.integers(1, 26),
    kind=st.sampled_from(Kind),
    legal_form=st.one_of(st.none(), st.sampled_from(LegalForm)),
    stars=st.one_of(st.none(), st.integers(3, 5)),
)


@dataclass(frozen=True)
class Asked:
    """A row of the data file as the rules see it."""

    key: str
    position: int
    sets: str
    kinds: str
    legal_forms: str
    mandatory_from: int | None
    effective_from: date
    effective_to: date | None


def law() -> Iterable[Asked]:
    """The requirements of the data file."""
    for row in table("requirements"):
        yield Asked(
            row["key"], int(row["position"]), row["sets"], row["kinds"], row["legal_forms"],
            int(row["mandatory_from"]) if row["mandatory_from"] else None, date.fromisoformat(row["effective_from"]),
            date.fromisoformat(row["effective_to"]) if row["effective_to"] else None,
        )  # fmt: skip


LAW = tuple(law())
EDITIONS = st.sampled_from([DAY, date(2026, 6, 1)])


def keys(case: Case, on: date = DAY) -> set[str]:
    """What is asked of a case."""
    return {row.key for row in rules.checklist(LAW, case, on)}


def must(case: Case, on: date = DAY) -> set[str]:
    """What must be there for a case."""
    return {row.key for row in rules.checklist(LAW, case, on) if rules.mandatory(row.mandatory_from, case.stars)}


@given(cases, EDITIONS)
def test_every_case_has_the_two_forms_and_each_kind_of_proof_once(case: Case, on: date) -> None:
    asked = [row.key for row in rules.checklist(LAW, case, on)]

    assert asked[:2] == ["registration_form", "self_assessment"]
    assert len(asked) == len(set(asked))
    assert {"registration_form", "self_assessment", "commune_report", "intellectual_property"} <= must(case, on)


@given(cases, EDITIONS)
def test_more_stars_never_ask_for_less(case: Case, on: date) -> None:
    assert must(replace(case, stars=3), on) <= must(replace(case, stars=4), on) <= must(replace(case, stars=5), on)


@given(cases)
def test_an_unknown_legal_form_is_asked_for_what_any_form_must_have(case: Case) -> None:
    unknown = must(replace(case, legal_form=None))

    assert all(must(replace(case, legal_form=form)) <= unknown for form in LegalForm)


FOOD = Case(9, Kind.NEW, LegalForm.COOPERATIVE, 3)


def test_services_hand_in_no_samples_and_goods_do() -> None:
    tourism = replace(FOOD, product_set=26)

    assert "samples" in must(FOOD)
    assert "samples" not in keys(tourism)
    assert "quality_declaration" not in keys(tourism)
    assert "tourism_conditions" in keys(tourism) - keys(FOOD)


@pytest.mark.parametrize(("kind", "asked"), [(Kind.NEW, False), (Kind.UPGRADE, True), (Kind.REASSESSMENT, True)])
def test_only_what_was_recognised_tells_what_changed(kind: Kind, asked: bool) -> None:
    assert ("changes" in must(replace(FOOD, kind=kind))) is asked


def test_the_gate_of_four_stars_asks_for_growth_and_a_chain() -> None:
    assert not {"growth", "links", "environment", "quality_system"} & must(FOOD)
    assert {"growth", "links", "environment", "quality_system"} <= must(replace(FOOD, stars=4))


def test_the_licence_is_a_must_for_food_and_not_for_handicraft() -> None:
    assert "production_conditions" in must(FOOD)
    assert "production_conditions" not in must(replace(FOOD, product_set=21))


def test_only_a_form_that_registers_must_show_its_registration() -> None:
    assert "business_registration" in must(FOOD)
    assert "business_registration" not in must(replace(FOOD, legal_form=LegalForm.COOPERATIVE_GROUP))


def test_the_consent_of_the_district_ends_with_the_district() -> None:
    assert "business_consent" in must(FOOD, date(2025, 6, 30))
    assert "business_consent" not in keys(FOOD, date(2025, 7, 1))


def test_one_edition_follows_the_other_without_gap_or_overlap() -> None:
    last, first = date(2026, 5, 21), date(2026, 5, 22)

    for on, edition in ((last, date(2023, 2, 24)), (first, first)):
        assert {row.effective_from for row in rules.checklist(LAW, FOOD, on)} == {edition}


@pytest.mark.parametrize(
    ("today", "day"),
    [(date(2024, 1, 1), date(2024, 5, 2)), (DAY, DAY), (date(2025, 3, 1), date(2024, 12, 31))],
)
def test_the_edition_is_that_of_a_day_within_the_years_programme(today: date, day: date) -> None:
    assert rules.edition_day(today, opened_on=date(2024, 5, 2), ends_on=date(2024, 12, 31)) == day


@pytest.mark.parametrize(("text", "found"), [("", set()), ("1-4 7", {1, 2, 3, 4, 7}), ("26", {26})])
def test_ranges_of_sets_are_read(text: str, found: set[int]) -> None:
    assert sets(text) == found


def test_a_range_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="x"):
        sets("1-x")


@given(days, days, st.integers(0, 400))
def test_validity_agrees_with_counting_days(until: date, on: date, warning: int) -> None:
    left = (until - on).days

    found = rules.validity(until, on=on, warning_days=warning)

    assert found is (Validity.ENDED if left < 0 else Validity.ENDING if left <= warning else Validity.VALID)


@given(days, days)
def test_what_does_not_last_until_the_council_is_ending(until: date, council: date) -> None:
    found = rules.validity(until, on=until - timedelta(days=100), warning_days=0, needed_until=council)

    assert (found is Validity.ENDING) is (until < council)


def test_what_has_no_end_never_ends() -> None:
    assert rules.validity(None, on=DAY, warning_days=9999, needed_until=date.max) is Validity.ENDLESS


@given(st.lists(lines, max_size=30))
def test_percent_lies_between_nothing_and_all_and_is_a_hundred_only_when_nothing_lacks(given_: list[Line]) -> None:
    found = rules.completeness(given_)
    lacking = [line for line in given_ if line.mandatory and rules.standing(line) in rules.LACKING]

    assert 0 <= found.percent <= 100
    assert (found.percent == 100) is (not lacking) is found.whole
    assert found.needed + found.more == len(given_)


@given(st.lists(lines, min_size=1, max_size=20), st.data())
def test_good_evidence_and_a_reason_never_make_a_dossier_less_complete(given_: list[Line], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(given_) - 1))
    line = given_[place]
    before = rules.completeness(given_).percent

    for better in (replace(line, proofs=(*line.proofs, Validity.VALID)), replace(line, not_applicable=True)):
        assert rules.completeness([*given_[:place], better, *given_[place + 1 :]]).percent >= before


@given(st.lists(lines, max_size=20), st.randoms())
def test_the_order_of_lines_changes_nothing(given_: list[Line], chance: object) -> None:
    shuffled = list(given_)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]

    assert rules.completeness(shuffled) == rules.completeness(given_)


def test_ended_evidence_does_not_hide_behind_a_form_that_prints() -> None:
    assert rules.standing(Line(True, (Validity.ENDED,), printed=True)) is Standing.ENDED
    assert rules.standing(Line(True, printed=True)) is Standing.PRINTED
    assert rules.standing(Line(True, printed=True, signed=True)) is Standing.UNSIGNED


@pytest.mark.parametrize("state", State)
def test_a_dossier_rests_once_it_is_complete(state: State) -> None:
    changing = {State.IDEA, State.DRAFT, State.SUBMITTED, State.ACCEPTED}

    assert rules.may_change(state) is (state in changing)


@pytest.mark.parametrize(
    ("name", "title"),
    [("GCN_ATTP_2024.pdf", "GCN ATTP 2024"), ("C:\\Quét\\giấy phép.JPG", "giấy phép"), ("khong-duoi", "khong-duoi")],
)
def test_a_file_lends_its_name_to_a_title(name: str, title: str) -> None:
    assert rules.title_of(name) == title
