"""What a product holds and where it is sold: standards, years, links."""

from dataclasses import asdict

from flask_babel import gettext as _

from ocop import audit
from ocop.audit.services import Actor
from ocop.core.db import db
from ocop.core.errors import DomainError
from ocop.producers.services import add_row, change_row, remove_row
from ocop.products import queries, rules
from ocop.products.models import Product, ProductLink, ProductOutput, ProductRevenue, ProductStandard
from ocop.products.rules import SalesChannel, StandardFacts, StandardKind, YearFacts


def add_standard(product: Product, facts: StandardFacts, *, by: Actor) -> ProductStandard:
    """Write down a standard that a product holds; raises `DomainError` at its field."""
    _check_standard(facts)
    standard = ProductStandard(product_id=product.id)
    add_row(standard, asdict(facts), name=product.name, by=by)
    return standard


def change_standard(
    standard: ProductStandard, facts: StandardFacts, *, version: int, product: Product, by: Actor
) -> None:
    """Correct a standard; raises `DomainError` at its field, `StaleEdit` when somebody else saved after `version`."""
    _check_standard(facts)
    change_row(standard, asdict(facts), version=version, name=product.name, by=by)


def remove_standard(standard: ProductStandard, *, product: Product, by: Actor) -> None:
    """Take a standard away that the product does not hold."""
    said = {name: getattr(standard, name) for name in ("kind", "name", "number", "issuer", "valid_from", "valid_until")}
    remove_row(standard, said, name=product.name, by=by)


def add_link(product: Product, *, channel: SalesChannel, url: str, by: Actor) -> ProductLink:
    """Write down where a product is sold; raises `DomainError` for an address of another form, or one that stands already."""
    if not rules.secure_address(url):
        raise DomainError(_("Địa chỉ chưa đúng. Vui lòng chép cả địa chỉ, bắt đầu bằng https://"), field="url")
    if url in {one.url for one in queries.links(product.id)}:
        raise DomainError(_("Địa chỉ này đã có trong danh sách của sản phẩm."), field="url")
    link = ProductLink(product_id=product.id)
    add_row(link, {"channel": channel, "url": url}, name=product.name, by=by)
    return link


def remove_link(link: ProductLink, *, product: Product, by: Actor) -> None:
    """Take an address away."""
    remove_row(link, {"channel": link.channel, "url": link.url}, name=product.name, by=by)


def keep_year(product: Product, facts: YearFacts, *, by: Actor) -> None:
    """Keep one year of a product as it is said; what is None is forgotten. Raises `DomainError` at its field."""
    _check_year(facts)
    earned, made = queries.revenue(product.id, facts.year), queries.output(product.id, facts.year)
    before = _before(facts.year, earned, made)
    _keep_revenue(product, earned, facts)
    _keep_output(product, made, facts)
    after = asdict(facts)
    changed = {name: (before[name], value) for name, value in after.items() if before[name] != value}
    if changed:
        audit.record(by, "keep_year", product, change={"year": (facts.year, facts.year)} | changed)


def remove_year(product: Product, *, year: int, by: Actor) -> None:
    """Take one year of a product away."""
    keep_year(product, YearFacts(year=year), by=by)


def _check_standard(facts: StandardFacts) -> None:
    if facts.kind is StandardKind.OTHER and not facts.name:
        raise DomainError(_("Vui lòng ghi tên tiêu chuẩn."), field="name")
    if facts.valid_from and facts.valid_until and facts.valid_until < facts.valid_from:
        raise DomainError(_("Ngày hết hạn không được trước ngày có hiệu lực."), field="valid_until")


def _check_year(facts: YearFacts) -> None:
    for name in ("revenue", "price", "quantity"):
        value = getattr(facts, name)
        if value is not None and value < 0:
            raise DomainError(_("Số này không được âm."), field=name)


def _before(year: int, earned: ProductRevenue | None, made: ProductOutput | None) -> dict[str, object]:
    return {
        "year": year,
        "revenue": earned.dong if earned else None,
        "price": made.price if made else None,
        "price_unit": made.price_unit if made else None,
        "quantity": made.quantity if made else None,
        "quantity_unit": made.quantity_unit if made else None,
    }


def _keep_revenue(product: Product, row: ProductRevenue | None, facts: YearFacts) -> None:
    if facts.revenue is None:
        if row is not None:
            db.session.delete(row)
    elif row is None:
        db.session.add(ProductRevenue(product_id=product.id, year=facts.year, dong=facts.revenue))
    else:
        row.dong = facts.revenue


def _keep_output(product: Product, row: ProductOutput | None, facts: YearFacts) -> None:
    if facts.price is None and facts.quantity is None:
        if row is not None:
            db.session.delete(row)
        return
    if row is None:
        row = ProductOutput(product_id=product.id, year=facts.year)
        db.session.add(row)
    row.price, row.price_unit = facts.price, facts.price_unit
    row.quantity, row.quantity_unit = facts.quantity, facts.quantity_unit
