"""The whole dossier as one PDF: its order, its contents, its bookmarks; nothing of another unit, nothing that acts."""

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
from ocop.attachments.services import store
from ocop.core.db import db
from ocop.dossiers import services
from ocop.dossiers.models import Dossier
from ocop.jobs import services as jobs
from ocop.jobs.models import Job
from ocop.jobs.rules import State
from ocop.paperwork import bundle
from ocop.paperwork.bundle import Chapter, Leaflet, UnreadableSource
from tests.factories import attachments
from tests.factories.dossiers import LICENCE, NOW, SHOP, again, dossier, evidence, line, officer
from tests.factories.scopes import inside

ClientOf = Callable[..., FlaskClient]


def made(app: Flask, slug: str = "phan-thiet") -> tuple[int, str]:
    """A dossier with a licence of three pages, the same registration twice, and a photo; its key and the photo's hash."""
    with inside(app, slug):
        row = dossier()
        maker = row.registration.product.producer
        licence = evidence(maker, LICENCE, title="Licence", content=attachments.pdf(3, "giay phep"))
        photo = evidence(maker, "environment", title="Ảnh xưởng", content=attachments.picture(), name="anh.jpg")
        digest = photo.attachment.sha256
        row = again(row.id)
        services.attach(row, line(row, LICENCE), [licence], by=officer())
        services.attach(row, line(row, "label"), [licence], by=officer())
        services.attach(row, line(row, "environment"), [photo], by=officer())
        return row.id, digest


def bound(app: Flask, client: FlaskClient, dossier_id: int) -> Job:
    """The job that binds the dossier, asked for on its page and done by a worker."""
    answer = client.post(f"/phan-thiet/ho-so/{dossier_id}/lap-pdf")
    assert "/phan-thiet/viec/" in answer.headers["Location"]
    with inside(app, "phan-thiet") as unit_id:
        job_id = db.session.scalars(select(Job.id).order_by(Job.id.desc()).limit(1)).one()
    with app.app_context():
        jobs.run(unit_id, job_id)
    with inside(app, "phan-thiet"):
        job = db.session.get_one(Job, job_id)
        db.session.expunge(job)
        return job


def opened(client: FlaskClient, token: str) -> pypdfium2.PdfDocument:
    """The file at a token, opened."""
    answer = client.get(f"/tep/{token}")
    content = answer.data
    answer.close()
    return pypdfium2.PdfDocument(BytesIO(content))


def text(document: pypdfium2.PdfDocument, page: int) -> str:
    """What a page says."""
    return str(document[page].get_textpage().get_text_range())


def test_the_whole_stands_in_the_order_of_the_criteria_with_contents_and_bookmarks(
    app: Flask, client_of: ClientOf
) -> None:
    key, _photo = made(app)
    client = client_of("phan-thiet")

    job = bound(app, client, key)

    assert (job.state, job.done) == (State.DONE, job.total)
    document = opened(client, str(job.attachment_token))
    titles = [(one.get_title(), one.get_dest().get_index()) for one in document.get_toc()]
    assert [title for title, _page in titles][:3] == [
        "Bìa, mục lục", "Phiếu đăng ký đánh giá, phân hạng (Mẫu số 01)", "Báo cáo tự đánh giá về sản phẩm (Mẫu số 02)"
    ]  # fmt: skip
    places = dict(titles)
    assert (
        places["Giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm, sản xuất"]
        < places["Hồ sơ, thủ tục về môi trường"]
    )
    assert [page for _title, page in titles] == sorted(page for _title, page in titles)
    assert "HỒ SƠ SẢN PHẨM" in text(document, 0)
    assert f"Trang {len(document)}/{len(document)}" in text(document, len(document) - 1)


def test_the_contents_name_the_page_on_which_each_evidence_begins(app: Flask, client_of: ClientOf) -> None:
    key, _photo = made(app)
    client = client_of("phan-thiet")
    document = opened(client, str(bound(app, client, key).attachment_token))

    contents = " ".join(text(document, 1).split())
    begins = next(number for number in range(len(document)) if "giay phep 1" in text(document, number)) + 1

    assert f"Licence {begins} " in contents
    assert "Nhãn hàng hóa, bao bì Licence" in contents
    assert "05 sản phẩm mẫu Chưa có" in contents
    assert sum("giay phep 1" in text(document, number) for number in range(len(document))) == 1


def test_the_page_of_the_dossier_leads_to_the_newest_whole_only(app: Flask, client_of: ClientOf) -> None:
    key, _photo = made(app)
    client = client_of("phan-thiet")
    first, second = bound(app, client, key).attachment_token, bound(app, client, key).attachment_token

    page = client.get(f"/phan-thiet/ho-so/{key}").get_data(as_text=True)

    assert f"/tep/{second}" in page
    assert client.get(f"/tep/{first}").status_code == 404


def test_neither_the_whole_nor_its_job_is_found_by_another_unit(app: Flask, client_of: ClientOf) -> None:
    key, _photo = made(app)
    job = bound(app, client_of("phan-thiet"), key)
    stranger = client_of("la-gi")

    answers = [
        stranger.get(address).status_code
        for address in (
            f"/tep/{job.attachment_token}", f"/la-gi/viec/{job.token}", f"/la-gi/ho-so/{key}",
            f"/phan-thiet/ho-so/{key}", f"/la-gi/viec/{job.token}/tien-do",
        )
    ]  # fmt: skip

    assert answers == [404] * 5
    assert stranger.post(f"/la-gi/ho-so/{key}/lap-pdf").status_code == 404


def test_a_file_that_has_spoiled_since_is_named_and_nothing_is_kept(app: Flask, client_of: ClientOf) -> None:
    key, photo = made(app)
    with app.app_context():
        path = store.place(photo)
    sound = path.read_bytes()
    path.write_bytes(b"spoiled")

    job = bound(app, client_of("phan-thiet"), key)
    path.write_bytes(sound)

    assert job.state is State.FAILED
    assert "minh chứng “Ảnh xưởng”" in job.message
    with inside(app, "phan-thiet"):
        assert db.session.get_one(Dossier, key).bound_id is None
        assert db.session.scalars(select(Attachment).where(Attachment.purpose == "result")).all() == []


def test_a_job_that_is_stopped_keeps_nothing(app: Flask, client_of: ClientOf) -> None:
    key, _photo = made(app)
    client_of("phan-thiet").post(f"/phan-thiet/ho-so/{key}/lap-pdf")
    with inside(app, "phan-thiet") as unit_id:
        job = db.session.scalars(select(Job)).one()
        job.cancel_asked = True
        job_id = job.id

    with app.app_context():
        jobs.run(unit_id, job_id)

    with inside(app, "phan-thiet"):
        assert db.session.get_one(Job, job_id).state is State.CANCELLED
        assert db.session.get_one(Dossier, key).bound_id is None


def test_withdrawn_and_replaced_evidence_does_not_go_in(app: Flask, client_of: ClientOf) -> None:
    with inside(app, "phan-thiet"):
        row = dossier()
        proof = evidence(row.registration.product.producer, SHOP, content=attachments.pdf(1, "da rut"))
        services.attach(row, line(row, SHOP), [proof], by=officer())
        services.withdraw(proof, why="Giấy giả", by=officer(), now=NOW + timedelta(hours=1))
        key = row.id
    client = client_of("phan-thiet")

    document = opened(client, str(bound(app, client, key).attachment_token))

    assert not any("da rut" in text(document, number) for number in range(len(document)))


def acting(path: Path) -> None:
    """A PDF that would run a script when it is opened, with a filled box, a link and an attached file."""
    pdf = pikepdf.open(BytesIO(attachments.pdf(1, "hanh dong")))
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    pdf.pages[0].obj.AA = pikepdf.Dictionary(O=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(2)"))
    link = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 99, 99],
        A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.org/"),
    )  # fmt: skip
    pdf.pages[0].obj.Annots = pikepdf.Array([pdf.make_indirect(link)])
    pdf.attachments["x.exe"] = b"MZ"
    pdf.save(path)


def test_nothing_of_a_file_acts_in_the_whole(tmp_path: Path) -> None:
    acting(tmp_path / "in.pdf")

    bundle.bind([Chapter("Một", (Leaflet("Một", tmp_path / "in.pdf", "Dòng"),))], tmp_path / "out.pdf", lambda _n: None)

    with pikepdf.open(tmp_path / "out.pdf") as whole:
        objects = b" ".join(one.unparse() for one in whole.objects if not isinstance(one, pikepdf.Stream))
        assert not {"/OpenAction", "/AcroForm", "/Names"} & set(whole.Root.keys())
    assert b"JavaScript" not in objects
    assert b"example.org" not in objects
    assert b"x.exe" not in objects
    assert "hanh dong 1" in text(pypdfium2.PdfDocument(tmp_path / "out.pdf"), 0)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_stands_as_it_is_read_on_a_sheet_of_its_own_direction(tmp_path: Path, turn: int) -> None:
    with pikepdf.open(BytesIO(attachments.pdf(1))) as pdf:
        pdf.pages[0].rotate(turn, relative=False)
        pdf.save(tmp_path / "in.pdf")

    bundle.bind([Chapter("Một", (Leaflet("Một", tmp_path / "in.pdf", "Dòng"),))], tmp_path / "out.pdf", lambda _n: None)

    (page,) = pypdfium2.PdfDocument(tmp_path / "out.pdf")
    assert (page.get_width() > page.get_height()) is (turn in {90, 270})
    assert round(sum(page.get_size())) == 595 + 842


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "in.pdf").write_bytes(attachments.pdf(2))
    chapters = [Chapter("Một", (Leaflet("Một", tmp_path / "in.pdf", "Dòng"),))]

    for name in ("a.pdf", "b.pdf"):
        bundle.bind(chapters, tmp_path / name, lambda _n: None)

    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_an_unreadable_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "in.pdf").write_bytes(b"rubbish")

    with pytest.raises(UnreadableSource) as refused:
        bundle.bind([Chapter("M", (Leaflet("Tên", tmp_path / "in.pdf"),))], tmp_path / "o.pdf", lambda _n: None)

    assert refused.value.title == "Tên"


def test_a_long_line_above_a_page_is_cut_to_the_sheet(tmp_path: Path) -> None:
    (tmp_path / "in.pdf").write_bytes(attachments.pdf(1))

    bundle.bind(
        [Chapter("M", (Leaflet("M", tmp_path / "in.pdf", "Sở hữu trí tuệ " * 30),))],
        tmp_path / "o.pdf",
        lambda _n: None,
    )

    assert "…" in text(pypdfium2.PdfDocument(tmp_path / "o.pdf"), 0)
