"""What anybody sees of a document by its code, and nothing more; and the addresses that watch over the server."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from ocop.attachments.models import Attachment
from ocop.attachments.services import store
from ocop.audit.models import AuditEntry
from ocop.core.db import db
from ocop.documents import papers, rules, services
from ocop.documents.models import Document
from ocop.public import queries
from tests.factories import attachments, documents
from tests.factories.documents import CLERK

NO_CSRF = {"WTF_CSRF_ENABLED": False}


@pytest.fixture(autouse=True)
def without_forgery_checks(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False


def planted(app: Flask, make: Callable[[int], Document]) -> Document:
    return documents.within_unit(app, "phan-thiet", lambda unit: documents.copied(make(unit)))


def issued(app: Flask) -> Document:
    return planted(app, lambda unit: documents.issued(documents.body(unit)))


def test_a_document_in_force_shows_what_proves_the_page(app: Flask, client: FlaskClient) -> None:
    document = issued(app)

    page = client.get(f"/xac-minh/{document.token}")

    assert page.status_code == 200
    for words in ("Có hiệu lực", "Kế hoạch", "87/KH-UBND", "13/5/2024", "thành phố Phan Thiết", document.subject):
        assert words in page.text


def test_the_page_shows_nothing_of_the_content_or_the_people(app: Flask, client: FlaskClient) -> None:
    document = issued(app)

    page = client.get(f"/xac-minh/{document.token}").text

    assert "Cụ thể hóa nhiệm vụ" not in page
    assert CLERK.username not in page
    assert "/phan-thiet/" not in page


def test_a_page_of_an_older_print_is_told_apart(app: Flask, client: FlaskClient) -> None:
    document = planted(app, lambda unit: documents.frozen(documents.body(unit)))
    assert document.qr is not None
    scanned = document.qr.split("?")[1]

    def print_again(unit: int) -> None:
        again = db.session.get_one(Document, document.id)
        services.unfreeze(again, reason="Sai tên", by=CLERK, now=documents.now())
        content = replace(papers.content(again), subject="Tên đã sửa")  # type: ignore[type-var]
        services.revise(again, content=content, subject="Tên đã sửa", by=CLERK)
        services.freeze(again, by=CLERK, now=documents.now())

    before = client.get(f"/xac-minh/{document.token}?{scanned}").text
    documents.within_unit(app, "phan-thiet", print_again)

    after = client.get(f"/xac-minh/{document.token}?{scanned}").text

    assert "bản cũ đã bỏ" not in before
    assert "bản cũ đã bỏ" in after


def test_a_document_for_signature_is_not_yet_issued(app: Flask, client: FlaskClient) -> None:
    document = planted(app, lambda unit: documents.frozen(documents.body(unit)))

    assert "Chưa ban hành" in client.get(f"/xac-minh/{document.token}").text


def test_a_draft_that_was_never_printed_is_unknown(app: Flask, client: FlaskClient) -> None:
    document = planted(app, lambda unit: documents.plan(documents.body(unit)))

    assert client.get(f"/xac-minh/{document.token}").status_code == 404


def test_a_code_is_found_however_it_is_typed(client: FlaskClient) -> None:
    assert client.get("/xac-minh", query_string={"ma": " ABCD efgh-2345 "}).location == "/xac-minh/abcdefgh2345"


def test_a_replaced_document_leads_to_the_one_in_its_place(app: Flask, client: FlaskClient) -> None:
    def replace(unit: int) -> Document:
        old, new = documents.issued(documents.body(unit), "87"), documents.issued(documents.body(unit), "91")
        services.replace(old, by_new=new, by=CLERK, now=documents.now())
        db.session.flush()
        return old

    document = planted(app, replace)

    page = client.get(f"/xac-minh/{document.token}").text

    assert "Đã được thay thế" in page
    assert "Kế hoạch số 91/KH-UBND ngày 13/5/2024" in page


def test_a_revoked_document_says_so(app: Flask, client: FlaskClient) -> None:
    def revoke(unit: int) -> Document:
        made = documents.issued(documents.body(unit))
        services.revoke(made, reason="Lý do nội bộ", by=CLERK, now=documents.now())
        db.session.flush()
        return made

    document = planted(app, revoke)

    page = client.get(f"/xac-minh/{document.token}").text

    assert "Đã thu hồi" in page
    assert "Lý do nội bộ" not in page


@pytest.mark.parametrize("token", ["a", "k" * 12, "' or 1=1 --", "O0Il" * 3, "x" * 5000])
def test_an_unknown_code_is_not_found_and_gives_no_hint(token: str, client: FlaskClient) -> None:
    page = client.get(f"/xac-minh/{token}")

    assert page.status_code == 404
    assert "Không tìm thấy" in page.text


def test_a_typed_code_leads_to_its_page(client: FlaskClient) -> None:
    answer = client.get("/xac-minh", query_string={"ma": " ABCDEFGH2345 "})

    assert answer.location == "/xac-minh/abcdefgh2345"


def test_each_verification_stands_in_the_trail_of_the_documents_unit(app: Flask, client: FlaskClient) -> None:
    document = issued(app)

    client.get(f"/xac-minh/{document.token}")

    acts = documents.within_unit(app, "phan-thiet", lambda _unit: list(db.session.scalars(select(AuditEntry.act))))
    assert acts.count("verify") == 1


def test_an_address_that_asks_too_often_is_slowed_down(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "FLOOD_LIMIT", 5)

    answers = [client.get("/xac-minh/kkkkkkkkkkkk").status_code for _ in range(7)]
    elsewhere = client.get("/xac-minh/kkkkkkkkkkkk", environ_base={"REMOTE_ADDR": "203.0.113.9"})

    assert answers == [404] * 5 + [429] * 2
    assert elsewhere.status_code == 404


def printed(app: Flask, document: Document) -> bytes:
    def read(_unit: int) -> bytes:
        kept = db.session.get_one(Attachment, document.numbered_file_id)
        return store.place(kept.sha256).read_bytes()

    return documents.within_unit(app, "phan-thiet", read)


def test_the_very_file_is_recognised_without_a_script(app: Flask, client: FlaskClient) -> None:
    document = issued(app)
    content = printed(app, document)

    same = client.post(f"/xac-minh/{document.token}", data={"file": (BytesIO(content), "a.pdf")})
    other = client.post(f"/xac-minh/{document.token}", data={"file": (BytesIO(content + b" "), "a.pdf")})

    assert "notice-good" in same.text
    assert "notice-good" not in other.text


def test_a_file_alone_leads_to_its_document(app: Flask, client: FlaskClient) -> None:
    document = issued(app)

    page = client.post("/xac-minh", data={"file": (BytesIO(printed(app, document)), "a.pdf")}).text

    assert f"/xac-minh/{document.token}" in page


def test_a_compared_file_is_not_kept(app: Flask, client: FlaskClient) -> None:
    document = issued(app)
    before = documents.within_unit(app, "phan-thiet", lambda _unit: sorted(store.folder().rglob("*")))

    client.post("/xac-minh", data={"file": (BytesIO(attachments.pdf(3, "tep la")), "a.pdf")})
    client.post(f"/xac-minh/{document.token}", data={"file": (BytesIO(attachments.pdf(3, "tep la")), "a.pdf")})

    after = documents.within_unit(app, "phan-thiet", lambda _unit: sorted(store.folder().rglob("*")))
    assert after == before


def test_without_a_file_the_page_asks_for_one(client: FlaskClient) -> None:
    answer = client.post("/xac-minh", data={})

    assert answer.status_code == 422
    assert "Vui lòng chọn tệp PDF" in answer.text


def test_the_server_says_that_it_lives(client: FlaskClient) -> None:
    assert client.get("/song").status_code == 200


def test_a_server_with_everything_in_place_is_ready(client: FlaskClient) -> None:
    answer = client.get("/san-sang")

    assert (answer.status_code, answer.text) == (200, "sẵn sàng\n")


def test_a_server_behind_its_migrations_is_not_ready(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "_heads", lambda: {"9999"})

    answer = client.get("/san-sang")

    assert answer.status_code == 503
    assert "phiên bản mới nhất" in answer.text


def test_a_server_that_cannot_write_files_is_not_ready(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_kwargs: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(queries, "TemporaryFile", full)

    answer = client.get("/san-sang")

    assert answer.status_code == 503
    assert "thư mục tệp không ghi được" in answer.text
