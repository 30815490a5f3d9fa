"""Words are found inside documents: without accents, in part, as phrases, in the own unit only."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ocop.core import clock
from ocop.core.db import db
from ocop.documents import papers, rules, services
from ocop.documents.models import Document, DocumentText
from ocop.documents.papers.wording import words
from ocop.paperwork import Document as Paper
from tests.factories import documents
from tests.factories.documents import CLERK
from tests.paperwork import samples

ClientOf = Callable[..., FlaskClient]
PAGE = "/phan-thiet/van-ban/tim"


def planted(app: Flask, slug: str, text: str, subject: str = "Kế hoạch OCOP") -> int:
    """A draft plan of the unit that says something; its key."""

    def make(unit: int) -> int:
        made = documents.plan(documents.body(unit), subject=subject, text=text)
        db.session.flush()
        return made.id

    return documents.within_unit(app, slug, make)


def found(client: FlaskClient, text: str) -> str:
    return client.get(PAGE, query_string={"tim": text}).get_data(as_text=True)


@pytest.mark.parametrize(
    "text", ["nước mắm", "nuoc mam", "NUOC", "mam truyền", '"nước mắm truyền thống"', "truyen thong mam", "uoc ma"]
)
def test_a_text_is_found_without_accents_in_part_and_as_a_phrase(app: Flask, client_of: ClientOf, text: str) -> None:
    planted(app, "phan-thiet", "1. Hỗ trợ sản phẩm nước mắm truyền thống … của phường.")

    page = found(client_of("phan-thiet"), text)

    assert "<mark>" in page
    assert "của phường" in page


def test_a_phrase_in_another_order_is_not_found(app: Flask, client_of: ClientOf) -> None:
    planted(app, "phan-thiet", "1. Hỗ trợ sản phẩm nước mắm truyền thống.")

    assert "<mark>" not in found(client_of("phan-thiet"), '"truyền thống nước mắm"')


@pytest.mark.parametrize("text", ["", "%", "_", '"', "\\", "khong co tu nay"])
def test_what_is_not_there_is_not_found(app: Flask, client_of: ClientOf, text: str) -> None:
    planted(app, "phan-thiet", "1. Hỗ trợ sản phẩm nước mắm.")

    answer = client_of("phan-thiet").get(PAGE, query_string={"tim": text})

    assert answer.status_code == 200
    assert "<mark>" not in answer.text


def test_another_units_documents_are_not_found(app: Flask, client_of: ClientOf) -> None:
    planted(app, "la-gi", "1. Chim hoàng yến của La Gi.")

    assert "hoàng yến của La Gi" not in found(client_of("phan-thiet"), "chim")


def test_a_changed_draft_is_found_by_its_new_words_and_a_discarded_one_not_at_all(
    app: Flask, client_of: ClientOf
) -> None:
    key = planted(app, "phan-thiet", "1. Lời văn trước.")

    def revise(_unit: int) -> None:
        document = db.session.get_one(Document, key)
        other = papers.content(documents.plan(documents.body(_unit), text="1. Lời văn đã thay."))
        services.revise(document, content=other, subject=document.subject, by=CLERK)

    documents.within_unit(app, "phan-thiet", revise)
    client = client_of("phan-thiet")
    pages = found(client, '"lời văn trước"'), found(client, '"lời văn đã thay"')
    documents.within_unit(
        app, "phan-thiet", lambda _unit: services.discard(db.session.get_one(Document, key), by=CLERK)
    )

    assert ["<mark>" in page for page in pages] == [False, True]
    left = documents.within_unit(
        app, "phan-thiet", lambda _unit: db.session.scalar(db.select(DocumentText).filter_by(document_id=key))
    )
    assert left is None


def test_the_abstract_of_a_document_that_came_is_found(app: Flask, client_of: ClientOf) -> None:
    def enter(_unit: int) -> None:
        services.enter(
            sender="Sở Công Thương",
            number="12/SCT",
            dated=None,
            kind="CV",
            subject="Phối hợp xúc tiến thương mại",
            incoming_number="5",
            on=clock.today() - timedelta(days=1),
            attachment=None,
            by=CLERK,
            now=documents.now(),
        )

    documents.within_unit(app, "phan-thiet", enter)

    assert "Phối hợp xúc tiến" in found(client_of("phan-thiet"), "xuc tien")


def test_the_number_of_statements_does_not_grow_with_what_is_found(
    app: Flask, client_of: ClientOf, statements: list[str]
) -> None:
    client = client_of("phan-thiet")
    planted(app, "phan-thiet", "1. Hỗ trợ nước mắm.")
    counts = []
    for _more in range(2):
        statements.clear()
        found(client, "nuoc mam")
        counts.append(len([one for one in statements if one.lower().startswith("select")]))
        for number in range(5):
            planted(app, "phan-thiet", f"1. Hỗ trợ nước mắm {number}.")

    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    "paper", [samples.registration_form(), samples.self_assessment(), samples.business_consent(), samples.certificate()]
)
def test_papers_of_one_producer_are_not_searched_through(paper: Paper) -> None:
    assert words(paper) == ""


def test_a_telephone_number_is_in_no_searched_text() -> None:
    assert samples.MAKER.phone is not None
    assert all(samples.MAKER.phone not in words(make()) for make in samples.EVERY.values())


def test_the_snippet_shows_the_text_as_it_reads() -> None:
    text = "Dòng khác\n… Điểm tựa của Chương trình"

    cut = rules.snippet(text, "dong khac\n... diem tua cua chuong trinh", ("tua cua",))

    assert cut == rules.Snippet("… Điểm ", "tựa của", " Chương trình")
