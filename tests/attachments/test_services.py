"""Files are known by their content, kept once, and refused with a sentence at their field."""

import struct
from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from unicodedata import normalize

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import func, select

from ocop.attachments import rules, services
from ocop.attachments.models import Attachment
from ocop.attachments.rules import Kind, Purpose
from ocop.attachments.services import store
from ocop.audit import System
from ocop.core import clock, settings
from ocop.core.db import db
from ocop.tenancy import acting_in
from tests.factories import attachments, world

Within = Callable[[str], int]
EVERYTHING = frozenset(Kind)


def kept(content: bytes, name: str = "tep", accepts: frozenset[Kind] = EVERYTHING) -> Attachment:
    return services.keep(BytesIO(content), name=name, purpose=Purpose.EVIDENCE, by=System(), accepts=accepts)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (attachments.pdf(), Kind.PDF),
        (attachments.picture("PNG"), Kind.PNG),
        (attachments.picture("JPEG"), Kind.JPEG),
        (attachments.DOCX, Kind.DOCX),
        (attachments.XLSX, Kind.XLSX),
    ],
)
def test_a_file_is_what_its_content_shows_whatever_its_name(content: bytes, kind: Kind, within: Within) -> None:
    within("phan-thiet")

    attachment = kept(content, name="ke hoach.exe")

    assert attachment.kind == kind
    assert attachment.name == "ke hoach" + rules.EXTENSIONS[kind]


def test_the_pages_of_a_pdf_are_counted(within: Within) -> None:
    within("phan-thiet")

    assert kept(attachments.pdf(7)).pages == 7


REFUSED = {
    "empty": (b"", "không có nội dung"),
    "text named as a PDF": (b"xin chao", "không thuộc loại"),
    "program": (b"MZ\x90\x00" + b"\0" * 200, "không thuộc loại"),
    "zip of something else": (attachments.package("virus.exe"), "không thuộc loại"),
    "Word file with macros": (
        attachments.package("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
        "không thuộc loại",
    ),
    "broken zip": (b"PK\x03\x04 broken", "không thuộc loại"),
    "zip altered on its way": (attachments.damaged("mimetype"), "không thuộc loại"),
    "broken PDF": (b"%PDF-1.7\nbroken", "Không đọc được"),
    "PDF with a password": (attachments.pdf(password="bi-mat"), "mật khẩu"),
    "cut off picture": (attachments.picture("PNG")[:40], "Không đọc được"),
    "broken picture": (b"\xff\xd8\xff\xe0broken", "Không đọc được"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_file_that_cannot_be_kept_is_refused_at_its_field(what: str, within: Within) -> None:
    within("phan-thiet")
    content, words = REFUSED[what]

    with pytest.raises(services.Refused) as refusal:
        services.keep(
            BytesIO(content), name="a.pdf", purpose=Purpose.EVIDENCE, by=System(), accepts=EVERYTHING, field="scan"
        )

    assert refusal.value.field == "scan"
    assert words in str(refusal.value)


def test_a_kind_that_is_not_asked_for_is_refused_with_those_that_are(within: Within) -> None:
    within("phan-thiet")

    with pytest.raises(services.Refused, match="PDF, PNG, JPEG"):
        kept(attachments.DOCX, accepts=rules.SCANS)


def test_a_file_over_the_limit_is_refused_and_leaves_nothing(within: Within) -> None:
    within("phan-thiet")
    limit = settings.current().upload_limit_mb * 1024 * 1024
    before = sorted(store.folder().rglob("*"))

    with pytest.raises(services.Refused, match="50 MB"):
        kept(b"%PDF-" + b"\0" * limit)

    assert [path for path in store.folder().rglob("*") if path.is_file() and path not in before] == []


def test_a_refused_file_leaves_no_temporary_file(within: Within) -> None:
    within("phan-thiet")

    with pytest.raises(services.Refused):
        kept(b"%PDF-1.7\nbroken")

    assert list((store.folder() / "tmp").iterdir()) == []


def test_a_photo_tells_nothing_but_its_picture(within: Within) -> None:
    within("phan-thiet")

    attachment = kept(attachments.picture(place="10.93N 108.1E"))

    content = store.place(attachment.sha256).read_bytes()
    assert b"10.93N" not in content
    with Image.open(BytesIO(content)) as picture:
        assert dict(picture.getexif()) == {}
        assert picture.size == (40, 60)


@pytest.mark.parametrize("tag", [0x0100, 0x011A])
def test_a_photo_of_a_telephone_that_writes_its_notes_wrongly_is_kept_upright(tag: int, within: Within) -> None:
    within("phan-thiet")
    notes = [struct.pack("<HHI4s", tag, 2, 3, b"ab"), struct.pack("<HHIHxx", 0x0112, 3, 1, 6)]
    exif = b"Exif\0\0II*\0" + struct.pack("<IH", 8, 2) + b"".join(sorted(notes)) + b"\0" * 4
    target = BytesIO()
    Image.new("RGB", (60, 40)).save(target, "JPEG", exif=exif)

    attachment = kept(target.getvalue())

    with Image.open(store.place(attachment.sha256)) as picture:
        assert picture.size == (40, 60)


def test_a_picture_that_would_fill_the_memory_is_refused(within: Within, monkeypatch: pytest.MonkeyPatch) -> None:
    within("phan-thiet")
    monkeypatch.setattr("ocop.attachments.services.reading.MOST_PIXELS", 100)

    with pytest.raises(services.Refused):
        kept(attachments.picture())


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("Kế hoạch.pdf", "Kế hoạch.pdf"),
        (normalize("NFD", "Kế hoạch.pdf"), "Kế hoạch.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Documents\\ke hoach.pdf", "ke hoach.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie x.pdf"),
        ('<script>"x".pdf', "script x.pdf"),
        ("‮fdp.exe", "fdp.pdf"),
        ("...", "tep.pdf"),
        ("", "tep.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("x" * 500 + ".pdf", "x" * 120 + ".pdf"),
    ],
)
def test_a_name_does_no_harm(given: str, name: str) -> None:
    assert rules.harmless_name(given, Kind.PDF) == name


def test_the_same_bytes_of_two_units_are_two_rows_and_one_file(app: Flask) -> None:
    content = attachments.pdf(text="cung mot tep")
    seen = set()
    with app.app_context():
        keys = [world.unit_id(slug) for slug in ("phan-thiet", "la-gi")]
    for key in keys:
        with app.app_context(), acting_in(key):
            attachment = kept(content)
            seen.add((attachment.token, attachment.sha256))
            assert db.session.scalar(select(func.count(Attachment.id))) == 1

    assert len(seen) == 2
    assert len({digest for _token, digest in seen}) == 1
    assert store_of(app, next(iter(seen))[1]).read_bytes() == content


def store_of(app: Flask, digest: str) -> Path:
    with app.app_context():
        return store.place(digest)


def test_after_a_crash_bytes_that_nobody_keeps_are_taken_away(app: Flask) -> None:
    with app.app_context():
        unit = world.unit_id("phan-thiet")

    def upload_and_crash() -> None:
        with acting_in(unit):
            kept(attachments.pdf(text="mat dien"))
            raise RuntimeError("power cut")

    with app.app_context():
        services.sweep(now=clock.real_now() + timedelta(hours=2))
        with pytest.raises(RuntimeError, match="power cut"):
            upload_and_crash()
    with app.app_context(), acting_in(unit):
        stays = store.place(kept(attachments.pdf(text="con giu")).sha256)

    with app.app_context():
        young = services.sweep(now=clock.real_now())
        old = services.sweep(now=clock.real_now() + timedelta(hours=2))

    assert (young, old) == (0, 1)
    assert stays.exists()


def test_a_row_whose_file_is_gone_is_named(app: Flask) -> None:
    with app.app_context():
        unit = world.unit_id("phan-thiet")
    with app.app_context(), acting_in(unit):
        gone = kept(attachments.pdf(text="bi mat tep")).sha256
    store_of(app, gone).unlink()

    with app.app_context():
        assert services.missing() == [gone]


def test_a_row_whose_file_is_gone_is_flagged_until_it_is_back(app: Flask) -> None:
    with app.app_context():
        unit = world.unit_id("phan-thiet")
    with app.app_context(), acting_in(unit):
        row = kept(attachments.pdf(text="mat roi lai co"))
    place = store_of(app, row.sha256)
    content = place.read_bytes()
    place.unlink()

    with app.app_context():
        counted = [services.flag_missing(now=clock.real_now()) for _again in range(2)]
    flagged = _missing_since(app, unit, row.id)
    place.write_bytes(content)
    with app.app_context():
        counted.append(services.flag_missing(now=clock.real_now()))

    assert counted == [1, 1, 0]
    assert flagged is not None
    assert _missing_since(app, unit, row.id) is None


def _missing_since(app: Flask, unit: int, key: int) -> datetime | None:
    with app.app_context(), acting_in(unit):
        return db.session.get_one(Attachment, key).missing_since
