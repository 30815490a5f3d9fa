"""Partners along the value chain, revenue by year, and producers whom no source names."""

from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from ocop.audit import System
from ocop.core.errors import DomainError, NotYours, StaleEdit
from ocop.producers import queries, rules, services
from ocop.producers.rules import ChainFacts, ChainRole, ProducerFacts, SensitiveFacts
from ocop.products import services as products
from tests.factories.producers import producer
from tests.factories.products import product
from tests.factories.scopes import inside

ClientOf = Callable[..., FlaskClient]
Within = Callable[[str], int]
BY = System()
CANARY = "Vùng trồng Hoàng Yến"


@pytest.fixture
def of_la_gi(app: Flask) -> tuple[int, int]:
    """A producer of La Gi with one partner: their keys."""
    with inside(app, "la-gi"):
        made = producer("Hợp tác xã Hoàng Yến")
        services.keep_revenue(made, year=2023, dong=77_777_777, by=BY)
        link = services.add_link(made, ChainFacts(role=ChainRole.SUPPLIES, partner_name=CANARY), by=BY)
        return made.id, link.id


@pytest.fixture
def of_phan_thiet(app: Flask) -> int:
    """A producer of Phan Thiết."""
    with inside(app, "phan-thiet"):
        return producer("Cơ sở nước mắm Bà Hai").id


def test_a_partner_is_written_down_corrected_and_taken_away(
    client_of: ClientOf, of_phan_thiet: int, app: Flask
) -> None:
    client, address = client_of("phan-thiet"), f"/phan-thiet/chu-the/{of_phan_thiet}"

    client.post(
        f"{address}/lien-ket", data={"role": "cung_ung", "partner_name": "Tổ khai thác cá cơm", "since": "2019"}
    )
    with inside(app, "phan-thiet"):
        key = queries.chain_links(of_phan_thiet)[0].id
    first = client.get(address).text
    written = {"role": "tieu_thu", "partner_name": "Siêu thị", "version": "1"}
    client.post(f"{address}/lien-ket/{key}", data=written)
    second = client.get(address).text
    stale = client.post(f"{address}/lien-ket/{key}", data=written | {"partner_name": "Chợ đầu mối"})
    client.post(f"{address}/lien-ket/{key}/xoa")
    last = client.get(address).text

    assert "Cung ứng nguyên liệu: Tổ khai thác cá cơm" in first
    assert "Tiêu thụ, phân phối: Siêu thị" in second
    assert stale.status_code == 409
    assert "Chợ đầu mối" in stale.text
    assert "Siêu thị" in stale.text
    assert "Siêu thị" not in last


@pytest.mark.parametrize(
    ("path", "written", "sentence"),
    [
        ("lien-ket", {"role": "", "what": "cá cơm"}, "Vui lòng"),
        ("lien-ket", {"role": "cung_ung", "what": "cá cơm"}, "chỉ một trong hai"),
        ("lien-ket", {"role": "cung_ung", "what": "cá cơm", "partner_name": "A", "since": "2030"}, "từ 1950 đến 2024"),
        ("lien-ket", {"role": "cung_ung", "what": "cá cơm", "partner_id": "999"}, "Vui lòng chọn"),
        ("doanh-thu", {"year": "2025", "dong": "5"}, "từ 2000 đến 2024"),
        ("doanh-thu", {"year": "2023", "dong": ""}, "Vui lòng nhập"),
        ("doanh-thu", {"year": "2023", "dong": "-5"}, "Vui lòng nhập số tiền"),
    ],
)
def test_a_bad_line_is_answered_at_its_field_and_nothing_is_lost(
    client_of: ClientOf, of_phan_thiet: int, path: str, written: dict[str, str], sentence: str
) -> None:
    response = client_of("phan-thiet").post(f"/phan-thiet/chu-the/{of_phan_thiet}/{path}", data=written)

    assert response.status_code == 422
    assert sentence in response.text
    assert written.get("what", written.get("year", "")) in response.text


def test_a_producer_is_not_its_own_partner_and_no_partner_of_another_unit(
    app: Flask, within: Within, of_la_gi: tuple[int, int]
) -> None:
    within("phan-thiet")
    made = producer()

    with pytest.raises(DomainError, match="chính mình"):
        services.add_link(made, ChainFacts(role=ChainRole.SUPPLIES, partner_id=made.id), by=BY)
    with pytest.raises(NotYours):
        services.add_link(made, ChainFacts(role=ChainRole.SUPPLIES, partner_id=of_la_gi[0]), by=BY)


def test_revenue_of_a_year_is_kept_once_and_taken_away(client_of: ClientOf, of_phan_thiet: int) -> None:
    client, address = client_of("phan-thiet"), f"/phan-thiet/chu-the/{of_phan_thiet}"

    for dong in ("1.250.000.000", "1.300.000.000"):
        client.post(f"{address}/doanh-thu", data={"year": "2023", "dong": dong})
    kept = client.get(address).text
    gone = client.post(f"{address}/doanh-thu/2023/xoa")
    again = client.post(f"{address}/doanh-thu/2023/xoa")

    assert "1.300.000.000 đồng" in kept
    assert "1.250.000.000" not in kept
    assert (gone.status_code, again.status_code) == (302, 404)


def test_another_units_lines_are_not_found(client_of: ClientOf, of_la_gi: tuple[int, int], of_phan_thiet: int) -> None:
    client = client_of("phan-thiet")
    foreign, own = f"/phan-thiet/chu-the/{of_la_gi[0]}", f"/phan-thiet/chu-the/{of_phan_thiet}"

    answers = [
        client.get(f"{foreign}/lien-ket"),
        client.get(f"{foreign}/doanh-thu"),
        client.get(f"{own}/lien-ket/{of_la_gi[1]}"),
        client.post(f"{own}/lien-ket/{of_la_gi[1]}", data={"role": "cung_ung", "partner_name": "A", "version": "1"}),
        client.post(f"{own}/lien-ket/{of_la_gi[1]}/xoa"),
        client.get(f"{own}/doanh-thu/2023"),
        client.post(f"{foreign}/doanh-thu/2023/xoa"),
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert all(CANARY not in answer.text for answer in answers)


def test_merging_keeps_partners_and_years_and_overwrites_none(within: Within) -> None:
    within("phan-thiet")
    kept, double, third = producer("Cơ sở Một"), producer("Cơ sở Một bis"), producer("Cơ sở Ba")
    for year, dong in ((2021, 1), (2022, 2)):
        services.keep_revenue(double, year=year, dong=dong, by=BY)
    services.keep_revenue(kept, year=2022, dong=9, by=BY)
    services.add_link(double, ChainFacts(role=ChainRole.SUPPLIES, partner_id=third.id), by=BY)
    services.add_link(double, ChainFacts(role=ChainRole.SUPPLIES, partner_id=kept.id), by=BY)
    services.add_link(third, ChainFacts(role=ChainRole.DISTRIBUTES, partner_id=double.id), by=BY)

    products.merge(double, into=kept, by=BY)

    assert [(row.year, row.dong) for row in queries.revenues(kept.id)] == [(2022, 9), (2021, 1)]
    assert [(row.year, row.dong) for row in queries.revenues(double.id)] == [(2022, 2)]
    assert [link.partner_id for link in queries.chain_links(kept.id)] == [third.id]
    assert [link.partner_id for link in queries.chain_links(third.id)] == [kept.id]
    assert [link.partner_id for link in queries.chain_links(double.id)] == [kept.id]


def test_a_stale_link_is_refused_with_both_texts(within: Within) -> None:
    within("phan-thiet")
    made = producer()
    link = services.add_link(made, ChainFacts(role=ChainRole.SUPPLIES, partner_name="Một"), by=BY)
    services.change_link(link, ChainFacts(role=ChainRole.SUPPLIES, partner_name="Hai"), version=1, producer=made, by=BY)

    with pytest.raises(StaleEdit) as stale:
        services.change_link(
            link, ChainFacts(role=ChainRole.SUPPLIES, partner_name="Ba"), version=1, producer=made, by=BY
        )

    assert (stale.value.mine, stale.value.theirs) == ({"partner_name": "Ba"}, {"partner_name": "Hai"})


def test_no_part_of_the_labour_exceeds_the_whole(within: Within) -> None:
    within("phan-thiet")
    made = producer(labour_total=10)

    with pytest.raises(DomainError, match="tổng số lao động") as refusal:
        services.change(made, ProducerFacts(name=made.name, labour_total=3, labour_local=4), version=1, by=BY)
    with pytest.raises(DomainError, match="tổng số lao động") as protected:
        services.record_sensitive(made, SensitiveFacts(labour_minority=11), version=0, by=BY)

    assert (refusal.value.field, protected.value.field) == ("labour_local", "labour_minority")


def test_a_producer_without_a_name_is_told_by_its_place_where_one_is_chosen(app: Flask, client_of: ClientOf) -> None:
    with inside(app, "phan-thiet"):
        producer("……………", address="khu phố 3")
        producer("…………… ")

    page = client_of("phan-thiet").get("/phan-thiet/san-pham/them").text

    assert ">Chưa rõ tên, khu phố 3</option>" in page
    assert ">Chưa rõ tên</option>" in page
    assert "……" not in page


@pytest.mark.parametrize(
    ("address", "said"), [("chu-the/", ">Chưa rõ tên, sản phẩm Rong nho<"), ("san-pham/", ">Chưa rõ tên<")]
)
def test_lists_say_that_the_name_of_a_producer_is_not_known(
    app: Flask, client_of: ClientOf, address: str, said: str
) -> None:
    with inside(app, "phan-thiet"):
        product("Rong nho", of=producer("……………"))

    page = client_of("phan-thiet").get(f"/phan-thiet/{address}").text

    assert said in page
    assert "……" not in page


def test_producers_without_a_name_are_told_apart_by_place_and_product_never_by_a_person(
    app: Flask, client_of: ClientOf
) -> None:
    with inside(app, "la-gi"):
        product("Mắm La Gi", of=producer("……………"))
    with inside(app, "phan-thiet"):
        one, two = producer("……………", representative="Người Đại Diện"), producer("……………", address="khu phố 3")
        for name, of in [("Rong nho", one), ("Rong biển", two), ("Mực khô", two)]:
            product(name, of=of)
        key = two.id
    client = client_of("phan-thiet")

    listed, exported = client.get("/phan-thiet/chu-the/").text, client.get("/phan-thiet/chu-the/xuat-excel").data
    shown, choosing = client.get(f"/phan-thiet/chu-the/{key}").text, client.get("/phan-thiet/san-pham/them").text

    assert ">Chưa rõ tên, sản phẩm Rong nho<" in listed
    assert ">Chưa rõ tên, sản phẩm Mực khô và 1 sản phẩm khác<" in listed
    assert "Người Đại Diện" not in listed + choosing
    assert "Mắm La Gi" not in listed + choosing
    assert "<h1>Chưa rõ tên, sản phẩm Mực khô và 1 sản phẩm khác</h1>" in shown
    assert ">Chưa rõ tên, khu phố 3, sản phẩm Mực khô và 1 sản phẩm khác</option>" in choosing
    assert {row[0] for row in CalamineWorkbook.from_object(BytesIO(exported)).get_sheet_by_index(0).to_python()} >= {
        "Chưa rõ tên, sản phẩm Rong nho"
    }


@given(st.text("….·- _\t", max_size=20))
def test_dots_are_no_name(text: str) -> None:
    assert not rules.is_named(text)


@given(st.text(max_size=10), st.sampled_from("aĐ7ỗ"))
def test_one_letter_or_figure_makes_a_name(text: str, letter: str) -> None:
    assert rules.is_named(f"{text}{letter}")


@pytest.mark.parametrize("path", ["them", "1/sua"])
def test_what_must_be_written_is_never_called_optional(app: Flask, client_of: ClientOf, path: str) -> None:
    with inside(app, "phan-thiet"):
        producer()

    page = client_of("phan-thiet").get(f"/phan-thiet/chu-the/{path}").text

    for name in ("name", "name_difference_reason", "consent_on", "consent_how"):
        label = page.split(f'for="{name}">')[1].split("</label>")[0]
        assert "không bắt buộc" not in label
