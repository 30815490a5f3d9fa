"""The pages of documents: each step by the person who may take it, and nothing of another unit."""

from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import event, select

from ocop.attachments.models import Attachment
from ocop.audit.models import AuditEntry
from ocop.core.db import db
from ocop.documents import rules, services
from ocop.documents.models import Dispatch, Document, Incoming
from ocop.documents.rules import Channel, State
from tests.factories import attachments, documents, world
from tests.factories.documents import CLERK, DAY

ClientOf = Callable[..., FlaskClient]
CANARY = "Dự thảo mật của La Gi"


def read(app: Flask, slug: str, document_id: int) -> Document:
    return documents.within_unit(app, slug, lambda _unit: documents.copied(db.session.get_one(Document, document_id)))


def test_the_list_shows_the_units_documents_and_no_other_units(app: Flask, client_of: ClientOf) -> None:
    documents.letter_in(app, "phan-thiet", subject="Tờ trình của Phan Thiết")
    documents.letter_in(app, "la-gi", subject=CANARY)

    page = client_of("phan-thiet").get("/phan-thiet/van-ban/")

    assert "Tờ trình của Phan Thiết" in page.text
    assert CANARY not in page.text


@pytest.mark.parametrize("words", ["tờ trình", "to trinh", "12", "TO TRINH CUA"])
def test_a_document_is_found_with_or_without_accents_and_by_its_number(
    words: str, app: Flask, client_of: ClientOf
) -> None:
    documents.letter_in(app, "phan-thiet", "issued")

    page = client_of("phan-thiet").get("/phan-thiet/van-ban/", query_string={"tim": words})

    assert "12/TTr-UBND" in page.text


def test_the_list_asks_the_database_the_same_number_of_times_for_one_row_and_for_many(
    app: Flask, client_of: ClientOf
) -> None:
    client = client_of("phan-thiet")
    documents.letter_in(app, "phan-thiet")
    few = counted(app, client, "/phan-thiet/van-ban/")
    for _ in range(12):
        documents.letter_in(app, "phan-thiet")

    many = counted(app, client, "/phan-thiet/van-ban/")

    assert many == few


def counted(app: Flask, client: FlaskClient, address: str) -> int:
    asked: list[str] = []
    with app.app_context():
        engine = db.engine

    def note(*args: object) -> None:
        asked.append(str(args[2]))

    client.get(address)
    event.listen(engine, "before_cursor_execute", note)
    client.get(address)
    event.remove(engine, "before_cursor_execute", note)
    return len(asked)


@pytest.mark.parametrize("page", ["", "/sua", "/du-thao.pdf", "/du-thao.docx"])
def test_another_units_document_is_not_found(page: str, app: Flask, client_of: ClientOf) -> None:
    foreign = documents.letter_in(app, "la-gi", subject=CANARY)

    answer = client_of("phan-thiet").get(f"/phan-thiet/van-ban/{foreign.id}{page}")

    assert answer.status_code == 404
    assert CANARY not in answer.text


@pytest.mark.parametrize(
    ("step", "role", "point"),
    [
        ("chot", "officer", "draft"),
        ("xoa", "officer", "draft"),
        ("sua", "officer", "draft"),
        ("bo-chot", "officer", "frozen"),
        ("so", "clerk", "frozen"),
        ("lay-so", "clerk", "frozen"),
        ("huy-so", "clerk", "issued"),
        ("ban-ky", "clerk", "issued"),
        ("gui", "clerk", "signed"),
        ("thu-hoi", "clerk", "signed"),
    ],
)
def test_nobody_takes_a_step_with_another_units_document(
    step: str, role: str, point: str, app: Flask, client_of: ClientOf
) -> None:
    foreign = documents.letter_in(app, "la-gi", point)

    answer = client_of("phan-thiet", role).post(
        f"/phan-thiet/van-ban/{foreign.id}/{step}", data={"number": "1", "dated": "13/5/2024", "reason": "thử"}
    )

    assert answer.status_code == 404
    assert read(app, "la-gi", foreign.id).state == foreign.state


@pytest.mark.parametrize(
    ("step", "role"),
    [("so", "officer"), ("ban-ky", "officer"), ("chot", "clerk"), ("gui", "viewer"), ("thu-hoi", "officer")],
)
def test_a_step_belongs_to_who_may_take_it(step: str, role: str, app: Flask, client_of: ClientOf) -> None:
    document = documents.letter_in(app, "phan-thiet")

    answer = client_of("phan-thiet", role).post(f"/phan-thiet/van-ban/{document.id}/{step}")

    assert answer.status_code == 403


def test_a_letter_goes_from_draft_to_its_receivers(app: Flask, client_of: ClientOf) -> None:
    officer, clerk = client_of("phan-thiet"), client_of("phan-thiet", "clerk")
    document = documents.letter_in(app, "phan-thiet")
    here = f"/phan-thiet/van-ban/{document.id}"
    with app.app_context():
        desk = db.session.scalars(
            select(documents.IssuingBody.id).where(documents.IssuingBody.unit_id == world.unit_id("ubnd-tinh"))
        ).first()

    answers = [
        officer.post(f"{here}/chot"),
        clerk.post(f"{here}/so", data={"number": "12", "dated": "13/5/2024"}),
        clerk.post(
            f"{here}/ban-ky", data={"file": (BytesIO(attachments.pdf(read(app, "phan-thiet", document.id).pages or 1)), "a.pdf")}
        ),
        clerk.post(
            f"{here}/gui", data={"receivers": [str(desk)], "others": "Đài Truyền thanh", "channel": "portal", "on": "13/5/2024"}
        ),
    ]  # fmt: skip

    page = officer.get(here).text
    assert [answer.status_code for answer in answers] == [302, 302, 302, 302]
    assert "12/TTr-UBND" in page
    assert "Đài Truyền thanh" in page
    assert len(arrivals(app, "ubnd-tinh")) == 1
    assert arrivals(app, "la-gi") == []


def arrivals(app: Flask, slug: str) -> list[str]:
    return documents.within_unit(app, slug, lambda _unit: list(db.session.scalars(select(Incoming.number))))


def test_sending_by_a_double_click_is_sending_once(app: Flask, client_of: ClientOf) -> None:
    document = documents.letter_in(app, "phan-thiet", "signed")
    clerk = client_of("phan-thiet", "clerk")
    once = {"others": "Đài Truyền thanh", "channel": "post", "on": "13/5/2024"}

    answers = [clerk.post(f"/phan-thiet/van-ban/{document.id}/gui", data=once) for _ in range(2)]

    sent = documents.within_unit(app, "phan-thiet", lambda _unit: len(db.session.scalars(select(Dispatch)).all()))
    assert [answer.status_code for answer in answers] == [302, 302]
    assert sent == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"number": "tám", "dated": "13/5/2024"}, "chỉ nhập phần chữ số"),
        ({"number": "12", "dated": "12/5/2024"}, "trước ngày chốt"),
        ({"number": "12", "dated": "14/5/2024"}, "sau ngày hôm nay"),
        ({"number": "12", "dated": "31/2/2024"}, "Vui lòng nhập ngày"),
        ({"number": "", "dated": "13/5/2024"}, "Vui lòng nhập"),
        ({"number": "9" * 10_000, "dated": "13/5/2024"}, "tối đa"),
    ],
)
def test_a_wrong_number_or_date_stands_at_its_field_with_what_was_typed(
    typed: dict[str, str], sentence: str, app: Flask, client_of: ClientOf
) -> None:
    document = documents.letter_in(app, "phan-thiet", "frozen")

    answer = client_of("phan-thiet", "clerk").post(f"/phan-thiet/van-ban/{document.id}/so", data=typed)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert typed["dated"] in answer.text
    assert read(app, "phan-thiet", document.id).state is State.FROZEN


def test_the_same_number_twice_is_refused_at_the_field(app: Flask, client_of: ClientOf) -> None:
    documents.letter_in(app, "phan-thiet", "issued")
    second = documents.letter_in(app, "phan-thiet", "frozen")

    answer = client_of("phan-thiet", "clerk").post(
        f"/phan-thiet/van-ban/{second.id}/so", data={"number": "0012", "dated": "13/5/2024"}
    )

    assert answer.status_code == 422
    assert "Số này đã dùng" in answer.text


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"xin chao", "không thuộc loại"), (b"", "không có nội dung"), (attachments.pdf(9), "9 trang")],
)
def test_a_wrong_scan_stands_at_its_field_and_keeps_nothing(
    content: bytes, sentence: str, app: Flask, client_of: ClientOf
) -> None:
    document = documents.letter_in(app, "phan-thiet", "issued")
    before = kept_files(app)

    answer = client_of("phan-thiet", "clerk").post(
        f"/phan-thiet/van-ban/{document.id}/ban-ky", data={"file": (BytesIO(content), "ban-ky.pdf")}
    )

    assert answer.status_code == 422
    assert sentence in answer.text
    assert kept_files(app) == before


def kept_files(app: Flask) -> int:
    return documents.within_unit(app, "phan-thiet", lambda _unit: len(db.session.scalars(select(Attachment)).all()))


def test_a_document_with_a_record_behind_it_is_worked_on_at_the_record(
    app: Flask, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = documents.letter_in(app, "phan-thiet", "frozen")
    monkeypatch.setitem(rules.SUBJECT_PAGES, "submission", "documents.show")

    answer = client_of("phan-thiet", "clerk").post(
        f"/phan-thiet/van-ban/{document.id}/so", data={"number": "1", "dated": "13/5/2024"}
    )
    page = client_of("phan-thiet", "clerk").get(f"/phan-thiet/van-ban/{document.id}").text

    assert answer.status_code == 409
    assert "Mở hồ sơ" in page
    assert 'name="number"' not in page


def test_the_blanks_of_a_letter_are_edited_on_a_page(app: Flask, client_of: ClientOf) -> None:
    document = documents.letter_in(app, "phan-thiet")
    client = client_of("phan-thiet")

    answer = client.post(f"/phan-thiet/van-ban/{document.id}/sua", data=blanks(document.version))

    after = read(app, "phan-thiet", document.id)
    assert answer.status_code == 302
    assert after.subject == "Về việc ban hành kế hoạch"
    assert "Nội dung mới." in after.content


def blanks(version: int, **changed: str) -> dict[str, str]:
    """What the page of the letter sends."""
    return {
        "version": str(version),
        "subject": "Về việc ban hành kế hoạch",
        "addressees": "Ủy ban nhân dân thành phố\nVăn phòng",
        "bases": "",
        "text": "Nội dung mới.",
        "enclosed": "",
        "closing": "Kính trình",
        "recipients": "",
    } | changed


def test_two_who_edit_the_same_letter_lose_neither_text(app: Flask, client_of: ClientOf) -> None:
    document = documents.letter_in(app, "phan-thiet")
    client = client_of("phan-thiet")
    client.post(f"/phan-thiet/van-ban/{document.id}/sua", data=blanks(document.version))

    answer = client.post(
        f"/phan-thiet/van-ban/{document.id}/sua", data=blanks(document.version, text="Nội dung của người thứ hai.")
    )

    assert answer.status_code == 409
    assert "Nội dung mới." in answer.text
    assert "Nội dung của người thứ hai." in answer.text


@pytest.mark.parametrize(
    ("changed", "sentence"), [({"subject": ""}, "Vui lòng nhập"), ({"subject": "a" * 10_000}, "tối đa 500")]
)
def test_a_letter_that_is_filled_in_wrongly_is_shown_again(
    changed: dict[str, str], sentence: str, app: Flask, client_of: ClientOf
) -> None:
    document = documents.letter_in(app, "phan-thiet")

    answer = client_of("phan-thiet").post(
        f"/phan-thiet/van-ban/{document.id}/sua", data=blanks(document.version, **changed)
    )

    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Nội dung mới." in answer.text


def test_a_character_that_no_face_prints_is_named_where_it_was_typed(app: Flask, client_of: ClientOf) -> None:
    document = documents.letter_in(app, "phan-thiet")

    answer = client_of("phan-thiet").post(
        f"/phan-thiet/van-ban/{document.id}/sua", data=blanks(document.version, text="Xong 漢")
    )

    assert answer.status_code == 422
    assert "không có ký tự “漢”" in answer.text
    assert read(app, "phan-thiet", document.id).version == document.version


@pytest.mark.parametrize(("method", "step"), [("POST", "chot"), ("GET", "du-thao.pdf"), ("GET", "du-thao.docx")])
def test_a_character_that_came_in_by_another_way_is_named_when_it_should_print(
    method: str, step: str, app: Flask, client_of: ClientOf
) -> None:
    document = documents.letter_in(app, "phan-thiet", subject="Tờ trình 漢")

    answer = client_of("phan-thiet").open(f"/phan-thiet/van-ban/{document.id}/{step}", method=method)

    assert answer.status_code == 422
    assert "漢" in answer.text
    assert read(app, "phan-thiet", document.id).state is State.DRAFT


@pytest.mark.parametrize(("name", "start"), [("du-thao.pdf", b"%PDF-"), ("du-thao.docx", b"PK")])
def test_a_draft_is_previewed_and_the_print_stands_in_the_trail(
    name: str, start: bytes, app: Flask, client_of: ClientOf
) -> None:
    document = documents.letter_in(app, "phan-thiet")

    answer = client_of("phan-thiet").get(f"/phan-thiet/van-ban/{document.id}/{name}")

    printed = documents.within_unit(
        app, "phan-thiet", lambda _unit: db.session.scalars(select(AuditEntry.act)).all().count("print")
    )
    assert answer.data.startswith(start)
    assert printed == 1


def sent_to_the_province(app: Flask) -> Document:
    """A plan of Phan Thiết in the province's box."""

    def send(unit_id: int) -> Document:
        desk = world.unit_id("ubnd-tinh")
        return documents.copied(documents.sent(documents.body(unit_id), [("UBND tỉnh", desk)]))

    return documents.within_unit(app, "phan-thiet", send)


def arrival(app: Flask, slug: str) -> int:
    return documents.within_unit(app, slug, lambda _unit: db.session.scalars(select(Incoming.id)).one())


def test_the_receiver_enters_the_incoming_number_and_the_sender_sees_it(app: Flask, client_of: ClientOf) -> None:
    document = sent_to_the_province(app)
    key = arrival(app, "ubnd-tinh")

    answer = client_of("ubnd-tinh", "clerk").post(
        f"/ubnd-tinh/van-ban/den/{key}/so-den", data={"number": "125", "on": "13/5/2024"}
    )

    assert answer.status_code == 302
    assert "125" in client_of("phan-thiet").get(f"/phan-thiet/van-ban/{document.id}").text


def test_another_units_incoming_document_is_not_found(app: Flask, client_of: ClientOf) -> None:
    sent_to_the_province(app)
    key = arrival(app, "ubnd-tinh")

    page = client_of("la-gi").get(f"/la-gi/van-ban/den/{key}")
    box = client_of("la-gi").get("/la-gi/van-ban/den")

    assert page.status_code == 404
    assert "87/KH-UBND" not in box.text


def test_a_document_on_paper_is_entered_with_its_scan(app: Flask, client_of: ClientOf) -> None:
    client = client_of("phan-thiet", "clerk")
    line = {
        "incoming_number": "7", "on": "13/5/2024", "sender": "UBND tỉnh", "kind": "KH", "own_number": "1578/KH-UBND",
        "dated": "2/5/2024", "subject": "Triển khai Chương trình OCOP năm 2024",
    }  # fmt: skip

    answer = client.post("/phan-thiet/van-ban/den", data=line | {"file": (BytesIO(attachments.pdf()), "kh.pdf")})

    assert answer.status_code == 302
    assert "1578/KH-UBND" in client.get("/phan-thiet/van-ban/den").text


def test_a_document_does_not_arrive_before_it_was_written(client_of: ClientOf) -> None:
    line = {
        "incoming_number": "7", "on": "1/5/2024", "sender": "UBND tỉnh", "kind": "KH", "own_number": "1578/KH-UBND",
        "dated": "2/5/2024", "subject": "Triển khai",
    }  # fmt: skip

    answer = client_of("phan-thiet", "clerk").post("/phan-thiet/van-ban/den", data=line)

    assert answer.status_code == 422
    assert "không được trước ngày văn bản" in answer.text


def test_the_province_reads_an_issued_document_with_its_signed_page(app: Flask, client_of: ClientOf) -> None:
    document = sent_to_the_province(app)
    client = client_of("ubnd-tinh", "province_officer")

    page = client.get(f"/tinh/van-ban/phan-thiet/{document.id}")

    assert page.status_code == 200
    assert "87/KH-UBND" in page.text
    assert "Bản đã ký, đóng dấu" in page.text


@pytest.mark.parametrize("point", ["draft", "frozen"])
def test_the_province_does_not_read_over_the_shoulder(point: str, app: Flask, client_of: ClientOf) -> None:
    document = documents.letter_in(app, "phan-thiet", point, subject=CANARY)

    page = client_of("ubnd-tinh", "province_officer").get(f"/tinh/van-ban/phan-thiet/{document.id}")

    assert page.status_code == 404
    assert CANARY not in page.text


def test_a_district_does_not_enter_the_provinces_door(app: Flask, client_of: ClientOf) -> None:
    document = sent_to_the_province(app)

    assert client_of("phan-thiet").get(f"/tinh/van-ban/phan-thiet/{document.id}").status_code == 404


def rows(client: FlaskClient, address: str) -> list[tuple[object, ...]]:
    book = load_workbook(BytesIO(client.get(address).data))
    return list(book.worksheets[0].iter_rows(values_only=True))


def test_the_outgoing_register_has_ten_columns_and_only_the_units_lines(app: Flask, client_of: ClientOf) -> None:
    sent_to_the_province(app)
    documents.letter_in(app, "la-gi", "issued", subject=CANARY)

    head, *lines = rows(client_of("phan-thiet"), "/phan-thiet/van-ban/so-van-ban-di.xlsx?nam=2024")

    assert len(head) == 10
    assert [line[0] for line in lines] == ["87/KH-UBND"]
    assert lines[0][4] == "UBND tỉnh"


def test_a_number_given_up_keeps_its_line_in_the_register(app: Flask, client_of: ClientOf) -> None:
    def give_up(unit_id: int) -> None:
        made = documents.frozen(documents.body(unit_id, series=documents.Series.OWN))
        services.number_own(made, dated=DAY, by=CLERK, now=documents.now())
        services.void_number(made, reason="Người ký trả lại", by=CLERK, now=documents.now())

    documents.within_unit(app, "phan-thiet", give_up)

    _head, line = rows(client_of("phan-thiet"), "/phan-thiet/van-ban/so-van-ban-di.xlsx?nam=2024")

    assert (line[0], line[9]) == ("01/KH-UBND", "Hủy số: Người ký trả lại")


def test_the_incoming_register_has_the_lines_of_its_year(app: Flask, client_of: ClientOf) -> None:
    sent_to_the_province(app)
    key = arrival(app, "ubnd-tinh")
    clerk = client_of("ubnd-tinh", "clerk")
    clerk.post(f"/ubnd-tinh/van-ban/den/{key}/so-den", data={"number": "125", "on": "13/5/2024"})

    head, *lines = rows(clerk, "/ubnd-tinh/van-ban/so-van-ban-den.xlsx?nam=2024")

    assert len(head) == 10
    assert [(line[0], line[1]) for line in lines] == [("13/5/2024", "125")]
    assert len(rows(clerk, "/ubnd-tinh/van-ban/so-van-ban-den.xlsx?nam=2023")) == 1


@pytest.mark.parametrize("book", ["so-van-ban-di.pdf", "so-van-ban-den.pdf"])
@pytest.mark.parametrize("year", ["2024", "", "khong-phai-nam", "99999"])
def test_the_registers_print_whatever_year_is_asked_for(book: str, year: str, app: Flask, client_of: ClientOf) -> None:
    sent_to_the_province(app)

    answer = client_of("phan-thiet").get(f"/phan-thiet/van-ban/{book}", query_string={"nam": year})

    assert answer.status_code == 200
    assert answer.data.startswith(b"%PDF-")


def test_the_channels_of_the_page_are_all_channels() -> None:
    from ocop.documents.forms import CHANNELS

    assert set(CHANNELS) == set(Channel)
