"""An officer's day: a producer, a product, its registration with a doubt answered; the province accepts; the dossier."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select

from ocop.accounts.models import UserSession
from ocop.core import clock
from ocop.core.db import db
from ocop.jobs import services as jobs
from ocop.jobs.models import Job
from ocop.jobs.rules import State
from tests.factories import attachments, world
from tests.factories.dossiers import household, registered, sauce
from tests.factories.products import product
from tests.factories.scopes import inside

pytestmark = pytest.mark.browser


def test_a_new_product_goes_from_its_producer_to_the_years_list(
    app: Flask, live_server: str, desk_of: Callable[[str, str], Page]
) -> None:
    with inside(app, "la-gi"):
        product("NUOC MAM BA HAI 40")
    desk = desk_of("phan-thiet", "officer")

    desk.goto("/phan-thiet/chu-the/them")
    desk.get_by_label("Tên chủ thể").fill("Cơ sở Hai Thu")
    desk.get_by_label("Mã số thuế").fill("0100109107")
    desk.get_by_role("button", name="Lưu chủ thể").click()
    expect(desk.locator("#tax_code-error")).to_contain_text("Mã số thuế chưa đúng")
    desk.get_by_label("Mã số thuế").fill("0100109106")
    desk.get_by_label("Xã, phường, thị trấn").select_option(label="phường Phú Hài")
    desk.get_by_role("button", name="Lưu chủ thể").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Cơ sở Hai Thu")

    desk.goto("/phan-thiet/san-pham/them")
    desk.get_by_label("Chủ thể").select_option(label="Cơ sở Hai Thu")
    desk.get_by_label("Tên sản phẩm").fill("Nước mắm Bà Hai 40 độ đạm")
    desk.get_by_role("button", name="Lưu sản phẩm").click()
    expect(desk.get_by_text("1 sản phẩm tương tự ở đơn vị khác")).to_be_visible()

    desk.get_by_role("link", name="Đăng ký trong năm").click()
    desk.get_by_label("Hạng sao dự kiến").select_option(label="3 sao")
    desk.get_by_role("button", name="Lưu đăng ký").click()
    desk.get_by_label("Ý kiến của cán bộ").fill("Đã xem nhãn, là sản phẩm của chủ thể khác.")
    desk.get_by_role("button", name="Ghi ý kiến").click()
    desk.get_by_role("button", name="Trình vào danh sách").click()
    expect(desk.locator("main")).to_contain_text("Đã trình danh sách")

    province = desk_of("ubnd-tinh", "province_officer")
    province.goto("/tinh/dang-ky/phan-thiet/")
    expect(province.locator("main")).to_contain_text("NUOC MAM BA HAI 40 – Cơ sở làm NUOC MAM BA HAI 40 (La Gi)")
    province.get_by_role("button", name="Chấp nhận").click()
    expect(province.locator(".flashes")).to_contain_text("Đã chấp nhận Nước mắm Bà Hai 40 độ đạm")

    desk.reload()
    expect(desk.locator("main")).to_contain_text("Tỉnh chấp nhận")


def test_what_was_typed_into_a_form_outlives_the_session_in_which_it_was_typed(
    app: Flask, live_server: str, desk_of: Callable[[str, str], Page]
) -> None:
    desk = desk_of("phan-thiet", "officer")
    desk.goto("/phan-thiet/chu-the/them")
    desk.get_by_label("Tên chủ thể").fill("Cơ sở Hai Thu")
    with app.app_context():
        for session in db.session.scalars(select(UserSession)):
            session.ended_at = clock.real_now()
        db.session.commit()

    desk.get_by_role("button", name="Lưu chủ thể").click()
    expect(desk.locator("main")).to_contain_text("nội dung vừa gửi chưa được lưu")
    desk.get_by_label("Tên đăng nhập").fill(world.username("phan-thiet", "officer"))
    desk.get_by_label("Mật khẩu").fill(world.PASSWORD)
    desk.locator("main button.btn-primary").click()
    expect(desk.get_by_label("Tên chủ thể")).to_have_value("Cơ sở Hai Thu")
    desk.get_by_role("button", name="Lưu chủ thể").click()

    expect(desk.get_by_role("heading", level=1)).to_have_text("Cơ sở Hai Thu")


def test_evidence_is_uploaded_once_used_twice_and_bound_as_one_pdf(
    app: Flask, live_server: str, desk_of: Callable[[str, str], Page], tmp_path: Path
) -> None:
    with inside(app, "phan-thiet"):
        maker = household("Cơ sở Hai Thu")
        for name in ("Nước mắm nhỉ", "Mắm ruốc"):
            registered(sauce(name, of=maker))
    paper = tmp_path / "Giấy đăng ký hộ kinh doanh.pdf"
    paper.write_bytes(attachments.pdf(2, "dang ky kinh doanh"))
    desk = desk_of("phan-thiet", "officer")

    for name in ("Nước mắm nhỉ", "Mắm ruốc"):
        desk.goto("/phan-thiet/ho-so/")
        desk.get_by_role("link", name=name).click()
        desk.get_by_role("button", name="Lập hồ sơ").click()
        expect(desk.get_by_role("heading", level=1)).to_have_text(f"Hồ sơ: {name}")

    desk.get_by_role("link", name="Giấy đăng ký kinh doanh").click()
    desk.get_by_label("Tệp").set_input_files(paper)
    desk.get_by_role("button", name="Tải lên và đưa vào hồ sơ").click()
    expect(desk.get_by_role("link", name="Giấy đăng ký hộ kinh doanh")).to_be_visible()

    desk.goto("/phan-thiet/ho-so/")
    desk.get_by_role("link", name="Nước mắm nhỉ").click()
    desk.get_by_role("button", name="Dùng lại minh chứng đã có").click()
    expect(desk.locator(".flashes")).to_contain_text("Đã đưa 1 minh chứng")
    desk.get_by_role("link", name="05 sản phẩm mẫu").click()
    desk.get_by_role("button", name="Ghi đã nộp").click()
    desk.get_by_role("button", name="Lập tập hồ sơ PDF").click()
    expect(desk.get_by_role("heading", level=1)).to_contain_text("Lập hồ sơ PDF")
    work(app, "phan-thiet")

    desk.goto("/phan-thiet/ho-so/")
    desk.get_by_role("link", name="Nước mắm nhỉ").click()
    with desk.expect_download() as arriving:
        desk.get_by_role("link", name="Tải tập hồ sơ PDF").click()
    whole = pypdfium2.PdfDocument(arriving.value.path())
    pages = [page.get_textpage().get_text_range() for page in whole]
    places = {one.get_title(): one.get_dest().get_index() for one in whole.get_toc()}
    assert "Nước mắm nhỉ" in pages[0]
    assert "dang ky kinh doanh 1" in pages[places["Giấy đăng ký kinh doanh"]]
    assert places["Giấy đăng ký kinh doanh"] == len(pages) - 2


def work(app: Flask, slug: str) -> None:
    """A worker does what waits in the unit."""
    with inside(app, slug) as unit_id:
        waiting = list(db.session.scalars(select(Job.id).where(Job.state == State.WAITING)))
    for job_id in waiting:
        with app.app_context():
            jobs.run(unit_id, job_id)
