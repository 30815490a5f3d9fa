"""Units, communes, issuing bodies and their signing blocks, as the data files have them."""

from datetime import date

from ocop.core.db import db
from ocop.seed.reading import day, table
from ocop.tenancy import IssuingBody, Kind, SigningBlock, Unit
from ocop.tenancy.services import SINCE, add

EVERY_KIND = "*"


def load() -> dict[str, Unit]:
    """Make them all; returns the units in force first under their code (a commune's code may be given twice in time)."""
    divisions = {row["key"]: row["name"] for row in table("issuing_bodies")}
    made: dict[str, Unit] = {}
    for row in table("units"):
        above = made.get(row["parent_code"])
        made[row["code"]] = add(
            code=row["code"],
            kind=Kind(row["kind"]),
            name=row["name"],
            slug=row["slug"],
            parent_id=above.id if above else None,
            valid_from=_since(row),
            division=divisions.get(row["division_key"]),
        )
    for row in table("communes"):
        commune = add(
            code=row["code"],
            kind=Kind(row["kind"]),
            name=row["name"],
            slug=None,
            parent_id=made[row["district_code"]].id,
            valid_from=_since(row),
            valid_to=day(row["valid_to"]),
        )
        made.setdefault(row["code"], commune)
    bodies(made)
    return made


def bodies(units: dict[str, Unit]) -> None:
    """The bodies that issue documents, each with the usual signing block of every kind of document."""
    made: dict[str, IssuingBody] = {}
    for row in table("issuing_bodies") + table("commune_bodies"):
        if row["unit_code"] not in units:
            continue
        made[row["key"]] = IssuingBody(
            key=row["key"],
            unit_id=units[row["unit_code"]].id,
            kind=row["kind"],
            name=row["name"],
            superior=row["superior"] or None,
            issuer_lines=row["issuer_lines"],
            place=row["place"],
            symbol=row["symbol"],
            filed=row["filed"],
            series=row["series"] or "external",
            qr_pages="every",
            valid_from=_since(row),
            note=row["note"] or None,
        )
    db.session.add_all(made.values())
    db.session.flush()
    usual: set[tuple[str, str]] = set()
    for row in table("signing_blocks"):
        for kind in row["document_kinds"].split():
            if row["body_key"] in made and (row["body_key"], kind) not in usual:
                usual.add((row["body_key"], kind))
                db.session.add(_block(row, made[row["body_key"]], kind))
    db.session.flush()


def _block(row: dict[str, str], body: IssuingBody, kind: str) -> SigningBlock:
    return SigningBlock(
        body_id=body.id,
        document_kind=None if kind == EVERY_KIND else kind,
        collective=row["collective"] or None,
        on_behalf=row["on_behalf"] or None,
        title=row["title"],
        name=row["name"] or None,
        citation=row["citation"] or None,
        valid_from=_since(row),
        valid_to=day(row["valid_to"]),
    )


def _since(row: dict[str, str]) -> date:
    return day(row["valid_from"]) or SINCE
