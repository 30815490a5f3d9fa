"""The radar and the history of a product, seen from the own unit and from another."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO

import pypdfium2
import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import select

from ocop.core.db import db
from ocop.paperwork import Rendition, render_pdf
from ocop.recognition import queries
from ocop.tenancy import Unit
from tests.factories.producers import producer
from tests.factories.products import product
from tests.factories.recognition import recognition
from tests.factories.scopes import inside
from tests.paperwork import samples

ClientOf = Callable[..., FlaskClient]
CANARY = "Cà phê Hoàng Yến"
CANARY_DECISION = "7777/QĐ-UBND"


@pytest.fixture
def of_la_gi(app: Flask) -> tuple[int, int]:
    """A product of La Gi and its recognition."""
    with inside(app, "la-gi"):
        made = product(CANARY)
        return made.id, recognition(made, date(2022, 1, 10), decision_number=CANARY_DECISION).id


@pytest.fixture
def of_phan_thiet(app: Flask) -> tuple[int, int]:
    """A product of Phan Thiết whose recognition ends on 01/6/2024, 19 days from today."""
    with inside(app, "phan-thiet"):
        made = product("Nước mắm Bà Hai")
        return made.id, recognition(made, date(2021, 6, 1), stars=4, decision_number="12/QĐ-UBND").id


def text_of(data: bytes) -> str:
    sheet = load_workbook(BytesIO(data)).active
    return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row)


def test_a_district_cannot_open_another_districts_recognitions(client_of: ClientOf, of_la_gi: tuple[int, int]) -> None:
    client, (product_id, key) = client_of("phan-thiet"), of_la_gi
    paths = [f"san-pham/{product_id}", f"san-pham/{product_id}/ghi", f"{key}/sua", f"{key}/thu-hoi", f"{key}/thong-bao"]

    answers = [client.get(f"/phan-thiet/cong-nhan/{path}") for path in paths]

    assert [answer.status_code for answer in answers] == [404] * 5
    assert all(CANARY not in answer.text for answer in answers)


def test_a_district_cannot_change_another_districts_recognitions(
    client_of: ClientOf, of_la_gi: tuple[int, int]
) -> None:
    client, (product_id, key) = client_of("phan-thiet"), of_la_gi
    written = {
        "stars": "3",
        "revoked_on": "12/5/2024",
        "decision": "1",
        "ground": "1",
        "notice_on": "12/5/2024",
        "method": "1",
    }
    paths = [f"san-pham/{product_id}/ghi", f"{key}/sua", f"{key}/thu-hoi", f"{key}/thong-bao"]

    answers = [client.post(f"/phan-thiet/cong-nhan/{path}", data=written).status_code for path in paths]

    assert answers == [404] * 4


def test_radar_and_export_show_the_own_units_recognitions_only(
    client_of: ClientOf, of_la_gi: tuple[int, int], of_phan_thiet: tuple[int, int]
) -> None:
    client = client_of("phan-thiet")

    page = client.get("/phan-thiet/cong-nhan/").text
    export = text_of(client.get("/phan-thiet/cong-nhan/xuat-excel").data)

    assert "Nước mắm Bà Hai" in page
    assert "Nước mắm Bà Hai" in export
    assert CANARY not in page + export
    assert CANARY_DECISION not in page + export
    assert "Đến hạn thông báo: 1" in page
    assert "Quá hạn thông báo" in page


def test_the_history_says_by_when_to_act(client_of: ClientOf, of_phan_thiet: tuple[int, int]) -> None:
    page = client_of("phan-thiet").get(f"/phan-thiet/cong-nhan/san-pham/{of_phan_thiet[0]}").text

    assert "chậm nhất 17/5/2024" in page
    assert "Quyết định 148/QĐ-TTg" in page


@pytest.mark.parametrize(
    ("asked", "found"),
    [("tinh-trang=notice_due", True), ("tinh-trang=expired", False), ("tim=nuoc+mam", True), ("tim=12%2FQĐ", True),
     ("tim=hoang+yen", False), ("sao=4", True), ("sao=3", False), ("tinh-trang=bay-ba", False)],
)  # fmt: skip
def test_the_radar_is_searched_and_filtered(
    client_of: ClientOf, of_phan_thiet: tuple[int, int], asked: str, found: bool
) -> None:
    page = client_of("phan-thiet").get(f"/phan-thiet/cong-nhan/?{asked}").text

    assert ("Nước mắm Bà Hai" in page) is found


def test_a_decision_known_to_the_month_says_that_the_clock_runs_on_its_first_day(
    app: Flask, client_of: ClientOf
) -> None:
    with inside(app, "phan-thiet"):
        made = product("Mứt dừa").id
    client = client_of("phan-thiet")
    address = f"/phan-thiet/cong-nhan/san-pham/{made}"

    saved = client.post(f"{address}/ghi", data={"stars": "3", "decided": "tháng 9/2022", "version": "1"})
    page = client.get(address).text

    assert saved.status_code == 302
    assert "hết hạn sớm nhất 01/9/2025, muộn nhất 30/9/2025" in page


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"stars": ""}, "Vui lòng"),
        ({"stars": "2"}, "Vui lòng chọn một giá trị trong danh sách."),
        ({"decided": "31/2/2024"}, "Vui lòng nhập ngày"),
        ({"decided": "14/5/2024"}, "Ngày quyết định chưa đến."),
    ],
)
def test_bad_input_is_answered_at_its_field(
    client_of: ClientOf, of_phan_thiet: tuple[int, int], fields: dict[str, str], sentence: str
) -> None:
    written = {"stars": "3", "issuer": "UBND thành phố Phan Thiết", "version": "1"} | fields

    response = client_of("phan-thiet").post(f"/phan-thiet/cong-nhan/san-pham/{of_phan_thiet[0]}/ghi", data=written)

    assert response.status_code == 422
    assert sentence in response.text
    assert "UBND thành phố Phan Thiết" in response.text


def test_a_range_stays_a_range_when_other_facts_are_corrected(app: Flask, client_of: ClientOf) -> None:
    with inside(app, "phan-thiet"):
        made = product("Mứt dừa")
        key = recognition(
            made, None, earliest=date(2022, 1, 1), latest=date(2022, 1, 19), decision_precision="range"
        ).id
        product_id = made.id
    client = client_of("phan-thiet")

    saved = client.post(f"/phan-thiet/cong-nhan/{key}/sua", data={"stars": "4", "decided": "", "version": "1"})
    page = client.get(f"/phan-thiet/cong-nhan/san-pham/{product_id}").text

    assert saved.status_code == 302
    assert "từ 01/01/2022 đến 19/01/2022" in page
    assert "4 sao" in page


def test_revocation_and_notice_are_recorded_on_their_pages(client_of: ClientOf, of_phan_thiet: tuple[int, int]) -> None:
    client, (product_id, key) = client_of("phan-thiet"), of_phan_thiet

    notice = client.post(
        f"/phan-thiet/cong-nhan/{key}/thong-bao", data={"notice_on": "13/5/2024", "method": "Giao tận tay"}
    )
    revoked = client.post(
        f"/phan-thiet/cong-nhan/{key}/thu-hoi",
        data={"revoked_on": "13/5/2024", "decision": "9/QĐ-UBND", "ground": "Không còn sản xuất"},
    )
    page = client.get(f"/phan-thiet/cong-nhan/san-pham/{product_id}").text

    assert (notice.status_code, revoked.status_code) == (302, 302)
    assert "Giao tận tay" in page
    assert "Không còn sản xuất" in page
    assert "Đã thu hồi" in page


def test_each_producer_gets_one_draft_notice_of_a_coming_end(
    app: Flask, client_of: ClientOf, of_phan_thiet: tuple[int, int], of_la_gi: tuple[int, int]
) -> None:
    client = client_of("phan-thiet")

    answer = client.post("/phan-thiet/cong-nhan/thong-bao-het-han", follow_redirects=True)

    assert "Đã dựng 1 thông báo" in answer.text
    assert "Cơ sở làm Nước mắm Bà Hai" in answer.text
    assert CANARY not in answer.text


def test_nobody_is_told_when_nothing_ends(client_of: ClientOf) -> None:
    answer = client_of("phan-thiet").post("/phan-thiet/cong-nhan/thong-bao-het-han", follow_redirects=True)

    assert "Không có công nhận nào đến hạn thông báo" in answer.text


def test_the_certificate_names_product_stars_and_decision(client_of: ClientOf, of_phan_thiet: tuple[int, int]) -> None:
    answer = client_of("phan-thiet").get(f"/phan-thiet/cong-nhan/{of_phan_thiet[1]}/giay-chung-nhan.pdf")

    read = pdf_text(answer.data)
    assert all(wanted in read for wanted in ("Nước mắm Bà Hai", "Đạt hạng 4 sao", "12/QĐ-UBND", "01/06/2024"))


def test_a_producer_in_a_neighbours_commune_is_certified_at_the_true_address(app: Flask, client_of: ClientOf) -> None:
    with inside(app, "phan-thiet"):
        commune = db.session.scalars(select(Unit).where(Unit.name == "Bình Tân")).one()
        made = product("Mực một nắng", of=producer("Cơ sở Hai Thu", commune_id=commune.id))
        key = recognition(made, date(2023, 6, 1)).id

    answer = client_of("phan-thiet").get(f"/phan-thiet/cong-nhan/{key}/giay-chung-nhan.pdf")

    page = pypdfium2.PdfDocument(answer.data)[0].get_textpage().get_text_bounded()
    assert "phường Bình Tân, thị xã La Gi" in " ".join(page.split())


@pytest.mark.parametrize(
    ("proposed", "sentence"), [(True, "mới được tỉnh đề nghị 5 sao"), (False, "Giấy chứng nhận 5 sao do Bộ")]
)
def test_nobody_prints_a_certificate_of_five_stars_which_the_ministry_gives(
    proposed: bool, sentence: str, app: Flask, client_of: ClientOf, of_phan_thiet: tuple[int, int]
) -> None:
    five_stars(app, of_phan_thiet[1], proposed=proposed)

    answer = client_of("phan-thiet").get(f"/phan-thiet/cong-nhan/{of_phan_thiet[1]}/giay-chung-nhan.pdf")

    assert answer.status_code == 409
    assert sentence in answer.text


def test_the_notice_calls_five_proposed_stars_a_potential_and_no_stars(
    app: Flask, client_of: ClientOf, of_phan_thiet: tuple[int, int]
) -> None:
    five_stars(app, of_phan_thiet[1], proposed=True)
    client = client_of("phan-thiet")
    client.post("/phan-thiet/cong-nhan/thong-bao-het-han")

    notice = pdf_text(client.get("/phan-thiet/van-ban/1/du-thao.pdf").data)

    assert "Tiềm năng 5 sao" in notice
    assert notice.replace("Tiềm năng 5 sao", "").count("5 sao") == 0


def five_stars(app: Flask, recognition_id: int, *, proposed: bool) -> None:
    """The recognition is kept with five stars, given by the ministry or only proposed by the province."""
    with inside(app, "phan-thiet"):
        row = queries.recognition(recognition_id)
        row.stars, row.five_star_candidate = 5, proposed


def test_a_revocation_is_drafted_with_a_blank_for_its_ground(
    client_of: ClientOf, of_phan_thiet: tuple[int, int]
) -> None:
    client = client_of("phan-thiet")

    drafted = client.post(f"/phan-thiet/cong-nhan/{of_phan_thiet[1]}/quyet-dinh-thu-hoi")
    form = client.get(f"{drafted.location}/sua")

    assert "Lý do thu hồi" in form.text
    assert "Thu hồi giấy chứng nhận" in pdf_text(client.get(f"{drafted.location}/du-thao.pdf").data)


def test_a_district_gets_no_paper_about_another_districts_recognition(
    client_of: ClientOf, of_la_gi: tuple[int, int]
) -> None:
    client, key = client_of("phan-thiet"), of_la_gi[1]

    answers = [
        client.get(f"/phan-thiet/cong-nhan/{key}/giay-chung-nhan.pdf"),
        client.post(f"/phan-thiet/cong-nhan/{key}/quyet-dinh-thu-hoi"),
        client.post("/la-gi/cong-nhan/thong-bao-het-han"),
    ]

    assert [answer.status_code for answer in answers] == [404] * 3
    assert all(CANARY not in answer.text for answer in answers)


def pdf_text(content: bytes) -> str:
    pages = (page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content))
    return " ".join(" ".join(pages).split())


def test_the_list_takes_as_many_statements_for_many_rows_as_for_few(
    app: Flask, client_of: ClientOf, statements: list[str]
) -> None:
    client, counted = client_of("phan-thiet"), []
    for names in (range(2), range(2, 20)):
        with inside(app, "phan-thiet"):
            for number in names:
                recognition(product(f"Sản phẩm số {number}"), date(2022, 1, 10))
        client.get("/phan-thiet/cong-nhan/")
        statements.clear()
        client.get("/phan-thiet/cong-nhan/")
        counted.append(len(statements))

    assert counted[0] == counted[1]


def test_a_decision_lists_five_proposed_stars_as_a_potential() -> None:
    decision = samples.recognition()
    proposed = replace(decision.products[0], star=None, graded="Tiềm năng 5 sao")

    printed = pdf_text(render_pdf(replace(decision, products=(proposed,)), Rendition.draft()))

    assert "Tiềm năng" in printed
    assert printed.count("5 sao") == 1
