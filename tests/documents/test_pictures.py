"""Pictures of signatures and seals: kept by whoever answers for them, shown on samples only."""

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import select
from werkzeug.test import TestResponse

from ocop.accounts.models import User
from ocop.attachments.models import Attachment
from ocop.attachments.services import store
from ocop.audit.models import AuditEntry
from ocop.core.db import db
from ocop.documents.models import Document, SealPicture, SignaturePicture
from ocop.documents.services import readings
from ocop.paperwork import places
from tests.factories import attachments, documents, pictures

ClientOf = Callable[..., FlaskClient]
HOME = "/phan-thiet/van-ban"


def send_signature(client: FlaskClient, content: bytes | None = None) -> TestResponse:
    file = (BytesIO(content if content is not None else pictures.signature()), "C:\\chữ ký.png")
    return client.post(f"{HOME}/hinh-ky/chu-ky", data={"file": file})


def send_seal(client: FlaskClient, body_id: int, content: bytes | None = None) -> TestResponse:
    file = (BytesIO(content if content is not None else pictures.seal()), "dấu.png")
    return client.post(f"{HOME}/hinh-ky/dau", data={"dau-body": str(body_id), "dau-file": file})


def body_of(app: Flask, slug: str) -> int:
    return documents.within_unit(app, slug, lambda unit: documents.body(unit).id)


def kept(app: Flask, slug: str = "phan-thiet") -> list[Attachment]:
    """The pictures of a unit as files."""
    wanted = select(Attachment).where(Attachment.purpose.in_(["signature_picture", "seal_picture"]))
    return documents.within_unit(app, slug, lambda _unit: [documents.copied(one) for one in db.session.scalars(wanted)])


def acts(app: Flask, slug: str = "phan-thiet") -> list[str]:
    wanted = select(AuditEntry.act).where(AuditEntry.thing.in_(["signature_pictures", "seal_pictures"]))
    return documents.within_unit(
        app, slug, lambda _unit: list(db.session.scalars(wanted.order_by(AuditEntry.sequence)))
    )


def images(pdf: bytes) -> int:
    """How many pictures stand on the pages of a PDF."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return len(
            [one for one in document.objects if isinstance(one, pikepdf.Stream) and one.get("/SMask") is not None]
        )


def test_a_kept_signature_is_clear_blue_cut_to_its_strokes_and_says_nothing_else(
    app: Flask, client_of: ClientOf
) -> None:
    answer = send_signature(client_of("phan-thiet", "leader"))

    assert answer.status_code == 302
    (file,) = kept(app)
    with app.app_context(), Image.open(store.place(file.sha256)) as picture:
        picture.load()
        assert picture.mode == "RGBA"
        assert picture.getchannel("A").getextrema()[0] == 0
        assert max(picture.getdata(), key=lambda one: one[3]) == pictures.BLUE
        assert picture.width < 640
        assert picture.info == {}


@pytest.mark.parametrize(
    "made", [pictures.opaque, pictures.clear, lambda: attachments.picture(), lambda: b"", lambda: b"x"]
)
def test_what_would_not_lie_over_paper_is_refused(app: Flask, client_of: ClientOf, made: Callable[[], bytes]) -> None:
    answer = send_signature(client_of("phan-thiet", "leader"), made())

    assert answer.status_code == 422
    assert kept(app) == []


def test_a_seal_must_be_round(app: Flask, client_of: ClientOf) -> None:
    answer = send_seal(client_of("phan-thiet", "clerk"), body_of(app, "phan-thiet"), pictures.seal(420, 200))

    assert answer.status_code == 422
    assert "hình tròn" in answer.text


def test_a_new_picture_takes_the_place_of_the_old_one_and_a_removed_one_is_gone(
    app: Flask, client_of: ClientOf
) -> None:
    leader = client_of("phan-thiet", "leader")
    send_signature(leader)
    first = kept(app)[0]

    send_signature(leader, pictures.signature((500, 300)))
    second = kept(app)
    leader.post(f"{HOME}/hinh-ky/chu-ky/xoa")

    assert len(second) == 1
    assert second[0].sha256 != first.sha256
    assert kept(app) == []
    assert [one for one in acts(app) if one != "use_picture"] == ["keep_picture", "keep_picture", "remove_picture"]


def test_the_clerk_removes_a_seal(app: Flask, client_of: ClientOf) -> None:
    clerk = client_of("phan-thiet", "clerk")
    send_seal(clerk, body_of(app, "phan-thiet"))
    key = documents.within_unit(app, "phan-thiet", lambda _unit: db.session.scalars(select(SealPicture.id)).one())

    clerk.post(f"{HOME}/hinh-ky/dau/{key}/xoa")

    assert kept(app) == []


@pytest.mark.parametrize("role", ["officer", "head", "viewer", "office", "finance"])
def test_nobody_else_of_the_unit_keeps_or_sees_pictures(app: Flask, client_of: ClientOf, role: str) -> None:
    send_signature(client_of("phan-thiet", "leader"))
    send_seal(client_of("phan-thiet", "clerk"), body_of(app, "phan-thiet"))
    document = documents.letter_in(app, "phan-thiet", "frozen")
    other = client_of("phan-thiet", role)

    sample = other.get(f"{HOME}/{document.id}/mau-vi-tri.pdf")

    assert other.get(f"{HOME}/hinh-ky").status_code == 403
    assert send_signature(other).status_code == 403
    assert images(sample.data) == 0


@pytest.mark.parametrize("role", ["officer", "leader", "clerk"])
def test_no_address_opens_a_picture_not_even_for_those_who_keep_it(app: Flask, client_of: ClientOf, role: str) -> None:
    send_signature(client_of("phan-thiet", "leader"))
    send_seal(client_of("phan-thiet", "clerk"), body_of(app, "phan-thiet"))

    answers = [client_of("phan-thiet", role).get(f"/tep/{one.token}").status_code for one in kept(app)]

    assert answers == [404, 404]


def test_the_leader_does_not_touch_the_seal_nor_the_clerk_the_signature(app: Flask, client_of: ClientOf) -> None:
    leader, clerk = client_of("phan-thiet", "leader"), client_of("phan-thiet", "clerk")
    send_signature(leader)

    assert send_seal(leader, body_of(app, "phan-thiet")).status_code == 403
    assert send_signature(clerk).status_code == 403
    assert clerk.post(f"{HOME}/hinh-ky/chu-ky/xoa").status_code == 403
    assert "sign-picture" not in clerk.get(f"{HOME}/hinh-ky").text
    assert "sign-picture" in leader.get(f"{HOME}/hinh-ky").text


def test_the_sample_shows_both_pictures_and_the_frozen_file_stays_as_it_is(app: Flask, client_of: ClientOf) -> None:
    leader = client_of("phan-thiet", "leader")
    send_signature(leader)
    send_seal(client_of("phan-thiet", "clerk"), body_of(app, "phan-thiet"))
    document = documents.letter_in(app, "phan-thiet", "frozen")
    before = frozen_bytes(app, document.id)

    sample = leader.get(f"{HOME}/{document.id}/mau-vi-tri.pdf")

    assert images(sample.data) == 2
    assert images(before) == 0
    assert frozen_bytes(app, document.id) == before
    assert images(client_of("phan-thiet", "clerk").get(f"{HOME}/{document.id}/de-ky-so.pdf").data) == 0
    assert acts(app)[-2:] == ["use_picture", "use_picture"]


def frozen_bytes(app: Flask, key: int) -> bytes:
    def read(_unit: int) -> bytes:
        document = db.session.get_one(Document, key)
        return readings.content(db.session.get_one(Attachment, document.signature_file_id))

    return documents.within_unit(app, "phan-thiet", read)


def test_another_units_seal_is_not_chosen_nor_removed_nor_drawn(app: Flask, client_of: ClientOf) -> None:
    theirs = body_of(app, "la-gi")
    la_gi = client_of("la-gi", "clerk")
    la_gi.post(
        "/la-gi/van-ban/hinh-ky/dau", data={"dau-body": str(theirs), "dau-file": (BytesIO(pictures.seal()), "d.png")}
    )
    key = documents.within_unit(app, "la-gi", lambda _unit: db.session.scalars(select(SealPicture.id)).one())
    clerk = client_of("phan-thiet", "clerk")
    document = documents.letter_in(app, "phan-thiet", "frozen")

    assert send_seal(clerk, theirs).status_code == 422
    assert clerk.post(f"{HOME}/hinh-ky/dau/{key}/xoa").status_code == 404
    assert "seal-picture" not in clerk.get(f"{HOME}/hinh-ky").text
    assert images(clerk.get(f"{HOME}/{document.id}/mau-vi-tri.pdf").data) == 0
    assert len(kept(app, "la-gi")) == 1


def test_a_signature_of_another_unit_with_the_same_name_is_not_drawn(app: Flask, client_of: ClientOf) -> None:
    client_of("la-gi", "leader").post(
        "/la-gi/van-ban/hinh-ky/chu-ky", data={"file": (BytesIO(pictures.signature()), "ky.png")}
    )

    def seen(_unit: int) -> list[SignaturePicture]:
        return list(db.session.scalars(select(SignaturePicture).join(User, User.id == SignaturePicture.user_id)))

    assert documents.within_unit(app, "phan-thiet", seen) == []
    assert len(documents.within_unit(app, "la-gi", seen)) == 1


def test_a_file_that_goes_along_gets_the_offices_place_at_its_top_right(app: Flask, client_of: ClientOf) -> None:
    document = documents.letter_in(app, "phan-thiet", "issued")
    before = len(documents.within_unit(app, "phan-thiet", lambda _unit: db.session.scalars(select(Attachment)).all()))

    answer = client_of("phan-thiet", "clerk").post(
        f"{HOME}/{document.id}/tep-kem-ky-so", data={"file": (BytesIO(attachments.pdf(2)), "phụ lục.pdf")}
    )

    with pikepdf.open(BytesIO(answer.data)) as pdf:
        (field,) = pdf.Root.AcroForm.Fields
        assert str(field.T) == places.CORNER
        assert float(field.Rect[0]) > float(pdf.pages[0].mediabox[2]) / 2
        assert float(field.Rect[1]) > float(pdf.pages[0].mediabox[3]) * 0.9
    after = len(documents.within_unit(app, "phan-thiet", lambda _unit: db.session.scalars(select(Attachment)).all()))
    assert after == before


@pytest.mark.parametrize("content", [b"x", b"%PDF-1.4 broken", attachments.pdf(1, password="kin")])
def test_what_is_no_open_pdf_gets_no_place(app: Flask, client_of: ClientOf, content: bytes) -> None:
    document = documents.letter_in(app, "phan-thiet", "issued")

    answer = client_of("phan-thiet", "clerk").post(
        f"{HOME}/{document.id}/tep-kem-ky-so", data={"file": (BytesIO(content), "phụ lục.pdf")}
    )

    assert answer.status_code == 422


def test_nothing_goes_along_with_another_units_document(app: Flask, client_of: ClientOf) -> None:
    document = documents.letter_in(app, "la-gi", "issued")

    answer = client_of("phan-thiet", "clerk").post(
        f"{HOME}/{document.id}/tep-kem-ky-so", data={"file": (BytesIO(attachments.pdf()), "phụ lục.pdf")}
    )

    assert answer.status_code == 404
