"""The bodies that a unit of a kind usually has, for units that come from a list without them (Decree 37/2014/NĐ-CP)."""

from sqlalchemy import select

from ocop.core.db import db
from ocop.seed.reading import table
from ocop.tenancy import IssuingBody, Kind, SigningBlock, Unit

COLLECTIVE_KINDS = ("KH", "BC", "TTr", "CV", "TB", "GM")
OWN_KIND = "QD"
CITATION = "Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.7"
ASSUMED = "Lập theo loại đơn vị khi nạp danh mục; ký hiệu và tên phòng là giả định, cần đối chiếu"
DEPARTMENT = ("Sở Nông nghiệp và Phát triển nông thôn", "SỞ NÔNG NGHIỆP|VÀ PHÁT TRIỂN NÔNG THÔN", "SNN")


def complete() -> int:
    """Give every workspace that has no issuing body the usual ones; returns how many units were completed."""
    kinds = {row["kind"]: row for row in table("unit_kinds")}
    having = select(IssuingBody.unit_id)
    lacking = db.session.scalars(select(Unit).where(Unit.slug.is_not(None), Unit.id.not_in(having))).all()
    for unit in lacking:
        _committee(unit, kinds[unit.kind]["word"])
        if unit.kind == Kind.PROVINCE:
            _office(unit, "department", *DEPARTMENT, kinds[unit.kind]["word"], head="GIÁM ĐỐC")
        elif kinds[unit.kind]["division"]:
            unit.division = unit.division or kinds[unit.kind]["division"]
            symbol = kinds[unit.kind]["division_symbol"]
            _office(
                unit,
                "division",
                unit.division,
                unit.division.upper(),
                symbol,
                kinds[unit.kind]["word"],
                head="TRƯỞNG PHÒNG",
            )
    db.session.flush()
    return len(lacking)


def _committee(unit: Unit, word: str) -> None:
    body = _body(
        unit,
        "ubnd",
        f"Ủy ban nhân dân {word} {unit.name}",
        None,
        f"ỦY BAN NHÂN DÂN|{f'{word} {unit.name}'.upper()}",
        "UBND",
    )
    for kind in COLLECTIVE_KINDS:
        db.session.add(_block(body, kind, "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"))
    db.session.add(_block(body, OWN_KIND, None, "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"))


def _office(unit: Unit, kind: str, name: str, lines: str, symbol: str, word: str, *, head: str) -> None:
    place = f"{word} {unit.name}"
    full = name if unit.kind == Kind.PROVINCE else f"{name} {place}"
    body = _body(unit, kind, full, f"UBND {place.upper()}", lines, symbol)
    db.session.add(_block(body, None, None, f"KT. {head}", f"PHÓ {head}"))


def _body(unit: Unit, kind: str, name: str, superior: str | None, lines: str, symbol: str) -> IssuingBody:
    body = IssuingBody(
        key=f"{kind}-{unit.code}",
        unit_id=unit.id,
        kind=kind,
        name=name,
        superior=superior,
        issuer_lines=lines,
        place=unit.name,
        symbol=symbol,
        filed="VT",
        series="external",
        qr_pages="every",
        valid_from=unit.valid_from,
        note=ASSUMED,
    )
    db.session.add(body)
    db.session.flush()
    return body


def _block(body: IssuingBody, kind: str | None, collective: str | None, on_behalf: str, title: str) -> SigningBlock:
    return SigningBlock(
        body_id=body.id,
        document_kind=kind,
        collective=collective,
        on_behalf=on_behalf,
        title=title,
        citation=CITATION,
        valid_from=body.valid_from,
    )
