"""The paper of a plan: a city's with all its annexes, an island's without products, the province's own."""

from collections.abc import Callable
from datetime import date

import pypdfium2
import pytest

from ocop.core import clock
from ocop.paperwork import Rendition, render_docx
from ocop.paperwork.forms.plan import Plan as Paper
from ocop.plans import papers, services
from ocop.plans.papers.annexes import between, present
from ocop.plans.rules import Source
from ocop.plans.rules.content import Money
from ocop.registrations.rules import Kind
from tests.factories import plans

Within = Callable[[str], int]

pytestmark = pytest.mark.usefixtures("texts")


def paper_of(slug: str) -> Paper:
    return papers.current_paper(plans.draft(slug), unit=plans.unit_of(slug), on=clock.today())


def words_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    text = "\n".join(document[page].get_textpage().get_text_range() for page in range(len(document)))
    document.close()
    return " ".join(text.split())


def full_plan() -> Paper:
    for name, kind in (("Nước mắm nhĩ", Kind.NEW), ("Rong nho", Kind.UPGRADE), ("Mắm lú", Kind.REASSESSMENT)):
        plans.submitted(name, kind)
    plan = plans.draft("phan-thiet")
    lines = [Money("Tập huấn", {Source.DISTRICT: 20_000_000}), Money("Hội chợ", {Source.CENTRAL: 60_000_000})]
    services.save_budget(plan, lines=lines, version=1, by=plans.who("phan-thiet", "officer"))
    return paper_of("phan-thiet")


def test_a_citys_plan_carries_its_letterhead_signature_and_all_annexes(within: Within) -> None:
    within("phan-thiet")

    paper = full_plan()

    assert paper.letterhead.issuer == ("ỦY BAN NHÂN DÂN", "THÀNH PHỐ PHAN THIẾT")
    assert paper.letterhead.symbol == "KH-UBND"
    assert (paper.signing.collective, paper.signing.on_behalf) == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH")
    assert present(paper.annexes) == 5
    assert [one.title for one in paper.sections] == [
        "Mục đích, yêu cầu",
        "Mục tiêu",
        "Nội dung, kinh phí",
        "Tổ chức thực hiện",
    ]


def test_columns_of_money_stand_in_the_order_of_the_sources(within: Within) -> None:
    within("phan-thiet")

    sources = list(dict.fromkeys(line.source for line in full_plan().annexes.funding))

    assert sources == ["Trung ương", "Cấp huyện"]


def test_a_product_that_is_assessed_again_shows_its_last_recognition(within: Within) -> None:
    within("phan-thiet")

    (row,) = full_plan().annexes.reassessments

    assert (row.product, row.current_star, row.recognised, row.expires) == ("Mắm lú", 3, "10/01/2022", "10/01/2025")


def test_an_islands_plan_without_products_leaves_the_empty_annexes_out(within: Within) -> None:
    within("phu-quy")

    text = words_of(papers.draft_pdf(paper_of("phu-quy")))

    assert "Kèm theo Kế hoạch này là Phụ lục lịch hoạt động." in text
    assert "Phụ lục I" not in text
    assert "HUYỆN PHÚ QUÝ" in text


def test_the_provinces_plan_prints_without_annexes(within: Within) -> None:
    within("ubnd-tinh")

    paper = paper_of("ubnd-tinh")

    assert present(paper.annexes) == 0
    assert "TỈNH BÌNH THUẬN" in words_of(papers.draft_pdf(paper))


def test_the_same_plan_gives_the_same_bytes(within: Within) -> None:
    within("phan-thiet")
    paper = full_plan()

    assert papers.draft_pdf(paper) == papers.draft_pdf(paper)
    assert render_docx(paper, Rendition.draft()) == render_docx(paper, Rendition.draft())


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        (None, None, None),
        (date(2022, 1, 10), date(2022, 1, 10), "10/01/2022"),
        (date(2022, 1, 1), date(2022, 1, 19), "Tháng 01/2022"),
        (date(2022, 1, 1), date(2022, 12, 31), "Năm 2022"),
        (date(2021, 11, 1), date(2022, 1, 19), "01/11/2021 - 19/01/2022"),
    ],
)
def test_a_date_known_roughly_is_said_roughly(earliest: date | None, latest: date | None, words: str | None) -> None:
    assert between(earliest, latest) == words
