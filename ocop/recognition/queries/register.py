"""What is stored, as the register that offices keep in Excel would say it, and the communes among which it is read."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from sqlalchemy import case, or_, select
from sqlalchemy.orm import aliased, joinedload

from ocop.core.db import db
from ocop.core.errors import NotYours
from ocop.core.text.dates import PartialDate
from ocop.producers import rules as producers
from ocop.producers.models import Producer
from ocop.products.models import Product, ProductRevenue, ProductSet
from ocop.recognition.models import Recognition, RegisterImport
from ocop.recognition.rules import register
from ocop.recognition.rules.facts import expiry, written
from ocop.recognition.rules.register.legal_forms import name_key
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


MAKER = (
    Producer.name, Producer.legal_form, Unit.code, Producer.address, Producer.representative, Producer.phone
)  # fmt: skip
"""What the register tells of a producer; the code is the commune's."""

READ_AT_ONCE = 2_000


class _Row(NamedTuple):
    """A stored recognition, as much of it as the register tells."""

    stars: int | None
    when: PartialDate | None
    number: str
    issuer: str
    stated: str | None
    revoked: bool


class _Told(NamedTuple):
    """What the recognitions of a product come to in its row of the register."""

    stars: int | None
    recognitions: tuple[register.Recognition, ...]
    expiry: PartialDate | None


NO_RECOGNITION = _Told(None, (), None)


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


def products_numbered(keys: Collection[int]) -> Sequence[Product]:
    """These products with their sets."""
    return db.session.scalars(
        select(Product).where(Product.id.in_(keys)).options(joinedload(Product.product_set)).order_by(Product.id)
    ).all()


def makers_numbered(keys: Collection[int]) -> Sequence[Producer]:
    """These producers with their communes."""
    return db.session.scalars(
        select(Producer).where(Producer.id.in_(keys)).options(joinedload(Producer.commune)).order_by(Producer.id)
    ).all()


def maker_keys() -> dict[str, int]:
    """The keys of the producers of the scope by the name under which rows find them.

    Where two are written alike, the one counts that `known` tells last.
    """
    with_products = Producer.id.in_(select(Product.producer_id))
    rows = db.session.execute(
        select(Producer.id, Producer.name)
        .where(or_(with_products, Producer.merged_into_id.is_(None)))
        .order_by(case((with_products, 0), else_=1), case((with_products, Producer.sort_key)), Producer.id)
    )
    return {name_key(name): key for key, name in rows}


def recognitions_by_product(product_ids: Collection[int]) -> Mapping[int, list[Recognition]]:
    """The recognitions of these products, from the oldest to the latest, as the register orders them."""
    found: defaultdict[int, list[Recognition]] = defaultdict(list)
    rows = db.session.scalars(
        select(Recognition).where(Recognition.product_id.in_(product_ids)).order_by(Recognition.id)
    )
    for row in rows:
        found[row.product_id].append(row)
    for several in found.values():
        several.sort(key=lambda row: row.decided.first if row.decided else date.min)
    return found


def known() -> Iterator[register.Known]:
    """Every stored product, and every producer who has none yet, as the importer compares them.

    Columns, not entities, some thousands at a time: a hundred thousand products take no more memory than ten thousand.
    """
    columns = (Product.id, Product.name, Product.group_stated, ProductSet.name, Product.note, *MAKER)
    rows = db.session.execute(
        select(*columns)
        .join(Product.producer)
        .outerjoin(Product.product_set)
        .outerjoin(Producer.commune)
        .order_by(Producer.sort_key, Producer.id, Product.sort_key, Product.id)
        .execution_options(yield_per=READ_AT_ONCE)
    )
    for part in rows.tuples().partitions():
        keys = [row[0] for row in part]
        recognitions, revenues = _recognitions(keys), _revenues(keys)
        for key, name, group_stated, set_name, note, *maker in part:
            told = recognitions.get(key, NO_RECOGNITION)
            yield replace(
                _maker(*maker),
                key=str(key),
                product=name,
                group=group_stated or set_name or "",
                stars=told.stars,
                recognitions=told.recognitions,
                expiry=told.expiry,
                revenue_by_year=revenues.get(key, ()),
                note=note or "",
            )
    without = (
        select(*MAKER)
        .outerjoin(Producer.commune)
        .where(Producer.merged_into_id.is_(None), Producer.id.not_in(select(Product.producer_id)))
        .order_by(Producer.id)
    )
    for alone in db.session.execute(without):
        yield _maker(*alone)


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


def _revenues(product_ids: Collection[int]) -> Mapping[int, tuple[register.Revenue, ...]]:
    found: defaultdict[int, list[register.Revenue]] = defaultdict(list)
    rows = db.session.execute(
        select(ProductRevenue.product_id, ProductRevenue.dong, ProductRevenue.year)
        .where(ProductRevenue.product_id.in_(product_ids))
        .order_by(ProductRevenue.id)
    )
    for key, dong, year in rows:
        found[key].append(register.Revenue(dong, year))
    return {key: tuple(sorted(several, key=lambda one: one.year or 0)) for key, several in found.items()}


def _recognitions(product_ids: Collection[int]) -> Mapping[int, _Told]:
    """What the recognitions of each of these products come to, by product."""
    found: defaultdict[int, list[_Row]] = defaultdict(list)
    rows = db.session.execute(
        select(
            Recognition.product_id, Recognition.stars, Recognition.earliest, Recognition.decision_precision,
            Recognition.decision_number, Recognition.issuer, Recognition.stated_expiry, Recognition.revoked_on,
        )
        .where(Recognition.product_id.in_(product_ids))
        .order_by(Recognition.id)
    )  # fmt: skip
    for key, stars, earliest, precision, number, issuer, stated, revoked_on in rows:
        when = written(earliest, precision)
        found[key].append(_Row(stars, when, number or "", issuer or "", stated, revoked_on is not None))
    return {key: _told(several) for key, several in found.items()}


def _told(rows: list[_Row]) -> _Told:
    """From the oldest to the latest, as the register orders them."""
    rows.sort(key=lambda row: row.when.first if row.when else date.min)
    starred = [row for row in rows if row.stars is not None]
    return _Told(
        starred[-1].stars if starred and not starred[-1].revoked else None,
        tuple(register.Recognition(row.stars, row.when, row.number, row.issuer) for row in starred if row.stars),
        expiry(rows[-1].stated, rows[-1].when),
    )


def _maker(
    name: str,
    form: producers.LegalForm | None,
    commune_code: str | None,
    address: str | None,
    representative: str | None,
    phone: str | None,
) -> register.Known:
    return register.Known(
        key="",
        product="",
        producer=name,
        form=FORMS[form] if form else None,
        commune_code=commune_code or "",
        address=address or "",
        representative=representative or "",
        phone=phone or "",
    )
