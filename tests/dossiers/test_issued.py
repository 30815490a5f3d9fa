"""Document 7 that the unit issued comes into the dossier of its registration by itself, and of no other."""

from collections.abc import Callable
from datetime import date

import pytest

from ocop.core.db import db
from ocop.documents import services as documents
from ocop.dossiers import queries, services
from ocop.dossiers.rules import Standing
from ocop.dossiers.services.issued import CONSENT
from ocop.registrations.models import Registration
from ocop.registrations.services import letters
from ocop.tenancy import units
from tests.factories import attachments, world
from tests.factories.dossiers import NOW, again, dossier, line, officer, registered, sauce

Within = Callable[[str], int]
TODAY = date(2024, 5, 13)


@pytest.fixture(autouse=True)
def desk(within: Within) -> None:
    """The officer's desk in Phan Thiết."""
    within("phan-thiet")


def consent(of: Registration, *, signed: bool = True) -> None:
    """The committee's letter about a registration, issued, and signed or not yet."""
    unit = units.by_id(world.unit_id("phan-thiet"))
    assert unit is not None
    made = letters.draft_consent(of, unit=unit, by=officer(), now=NOW)
    documents.freeze(made, by=officer(), now=NOW)
    documents.number_external(made, number="45", dated=TODAY, by=officer(), now=NOW)
    if signed:
        documents.attach_signed_copy(made, attachments.scan(made.pages or 1), by=officer(), now=NOW)
    db.session.flush()


def standing(dossier_id: int) -> Standing:
    row = again(dossier_id)
    seen = queries.seen(row, stars=3, on=TODAY, council=None)
    return next(one.standing for one in seen.lines if one.line.requirement.key == CONSENT)


def test_a_dossier_begins_with_the_signed_letter_in_its_line() -> None:
    registration = registered()
    consent(registration)

    made = dossier(registration)

    proof = line(made, CONSENT).proofs[0].evidence
    assert standing(made.id) is Standing.READY
    assert (proof.number, proof.issued_on) == ("45/UBND-PKT", TODAY)
    assert "phòng Văn bản" in (proof.note or "")


def test_a_letter_signed_later_is_taken_when_the_officer_asks_and_only_once() -> None:
    registration = registered()
    made = dossier(registration)
    consent(registration)

    first = services.take_issued(made.registration, made.lines, by=officer(), now=NOW)
    again_ = again(made.id)
    second = services.take_issued(again_.registration, again_.lines, by=officer(), now=NOW)

    assert (first, second) == (1, 0)
    assert standing(made.id) is Standing.READY


def test_a_letter_without_a_signature_proves_nothing() -> None:
    registration = registered()
    consent(registration, signed=False)

    made = dossier(registration)

    assert standing(made.id) is Standing.MISSING


def test_a_letter_about_another_product_is_not_taken() -> None:
    consent(registered(sauce("Mắm nêm Bà Hai")))

    made = dossier(registered(sauce("Nước mắm Bà Hai")))

    assert standing(made.id) is Standing.MISSING
