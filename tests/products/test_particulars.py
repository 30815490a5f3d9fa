"""What hangs below a product: standards, years, places of sale; seen from the own unit and from another."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from ocop.audit import System
from ocop.audit.models import AuditEntry
from ocop.core.db import db
from ocop.core.errors import DomainError, NotYours, StaleEdit
from ocop.producers.rules import LegalForm
from ocop.products import queries, services
from ocop.products.models import ProductSet, SetLegalForm
from ocop.products.rules import SalesChannel, StandardFacts, StandardKind, YearFacts
from tests.factories.producers import producer
from tests.factories.products import product
from tests.factories.scopes import inside

ClientOf = Callable[..., FlaskClient]
Within = Callable[[str], int]
BY = System()
CANARY = "Tổ chức chứng nhận Hoàng Yến"
TODAY = date(2024, 5, 13)
SHOP = "https://shopee.vn/nuoc-mam-ba-hai"


@pytest.fixture
def of_la_gi(app: Flask) -> tuple[int, int, int]:
    """A product of La Gi with a standard and a place of sale: the three keys."""
    with inside(app, "la-gi"):
        made = product("Cà phê Hoàng Yến")
        held = services.add_standard(made, StandardFacts(kind=StandardKind.HACCP, issuer=CANARY), by=BY)
        sold = services.add_link(made, channel=SalesChannel.SHOPEE, url="https://shopee.vn/hoang-yen", by=BY)
        services.keep_year(made, YearFacts(year=2023, revenue=77_777_777), by=BY)
        return made.id, held.id, sold.id


@pytest.fixture
def of_phan_thiet(app: Flask) -> int:
    """A product of Phan Thiết."""
    with inside(app, "phan-thiet"):
        return product("Nước mắm Bà Hai").id


def test_a_standard_is_written_down_and_shown_with_its_standing(client_of: ClientOf, of_phan_thiet: int) -> None:
    client, address = client_of("phan-thiet"), f"/phan-thiet/san-pham/{of_phan_thiet}"

    made = client.post(
        f"{address}/tieu-chuan",
        data={"kind": "haccp", "number": "HC-01", "issuer": "Trung tâm chứng nhận", "valid_until": "12/5/2024"},
    )
    page = client.get(address).text
    listed = client.get("/phan-thiet/san-pham/?chung-nhan=het-han").text

    assert made.status_code == 302
    assert "HACCP" in page
    assert "HC-01" in page
    assert "Đã hết hạn" in page
    assert "1 sản phẩm có chứng nhận hết hạn" in listed
    assert ">Nước mắm Bà Hai</a>" in listed


@pytest.mark.parametrize(
    ("path", "written", "sentence"),
    [
        ("tieu-chuan", {"kind": "", "number": "12"}, "Vui lòng"),
        ("tieu-chuan", {"kind": "khac", "number": "12"}, "Vui lòng ghi tên tiêu chuẩn."),
        (
            "tieu-chuan",
            {"kind": "gmp", "number": "12", "valid_from": "2/1/2024", "valid_until": "1/1/2024"},
            "Ngày hết hạn không được trước ngày có hiệu lực.",
        ),
        ("nam", {"year": "2025", "revenue": "12"}, "Vui lòng nhập năm từ 2000 đến 2024."),
        ("nam", {"year": "2023", "price": "12"}, "Vui lòng ghi đơn vị tính của giá"),
        ("nam", {"year": "2023", "quantity": "12"}, "Vui lòng ghi đơn vị tính của sản lượng"),
        (
            "nam",
            {"year": "2023", "quantity": "1,2345", "quantity_unit": "tấn"},
            "Vui lòng ghi nhiều nhất 3 chữ số sau dấu phẩy.",
        ),
        ("nam", {"year": "2023", "revenue": "nhiều 12"}, "Vui lòng nhập số tiền"),
        ("noi-ban", {"channel": "shopee", "url": "http://shopee.vn/12"}, "bắt đầu bằng https://"),
        ("noi-ban", {"channel": "", "url": "https://shopee.vn/12"}, "Vui lòng"),
    ],
)
def test_a_bad_line_is_answered_at_its_field_and_nothing_is_lost(
    client_of: ClientOf, of_phan_thiet: int, path: str, written: dict[str, str], sentence: str
) -> None:
    response = client_of("phan-thiet").post(f"/phan-thiet/san-pham/{of_phan_thiet}/{path}", data=written)

    assert response.status_code == 422
    assert sentence in response.text
    assert "12" in response.text


def test_two_officers_save_the_same_standard(app: Flask, client_of: ClientOf, of_phan_thiet: int) -> None:
    with inside(app, "phan-thiet"):
        held = services.add_standard(
            queries.product(of_phan_thiet), StandardFacts(kind=StandardKind.GMP, number="Số cũ"), by=BY
        ).id
    client, address = client_of("phan-thiet"), f"/phan-thiet/san-pham/{of_phan_thiet}/tieu-chuan/{held}"
    client.post(address, data={"kind": "gmp", "number": "Số của người thứ nhất", "version": "1"})

    second = client.post(address, data={"kind": "gmp", "number": "Số của người thứ hai", "version": "1"})

    assert second.status_code == 409
    assert "Số của người thứ nhất" in second.text
    assert "Số của người thứ hai" in second.text


def test_a_stale_standard_is_refused_and_the_second_text_kept_beside_the_first(within: Within) -> None:
    within("phan-thiet")
    made = product()
    held = services.add_standard(made, StandardFacts(kind=StandardKind.GMP, number="1"), by=BY)
    services.change_standard(held, StandardFacts(kind=StandardKind.GMP, number="2"), version=1, product=made, by=BY)

    with pytest.raises(StaleEdit) as stale:
        services.change_standard(held, StandardFacts(kind=StandardKind.GMP, number="3"), version=1, product=made, by=BY)

    assert (stale.value.mine, stale.value.theirs) == ({"number": "3"}, {"number": "2"})


def test_revenue_price_and_output_of_a_year_stand_in_one_line(within: Within) -> None:
    within("phan-thiet")
    made = product()
    services.keep_revenue(made, year=None, dong=5, by=BY)
    services.keep_year(
        made,
        YearFacts(
            year=2023,
            revenue=120_000_000,
            price=80_000,
            price_unit="chai",
            quantity=Decimal("1.5"),
            quantity_unit="tấn",
        ),
        by=BY,
    )
    services.keep_year(made, YearFacts(year=2022, revenue=90_000_000), by=BY)

    found = queries.years(made.id)

    assert [(one.year, one.revenue, one.price, one.quantity) for one in found] == [
        (2023, 120_000_000, 80_000, Decimal("1.5")),
        (2022, 90_000_000, None, None),
        (None, 5, None, None),
    ]


def test_a_year_that_is_taken_away_leaves_its_figures_in_the_trail(
    app: Flask, client_of: ClientOf, of_phan_thiet: int
) -> None:
    with inside(app, "phan-thiet"):
        services.keep_year(queries.product(of_phan_thiet), YearFacts(year=2023, revenue=120_000_000), by=BY)
    client = client_of("phan-thiet")

    gone = client.post(f"/phan-thiet/san-pham/{of_phan_thiet}/nam/2023/xoa")
    again = client.post(f"/phan-thiet/san-pham/{of_phan_thiet}/nam/2023/xoa")

    assert (gone.status_code, again.status_code) == (302, 404)
    with inside(app, "phan-thiet"):
        last = db.session.scalars(select(AuditEntry).order_by(AuditEntry.sequence.desc())).first()
        assert last is not None
        assert last.change["revenue"] == ["120000000", None]
        assert queries.years(of_phan_thiet) == []


def test_an_address_of_sale_stands_once(within: Within) -> None:
    within("phan-thiet")
    made = product()
    services.add_link(made, channel=SalesChannel.SHOPEE, url=SHOP, by=BY)

    with pytest.raises(DomainError, match="đã có") as refusal:
        services.add_link(made, channel=SalesChannel.OTHER, url=SHOP, by=BY)

    assert refusal.value.field == "url"


@pytest.mark.parametrize("path", ["tieu-chuan", "nam", "noi-ban", "anh"])
def test_a_district_cannot_open_the_lines_of_another_districts_product(
    client_of: ClientOf, of_la_gi: tuple[int, int, int], path: str
) -> None:
    response = client_of("phan-thiet").get(f"/phan-thiet/san-pham/{of_la_gi[0]}/{path}")

    assert response.status_code == 404
    assert CANARY not in response.text


def test_a_line_of_another_unit_is_not_found_below_an_own_product(
    client_of: ClientOf, of_la_gi: tuple[int, int, int], of_phan_thiet: int
) -> None:
    client, address = client_of("phan-thiet"), f"/phan-thiet/san-pham/{of_phan_thiet}"

    answers = [
        client.get(f"{address}/tieu-chuan/{of_la_gi[1]}"),
        client.post(f"{address}/tieu-chuan/{of_la_gi[1]}", data={"kind": "gmp", "version": "1"}),
        client.post(f"{address}/tieu-chuan/{of_la_gi[1]}/xoa"),
        client.post(f"{address}/noi-ban/{of_la_gi[2]}/xoa"),
        client.get(f"{address}/nam/2023"),
        client.post(f"{address}/nam/2023/xoa"),
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert all(CANARY not in answer.text for answer in answers)


def test_shortcomings_are_counted_for_the_own_unit_only(app: Flask, client_of: ClientOf) -> None:
    for slug, many in (("phan-thiet", 2), ("la-gi", 3)):
        with inside(app, slug):
            for number in range(many):
                made = product(f"Sản phẩm {number}", has_stamp=False)
                services.keep_stars(made, stars=3, until=date(2026, 1, 1))
                ended = StandardFacts(kind=StandardKind.GMP, valid_until=date(2024, 5, 12))
                services.add_standard(made, ended, by=BY)

    page = client_of("phan-thiet").get("/phan-thiet/san-pham/").text

    assert "2 sản phẩm từ 3 sao thiếu hoặc chưa ghi nhận tem, nhãn" in page
    assert "2 sản phẩm có chứng nhận hết hạn" in page


def test_whoever_may_only_look_adds_no_line(client_of: ClientOf, of_phan_thiet: int) -> None:
    client, address = client_of("phan-thiet", "viewer"), f"/phan-thiet/san-pham/{of_phan_thiet}"

    page = client.get(address).text
    refused = client.post(f"{address}/noi-ban", data={"channel": "shopee", "url": SHOP})

    assert "Ghi nơi bán" not in page
    assert refused.status_code == 403


def test_a_legal_form_that_takes_no_part_with_the_set_is_flagged_with_its_rule(within: Within) -> None:
    within("phan-thiet")
    tourism = ProductSet(number=26, group_path="Du lịch", name="Du lịch cộng đồng", ministry="Văn hóa")
    db.session.add(tourism)
    db.session.flush()
    food = next(one for one in queries.sets() if one.number == 9)
    db.session.add_all(
        [
            SetLegalForm(set_id=None, legal_form=LegalForm.COOPERATIVE, citation="Quy định"),
            SetLegalForm(set_id=tourism.id, legal_form=LegalForm.ASSOCIATION, citation="Quy định về du lịch"),
        ]
    )
    society = producer("Hội làm vườn", legal_form=LegalForm.ASSOCIATION)

    sauce = queries.product(product("Nước mắm", of=society, set_id=food.id).id)
    visit = queries.product(product("Tham quan vườn", of=society, set_id=tourism.id).id)

    assert queries.misfit_form(sauce) == "Quy định"
    assert queries.misfit_form(visit) is None


def test_the_products_page_takes_as_many_statements_for_many_lines_as_for_few(
    app: Flask, client_of: ClientOf, of_phan_thiet: int, statements: list[str]
) -> None:
    client, counted = client_of("phan-thiet"), []
    for numbers in (range(1), range(1, 9)):
        with inside(app, "phan-thiet"):
            made = queries.product(of_phan_thiet)
            for number in numbers:
                services.add_standard(made, StandardFacts(kind=StandardKind.GMP, number=str(number)), by=BY)
                services.add_link(made, channel=SalesChannel.OTHER, url=f"https://vi-du.vn/{number}", by=BY)
                services.keep_year(made, YearFacts(year=2010 + number, revenue=number), by=BY)
        client.get(f"/phan-thiet/san-pham/{of_phan_thiet}")
        statements.clear()
        client.get(f"/phan-thiet/san-pham/{of_phan_thiet}")
        counted.append(len(statements))

    assert counted[0] == counted[1]


def test_an_unknown_line_is_not_found(within: Within) -> None:
    within("phan-thiet")
    made = product()

    with pytest.raises(NotYours):
        queries.standard(made.id, 999)
    with pytest.raises(NotYours):
        queries.year(made.id, 2023)
