"""Files at their addresses: for their unit and the province, for nobody else, and never as something to run."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from ocop.accounts.models import RoleGrant, User
from ocop.accounts.rules import Role
from ocop.attachments import services
from ocop.attachments.models import Attachment
from ocop.attachments.services import store
from ocop.audit import System
from ocop.audit.models import AuditEntry
from ocop.core import clock
from ocop.core.db import db
from ocop.tenancy import acting_in
from tests.factories import attachments, world

ClientOf = Callable[..., FlaskClient]


@pytest.fixture
def scan(app: Flask) -> str:
    """The token of a scan that Phan Thiết keeps."""
    with app.app_context():
        unit = world.unit_id("phan-thiet")
    with app.app_context(), acting_in(unit):
        return attachments.scan(2).token


def test_a_unit_downloads_its_own_file(scan: str, client_of: ClientOf) -> None:
    response = client_of("phan-thiet").get(f"/tep/{scan}")

    assert response.status_code == 200
    assert response.data == attachments.pdf(2, "ban ky")
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    response.close()


def test_a_pdf_is_shown_without_any_rights(scan: str, client_of: ClientOf) -> None:
    response = client_of("phan-thiet").get(f"/tep/{scan}?xem=1")

    assert response.headers["Content-Disposition"].startswith("inline")
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    response.close()


def test_another_unit_does_not_find_the_file(scan: str, client_of: ClientOf) -> None:
    response = client_of("la-gi").get(f"/tep/{scan}")

    assert response.status_code == 404
    assert b"ban ky" not in response.data


def test_the_province_reads_a_units_file(scan: str, client_of: ClientOf) -> None:
    response = client_of("ubnd-tinh", "province_officer").get(f"/tep/{scan}")

    assert response.status_code == 200
    response.close()


def test_whoever_is_not_signed_in_is_asked_to(scan: str, client: FlaskClient) -> None:
    assert client.get(f"/tep/{scan}").status_code == 302


def test_a_withdrawn_file_is_not_found(app: Flask, scan: str, client_of: ClientOf) -> None:
    with app.app_context():
        unit = world.unit_id("phan-thiet")
    with app.app_context(), acting_in(unit):
        attachment = db.session.scalars(select(Attachment)).one()
        services.revoke(attachment, by=System(), now=clock.now())

    assert client_of("phan-thiet").get(f"/tep/{scan}").status_code == 404


def test_reading_a_file_stands_in_the_trail_of_its_unit(app: Flask, scan: str, client_of: ClientOf) -> None:
    client_of("ubnd-tinh", "province_officer").get(f"/tep/{scan}").close()

    with app.app_context():
        unit = world.unit_id("phan-thiet")
    with app.app_context(), acting_in(unit):
        entry = db.session.scalars(select(AuditEntry).where(AuditEntry.act == "read")).one()
        assert entry.actor == "province_officer.ubnd-tinh"
        assert entry.thing_name == "Bản ký.pdf"


def test_an_unknown_token_is_not_found(client_of: ClientOf) -> None:
    assert client_of("phan-thiet").get("/tep/khong-co-tep-nay").status_code == 404


def test_a_file_that_the_store_has_lost_is_told_in_words(app: Flask, scan: str, client_of: ClientOf) -> None:
    with app.app_context():
        unit = world.unit_id("phan-thiet")
    with app.app_context(), acting_in(unit):
        digest = db.session.scalars(select(Attachment.sha256)).one()
    with app.app_context():
        store.place(digest).unlink()

    response = client_of("phan-thiet").get(f"/tep/{scan}")

    assert response.status_code == 410
    assert "không còn trong kho tệp" in response.text


def test_a_person_who_moved_to_another_unit_does_not_find_the_file(app: Flask, scan: str, client_of: ClientOf) -> None:
    client = client_of("phan-thiet")
    before = client.get(f"/tep/{scan}")
    with app.app_context():
        person(world.username("phan-thiet", "officer")).unit_id = world.unit_id("la-gi")
        db.session.commit()

    assert before.status_code == 200
    before.close()
    assert client.get(f"/tep/{scan}").status_code == 404


def test_a_province_officer_who_becomes_a_departments_person_does_not_find_a_units_file(
    app: Flask, scan: str, client_of: ClientOf
) -> None:
    client = client_of("ubnd-tinh", "province_officer")
    before = client.get(f"/tep/{scan}")
    with app.app_context():
        person(world.username("ubnd-tinh", "province_officer")).grants = [RoleGrant(role=Role.OFFICER)]
        db.session.commit()

    assert before.status_code == 200
    before.close()
    assert client.get(f"/tep/{scan}").status_code == 404


def test_without_any_role_no_file_is_given(app: Flask, scan: str, client_of: ClientOf) -> None:
    client = client_of("phan-thiet")
    with app.app_context():
        person(world.username("phan-thiet", "officer")).grants = []
        db.session.commit()

    assert client.get(f"/tep/{scan}").status_code in {403, 404}


def person(username: str) -> User:
    return db.session.scalars(select(User).where(User.username == username).options(selectinload(User.grants))).one()
