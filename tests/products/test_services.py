"""What officers do with products, and what the near-duplicate check finds."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from ocop.audit import System
from ocop.audit.models import AuditEntry
from ocop.core.db import db
from ocop.core.errors import DomainError, NotYours, StaleEdit
from ocop.products import queries, rules, services
from ocop.products.models import ProductName, ProductNameMark
from ocop.products.rules import ProductFacts
from ocop.tallies.models import Tally
from tests.factories.producers import producer
from tests.factories.products import product
from tests.factories.scopes import inside

Within = Callable[[str], int]
BY = System()


def test_a_near_duplicate_is_found_in_the_own_unit(within: Within) -> None:
    within("phan-thiet")
    known = product("Nước mắm Bà Hai 40 độ đạm")
    product("Rượu vang thanh long")

    found = queries.similar("NUOC MAM BA HAI 40")

    assert found.own == [known]
    assert found.elsewhere == 0


def test_the_most_alike_name_is_named_first(within: Within) -> None:
    within("phan-thiet")
    nearly = product("Mứt dừa Bình Minh loại một")
    same = product("MỨT DỪA BÌNH MINH")

    assert queries.similar("Mứt dừa Bình Minh").own == [same, nearly]


def test_a_near_duplicate_elsewhere_is_counted_without_saying_whose(app: Flask, within: Within) -> None:
    with inside(app, "la-gi"):
        product("Nước mắm Bà Hai 40 độ đạm")
    within("phan-thiet")

    found = queries.similar("Nước mắm Bà Hai 40")

    assert found.own == []
    assert found.elsewhere == 1


def test_the_same_name_of_two_producers_is_alike_but_may_be_kept(within: Within) -> None:
    within("phan-thiet")
    first = product("Thanh long sấy", of=producer("Cơ sở Một"))
    second = product("Thanh long sấy", of=producer("Cơ sở Hai"))

    assert queries.similar(second.name, besides=second.id).own == [first]


def test_a_new_name_replaces_the_old_one_among_the_names_of_all_units(within: Within) -> None:
    within("phan-thiet")
    made = product("Thanh long sấy")

    services.change(made, ProductFacts(producer_id=made.producer_id, name="Mứt dừa"), version=1, by=BY)

    words = db.session.scalars(select(ProductNameMark.mark)).all()
    assert db.session.scalars(select(ProductName.folded)).all() == ["mut dua"]
    assert sorted(words) == sorted(rules.marks(rules.words_of("Mứt dừa")))
    assert not queries.similar("Thanh long sấy")


def test_the_check_finds_what_comparing_every_name_finds(within: Within) -> None:
    within("phan-thiet")
    maker = producer()
    names = [
        "Nước mắm Bà Hai", "Nước mắm lú Bà Hai MS40A", "Nước mắm cá cơm nguyên chất Suchi 60 độ đạm",
        "Nước mắm cá cơm nguyên chất Suchi 40 độ đạm", "Thanh long sấy", "Thanh long sấy dẻo đỏ", "Thanh long sấy dẻo trắng",
        "Rong nho", "Rong nho tách nước", "Gạo ST25", "Trứng gà tươi Tafa", "Trứng gà nướng Tafa",
    ]  # fmt: skip
    made = {name: product(name, of=maker) for name in names}

    for name in names:
        found = {one.name for one in queries.similar(name, besides=made[name].id).own}

        assert found == {other for other in names if other != name and rules.alike(name, other)}


def test_a_product_hangs_below_a_producer_of_its_own_unit_only(app: Flask, within: Within) -> None:
    with inside(app, "la-gi"):
        foreign = producer().id
    within("phan-thiet")

    with pytest.raises(NotYours):
        services.add(ProductFacts(producer_id=foreign, name="Mứt dừa"), by=BY)


def test_a_stale_save_carries_both_texts(within: Within) -> None:
    within("phan-thiet")
    made = product("Mứt dừa")
    services.change(made, ProductFacts(producer_id=made.producer_id, name="Mứt dừa dẻo"), version=1, by=BY)

    with pytest.raises(StaleEdit) as stale:
        services.change(made, ProductFacts(producer_id=made.producer_id, name="Mứt dừa non"), version=1, by=BY)

    assert (stale.value.mine, stale.value.theirs) == ({"name": "Mứt dừa non"}, {"name": "Mứt dừa dẻo"})


def test_products_are_counted_as_they_come(within: Within) -> None:
    within("phan-thiet")
    maker = producer()

    product("Một", of=maker)
    product("Hai", of=maker)

    assert db.session.scalars(select(Tally.value).where(Tally.key == "products")).one() == 2


def test_revenue_of_a_year_is_kept_once(within: Within) -> None:
    within("phan-thiet")
    made = product()

    services.keep_revenue(made, year=None, dong=5_000_000, by=BY)
    services.keep_revenue(made, year=2023, dong=1_000_000, by=BY)
    services.keep_revenue(made, year=2023, dong=2_000_000, by=BY)

    assert sorted((one.year or 0, one.dong) for one in queries.revenues(made.id)) == [(0, 5_000_000), (2023, 2_000_000)]


def test_a_revenue_told_again_leaves_no_entry(within: Within) -> None:
    within("phan-thiet")
    made = product()

    for _again in range(2):
        services.keep_revenue(made, year=2023, dong=1_000_000, by=BY)

    entries = db.session.scalars(select(AuditEntry).where(AuditEntry.act == "keep_revenue")).all()
    assert [entry.change for entry in entries] == [{"revenue 2023": [None, "1000000"]}]


def test_a_negative_revenue_is_refused(within: Within) -> None:
    within("phan-thiet")

    with pytest.raises(DomainError):
        services.keep_revenue(product(), year=2023, dong=-1, by=BY)
