"""Under which name a producer may be shown, and how an end reads."""

from datetime import date

import pytest

from ocop.catalogue.rules import Maker, Obstacle, ends, obstacle_of_time, photo_address, public_name
from ocop.core.tokens import is_token
from ocop.producers.rules import LegalForm


@pytest.mark.parametrize("form", [LegalForm.COOPERATIVE, LegalForm.COMPANY, LegalForm.ASSOCIATION])
def test_an_organisation_is_shown_without_being_asked(form: LegalForm) -> None:
    assert public_name(Maker("HTX A", None, form, consent=False)) == "HTX A"


@pytest.mark.parametrize("form", [LegalForm.HOUSEHOLD_BUSINESS, LegalForm.FARM, LegalForm.ESTABLISHMENT, None])
def test_what_may_be_a_household_is_shown_only_with_consent_and_as_it_is_registered(form: LegalForm | None) -> None:
    assert public_name(Maker("Bà Hai", "Hộ kinh doanh Hai", form, consent=False)) is Obstacle.NO_CONSENT
    assert public_name(Maker("Bà Hai", None, form, consent=True)) is Obstacle.NO_REGISTERED_NAME
    assert public_name(Maker("Bà Hai", "Hộ kinh doanh Hai", form, consent=True)) == "Hộ kinh doanh Hai"


def test_the_registered_name_goes_before_the_usual_one() -> None:
    assert public_name(Maker("HTX A", "Hợp tác xã A", LegalForm.COOPERATIVE, consent=False)) == "Hợp tác xã A"


@pytest.mark.parametrize(
    ("stars", "expired", "end", "wanted"),
    [
        (3, False, date(2024, 5, 13), None),
        (3, False, date(2024, 5, 12), Obstacle.ENDED),
        (2, False, date(2024, 5, 13), Obstacle.NO_STARS),
        (None, False, date(2024, 5, 13), Obstacle.NO_STARS),
        (3, True, date(2024, 5, 13), Obstacle.ENDED),
        (3, False, None, Obstacle.END_UNKNOWN),
    ],
)
def test_a_product_is_shown_to_its_last_day(
    stars: int | None, expired: bool, end: date | None, wanted: Obstacle | None
) -> None:
    found = obstacle_of_time(stars=stars, stated_expired=expired, ends=end, today=date(2024, 5, 13))

    assert found is wanted


@pytest.mark.parametrize(
    ("earliest", "latest", "reads"),
    [
        (date(2025, 1, 10), date(2025, 1, 10), "10/01/2025"),
        (date(2025, 9, 1), date(2025, 9, 30), "tháng 9/2025"),
        (date(2025, 1, 1), date(2025, 12, 31), "năm 2025"),
        (date(2025, 1, 1), date(2025, 1, 19), "None"),
    ],
)
def test_an_end_keeps_its_precision(earliest: date, latest: date, reads: str) -> None:
    assert str(ends(earliest, latest)) == reads


def test_the_address_of_a_photo_is_not_that_of_its_file() -> None:
    address = photo_address("abcdefgh2345")

    assert is_token(address)
    assert address != "abcdefgh2345"
    assert address == photo_address("abcdefgh2345")
