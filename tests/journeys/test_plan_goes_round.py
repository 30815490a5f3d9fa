"""One plan goes all the way round in real browsers: made, sent back, mended, signed, sent, commented, replaced, received."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Locator, Page, expect

from ocop.core import clock
from tests.factories import plans

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("texts")]

DeskOf = Callable[[str, str], Page]
OWN_TARGET = "- Mỗi phường có ít nhất một sản phẩm tham gia."
OWN_CONTENT = "- Mở hai lớp tập huấn trong quý III."
SCHEDULE = "- Lớp thứ nhất ngày 10/7/2024, lớp thứ hai ngày 07/8/2024."


@pytest.fixture
def texts(app: Flask) -> None:
    """The texts of 2024 are loaded."""
    with app.app_context():
        plans.texts()


def test_a_plan_goes_round_and_a_new_one_takes_its_place(
    desk_of: DeskOf, chromium: Browser, live_server: str, tmp_path: Path
) -> None:
    office = Office(desk_of, tmp_path)

    first = office.makes_the_plan_and_edits_two_sections()
    office.head_sends_one_section_back(first)
    office.officer_mends_and_hands_it_on_again(first)
    office.all_checks_pass(first)
    clock.configure(date(2024, 5, 15))
    office.is_signed_numbered_scanned_and_sent(first, number="87", dated="15/5/2024")
    token = office.token_of(first)

    clock.configure(date(2024, 5, 16))
    office.province_sees_it_on_time(first)
    office.province_comments_on_the_contents(first)

    clock.configure(date(2024, 5, 20))
    second = office.makes_a_new_plan_that_replaces(first)
    clock.configure(date(2024, 5, 24))
    office.all_checks_pass(second)
    office.is_signed_numbered_scanned_and_sent(second, number="91", dated="24/5/2024")
    clock.configure(date(2024, 5, 27))
    office.province_receives(second)

    anybody_reads_that_the_first_is_replaced(chromium, f"{live_server}/xac-minh/{token}")
    office.nobody_can_change(first, why="đã được thay thế", instead="làm việc với kế hoạch thay thế")
    office.nobody_can_change(second, why="đã ban hành nên không thay đổi", instead="lập kế hoạch thay thế")


class Office:
    """The people of Phan Thiết and of the province, each at their own window."""

    def __init__(self, desk_of: DeskOf, folder: Path) -> None:
        self.officer = desk_of("phan-thiet", "officer")
        self.head = desk_of("phan-thiet", "head")
        self.checker = desk_of("phan-thiet", "office")
        self.leader = desk_of("phan-thiet", "leader")
        self.clerk = desk_of("phan-thiet", "clerk")
        self.province = desk_of("ubnd-tinh", "province_officer")
        self.folder = folder

    def makes_the_plan_and_edits_two_sections(self) -> str:
        """Returns the plan's path; one section saves itself, the other is saved by hand."""
        page = self.officer
        page.goto("/phan-thiet/ke-hoach/")
        press(page, "Lập kế hoạch năm 2024")
        expect(page.get_by_label("II. Mục tiêu", exact=True).get_by_role("textbox")).to_have_value(
            re.compile("thành phố Phan Thiết")
        )
        add_line(page, "targets", OWN_TARGET)
        expect(section(page, "targets").locator("[data-autosave-status]")).to_contain_text("Đã lưu")
        add_line(page, "content", OWN_CONTENT)
        press(section(page, "content"), "Lưu mục này")
        expect(page.locator("#text-targets")).to_have_value(re.compile(re.escape(OWN_TARGET)))
        expect(page.locator("#text-content")).to_have_value(re.compile(re.escape(OWN_CONTENT)))
        page.get_by_role("link", name="Xong, về trang kế hoạch để trình").click()
        plan = path_of(page)
        press(page, "Trình lãnh đạo phòng")
        expect(page.get_by_text("Chờ lãnh đạo phòng kiểm tra").first).to_be_visible()
        return plan

    def head_sends_one_section_back(self, plan: str) -> None:
        """With a reason for section III."""
        page = self.head
        page.goto(plan)
        page.get_by_role("link", name="Trả lại, nêu lý do").click()
        page.get_by_label("III. Nội dung, kinh phí").get_by_role("textbox").fill("Ghi rõ ngày của từng lớp tập huấn.")
        press(page, "Trả lại")
        expect(page.get_by_text("Đang soạn thảo").first).to_be_visible()

    def officer_mends_and_hands_it_on_again(self, plan: str) -> None:
        """Not before the reason is answered does the plan go on."""
        page = self.officer
        page.goto(plan)
        press(page, "Trình lãnh đạo phòng")
        expect(page.get_by_text("Còn 1 ý kiến trả lại chưa xử lý")).to_be_visible()
        page.goto(f"{plan}/sua")
        expect(section(page, "content").get_by_text("Ghi rõ ngày của từng lớp tập huấn.")).to_be_visible()
        add_line(page, "content", SCHEDULE)
        press(section(page, "content"), "Lưu mục này")
        press(section(page, "content"), "Đánh dấu đã sửa")
        expect(section(page, "content").get_by_text("Đã sửa", exact=True)).to_be_visible()
        page.goto(plan)
        press(page, "Trình lãnh đạo phòng")
        expect(page.get_by_text("Đã trình lãnh đạo phòng kiểm tra.")).to_be_visible()

    def all_checks_pass(self, plan: str) -> None:
        """Head, office and leader; then the plan is frozen."""
        for page, words in (
            (self.head, "Thông qua nội dung"),
            (self.checker, "Thông qua thể thức"),
        ):
            page.goto(plan)
            press(page, words)
            expect(page.get_by_text("Đã thông qua.")).to_be_visible()
        page = self.leader
        page.goto(plan)
        press(page, "Duyệt, chốt bản trình ký")
        press(page.get_by_role("dialog"), "Duyệt, chốt bản trình ký")
        expect(
            page.get_by_text("Kế hoạch đã chốt bản trình ký: nội dung phải đúng với bản giấy đang trình.")
        ).to_be_visible()

    def is_signed_numbered_scanned_and_sent(self, plan: str, *, number: str, dated: str) -> None:
        """The clerk's part."""
        page = self.clerk
        page.goto(plan)
        page.get_by_role("link", name="Vào số").click()
        page.get_by_label("Số", exact=False).first.fill(number)
        page.get_by_label("Ngày văn bản").fill(dated)
        press(page, "Vào số")
        expect(page.get_by_text(f"{number}/KH-UBND").first).to_be_visible()
        page.get_by_role("link", name="Tải bản đã ký lên").click()
        wanted = page.get_by_text(re.compile(r"Bản trình ký có \d+ trang")).inner_text()
        page.get_by_label("Bản quét đã ký, đóng dấu").set_input_files(
            self.scan(pages=int(re.findall(r"\d+", wanted)[-1]))
        )
        press(page, "Tải lên")
        page.get_by_role("link", name="Gửi cấp trên").click()
        expect(page.get_by_text("Sở Nông nghiệp và Phát triển nông thôn").first).to_be_visible()
        press(page, "Gửi")
        expect(page.get_by_text("Đã gửi", exact=True)).to_be_visible()

    def scan(self, *, pages: int) -> Path:
        """The signed page as the scanner gives it."""
        path = self.folder / "ban-ky.pdf"
        path.write_bytes(plans.pdf(pages))
        return path

    def token_of(self, plan: str) -> str:
        """What the code on the paper leads to."""
        self.officer.goto(plan)
        return self.officer.locator("dd code").inner_text()

    def province_sees_it_on_time(self, plan: str) -> None:
        """In the table of all units, and by both clocks on the plan's page."""
        page = self.province
        page.goto("/tinh/ke-hoach")
        row = page.get_by_role("row").filter(has_text="Phan Thiết")
        expect(row).to_contain_text("87/KH-UBND")
        page.goto(seen_from_above(plan))
        clocks = page.get_by_label("Thời hạn")
        expect(clocks.get_by_text("Đúng hạn")).to_have_count(2)
        expect(page.get_by_text(SCHEDULE)).to_be_visible()

    def province_comments_on_the_contents(self, plan: str) -> None:
        """The letter lies at the province's desk afterwards."""
        page = self.province
        page.get_by_role("link", name="Góp ý từng mục").click()
        part = page.get_by_role("group", name="III. Nội dung, kinh phí")
        part.get_by_label("Nội dung góp ý").fill("Bổ sung đợt kiểm tra trước Tết.")
        part.get_by_label("Lý do").fill("Kế hoạch tỉnh yêu cầu kiểm tra thường xuyên.")
        press(page, "Gửi góp ý")
        expect(page.get_by_text("Cấp trên có ý kiến").first).to_be_visible()
        page.goto("/ubnd-tinh/van-ban/")
        expect(page.get_by_text("góp ý, đề nghị hoàn thiện").first).to_be_visible()

    def makes_a_new_plan_that_replaces(self, first: str) -> str:
        """Returns its path."""
        page = self.officer
        page.goto(first)
        expect(page.get_by_text("Bổ sung đợt kiểm tra trước Tết.")).to_be_visible()
        press(page, "Lập kế hoạch thay thế")
        expect(page.locator("#text-content")).to_have_value(re.compile(re.escape(SCHEDULE)))
        add_line(page, "content", "- Kiểm tra liên ngành trong tháng 12/2024.")
        press(section(page, "content"), "Lưu mục này")
        page.get_by_role("link", name="Xong, về trang kế hoạch để trình").click()
        second = path_of(page)
        press(page, "Trình lãnh đạo phòng")
        expect(page.get_by_text("Đã trình lãnh đạo phòng kiểm tra.")).to_be_visible()
        return second

    def province_receives(self, plan: str) -> None:
        """Under số đến 140."""
        page = self.province
        page.goto(seen_from_above(plan))
        page.get_by_label("Số đến").fill("140")
        press(page, "Tiếp nhận, chốt số liệu")
        press(page.get_by_role("dialog"), "Tiếp nhận, chốt số liệu")
        expect(page.get_by_text("Cấp trên đã tiếp nhận").first).to_be_visible()

    def nobody_can_change(self, plan: str, *, why: str, instead: str) -> None:
        """The page says why and what to do instead; a save that comes all the same is refused, in words."""
        page = self.officer
        page.goto(plan)
        expect(page.get_by_text(why).first).to_be_visible()
        expect(page.get_by_text(instead).first).to_be_visible()
        page.goto(f"{plan}/sua")
        expect(page.locator("#text-content")).to_have_attribute("readonly", "")
        token = page.locator("meta[name=csrf-token]").get_attribute("content") or ""
        refused = page.request.post(
            f"{plan}/muc/content",
            form={"text": "khác", "version": "1", "csrf_token": token},
            headers={"Accept": "application/json"},
        )
        assert refused.status == 409
        assert instead in refused.json()["sentence"]
        self.province.goto(seen_from_above(plan))
        expect(self.province.get_by_role("button", name="Tiếp nhận, chốt số liệu")).to_have_count(0)
        expect(self.province.get_by_role("link", name="Góp ý từng mục")).to_have_count(0)


def anybody_reads_that_the_first_is_replaced(browser: Browser, address: str) -> None:
    """Somebody with a phone, not signed in, follows the code on the paper."""
    page = browser.new_page()
    page.goto(address)
    expect(page.get_by_text(re.compile("thay thế", re.IGNORECASE)).first).to_be_visible()
    expect(page.get_by_text("91/KH-UBND").first).to_be_visible()
    page.close()


def press(place: Page | Locator, words: str) -> None:
    """Press the button with exactly these words."""
    place.get_by_role("button", name=words, exact=True).click()


def section(page: Page, key: str) -> Locator:
    """One section of the editor."""
    return page.locator(f"#muc-{key}")


def add_line(page: Page, key: str, line: str) -> None:
    """Type a line at the end of a section."""
    box = page.locator(f"#text-{key}")
    box.press("Control+End")
    box.press_sequentially(f"\n{line}")


def path_of(page: Page) -> str:
    """The page's path, without what stands behind it."""
    return re.sub(r"https?://[^/]+|[?#].*", "", page.url)


def seen_from_above(plan: str) -> str:
    """Where the province reads a unit's plan."""
    _nothing, unit, _room, plan_id = plan.split("/")
    return f"/tinh/ke-hoach/{unit}/{plan_id}"
