"""Pages of dossiers and of the library, and who may do what there."""

from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from ocop.attachments.models import Attachment
from ocop.core.db import db
from ocop.dossiers import queries, services
from ocop.dossiers.models import Dossier, Evidence
from ocop.registrations.rules import State
from ocop.tenancy import Unit
from tests.factories import attachments
from tests.factories.dossiers import (
    LICENCE,
    NOW,
    SHOP,
    again,
    dossier,
    evidence,
    filled,
    household,
    line,
    officer,
    registered,
    sauce,
)
from tests.factories.scopes import inside

ClientOf = Callable[..., FlaskClient]
CANARY = "BIMATLAGI"


@pytest.fixture
def of_la_gi(app: Flask) -> tuple[int, int, int, int]:
    """The keys of a marked dossier, a line of it, a piece of evidence and its producer in La Gi."""
    with inside(app, "la-gi"):
        row = dossier(registered(sauce(f"Mắm {CANARY}")))
        proof = evidence(row.registration.product.producer, SHOP, title=f"Giấy {CANARY}")
        return row.id, row.lines[0].id, proof.id, proof.producer_id


def page(client: FlaskClient, address: str) -> str:
    """What an address answers, as text."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.get_data(as_text=True)


def upload(*files: tuple[bytes, str], **written: str) -> dict[str, object]:
    """A form with files."""
    return {"key": SHOP, "title": "", **written, "files": [(BytesIO(content), name) for content, name in files]}


def test_an_officer_makes_a_dossier_uploads_onto_a_line_and_sees_it_there(app: Flask, client_of: ClientOf) -> None:
    with inside(app, "phan-thiet"):
        registration_id = registered().id
    client = client_of("phan-thiet")

    assert "Chưa lập hồ sơ" in page(client, f"/phan-thiet/ho-so/dang-ky/{registration_id}")
    address = client.post(f"/phan-thiet/ho-so/dang-ky/{registration_id}").headers["Location"]
    with inside(app, "phan-thiet"):
        line_id = line(again(db.session.scalars(select(Dossier.id)).one()), SHOP).id
    sent = client.post(f"{address}/muc/{line_id}/tai-len", data=upload((attachments.pdf(), "GCN HKD.pdf"), number="12"))

    assert sent.status_code == 302
    shown = page(client, address)
    assert "GCN HKD" in shown
    assert "Nội dung bắt buộc: " in shown
    assert "cần đối chiếu bản gốc" in shown
    assert "Bắt buộc từ 3 sao" in shown
    assert client.get(f"/phan-thiet/ho-so/dang-ky/{registration_id}").headers["Location"] == address


def test_several_files_come_into_the_library_at_once(app: Flask, client_of: ClientOf) -> None:
    with inside(app, "phan-thiet"):
        key = household().id
    client = client_of("phan-thiet")

    sent = client.post(
        f"/phan-thiet/ho-so/minh-chung/chu-the/{key}",
        data=upload((attachments.pdf(1, "mot"), "Một.pdf"), (attachments.picture(), "Hai.jpg"), valid_until="1/6/2024"),
    )

    assert sent.status_code == 302
    shown = page(client, sent.headers["Location"])
    assert "Một" in shown
    assert "Hai" in shown
    assert shown.count("Sắp hết hạn") >= 2


@pytest.mark.parametrize("content", [b"<svg onload=alert(1)>", attachments.DOCX, attachments.pdf(password="kin"), b""])
def test_a_hostile_file_is_refused_at_its_field_and_nothing_is_kept(
    app: Flask, client_of: ClientOf, content: bytes
) -> None:
    with inside(app, "phan-thiet"):
        row = dossier()
        producer_id, address = row.registration.product.producer_id, f"/phan-thiet/ho-so/{row.id}/muc/{row.lines[0].id}"
    client = client_of("phan-thiet")

    answers = [
        client.post(f"/phan-thiet/ho-so/minh-chung/chu-the/{producer_id}", data=upload((content, "x.pdf"))),
        client.post(f"{address}/tai-len", data=upload((content, "x.pdf"), key="registration_form")),
    ]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert all("x.pdf: Tệp" in answer.get_data(as_text=True) for answer in answers)
    with inside(app, "phan-thiet"):
        assert db.session.scalars(select(Evidence)).all() == []


def test_a_withdrawn_files_address_answers_404(app: Flask, client_of: ClientOf) -> None:
    with inside(app, "phan-thiet"):
        row = evidence(household())
        key, token = row.id, row.attachment.token
    client = client_of("phan-thiet")
    before = client.get(f"/tep/{token}")
    before.close()

    client.post(f"/phan-thiet/ho-so/minh-chung/{key}/rut", data={"reason": "Giấy giả"})

    assert before.status_code == 200
    assert client.get(f"/tep/{token}").status_code == 404
    assert "Đã rút: Giấy giả" in page(client, f"/phan-thiet/ho-so/minh-chung/{key}")


def test_evidence_is_renewed_and_the_old_one_stays_as_history(app: Flask, client_of: ClientOf) -> None:
    with inside(app, "phan-thiet"):
        key = evidence(household(), LICENCE, title="Bản 2021", valid_until=date(2024, 1, 1)).id
    client = client_of("phan-thiet")
    assert "Đã hết hạn" in page(client, f"/phan-thiet/ho-so/minh-chung/{key}")

    answer = client.post(
        f"/phan-thiet/ho-so/minh-chung/{key}/thay",
        data={"key": LICENCE, "title": "Bản 2024", "file": (BytesIO(attachments.pdf(2)), "m.pdf")},
    )

    shown = page(client, answer.headers["Location"])
    assert "Bản 2024" in shown
    assert "Bản 2021" in shown
    assert "Đã thay bằng bản mới hơn" in page(client, f"/phan-thiet/ho-so/minh-chung/{key}")


def test_a_stale_correction_answers_409(app: Flask, client_of: ClientOf) -> None:
    with inside(app, "phan-thiet"):
        key = evidence(household()).id
    client = client_of("phan-thiet")
    written = {"key": LICENCE, "title": "Một", "version": "1"}

    first = client.post(f"/phan-thiet/ho-so/minh-chung/{key}/sua", data=written)
    second = client.post(f"/phan-thiet/ho-so/minh-chung/{key}/sua", data=written | {"title": "Hai"})

    assert (first.status_code, second.status_code) == (302, 409)


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("", {"Còn hạn lâu", "Sắp hết", "Vô hạn", "Hết rồi"}),
        ("?han=het-han", {"Hết rồi"}),
        ("?han=sap-het", {"Sắp hết"}),
        ("?han=khong-han", {"Vô hạn"}),
        ("?han=cu", {"Rút rồi"}),
        ("?tim=vo+han", {"Vô hạn"}),
        (f"?loai={SHOP}", {"Vô hạn"}),
        ("?loai=khong-co", set()),
    ],
)
def test_the_library_is_filtered_and_searched_without_accents(
    app: Flask, client_of: ClientOf, asked: str, shown: set[str]
) -> None:
    with inside(app, "phan-thiet"):
        maker = household()
        evidence(maker, title="Còn hạn lâu", valid_until=date(2026, 1, 1))
        evidence(maker, title="Sắp hết", valid_until=date(2024, 11, 9))
        evidence(maker, title="Hết rồi", valid_until=date(2024, 5, 12))
        evidence(maker, SHOP, title="Vô hạn")
        services.withdraw(evidence(maker, title="Rút rồi"), why="Sai", by=officer(), now=NOW)

    exported = client_of("phan-thiet").get(f"/phan-thiet/ho-so/minh-chung/xuat-excel{asked}").data

    rows = CalamineWorkbook.from_filelike(BytesIO(exported)).get_sheet_by_index(0).to_python()
    assert {str(row[0]) for row in rows[1:]} == shown


def test_the_list_of_the_year_tells_how_much_is_there_and_what_is_missing(app: Flask, client_of: ClientOf) -> None:
    with inside(app, "phan-thiet"):
        filled(dossier(registered(sauce("Mắm đủ"))))
        dossier(registered(sauce("Mắm thiếu")))
        registered(sauce("Mắm chưa lập"))
    client = client_of("phan-thiet")

    shown = page(client, "/phan-thiet/ho-so/")

    assert "100%" in shown
    assert "05 sản phẩm mẫu" in shown
    assert "Chưa lập hồ sơ" in shown
    only = page(client, "/phan-thiet/ho-so/?ho-so=chua-lap")
    assert "Mắm chưa lập" in only
    assert ">Mắm đủ<" not in only
    rows = CalamineWorkbook.from_filelike(BytesIO(client.get("/phan-thiet/ho-so/xuat-excel").data))
    assert [row[4] for row in rows.get_sheet_by_index(0).to_python()[1:]][1] == 100


def test_completing_reusing_and_reopening_are_one_click_each(app: Flask, client_of: ClientOf) -> None:
    with inside(app, "phan-thiet"):
        first = filled(dossier())
        maker = first.registration.product.producer
        second = dossier(registered(sauce("Mắm thứ hai", of=maker)))
        keys = first.id, second.id
    client = client_of("phan-thiet")

    refused = client.post(f"/phan-thiet/ho-so/{keys[1]}/hoan-thanh")
    client.post(f"/phan-thiet/ho-so/{keys[1]}/dung-lai")
    shown = page(client, f"/phan-thiet/ho-so/{keys[1]}")
    done = client.post(f"/phan-thiet/ho-so/{keys[0]}/hoan-thanh")

    assert refused.status_code == 422
    assert "Đã đưa " in shown
    assert done.status_code == 302
    with inside(app, "phan-thiet"):
        assert again(keys[0]).registration.state is State.DOSSIER_COMPLETE
    client.post(f"/phan-thiet/ho-so/{keys[0]}/mo-lai")
    with inside(app, "phan-thiet"):
        assert again(keys[0]).registration.state is State.ACCEPTED


def test_a_viewer_reads_and_changes_nothing(app: Flask, client_of: ClientOf) -> None:
    with inside(app, "phan-thiet"):
        row = dossier()
        proof = evidence(row.registration.product.producer)
        keys = row.id, row.lines[0].id, proof.id, proof.producer_id
    viewer = client_of("phan-thiet", "viewer")

    for address in _readable(*keys):
        assert viewer.get(f"/phan-thiet/ho-so/{address}").status_code == 200, address
    for address in _acts(*keys):
        assert viewer.post(f"/phan-thiet/ho-so/{address}").status_code == 403, address


def test_another_units_dossiers_and_evidence_do_not_exist(
    app: Flask, client_of: ClientOf, of_la_gi: tuple[int, int, int, int]
) -> None:
    client = client_of("phan-thiet")

    for address in _readable(*of_la_gi):
        keyed = any(character.isdigit() for character in address)
        answer = client.get(f"/phan-thiet/ho-so/{address}")
        assert answer.status_code == (404 if keyed else 200), address
        assert CANARY.encode() not in answer.data
    for address in _acts(*of_la_gi):
        assert client.post(f"/phan-thiet/ho-so/{address}", data={"reason": "x"}).status_code == 404, address
    with inside(app, "la-gi"):
        assert db.session.get_one(Evidence, of_la_gi[2]).withdrawn_at is None


def test_another_units_evidence_cannot_be_put_onto_a_line_and_its_file_is_not_found(
    app: Flask, client_of: ClientOf, of_la_gi: tuple[int, int, int, int]
) -> None:
    with inside(app, "phan-thiet"):
        row = dossier()
        key, line_id = row.id, line(row, SHOP).id
    with inside(app, "la-gi"):
        token = db.session.scalars(select(Attachment.token)).one()
    client = client_of("phan-thiet")

    answer = client.post(f"/phan-thiet/ho-so/{key}/muc/{line_id}/minh-chung", data={"chosen": str(of_la_gi[2])})

    assert answer.status_code == 422
    assert client.get(f"/tep/{token}").status_code == 404


def test_exports_hold_the_own_rows_only(client_of: ClientOf, of_la_gi: tuple[int, int, int, int]) -> None:
    client = client_of("phan-thiet")

    for address in ("xuat-excel", "minh-chung/xuat-excel"):
        sheet = CalamineWorkbook.from_filelike(BytesIO(client.get(f"/phan-thiet/ho-so/{address}").data))
        assert len(sheet.get_sheet_by_index(0).to_python()) == 1


@pytest.mark.parametrize("address", ["", "minh-chung/", "xuat-excel", "minh-chung/xuat-excel"])
def test_lists_ask_the_database_as_often_for_many_rows_as_for_few(
    app: Flask, client_of: ClientOf, statements: list[str], address: str
) -> None:
    client = client_of("phan-thiet")
    counted = []
    for round_ in range(2):
        with inside(app, "phan-thiet"):
            for number in range(1 + 4 * round_):
                row = dossier(registered(sauce(f"Mắm {round_} {number}")))
                proof = evidence(row.registration.product.producer, SHOP)
                services.attach(row, line(row, SHOP), [proof], by=officer())
        client.get(f"/phan-thiet/ho-so/{address}").close()
        statements.clear()
        client.get(f"/phan-thiet/ho-so/{address}").close()
        counted.append(len(statements))

    assert counted[0] == counted[1]


def test_a_commune_uploads_for_its_own_producers_and_sees_no_others(app: Flask, client_of: ClientOf) -> None:
    with inside(app, "phan-thiet"):
        here, there = (db.session.scalars(select(Unit).where(Unit.code == code)).one() for code in ("22915", "22921"))
        officer(role="commune").commune_id = here.id
        own, other = household("Cơ sở Mũi Né", commune_id=here.id), household("Cơ sở Phú Hài", commune_id=there.id)
        evidence(other, title="Giấy của Phú Hài")
        keys = own.id, other.id
    commune = client_of("phan-thiet", "commune")

    sent = commune.post(
        f"/phan-thiet/ho-so/minh-chung/chu-the/{keys[0]}", data=upload((attachments.pdf(), "Giấy của xã.pdf"))
    )
    shown = page(commune, sent.headers["Location"])
    refused = [
        commune.get(f"/phan-thiet/ho-so/minh-chung/chu-the/{keys[1]}"),
        commune.post(f"/phan-thiet/ho-so/minh-chung/chu-the/{keys[1]}", data=upload((attachments.pdf(), "x.pdf"))),
        commune.post(f"/phan-thiet/ho-so/minh-chung/chu-the/{keys[1]}", data={"title": "Không có tệp"}),
        commune.get("/phan-thiet/ho-so/minh-chung/"),
        commune.get("/phan-thiet/ho-so/"),
    ]

    assert "Giấy của xã" in shown
    assert "Phú Hài" not in shown
    assert [answer.status_code for answer in refused] == [403] * 5
    assert not any("Cơ sở Phú Hài" in answer.get_data(as_text=True) for answer in refused)


def test_a_commune_opens_the_files_that_it_brought_and_nobody_elses(app: Flask, client_of: ClientOf) -> None:
    with inside(app, "phan-thiet"):
        here, there = (db.session.scalars(select(Unit).where(Unit.code == code)).one() for code in ("22915", "22921"))
        officer(role="commune").commune_id = here.id
        own, other = household("Cơ sở Mũi Né", commune_id=here.id), household("Cơ sở Phú Hài", commune_id=there.id)
        ours = evidence(own, title="Giấy của xã", by=officer(role="commune")).id
        theirs = [evidence(own, title="Giấy của phòng").id, evidence(other, title="Giấy của Phú Hài").id]
    with inside(app, "la-gi"):
        theirs.append(evidence(household(f"Cơ sở {CANARY}"), title=f"Giấy {CANARY}").id)
    commune = client_of("phan-thiet", "commune")

    shown = page(commune, "/phan-thiet/ho-so/minh-chung/cua-xa")
    opened = commune.get(f"/phan-thiet/ho-so/minh-chung/cua-xa/{ours}/tep")
    content = opened.data
    opened.close()
    refused = [commune.get(f"/phan-thiet/ho-so/minh-chung/cua-xa/{one}/tep") for one in theirs]

    assert opened.status_code == 200
    assert content.startswith(b"%PDF-")
    assert opened.headers["X-Content-Type-Options"] == "nosniff"
    assert opened.headers["Content-Disposition"].startswith("attachment")
    assert f"/cua-xa/{ours}/tep" in shown
    assert f"/cua-xa/{theirs[0]}/tep" not in shown
    assert [answer.status_code for answer in refused] == [404] * 3


def test_a_commune_no_longer_opens_what_was_withdrawn_nor_what_its_person_took_elsewhere(
    app: Flask, client_of: ClientOf
) -> None:
    with inside(app, "phan-thiet"):
        here, there = (db.session.scalars(select(Unit).where(Unit.code == code)).one() for code in ("22915", "22921"))
        person = officer(role="commune")
        person.commune_id = here.id
        maker = household("Cơ sở Mũi Né", commune_id=here.id)
        kept, gone = evidence(maker, title="Giấy A", by=person), evidence(maker, title="Giấy B", by=person)
        services.withdraw(queries.evidence(gone.id), why="Nhầm", by=officer(), now=NOW)
        keys, elsewhere = (kept.id, gone.id), there.id
    commune = client_of("phan-thiet", "commune")

    withdrawn = commune.get(f"/phan-thiet/ho-so/minh-chung/cua-xa/{keys[1]}/tep")
    with inside(app, "phan-thiet"):
        officer(role="commune").commune_id = elsewhere
    moved = commune.get(f"/phan-thiet/ho-so/minh-chung/cua-xa/{keys[0]}/tep")

    assert [withdrawn.status_code, moved.status_code] == [404, 404]


def _readable(dossier_id: int, _line_id: int, evidence_id: int, _producer_id: int) -> Iterator[str]:
    yield from ("", "xuat-excel", "minh-chung/", "minh-chung/xuat-excel")
    yield from (f"{dossier_id}", f"minh-chung/{evidence_id}")


def _acts(dossier_id: int, line_id: int, evidence_id: int, producer_id: int) -> Iterator[str]:
    yield from (f"{dossier_id}/{act}" for act in ("dung-lai", "cap-nhat", "hoan-thanh", "mo-lai", "lap-pdf"))
    lines = ("minh-chung", "tai-len", "khong-ap-dung", "da-nop")
    yield from (f"{dossier_id}/muc/{line_id}/{act}" for act in lines)
    yield from (f"minh-chung/{evidence_id}/{act}" for act in ("sua", "thay", "rut"))
    yield f"minh-chung/chu-the/{producer_id}"
