"""A draft goes out as a Word file and comes back: differences by section, taken over on request, nothing lost or guessed."""

import html
import re
import zipfile
from collections.abc import Callable
from io import BytesIO

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse

from ocop.core import clock
from ocop.core.db import db
from ocop.plans import queries, services
from ocop.plans.rules import State
from ocop.plans.rules.content import Activity
from ocop.tenancy import acting_in
from tests.factories import plans, world
from tests.plans.views.test_pages import look, plan_at

ClientOf = Callable[..., FlaskClient]
HOME = "/phan-thiet/ke-hoach"
MENDED = "- Dòng được sửa trong Word"

pytestmark = pytest.mark.usefixtures("texts")


@pytest.fixture
def plan_id(app: Flask) -> int:
    """A draft of Phan Thiết."""
    return plan_at(app, State.DRAFT)


def downloaded(client: FlaskClient, plan_id: int) -> bytes:
    """The draft's Word file."""
    return client.get(f"{HOME}/{plan_id}/du-thao.docx").data


def edited(content: bytes, under: str, change: Callable[[docx.text.paragraph.Paragraph], None]) -> bytes:
    """The file after something was done to the first paragraph under a heading."""
    document = docx.Document(BytesIO(content))
    places = [at for at, one in enumerate(document.paragraphs) if one.text.endswith(under.upper())]
    change(document.paragraphs[places[0] + 1])
    document.save(target := BytesIO())
    return target.getvalue()


def rewritten(content: bytes, under: str) -> bytes:
    def write(paragraph: docx.text.paragraph.Paragraph) -> None:
        paragraph.text = MENDED

    return edited(content, under, write)


def sent(client: FlaskClient, plan_id: int, content: bytes) -> TestResponse:
    return client.post(f"{HOME}/{plan_id}/ban-word", data={"file": FileStorage(BytesIO(content), "sua.docx")})


def fields(page: str) -> dict[str, str]:
    """What the page of differences sends when everything is ticked."""
    found = dict(re.findall(r'<input type="hidden" name="((?:text|version)-[^"]+)" value="([^"]*)"', page))
    ticks = dict.fromkeys(re.findall(r'name="(take-[^"]+)"', page), "y")
    return {name: html.unescape(value) for name, value in found.items()} | ticks


def first_section(app: Flask, plan_id: int) -> tuple[str, str]:
    """Key and heading of the first numbered section."""
    section = look(app, plan_id).sections[1]
    return section.key, section.heading


def text_of(app: Flask, plan_id: int, key: str) -> str:
    return next(one.text for one in look(app, plan_id).sections if one.key == key)


def test_a_file_that_nobody_edited_differs_in_nothing(client_of: ClientOf, plan_id: int) -> None:
    officer = client_of("phan-thiet", "officer")

    page = sent(officer, plan_id, downloaded(officer, plan_id))

    assert page.status_code == 200
    assert "giống dự thảo hiện tại" in page.text


def test_an_edited_section_is_shown_and_taken_over_when_it_is_ticked(
    app: Flask, client_of: ClientOf, plan_id: int
) -> None:
    officer = client_of("phan-thiet", "officer")
    key, heading = first_section(app, plan_id)
    page = sent(officer, plan_id, rewritten(downloaded(officer, plan_id), heading)).text
    before = text_of(app, plan_id, key)

    answer = officer.post(f"{HOME}/{plan_id}/ban-word/nhan", data=fields(page))

    assert re.findall(r'name="(take-[^"]+)"', page) == [f"take-{key}"]
    assert f"<ins>{MENDED}</ins>" in page
    assert answer.status_code == 302
    assert MENDED not in before
    assert text_of(app, plan_id, key).startswith(MENDED)


def test_what_is_not_ticked_stays(app: Flask, client_of: ClientOf, plan_id: int) -> None:
    officer = client_of("phan-thiet", "officer")
    key, heading = first_section(app, plan_id)
    page = sent(officer, plan_id, rewritten(downloaded(officer, plan_id), heading)).text
    unticked = {name: value for name, value in fields(page).items() if not name.startswith("take-")}

    answer = officer.post(f"{HOME}/{plan_id}/ban-word/nhan", data=unticked)

    assert answer.status_code == 422
    assert MENDED not in text_of(app, plan_id, key)


def test_when_somebody_saved_in_between_both_texts_are_shown_and_the_joined_one_is_saved(
    app: Flask, client_of: ClientOf, plan_id: int
) -> None:
    officer = client_of("phan-thiet", "officer")
    key, heading = first_section(app, plan_id)
    chosen = fields(sent(officer, plan_id, rewritten(downloaded(officer, plan_id), heading)).text)
    with app.app_context():
        unit = world.unit_id("phan-thiet")
    with app.app_context(), acting_in(unit):
        plan, by = queries.plan(plan_id), plans.who("phan-thiet", "officer")
        version = next(one.version for one in plan.sections if one.key == key)
        services.save_section(plan, key, text="- Bản của người khác", version=version, by=by, now=clock.now())

    stale = officer.post(f"{HOME}/{plan_id}/ban-word/nhan", data=chosen)
    kept = text_of(app, plan_id, key)
    now_at = re.search(r'name="version" value="(\d+)"', stale.text)
    assert now_at is not None
    again = officer.post(f"{HOME}/{plan_id}/ban-word/nhan", data=chosen | {"version": now_at.group(1)})

    assert stale.status_code == 409
    assert MENDED in stale.text
    assert "Bản của người khác" in stale.text
    assert kept == "- Bản của người khác"
    assert again.status_code == 302
    assert MENDED in text_of(app, plan_id, key)


def test_tracked_changes_and_comments_are_named_and_nothing_is_offered(
    app: Flask, client_of: ClientOf, plan_id: int
) -> None:
    officer = client_of("phan-thiet", "officer")
    _key, heading = first_section(app, plan_id)

    def track(paragraph: docx.text.paragraph.Paragraph) -> None:
        inserted = OxmlElement("w:ins")
        inserted.set(qn("w:author"), "Phòng Kinh tế")
        run = OxmlElement("w:r")
        words = OxmlElement("w:t")
        words.text = " thêm vào khi rà soát"
        run.append(words)
        inserted.append(run)
        paragraph._p.append(inserted)

    page = sent(officer, plan_id, edited(downloaded(officer, plan_id), heading, track)).text

    assert "Track Changes" in page
    assert "Phòng Kinh tế" in page
    assert "thêm vào khi rà soát" in page
    assert 'name="take-' not in page


def test_comments_are_named_and_stay_outside(app: Flask, client_of: ClientOf, plan_id: int) -> None:
    officer = client_of("phan-thiet", "officer")
    document = docx.Document(BytesIO(downloaded(officer, plan_id)))
    document.add_comment(
        document.paragraphs[-1].runs or document.paragraphs[0].runs, "Xem lại số liệu", author="Trưởng phòng"
    )
    document.save(target := BytesIO())

    page = sent(officer, plan_id, target.getvalue()).text

    assert "Trưởng phòng" in page
    assert "Xem lại số liệu" in page


def test_a_section_whose_heading_is_gone_is_named_and_kept(app: Flask, client_of: ClientOf, plan_id: int) -> None:
    officer = client_of("phan-thiet", "officer")
    _key, heading = first_section(app, plan_id)
    document = docx.Document(BytesIO(downloaded(officer, plan_id)))
    for one in document.paragraphs:
        if one.text.endswith(heading.upper()):
            one.text = "I. Tên khác"
    document.save(target := BytesIO())

    page = sent(officer, plan_id, target.getvalue()).text

    assert f"Không tìm thấy “I. {heading}”" in page
    assert 'name="take-' not in page


def replaced(content: bytes, old: str, new: str) -> bytes:
    """The file with some words changed wherever they stand, in tables too."""
    document = docx.Document(BytesIO(content))
    for text in document.element.body.iter(qn("w:t")):
        text.text = (text.text or "").replace(old, new)
    document.save(target := BytesIO())
    return target.getvalue()


def test_the_legal_bases_and_the_opening_are_taken_over_too(app: Flask, client_of: ClientOf, plan_id: int) -> None:
    officer = client_of("phan-thiet", "officer")
    basis = look(app, plan_id).legal_bases.splitlines()[0]
    opening = text_of(app, plan_id, "opening").splitlines()[-1]
    content = replaced(downloaded(officer, plan_id), basis.rstrip(";."), "Căn cứ Nghị quyết mới của Hội đồng nhân dân")
    page = sent(officer, plan_id, replaced(content, opening, f"Thực hiện chỉ đạo của tỉnh. {opening}")).text

    answer = officer.post(f"{HOME}/{plan_id}/ban-word/nhan", data=fields(page))

    assert sorted(re.findall(r'name="take-([^"]+)"', page)) == ["legal_bases", "opening"]
    assert answer.status_code == 302
    assert look(app, plan_id).legal_bases.startswith("Căn cứ Nghị quyết mới của Hội đồng nhân dân\n")
    assert "Thực hiện chỉ đạo của tỉnh." in text_of(app, plan_id, "opening")


def test_a_changed_annex_is_named_with_the_page_of_its_records(app: Flask, client_of: ClientOf, plan_id: int) -> None:
    officer = client_of("phan-thiet", "officer")
    with app.app_context():
        unit = world.unit_id("phan-thiet")
    with app.app_context(), acting_in(unit):
        plan, by = queries.plan(plan_id), plans.who("phan-thiet", "officer")
        lines = [Activity("Tập huấn chủ thể", "Tháng 6", "Phòng Kinh tế")]
        services.save_calendar(plan, lines=lines, version=plan.calendar_version, by=by)
        db.session.commit()

    page = sent(officer, plan_id, replaced(downloaded(officer, plan_id), "Tập huấn chủ thể", "Hội nghị khác")).text

    assert "Bảng, phụ lục lấy từ dữ liệu, không lấy từ tệp Word" in page
    assert f'href="{HOME}/{plan_id}/lich"' in page
    assert 'name="take-' not in page


def test_a_text_that_only_the_page_changed_since_the_download_is_not_offered(
    app: Flask, client_of: ClientOf, plan_id: int
) -> None:
    officer = client_of("phan-thiet", "officer")
    key, heading = first_section(app, plan_id)
    other = look(app, plan_id).sections[2].key
    content = rewritten(downloaded(officer, plan_id), heading)
    save(app, plan_id, other, "- Bản sửa trên trang")

    page = sent(officer, plan_id, content).text

    assert "đã được sửa trên trang sau khi tải tệp về, còn tệp thì không sửa phần này" in page
    assert re.findall(r'name="take-([^"]+)"', page) == [key]


def test_a_text_changed_on_both_sides_is_offered_with_a_warning(app: Flask, client_of: ClientOf, plan_id: int) -> None:
    officer = client_of("phan-thiet", "officer")
    key, heading = first_section(app, plan_id)
    content = rewritten(downloaded(officer, plan_id), heading)
    save(app, plan_id, key, "- Bản sửa trên trang\n- Dòng thứ hai")

    page = sent(officer, plan_id, content).text

    assert "cũng đã được sửa trên trang sau khi tải tệp về" in page
    assert re.findall(r'name="take-([^"]+)"', page) == [key]


def test_a_file_of_another_units_plan_is_refused_without_a_word_of_it(
    app: Flask, client_of: ClientOf, plan_id: int
) -> None:
    other = plan_at(app, State.DRAFT, "la-gi")
    foreign = client_of("la-gi", "officer").get(f"/la-gi/ke-hoach/{other}/du-thao.docx").data

    answer = sent(client_of("phan-thiet", "officer"), plan_id, foreign)

    assert answer.status_code == 422
    assert "La Gi" not in answer.text


def test_what_cannot_be_saved_leaves_nothing_half_saved(app: Flask, client_of: ClientOf, plan_id: int) -> None:
    officer = client_of("phan-thiet", "officer")
    key, heading = first_section(app, plan_id)
    chosen = fields(sent(officer, plan_id, rewritten(downloaded(officer, plan_id), heading)).text)
    before = text_of(app, plan_id, key)
    version = str(look(app, plan_id).version)

    answer = officer.post(
        f"{HOME}/{plan_id}/ban-word/nhan",
        data=chosen | {"take-subject": "y", "text-subject": "", "version-subject": version},
    )

    assert answer.status_code == 422
    assert text_of(app, plan_id, key) == before


def save(app: Flask, plan_id: int, key: str, text: str) -> None:
    """Somebody saves a section on its page."""
    with app.app_context():
        unit = world.unit_id("phan-thiet")
    with app.app_context(), acting_in(unit):
        plan, by = queries.plan(plan_id), plans.who("phan-thiet", "officer")
        version = next(one.version for one in plan.sections if one.key == key)
        services.save_section(plan, key, text=text, version=version, by=by, now=clock.now())
        db.session.commit()


def packed(**parts: bytes) -> bytes:
    """A zip package with these parts."""
    with zipfile.ZipFile(target := BytesIO(), "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return target.getvalue()


def altered(content: bytes) -> bytes:
    """The package with a few bytes of its first part changed on the way."""
    start = content.index(b".xml") + len(".xml")
    return content[:start] + b"\xff" * 4 + content[start + 4 :]


WORD = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "như một tệp Word"),
        (b"khong phai word", "như một tệp Word"),
        (packed(**WORD), "như một tệp Word"),
        (altered(packed(**WORD)), "như một tệp Word"),
        (packed(**WORD, **{"word/vbaProject.bin": b"x"}), "macro"),
        (packed(**WORD, **{"word/embeddings/oleObject1.bin": b"x"}), "macro"),
        (packed(**WORD, **{"word/media/to.bin": b"0" * 70_000_000}), "lớn hơn"),
        (packed(**WORD, **{f"x{number}": b"" for number in range(600)}), "lớn hơn"),
        (packed(**{**WORD, "word/document.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}), "như một tệp Word"),
    ],
)  # fmt: skip
def test_hostile_and_broken_files_are_refused_with_a_sentence(
    client_of: ClientOf, plan_id: int, content: bytes, sentence: str
) -> None:
    answer = sent(client_of("phan-thiet", "officer"), plan_id, content)

    assert answer.status_code == 422
    assert sentence in answer.text


def test_who_cannot_edit_the_draft_cannot_send_a_file(client_of: ClientOf, plan_id: int) -> None:
    clerk, stranger = client_of("phan-thiet", "clerk"), client_of("la-gi", "officer")
    data = {"take-purpose": "y", "text-purpose": "x", "version-purpose": "1"}

    assert clerk.get(f"{HOME}/{plan_id}/ban-word").status_code == 403
    assert clerk.post(f"{HOME}/{plan_id}/ban-word/nhan", data=data).status_code == 403
    assert stranger.get(f"/la-gi/ke-hoach/{plan_id}/ban-word").status_code == 404
    assert stranger.post(f"/la-gi/ke-hoach/{plan_id}/ban-word/nhan", data=data).status_code == 404


def test_a_plan_under_check_takes_nothing_over(app: Flask, client_of: ClientOf) -> None:
    plan_id = plan_at(app, State.WITH_HEAD)
    officer = client_of("phan-thiet", "officer")
    data = {"take-purpose": "y", "text-purpose": "x", "version-purpose": "1"}

    assert "tạm khóa" in officer.get(f"{HOME}/{plan_id}/ban-word").text
    assert officer.post(f"{HOME}/{plan_id}/ban-word/nhan", data=data).status_code == 409
