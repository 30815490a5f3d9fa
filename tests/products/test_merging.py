"""Two producers who are one: products and missing facts go over, history stays, nobody else's producer is touched."""

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from ocop.audit import System
from ocop.audit.models import AuditEntry
from ocop.core.db import db
from ocop.core.errors import DomainError, WrongState
from ocop.producers import queries as producers
from ocop.producers import services as makers
from ocop.producers.models import Producer
from ocop.producers.rules import LegalForm, ProducerFacts, SensitiveFacts
from ocop.products import queries, services
from ocop.tallies.models import Tally
from tests.factories.producers import producer
from tests.factories.products import product
from tests.factories.scopes import inside

Within = Callable[[str], int]
ClientOf = Callable[..., FlaskClient]
BY = System()


def test_products_and_missing_facts_go_over_and_nothing_is_overwritten(within: Within) -> None:
    within("phan-thiet")
    kept = producer("Cơ sở Hai Thu", phone="0912345678")
    twin = producer("CO SO HAI THU", phone="0999999999", address="12 Trần Hưng Đạo", legal_form=LegalForm.COOPERATIVE)
    product("Nước mắm", of=kept)
    product("Mắm ruốc", of=twin)

    services.merge(twin, into=kept, by=BY)

    assert [one.name for one in queries.of_producer(kept.id)] == ["Mắm ruốc", "Nước mắm"]
    assert (kept.phone, kept.address, kept.legal_form) == ("0912345678", "12 Trần Hưng Đạo", LegalForm.COOPERATIVE)
    assert [one.id for one in producers.choices()] == [kept.id]
    tallies = {row.key: row.value for row in db.session.scalars(select(Tally))}
    assert (tallies["producers"], tallies["producers_cooperative"]) == (1, 1)
    acts = db.session.scalars(select(AuditEntry.act).where(AuditEntry.thing == "producers")).all()
    assert {"merge", "take_in"} <= set(acts)


def test_the_kept_producer_is_found_by_the_registered_name_that_it_took_over(within: Within) -> None:
    within("phan-thiet")
    kept = producer("Cơ sở Hai Thu")
    twin = producer("CO SO HAI THU", registered_name="HKD Nguyên Phúc", name_difference_reason="Tên thương mại")

    services.merge(twin, into=kept, by=BY)

    found = db.session.scalars(
        select(Producer.id).where(Producer.merged_into_id.is_(None), producers.matching("nguyen phuc"))
    )
    assert found.all() == [kept.id]


def test_consent_is_the_word_of_who_gave_it_and_does_not_go_over(within: Within) -> None:
    within("phan-thiet")
    kept = producer("Cơ sở Hai Thu")
    twin = producer("CO SO HAI THU", public_consent=True, consent_on=date(2024, 5, 2), consent_how="Văn bản")

    services.merge(twin, into=kept, by=BY)

    assert (kept.public_consent, kept.consent_on, kept.consent_how) == (False, None, None)


@pytest.mark.parametrize("has_own", [True, False])
def test_protected_facts_go_over_only_where_there_are_none(within: Within, has_own: bool) -> None:
    within("phan-thiet")
    kept, twin = producer("Cơ sở Hai Thu"), producer("CO SO HAI THU")
    makers.record_sensitive(twin, SensitiveFacts(labour_minority=2), version=0, by=BY)
    if has_own:
        makers.record_sensitive(kept, SensitiveFacts(labour_minority=1), version=0, by=BY)

    services.merge(twin, into=kept, by=BY)
    db.session.flush()

    row = producers.sensitive(kept.id)
    assert row is not None
    assert row.labour_minority == (1 if has_own else 2)


def test_a_producer_is_merged_once_and_not_with_itself(within: Within) -> None:
    within("phan-thiet")
    kept, twin = producer("Cơ sở Hai Thu"), producer("CO SO HAI THU")

    with pytest.raises(DomainError):
        services.merge(kept, into=kept, by=BY)
    services.merge(twin, into=kept, by=BY)
    with pytest.raises(WrongState):
        services.merge(twin, into=kept, by=BY)
    with pytest.raises(WrongState):
        services.merge(kept, into=twin, by=BY)
    with pytest.raises(WrongState):
        makers.change(twin, ProducerFacts(name="Khác"), version=twin.version, by=BY)


def test_the_page_merges_and_the_old_address_leads_on(app: Flask, client_of: ClientOf) -> None:
    with inside(app, "phan-thiet"):
        kept, twin = producer("Cơ sở Hai Thu").id, producer("CO SO HAI THU").id
    client = client_of("phan-thiet")

    asked = client.get(f"/phan-thiet/chu-the/{twin}/gop")
    merged = client.post(f"/phan-thiet/chu-the/{twin}/gop", data={"into_id": str(kept)})
    old = client.get(f"/phan-thiet/chu-the/{twin}").text
    listed = client.get("/phan-thiet/chu-the/").text

    assert "Cơ sở Hai Thu" in asked.text
    assert merged.status_code == 302
    assert "đã được gộp" in old
    assert f"/phan-thiet/chu-the/{kept}" in old
    assert f"/phan-thiet/chu-the/{kept}" in listed
    assert "CO SO HAI THU" not in listed


def test_no_producer_of_another_unit_takes_part(app: Flask, client_of: ClientOf) -> None:
    with inside(app, "la-gi"):
        foreign = producer("Cà phê Hoàng Yến").id
    with inside(app, "phan-thiet"):
        own = producer("Cơ sở Hai Thu").id
    client = client_of("phan-thiet")

    opened = client.get(f"/phan-thiet/chu-the/{foreign}/gop")
    of_foreign = client.post(f"/phan-thiet/chu-the/{foreign}/gop", data={"into_id": str(own)})
    into_foreign = client.post(f"/phan-thiet/chu-the/{own}/gop", data={"into_id": str(foreign)})

    assert (opened.status_code, of_foreign.status_code, into_foreign.status_code) == (404, 404, 422)
    assert "Cà phê Hoàng Yến" not in opened.text + into_foreign.text
