"""What is stored, as the register that offices keep in Excel would say it, and the communes among which it is read."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import aliased, joinedload

from ocop.core.db import db
from ocop.core.errors import NotYours
from ocop.core.text.dates import PartialDate
from ocop.producers import rules as producers
from ocop.producers.models import Producer
from ocop.products.models import Product, ProductRevenue
from ocop.recognition.models import Recognition, RegisterImport
from ocop.recognition.rules import register
from ocop.recognition.rules.facts import expiry
from ocop.tenancy import Kind, Unit, Workspace

COMMUNE_KINDS = (Kind.COMMUNE, Kind.WARD, Kind.TOWNSHIP, Kind.SPECIAL_ZONE)
FORMS = {
    producers.LegalForm.COOPERATIVE: register.LegalForm.COOPERATIVE,
    producers.LegalForm.COOPERATIVE_GROUP: register.LegalForm.COOPERATIVE_GROUP,
    producers.LegalForm.COMPANY: register.LegalForm.ENTERPRISE,
    producers.LegalForm.HOUSEHOLD_BUSINESS: register.LegalForm.HOUSEHOLD,
    producers.LegalForm.FARM: register.LegalForm.FARM,
    producers.LegalForm.ESTABLISHMENT: register.LegalForm.FACILITY,
    producers.LegalForm.ASSOCIATION: register.LegalForm.ASSOCIATION,
    producers.LegalForm.CENTRE: register.LegalForm.CENTRE,
}
"""The register names the same forms by the words of its column."""


def register_import(import_id: int) -> RegisterImport:
    """One file that was brought in, with its attachment; raises `NotYours`."""
    found = db.session.scalar(
        select(RegisterImport).where(RegisterImport.id == import_id).options(joinedload(RegisterImport.attachment))
    )
    if found is None:
        raise NotYours
    return found


def locked_import(import_id: int) -> RegisterImport:
    """The same row, locked until the transaction ends: a file is taken over once, however often one clicks."""
    return db.session.scalars(
        select(RegisterImport)
        .where(RegisterImport.id == import_id)
        .options(joinedload(RegisterImport.attachment))
        .with_for_update(of=RegisterImport)
        .execution_options(populate_existing=True)
    ).one()


def register_imports(most: int = 20) -> Sequence[RegisterImport]:
    """The files that were brought in, the latest first."""
    return db.session.scalars(select(RegisterImport).order_by(RegisterImport.id.desc()).limit(most)).all()


def rows_of_products() -> Sequence[Product]:
    """All products of the scope with producers, communes and sets, in Vietnamese order of producers, then names."""
    return db.session.scalars(
        select(Product)
        .join(Product.producer)
        .options(joinedload(Product.producer).joinedload(Producer.commune), joinedload(Product.product_set))
        .order_by(Producer.sort_key, Producer.id, Product.sort_key, Product.id)
    ).all()


def recognitions_by_product() -> Mapping[int, list[Recognition]]:
    """All recognitions of the scope by product, from the oldest to the latest, as the register orders them."""
    found: defaultdict[int, list[Recognition]] = defaultdict(list)
    for row in db.session.scalars(select(Recognition).order_by(Recognition.id)):
        found[row.product_id].append(row)
    for rows in found.values():
        rows.sort(key=_when)
    return found


def known() -> Iterator[register.Known]:
    """Every stored product, and every producer who has none yet, as the importer compares them."""
    recognitions, revenues = recognitions_by_product(), _revenues()
    for product in rows_of_products():
        yield _known(product, recognitions.get(product.id, []), revenues.get(product.id, ()))
    for producer in makers_without_products():
        yield _maker(producer)


def makers_without_products() -> Sequence[Producer]:
    """The producers of the scope that no product names, merged ones left out."""
    with_products = select(Product.producer_id)
    return db.session.scalars(
        select(Producer)
        .where(Producer.merged_into_id.is_(None), Producer.id.not_in(with_products))
        .options(joinedload(Producer.commune))
        .order_by(Producer.id)
    ).all()


def told(row: Recognition) -> register.Recognition:
    """A recognition whose stars are known, as the register tells it."""
    assert row.stars is not None
    return register.Recognition(row.stars, row.decided, row.decision_number or "", row.issuer or "")


def gazetteer(unit: Workspace, on: date) -> register.Gazetteer:
    """The communes of the unit's province on a day; names that repeat are those of the unit's own district first."""
    own = unit.code if unit.kind is not Kind.PROVINCE else None
    return register.Gazetteer(_communes(unit), own_district=own, on=on)


def commune_keys(unit: Workspace, on: date) -> Mapping[str, int]:
    """The keys of the communes by code; a code that was given again means the commune that exists on the day."""
    keys: dict[str, int] = {}
    for commune, _district in _pairs(unit):
        current = commune.valid_from <= on and (commune.valid_to is None or commune.valid_to >= on)
        if current or commune.code not in keys:
            keys[commune.code] = commune.id
    return keys


def _communes(unit: Workspace) -> Iterator[register.Commune]:
    for commune, district in _pairs(unit):
        yield register.Commune(
            code=commune.code,
            name=commune.name,
            kind=commune.kind.value,
            district_code=district.code,
            valid_from=commune.valid_from,
            valid_to=commune.valid_to,
            district_name=district.name,
        )


def _pairs(unit: Workspace) -> Sequence[tuple[Unit, Unit]]:
    """The communes of the unit's province, each with the unit above it."""
    district = aliased(Unit)
    top = unit.id if unit.kind is Kind.PROVINCE else unit.parent_id
    rows = db.session.execute(
        select(Unit, district)
        .join(district, Unit.parent_id == district.id)
        .where(Unit.kind.in_(COMMUNE_KINDS), (district.parent_id == top) | (district.id == top))
        .order_by(Unit.sort_key, Unit.valid_from)
    )
    return [(commune, above) for commune, above in rows]


def _revenues() -> Mapping[int, tuple[register.Revenue, ...]]:
    found: defaultdict[int, list[register.Revenue]] = defaultdict(list)
    for row in db.session.scalars(select(ProductRevenue)):
        found[row.product_id].append(register.Revenue(row.dong, row.year))
    return {key: tuple(sorted(rows, key=lambda one: one.year or 0)) for key, rows in found.items()}


def _known(product: Product, rows: Sequence[Recognition], revenues: tuple[register.Revenue, ...]) -> register.Known:
    maker = _maker(product.producer)
    starred = [row for row in rows if row.stars is not None]
    last = starred[-1] if starred else None
    return register.Known(
        key=str(product.id),
        product=product.name,
        producer=maker.producer,
        form=maker.form,
        commune_code=maker.commune_code,
        address=maker.address,
        representative=maker.representative,
        phone=maker.phone,
        group=product.group_stated or (product.product_set.name if product.product_set else ""),
        stars=last.stars if last and last.revoked_on is None else None,
        recognitions=tuple(told(row) for row in starred),
        expiry=expiry(rows[-1].stated_expiry, rows[-1].decided) if rows else None,
        revenue_by_year=revenues,
        note=product.note or "",
    )


def _maker(producer: Producer) -> register.Known:
    return register.Known(
        key="",
        product="",
        producer=producer.name,
        form=FORMS[producer.legal_form] if producer.legal_form else None,
        commune_code=producer.commune.code if producer.commune else "",
        address=producer.address or "",
        representative=producer.representative or "",
        phone=producer.phone or "",
    )


def _when(row: Recognition) -> date:
    decided: PartialDate | None = row.decided
    return decided.first if decided else date.min
