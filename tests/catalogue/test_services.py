"""The public catalogue follows every change in the transaction that makes it."""

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from ocop.audit import System
from ocop.catalogue import queries, services
from ocop.catalogue.models import CatalogueEntry
from ocop.catalogue.rules import Obstacle
from ocop.core.db import db
from ocop.producers import services as producers
from ocop.producers.models import Producer
from ocop.producers.rules import FACTS, LegalForm, ProducerFacts
from ocop.products import services as products
from ocop.products.models import Product, ProductPhoto
from ocop.recognition import queries as recognition
from ocop.recognition import services as recognitions
from ocop.tenancy import units
from tests.factories import catalogue
from tests.factories.recognition import NOW
from tests.factories.recognition import recognition as recognised
from tests.factories.registers import workbook
from tests.factories.scopes import inside


def entries(app: Flask) -> list[CatalogueEntry]:
    with app.app_context():
        return list(db.session.scalars(select(CatalogueEntry).order_by(CatalogueEntry.id)))


def changed(app: Flask, act: Callable[[Product], object]) -> None:
    """Do something to the only product, in a transaction of its own."""
    with inside(app, "phan-thiet"):
        act(db.session.scalars(select(Product)).one())


@pytest.fixture
def shown(app: Flask) -> str:
    """The token of a product that everybody sees."""
    with inside(app, "phan-thiet"):
        catalogue.shown()
    (entry,) = entries(app)
    return entry.token


def test_a_recognised_product_stands_in_the_catalogue(app: Flask, shown: str) -> None:
    (entry,) = entries(app)

    assert (entry.name, entry.producer, entry.stars) == ("Nước mắm Biển Xanh", "Hợp tác xã Biển Xanh", 4)
    assert (entry.expires_earliest, entry.expires_latest) == (date(2025, 1, 10), date(2025, 1, 10))


def test_a_product_without_recognition_does_not(app: Flask) -> None:
    with inside(app, "phan-thiet"):
        catalogue.product("Mực một nắng", catalogue.cooperative())

    assert entries(app) == []


def test_a_new_name_is_public_at_once_at_the_same_address(app: Flask, shown: str) -> None:
    def rename(product: Product) -> None:
        product.name = "Nước mắm mới"

    changed(app, rename)

    assert [(one.name, one.token) for one in entries(app)] == [("Nước mắm mới", shown)]


def test_a_revoked_product_disappears_and_comes_back_at_its_address(app: Flask, shown: str) -> None:
    def revoke(product: Product) -> None:
        row = recognition.standing_one(product.id)
        assert row is not None
        recognitions.revoke(
            db.session.merge(recognition.recognition(row.id)),
            on=date(2024, 5, 10), decision="9/QĐ-UBND", ground="BIMAT lý do", by=System(), now=NOW,
        )  # fmt: skip

    changed(app, revoke)
    gone = entries(app)
    changed(app, lambda product: recognised(product, date(2024, 5, 12), stars=5))

    assert gone == []
    assert [(one.token, one.stars) for one in entries(app)] == [(shown, 5)]


def test_a_household_disappears_when_its_consent_is_taken_back(app: Flask) -> None:
    with inside(app, "phan-thiet"):
        maker = catalogue.cooperative(
            "Bà Hai BIMAT",
            legal_form=LegalForm.HOUSEHOLD_BUSINESS,
            registered_name="Hộ kinh doanh Hai",
            name_difference_reason="Tên quen gọi",
            public_consent=True,
            consent_on=date(2024, 3, 1),
            consent_how="Văn bản đồng ý",
        )
        catalogue.shown(of=maker)
    before = [one.producer for one in entries(app)]
    with inside(app, "phan-thiet"):
        maker = db.session.scalars(select(Producer)).one()
        said = {name: getattr(maker, name) for name in FACTS} | {"public_consent": False}
        producers.change(maker, ProducerFacts(**said), version=maker.version, by=System())

    assert before == ["Hộ kinh doanh Hai"]
    assert entries(app) == []


def test_after_a_merge_the_product_stands_under_the_other_name(app: Flask, shown: str) -> None:
    def merge(product: Product) -> None:
        duplicate = db.session.get_one(Producer, product.producer_id)
        products.merge(duplicate, into=catalogue.cooperative("Hợp tác xã Biển Lớn"), by=System())

    changed(app, merge)

    assert [(one.producer, one.token) for one in entries(app)] == [("Hợp tác xã Biển Lớn", shown)]


def test_shops_standards_and_photos_follow(app: Flask, shown: str) -> None:
    def tell(product: Product) -> None:
        catalogue.sold(product)
        catalogue.photographed(product)

    changed(app, tell)
    (entry,) = entries(app)
    with inside(app, "phan-thiet"):
        db.session.delete(db.session.scalars(select(ProductPhoto)).one())
    (after,) = entries(app)

    assert entry.links == [["shopee", catalogue.SHOP]]
    assert entry.standards_on(date(2024, 5, 13)) == ["HACCP"]
    assert (entry.photo is None, entry.photo_alt) == (False, "Chai nước mắm")
    assert (after.photo, after.photo_sha256) == (None, None)


def test_what_is_rolled_back_was_never_public(app: Flask, shown: str) -> None:
    with inside(app, "phan-thiet"):
        db.session.scalars(select(Product)).one().name = "Tên nháp"
        db.session.flush()
        db.session.rollback()

    assert [one.name for one in entries(app)] == ["Nước mắm Biển Xanh"]


def test_rebuilding_changes_nothing(app: Flask, shown: str) -> None:
    changed(app, lambda product: (catalogue.sold(product), catalogue.photographed(product)))
    with inside(app, "la-gi"):
        catalogue.shown("Thanh long sấy")
    before = [_facts(one) for one in entries(app)]
    counted = []
    for slug in ("phan-thiet", "la-gi"):
        with inside(app, slug) as unit_id:
            counted.append(services.rebuild(unit_id))

    assert counted == [0, 0]
    assert [_facts(one) for one in entries(app)] == before


def test_rebuilding_mends_what_is_wrong_and_keeps_the_address(app: Flask, shown: str) -> None:
    with inside(app, "phan-thiet"):
        db.session.delete(db.session.scalars(select(CatalogueEntry)).one())
    with inside(app, "phan-thiet") as unit_id:
        mended = services.rebuild(unit_id)

    assert mended == 1
    assert [one.token for one in entries(app)] == [shown]


def _facts(entry: CatalogueEntry) -> dict[str, object]:
    return {name: value for name, value in vars(entry).items() if not name.startswith("_")}


def test_the_products_of_an_imported_register_stand_in_the_catalogue(app: Flask) -> None:
    content = workbook(
        [
            ("TT", "Tên sản phẩm", "Chủ thể", "Hạng sao", "Ngày công nhận"),
            (1, "Nước mắm Bà Hai", "Hợp tác xã Biển Xanh", 4, "25/9/2023"),
            (2, "Mắm ruốc", "Hợp tác xã Biển Xanh", "", ""),
        ]
    )

    with inside(app, "phan-thiet"):
        unit = units.by_slug("phan-thiet")
        judged = recognitions.judge(content, unit=unit, on=NOW.date())
        recognitions.enter(judged.outcomes, unit=unit, by=System(), now=NOW, source="so.xlsx")

    assert [(one.name, one.stars, one.expires_earliest) for one in entries(app)] == [
        ("Nước mắm Bà Hai", 4, date(2026, 9, 25))
    ]


def test_a_household_whose_consent_was_never_dated_is_not_shown(app: Flask) -> None:
    with inside(app, "phan-thiet"):
        maker = catalogue.cooperative(
            "Hộ Ba", legal_form=LegalForm.HOUSEHOLD_BUSINESS, registered_name="Hộ Ba", public_consent=True
        )
        product = catalogue.shown(of=maker)
        why_not = queries.obstacle(product, today=date(2024, 5, 13))

    assert entries(app) == []
    assert why_not is Obstacle.NO_CONSENT


def test_who_wrote_the_consent_down_is_kept_beside_it(app: Flask) -> None:
    with inside(app, "phan-thiet"):
        maker = catalogue.cooperative("Hộ Tư", public_consent=True, consent_on=date(2024, 3, 1), consent_how="Thư")
        noted = maker.consent_noted_by

    assert noted == System().username
