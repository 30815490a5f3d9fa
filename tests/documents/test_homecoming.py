"""The signed page comes home: the clerk sends scans, sees what they are, and confirms with one click."""

import math
import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from io import BytesIO
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import select
from werkzeug.datastructures import FileStorage

from ocop.attachments.models import Attachment
from ocop.audit.models import AuditEntry
from ocop.core import clock, settings
from ocop.core.db import db
from ocop.core.errors import DomainError, NotYours, WrongState
from ocop.documents import papers, services
from ocop.documents.models import Document
from ocop.documents.services import homecoming, reading, readings
from ocop.documents.services.homecoming import Choice, Examination
from ocop.documents.services.readings import Reading
from ocop.jobs import queries as all_jobs
from ocop.jobs.services import make_the_round, presence, run
from ocop.paperwork import Rendition, render_pdf
from ocop.paperwork.comparison import Comparison, Verdict
from ocop.paperwork.forms.plan import Plan, Section
from ocop.paperwork.scans.reading import read
from ocop.tenancy import acting_in
from tests.factories import documents, world
from tests.factories.documents import CLERK
from tests.paperwork.certificates import seal, signed
from tests.paperwork.scans import office
from tests.paperwork.scans.office import Scan

Within = Callable[[str], int]
ClientOf = Callable[..., FlaskClient]
SIGNED = Scan(dpi=150, number=True, seal="signature")
BOX = "/phan-thiet/van-ban/ban-ky-ve"


def paper(document: Document) -> bytes:
    """What was printed for signature."""
    return readings.content(db.session.get_one(Attachment, document.signature_file_id))


def scan_of(*sheets: tuple[bytes, int, Scan] | Image.Image) -> bytes:
    """One PDF of scanned pages."""
    return office.as_pdf([one if isinstance(one, Image.Image) else office.scanned(*one) for one in sheets], 200)


def whole(document: Document, how: Scan = SIGNED) -> bytes:
    """All pages of a document, signed and scanned."""
    printed = paper(document)
    return scan_of(*[(printed, page, how) for page in range(1, (document.pages or 0) + 1)])


def examined(*contents: bytes, choices: Sequence[Choice] = ()) -> Examination:
    taken = homecoming.take_in([(BytesIO(one), f"quet-{number}.pdf") for number, one in enumerate(contents)], by=CLERK)
    for one in taken:
        readings.read_on(one, until=math.inf)
    return homecoming.examine(homecoming.whole(taken), choices, at=clock.real_now())


def confirm(document: Document, examination: Examination, reason: str = "") -> None:
    homecoming.confirm(
        examination.arrival(document.id), within=examination, reason=reason, by=CLERK, now=documents.now()
    )


def long_plan(unit_id: int) -> Document:
    """An issued plan of more than one page."""
    text = "\n".join(f"{number}. Nội dung thứ {number} của kế hoạch." for number in range(1, 60))
    return documents.issued(documents.body(unit_id), text=text)


def test_a_scanned_document_is_confirmed_with_one_click(within: Within) -> None:
    document = documents.issued(documents.body(within("phan-thiet")))

    confirm(document, examined(whole(document, Scan(turn=180, number=True, seal="signature"))))

    kept = db.session.get_one(Attachment, document.signed_copy_id)
    (page,) = read(readings.content(kept))
    assert (kept.pages, document.signed_copy_note) == (1, None)
    assert page.mark is not None
    assert (page.mark.token, page.turn) == (document.token, 0)


def test_two_documents_in_one_file_each_get_their_own_pages(within: Within) -> None:
    body = documents.body(within("phan-thiet"))
    plan, letter = documents.issued(body), documents.issued(body, number="88", subject="Kế hoạch kiểm tra")

    found = examined(scan_of((paper(letter), 1, Scan()), office.back(200), (paper(plan), 1, Scan(turn=90))))
    confirm(plan, found)
    confirm(letter, found)

    marks = [
        read(readings.content(db.session.get_one(Attachment, one.signed_copy_id)))[0].mark for one in (plan, letter)
    ]
    assert [mark.token for mark in marks if mark] == [plan.token, letter.token]
    assert (found.blank, found.foreign, found.uncoded) == (1, 0, ())


def test_a_missing_page_is_named_and_needs_a_reason(within: Within) -> None:
    document = long_plan(within("phan-thiet"))
    found = examined(scan_of((paper(document), 1, Scan())))

    with pytest.raises(DomainError) as refusal:
        confirm(document, found)
    confirm(document, found, reason="Trang sau thất lạc, có biên bản")

    assert refusal.value.field == "reason"
    assert found.arrivals[0].found.missing[0] == 2
    assert document.signed_copy_note == "Trang sau thất lạc, có biên bản"


def test_pages_printed_before_the_content_was_changed_are_not_taken(within: Within) -> None:
    document = documents.frozen(documents.body(within("phan-thiet")))
    old = paper(document)
    services.unfreeze(document, reason="Sai tên sản phẩm", by=CLERK, now=documents.now())
    content = papers.content(document)
    assert isinstance(content, Plan)
    mended = replace(content, sections=(Section("Mục tiêu", "1. Đã sửa."),))
    services.revise(document, content=mended, subject=document.subject, by=CLERK)
    services.freeze(document, by=CLERK, now=documents.now())
    services.number_external(document, number="87", dated=documents.DAY, by=CLERK, now=documents.now())

    found = examined(scan_of((old, 1, Scan())))

    assert [leaf.mark.page for leaf in found.arrivals[0].found.older if leaf.mark] == [1]
    with pytest.raises(WrongState):
        confirm(document, found, reason="Vẫn nhận")


def test_a_page_with_a_covered_code_is_taken_by_hand_with_a_reason(within: Within) -> None:
    document = documents.issued(documents.body(within("phan-thiet")))
    batch = examined(whole(document, Scan(seal="black"))).batch
    scan = batch.readings[0].scan

    found = homecoming.examine(batch, [Choice(scan.id, 0, document.id, 1)], at=clock.real_now())

    with pytest.raises(DomainError):
        confirm(document, found)
    confirm(document, found, reason="Dấu đóng lên mã")
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.act == "match_scan")).one()
    assert entry.change["by_hand"] == [None, "1"]
    assert document.signed_copy_note == "Dấu đóng lên mã"


def test_a_document_without_a_number_is_not_confirmed(within: Within) -> None:
    document = documents.frozen(documents.body(within("phan-thiet")))

    with pytest.raises(WrongState):
        confirm(document, examined(whole(document)))


def test_a_document_that_is_not_in_the_batch_is_not_confirmed(within: Within) -> None:
    body = documents.body(within("phan-thiet"))
    scanned, other = documents.issued(body), documents.issued(body, number="88")

    with pytest.raises(NotYours):
        confirm(other, examined(whole(scanned)))


def test_a_batch_of_too_many_pages_is_refused(within: Within, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(homecoming, "MOST_PAGES", 1)
    document = documents.issued(documents.body(within("phan-thiet")))

    with pytest.raises(DomainError) as refusal:
        examined(scan_of((paper(document), 1, Scan()), office.back(100)))

    assert refusal.value.field == "files"


def test_a_long_batch_is_read_in_pieces_and_nothing_twice(within: Within, monkeypatch: pytest.MonkeyPatch) -> None:
    within("phan-thiet")
    taken = homecoming.take_in([(BytesIO(scan_of(office.back(100), office.back(100))), "quet.pdf")], by=CLERK)

    done = [homecoming.so_far(taken).done, readings.read_on(taken[0], until=0.0).pages[-1].index]
    again = readings.read_on(taken[0], until=0.0)
    monkeypatch.setattr(readings, "content", _gone)

    assert done == [0, 0]
    assert again.finished
    assert readings.read_on(taken[0], until=0.0) == again


def _gone(_scan: Attachment) -> bytes:
    raise AssertionError("the file was read again")


def test_a_digitally_signed_file_is_kept_as_it_is(within: Within) -> None:
    document = documents.issued(documents.body(within("phan-thiet")))
    file = signed(paper(document), seal("Ủy ban nhân dân thành phố Phan Thiết"))

    found = examined(file)
    confirm(document, found)

    digital = found.arrivals[0].digital
    assert digital is not None
    assert (digital.comparison.verdict, digital.signatures[0].known) == (Verdict.SAME_BYTES, False)
    assert readings.content(db.session.get_one(Attachment, document.signed_copy_id)) == file


def test_the_operators_trust_list_says_who_is_known(within: Within) -> None:
    document = documents.issued(documents.body(within("phan-thiet")))
    mark = seal("Ủy ban nhân dân thành phố Phan Thiết")
    trust = settings.current().instance / "trust"
    trust.mkdir()
    (trust / "goc.pem").write_bytes(mark.root)
    (trust / "ghi-chu.txt").write_text("khong phai chung thu")

    digital = examined(signed(paper(document), mark)).arrivals[0].digital

    shutil.rmtree(trust)
    assert digital is not None
    assert digital.signatures[0].known is True


def test_the_numbered_version_signed_by_the_office_is_normal(within: Within) -> None:
    document = documents.issued(documents.body(within("phan-thiet")))
    numbered = readings.content(db.session.get_one(Attachment, document.numbered_file_id))

    arrival = examined(signed(numbered, seal("Văn thư"))).arrivals[0]

    assert arrival.digital is not None
    assert arrival.digital.comparison.verdict is Verdict.SAME_TEXT
    assert not arrival.needs_reason


def test_a_file_printed_anew_with_another_figure_needs_a_reason(within: Within) -> None:
    document = documents.issued(documents.body(within("phan-thiet")), text="1. Kinh phí 60 triệu đồng.")
    content = papers.content(document)
    assert isinstance(content, Plan)
    forged = replace(content, sections=(Section("Mục đích, yêu cầu", "1. Kinh phí 600 triệu đồng."),))
    file = render_pdf(forged, Rendition.for_signature(qr=document.qr))

    arrival = examined(signed(file, seal("Văn thư"))).arrivals[0]

    assert arrival.digital is not None
    assert arrival.digital.comparison == Comparison(Verdict.OTHER_TEXT, (1,))
    assert arrival.needs_reason


def test_a_file_changed_after_it_was_signed_needs_a_reason(app: Flask, client_of: ClientOf) -> None:
    document_id, _scan = _planted(app, "phan-thiet")
    with app.app_context(), acting_in(world.unit_id("phan-thiet")):
        file = bytearray(signed(paper(db.session.get_one(Document, document_id)), seal("Văn thư")))
    file[file.index(b"/Title") + 9] ^= 1
    clerk = client_of("phan-thiet", "clerk")

    keys = send(clerk, bytes(file))
    page = clerk.get(f"{BOX}/ket-qua", query_string={"tep": keys}).get_data(as_text=True)

    assert "Chữ ký số của Văn thư không đúng: tệp đã bị sửa sau khi ký." in page
    assert clerk.post(f"{BOX}/{document_id}", data={"tep": keys}).status_code == 422


@pytest.fixture
def plan_of_phan_thiet(app: Flask) -> tuple[int, bytes]:
    """The key of an issued plan, and its signed page as a scan."""
    return _planted(app, "phan-thiet")


def _planted(app: Flask, slug: str) -> tuple[int, bytes]:
    with app.app_context():
        unit = world.unit_id(slug)
        with acting_in(unit):
            document = documents.issued(documents.body(unit), subject=f"Kế hoạch của {slug}")
            planted = document.id, whole(document)
            db.session.commit()
    return planted


def uploaded(client: FlaskClient, *contents: bytes) -> str:
    """Upload scans; the address of the job that is to read them."""
    files = [FileStorage(BytesIO(one), f"quet-{number}.pdf") for number, one in enumerate(contents)]
    answer = client.post(BOX, data={"files": files})
    assert answer.status_code == 302, answer.get_data(as_text=True)
    return answer.location


def work(app: Flask) -> None:
    """A worker does what lies there."""
    with app.app_context():
        make_the_round(run)


def send(client: FlaskClient, *contents: bytes) -> list[str]:
    """Upload scans and let a worker read them; the keys of the files."""
    job = uploaded(client, *contents)
    work(client.application)
    found = client.get(client.get(f"{job}/tien-do").get_json()["next"])
    return parse_qs(urlsplit(found.location).query)["tep"]


def test_the_clerk_sends_a_scan_sees_it_beside_the_frozen_page_and_confirms(
    app: Flask, client_of: ClientOf, plan_of_phan_thiet: tuple[int, bytes]
) -> None:
    document_id, scan = plan_of_phan_thiet
    clerk = client_of("phan-thiet", "clerk")

    keys = send(clerk, scan)
    page = clerk.get(f"{BOX}/ket-qua", query_string={"tep": keys}).get_data(as_text=True)
    answer = clerk.post(f"{BOX}/{document_id}", data={"tep": keys})

    assert "Đủ 1 trang, đúng bản đã chốt." in page
    assert f"{BOX}/tep/{keys[0]}/1.jpg" in page
    assert f"/phan-thiet/van-ban/{document_id}/trang/1.jpg" in page
    assert answer.status_code == 302
    with app.app_context(), acting_in(world.unit_id("phan-thiet")):
        assert db.session.get_one(Document, document_id).signed_copy_id is not None


def test_the_pictures_are_small_upright_and_private(client_of: ClientOf, plan_of_phan_thiet: tuple[int, bytes]) -> None:
    document_id, scan = plan_of_phan_thiet
    clerk = client_of("phan-thiet", "clerk")
    keys = send(clerk, scan)

    answers = [clerk.get(f"{BOX}/tep/{keys[0]}/1.jpg"), clerk.get(f"/phan-thiet/van-ban/{document_id}/trang/1.jpg")]

    for answer in answers:
        picture = Image.open(BytesIO(answer.data))
        assert (answer.mimetype, picture.width < picture.height < 800) == ("image/jpeg", True)
        assert answer.headers["Cache-Control"].startswith("private")


@pytest.mark.parametrize("number", [0, 2, 99])
def test_a_page_that_is_not_there_has_no_picture(
    client_of: ClientOf, plan_of_phan_thiet: tuple[int, bytes], number: int
) -> None:
    document_id, scan = plan_of_phan_thiet
    clerk = client_of("phan-thiet", "clerk")
    keys = send(clerk, scan)

    assert clerk.get(f"{BOX}/tep/{keys[0]}/{number}.jpg").status_code == 404
    assert clerk.get(f"/phan-thiet/van-ban/{document_id}/trang/{number}.jpg").status_code == 404


def test_of_another_units_page_the_uploader_learns_only_that_it_is_not_theirs(app: Flask, client_of: ClientOf) -> None:
    document_id, scan = _planted(app, "la-gi")
    clerk = client_of("phan-thiet", "clerk")

    keys = send(clerk, scan)
    page = clerk.get(f"{BOX}/ket-qua", query_string={"tep": keys}).get_data(as_text=True)

    assert "1 trang không thuộc văn bản của đơn vị này" in page
    assert "la-gi" not in page
    assert ".jpg" not in page
    assert clerk.get(f"{BOX}/tep/{keys[0]}/1.jpg").status_code == 404
    assert clerk.post(f"{BOX}/{document_id}", data={"tep": keys}).status_code == 404
    assert clerk.get(f"/phan-thiet/van-ban/{document_id}/trang/1.jpg").status_code == 404


def test_another_units_scans_are_not_found(
    client_of: ClientOf, app: Flask, plan_of_phan_thiet: tuple[int, bytes]
) -> None:
    keys = send(client_of("phan-thiet", "clerk"), plan_of_phan_thiet[1])
    other = client_of("la-gi", "clerk")
    box = "/la-gi/van-ban/ban-ky-ve"

    assert other.get(f"{box}/ket-qua", query_string={"tep": keys}).status_code == 404
    assert other.post(f"{box}/doc", data={"tep": keys}).status_code == 404
    assert other.get(f"{box}/tep/{keys[0]}/1.jpg").status_code == 404
    assert other.post(f"{box}/xep-lai", data={"tep": keys}).status_code == 404
    assert "quet-0" not in other.get(box).get_data(as_text=True)


def test_a_page_is_not_given_to_another_units_document_by_hand(app: Flask, client_of: ClientOf) -> None:
    foreign_id, _scan = _planted(app, "la-gi")
    own_id, _scan = _planted(app, "phan-thiet")
    with app.app_context(), acting_in(world.unit_id("phan-thiet")):
        covered = whole(db.session.get_one(Document, own_id), Scan(seal="black"))
    clerk = client_of("phan-thiet", "clerk")
    keys = send(clerk, covered)

    def chosen(document_id: int) -> dict[str, object]:
        return {"tep": keys, "quet": [f"{keys[0]}.0"], "vb": [str(document_id)], "trang": ["1"]}

    assert clerk.get(f"{BOX}/ket-qua", query_string=chosen(foreign_id)).status_code == 404
    assert "tự chọn" in clerk.get(f"{BOX}/ket-qua", query_string=chosen(own_id)).get_data(as_text=True)
    assert clerk.post(f"{BOX}/{own_id}", data=chosen(own_id)).status_code == 422
    reason = {f"vb{own_id}-reason": "Dấu đóng lên mã"}
    assert clerk.post(f"{BOX}/{own_id}", data=chosen(own_id) | reason).status_code == 302


def test_a_page_without_a_choice_stays_one(client_of: ClientOf, app: Flask) -> None:
    own_id, _scan = _planted(app, "phan-thiet")
    with app.app_context(), acting_in(world.unit_id("phan-thiet")):
        covered = whole(db.session.get_one(Document, own_id), Scan(seal="black"))
    clerk = client_of("phan-thiet", "clerk")
    keys = send(clerk, covered)

    page = clerk.get(
        f"{BOX}/ket-qua", query_string={"tep": keys, "quet": [f"{keys[0]}.0"], "vb": [""], "trang": ["một"]}
    ).get_data(as_text=True)

    assert "Trang không đọc được mã" in page
    assert "Kế hoạch của phan-thiet" in page


def test_files_that_were_set_aside_are_offered_no_more(
    client_of: ClientOf, plan_of_phan_thiet: tuple[int, bytes]
) -> None:
    clerk = client_of("phan-thiet", "clerk")
    keys = send(clerk, plan_of_phan_thiet[1])
    before = clerk.get(BOX).get_data(as_text=True)

    answer = clerk.post(f"{BOX}/xep-lai", data={"tep": keys})

    assert answer.status_code == 302
    assert "quet-0" in before
    assert "quet-0" not in clerk.get(BOX).get_data(as_text=True)
    assert clerk.get(f"{BOX}/ket-qua", query_string={"tep": keys}).status_code == 404


def test_a_file_of_another_purpose_is_not_offered_as_a_scan(
    app: Flask, client_of: ClientOf, plan_of_phan_thiet: tuple[int, bytes]
) -> None:
    with app.app_context(), acting_in(world.unit_id("phan-thiet")):
        other = db.session.get_one(Document, plan_of_phan_thiet[0]).signature_file_id
    clerk = client_of("phan-thiet", "clerk")

    assert clerk.get(f"{BOX}/ket-qua", query_string={"tep": other}).status_code == 409
    assert clerk.get(f"{BOX}/ket-qua").status_code == 422


@pytest.mark.parametrize("content", [b"", b"khong phai ban quet", b"%PDF-1.7 cut"])
def test_what_is_no_scan_is_refused_at_the_box(client_of: ClientOf, content: bytes) -> None:
    answer = client_of("phan-thiet", "clerk").post(BOX, data={"files": [FileStorage(BytesIO(content), "quet.pdf")]})

    assert answer.status_code == 422


def test_an_empty_box_is_refused(client_of: ClientOf) -> None:
    assert client_of("phan-thiet", "clerk").post(BOX, data={}).status_code == 422


@pytest.mark.parametrize("role", ["officer", "leader", "viewer"])
def test_only_who_keeps_signed_copies_opens_the_box(client_of: ClientOf, role: str) -> None:
    assert client_of("phan-thiet", role).get(BOX).status_code == 403


def test_the_reading_is_one_job_that_tells_how_far_it_is(
    app: Flask, client_of: ClientOf, plan_of_phan_thiet: tuple[int, bytes]
) -> None:
    clerk = client_of("phan-thiet", "clerk")
    job = uploaded(clerk, plan_of_phan_thiet[1], scan_of(office.back(100), office.back(101)))

    before = clerk.get(f"{job}/tien-do").get_json()
    work(app)
    after = clerk.get(f"{job}/tien-do").get_json()

    assert (before["next"], after["done"], after["total"]) == (None, 3, 3)
    assert after["text"] == "Đã xong"
    assert "Xem kết quả" in clerk.get(job).get_data(as_text=True)


def test_the_same_files_are_not_read_by_two_jobs(client_of: ClientOf, plan_of_phan_thiet: tuple[int, bytes]) -> None:
    clerk = client_of("phan-thiet", "clerk")
    job = uploaded(clerk, plan_of_phan_thiet[1])
    (key,) = _waiting_scans(clerk)

    again = clerk.post(f"{BOX}/doc", data={"tep": key})

    assert again.location == job


def test_a_stopped_reading_keeps_what_was_read_and_is_taken_up_again(
    app: Flask, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "AT_A_TIME", 0.0)
    clerk = client_of("phan-thiet", "clerk")
    job = uploaded(clerk, scan_of(*[office.back(90 + number) for number in range(3)]))
    (key,) = _waiting_scans(clerk)
    monkeypatch.setattr(readings, "read_on", _one_page_then_stop(app, job))

    work(app)
    page = clerk.get(f"{BOX}/ket-qua", query_string={"tep": key}).get_data(as_text=True)
    monkeypatch.undo()
    again = clerk.post(f"{BOX}/doc", data={"tep": key}).location
    work(app)

    assert "Đã dừng" in clerk.get(job).get_data(as_text=True)
    assert "Đã đọc 1/3 trang." in page
    assert "Đọc tiếp" in page
    assert clerk.get(f"{again}/tien-do").get_json()["done"] == 3


def test_a_reading_whose_worker_died_is_read_again_by_the_next_and_attached_once(
    app: Flask, client_of: ClientOf, plan_of_phan_thiet: tuple[int, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    document_id, scan = plan_of_phan_thiet
    clerk = client_of("phan-thiet", "clerk")
    job = uploaded(clerk, scan)
    (key,) = _waiting_scans(clerk)
    with monkeypatch.context() as dying:
        dying.setattr(readings, "read_on", _killed)
        dying.setattr(presence, "name", lambda: "gone:1")
        with pytest.raises(KeyboardInterrupt):
            work(app)

    work(app)
    answers = [clerk.post(f"{BOX}/{document_id}", data={"tep": key}).status_code for _again in range(2)]

    assert clerk.get(f"{job}/tien-do").get_json()["done"] == 1
    assert answers == [302, 302]
    with app.app_context(), acting_in(world.unit_id("phan-thiet")):
        attached = select(AuditEntry).where(AuditEntry.act == "attach_signed_copy")
        assert len(db.session.scalars(attached).all()) == 1


def test_nothing_is_confirmed_while_the_scans_are_not_read(
    client_of: ClientOf, plan_of_phan_thiet: tuple[int, bytes]
) -> None:
    document_id, scan = plan_of_phan_thiet
    clerk = client_of("phan-thiet", "clerk")
    uploaded(clerk, scan)
    (key,) = _waiting_scans(clerk)

    answer = clerk.post(f"{BOX}/{document_id}", data={"tep": key})

    assert answer.status_code == 409
    assert "chưa đọc xong" in answer.get_data(as_text=True)


def test_another_units_reading_is_not_found(
    app: Flask, client_of: ClientOf, plan_of_phan_thiet: tuple[int, bytes]
) -> None:
    job = uploaded(client_of("phan-thiet", "clerk"), plan_of_phan_thiet[1])
    work(app)
    token = job.rpartition("/")[2]

    answers = [
        client_of("la-gi", "clerk").get(f"/la-gi/{page}/{token}").status_code
        for page in ("viec", "van-ban/ban-ky-ve/viec")
    ]

    assert answers == [404, 404]


def _waiting_scans(client: FlaskClient) -> list[str]:
    """The keys of the uploaded files, as the box offers them."""
    return re.findall(r"ket-qua\?tep=(\d+)", client.get(BOX).get_data(as_text=True))


def _one_page_then_stop(app: Flask, address: str) -> Callable[..., Reading]:
    """Reading during which somebody asks to stop."""
    original = readings.read_on

    def stop(_unit: int) -> None:
        all_jobs.job(address.rpartition("/")[2]).cancel_asked = True

    def read_and_stop(scan: Attachment, *, until: float) -> Reading:
        found = original(scan, until=until)
        documents.within_unit(app, "phan-thiet", stop)
        return found

    return read_and_stop


def _killed(_scan: Attachment, *, until: float) -> Reading:
    raise KeyboardInterrupt(until)
