"""A letter's draft goes out as a Word file and comes back: text by text, nothing lost, nothing of another draft."""

import html
import re
from collections.abc import Callable
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse

from ocop import paperwork
from ocop.documents import papers
from ocop.documents.models import Document
from ocop.documents.papers import letters
from ocop.paperwork import Rendition, render_docx
from ocop.paperwork.differences import lines
from ocop.paperwork.kit.word import PaperOnlyError
from ocop.paperwork.rewritten import rewritten
from tests.documents.test_views import read
from tests.factories import documents
from tests.paperwork import samples

ClientOf = Callable[..., FlaskClient]
HOME = "/phan-thiet/van-ban"
OLD, NEW = "Nội dung thứ nhất.", "Nội dung thứ nhất, đã sửa trong Word."


def replaced(content: bytes, old: str, new: str) -> bytes:
    """The file with some words changed wherever they stand."""
    document = docx.Document(BytesIO(content))
    for text in document.element.body.iter(qn("w:t")):
        text.text = (text.text or "").replace(old, new)
    document.save(target := BytesIO())
    return target.getvalue()


def downloaded(client: FlaskClient, document_id: int) -> bytes:
    return client.get(f"{HOME}/{document_id}/du-thao.docx").data


def sent(client: FlaskClient, document_id: int, content: bytes) -> TestResponse:
    return client.post(f"{HOME}/{document_id}/ban-word", data={"file": FileStorage(BytesIO(content), "sua.docx")})


def fields(page: str) -> dict[str, str]:
    """What the page of differences sends when everything is ticked."""
    found = dict(re.findall(r'<input type="hidden" name="((?:text|version)-[^"]+)" value="([^"]*)"', page))
    ticks = dict.fromkeys(re.findall(r'name="(take-[^"]+)"', page), "y")
    return {name: html.unescape(value) for name, value in found.items()} | ticks


def content_of(app: Flask, document: Document) -> paperwork.Document:
    return papers.content(read(app, "phan-thiet", document.id))


@pytest.mark.parametrize("key", [key for key in samples.EVERY if key != "plan"])
def test_a_file_that_nobody_edited_says_what_the_draft_says(key: str) -> None:
    paper = samples.EVERY[key]()
    passages = letters.passages(paper)
    try:
        content = render_docx(paper, Rendition.draft())
    except PaperOnlyError:
        return

    found = rewritten(paper, passages, content, fill=letters.filled)

    assert {one.key: lines(found.texts[one.key] or "") for one in passages} == {
        one.key: lines(one.text) for one in passages
    }
    assert (found.fixed, found.redrawn, found.added, found.tables) == ((), (), (), 0)


def test_an_edited_text_is_shown_and_taken_over_when_it_is_ticked(app: Flask, client_of: ClientOf) -> None:
    letter, officer = documents.letter_in(app, "phan-thiet"), client_of("phan-thiet", "officer")
    page = sent(officer, letter.id, replaced(downloaded(officer, letter.id), OLD, NEW)).text

    answer = officer.post(f"{HOME}/{letter.id}/ban-word/nhan", data=fields(page))

    assert re.findall(r'name="take-([^"]+)"', page) == ["text"]
    assert f"<ins>{NEW}</ins>" in page
    assert answer.status_code == 302
    assert NEW in content_of(app, letter).text  # type: ignore[attr-defined]
    assert content_of(app, letter).closing == "Kính trình xem xét, quyết định"  # type: ignore[attr-defined]


def test_the_abstract_the_addressees_and_the_recipients_come_back_as_well(app: Flask, client_of: ClientOf) -> None:
    letter, officer = documents.letter_in(app, "phan-thiet"), client_of("phan-thiet", "officer")
    content = downloaded(officer, letter.id)
    for old, new in (
        ("Tờ trình của đơn vị", "Tờ trình đã sửa"), ("Ủy ban nhân dân thành phố", "Chủ tịch UBND thành phố"),
        ("Lưu hồ sơ", "Phòng Tài chính"),
    ):  # fmt: skip
        content = replaced(content, old, new)
    page = sent(officer, letter.id, content).text

    officer.post(f"{HOME}/{letter.id}/ban-word/nhan", data=fields(page))

    assert read(app, "phan-thiet", letter.id).subject == "Tờ trình đã sửa"
    assert letters.addressees_of(content_of(app, letter)) == ("Chủ tịch UBND thành phố", "Phòng Tài chính")


def test_sentences_of_the_form_are_named_and_stay(app: Flask, client_of: ClientOf) -> None:
    letter, officer = documents.letter_in(app, "phan-thiet"), client_of("phan-thiet", "officer")
    content = replaced(downloaded(officer, letter.id), "Hồ sơ gửi kèm Tờ trình này gồm:", "Kèm theo Tờ trình này có:")

    page = sent(officer, letter.id, content).text

    assert "Tệp sửa câu theo mẫu" in page
    assert "Kèm theo Tờ trình này có:" in page
    assert 'name="take-' not in page


def test_when_somebody_saved_in_between_both_texts_are_shown_and_nothing_is_taken_over(
    app: Flask, client_of: ClientOf
) -> None:
    letter, officer = documents.letter_in(app, "phan-thiet"), client_of("phan-thiet", "officer")
    chosen = fields(sent(officer, letter.id, replaced(downloaded(officer, letter.id), OLD, NEW)).text)
    blanks = {one.name: one.text for one in letters.blanks(content_of(app, letter))}
    officer.post(f"{HOME}/{letter.id}/sua", data=blanks | {"text": "Bản của người khác.", "version": letter.version})

    stale = officer.post(f"{HOME}/{letter.id}/ban-word/nhan", data=chosen)

    assert stale.status_code == 409
    assert NEW in stale.text
    assert "Bản của người khác." in stale.text
    assert content_of(app, letter).text == "Bản của người khác."  # type: ignore[attr-defined]


def test_a_file_of_another_draft_is_refused_with_a_sentence(app: Flask, client_of: ClientOf) -> None:
    letter, officer = documents.letter_in(app, "phan-thiet"), client_of("phan-thiet", "officer")
    other = documents.letter_in(app, "phan-thiet", subject="Tờ trình khác")

    answer = sent(officer, letter.id, downloaded(officer, other.id))

    assert answer.status_code == 422
    assert "từ một dự thảo khác" in answer.text


def test_a_word_file_of_something_else_is_refused_with_a_sentence(app: Flask, client_of: ClientOf) -> None:
    letter, officer = documents.letter_in(app, "phan-thiet"), client_of("phan-thiet", "officer")
    document = docx.Document()
    document.add_paragraph("Biên bản họp tổ dân phố")
    document.save(target := BytesIO())

    answer = sent(officer, letter.id, target.getvalue())

    assert answer.status_code == 422
    assert "không phải bản Word của dự thảo này" in answer.text


def test_another_units_letter_takes_nothing_over(app: Flask, client_of: ClientOf) -> None:
    foreign = documents.letter_in(app, "la-gi", subject="Tờ trình kín của La Gi")
    officer = client_of("phan-thiet", "officer")
    data = {"take-text": "y", "text-text": "x", "version-text": "1"}

    answers = [
        officer.get(f"{HOME}/{foreign.id}/ban-word"),
        sent(officer, foreign.id, b"x"),
        officer.post(f"{HOME}/{foreign.id}/ban-word/nhan", data=data),
    ]

    assert [one.status_code for one in answers] == [404, 404, 404]
    assert all("Tờ trình kín" not in one.text for one in answers)


def test_a_frozen_letter_takes_nothing_over(app: Flask, client_of: ClientOf) -> None:
    letter = documents.letter_in(app, "phan-thiet", "frozen")
    data = {"take-text": "y", "text-text": "x", "version-text": str(letter.version)}

    answer = client_of("phan-thiet", "officer").post(f"{HOME}/{letter.id}/ban-word/nhan", data=data)

    assert answer.status_code == 409


def test_an_empty_abstract_is_not_taken_over(app: Flask, client_of: ClientOf) -> None:
    letter = documents.letter_in(app, "phan-thiet")
    data = {"take-subject": "y", "text-subject": "", "version-subject": str(letter.version)}

    answer = client_of("phan-thiet", "officer").post(f"{HOME}/{letter.id}/ban-word/nhan", data=data)

    assert answer.status_code == 422
    assert read(app, "phan-thiet", letter.id).subject == "Tờ trình của đơn vị"
