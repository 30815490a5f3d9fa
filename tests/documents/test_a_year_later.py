"""A frozen document is printed again a year later: the clock has moved, the unit has another name, another leader signs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from ocop.core import clock
from ocop.core.db import db
from ocop.documents import papers, queries
from ocop.documents.models import Document, Stamp
from ocop.tenancy import IssuingBody, SigningBlock, Unit
from tests.factories import documents, world

LATER = date(2025, 5, 20)
Clients = Callable[..., FlaskClient]


@dataclass(frozen=True)
class Prints:
    """The bytes of a document as the web gives them, and as the press prints its content anew."""

    for_signature: bytes
    numbered: bytes
    pressed: tuple[bytes, bytes]


def a_year_passes(app: Flask) -> None:
    """The office of Phan Thiết as it might stand a year later."""
    clock.configure(LATER)
    with app.app_context():
        unit = world.unit_id("phan-thiet")
        bodies = select(IssuingBody.id).where(IssuingBody.unit_id == unit)
        db.session.execute(update(Unit).where(Unit.id == unit).values(name="Tân Lập"))
        db.session.execute(
            update(SigningBlock)
            .where(SigningBlock.body_id.in_(bodies))
            .values(title="Quyền Chủ tịch", name="Người Ký Mới")
        )
        db.session.execute(
            update(IssuingBody)
            .where(IssuingBody.unit_id == unit)
            .values(
                name="Ủy ban nhân dân phường Tân Lập", issuer_lines="Ủy ban nhân dân|phường Tân Lập", place="Tân Lập"
            )
        )
        db.session.commit()


def prints(app: Flask, client: FlaskClient, document_id: int) -> Prints:
    def read(_unit: int) -> tuple[str, str, bytes, bytes]:
        found = queries.document(document_id)
        assert found.signature_file
        assert found.numbered_file
        assert found.number
        assert found.dated
        return (
            found.signature_file.token,
            found.numbered_file.token,
            papers.for_signature(found),
            papers.numbered(found, number=found.number, dated=found.dated),
        )

    first, second, *pressed = documents.within_unit(app, "phan-thiet", read)
    return Prints(_got(client, first), _got(client, second), (pressed[0], pressed[1]))


def _got(client: FlaskClient, token: str) -> bytes:
    with client.get(f"/tep/{token}") as answer:
        assert answer.status_code == 200
        return answer.data


def issued(app: Flask) -> Document:
    return documents.within_unit(
        app, "phan-thiet", lambda unit: documents.copied(documents.issued(documents.body(unit)))
    )


@pytest.fixture
def document(app: Flask) -> Document:
    return issued(app)


def test_a_year_later_the_same_bytes_are_printed(app: Flask, client_of: Clients, document: Document) -> None:
    before = prints(app, client_of("phan-thiet"), document.id)

    a_year_passes(app)
    after = prints(app, client_of("phan-thiet"), document.id)

    assert after == before
    assert after.pressed == (after.for_signature, after.numbered)


def test_a_year_later_the_public_page_knows_the_same_hashes(app: Flask, client_of: Clients, document: Document) -> None:
    a_year_passes(app)
    after = prints(app, client_of("phan-thiet"), document.id)

    with app.app_context():
        stamp = db.session.scalars(select(Stamp).where(Stamp.token == document.token)).one()

    assert stamp.signature_sha256 == sha256(after.for_signature).hexdigest()
    assert stamp.numbered_sha256 == sha256(after.numbered).hexdigest()


def test_what_is_drafted_after_the_year_carries_the_new_names(
    app: Flask, client_of: Clients, document: Document
) -> None:
    before = prints(app, client_of("phan-thiet"), document.id)

    a_year_passes(app)
    new = documents.within_unit(
        app, "phan-thiet", lambda unit: papers.for_signature(documents.frozen(documents.body(unit)))
    )

    assert new != before.for_signature
