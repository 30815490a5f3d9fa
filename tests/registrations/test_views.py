"""The pages of registrations: the unit's own, another's, and the province's at one unit's list."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pypdfium2
import pytest
from docx import Document as WordFile
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook

from ocop.registrations import queries
from ocop.registrations.rules import Kind, State
from tests.factories.products import product
from tests.factories.recognition import recognition
from tests.factories.registrations import officer, registration
from tests.factories.scopes import inside

ClientOf = Callable[..., FlaskClient]
CANARY = "Cà phê Hoàng Yến"


@pytest.fixture
def of_la_gi(app: Flask) -> tuple[int, int]:
    """A product of La Gi and its submitted registration."""
    with inside(app, "la-gi"):
        made = product(CANARY)
        row = registration(made, by=officer("la-gi"))
        row.state = State.SUBMITTED
        return made.id, row.id


@pytest.fixture
def of_phan_thiet(app: Flask) -> tuple[int, int]:
    """A product of Phan Thiết and its draft registration."""
    with inside(app, "phan-thiet"):
        made = product("Nước mắm Bà Hai")
        return made.id, registration(made).id


def text_of(data: bytes) -> str:
    sheet = load_workbook(BytesIO(data)).active
    return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row)


def test_a_district_cannot_open_another_districts_registrations(client_of: ClientOf, of_la_gi: tuple[int, int]) -> None:
    client, (product_id, key) = client_of("phan-thiet"), of_la_gi
    paths = [f"{key}", f"{key}/sua", f"{key}/rut", f"{key}/khong-thuc-hien", f"san-pham/{product_id}"]

    answers = [client.get(f"/phan-thiet/dang-ky/{path}") for path in paths]

    assert [answer.status_code for answer in answers] == [404] * 5
    assert all(CANARY not in answer.text for answer in answers)


def test_a_district_cannot_change_another_districts_registrations(
    app: Flask, client_of: ClientOf, of_la_gi: tuple[int, int]
) -> None:
    client, (product_id, key) = client_of("phan-thiet"), of_la_gi
    written = {
        "kind": "new",
        "expected_stars": "3",
        "concern": "commune_unknown",
        "answer": "1",
        "reason": "1",
        "version": "1",
    }
    steps = ("sua", "tra-loi", "trinh", "thu-lai", "rut", "khong-thuc-hien")
    paths = [f"san-pham/{product_id}", *(f"{key}/{step}" for step in steps)]

    answers = [client.post(f"/phan-thiet/dang-ky/{path}", data=written).status_code for path in paths]

    assert answers == [404] * 7
    with inside(app, "la-gi"):
        assert queries.registration(key).state is State.SUBMITTED


def test_lists_and_exports_show_the_own_units_registrations_only(
    client_of: ClientOf, of_la_gi: tuple[int, int], of_phan_thiet: tuple[int, int]
) -> None:
    client = client_of("phan-thiet")

    page = client.get("/phan-thiet/dang-ky/").text
    export = text_of(client.get("/phan-thiet/dang-ky/xuat-excel").data)

    assert "Nước mắm Bà Hai" in page
    assert "Nước mắm Bà Hai" in export
    assert CANARY not in page + export


def test_another_units_product_is_not_registered_for_reassessment(
    app: Flask, client_of: ClientOf, of_la_gi: tuple[int, int]
) -> None:
    with inside(app, "la-gi"):
        foreign = product("Mắm ruốc")
        recognition(foreign, date(2021, 6, 1))
        foreign_id = foreign.id
    client = client_of("phan-thiet")

    page = client.get("/phan-thiet/dang-ky/den-han").text
    answer = client.post("/phan-thiet/dang-ky/den-han", data={"product_id": str(foreign_id)})

    assert "Mắm ruốc" not in page
    assert answer.status_code == 302
    with inside(app, "la-gi"):
        assert queries.of_product(foreign_id) == []


def test_a_product_goes_from_draft_to_the_units_list(
    app: Flask, client_of: ClientOf, of_phan_thiet: tuple[int, int]
) -> None:
    client, (_product_id, key) = client_of("phan-thiet"), of_phan_thiet
    address = f"/phan-thiet/dang-ky/{key}"

    early = client.post(f"{address}/trinh")
    page = client.get(address).text
    client.post(f"{address}/tra-loi", data={"concern": "commune_unknown", "answer": "Sẽ bổ sung trong tháng 5"})
    submitted = client.post(f"{address}/trinh")

    assert early.status_code == 422
    assert "Chưa rõ xã, phường, thị trấn của chủ thể." in page
    assert submitted.status_code == 302
    assert "Đã trình danh sách" in client.get(address).text


def test_what_ends_this_year_is_offered_and_registered_in_one_click(app: Flask, client_of: ClientOf) -> None:
    with inside(app, "phan-thiet"):
        made = product("Rong nho")
        recognition(made, date(2021, 11, 1), stars=4)
        product_id = made.id
    client = client_of("phan-thiet")

    offered = client.get("/phan-thiet/dang-ky/").text
    client.post("/phan-thiet/dang-ky/den-han", data={"product_id": str(product_id)})
    listed = client.get("/phan-thiet/dang-ky/?loai=reassessment").text

    assert "1 sản phẩm sắp hết hạn công nhận" in offered
    assert ">Rong nho</a>" in listed


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"kind": "upgrade"}, "Sản phẩm chưa từng được công nhận."),
        ({"kind": "reassessment"}, "Sản phẩm chưa từng được công nhận."),
        ({"kind": "la"}, "Vui lòng chọn"),
        ({"expected_stars": ""}, "Vui lòng"),
        ({"quarter": "5"}, "Vui lòng chọn một giá trị trong danh sách."),
    ],
)
def test_bad_input_is_answered_at_its_field(
    app: Flask, client_of: ClientOf, fields: dict[str, str], sentence: str
) -> None:
    with inside(app, "phan-thiet"):
        product_id = product("Mứt dừa").id
    written = {"kind": "new", "expected_stars": "3", "support_needed": "Tem và nhãn", "version": "1"} | fields

    response = client_of("phan-thiet").post(f"/phan-thiet/dang-ky/san-pham/{product_id}", data=written)

    assert response.status_code == 422
    assert sentence in response.text
    assert "Tem và nhãn" in response.text


def test_the_province_decides_line_by_line_and_sees_whose_the_similar_product_is(
    app: Flask, client_of: ClientOf, of_la_gi: tuple[int, int]
) -> None:
    with inside(app, "phan-thiet"):
        product("CA PHE HOANG YEN")
    client = client_of("ubnd-tinh", "province_officer")

    page = client.get("/tinh/dang-ky/la-gi/").text
    accepted = client.post(f"/tinh/dang-ky/la-gi/{of_la_gi[1]}/chap-nhan")

    assert CANARY in page
    assert "CA PHE HOANG YEN – Cơ sở làm CA PHE HOANG YEN (Phan Thiết)" in page
    assert accepted.status_code == 302
    with inside(app, "la-gi"):
        assert queries.registration(of_la_gi[1]).state is State.ACCEPTED


def test_a_line_is_returned_with_its_reason_only(app: Flask, client_of: ClientOf, of_la_gi: tuple[int, int]) -> None:
    client = client_of("ubnd-tinh", "province_officer")
    address = f"/tinh/dang-ky/la-gi/{of_la_gi[1]}/tra-lai"

    without = client.post(address, data={"reason": ""})
    returned = client.post(address, data={"reason": "Hồ sơ chưa rõ nguồn gốc nguyên liệu"})

    assert (without.status_code, returned.status_code) == (422, 302)
    assert "Lý do trả lại: " in without.text
    assert CANARY in without.text
    own_page = client_of("la-gi").get(f"/la-gi/dang-ky/{of_la_gi[1]}").text
    assert "Hồ sơ chưa rõ nguồn gốc nguyên liệu" in own_page


def test_after_a_decision_the_list_opens_at_the_next_line(app: Flask, client_of: ClientOf) -> None:
    with inside(app, "la-gi"):
        rows = [registration(product(name), by=officer("la-gi")) for name in ("Chả cá", "Mực một nắng", "Nước mắm")]
        for row in rows:
            row.state = State.SUBMITTED
        first, second, third = (row.id for row in rows)
    client = client_of("ubnd-tinh", "province_officer")

    accepted = client.post(f"/tinh/dang-ky/la-gi/{first}/chap-nhan")
    last_returned = client.post(f"/tinh/dang-ky/la-gi/{third}/tra-lai", data={"reason": "Chưa rõ nguyên liệu"})

    assert accepted.location == f"/tinh/dang-ky/la-gi/#dong-{second}"
    assert last_returned.location == "/tinh/dang-ky/la-gi/"


@pytest.mark.parametrize(
    ("slug", "role", "status"),
    [
        ("phan-thiet", "officer", 404),
        ("la-gi", "officer", 404),
        ("ubnd-tinh", "officer", 404),
        ("ubnd-tinh", "province_viewer", 403),
    ],
)
def test_only_the_provinces_officer_decides(
    client_of: ClientOf, of_la_gi: tuple[int, int], slug: str, role: str, status: int
) -> None:
    response = client_of(slug, role).post(f"/tinh/dang-ky/la-gi/{of_la_gi[1]}/chap-nhan")

    assert response.status_code == status


def test_a_line_of_one_unit_is_not_decided_in_the_name_of_another(
    app: Flask, client_of: ClientOf, of_la_gi: tuple[int, int]
) -> None:
    response = client_of("ubnd-tinh", "province_officer").post(f"/tinh/dang-ky/phan-thiet/{of_la_gi[1]}/chap-nhan")

    assert response.status_code == 404
    with inside(app, "la-gi"):
        assert queries.registration(of_la_gi[1]).state is State.SUBMITTED


@pytest.mark.parametrize("role", ["viewer", "clerk", "head"])
def test_whoever_may_only_look_cannot_register(client_of: ClientOf, of_phan_thiet: tuple[int, int], role: str) -> None:
    client, (product_id, key) = client_of("phan-thiet", role), of_phan_thiet

    looks = client.get(f"/phan-thiet/dang-ky/{key}")
    tries = [client.post(f"/phan-thiet/dang-ky/{key}/trinh"), client.get(f"/phan-thiet/dang-ky/san-pham/{product_id}")]

    assert looks.status_code == 200
    assert [answer.status_code for answer in tries] == [403, 403]


def test_a_product_that_is_registered_says_so_on_the_form(client_of: ClientOf, of_phan_thiet: tuple[int, int]) -> None:
    product_id, key = of_phan_thiet

    page = client_of("phan-thiet").get(f"/phan-thiet/dang-ky/san-pham/{product_id}").text

    assert "Sản phẩm này đã được đăng ký trong năm." in page
    assert f"/phan-thiet/dang-ky/{key}" in page


def test_a_form_suggests_reassessment_for_what_was_recognised(app: Flask, client_of: ClientOf) -> None:
    with inside(app, "phan-thiet"):
        made = product("Rong nho")
        recognition(made, date(2021, 11, 1), stars=4)
        product_id = made.id

    page = client_of("phan-thiet").get(f"/phan-thiet/dang-ky/san-pham/{product_id}").text

    assert f'<option selected value="{Kind.REASSESSMENT.value}">' in page


def submitted(app: Flask, slug: str, name: str) -> None:
    with inside(app, slug):
        registration(product(name), by=officer(slug)).state = State.SUBMITTED


def test_the_unit_s_list_becomes_a_draft_letter_to_the_department(app: Flask, client_of: ClientOf) -> None:
    submitted(app, "phan-thiet", "Nước mắm Bà Hai")
    submitted(app, "la-gi", CANARY)
    client = client_of("phan-thiet")

    drafted = client.post("/phan-thiet/dang-ky/cong-van-danh-sach", follow_redirects=True)
    paper = client.get(f"{drafted.request.path}/du-thao.pdf")

    assert drafted.status_code == 200
    assert "Đã dựng công văn gửi danh sách đăng ký" in drafted.text
    assert "Nước mắm Bà Hai" in pdf_text(paper.data)
    assert CANARY not in pdf_text(paper.data)


def test_an_empty_list_is_not_sent(client_of: ClientOf) -> None:
    answer = client_of("phan-thiet").post("/phan-thiet/dang-ky/cong-van-danh-sach", follow_redirects=True)

    assert "chưa có sản phẩm nào" in answer.text


def test_the_desk_prints_the_list_of_all_units(app: Flask, client_of: ClientOf) -> None:
    submitted(app, "phan-thiet", "Nước mắm Bà Hai")
    submitted(app, "la-gi", CANARY)

    paper = client_of("ubnd-tinh", "province_officer").get("/ubnd-tinh/dang-ky/danh-muc-tong-hop.pdf")

    read = pdf_text(paper.data)
    assert all(wanted in read for wanted in ("Nước mắm Bà Hai", CANARY, "Thành phố Phan Thiết", "Thị xã La Gi"))


def test_only_what_was_accepted_is_in_the_letter_of_selected_products(app: Flask, client_of: ClientOf) -> None:
    submitted(app, "phan-thiet", "Nước mắm Bà Hai")
    with inside(app, "la-gi"):
        registration(product(CANARY), by=officer("la-gi")).state = State.ACCEPTED
    client = client_of("ubnd-tinh", "province_officer")

    drafted = client.post("/ubnd-tinh/dang-ky/danh-muc-duoc-chon")
    reader = client_of("ubnd-tinh")
    paper = reader.get(f"{drafted.location}/du-thao.pdf")

    read = pdf_text(paper.data)
    assert CANARY in read
    assert "Nước mắm Bà Hai" not in read


@pytest.mark.parametrize("path", ["danh-muc-tong-hop.pdf", "danh-muc-duoc-chon"])
def test_a_district_does_not_get_the_lists_of_all_units(app: Flask, client_of: ClientOf, path: str) -> None:
    submitted(app, "la-gi", CANARY)
    client = client_of("phan-thiet")
    ask = client.get if path.endswith("pdf") else client.post

    own, foreign = ask(f"/phan-thiet/dang-ky/{path}"), ask(f"/ubnd-tinh/dang-ky/{path}")

    assert own.status_code == 403
    assert foreign.status_code == 404
    assert CANARY.encode() not in own.data + foreign.data


def test_a_district_cannot_draft_another_districts_list(app: Flask, client_of: ClientOf) -> None:
    submitted(app, "la-gi", CANARY)

    answer = client_of("phan-thiet").post("/la-gi/dang-ky/cong-van-danh-sach")

    assert answer.status_code == 404
    assert CANARY not in answer.text


PAPERS = ("phieu-dang-ky", "bao-cao-tu-danh-gia", "bao-cao-cap-xa")


@pytest.mark.parametrize("paper", PAPERS)
def test_a_registration_prints_its_forms_and_opens_them_in_word(
    client_of: ClientOf, of_phan_thiet: tuple[int, int], paper: str
) -> None:
    client, key = client_of("phan-thiet"), of_phan_thiet[1]

    printed = client.get(f"/phan-thiet/dang-ky/{key}/{paper}.pdf")
    written = client.get(f"/phan-thiet/dang-ky/{key}/{paper}.docx")

    assert "Nước mắm Bà Hai" in pdf_text(printed.data)
    assert any("Nước mắm Bà Hai" in one.text for one in WordFile(BytesIO(written.data)).paragraphs)


def test_the_committee_agrees_to_a_plan_in_a_letter_of_its_own(
    client_of: ClientOf, of_phan_thiet: tuple[int, int]
) -> None:
    client = client_of("phan-thiet")

    drafted = client.post(f"/phan-thiet/dang-ky/{of_phan_thiet[1]}/thong-nhat-phuong-an")

    read = pdf_text(client.get(f"{drafted.location}/du-thao.pdf").data)
    assert "thống nhất phương án sản xuất, kinh doanh sản phẩm Nước mắm Bà Hai" in read


def test_a_district_prints_no_form_of_another_districts_registration(
    client_of: ClientOf, of_la_gi: tuple[int, int]
) -> None:
    client, key = client_of("phan-thiet"), of_la_gi[1]

    answers = [client.get(f"/phan-thiet/dang-ky/{key}/{name}.{kind}") for name in PAPERS for kind in ("pdf", "docx")]
    answers.append(client.post(f"/phan-thiet/dang-ky/{key}/thong-nhat-phuong-an"))

    assert {answer.status_code for answer in answers} == {404}
    assert all(CANARY.encode() not in answer.data for answer in answers)


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
                registration(product(f"Sản phẩm số {number}"))
        client.get("/phan-thiet/dang-ky/")
        statements.clear()
        client.get("/phan-thiet/dang-ky/")
        counted.append(len(statements))

    assert counted[0] == counted[1]
