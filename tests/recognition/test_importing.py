"""The register that an office kept in Excel: taken over whole or not at all, and unchanged when it comes again."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import func, select

from ocop.attachments.models import Attachment
from ocop.attachments.rules import Kind
from ocop.audit import System
from ocop.audit.models import AuditEntry
from ocop.core.db import db
from ocop.producers.models import Producer
from ocop.products import queries as products
from ocop.products.models import Product, ProductName, ProductNameMark, ProductRevenue
from ocop.recognition import queries, services
from ocop.recognition.models import Recognition
from ocop.recognition.rules.register import TAKE, Answers, Field, Verdict, write_register
from ocop.tallies.models import Tally
from ocop.tenancy import Workspace, units
from tests.factories import real_register, world
from tests.factories.producers import producer
from tests.factories.products import product
from tests.factories.recognition import recognition
from tests.factories.registers import open_document, workbook
from tests.factories.scopes import inside

ClientOf = Callable[..., FlaskClient]
Within = Callable[[str], int]
TODAY = date(2024, 5, 13)
NOW = datetime(2024, 5, 13, 2, tzinfo=UTC)
HEADINGS = ("TT", "Tên sản phẩm", "Chủ thể", "Địa chỉ", "Hạng sao", "Ngày công nhận", "Doanh thu (triệu đồng)")


def short_list(*rows: tuple[object, ...]) -> bytes:
    """A short list below two title rows."""
    return workbook([("DANH SÁCH SẢN PHẨM OCOP",), (), HEADINGS, *rows])


def judge(content: bytes, answers: Answers | None = None) -> services.Judged:
    """Judged for the unit of the scope, Phan Thiết."""
    return services.judge(content, unit=phan_thiet(), on=TODAY, answers=answers)


def enter(content: bytes, answers: Answers | None = None) -> services.Judged:
    """Judged and taken over."""
    judged = judge(content, answers)
    services.enter(judged.outcomes, unit=phan_thiet(), by=System(), now=NOW, source="so.xlsx")
    db.session.flush()
    db.session.expire_all()
    return judged


def phan_thiet() -> Workspace:
    unit = units.by_slug("phan-thiet")
    assert unit is not None
    return unit


def exported() -> bytes:
    """The register as the page gives it out."""
    target = BytesIO()
    rows = [one for one in queries.known() if one.product]
    write_register(rows, target, gazetteer=queries.gazetteer(phan_thiet(), TODAY), as_of=TODAY)
    return target.getvalue()


def verdicts(judged: services.Judged) -> dict[str, int]:
    return {verdict.value: number for verdict, number in judged.counts.items() if number}


def all_answered(content: bytes, said: dict[Field, str]) -> Answers:
    """The same answer to every question about a column, until nothing is asked any more."""
    answers: dict[tuple[str, int], dict[Field, str]] = {}
    while asked := [one for one in judge(content, answers).outcomes if one.questions]:
        for one in asked:
            answers.setdefault(one.line.place, {}).update({which.field: said[which.field] for which in one.questions})
    return answers


def test_the_published_products_come_in_go_out_and_come_in_again_unchanged(within: Within) -> None:
    within("phan-thiet")
    content = real_register.workbook()
    answers = all_answered(content, {Field.ROW: TAKE, Field.STARS: "4"})

    first = enter(content, answers)
    out_and_in = judge(exported())

    assert len(first.outcomes) == 104
    assert len(answers) == 6
    assert verdicts(first) == {"created": 96, "updated": 6, "unchanged": 2}
    assert verdicts(out_and_in) == {"unchanged": 96}


def test_a_short_list_becomes_producers_products_recognitions_and_revenue(within: Within) -> None:
    within("phan-thiet")

    judged = enter(
        short_list(
            (1, "Nước mắm Bà Hai", "Cơ sở Hai Thu", "khu phố 3, phường Phú Hài", "4 sao", "25.9.2023", "1.234,5"),
            (2, "Mắm ruốc Bà Hai", "Cơ sở Hai Thu", "khu phố 3, phường Phú Hài", 3, "tháng 9/2023", ""),
        )
    )

    assert verdicts(judged) == {"created": 2}
    (maker,) = db.session.scalars(select(Producer)).all()
    sauce, paste = db.session.scalars(select(Product).order_by(Product.id)).all()
    commune = db.session.get_one(world.Unit, maker.commune_id)
    assert (maker.name, commune.code) == ("Cơ sở Hai Thu", "22921")
    assert (sauce.stars, sauce.stars_until) == (4, date(2026, 9, 25))
    assert (paste.stars, paste.stars_until) == (3, date(2026, 9, 1))
    assert db.session.scalars(select(ProductRevenue.dong)).all() == [1_234_500_000]
    assert db.session.scalar(select(func.count(ProductName.id))) == 2
    assert products.similar("NUOC MAM BA HAI").own == [sauce]


def test_tallies_and_the_trail_follow_an_import(within: Within) -> None:
    within("phan-thiet")

    enter(short_list((1, "Nước mắm", "Cơ sở Hai Thu", "", 4, "25/9/2023", "")))

    tallies = {row.key: row.value for row in db.session.scalars(select(Tally))}
    assert tallies == {"producers": 1, "producers_cooperative": 0, "products": 1, "recognitions_in_force": 1}
    assert db.session.scalar(select(func.count(ProductNameMark.id))) == 1


def test_the_same_file_changes_nothing_and_a_fuller_one_only_adds(within: Within) -> None:
    within("phan-thiet")
    row = (1, "Nước mắm Bà Hai", "Cơ sở Hai Thu", "phường Phú Hài", 4, "9/2023", "")
    enter(short_list(row))

    same = judge(short_list(row))
    fuller = enter(short_list((1, "Nước mắm Bà Hai", "Cơ sở Hai Thu", "phường Phú Hài", 4, "25/9/2023", "500")))
    after = judge(short_list(row))

    assert verdicts(same) == {"unchanged": 1}
    assert verdicts(fuller) == {"updated": 1}
    assert verdicts(after) == {"unchanged": 1}
    (kept,) = db.session.scalars(select(Recognition)).all()
    assert (kept.earliest, kept.decision_precision) == (date(2023, 9, 25), "day")
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.act == "update_from_register")).one()
    assert "recognitions" in entry.change


def test_a_second_recognition_renews_the_stored_one(within: Within) -> None:
    within("phan-thiet")
    maker = producer("Cơ sở Hai Thu")
    made = product("Nước mắm Bà Hai", of=maker)
    recognition(made, date(2021, 3, 1), stars=3)

    judged = enter(short_list((1, "Nước mắm Bà Hai", "Cơ sở Hai Thu", "", 4, "1/3/2024", "")))

    assert verdicts(judged) == {"updated": 1}
    stars = [(row.stars, row.earliest) for row in queries.history(made.id)]
    assert stars == [(4, date(2024, 3, 1)), (3, date(2021, 3, 1))]
    assert (made.stars, made.stars_until) == (4, date(2027, 3, 1))
    assert set(verdicts(judge(exported()))) == {"unchanged"}


def test_products_written_in_the_unit_go_out_and_come_in_unchanged(within: Within) -> None:
    within("phan-thiet")
    commune = db.session.scalars(select(world.Unit.id).where(world.Unit.code == "22915")).one()
    maker = producer("Cơ sở Hai Thu", commune_id=commune, address="12 Trần Hưng Đạo", phone="0912345678")
    recognition(product("Một", of=maker), date(2022, 1, 10))
    recognition(
        product("Hai", of=maker), None, earliest=date(2022, 1, 5), latest=date(2022, 1, 19), decision_precision="month"
    )
    recognition(product("Ba", of=maker), None)
    product("Bốn", of=maker, note="=1+1")

    again = judge(exported())

    assert verdicts(again) == {"unchanged": 4}


def test_a_repeated_row_of_a_new_product_finds_what_the_first_one_made(within: Within) -> None:
    within("phan-thiet")

    judged = enter(
        short_list(
            (1, "Nước mắm Bà Hai", "Cơ sở Hai Thu", "", 4, "25/9/2023", ""),
            (2, "NƯỚC MẮM BÀ HAI", "CƠ SỞ HAI THU", "", 4, "25/9/2023", ""),
        )
    )

    assert verdicts(judged) == {"created": 1, "unchanged": 1}
    assert db.session.scalar(select(func.count(Product.id))) == 1


# The pages


def upload(client: FlaskClient, content: bytes, name: str = "so.xlsx", slug: str = "phan-thiet") -> str:
    response = client.post(
        f"/{slug}/san-pham/nhap-excel/", data={"file": (BytesIO(content), name)}, content_type="multipart/form-data"
    )
    assert response.status_code == 302, response.text
    return str(response.headers["Location"])


def test_a_file_is_looked_at_asked_about_and_taken_over_whole(app: Flask, client_of: ClientOf) -> None:
    client = client_of("phan-thiet")
    address = upload(
        client,
        short_list(
            (1, "Nước mắm Bà Hai", "Cơ sở Hai Thu", "", 4, "25/9/2023", ""),
            (2, "Mắm ruốc", "Cơ sở Hai Thu", "", 3, "31/2/2023", ""),
        ),
    )
    name = "tra-loi|5|first_date|Sheet1"

    before = client.get(address)
    early = client.post(f"{address}/nhap")
    page = client.post(f"{address}/tra-loi", data={name: "28/2/2023"}, follow_redirects=True)
    taken = client.post(f"{address}/nhap")
    again = client.post(f"{address}/nhap")

    assert "Cần trả lời: 1" in before.text
    assert name in before.text
    assert early.status_code == 422
    assert "Thêm mới: 2" in page.text
    assert (taken.status_code, again.status_code) == (302, 409)
    with inside(app, "phan-thiet"):
        assert db.session.scalar(select(func.count(Product.id))) == 2


def test_a_file_without_news_says_so_and_offers_nothing_to_take_over(client_of: ClientOf) -> None:
    client = client_of("phan-thiet")
    content = short_list((1, "Mắm ruốc", "……………", "", 3, "25/9/2023", ""))
    first = upload(client, content)
    offered = client.get(first).text
    client.post(f"{first}/nhap")

    again = client.get(upload(client, client.get("/phan-thiet/san-pham/nhap-excel/so-theo-doi").data)).text

    assert f"{first}/nhap" in offered
    assert "không có nội dung mới" in again
    assert '/nhap"' not in again
    assert "Chưa rõ tên" in again


def test_a_row_with_a_question_may_be_left_out(app: Flask, client_of: ClientOf) -> None:
    client = client_of("phan-thiet")
    address = upload(client, short_list((1, "Mắm ruốc", "Cơ sở Hai Thu", "", 3, "31/2/2023", "")))

    page = client.post(f"{address}/tra-loi", data={"tra-loi|4|row|Sheet1": "bo-qua"}, follow_redirects=True).text

    assert "Không nhập: 1" in page
    assert "Cần trả lời: 0" in page


@pytest.mark.parametrize("path", ["", "/bao-cao"])
def test_another_unit_cannot_open_an_import(client_of: ClientOf, path: str) -> None:
    address = upload(client_of("la-gi"), short_list((1, "Mắm ruốc", "Cơ sở", "", 3, "", "")), slug="la-gi")
    number = address.rsplit("/", 1)[1]

    response = client_of("phan-thiet").get(f"/phan-thiet/san-pham/nhap-excel/{number}{path}")

    assert response.status_code == 404
    assert "Mắm ruốc" not in response.text


@pytest.mark.parametrize("path", ["tra-loi", "nhap"])
def test_another_unit_cannot_touch_an_import(client_of: ClientOf, path: str) -> None:
    address = upload(client_of("la-gi"), short_list((1, "Mắm ruốc", "Cơ sở", "", 3, "", "")), slug="la-gi")
    number = address.rsplit("/", 1)[1]

    assert client_of("phan-thiet").post(f"/phan-thiet/san-pham/nhap-excel/{number}/{path}").status_code == 404


def test_the_exported_register_holds_the_own_unit_only(app: Flask, client_of: ClientOf) -> None:
    with inside(app, "la-gi"):
        product("Cà phê Hoàng Yến")
    with inside(app, "phan-thiet"):
        product("Nước mắm Bà Hai")

    content = client_of("phan-thiet").get("/phan-thiet/san-pham/nhap-excel/so-theo-doi").data

    cells = [str(cell.value) for row in load_workbook(BytesIO(content)).active.iter_rows() for cell in row]
    assert "Nước mắm Bà Hai" in cells
    assert "Cà phê Hoàng Yến" not in cells


def test_a_file_of_another_kind_is_refused_with_a_sentence(client_of: ClientOf) -> None:
    client = client_of("phan-thiet")

    response = client.post(
        "/phan-thiet/san-pham/nhap-excel/",
        data={"file": (BytesIO(b"khong phai bang tinh"), "so.xlsx")},
        content_type="multipart/form-data",
    )

    assert response.status_code == 422
    assert "Tệp không thuộc loại được nhận" in response.text
    assert 'type="file"' in response.text, "another file can be chosen at once"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ((Path(__file__).parent / "register" / "old_register.xls").read_bytes(), Kind.XLS),
        (open_document("Tên sản phẩm", "Chủ thể"), Kind.ODS),
    ],
)
def test_older_and_open_spreadsheets_are_taken_by_their_content(
    app: Flask, client_of: ClientOf, content: bytes, kind: Kind
) -> None:
    address = upload(client_of("phan-thiet"), content, name="so.txt")

    page = client_of("phan-thiet").get(address)

    assert page.status_code == 200
    with inside(app, "phan-thiet"):
        assert db.session.scalars(select(Attachment.kind)).all() == [kind]


def test_a_compound_file_with_macros_is_refused(client_of: ClientOf) -> None:
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook_VBA_PROJECT".encode("utf-16-le")

    response = client_of("phan-thiet").post(
        "/phan-thiet/san-pham/nhap-excel/",
        data={"file": (BytesIO(content), "so.xls")},
        content_type="multipart/form-data",
    )

    assert response.status_code == 422


def test_a_workbook_without_headings_says_what_is_missing(client_of: ClientOf) -> None:
    client = client_of("phan-thiet")
    address = upload(client, workbook([("chỉ có chữ",)]))

    page = client.get(address)

    assert page.status_code == 422
    assert "Không tìm thấy hàng tiêu đề" in page.text


def test_the_template_has_the_headings_of_the_register(client_of: ClientOf) -> None:
    content = client_of("phan-thiet").get("/phan-thiet/san-pham/nhap-excel/mau").data

    cells = [cell.value for row in load_workbook(BytesIO(content)).worksheets[0].iter_rows() for cell in row]
    assert {"Tên sản phẩm", "Tên chủ thể", "Hạng hiện tại", "Công nhận lần 2"} <= set(cells)


# The command line


def run(app: Flask, *arguments: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=["ocop", "import-products", *arguments])
    return result.exit_code, result.output


def test_a_dry_run_reports_every_row_and_writes_nothing(app: Flask, tmp_path: Path) -> None:
    source, target = tmp_path / "so.xlsx", tmp_path / "ket-qua.json"
    source.write_bytes(
        short_list(
            (1, "Nước mắm Bà Hai", "Cơ sở Hai Thu", "phường Phú Hài", "ba sao", "tháng 9/2023", ""),
            (2, "Mắm ruốc", "Cơ sở Hai Thu", "", 3, "31/2/2023", ""),
            ("", "Tổng cộng", "", "", "", "", ""),
        )
    )

    status, _output = run(app, str(source), "--workspace", "phan-thiet", "--dry-run", "--report", str(target))

    rows = json.loads(target.read_text(encoding="utf-8"))
    assert status == 0
    assert [(row["row"], row["outcome"]) for row in rows] == [(4, "created"), (5, "question"), (6, "refused")]
    assert rows[0] | {"messages": []} == {
        "row": 4, "outcome": "created", "product": "Nước mắm Bà Hai", "producer": "Cơ sở Hai Thu", "stars": 3,
        "date": "2023-09-01", "date_precision": "month", "commune_code": "22921", "messages": [],
    }  # fmt: skip
    with inside(app, "phan-thiet"):
        assert db.session.scalars(select(Product)).all() == []


def test_an_open_question_keeps_all_rows_out_unless_it_is_left_out(app: Flask, tmp_path: Path) -> None:
    source, target = tmp_path / "so.xlsx", tmp_path / "ket-qua.json"
    source.write_bytes(
        short_list(
            (1, "Nước mắm Bà Hai", "Cơ sở Hai Thu", "", 4, "25/9/2023", ""),
            (2, "Mắm ruốc", "Cơ sở Hai Thu", "", 3, "31/2/2023", ""),
        )
    )
    arguments = (str(source), "--workspace", "phan-thiet", "--report", str(target))

    whole = run(app, *arguments)
    with inside(app, "phan-thiet"):
        held_back = db.session.scalars(select(Product.name)).all()
    clear = run(app, *arguments, "--leave-questions")

    assert (whole[0], held_back, clear[0]) == (0, [], 0)
    with inside(app, "phan-thiet"):
        assert db.session.scalars(select(Product.name)).all() == ["Nước mắm Bà Hai"]


def test_a_file_that_cannot_be_read_ends_with_status_2(app: Flask, tmp_path: Path) -> None:
    source, target = tmp_path / "so.xlsx", tmp_path / "ket-qua.json"
    source.write_bytes(b"khong phai bang tinh")

    unreadable, _output = run(app, str(source), "--workspace", "phan-thiet", "--dry-run", "--report", str(target))
    missing, _output = run(app, str(tmp_path / "khong-co.xlsx"), "--workspace", "phan-thiet", "--report", str(target))
    stranger, _output = run(app, str(source), "--workspace", "khong-co", "--report", str(target))

    assert (unreadable, missing, stranger) == (2, 2, 1)
    assert not target.exists()


def test_every_verdict_has_a_name_on_the_page() -> None:
    from ocop.recognition.views.register import TONES, VERDICT_NAMES

    assert set(VERDICT_NAMES) == set(TONES) == set(Verdict)
