"""What anybody sees of recognised products: the public facts, and nothing else."""

from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import event, select

from ocop.catalogue.models import CatalogueEntry
from ocop.core.db import db
from ocop.documents.models import Stamp
from ocop.products.models import Product
from ocop.public.views import catalogue as views
from ocop.tenancy import Unit
from tests.factories import catalogue, documents
from tests.factories.recognition import recognition
from tests.factories.scopes import inside

SECRETS = (catalogue.SECRET, "0912345678", "912 345", "bimat@example.vn", "/tep/", "phan-thiet/")


@pytest.fixture
def token(app: Flask) -> str:
    """The address of a product of one unit, with shop, standards and photo; another unit has one too."""
    with inside(app, "phan-thiet"):
        product = catalogue.shown()
        catalogue.sold(product)
        catalogue.photographed(product)
    with inside(app, "la-gi"):
        catalogue.shown("Thanh long sấy dẻo", catalogue.cooperative("Hợp tác xã Cánh Đồng"), stars=3)
    return entry(app, "Nước mắm Biển Xanh").token


def entry(app: Flask, name: str) -> CatalogueEntry:
    with app.app_context():
        return db.session.scalars(select(CatalogueEntry).where(CatalogueEntry.name == name)).one()


def test_the_catalogue_shows_the_products_of_all_units(client: FlaskClient, token: str) -> None:
    page = client.get("/danh-muc")

    assert page.status_code == 200
    for words in (
        "Nước mắm Biển Xanh",
        "Hợp tác xã Biển Xanh",
        "thành phố Phan Thiết",
        "Thanh long sấy dẻo",
        "10/01/2025",
    ):
        assert words in page.text


def test_a_producer_in_a_neighbours_commune_is_shown_where_it_is(app: Flask, client: FlaskClient) -> None:
    with inside(app, "phan-thiet"):
        commune = db.session.scalars(select(Unit).where(Unit.name == "Bình Tân")).one()
        catalogue.shown("Mực một nắng", catalogue.cooperative("Hợp tác xã Hai Thu", commune_id=commune.id))

    page = client.get("/danh-muc").text

    assert "phường Bình Tân, thị xã La Gi" in page


def test_a_product_has_a_page_with_its_public_facts(client: FlaskClient, token: str) -> None:
    page = client.get(f"/danh-muc/{token}")

    assert page.status_code == 200
    for words in (
        "Nước mắm Biển Xanh", "Hợp tác xã", "OCOP 4 sao", "HACCP", catalogue.SHOP, "https://truyxuat.example.vn/1",
        "Chai nước mắm",
    ):  # fmt: skip
        assert words in page.text
    assert "GMP" not in page.text


def test_no_public_page_tells_what_is_private(app: Flask, client: FlaskClient, token: str) -> None:
    pages = [
        client.get(address).text
        for address in ("/danh-muc", f"/danh-muc/{token}", "/danh-muc?tim=bimat", "/danh-muc?tim=0912345678")
    ]
    found = entry(app, "Nước mắm Biển Xanh")

    for page in pages[:2]:
        assert [secret for secret in SECRETS if secret in page] == []
    assert catalogue.SECRET not in repr(vars(found))
    assert "Nước mắm" not in pages[2]
    assert "Nước mắm" not in pages[3]


def test_the_list_is_searched_without_accents_and_narrowed(client: FlaskClient, token: str) -> None:
    for asked, wanted in (
        ("tim=nuoc+mam", [True, False]),
        ("tim=canh+dong", [False, True]),
        ("don-vi=la-gi", [False, True]),
        ("sao=4", [True, False]),
        ("bo=9", [False, False]),
        ("don-vi=khong-co", [False, False]),
    ):
        page = client.get(f"/danh-muc?{asked}").text

        assert [name in page for name in ("Nước mắm Biển Xanh", "Thanh long sấy dẻo")] == wanted, asked


def test_stars_first_puts_more_stars_before(client: FlaskClient, token: str) -> None:
    page = client.get("/danh-muc?sap-xep=-sao").text

    assert page.index("Nước mắm Biển Xanh") < page.index("Thanh long sấy dẻo")


def test_a_product_past_its_end_is_gone_and_its_page_says_so(app: Flask, client: FlaskClient) -> None:
    with inside(app, "phan-thiet"):
        catalogue.shown(on=date(2021, 5, 12))
    address = f"/danh-muc/{entry(app, 'Nước mắm Biển Xanh').token}"

    page = client.get(address)

    assert page.status_code == 404
    assert "không còn được công nhận" in page.text
    assert "Biển Xanh" not in page.text
    assert "Biển Xanh" not in client.get("/danh-muc").text


def test_on_its_last_day_a_product_is_still_there(app: Flask, client: FlaskClient) -> None:
    with inside(app, "phan-thiet"):
        catalogue.shown(on=date(2021, 5, 13))

    assert client.get(f"/danh-muc/{entry(app, 'Nước mắm Biển Xanh').token}").status_code == 200
    assert "Nước mắm Biển Xanh" in client.get("/danh-muc").text


@pytest.mark.parametrize("wrong", ["a", "k" * 12, "' or 1=1 --", "anh", "x" * 500])
def test_an_unknown_address_is_not_found(client: FlaskClient, wrong: str) -> None:
    assert client.get(f"/danh-muc/{wrong}").status_code == 404


def test_the_photo_is_a_plain_jpeg_kept_for_long(app: Flask, client: FlaskClient, token: str) -> None:
    address = f"/danh-muc/anh/{entry(app, 'Nước mắm Biển Xanh').photo}"

    with client.get(address) as large, client.get(f"{address}?nho=1") as small:
        sizes = large.data, small.data

    with Image.open(BytesIO(sizes[0])) as picture, Image.open(BytesIO(sizes[1])) as thumbnail:
        assert (picture.format, picture.size, thumbnail.size) == ("JPEG", (800, 600), (400, 300))
        assert not picture.getexif()
    assert "max-age=2592000" in large.headers["Cache-Control"]
    assert "Set-Cookie" not in large.headers
    assert large.headers["X-Content-Type-Options"] == "nosniff"


def test_the_photo_of_a_product_that_is_not_public_is_not_found(app: Flask, client: FlaskClient) -> None:
    with inside(app, "phan-thiet"):
        catalogue.photographed(catalogue.shown(on=date(2021, 5, 12)))
    photo = entry(app, "Nước mắm Biển Xanh").photo

    assert client.get(f"/danh-muc/anh/{photo}").status_code == 404
    assert client.get("/danh-muc/anh/kkkkkkkkkkkk").status_code == 404


@pytest.mark.parametrize(
    ("status", "shown"),
    [("in_force", '<a href="/xac-minh/abcdefgh2345">77/QĐ-UBND</a>'), ("revoked", "<dd>77/QĐ-UBND</dd>")],
)
def test_the_decision_leads_to_its_verification_when_the_portal_issued_it_and_it_stands(
    app: Flask, client: FlaskClient, status: str, shown: str
) -> None:
    with inside(app, "phan-thiet") as unit_id:
        catalogue.shown(decision_number="77/QĐ-UBND")
        db.session.add(
            Stamp(
                token="abcdefgh2345", unit_id=unit_id, status=status, kind="QD", symbol="QĐ-UBND", number="77",
                dated=date(2022, 1, 10), issuer="UBND", subject="Công nhận", changed_at=documents.now(),
            )
        )  # fmt: skip
    token = entry(app, "Nước mắm Biển Xanh").token

    page = client.get(f"/danh-muc/{token}").text

    assert shown in page


def test_a_page_that_has_not_changed_is_not_sent_again(app: Flask, client: FlaskClient, token: str) -> None:
    first = client.get(f"/danh-muc/{token}")
    again = client.get(f"/danh-muc/{token}", headers={"If-None-Match": first.headers["ETag"]})
    with inside(app, "phan-thiet"):
        db.session.scalars(select(Product)).one().name = "Nước mắm mới"

    after = client.get(f"/danh-muc/{token}", headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.data) == (304, b"")
    assert after.status_code == 200


def test_who_asks_for_page_after_page_is_slowed_down(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "LIMIT", 3)

    assert [client.get("/danh-muc").status_code for _ in range(5)] == [200] * 3 + [429] * 2
    assert client.get("/xac-minh/kkkkkkkkkkkk").status_code == 404


@pytest.fixture
def statements(app: Flask) -> Iterator[list[str]]:
    """The SQL that is sent."""
    sent: list[str] = []
    with app.app_context():
        engine = db.engine

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


def test_the_number_of_statements_does_not_grow_with_the_products(
    app: Flask, client: FlaskClient, token: str, statements: list[str]
) -> None:
    client.get("/danh-muc")
    statements.clear()
    client.get("/danh-muc")
    few = len(statements)
    with inside(app, "phan-thiet"):
        for number in range(12):
            catalogue.shown(f"Sản phẩm {number}")
    statements.clear()

    client.get("/danh-muc")

    assert len(statements) == few


def test_at_the_desk_a_product_says_whether_everybody_sees_it(
    app: Flask, client_of: Callable[[str, str], FlaskClient], token: str
) -> None:
    with inside(app, "phan-thiet"):
        product = db.session.scalars(select(Product)).one().id
        hidden = catalogue.product("Mực một nắng", catalogue.cooperative("Hợp tác xã Hai"))
        recognition(hidden, None)
        hidden_id = hidden.id
    desk = client_of("phan-thiet", "officer")

    assert f"/danh-muc/{token}" in desk.get(f"/phan-thiet/san-pham/{product}").text
    assert "chưa rõ công nhận hết hạn ngày nào" in desk.get(f"/phan-thiet/san-pham/{hidden_id}").text


@pytest.mark.parametrize(
    ("stars", "candidate", "said"),
    [
        (5, True, "OCOP 5 sao (cấp tỉnh, đề nghị cấp quốc gia)<"),
        (5, False, "OCOP 5 sao<"),
        (4, True, "OCOP 4 sao<"),
    ],
)
def test_five_stars_that_the_province_only_proposed_are_said_to_be_proposed(
    app: Flask, client: FlaskClient, stars: int, candidate: bool, said: str
) -> None:
    with inside(app, "phan-thiet"):
        catalogue.shown("Rong nho", stars=stars, five_star_candidate=candidate)
    with app.app_context():
        address = db.session.scalars(select(CatalogueEntry.token)).one()

    assert said in client.get("/danh-muc").text
    assert said in client.get(f"/danh-muc/{address}").text


def test_a_stroke_too_much_still_opens_the_catalogue(client: FlaskClient) -> None:
    response = client.get("/danh-muc/")

    assert response.status_code == 200
    assert "Danh mục sản phẩm OCOP" in response.text
