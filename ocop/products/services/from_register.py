"""Products that come from a register by the thousand: written in a few statements, never one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import insert

from ocop.audit.services import Actor, Deed, record_many
from ocop.core.db import db
from ocop.core.errors import DomainError
from ocop.core.text.normal import fold
from ocop.core.text.order import vietnamese_key
from ocop.products import rules
from ocop.products.models import Product, ProductName, ProductNameMark, ProductRevenue
from ocop.products.queries.by_register import revenues_of
from ocop.products.rules import FACTS, ProductFacts
from ocop.tenancy.inserting import add_keyed_rows, add_rows


@dataclass(frozen=True)
class NewProduct:
    """A product to write down, with the stars that its standing recognition gives it and until when."""

    facts: ProductFacts
    stars: int | None
    until: date | None


@dataclass(frozen=True)
class Earned:
    """What a product earned in a year, or in a year that is not known, in đồng."""

    product_id: int
    name: str
    year: int | None
    dong: int


def add_many(many: Sequence[NewProduct], *, unit_id: int) -> list[int]:
    """Write down many products of known producers, and give their keys in that order; nothing is loaded.

    The caller keeps the trail and the tallies. `unit_id` is the scope's unit: names are kept among those of all units.
    """
    folded = [fold(one.facts.name) for one in many]
    rows = [
        {
            **{name: getattr(one.facts, name) for name in FACTS},
            "folded": name,
            "sort_key": vietnamese_key(one.facts.name),
            "stars": one.stars,
            "stars_until": one.until,
        }
        for one, name in zip(many, folded, strict=True)
    ]
    keys = add_keyed_rows(Product, rows)
    _add_names(dict(zip(keys, folded, strict=True)), unit_id)
    return keys


def keep_revenues(many: Sequence[Earned], *, by: Actor) -> None:
    """Keep what products earned, the last word on a year counts; what is stored already is not written again.

    Raises `DomainError` for a negative amount.
    """
    if any(one.dong < 0 for one in many):
        raise DomainError(_("Doanh thu không được âm."), field="dong")
    stored = revenues_of({one.product_id for one in many})
    new, deeds = [], []
    for place, one in {(one.product_id, one.year): one for one in many}.items():
        row = stored.get(place)
        if row is not None and row.dong == one.dong:
            continue
        change = {f"revenue {one.year or ''}".strip(): (row.dong if row else None, one.dong)}
        deeds.append(Deed("keep_revenue", Product.__tablename__, one.product_id, one.name, change))
        if row is None:
            new.append({"product_id": one.product_id, "year": one.year, "dong": one.dong})
        else:
            row.dong = one.dong
    add_rows(ProductRevenue, new)
    record_many(by, deeds)


def _add_names(folded: dict[int, str], unit_id: int) -> None:
    """The names of new products, in two statements: nobody owns these tables.

    Raw statements: the session need not know the rows, and there are several marks to each of ten thousand names.
    """
    if not folded:
        return
    names = [{"product_id": key, "unit_id": unit_id, "folded": name} for key, name in folded.items()]
    kept = db.session.execute(
        insert(ProductName).returning(ProductName.id, ProductName.product_id).execution_options(dml_strategy="raw"),
        names,
    )
    words = [(key, rules.folded_words(folded[product_id])) for key, product_id in kept]
    telling = [{"name_id": key, "mark": mark, "size": len(said)} for key, said in words for mark in rules.marks(said)]
    if telling:
        db.session.execute(insert(ProductNameMark).execution_options(dml_strategy="raw"), telling)
