"""An officer's day: a producer, a product, its registration with a doubt answered; the province accepts the line."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

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
