"""The year at the desk: who sees what, who sets what, and that nothing of another unit shows."""

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ocop.core.db import db
from ocop.programme import queries, services
from ocop.programme.models import Milestone
from ocop.programme.rules import figure_field
from tests.factories import programme
from tests.factories.scopes import inside

ClientOf = Callable[..., FlaskClient]
CANARY = "BIMAT-LA-GI"


@pytest.fixture
def law(app: Flask) -> None:
    """Tasks, a target without a figure, and three documents from above."""
    with app.app_context():
        programme.task()
        programme.target("upgrades", "Sản phẩm nâng hạng", lowest=None)
        programme.guidance()
        programme.guidance("148/QĐ-TTg", "Ban hành Bộ tiêu chí", dated=date(2023, 2, 24), issuer="Thủ tướng Chính phủ")
        programme.guidance("9/NQ-HĐND", "Chính sách hỗ trợ", dated=date(2019, 1, 1), precision="year")
        db.session.commit()


def test_the_page_of_the_year_says_dates_words_and_sources(client_of: ClientOf, law: None) -> None:
    page = client_of("phan-thiet").get("/phan-thiet/chuong-trinh").get_data(as_text=True)

    assert "trước ngày 20/5/2024" in page
    assert "tính cả ngày này" in page
    assert "31/7/2024" in page  # "trước ngày 01/8/2024" leaves the day out
    assert "Còn 7 ngày" in page
    assert "Kế hoạch số 1578/KH-UBND ngày 02/5/2024" in page
    assert "chưa có số liệu" in page


def test_a_unit_sees_its_own_extension_and_figures_only(app: Flask, client_of: ClientOf) -> None:
    with inside(app, "la-gi"):
        row = programme.extension(date(2024, 5, 24))
        row.reason = CANARY
        target = queries.targets(programme.cycle().id)[0]
        by = programme.person("ubnd-tinh", "province_officer")
        services.assign_targets(programme.cycle(), figures={target.id: 977}, document=CANARY, by=by)

    own = client_of("la-gi").get("/la-gi/chuong-trinh").get_data(as_text=True)
    other = client_of("phan-thiet").get("/phan-thiet/chuong-trinh").get_data(as_text=True)

    assert CANARY in own
    assert "24/5/2024" in own
    assert CANARY not in other
    assert "24/5/2024" not in other
    assert "977" not in other


@pytest.mark.parametrize(
    "path", ["chuong-trinh", "chuong-trinh/nam/2024", "chuong-trinh/cac-nam", "chuong-trinh/can-cu-phap-ly",
             "chuong-trinh/nam/2024/nhiem-vu", "van-ban-chi-dao", "bieu-mau"],
)  # fmt: skip
def test_another_units_door_stays_shut(client_of: ClientOf, path: str) -> None:
    assert client_of("phan-thiet").get(f"/la-gi/{path}").status_code == 404
    assert client_of("phan-thiet", "viewer").get(f"/phan-thiet/{path}").status_code == 200


def test_a_year_that_is_not_there_is_not_found(client_of: ClientOf) -> None:
    assert client_of("phan-thiet").get("/phan-thiet/chuong-trinh/nam/2031").status_code == 404


def test_the_officer_registers_figures_for_all_targets_at_once(app: Flask, client_of: ClientOf, law: None) -> None:
    with app.app_context():
        first, second = (one.id for one in queries.targets(programme.cycle().id))
    given = {"version": "0", figure_field(first): "4", figure_field(second): ""}

    response = client_of("phan-thiet").post("/phan-thiet/chuong-trinh/nam/2024/chi-tieu", data=given)

    assert response.status_code == 302
    with inside(app, "phan-thiet"):
        rows = queries.target_lines(programme.cycle().id)
    assert [row.registered for row in rows] == [4, None]


def test_figures_below_zero_or_in_words_are_refused_at_their_box(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        (box,) = (figure_field(one.id) for one in queries.targets(programme.cycle().id))

    for wrong in ("-1", "bốn"):
        response = client_of("phan-thiet").post(
            "/phan-thiet/chuong-trinh/nam/2024/chi-tieu", data={"version": "0", box: wrong}
        )
        assert response.status_code == 422
        assert f'value="{wrong}"' in response.get_data(as_text=True)


def test_a_stale_form_shows_both_figures_and_can_be_sent_again(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        (box,) = (figure_field(one.id) for one in queries.targets(programme.cycle().id))
    client, path = client_of("phan-thiet"), "/phan-thiet/chuong-trinh/nam/2024/chi-tieu"
    client.post(path, data={"version": "0", box: "4"})

    late = client.post(path, data={"version": "0", box: "6"})
    again = client.post(path, data={"version": "2", box: "6"})

    assert late.status_code == 409
    assert all(f">{figure}</textarea>" in late.get_data(as_text=True) for figure in ("4", "6"))
    assert again.status_code == 302


@pytest.mark.parametrize("role", ["head", "clerk", "viewer", "commune"])
def test_only_who_prepares_the_plan_registers(client_of: ClientOf, role: str) -> None:
    client = client_of("phan-thiet", role)

    assert client.get("/phan-thiet/chuong-trinh/nam/2024/chi-tieu").status_code == 403
    assert client.post("/phan-thiet/chuong-trinh/nam/2024/chi-tieu", data={}).status_code == 403


def test_the_provinces_desk_changes_a_date(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        key = programme.milestone().id
    given = {
        "due": "27/5/2024", "day": "không tính ngày này", "arrival_due": "30/5/2024", "closing": "khóa sau thời hạn",
        "version": "1",
    }  # fmt: skip

    response = client_of("ubnd-tinh", "province_officer").post(f"/ubnd-tinh/chuong-trinh/moc/{key}", data=given)

    assert response.status_code == 302
    with app.app_context():
        row = db.session.get_one(Milestone, key)
        kept = (row.due, row.inclusive, row.arrival_due, row.locked)
    assert kept == (date(2024, 5, 27), False, date(2024, 5, 30), True)


def test_a_stale_date_answers_with_both_texts(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        key = programme.milestone().id
    client, path = client_of("ubnd-tinh", "province_officer"), f"/ubnd-tinh/chuong-trinh/moc/{key}"
    given = {"due": "27/5/2024", "day": "tính cả ngày này", "arrival_due": "", "closing": "vẫn mở sau thời hạn"}
    client.post(path, data={**given, "version": "1"})

    late = client.post(path, data={**given, "due": "22/5/2024", "version": "1"})
    again = client.post(path, data={**given, "due": "22/5/2024", "version": "2"})

    page = late.get_data(as_text=True)
    assert late.status_code == 409
    assert "22/5/2024" in page
    assert "27/5/2024" in page
    assert again.status_code == 302


def test_an_arrival_before_the_due_day_is_refused_and_nothing_is_lost(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        key = programme.milestone().id
    given = {
        "due": "27/5/2024", "day": "tính cả ngày này", "arrival_due": "26/5/2024", "closing": "vẫn mở sau thời hạn",
        "version": "1",
    }  # fmt: skip

    response = client_of("ubnd-tinh", "province_officer").post(f"/ubnd-tinh/chuong-trinh/moc/{key}", data=given)

    assert response.status_code == 422
    assert 'value="26/5/2024"' in response.get_data(as_text=True)


@pytest.mark.parametrize(("slug", "role"), [("phan-thiet", "officer"), ("phan-thiet", "leader")])
def test_a_unit_never_sets_the_dates_of_the_year(app: Flask, client_of: ClientOf, slug: str, role: str) -> None:
    with app.app_context():
        key = programme.milestone().id

    client = client_of(slug, role)

    assert client.get(f"/{slug}/chuong-trinh/moc/{key}").status_code == 403
    assert client.get(f"/ubnd-tinh/chuong-trinh/moc/{key}").status_code == 404


def test_who_only_looks_at_the_province_sets_nothing(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        key = programme.milestone().id

    assert client_of("ubnd-tinh", "province_viewer").get(f"/ubnd-tinh/chuong-trinh/moc/{key}").status_code == 403


def test_guidance_is_found_by_words_without_accents(client_of: ClientOf, law: None) -> None:
    client = client_of("phan-thiet")

    by_title = client.get("/phan-thiet/van-ban-chi-dao?tim=tieu+chi+bo").get_data(as_text=True)
    by_number = client.get("/phan-thiet/van-ban-chi-dao?tim=1578").get_data(as_text=True)
    nothing = client.get("/phan-thiet/van-ban-chi-dao?tim=khong+co+dau").get_data(as_text=True)

    assert "148/QĐ-TTg" in by_title
    assert "1578/KH-UBND" not in by_title
    assert "1578/KH-UBND" in by_number
    assert "Không có văn bản nào khớp" in nothing


def test_the_plan_from_above_is_read_with_its_dates_and_tasks(app: Flask, client_of: ClientOf, law: None) -> None:
    with app.app_context():
        key = queries.guidance("1578")[0].id

    page = client_of("phan-thiet").get(f"/phan-thiet/van-ban-chi-dao/{key}").get_data(as_text=True)

    assert "trước ngày 20/5/2024" in page
    assert "Xúc tiến thương mại sản phẩm OCOP." in page


def test_a_date_known_to_the_year_is_never_shown_as_a_day(client_of: ClientOf, law: None) -> None:
    page = client_of("phan-thiet").get("/phan-thiet/van-ban-chi-dao?tim=chinh+sach").get_data(as_text=True)

    assert "năm 2019" in page
    assert "01/01/2019" not in page


def test_a_department_reads_its_own_tasks_and_nothing_else(app: Flask, client_of: ClientOf, law: None) -> None:
    with app.app_context():
        programme.task("so-y-te", "An toàn thực phẩm.", position=2)
        programme.person("ubnd-tinh", "department").department = "so-y-te"
        db.session.commit()
    client = client_of("ubnd-tinh", "department")

    page = client.get("/tinh/nhiem-vu/").get_data(as_text=True)

    assert "An toàn thực phẩm." in page
    assert "Xúc tiến thương mại sản phẩm OCOP." not in page
    assert client.get("/ubnd-tinh/").headers["Location"] == "/tinh/nhiem-vu/"
    assert client.get("/ubnd-tinh/chuong-trinh").status_code == 403
    assert client.get("/tinh/").status_code == 404


def test_others_have_no_page_of_department_tasks(client: FlaskClient, client_of: ClientOf) -> None:
    assert client.get("/tinh/nhiem-vu/").status_code == 302
    assert client_of("phan-thiet").get("/tinh/nhiem-vu/").status_code == 403


def test_the_year_page_costs_the_same_however_many_targets_it_has(
    app: Flask, client_of: ClientOf, statements: list[str]
) -> None:
    client = client_of("phan-thiet")
    client.get("/phan-thiet/chuong-trinh")
    statements.clear()
    client.get("/phan-thiet/chuong-trinh")
    few = len(statements)
    with app.app_context():
        for number in range(12):
            programme.target(f"t{number}", f"Chỉ tiêu {number}")
        db.session.commit()
    statements.clear()

    client.get("/phan-thiet/chuong-trinh")

    assert len(statements) == few
