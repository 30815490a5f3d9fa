"""What officers do with products."""

from dataclasses import asdict
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import delete
from sqlalchemy.orm.attributes import set_committed_value

from ocop import audit
from ocop.audit.services import Actor
from ocop.core.db import db
from ocop.core.errors import DomainError, StaleEdit
from ocop.core.text.normal import fold
from ocop.core.text.order import vietnamese_key
from ocop.producers import queries as producers
from ocop.producers.rules import as_written
from ocop.products import queries, rules
from ocop.products.models import Product, ProductName, ProductNameMark, ProductRevenue
from ocop.products.rules import FACTS, ProductFacts
from ocop.tallies.services import keep


def add(facts: ProductFacts, *, by: Actor) -> Product:
    """Write down a new product of a producer of the same unit; raises `NotYours` for another's producer."""
    check(facts)
    product = Product(folded="", sort_key="", **asdict(facts))
    set_committed_value(product, "producer", producers.producer(facts.producer_id))
    _index(product)
    db.session.add(product)
    known = {name: (None, value) for name, value in asdict(facts).items() if value not in (None, False)}
    audit.record(by, "add", product, change=known)
    _keep_name(product)
    keep_tallies()
    return product


def change(product: Product, facts: ProductFacts, *, version: int, by: Actor) -> None:
    """Correct a product's facts; raises `StaleEdit` when somebody else saved after `version`."""
    check(facts)
    refuse_stale(product, facts, version)
    changed = {
        name: (getattr(product, name), value)
        for name, value in asdict(facts).items()
        if getattr(product, name) != value
    }
    if not changed:
        return
    for name, (_before, after) in changed.items():
        setattr(product, name, after)
    _index(product)
    product.version += 1
    audit.record(by, "change", product, change=changed)
    if "name" in changed:
        _keep_name(product)
    if "producer_id" in changed:
        set_committed_value(product, "producer", producers.producer(facts.producer_id))


def keep_stars(product: Product, *, stars: int | None, until: date | None) -> None:
    """Repeat the stars of the standing recognition on the product; the recognition room calls it and keeps the trail."""
    product.stars, product.stars_until = stars, until


def keep_revenue(product: Product, *, year: int | None, dong: int, by: Actor) -> None:
    """Keep what a product earned in one year, in đồng; raises `DomainError` for a negative amount."""
    if dong < 0:
        raise DomainError(_("Doanh thu không được âm."), field="dong")
    row = queries.revenue(product.id, year)
    if row is not None and row.dong == dong:
        return
    before = row.dong if row else None
    if row is None:
        db.session.add(ProductRevenue(product_id=product.id, year=year, dong=dong))
    else:
        row.dong = dong
    audit.record(by, "keep_revenue", product, change={f"revenue {year or ''}".strip(): (before, dong)})


def keep_tallies() -> None:
    """Count the unit's products again."""
    keep("products", queries.count())


def check(facts: ProductFacts) -> None:
    """Refuse facts that no product may have; raises `DomainError` naming the field, `NotYours` for a foreign producer."""
    producers.producer(facts.producer_id)
    if not facts.name:
        raise DomainError(_("Vui lòng nhập tên sản phẩm."), field="name")
    if facts.local_share is not None and not 0 <= facts.local_share <= 100:
        raise DomainError(_("Tỷ lệ nguyên liệu địa phương phải từ 0 đến 100%%."), field="local_share")
    if facts.traceability_url and not rules.traceability_address(facts.traceability_url):
        raise DomainError(_("Địa chỉ truy xuất nguồn gốc chưa đúng."), field="traceability_url")


def refuse_stale(product: Product, facts: ProductFacts, version: int) -> None:
    """Raises `StaleEdit` with both texts of the fields that differ."""
    if product.version != version:
        mine = {name: as_written(value) for name, value in asdict(facts).items()}
        theirs = {name: as_written(getattr(product, name)) for name in FACTS}
        raise StaleEdit.between(mine, theirs, version=product.version)


def _index(product: Product) -> None:
    product.folded = fold(product.name)
    product.sort_key = vietnamese_key(product.name)


def _keep_name(product: Product) -> None:
    """The name among those of all units, with its telling words, follows the product."""
    row = queries.name_of(product.id)
    if row is None:
        row = ProductName(product_id=product.id, unit_id=product.tenant_id, folded=product.folded)
        db.session.add(row)
    row.folded = product.folded
    db.session.flush()
    words = rules.words_of(product.name)
    db.session.execute(delete(ProductNameMark).where(ProductNameMark.name_id == row.id))
    db.session.add_all(ProductNameMark(name_id=row.id, mark=mark, size=len(words)) for mark in rules.marks(words))
    db.session.flush()
