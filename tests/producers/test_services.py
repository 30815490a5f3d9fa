"""What officers do with producers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from ocop.audit import Someone, System
from ocop.audit.models import AuditEntry
from ocop.core.db import db
from ocop.core.errors import DomainError, StaleEdit
from ocop.producers import queries, services
from ocop.producers.rules import LegalForm, ProducerFacts, SensitiveFacts
from ocop.tallies.models import Tally
from tests.factories.producers import producer

Within = Callable[[str], int]
BY = System()


def tallies() -> dict[str, int]:
    return {row.key: row.value for row in db.session.scalars(select(Tally))}


def test_a_name_is_found_without_accents_by_the_registered_name_too(within: Within) -> None:
    within("phan-thiet")

    made = producer("Nước mắm Bà Hai", registered_name="Cơ sở Hai Thu", name_difference_reason="Tên thương mại")

    assert made.folded == "nuoc mam ba hai | co so hai thu"
    assert queries.named("nuoc mam ba hai") == [made]


def test_a_differing_name_needs_a_reason(within: Within) -> None:
    within("phan-thiet")

    with pytest.raises(DomainError) as refusal:
        producer("Nước mắm Bà Hai", registered_name="Cơ sở Hai Thu")

    assert refusal.value.field == "name_difference_reason"


def test_cooperatives_are_counted_as_they_come_and_change(within: Within) -> None:
    within("phan-thiet")
    made = producer("HTX Thanh Long", legal_form=LegalForm.COOPERATIVE)
    producer("Cơ sở Hai Thu")
    before = tallies()

    services.change(made, ProducerFacts(name="HTX Thanh Long", legal_form=LegalForm.COMPANY), version=1, by=BY)

    assert before == {"producers": 2, "producers_cooperative": 1}
    assert tallies() == {"producers": 2, "producers_cooperative": 0}


def test_who_wrote_a_consent_down_and_who_took_it_back_is_kept(within: Within) -> None:
    within("phan-thiet")
    made = producer("Cơ sở Hai Thu")
    given = ProducerFacts(name=made.name, public_consent=True, consent_on=date(2024, 5, 2), consent_how="Văn bản")

    services.change(made, given, version=1, by=Someone(1, "canbo.phan-thiet"))
    noted_by = made.consent_noted_by
    services.change(made, replace(given, phone="0912345678"), version=2, by=Someone(2, "canbo2.phan-thiet"))
    after_another_change = made.consent_noted_by
    services.change(made, ProducerFacts(name=made.name), version=3, by=Someone(2, "canbo2.phan-thiet"))

    assert (noted_by, after_another_change) == ("canbo.phan-thiet", "canbo.phan-thiet")
    assert (made.public_consent, made.consent_noted_by) == (False, "canbo2.phan-thiet")


def test_a_stale_save_carries_both_texts(within: Within) -> None:
    within("phan-thiet")
    made = producer("Cơ sở Một")
    services.change(made, ProducerFacts(name="Cơ sở Hai"), version=1, by=BY)

    with pytest.raises(StaleEdit) as stale:
        services.change(made, ProducerFacts(name="Cơ sở Ba", labour_total=5), version=1, by=BY)

    assert stale.value.mine == {"name": "Cơ sở Ba", "labour_total": "5"}
    assert stale.value.theirs == {"name": "Cơ sở Hai", "labour_total": ""}
    assert stale.value.version == 2


def test_the_trail_never_tells_the_protected_facts(within: Within) -> None:
    within("phan-thiet")
    made = producer()

    services.record_sensitive(
        made, SensitiveFacts(representative_ethnicity="Chăm", labour_disabled=3), version=0, by=BY
    )

    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.act == "record_sensitive")).one()
    assert entry.thing_name == made.name
    assert entry.change == {}


def test_protected_facts_saved_by_two_are_not_overwritten(within: Within) -> None:
    within("phan-thiet")
    made = producer()
    services.record_sensitive(made, SensitiveFacts(labour_minority=1), version=0, by=BY)

    with pytest.raises(StaleEdit):
        services.record_sensitive(made, SensitiveFacts(labour_minority=2), version=0, by=BY)
