"""The print room: many papers as one job, frozen bytes as they are, begun again where it stopped, nothing of other units."""

import zipfile
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from ocop.attachments.models import Attachment
from ocop.attachments.rules import Purpose
from ocop.attachments.services import store
from ocop.audit.models import AuditEntry
from ocop.core import clock, settings
from ocop.core.db import db
from ocop.documents.models import Document
from ocop.documents.services import print_room
from ocop.jobs import services as jobs
from ocop.jobs.models import Job
from ocop.jobs.rules import State
from ocop.paperwork import Rendition, batches
from tests.factories import documents, producers, products, registrations

HOME = "/phan-thiet/van-ban/in/"
Clients = Callable[..., FlaskClient]


def three_papers(app: Flask, slug: str = "phan-thiet") -> list[Document]:
    """A draft, a frozen and an issued letter of the unit, in the order of the print room's list."""
    return [
        documents.letter_in(app, slug, "issued", subject="Tờ trình thứ nhất"),
        documents.letter_in(app, slug, "frozen", subject="Tờ trình thứ hai"),
        documents.letter_in(app, slug, "draft", subject="Tờ trình thứ ba"),
    ]


def asked(client: FlaskClient, app: Flask, slug: str = "phan-thiet", *, query: str = "", **data: object) -> Job:
    """The job that an order at the print room became."""
    answer = client.post(f"/{slug}/van-ban/in/{query}", data={"shape": "pdf", **data})
    assert answer.status_code == 302, answer.text
    assert "/viec/" in answer.location

    def newest(_unit: int) -> Job:
        return documents.copied(db.session.scalars(select(Job).order_by(Job.id.desc())).first())  # type: ignore[type-var]

    return documents.within_unit(app, slug, newest)


def done(app: Flask, job: Job, slug: str = "phan-thiet") -> Job:
    """The job after a worker had it."""
    with app.app_context():
        jobs.run(job.tenant_id, job.id)
    return documents.within_unit(app, slug, lambda _unit: documents.copied(db.session.get_one(Job, job.id)))


def bytes_of(app: Flask, document: Document, slug: str = "phan-thiet") -> bytes:
    """The frozen bytes of a document, with its number where it has one."""

    def read(_unit: int) -> bytes:
        kept = document.numbered_file_id or document.signature_file_id
        return store.place(db.session.get_one(Attachment, kept).sha256).read_bytes()

    return documents.within_unit(app, slug, read)


def text_of(page: pypdfium2.PdfPage) -> str:
    return str(page.get_textpage().get_text_range())


def downloaded(client: FlaskClient, job: Job) -> bytes:
    """The file that came of a job."""
    with client.get(f"/tep/{job.attachment_token}") as answer:
        return answer.data


def folder_of(app: Flask, job: Job) -> Path:
    with app.app_context():
        return settings.current().instance / "printing" / f"{job.tenant_id}-{job.id}"


def test_the_page_lists_the_papers_of_the_year_and_how_far_they_are(app: Flask, client_of: Clients) -> None:
    three_papers(app)

    page = client_of("phan-thiet").get(HOME)

    assert page.status_code == 200
    assert all(text in page.text for text in ("Tờ trình thứ nhất", "Đang trình ký", "Dự thảo", "In cả danh sách (3)"))


def test_many_documents_become_one_file_with_cover_contents_and_bookmarks(app: Flask, client_of: Clients) -> None:
    three_papers(app)
    client = client_of("phan-thiet")

    job = done(app, asked(client, app, everything="1"))

    assert (job.state, job.done, job.total) == (State.DONE, 3, 3)
    with client.get(f"/tep/{job.attachment_token}") as answer:
        content, headers = answer.data, answer.headers
    assert headers["Content-Disposition"].startswith("attachment")
    assert headers["X-Content-Type-Options"] == "nosniff"
    with pikepdf.Pdf.open(BytesIO(content)) as bound, bound.open_outline() as outline:
        assert [item.title for item in outline.root] == [
            "Mục lục",
            "Tờ trình số 12/TTr-UBND ngày 13/5/2024: Tờ trình thứ nhất",
            "Tờ trình số …/TTr-UBND: Tờ trình thứ hai",
            "Tờ trình số …/TTr-UBND: Tờ trình thứ ba",
        ]
    printed = pypdfium2.PdfDocument(content)
    assert "TẬP VĂN BẢN" in text_of(printed[0])
    assert "MỤC LỤC" in text_of(printed[1])


def test_issued_documents_are_bound_in_with_their_frozen_pages(app: Flask, client_of: Clients) -> None:
    issued, _frozen, _draft = three_papers(app)
    client = client_of("phan-thiet")

    job = done(app, asked(client, app, chosen=[str(issued.id)]))

    with (
        pikepdf.Pdf.open(BytesIO(downloaded(client, job))) as bound,
        pikepdf.Pdf.open(BytesIO(bytes_of(app, issued))) as kept,
    ):
        assert len(bound.pages) == 2 + len(kept.pages)
        for page, frozen in zip(list(bound.pages)[2:], kept.pages, strict=True):
            assert page.Contents.read_bytes() == frozen.Contents.read_bytes()


def test_the_archive_holds_the_frozen_bytes_and_drafts_with_their_mark(app: Flask, client_of: Clients) -> None:
    issued, frozen, _draft = three_papers(app)
    client = client_of("phan-thiet")

    job = done(app, asked(client, app, everything="1", shape="zip"))

    archive = zipfile.ZipFile(BytesIO(downloaded(client, job)))
    assert archive.namelist() == [
        "001 Tờ trình số 12-TTr-UBND ngày 13-5-2024 Tờ trình thứ nhất.pdf",
        "002 Tờ trình số TTr-UBND Tờ trình thứ hai.pdf",
        "003 Tờ trình số TTr-UBND Tờ trình thứ ba.pdf",
    ]
    contents = [archive.read(name) for name in archive.namelist()]
    assert contents[:2] == [bytes_of(app, issued), bytes_of(app, frozen)]
    assert contents[2] not in contents[:2]
    assert "DỰ THẢO" in text_of(pypdfium2.PdfDocument(contents[2])[0])


def test_a_name_cannot_lead_out_of_the_archive(app: Flask, client_of: Clients) -> None:
    documents.letter_in(app, "phan-thiet", subject="../../etc/passwd\\..\\C:\\x " + "Ư" * 300)
    client = client_of("phan-thiet")

    job = done(app, asked(client, app, everything="1", shape="zip"))

    (name,) = zipfile.ZipFile(BytesIO(downloaded(client, job))).namelist()
    assert not set("/\\:") & set(name)
    assert ".." not in name
    assert len(name.encode()) <= 255


def test_printed_on_both_sides_each_document_begins_on_an_odd_page(app: Flask, client_of: Clients) -> None:
    three_papers(app)
    client = client_of("phan-thiet")

    job = done(app, asked(client, app, everything="1", duplex="y"))

    with pikepdf.Pdf.open(BytesIO(downloaded(client, job))) as bound, bound.open_outline() as outline:
        starts = [
            next(place for place, page in enumerate(bound.pages) if page.obj == item.destination[0])
            for item in outline.root[1:]
        ]
    contents = text_of(pypdfium2.PdfDocument(downloaded(client, job))[1])
    assert all(start % 2 == 0 for start in starts)
    assert all(str(start + 1) in contents for start in starts)


def test_a_worker_who_takes_a_job_over_goes_on_from_what_is_printed(
    app: Flask, client_of: Clients, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(6):
        documents.letter_in(app, "phan-thiet", subject=f"Tờ trình {number}")
    job = asked(client_of("phan-thiet"), app, everything="1")
    whole = batches.printed
    with monkeypatch.context() as killed:
        killed.setattr(
            batches,
            "printed",
            lambda orders, processes: (_falls(place, one) for place, one in enumerate(whole(orders))),
        )
        done(app, job)
    left = sorted(path.name for path in folder_of(app, job).glob("*.pdf"))

    anew: list[str] = []
    monkeypatch.setattr(batches, "printed", lambda orders, processes: (_noted(one, anew) for one in whole(orders)))
    documents.within_unit(app, "phan-thiet", lambda _unit: _wait_again(job.id))
    after = done(app, job)

    assert left == ["0001.pdf", "0002.pdf", "0003.pdf", "0004.pdf"]
    assert anew == ["0005.pdf", "0006.pdf"]
    assert after.state is State.DONE
    assert not folder_of(app, job).exists()


def _falls(place: int, printed: batches.Printed) -> batches.Printed:
    if place == 3:
        raise MemoryError
    return printed


def _noted(printed: batches.Printed, names: list[str]) -> batches.Printed:
    names.append(printed.target.name)
    return printed


def _wait_again(job_id: int) -> None:
    db.session.get_one(Job, job_id).state = State.WAITING


def test_a_job_begun_again_after_its_file_was_kept_keeps_no_second_one(app: Flask, client_of: Clients) -> None:
    three_papers(app)
    job = done(app, asked(client_of("phan-thiet"), app, everything="1"))
    documents.within_unit(app, "phan-thiet", lambda _unit: _wait_again(job.id))

    again = done(app, job)

    kept = documents.within_unit(app, "phan-thiet", lambda _unit: len(_print_runs()))
    assert again.attachment_token == job.attachment_token
    assert kept == 1


def _print_runs() -> list[Attachment]:
    return list(db.session.scalars(select(Attachment).where(Attachment.purpose == Purpose.PRINT_RUN)))


def test_a_stopped_job_leaves_nothing_behind(app: Flask, client_of: Clients) -> None:
    three_papers(app)
    client = client_of("phan-thiet")
    job = asked(client, app, everything="1")
    documents.within_unit(app, "phan-thiet", lambda _unit: _no_more(job.id))

    after = done(app, job)

    assert after.state is State.CANCELLED
    assert not folder_of(app, job).exists()


def _no_more(job_id: int) -> None:
    db.session.get_one(Job, job_id).cancel_asked = True


def test_printed_files_are_kept_for_some_days(app: Flask, client_of: Clients, monkeypatch: pytest.MonkeyPatch) -> None:
    three_papers(app)
    client = client_of("phan-thiet")
    job = done(app, asked(client, app, everything="1"))
    later = clock.real_now() + timedelta(days=8)
    monkeypatch.setattr(clock, "real_now", lambda: later)

    with app.app_context():
        print_room.forget_old()

    after = documents.within_unit(app, "phan-thiet", lambda _unit: documents.copied(db.session.get_one(Job, job.id)))
    monkeypatch.undo()
    assert client.get(f"/tep/{job.attachment_token}").status_code == 404
    assert "in lại" in after.message


def test_the_trail_names_what_was_printed(app: Flask, client_of: Clients) -> None:
    three_papers(app)

    done(app, asked(client_of("phan-thiet"), app, everything="1"))

    entry = documents.within_unit(app, "phan-thiet", lambda _unit: _last_print())
    assert entry.actor == "officer.phan-thiet"
    assert "12/TTr-UBND" in str(entry.change)


def _last_print() -> AuditEntry:
    found = db.session.scalars(
        select(AuditEntry).where(AuditEntry.act == "print").order_by(AuditEntry.sequence.desc())
    ).first()
    assert found is not None
    return documents.copied(found)


def test_another_units_document_is_not_found_and_no_job_is_asked_for(app: Flask, client_of: Clients) -> None:
    own = documents.letter_in(app, "phan-thiet", "issued")
    foreign = documents.letter_in(app, "la-gi", "issued", subject="CANARY-LA-GI")
    client = client_of("phan-thiet")

    answer = client.post(HOME, data={"chosen": [str(own.id), str(foreign.id)], "shape": "pdf"})

    assert answer.status_code == 404
    assert "CANARY-LA-GI" not in client.get(HOME).text
    assert documents.within_unit(app, "phan-thiet", lambda _unit: db.session.scalars(select(Job)).all()) == []


def test_nobody_but_the_province_prints_the_plans_of_all_units(app: Flask, client_of: Clients) -> None:
    answer = client_of("phan-thiet").get(HOME + "?nguon=ke-hoach-cac-don-vi")

    assert answer.status_code == 404


def test_the_desk_prints_the_issued_plans_of_all_units(app: Flask, client_of: Clients) -> None:
    plans = [_plan_of(app, slug) for slug in ("la-gi", "phan-thiet")]
    documents.within_unit(app, "phu-quy", lambda unit: documents.frozen(documents.body(unit), subject="Chưa ban hành"))
    client = client_of("ubnd-tinh", "province_officer")
    query = "?nguon=ke-hoach-cac-don-vi&nam=2024"

    page = client.get(f"/ubnd-tinh/van-ban/in/{query}")
    job = done(app, asked(client, app, "ubnd-tinh", query=query, everything="1", shape="zip"), "ubnd-tinh")

    archive = zipfile.ZipFile(BytesIO(downloaded(client, job)))
    assert "Chưa ban hành" not in page.text
    assert [archive.read(name) for name in archive.namelist()] == plans
    assert [name[:22] for name in archive.namelist()] == ["001 Thị xã La Gi, Kế h", "002 Thành phố Phan Thi"]


def _plan_of(app: Flask, slug: str) -> bytes:
    def issue(unit: int) -> Document:
        return documents.copied(documents.issued(documents.body(unit)))

    return bytes_of(app, documents.within_unit(app, slug, issue), slug)


def test_the_desk_cannot_ask_for_a_plan_that_lies_for_signature(app: Flask, client_of: Clients) -> None:
    frozen = documents.within_unit(app, "la-gi", lambda unit: documents.copied(documents.frozen(documents.body(unit))))
    client = client_of("ubnd-tinh", "province_officer")

    answer = client.post(
        "/ubnd-tinh/van-ban/in/?nguon=ke-hoach-cac-don-vi&nam=2024",
        data={"chosen": f"{frozen.tenant_id}.{frozen.id}", "shape": "pdf"},
    )

    assert answer.status_code == 404


def test_a_unit_prints_the_registration_forms_of_the_year(app: Flask, client_of: Clients) -> None:
    documents.within_unit(app, "phan-thiet", lambda _unit: _registered("Nước mắm nhỉ", "phan-thiet"))
    documents.within_unit(app, "la-gi", lambda _unit: _registered("CANARY-LA-GI", "la-gi"))
    client = client_of("phan-thiet")
    query = "?nguon=phieu-dang-ky&nam=2024"

    page = client.get(HOME + query)
    job = done(app, asked(client, app, query=query, everything="1"))

    printed = pypdfium2.PdfDocument(downloaded(client, job))
    text = "\n".join(text_of(one) for one in printed)
    assert "Nước mắm nhỉ" in text
    assert "CANARY-LA-GI" not in page.text + text


def _registered(name: str, slug: str) -> None:
    made = products.product(name, producers.producer())
    registrations.registration(made, by=registrations.officer(slug))


def test_two_processes_print_the_same_bytes_as_one(app: Flask, tmp_path: Path) -> None:
    draft = documents.letter_in(app, "phan-thiet")
    text, rendition = draft.content, Rendition.draft()
    alone, many = tmp_path / "1", tmp_path / "2"
    for folder in (alone, many):
        folder.mkdir()

    list(batches.printed([batches.Order(text, rendition, alone / "0001.pdf")]))
    orders = [batches.Order(text, rendition, many / f"{place:04}.pdf") for place in range(1, 11)]
    done = {one.target for one in batches.printed(iter(orders), processes=2)}

    assert done == {one.target for one in orders}
    assert {path.read_bytes() for path in many.iterdir()} == {(alone / "0001.pdf").read_bytes()}
