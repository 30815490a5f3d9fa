"""What the pages promise: another unit's plans do not exist, bad input loses nothing, a lock says what to do instead."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ocop.core import clock
from ocop.plans import queries, services
from ocop.plans.models import Plan
from ocop.plans.rules import State
from ocop.tenancy import acting_in
from tests.factories import plans, world

ClientOf = Callable[..., FlaskClient]
HOME = "/phan-thiet/ke-hoach"
PURPOSE = re.compile(r"<textarea[^>]*-purpose\"[^>]*>\s*([^<]*)</textarea>")
CANARY = "Dòng chim hoàng yến của La Gi"

pytestmark = pytest.mark.usefixtures("texts")


def plan_at(app: Flask, state: State, slug: str = "phan-thiet") -> int:
    """The key of a unit's plan in a state."""
    with app.app_context():
        unit = world.unit_id(slug)
    with app.app_context(), acting_in(unit):
        return plans.at(state, slug).id


def look(app: Flask, plan_id: int, slug: str = "phan-thiet") -> Plan:
    """The plan as it is now."""
    with app.app_context():
        unit = world.unit_id(slug)
    with app.app_context(), acting_in(unit):
        return queries.plan(plan_id)


def with_canary(app: Flask) -> int:
    """A plan of La Gi with a line that nobody else may see."""
    plan_id = plan_at(app, State.DRAFT, "la-gi")
    with app.app_context():
        unit = world.unit_id("la-gi")
    with app.app_context(), acting_in(unit):
        services.save_section(
            queries.plan(plan_id), "targets", text=CANARY, version=1, by=plans.who("la-gi", "officer"), now=clock.now()
        )
    return plan_id


PAGES = (
    "", "/sua", "/the-thuc", "/kinh-phi", "/lich", "/cap-nhat", "/xem-truoc", "/so-sanh", "/so-sanh?voi=1",
    "/du-thao.pdf", "/du-thao.docx",
)  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_a_district_cannot_open_another_districts_plan(app: Flask, client_of: ClientOf, path: str) -> None:
    foreign = with_canary(app)
    client = client_of("phan-thiet")

    own_door, foreign_door = client.get(f"{HOME}/{foreign}{path}"), client.get(f"/la-gi/ke-hoach/{foreign}{path}")

    assert (own_door.status_code, foreign_door.status_code) == (404, 404)
    assert CANARY not in own_door.text + foreign_door.text


def test_the_list_shows_only_the_units_own_plans(app: Flask, client_of: ClientOf) -> None:
    with_canary(app)

    answer = client_of("phan-thiet").get(f"{HOME}/")

    assert "Đơn vị chưa có kế hoạch năm 2024" in answer.text
    assert "Kế hoạch OCOP năm 2024" not in answer.text


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/muc/targets", {"text": "x", "version": "2"}),
        ("/trinh", {}),
        ("/cap-nhat", {}),
        ("/xoa", {}),
        ("/to-trinh", {}),
    ],
)
def test_another_districts_plan_is_not_changed(
    app: Flask, client_of: ClientOf, path: str, form: dict[str, str]
) -> None:
    foreign = with_canary(app)

    answer = client_of("phan-thiet").post(f"{HOME}/{foreign}{path}", data=form)

    assert answer.status_code == 404
    assert look(app, foreign, "la-gi").state is State.DRAFT


def test_the_province_reads_no_word_of_a_plan_before_it_is_issued(app: Flask, client_of: ClientOf) -> None:
    plan_id = with_canary(app)

    answer = client_of("ubnd-tinh", "province_officer").get(f"/tinh/ke-hoach/la-gi/{plan_id}")

    assert answer.status_code == 200
    assert CANARY not in answer.text
    assert "chưa ban hành" in answer.text


def test_a_plan_is_found_only_under_its_own_unit(app: Flask, client_of: ClientOf) -> None:
    plan_id = plan_at(app, State.SENT, "la-gi")

    answer = client_of("ubnd-tinh", "province_officer").get(f"/tinh/ke-hoach/phan-thiet/{plan_id}")

    assert answer.status_code == 404


def test_a_script_that_saves_gets_the_new_version(app: Flask, client_of: ClientOf) -> None:
    plan_id = plan_at(app, State.DRAFT)

    answer = client_of("phan-thiet").post(
        f"{HOME}/{plan_id}/muc/targets",
        data={"text": "Mục tiêu", "version": "1"},
        headers={"Accept": "application/json"},
    )

    assert answer.json == {"version": 2}


def test_a_stale_save_answers_409_with_both_texts(app: Flask, client_of: ClientOf) -> None:
    plan_id = plan_at(app, State.DRAFT)
    client = client_of("phan-thiet")
    client.post(f"{HOME}/{plan_id}/muc/targets", data={"text": "bản của người trước", "version": "1"})

    page = client.post(f"{HOME}/{plan_id}/muc/targets", data={"text": "bản của tôi", "version": "1"})
    script = client.post(
        f"{HOME}/{plan_id}/muc/targets",
        data={"text": "bản của tôi", "version": "1"},
        headers={"Accept": "application/json"},
    )

    assert page.status_code == script.status_code == 409
    assert "bản của người trước" in page.text
    assert "bản của tôi" in page.text
    assert script.json is not None
    assert (script.json["mine"], script.json["theirs"], script.json["version"]) == (
        {"text": "bản của tôi"},
        {"text": "bản của người trước"},
        2,
    )


def test_a_stale_table_is_joined_as_text_and_saved(app: Flask, client_of: ClientOf) -> None:
    plan_id = plan_at(app, State.DRAFT)
    client = client_of("phan-thiet")
    mine = {"lines-0-purpose": "Tập huấn", "lines-0-tinh": "2.000.000", "version": "1"}
    client.post(f"{HOME}/{plan_id}/kinh-phi", data={**mine, "lines-0-tinh": "1.000.000"})

    refused = client.post(f"{HOME}/{plan_id}/kinh-phi", data=mine)
    joined = {**mine, "budget": "Tập huấn; Tỉnh; 1.000.000\nHội chợ; Trung ương; 5 triệu", "version": "2"}
    saved = client.post(f"{HOME}/{plan_id}/kinh-phi", data=joined)

    assert refused.status_code == 409
    assert "Tập huấn; Tỉnh; 1.000.000" in refused.text
    assert saved.status_code == 302
    with app.app_context():
        unit = world.unit_id("phan-thiet")
    with app.app_context(), acting_in(unit):
        assert [(one.purpose, one.amount) for one in queries.budget(plan_id)] == [
            ("Tập huấn", 1_000_000),
            ("Hội chợ", 5_000_000),
        ]


@pytest.mark.parametrize("amount", ["-5", "năm triệu", "1.2.3"])
def test_money_that_cannot_be_read_is_refused_and_what_was_typed_stays(
    app: Flask, client_of: ClientOf, amount: str
) -> None:
    plan_id = plan_at(app, State.DRAFT)

    answer = client_of("phan-thiet").post(
        f"{HOME}/{plan_id}/kinh-phi",
        data={"lines-0-purpose": "Tập huấn", "lines-0-tinh": amount, "version": "1"},
    )

    assert answer.status_code == 422
    assert "Tập huấn" in answer.text
    assert amount in answer.text


@pytest.mark.parametrize("line", ["Tập huấn", "Tập huấn; Sao Hỏa; 5", "Tập huấn; Tỉnh; nhiều"])
def test_a_line_of_money_that_cannot_be_read_is_named(app: Flask, client_of: ClientOf, line: str) -> None:
    plan_id = plan_at(app, State.DRAFT)

    answer = client_of("phan-thiet").post(f"{HOME}/{plan_id}/kinh-phi", data={"budget": line, "version": "1"})

    assert answer.status_code == 422


def test_a_text_beyond_the_limit_is_refused_and_nothing_is_kept(app: Flask, client_of: ClientOf) -> None:
    plan_id = plan_at(app, State.DRAFT)

    answer = client_of("phan-thiet").post(f"{HOME}/{plan_id}/muc/targets", data={"text": "a" * 50_001, "version": "1"})

    assert answer.status_code == 422
    assert "rút gọn" in answer.text


def test_an_unknown_section_does_not_exist(app: Flask, client_of: ClientOf) -> None:
    plan_id = plan_at(app, State.DRAFT)

    answer = client_of("phan-thiet").post(f"{HOME}/{plan_id}/muc/khong-co", data={"text": "x", "version": "1"})

    assert answer.status_code == 404


@pytest.mark.parametrize("dated", ["32/5/2024", "hôm qua", "", "13/5/2025"])
def test_a_wrong_date_is_refused_at_its_field(app: Flask, client_of: ClientOf, dated: str) -> None:
    plan_id = plan_at(app, State.FOR_SIGNATURE)

    answer = client_of("phan-thiet", "clerk").post(f"{HOME}/{plan_id}/vao-so", data={"number": "87", "dated": dated})

    assert answer.status_code == 422
    assert look(app, plan_id).state is State.FOR_SIGNATURE


def test_a_number_that_is_taken_is_refused_with_the_paper_that_bears_it(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        unit = world.unit_id("phan-thiet")
    plan_id = plan_at(app, State.COMMENTED)
    with app.app_context(), acting_in(unit):
        old = queries.plan(plan_id)
        new = services.make_successor(old, supplements=False, by=plans.who("phan-thiet", "officer"), now=clock.now())
        new.state = State.CHECKED
        services.mark_for_signature(
            new, unit=plans.unit_of("phan-thiet"), by=plans.who("phan-thiet", "leader"), now=clock.now()
        )
        key = new.id

    answer = client_of("phan-thiet", "clerk").post(f"{HOME}/{key}/vao-so", data={"number": "87", "dated": "13/5/2024"})

    assert answer.status_code == 422
    assert "Số này đã dùng" in answer.text


@pytest.mark.parametrize(("content", "name"), [(b"no pdf at all", "a.pdf"), (b"", "b.pdf"), (b"GIF89a", "c.gif")])
def test_a_file_that_is_no_scan_is_refused(app: Flask, client_of: ClientOf, content: bytes, name: str) -> None:
    plan_id = plan_at(app, State.FOR_SIGNATURE)
    clerk = client_of("phan-thiet", "clerk")
    clerk.post(f"{HOME}/{plan_id}/vao-so", data={"number": "87", "dated": "13/5/2024"})

    answer = clerk.post(f"{HOME}/{plan_id}/ban-ky", data={"signed_copy": (BytesIO(content), name)})

    assert answer.status_code == 422


def test_a_scan_with_other_pages_needs_a_reason(app: Flask, client_of: ClientOf) -> None:
    plan_id = plan_at(app, State.FOR_SIGNATURE)
    clerk = client_of("phan-thiet", "clerk")
    clerk.post(f"{HOME}/{plan_id}/vao-so", data={"number": "87", "dated": "13/5/2024"})

    without = clerk.post(f"{HOME}/{plan_id}/ban-ky", data={"signed_copy": (BytesIO(plans.pdf(1)), "a.pdf")})
    told = clerk.post(
        f"{HOME}/{plan_id}/ban-ky",
        data={"signed_copy": (BytesIO(plans.pdf(1)), "a.pdf"), "reason": "Chỉ quét trang ký"},
    )

    assert (without.status_code, told.status_code) == (422, 302)


@pytest.mark.parametrize(
    ("state", "why", "instead"),
    [
        (State.WITH_HEAD, "đang được kiểm tra", "trả lại, kèm lý do"),
        (State.FOR_SIGNATURE, "đã chốt bản trình ký", "lãnh đạo bỏ chốt"),
        (State.SENT, "đã ban hành nên không thay đổi", "lập kế hoạch thay thế"),
    ],
)
def test_a_locked_plan_says_why_and_what_to_do_instead(
    app: Flask, client_of: ClientOf, state: State, why: str, instead: str
) -> None:
    plan_id = plan_at(app, state)

    answer = client_of("phan-thiet").get(f"{HOME}/{plan_id}/sua")

    assert why in answer.text
    assert instead in answer.text


def test_whoever_wrote_the_plan_sees_no_button_to_pass_it(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        unit = world.unit_id("phan-thiet")
    with app.app_context(), acting_in(unit):
        plan = plans.draft("phan-thiet")
        head, officer = plans.who("phan-thiet", "head"), plans.who("phan-thiet", "officer")
        services.save_section(plan, "targets", text="x", version=1, by=head, now=clock.now())
        services.submit(plan, by=officer, now=clock.now())
        plan_id = plan.id

    answer = client_of("phan-thiet", "head").get(f"{HOME}/{plan_id}")

    assert "Thông qua nội dung" not in answer.text
    assert "đã tham gia soạn kế hoạch này" in answer.text


def test_a_decision_recorded_from_paper_is_marked_as_such(app: Flask, client_of: ClientOf) -> None:
    plan_id = plan_at(app, State.CHECKED)
    clerk = client_of("phan-thiet", "clerk")

    recorded = clerk.post(
        f"{HOME}/{plan_id}/ghi-nhan",
        data={"verdict": "passed", "decided_by": "Phó Chủ tịch UBND", "decided_on": "13/5/2024",
              "scan": (BytesIO(plans.pdf(1)), "phieu.pdf")},
    )  # fmt: skip
    page = clerk.get(f"{HOME}/{plan_id}")

    assert recorded.status_code == 302, recorded.text
    assert look(app, plan_id).state is State.FOR_SIGNATURE
    assert "Ghi nhận theo bản giấy" in page.text
    assert "Phó Chủ tịch UBND" in page.text


def test_from_a_document_one_comes_to_its_plan(app: Flask, client_of: ClientOf) -> None:
    plan_id = plan_at(app, State.ISSUED)
    document_id = look(app, plan_id).document_id

    answer = client_of("phan-thiet").get(f"{HOME}/van-ban/{document_id}")

    assert answer.headers["Location"].endswith(f"{HOME}/{plan_id}")


def test_the_list_needs_as_many_statements_for_three_plans_as_for_one(
    app: Flask, client_of: ClientOf, statements: list[str]
) -> None:
    client = client_of("phan-thiet")
    plan_id = plan_at(app, State.COMMENTED)
    client.get(f"{HOME}/")
    statements.clear()
    client.get(f"{HOME}/")
    for_one = len(statements)
    client.post(f"{HOME}/{plan_id}/thay-the")

    statements.clear()
    client.get(f"{HOME}/")

    assert len(statements) == for_one


def test_the_reminder_is_drafted_to_the_units_that_are_ticked(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        la_gi = world.unit_id("la-gi")
    desk = client_of("ubnd-tinh", "province_officer")

    page = desk.get("/ubnd-tinh/ke-hoach/don-doc")
    nobody = desk.post("/ubnd-tinh/ke-hoach/don-doc", data={"reply_by": ""})
    drafted = desk.post("/ubnd-tinh/ke-hoach/don-doc", data={"units": [str(la_gi)], "reply_by": "18/5/2024"})

    assert len(re.findall(r'name="units"', page.text)) == 3
    assert nobody.status_code == 422
    assert drafted.status_code == 302


def test_nobody_but_the_province_reminds(client_of: ClientOf) -> None:
    assert client_of("phan-thiet").get(f"{HOME}/don-doc").status_code == 403


def test_a_second_plan_of_the_year_is_not_made_by_a_second_click(app: Flask, client_of: ClientOf) -> None:
    officer = client_of("phan-thiet")

    first, second = officer.post(f"{HOME}/"), officer.post(f"{HOME}/")

    assert first.headers["Location"] == second.headers["Location"]


def test_the_money_is_summed_up_and_each_purpose_keeps_its_place(app: Flask, client_of: ClientOf) -> None:
    plan_id = plan_at(app, State.DRAFT)
    officer = client_of("phan-thiet")
    before = PURPOSE.findall(officer.get(f"{HOME}/{plan_id}/kinh-phi").text)
    filled = {f"lines-{at}-purpose": purpose for at, purpose in enumerate(before)}
    officer.post(
        f"{HOME}/{plan_id}/kinh-phi",
        data={**filled, "version": "1", "lines-1-tinh": "1.000.000", "lines-1-huyen": "2 triệu"},
    )

    page = officer.get(f"{HOME}/{plan_id}/kinh-phi").text

    assert PURPOSE.findall(page)[: len(before)] == before
    assert 'data-total="tinh">1.000.000</td>' in page
    assert '<output data-total="">3.000.000</output>' in page


def test_who_checks_a_plan_may_print_it(app: Flask, client_of: ClientOf) -> None:
    plan_id = plan_at(app, State.WITH_HEAD)

    page = client_of("phan-thiet", "head").get(f"{HOME}/{plan_id}").text

    assert "du-thao.pdf" in page
    assert "du-thao.docx" in page


def test_a_plan_sent_back_without_a_reason_is_told_so_at_the_box(app: Flask, client_of: ClientOf) -> None:
    plan_id = plan_at(app, State.WITH_HEAD)

    answer = client_of("phan-thiet", "head").post(f"{HOME}/{plan_id}/tra-lai-noi-dung", data={})

    assert answer.status_code == 422
    assert "Vui lòng nêu lý do trả lại ở ít nhất một mục." in answer.text
    assert 'name="reason-' in answer.text
    assert look(app, plan_id).state is State.WITH_HEAD


def test_a_comment_without_its_reason_stays_in_its_box(app: Flask, client_of: ClientOf) -> None:
    plan_id = plan_at(app, State.SENT)
    data = {"comment-targets": "Nêu rõ số sản phẩm nâng hạng"}

    answer = client_of("ubnd-tinh", "province_officer").post(f"/tinh/ke-hoach/phan-thiet/{plan_id}/gop-y", data=data)

    assert answer.status_code == 422
    assert "Nêu rõ số sản phẩm nâng hạng" in answer.text
    assert "Vui lòng nêu lý do của ý kiến này." in answer.text
    assert look(app, plan_id).state is State.SENT


@pytest.mark.parametrize(
    ("state", "role", "step"),
    [(State.FOR_SIGNATURE, "leader", "bo-chot")],
)
def test_a_step_back_without_a_reason_is_told_so_on_the_page(
    app: Flask, client_of: ClientOf, state: State, role: str, step: str
) -> None:
    plan_id = plan_at(app, state)

    answer = client_of("phan-thiet", role).post(f"{HOME}/{plan_id}/{step}", data={"reason": " "})

    assert answer.status_code == 422
    assert 'id="reason-error"' in answer.text
    assert look(app, plan_id).state is state
